"""Settings that each stand for themselves and do not go together, or name what is not there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rkbrief.cli import run
from rkbrief.settings.types import quote

Captured = pytest.CaptureFixture[str]
ARTICLE = "港の橋\n\n市は橋を2年後に架け替える。費用は約45億円に増える可能性が高い。\n"


@pytest.fixture(autouse=True)
def _desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder with a corpus, and nothing of whoever runs the tests."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    for name in [name for name in os.environ if name.startswith("RKBRIEF_")]:
        monkeypatch.delenv(name)
    Path("seeds").mkdir()
    Path("seeds/a.txt").write_text(ARTICLE, "utf-8")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("brief: {template: nosuch}", '1:19: brief.template: no template "nosuch"; there is'),
        (
            "brief:\n  template_folder: nosuch",
            "2:20: brief.template_folder: nosuch: no such folder",
        ),
        ("brief: {template_folder: seeds/a.txt}", "1:26: brief.template_folder: seeds/a.txt: no"),
        ("corpus_file: nosuch.yaml", "1:14: corpus_file: nosuch.yaml: no such file"),
        ("corpus_file: seeds", "1:14: corpus_file: seeds: is a folder, not a file"),
        ("curation: seeds", "1:11: curation: seeds: is a folder, not a file"),
        ("since: 2025-01-01\nuntil: 2024-12-31", "2:8: until: 2024-12-31 is before since"),
        (
            "brief: {sections: {key-figurs: {show: false}}}",
            '1:39: brief.sections.key-figurs: no template has a section "key-figurs"; did you mean',
        ),
        ("brief: {sections: {x: {}}}", '1:23: brief.sections.x: no template has a section "x"'),
        (
            "brief: {template: own, templates: {own: [title, leed]}}",
            "1:41: brief.templates.own: no template leed.md.j2 for section 'leed'",
        ),
        (
            "brief: {template: own, templates: {own: ['../../x']}}",
            "1:41: brief.templates.own: template own: '../../x' is no name of a section",
        ),
        ("dashboard: {theme: nosuch}", '1:20: dashboard.theme: no theme "nosuch"'),
        ("dashboard: {keys: {nosuch: x}}", '1:28: dashboard.keys.nosuch: no key is named "nosuch"'),
    ],
)
def test_f23_what_a_config_names_and_is_not_is_told_with_its_place(
    text: str, told: str, capsys: Captured
) -> None:
    Path("config.yaml").write_text(text + "\n", "utf-8")
    assert run(["--check"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"rkbrief: config.yaml:{told}")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("address", ["x", "tcp://[::1", "tcp://", "inproc://x:1", "tcp://a b:1"])
def test_f23_an_address_that_is_none_is_told_with_its_place(address: str, capsys: Captured) -> None:
    Path("c.yaml").write_text(f'scheduler: "{address}"\n', "utf-8")
    assert run(["--export", "--config", "c.yaml"]) == 2
    told = "rkbrief: c.yaml:1:12: scheduler: a scheduler is at tcp://HOST:PORT, not at "
    assert capsys.readouterr().err == f"{told}{quote(address)}\n"


def test_f23_all_that_does_not_go_together_is_told_at_once(capsys: Captured) -> None:
    Path("config.yaml").write_text("curation: seeds\nuntil: 2024-01-01\n", "utf-8")
    assert run(["--list", "--since", "2024-02-01", "--template", "nosuch"]) == 2
    starts = ["config.yaml:1:11: curation", "--template: no template", "config.yaml:2:8: until"]
    told = capsys.readouterr().err.splitlines()
    assert len(told) == len(starts)
    for line, start in zip(told, starts, strict=True):
        assert line.startswith(f"rkbrief: {start}")


@pytest.mark.parametrize(
    "text",
    [
        "corpus: [{}]",
        "corpus_file: {}",
        "curation: {}",
        "brief: {{template: {}}}",
        "brief: {{template_folder: {}}}",
        "dashboard: {{theme: {}}}",
    ],
)
def test_f01_a_name_with_a_line_feed_does_not_end_the_line_it_is_told_on(
    text: str, capsys: Captured
) -> None:
    Path("config.yaml").write_text(text.format('"x\\nrkbrief: all is well"') + "\n", "utf-8")
    Path("x\nrkbrief: all is well").mkdir()
    Path("x\nrkbrief: all is well/a.txt").touch()
    run(["--check"])
    said = capsys.readouterr().err.splitlines()
    assert said
    assert [line for line in said if line.startswith("rkbrief: all is well")] == []


def test_f01_a_file_whose_name_holds_a_line_feed_is_skipped_on_one_line(
    capsys: Captured,
) -> None:
    Path("seeds/b\nrkbrief: all is well.txt").touch()
    assert run(["--check"]) == 0
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "rkbrief: skipped b␊rkbrief: all is well.txt: empty"
    assert len(said) == 2
