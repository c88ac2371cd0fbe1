"""What the documents say is so: every snippet that they mark as tried is tried."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from manpage import PAGE, exit_codes, man_page

from rkbrief.cli import command, run
from rkbrief.curation import load_curation
from rkbrief.lexicon import load_table
from rkbrief.model import LIKELIHOOD_BANDS
from rkbrief.plain_text import find_forecasts
from rkbrief.settings.nodes import compose

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
_TRIED = re.compile(r"^<!-- tried: (\S+) -->\n```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def snippets(page: Path) -> Iterator[tuple[str, str]]:
    """Yield what each marked snippet of a page is (a file's name, sh or rule), and its text."""
    for found in _TRIED.finditer(page.read_text("utf-8")):
        yield found[1], found[3]


def run_shell(script: str) -> str:
    """Run a snippet of a shell and return what it said; an exit code other than 0 raises."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["/bin/sh", "-eu", "-c", script],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PATH": path},
        timeout=120,
    )
    assert done.returncode == 0, f"{script}: {done.returncode}: {done.stdout}{done.stderr}"
    return done.stdout


def lay(name: str, text: str) -> None:
    """Put a snippet into the folder: keys of a YAML file over those that are there, else all."""
    file = Path(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.suffix == ".yaml":
        known = yaml.safe_load(file.read_text("utf-8")) if file.exists() else {}
        text = yaml.safe_dump({**known, **yaml.safe_load(text)}, allow_unicode=True)
    file.write_text(text, "utf-8")


def try_rule(text: str) -> None:
    """Try a rule for modality.yaml: the keys of its kin, and its own examples."""
    (rule,) = yaml.safe_load(text)
    kin: list[dict[str, Any]] = load_table("modality")["rules"]
    assert set(rule) <= {key for known in kin for key in known}
    assert [p for p in rule["match"] if not re.search(rule["pattern"], p)] == []
    assert [p for p in rule["no_match"] if re.search(rule["pattern"], p)] == []
    assert all(any(need in phrase for need in rule["needs"]) for phrase in rule["match"])


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_snippets_of_a_page_work_one_after_the_other(page: Path) -> None:
    for kind, text in snippets(page):
        if kind == "sh":
            run_shell(text)
        elif kind == "rule":
            try_rule(text)
        else:
            lay(kind, text)
            assert run(["--check", "-q"]) == 0, text
            load_curation(Path("curation.yaml"))


def test_the_pages_for_readers_hold_snippets_that_are_tried() -> None:
    tried = {page.name: len(list(snippets(page))) for page in PAGES}
    assert tried["customising.md"] >= 8
    assert tried["guide.md"] >= 2


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_mark_that_a_snippet_is_tried_stands_right_above_one(page: Path) -> None:
    assert page.read_text("utf-8").count("<!-- tried:") == len(list(snippets(page)))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_yaml_snippet_is_yaml_that_the_settings_take(page: Path) -> None:
    for kind, text in snippets(page):
        if kind.endswith(".yaml"):
            assert compose(text.encode(), kind) is not None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_a_page_links_to_is_there(page: Path) -> None:
    links = [
        link.split("#")[0]
        for link in re.findall(r"\]\(([^)]+)\)", page.read_text("utf-8"))
        if "://" not in link and not link.startswith("#")
    ]
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_documents_name_no_option_that_there_is_not() -> None:
    known = {name for p in command.params for name in (*p.opts, *p.secondary_opts)}
    for page in PAGES:
        named = set(
            re.findall(r"rkbrief[^\n|]*?(?<![\w-])(--[a-z][a-z-]+)", page.read_text("utf-8"))
        )
        assert named <= known, page.name


def rows_of(page: str, head: str) -> list[list[str]]:
    """Return the cells of the table of a page that begins with the row ``head``."""
    table = (DOCS / page).read_text("utf-8").split(f"\n{head}\n", 1)[1].split("\n\n", 1)[0]
    return [[c.strip() for c in line.strip("|").split("|")] for line in table.split("\n")[1:]]


def say_likelihood(likelihood: str) -> str:
    """Return the words of the brief for a step."""
    words: dict[str, dict[str, str]] = load_table("phrases")["likelihood"]
    return words[likelihood]["en"]


def test_the_guide_gives_the_scale_that_the_program_uses() -> None:
    used = {say_likelihood(w): f"{low}–{high} %" for w, (low, high) in LIKELIHOOD_BANDS.items()}
    assert dict(rows_of("guide.md", "| word | band |")) == used


@pytest.mark.parametrize("row", rows_of("guide.md", "| shown | the source said | meaning |"))
def test_a_strength_in_the_guide_is_what_its_words_are_read_as(row: list[str]) -> None:
    (forecast,) = find_forecasts(f"{row[1]}。", published=date(2026, 3, 5))
    assert row[0].startswith(say_likelihood(forecast.likelihood))


@pytest.mark.parametrize(
    "words", ["方針を固めた", "備えるべきだ", "失敗だったとみられる", "防げたはずだ"]
)
def test_what_the_guide_calls_no_forecast_is_none(words: str) -> None:
    assert words in (DOCS / "guide.md").read_text("utf-8")
    assert len(find_forecasts(f"県は、{words}。")) == 0


def test_the_man_page_is_that_of_the_command() -> None:
    """To mend: python tools/manpage.py."""
    assert PAGE.read_text("utf-8") == man_page()


def test_the_man_page_names_every_exit_code() -> None:
    named = [code for code, _ in exit_codes()]
    assert named == ["0", "1", "2", "3", "4", "5", "6", "129, 130, 143", "141"]


def test_the_man_page_tells_every_option() -> None:
    page = man_page().replace("\\-", "-")
    assert [p.opts for p in command.params if p.opts[0] not in page and p.opts != ["paths"]] == []


def test_roff_has_nothing_to_say_about_the_man_page() -> None:
    if groff := shutil.which("groff"):  # not every machine has it
        page = subprocess.run(
            [groff, "-man", "-ww", "-Tutf8", str(PAGE)], capture_output=True, check=True
        )
        assert page.stderr == b""


def test_the_page_on_method_promises_no_more_than_the_floors_keep() -> None:
    floors = yaml.safe_load((ROOT / "tests/evaluation/floors.yaml").read_text("utf-8"))
    told = rows_of("method.md", "| score | kept at least | second reader |")
    assert len(told) >= 12
    assert [row for row in told if float(row[1]) > floors[row[0]]] == []


def test_the_citation_is_of_this_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= set(citation)
    assert (citation["version"], citation["license"]) == (project["version"], project["license"])


def test_the_changelog_tells_the_day_of_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    heads = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert heads[0] == "Unreleased"
    released = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))["date-released"]
    assert heads[1] == f"{version} - {released}"


def test_the_licence_of_every_dependency_is_told() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [each for extra in project["optional-dependencies"].values() for each in extra]
    names = {re.split(r"[<>=\[ ]", each)[0] for each in (*project["dependencies"], *extras)}
    told = (ROOT / "NOTICE.md").read_text("utf-8")
    assert {name for name in names if not re.search(rf"\b{name}\b", told)} <= {"rkbrief"}


@pytest.mark.parametrize("name", ["bug.yml", "wrong-reading.yml"])
def test_an_issue_form_asks_for_what_is_needed(name: str) -> None:
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE" / name).read_text("utf-8"))
    assert {"name", "description", "body"} <= set(form)
    fields = [field["id"] for field in form["body"]]
    assert len(set(fields)) == len(fields)
    assert any(field.get("validations", {}).get("required") for field in form["body"])
