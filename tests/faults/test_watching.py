"""Files that change by the thousand while the dashboard is open (F32)."""

from __future__ import annotations

import asyncio
from pathlib import Path

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
