"""What reaches beyond the screen: the palette, the help, the clipboard, the editor, the files."""

from __future__ import annotations

import asyncio
import base64
import subprocess
from collections.abc import AsyncGenerator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, Literal

import pytest
from desks import make_desk, make_ready, opened, read_screen, run, settled
from textual.command import CommandInput, CommandList
from textual.pilot import Pilot

from rkbrief.brief.reference import describe
from rkbrief.config import BriefSettings
from rkbrief.model import Evidence
from rkbrief.tui import outside
from rkbrief.tui.app import Dashboard
from rkbrief.tui.block_list import BlockList
from rkbrief.tui.dialogs import Choose
from rkbrief.tui.help import Help
from rkbrief.tui.lens import Lens


def told(pilot: Pilot[int]) -> list[str]:
    """Return what was said over the corner of the screen."""
    return [str(notice.message) for notice in pilot.app._notifications]


async def until(pilot: Pilot[int], word: str) -> None:
    """Wait until something that holds ``word`` was said."""
    async with asyncio.timeout(20):
        while not any(word in text for text in told(pilot)):
            await pilot.pause(0.02)


# -- palette and help ------------------------------------------------------------------------------


async def palette(pilot: Pilot[int]) -> str:
    """Open the palette and return every line that it lists."""
    await pilot.press("ctrl+p")
    async with asyncio.timeout(20):
        while not pilot.app.screen.has_class("-ready"):
            await pilot.pause(0.02)
    found = pilot.app.screen.query_one(CommandList)
    return "\n".join(str(option.prompt) for option in found.options)


@pytest.mark.parametrize("number", range(1, 7))
def test_the_palette_lists_every_action_that_has_a_key_here(number: int) -> None:
    async def test() -> None:
        async with opened() as pilot:
            await pilot.press(str(number))
            await settled(pilot)
            active = pilot.app.screen.active_bindings.values()
            words = {a.binding.description for a in active if a.binding.id and a.enabled}
            listed = (await palette(pilot)).splitlines()
            assert words <= set(listed)
            assert {"All themes", "Screenshot", "Copy", "Filter", "Quit"} <= set(listed)
            assert "Page Left" not in listed

    run(test)


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("read_only", [False, True])
def test_a_picture_is_saved_where_something_may_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: Literal["en", "ja"], read_only: bool
) -> None:
    monkeypatch.chdir(tmp_path)

    async def test() -> None:
        async with opened(make_desk(language=language, read_only=read_only)) as pilot:
            assert isinstance(pilot.app, Dashboard)
            monkeypatch.setattr("time.strftime", lambda _form: "picture.svg")
            pilot.app.take_picture()
            pilot.app.take_picture()
            where = tmp_path / "picture.svg"
            if read_only:
                await until(pilot, {"en": "Read-only", "ja": "閲覧専用"}[language])
                assert not where.exists()
            else:
                await until(
                    pilot, {"en": "Written: ", "ja": "書き出しました: "}[language] + str(where)
                )
                await until(pilot, f"{where}: File exists")  # another's is never replaced
                assert where.read_text("utf-8").startswith("<svg")

    run(test)


def test_the_palette_does_what_is_chosen() -> None:
    async def test() -> None:
        async with opened() as pilot:
            await palette(pilot)
            await pilot.press(*"Figures")
            async with asyncio.timeout(20):
                while pilot.app.screen.query_one(CommandList).option_count != 1:
                    await pilot.pause(0.02)
            await pilot.press("enter")
            await settled(pilot)
            assert isinstance(pilot.app, Dashboard)
            assert pilot.app.view.NAME == "figures"

    run(test)


def test_the_palette_speaks_japanese_over_a_dialog_too() -> None:
    async def test() -> None:
        desk = make_desk(settings=BriefSettings(language="ja"))
        async with opened(desk) as pilot:
            listed = await palette(pilot)
            assert pilot.app.screen.query_one(CommandInput).placeholder == "操作を検索…"
            assert "終了" in listed
            assert "Quit" not in listed
            await pilot.press("escape")
            await pilot.pause()
            await pilot.app.push_screen(Choose("?", [("a", "b")], lens=Lens()))
            listed = await palette(pilot)
            assert "取消" in listed
            assert "Cancel" not in listed

    run(test)


@pytest.mark.parametrize(("language", "word"), [("en", "No such command"), ("ja", "該当なし")])
def test_the_palette_says_in_the_interfaces_language_that_nothing_matches(
    language: Literal["en", "ja"], word: str
) -> None:
    async def test() -> None:
        async with opened(language=language) as pilot:
            await palette(pilot)
            await pilot.press(*"zzqx")
            async with asyncio.timeout(20):
                while word not in read_screen(pilot):
                    await pilot.pause(0.02)
            await pilot.pause(0.6)  # after which Textual would say its own word
            assert "No matches found" not in read_screen(pilot)
            await pilot.press("enter")
            await settled(pilot)
            assert len(pilot.app.screen_stack) == 1

    run(test)


