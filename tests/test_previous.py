"""--previous: the brief before this one, or a message that says why it cannot be used."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rkbrief.cli import run

Captured = pytest.CaptureFixture[bytes]
HEADING = "## What changed since the previous brief"
FIRST = Path("first.md")


@pytest.fixture(autouse=True)
def first(desk: Path, capsysbinary: Captured) -> Path:
    """Write a brief to compare with."""
    assert run(["--export", "-o", str(FIRST), "--as-of", "2026-05-01"]) == 0
    capsysbinary.readouterr()
    return desk / FIRST


def add_article() -> None:
    Path("articles", "later.txt").write_text(
        "新しい桟橋の開通\n\n港の新しい桟橋は長さ240メートルである。"
        "組合は、来年には便数が増える可能性が高いとみる。\n",
        "utf-8",
    )


def test_a_later_brief_tells_what_is_new(capsysbinary: Captured) -> None:
    add_article()
    assert run(["--export", "-o", "-", "--previous", str(FIRST)]) == 0
    text = capsysbinary.readouterr().out.decode()
    assert "as of 1 May 2026" in text.split(HEADING)[1]
    Path("second.md").write_text(text, "utf-8")
    assert run(["--verify", "second.md"]) == 0


def test_nothing_has_changed_on_the_same_articles(capsysbinary: Captured) -> None:
    assert run(["--export", "-o", "-", "--previous", str(FIRST), "--as-of", "2026-05-01"]) == 0
    section = capsysbinary.readouterr().out.decode().split(HEADING)[1]
    assert section.split("\n## ")[0].strip().endswith("Nothing has changed.")


def test_a_brief_may_be_compared_with_the_one_it_replaces(capsysbinary: Captured) -> None:
    add_article()
    assert run(["--export", "-o", str(FIRST), "--previous", str(FIRST)]) == 0
    assert capsysbinary.readouterr().out.decode() == f"{FIRST}\n"
    assert HEADING in FIRST.read_text("utf-8")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"# Notes of mine\n", "no brief by rkbrief"),
        (b"", "no brief by rkbrief"),
        (b"\xff\xfe\x00", "no brief by rkbrief"),
        (None, "cannot be read"),
    ],
)
def test_what_is_no_brief_is_refused_before_anything_is_read(
    content: bytes | None, reason: str, capsysbinary: Captured
) -> None:
    if content is not None:
        Path("other.md").write_bytes(content)
    assert run(["--export", "--previous", "other.md"]) == 2
    captured = capsysbinary.readouterr()
    assert captured.out == b""
    assert f"other.md: {reason}" in captured.err.decode()


def test_an_export_is_told_from_what_is_no_brief(capsysbinary: Captured) -> None:
    for name in ("all.json", "all.jsonl"):
        assert run(["--export", "-o", name]) == 0
        assert run(["--export", "--previous", name]) == 2
        told = f"{name}: an export has no record; name a brief in Markdown or HTML"
        assert told in capsysbinary.readouterr().err.decode()


def test_a_pipe_that_nobody_writes_to_is_refused(capsysbinary: Captured) -> None:
    os.mkfifo("pipe.md")
    assert run(["--check", "--previous", "pipe.md"]) == 2
    assert b"not a regular file" in capsysbinary.readouterr().err


def test_a_brief_with_edited_text_is_compared_and_one_with_an_edited_record_is_not(
    capsysbinary: Captured,
) -> None:
    text = FIRST.read_text("utf-8")
    FIRST.write_text("A note of mine.\n\n" + text, "utf-8")
    assert run(["--export", "-o", "-", "--previous", str(FIRST)]) == 0
    captured = capsysbinary.readouterr()
    assert HEADING in captured.out.decode()
    assert captured.err == b""
    FIRST.write_text(text.replace('"as_of":"2026-05-01"', '"as_of":"2026-05-02"'), "utf-8")
    assert run(["--export", "-o", "-", "--previous", str(FIRST)]) == 0
    captured = capsysbinary.readouterr()
    assert HEADING not in captured.out.decode()
    assert b"its record was changed since rkbrief wrote it" in captured.err


@pytest.mark.parametrize("options", [["--template", "one-page"], ["--format", "json"]])
def test_where_there_is_no_place_for_changes_it_says_so(
    options: list[str], capsysbinary: Captured
) -> None:
    assert run(["--export", "-o", "-", "--previous", str(FIRST), *options]) == 0
    assert b"--previous has no effect" in capsysbinary.readouterr().err


def test_modes_that_write_no_brief_take_none(capsysbinary: Captured) -> None:
    assert run(["--list", "--previous", str(FIRST)]) == 2
    assert b"--previous goes with" in capsysbinary.readouterr().err
