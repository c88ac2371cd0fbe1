from __future__ import annotations

import re
from pathlib import Path

import click
import msgspec
import pytest
from keytable import key_table
from msgspec import inspect

from rkbrief.cli import command
from rkbrief.config import FLAGS, Config, CorpusConfig, QuestionConfig
from rkbrief.tui.i18n import translate

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
JAPANESE = (ROOT / "README.ja.md").read_text("utf-8")
OPTIONS = sorted(
    name
    for parameter in command.params
    if isinstance(parameter, click.Option)
    for name in (*parameter.opts, *parameter.secondary_opts)
)


def keys_of(kind: inspect.Type, above: str = "") -> list[str]:
    """Return the dotted keys of a struct, its nested structs' included."""
    if not isinstance(kind, inspect.StructType):
        return [above]
    dotted = ((f"{above}.{f.encode_name}".lstrip("."), f.type) for f in kind.fields)
    return [key for name, field in dotted for key in keys_of(field, name)]


@pytest.mark.parametrize("name", OPTIONS)
def test_every_option_stands_in_the_readme(name: str) -> None:
    assert re.search(rf"`{re.escape(name)}[ `]", README)


def test_the_readme_names_no_option_that_there_is_not() -> None:
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", README)) <= set(OPTIONS)


@pytest.mark.parametrize("key", keys_of(inspect.type_info(Config)))
def test_every_key_of_the_config_stands_in_the_readme(key: str) -> None:
    assert f"`{key}`" in README


@pytest.mark.parametrize(
    "key", [*CorpusConfig.__struct_fields__, *QuestionConfig.__struct_fields__]
)
def test_every_key_of_corpus_yaml_stands_in_the_readme(key: str) -> None:
    assert f"`{key}`" in README


def test_every_variable_that_config_yaml_names_exists() -> None:
    text = (ROOT / "config.yaml").read_text("utf-8")
    known = {"RKBRIEF_" + flag.upper().replace("-", "_") for flag in FLAGS} | {"RKBRIEF_"}
    assert set(re.findall(r"RKBRIEF_[A-Z_]*", text)) <= known


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "README.ja.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "SECURITY.md",
        "NOTICE.md",
        "examples/README.md",
    ],
)
def test_every_file_that_a_document_links_to_is_there(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    folder = (ROOT / name).parent
    assert [link for link in links if not (folder / link).exists()] == []


def test_every_exit_code_of_the_help_stands_in_the_readme() -> None:
    codes = set(re.findall(r"\b\d{1,3}\b(?! skipped)", command.epilog or ""))
    rows = re.findall(r"^\| ([\d, ]+) \|", README, re.MULTILINE)
    listed = {code for row in rows for code in row.split(", ")}
    assert codes == listed


@pytest.mark.parametrize("target", ["brief", "test"])
def test_the_two_commands_of_the_readme_are_targets_of_make(target: str) -> None:
    assert f"    make {target} " in README
    assert f"\n{target}: " in (ROOT / "Makefile").read_text("utf-8")


def test_the_key_table_is_that_of_the_bindings() -> None:
    """To mend: python tools/keytable.py."""
    assert key_table() in README


def test_the_versions_agree() -> None:
    import tomllib

    import rkbrief

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == rkbrief.__version__
    assert msgspec.__name__ in " ".join(project["dependencies"])


@pytest.mark.parametrize("name", OPTIONS)
def test_every_option_stands_in_the_japanese_readme(name: str) -> None:
    assert re.search(rf"`{re.escape(name)}[ `]", JAPANESE)


def test_the_japanese_readme_names_no_option_that_there_is_not() -> None:
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", JAPANESE)) <= set(OPTIONS)


def test_the_japanese_readme_has_the_same_exit_codes_in_the_same_order() -> None:
    rows = [re.findall(r"^\| (\d[\d, ]*) \|", text, re.MULTILINE) for text in (README, JAPANESE)]
    assert rows[0] == rows[1] != []


def test_the_japanese_readme_has_the_same_formats() -> None:
    rows = [
        [re.findall(r"`([^`]+)`", row) for row in re.findall(r"^\| `\..*$", text, re.MULTILINE)]
        for text in (README, JAPANESE)
    ]
    endings = [[[e for e in row if e.startswith(".")] for row in each] for each in rows]
    needs = [[[e for e in row if e.startswith("pip ")] for row in each] for each in rows]
    assert endings[0] == endings[1] != []
    assert needs[0] == needs[1]


def test_the_japanese_readme_gives_the_commands_of_the_english_one() -> None:
    first = [line.split("#")[0].strip() for line in JAPANESE.split("\n") if line[:4] == "    "]
    commands = [line for line in first if line.startswith(("make ", ". .venv", "rkbrief "))]
    known = [line.split("#")[0].strip() for line in README.split("\n")]
    assert len(commands) >= 6
    assert [c for c in commands if c.replace(" --language ja", "") not in known] == []


def test_the_keys_of_the_japanese_readme_are_bound() -> None:
    dashboard = JAPANESE.split("## ダッシュボード", 1)[1].split("\n## ", 1)[0]
    keys = set(re.findall(r"`(\S{1,6})`", dashboard)) - {"rkbrief"}
    assert {key for key in keys if f"`{key}`" not in key_table()} == {"ctrl+p"}


def test_the_japanese_readme_calls_the_screens_what_the_dashboard_calls_them() -> None:
    told = re.findall(r"`([1-6])` ([^、。`]+)", JAPANESE.split("## ダッシュボード", 1)[1])
    screens = ("Overview", "Reader", "Figures", "Forecasts", "Brief", "Problems")
    named = [(str(key), translate(name, "ja")) for key, name in enumerate(screens, 1)]
    assert told == named


def test_the_faults_that_the_readme_rules_out_are_those_with_tests_of_their_number() -> None:
    section = README.partition("\n## Reliability\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^- ((?:F\d\d(?:, )?)+):", section, re.MULTILINE)
    told = [number for row in rows for number in row.split(", ")]
    names = [
        name
        for file in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^def test((?:_f\d\d)+)_", file.read_text("utf-8"), re.MULTILINE)
    ]
    tested = {number.upper() for name in names for number in name.split("_") if number}
    assert len(told) == len(set(told))
    assert set(told) == tested