@pytest.mark.parametrize("number", range(1, 7))
def test_the_help_lists_every_binding_that_holds(number: int) -> None:
    async def test() -> None:
        async with opened() as pilot:
            await pilot.press(str(number))
            await settled(pilot)
            active = list(pilot.app.screen.active_bindings.values())
            await pilot.press("question_mark")
            await pilot.pause()
            assert isinstance(pilot.app.screen, Help)
            listed = "\n".join(b.words for b in pilot.app.screen.query_one(BlockList).blocks)
            for found in active:
                if found.binding.id:
                    assert f"{found.binding.description} {found.binding.id}" in listed
            for key in ("q", "y", "/", "?", "space"):
                assert any(key in line.split() for line in listed.splitlines())
            await pilot.press("question_mark")
            await pilot.pause()
            assert not isinstance(pilot.app.screen, Help)

    run(test)


# -- clipboard -------------------------------------------------------------------------------------


@pytest.mark.parametrize("keys", [("3",), ("2", "n")])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_y_copies_the_quotation_and_its_citation(
    keys: tuple[str, ...], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def test() -> None:
        async with opened(language=language) as pilot:  # type: ignore[arg-type]
            app = pilot.app
            assert isinstance(app, Dashboard)
            assert app._driver is not None
            written: list[str] = []
            monkeypatch.setattr(app._driver, "write", written.append)
            await pilot.press(*keys)
            await settled(pilot)
            evidence = app.view.current_evidence()
            assert evidence is not None
            await pilot.press("y")
            await until(pilot, "コピー" if language == "ja" else "Copied")
            article = next(a for a in make_ready().articles if a.id == evidence.article_id)
            quotation, citation = app.clipboard.split("\n")
            assert quotation
            assert quotation in article.text
            assert citation == (f"[{evidence.sentence_id}] {describe(article)[language == 'ja']}")
            (sent,) = [text for text in written if text.startswith("\x1b]52;c;")]
            coded = sent.removeprefix("\x1b]52;c;").rstrip("\a")
            assert base64.b64decode(coded).decode("utf-8") == app.clipboard

    run(test)


# -- editor ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("keys", [("2",), ("2", "n"), ("3",)])
def test_o_opens_the_article_by_an_argument_list(
    keys: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "-c $(touch hacked).txt"
    asked: list[tuple[Any, dict[str, Any]]] = []

    def suspend(_: Dashboard) -> AbstractContextManager[None]:
        return nullcontext()

    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "'my editor' --wait")
    monkeypatch.setattr(Dashboard, "suspend", suspend)
    monkeypatch.setattr(
        subprocess, "run", lambda command, **others: asked.append((command, others))
    )

    async def test() -> None:
        async with opened(make_desk(locate=lambda _: file)) as pilot:
            await pilot.press(*keys)
            await settled(pilot)
            await pilot.press("o")
            await settled(pilot)

    run(test)
    assert asked == [(["my editor", "--wait", str(file)], {"check": False})]


def test_o_says_so_where_there_is_no_file_or_no_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outside, "editor_command", lambda _: None)

    async def test(desk_has: Path | None, word: str) -> None:
        async with opened(make_desk(locate=lambda _: desk_has)) as pilot:
            await pilot.press("3", "o")
            await until(pilot, word)
            assert pilot.app.is_running

    run(lambda: test(None, "No file to open here"))
    run(lambda: test(Path("a.txt"), "No editor: set $EDITOR"))


# -- watch -----------------------------------------------------------------------------------------


def test_w_reads_again_at_a_change_until_w_again(monkeypatch: pytest.MonkeyPatch) -> None:
    readings: list[int] = []
    changed, ended = asyncio.Event(), asyncio.Event()

    async def watch(places: object, stop: asyncio.Event) -> AsyncGenerator[None, None]:
        assert places == (Path("seeds"),)
        await changed.wait()
        yield
        await stop.wait()
        ended.set()

    def analyse(**_: object) -> object:
        readings.append(len(readings))
        return make_ready()

    monkeypatch.setattr(outside, "can_watch", lambda: True)
    monkeypatch.setattr(outside, "watch", watch)

    async def test() -> None:
        desk = make_desk(analyse=analyse, places=(Path("seeds"),))
        async with opened(desk) as pilot, asyncio.timeout(30):
            assert readings == [0]
            await pilot.press("w")
            await until(pilot, "Watching the files")
            assert readings == [0]
            changed.set()
            while len(readings) < 2:
                await pilot.pause(0.02)
            await pilot.press("w")
            await until(pilot, "No longer watching the files")
            await ended.wait()
            await settled(pilot)
            assert readings == [0, 1]

    run(test)


def test_w_without_its_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outside, "can_watch", lambda: False)

    async def test() -> None:
        async with opened() as pilot:
            await pilot.press("w")
            await until(pilot, "pip install 'rkbrief[watch]'")
            assert "Watching the files" not in told(pilot)
            assert not [w for w in pilot.app.workers if w.group == "watch"]

    run(test)


def test_copying_nothing_says_what_to_do() -> None:
    async def check() -> None:
        async with opened() as pilot:
            await pilot.press("2", "right_square_bracket", "y")
            await settled(pilot)
            assert told(pilot) == ["Select something first."]

    run(check)


def test_a_place_outside_the_body_is_cited_by_its_line() -> None:
    async def check() -> None:
        async with opened() as pilot:
            app = pilot.app
            assert isinstance(app, Dashboard)
            article = make_ready().findings[0].article
            span = article.dropped[0].span
            line = article.text[: span.start].count("\n") + 1
            app.show_evidence(Evidence("S1", 0, span, span.of(article.text)))
            await settled(pilot)
            await pilot.press("y")
            assert f"\n[S1, l. {line}] " in app.clipboard
            assert "[S1:0]" not in app.clipboard

    run(check)
