"""What templates/README.md tells of the context is what templates get."""

import re
from pathlib import Path

import msgspec
from msgspec.structs import replace

from rkbrief.brief import sandbox
from rkbrief.brief.context import build_context
from rkbrief.brief.sections import SETS, lay_out
from rkbrief.config import BriefSettings
from rkbrief.model import Analysis, AnalystWords

FOLDER = Path(sandbox.__file__).parent / "templates"
NAME = re.compile(r"`([a-z0-9_]+)`")


def keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*(keys(item) for item in value.values()))
    if isinstance(value, list):
        return set().union(*(keys(item) for item in value))
    return set()


def test_every_section_of_a_built_in_set_has_its_template() -> None:
    for template, sections in SETS.items():
        for section in sections:
            assert (FOLDER / f"{section}.md.j2").is_file(), (template, section)


def test_the_readme_names_every_field_and_no_other(railway: Analysis) -> None:
    settings = BriefSettings()
    railway = replace(railway, words=AnalystWords(comment="x"))
    layout = lay_out("standard", settings)
    earlier = msgspec.structs.replace(build_context(railway, layout, settings).record, sources=())
    earlier = msgspec.structs.replace(earlier, figures=(), forecasts=())
    context = build_context(railway, layout, settings, previous=earlier).values
    text = (FOLDER / "README.md").read_text("utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    told = {row.split("`")[1].split(".")[0].split("[")[0]: row for row in rows}
    assert set(told) == set(context)
    for name, row in told.items():
        if name in {"language", "headings"}:
            continue
        held = keys(context[name]) - {"heads", "more", "none"}
        named = set(NAME.findall(row.split("|", 2)[2])) | set(re.findall(r"\.([a-z]+)`", row))
        assert held == named - {"high", "moderate", "low", "more"}, name
