"""Files that change by the thousand while the dashboard is open (F32)."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from pty_session import Session

from rkbrief.corpus.files import find_sources
from rkbrief.tui.watching import watch

EVENTS = 1000


def test_f32_a_thousand_changes_are_a_few_and_the_loop_stays_free(tmp_path: Path) -> None:
    turns = 0

    async def count_turns(stop: asyncio.Event) -> None:
        nonlocal turns
        while not stop.is_set():
            turns += 1
            await asyncio.sleep(0.01)

    async def listen() -> int:
        stop = asyncio.Event()
        told = 0
        beside = asyncio.create_task(count_turns(stop))
        writing = asyncio.create_task(asyncio.to_thread(storm, tmp_path))
        async for _ in watch([tmp_path], stop):
            told += 1
            if writing.done():
                stop.set()
        await beside
        return told

    told = asyncio.run(listen())
    assert 1 <= told <= EVENTS / 20
    assert turns > told


def storm(folder: Path) -> None:
    """Write, rename and remove a thousand times, at the end one that stays."""
    for number in range(EVENTS):
        path = folder / f"{number % 7}.txt"
        path.write_text(f"{number}\n", "utf-8")
        path.rename(folder / f"moved{number % 5}.txt")
    (folder / "last.txt").write_text("last\n", "utf-8")


def test_f32_what_is_read_in_a_storm_is_whole_or_told(tmp_path: Path) -> None:
    texts = {letter: letter * 300_000 for letter in "abc"}
    for letter, text in texts.items():
        (tmp_path / f"{letter}.txt").write_text(text, "utf-8")

    async def read_in_it() -> None:
        writing = asyncio.create_task(asyncio.to_thread(rewrite, tmp_path, texts))
        while not writing.done():
            sources, skipped = await asyncio.to_thread(find_sources, [tmp_path])
            for source in sources:
                assert len(set(source.data)) == 1, "half of one and half of another"
            assert {s.reason for s in skipped} <= {
                "changed while it was read",
                "gone before it was read",
            }

    asyncio.run(read_in_it())


def rewrite(folder: Path, texts: dict[str, str]) -> None:
    """Put other texts into the place of files, whole, and take files away."""
    for number in range(60):
        name = "abc"[number % 3]
        other = folder / "new.tmp"
        other.write_text(texts["abc"[(number + 1) % 3]], "utf-8")
        other.replace(folder / f"{name}.txt")
        if number % 5 == 0:
            (folder / f"{name}.txt").unlink()


def describe(number: int, version: int = 0) -> str:
    """An article about one thing, so that each is a source of its own."""
    return (
        f"第{number}埠頭の工事\n\n第{number}埠頭の工事は{version + 2}年遅れた。"
        f"費用は{100 + 7 * number + version}億円に増える見通しだ。\n"
    )


def test_f32_a_dashboard_that_watches_lives_through_a_storm_and_shows_what_is_there_in_the_end(
    tmp_path: Path, often: Callable[[int, int], int]
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(describe(number), "utf-8")
    dice = random.Random(32)  # noqa: S311 - not for secrets
    with Session("articles", cwd=tmp_path, size=(100, 30)) as session:
        session.wait_for("3sources·")
        session.press("w")
        session.wait_for("Watchingthefiles")
        for turn in range(often(150, 1000)):
            rock(folder, dice)
            if turn % 15 == 0:
                session.press(dice.choice("123456jj"))
        session.press("1")
        for path in list(folder.iterdir()):
            path.unlink()
        for number in range(5):
            (folder / f"{number}.txt").write_text(describe(number, 1), "utf-8")
        session.wait_for("5sources·")
        (folder / "corpus.yaml").write_text("title: [\n", "utf-8")
        session.wait_for("corpus.yaml:2:1")
        (folder / "corpus.yaml").write_text("title: Piers\n", "utf-8")
        session.wait_for("Piers")
        session.press("w")
        session.wait_for("Nolongerwatching")
        session.press("q")
        assert session.end() == 0


def rock(folder: Path, dice: random.Random) -> None:
    """Do one of the things that happen to files."""
    path = folder / f"{dice.randrange(6)}.txt"
    text = describe(dice.randrange(6), dice.randrange(3))
    with suppress(OSError):
        match dice.randrange(5):
            case 0:
                path.unlink()
            case 1:
                path.rename(folder / f"{dice.randrange(6)}.txt")
            case 2:
                path.write_bytes(text.encode()[: dice.randrange(60)])
            case 3:
                (folder / ".new").write_text(text, "utf-8")
                (folder / ".new").replace(path)
            case _:
                path.write_text(text * 50, "utf-8")
