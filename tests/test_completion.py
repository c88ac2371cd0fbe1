"""What a shell is offered."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Program = Callable[..., "subprocess.CompletedProcess[bytes]"]
pytestmark = pytest.mark.usefixtures("desk")


def offered(program: Program, monkeypatch: pytest.MonkeyPatch, *words: str) -> list[str]:
    """Return what bash is offered for the last of ``words``, as ``kind,value``."""
    monkeypatch.setenv("_RKBRIEF_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "\n".join(("rkbrief", *words)))
    monkeypatch.setenv("COMP_CWORD", str(len(words)))
    done = program()
    assert done.stderr == b""
    return done.stdout.decode().split()


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("--for",), ["plain,--format", "plain,--force"]),
        (("--format", "json"), ["plain,json", "plain,jsonl"]),
        (("--completion", ""), ["plain,bash", "plain,zsh", "plain,fish"]),
        (("--template", "s"), ["plain,standard", "plain,short"]),
        (("--corpus-name", "h"), ["plain,harbour"]),
        (("--corpus-name", ""), ["plain,harbour", "plain,鉄道"]),
        (("--config", "other.yaml", "--corpus-name", ""), ["plain,elsewhere"]),
        (("--export", "art"), ["file,art"]),
        (("--verify", "b"), ["file,b"]),
        (("-o", ""), ["file,"]),
    ],
)
def test_options_names_and_files_are_offered(
    program: Program, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], wanted: list[str]
) -> None:
    Path("config.yaml").write_text(
        "brief: {templates: {short: [title, method, endnotes]}}\n"
        "corpora: {harbour: {corpus: [a]}, 鉄道: {corpus: [b]}}\n",
        "utf-8",
    )
    Path("other.yaml").write_text("corpora: {elsewhere: {corpus: [c]}}\n", "utf-8")
    assert offered(program, monkeypatch, *words) == wanted


@pytest.mark.parametrize(
    ("shell", "typed", "wanted"),
    [
        ("bash", ("--format", "=", "j"), ["plain,json", "plain,jsonl"]),
        ("bash", ("--format", "="), ["plain,md", "plain,html", "plain,json", "plain,jsonl"]),
        ("zsh", ("--language=j",), ["plain", "--language=ja", "_"]),
        ("zsh", ("--config=oth",), ["file", "oth", "_"]),
        ("fish", ("--language=j",), ["plain,--language=ja"]),
        ("fish", ("--config=oth",), ["plain,--config=other.yaml"]),
        ("fish", ("--output=./o",), ["plain,--output=./other.yaml", "plain,--output=./out/"]),
        ("fish", ("--output=none/o",), []),
        ("fish", ("--language", "j"), ["plain,ja"]),
    ],
)
def test_what_stands_behind_an_equals_sign_is_completed_in_each_shell(
    program: Program,
    monkeypatch: pytest.MonkeyPatch,
    shell: str,
    typed: tuple[str, ...],
    wanted: list[str],
) -> None:
    Path("other.yaml").touch()
    Path("out").mkdir()
    monkeypatch.setenv("_RKBRIEF_COMPLETE", f"{shell}_complete")
    monkeypatch.setenv("COMP_WORDS", "\n".join(("rkbrief", *typed)))
    monkeypatch.setenv("COMP_CWORD", typed[-1] if shell == "fish" else str(len(typed)))
    assert program().stdout.decode().split() == wanted


def test_a_config_that_is_wrong_offers_nothing_and_says_nothing(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("config.yaml").write_text("[", "utf-8")
    assert offered(program, monkeypatch, "--template", "") == []
