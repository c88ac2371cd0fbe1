"""What a person changed in a brief since rkbrief wrote it stays, whatever it is (F19)."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from rkbrief.brief.writer import inspect_brief
from rkbrief.cli import run

Often = Callable[[int, int], int]
EDITS: dict[str, Callable[[bytes], bytes]] = {
    "a letter": lambda data: data.replace(b"a", b"b", 1),
    "a blank in the middle": lambda data: data[: len(data) // 2] + b" " + data[len(data) // 2 :],
    "a blank at the end of a line": lambda data: data.replace(b"\n", b" \n", 1),
    "a line below": lambda data: data + b"My own words.\n",
    "an empty line below": lambda data: data + b"\n",
    "no last line feed": lambda data: data.rstrip(b"\n"),
    "a line above": lambda data: b"Draft\n" + data,
    "line ends": lambda data: data.replace(b"\n", b"\r\n"),
    "a mark of byte order": lambda data: b"\xef\xbb\xbf" + data,
    "another encoding": lambda data: data.decode().encode("utf-16"),
    "cut off": lambda data: data[: len(data) // 2],
    "emptied": lambda _: b"",
    "twice": lambda data: data * 2,
    "a NUL": lambda data: data + b"\0",
    "a file of somebody else": lambda _: b"# My brief\n",
}


@pytest.fixture(params=["md", "html"])
def brief(desk: Path, request: pytest.FixtureRequest) -> Path:
    """Give a brief as rkbrief wrote it."""
    target = desk / f"out/brief.{request.param}"
    assert run(["--export", "-q", "-o", str(target)]) == 0
    return target


def test_f19_a_byte_that_changed_anywhere_is_noticed(brief: Path, often: Often) -> None:
    data = brief.read_bytes()
    dice = random.Random(19)  # noqa: S311 - made to be repeated
    for at in dice.sample(range(len(data)), often(150, len(data))):
        head, byte, tail = data[:at], data[at], data[at + 1 :]
        for changed in (bytes([byte ^ 1]), bytes([byte ^ 0x20]), b"", bytes([byte, 0x20])):
            assert inspect_brief(head + changed + tail) is not None, (at, changed)


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("before", [[], ["--language", "ja"]])
def test_f19_what_was_edited_stays_is_shown_by_diff_and_kept_by_force(
    brief: Path, edit: str, before: list[str], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    export = ["--export", "-q", "-o", str(brief), *before]
    edited = EDITS[edit](brief.read_bytes())
    brief.write_bytes(edited)
    capsysbinary.readouterr()
    assert run(export) == 4
    told = capsysbinary.readouterr()
    assert told.out == b""
    assert brief.name.encode() in told.err
    assert told.err.count(b"\n") == 1
    assert run([*export, "--diff"]) == 0
    assert capsysbinary.readouterr().out != b""
    assert [(path.name, path.read_bytes()) for path in brief.parent.iterdir()] == [
        (brief.name, edited)
    ]
    assert run([*export, "--force"]) == 0
    backup = brief.with_stem("brief~1")
    assert backup.read_bytes() == edited
    assert inspect_brief(brief.read_bytes()) is None
    brief.write_bytes(b"and again\n")
    assert run([*export, "--force"]) == 0
    assert backup.read_bytes() == edited
    assert brief.with_stem("brief~2").read_bytes() == b"and again\n"


@pytest.mark.parametrize("before", [[], ["--language", "ja"]])
def test_f19_a_new_time_or_mode_is_no_edit(brief: Path, before: list[str]) -> None:
    os.utime(brief, (1, 1))
    brief.chmod(0o600)
    assert run(["--export", "-q", "-o", str(brief), *before]) == 0
    assert run(["--export", "-q", "-o", str(brief), "--force", *before]) == 0
    assert [path.name for path in brief.parent.iterdir()] == [brief.name]
