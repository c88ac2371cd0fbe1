"""The desk of the dashboard: it writes what --export writes, compared with the latest brief."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rkbrief.apart import Workroom
from rkbrief.cli import command, run
from rkbrief.config import Config
from rkbrief.dashboard import choose_config, lay_desk
from rkbrief.errors import ConfigError
from rkbrief.model import Analysis
from rkbrief.run import analyse_corpus, locate_corpus, prepare
from rkbrief.spawning import prepare_spawning
from rkbrief.talk import Talk

HEADING = "## What changed since the previous brief"
EARLIER, FIRST = "2026-05-01", "2026-04-02"
Draft = Callable[..., str]


ROOMS: list[Workroom] = []


@pytest.fixture(autouse=True)
def folder(desk: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Iterator[Path]:
    """Give the folder that briefs go to, where one of an earlier day lies."""
    assert run(["--export", "--as-of", EARLIER]) == 0
    capsysbinary.readouterr()
    Path("articles", "later.txt").write_text(
        "新しい桟橋の開通\n\n港の新しい桟橋は長さ240メートルである。"
        "組合は、来年には便数が増える可能性が高いとみる。\n",
        "utf-8",
    )
    prepare_spawning()
    yield desk / "briefs"
    while ROOMS:
        ROOMS.pop().close()


def sit_down(*arguments: str) -> tuple[Analysis, Draft]:
    """Return what a dashboard opened with ``arguments`` reads, and how it drafts."""
    options = command.make_context("rkbrief", list(arguments)).params
    paths = options.pop("paths")
    opened = prepare(paths, options, Talk(quiet=True))
    places = locate_corpus(opened)
    room = Workroom(places, Config())
    ROOMS.append(room)
    laid = lay_desk(opened, places, room)
    analysis = analyse_corpus(opened)
    return analysis, lambda **others: laid.render(
        analysis, laid.settings if not others else type(laid.settings)(**others)
    )


def exported(capsysbinary: pytest.CaptureFixture[bytes], *arguments: str) -> str:
    assert run(["--export", "-o", "-", *arguments]) == 0
    return capsysbinary.readouterr().out.decode()


def changes(text: str) -> str:
    return text.partition(HEADING)[2].partition("\n## ")[0]


def test_the_draft_is_what_export_writes_with_the_latest_brief_as_previous(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    (latest,) = folder.glob("*.md")
    _, draft = sit_down()
    assert "as of 1 May 2026" in changes(draft())
    assert draft() == exported(capsysbinary, "--previous", str(latest))


def test_a_brief_told_with_previous_goes_before_the_latest(
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    assert run(["--export", "-o", "first.md", "--as-of", FIRST]) == 0
    capsysbinary.readouterr()
    _, draft = sit_down("--previous", "first.md")
    assert draft() == exported(capsysbinary, "--previous", "first.md")
    assert "as of 2 April 2026" in changes(draft())


def test_a_brief_that_cannot_be_compared_with_is_refused_before_the_screen_is_painted() -> None:
    Path("notes.md").write_text("# Notes of mine\n", "utf-8")
    with pytest.raises(ConfigError, match="no brief by rkbrief"):
        sit_down("--previous", "notes.md")


def test_without_an_earlier_brief_nothing_is_compared(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    for brief in folder.glob("*.md"):
        brief.unlink()
    (folder / "notes.md").write_text("# Notes of mine\n", "utf-8")
    os.mkfifo(folder / "pipe.md")
    _, draft = sit_down()
    assert draft() == exported(capsysbinary)


def test_a_brief_of_a_later_day_is_not_an_earlier_one(
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    _, draft = sit_down("--as-of", FIRST)
    assert draft() == exported(capsysbinary, "--as-of", FIRST)


def test_what_was_just_written_changes_no_draft(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    _, draft = sit_down()
    before, japanese = draft(), draft(language="ja")
    (latest,) = folder.glob("*.md")
    assert run(["--export", "--previous", str(latest)]) == 0
    capsysbinary.readouterr()
    assert (draft(), draft(language="ja")) == (before, japanese)
    _, again = sit_down()
    assert (again(), again(language="ja")) == (before, japanese)


def test_of_two_briefs_of_one_day_the_one_written_last_is_the_latest(folder: Path) -> None:
    (older,) = folder.glob("*.md")
    Path("articles", "later.txt").rename("kept.txt")
    assert run(["--export", "-o", "briefs/a.md", "--as-of", EARLIER, "--language", "ja"]) == 0
    Path("kept.txt").rename("articles/later.txt")
    os.utime(older, (1, 1))
    third = folder / "z.md"
    assert run(["--export", "-o", str(third), "--as-of", EARLIER]) == 0
    _, draft = sit_down()
    assert "Nothing has changed" in changes(draft())
    os.utime(third, (0, 0))
    _, draft = sit_down()
    assert "Nothing has changed" not in changes(draft())


@pytest.mark.parametrize(("arguments", "keeps"), [((), True), (("--read-only",), False)])
def test_a_dashboard_that_writes_nothing_keeps_nothing(
    arguments: tuple[str, ...], keeps: bool
) -> None:
    options = command.make_context("rkbrief", list(arguments)).params
    paths = options.pop("paths")
    assert choose_config(prepare(paths, options, Talk())).cache.use is keeps
