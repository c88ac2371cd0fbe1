"""Curation by keys: what is said shows, is saved, comes back, and is undone step by step."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from desks import make_desk, opened, read_screen, run, settled
from port import read_port, recombine
from textual.pilot import Pilot
from textual.widgets import Input

from rkbrief.curation import Curation, load_curation, save_curation
from rkbrief.errors import ExportError
from rkbrief.model import Analysis
from rkbrief.tui.app import Dashboard
from rkbrief.tui.block_list import BlockList
from rkbrief.tui.desk import Desk
from rkbrief.tui.dialogs import AskText, Choose


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    return read_port(tmp_path_factory.mktemp("corpus"))


def curated_desk(port: Analysis, path: Path, **others: Any) -> Desk:  # noqa: ANN401
    """A desk that keeps its curation in a file, as the program does."""
    fields: dict[str, Any] = {
        "analyse": lambda **_: recombine(port, load_curation(path)),
        "combine": recombine,
        "save_curation": lambda curation: save_curation(path, curation),
        "load_curation": lambda: load_curation(path),
        "curation": load_curation(path),
    }
    return make_desk(port, **{**fields, **others})


@asynccontextmanager
async def on_forecasts(desk: Desk, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Pilot[int]]:
    async with opened(desk, size=size) as pilot:
        await pilot.press("4")
        await settled(pilot)
        yield pilot


def app_of(pilot: Pilot[int]) -> Dashboard:
    assert isinstance(pilot.app, Dashboard)
    return pilot.app


def said(pilot: Pilot[int]) -> str:
    """What was told over the corner of the screen."""
    return "\n".join(notice.message for notice in app_of(pilot)._notifications)


async def write(pilot: Pilot[int], text: str) -> None:
    """Answer the question on the screen."""
    await pilot.pause()
    pilot.app.screen.query_one(Input).value = text
    await pilot.press("enter")


async def combined(pilot: Pilot[int]) -> None:
    """Wait until what was said is worked into the analysis."""
    await pilot.pause(0.3)
    await settled(pilot)


async def select(pilot: Pilot[int], quote: str) -> None:
    """Go down the list in front until a block about ``quote`` is selected."""
    for _ in range(30):
        block = app_of(pilot).view.current_block()
        if block and any(quote in item.quote for item in block.items):
            return
        await pilot.press("j")
        await pilot.pause()
    raise AssertionError(f"nothing about {quote}: {read_screen(pilot)}")


def test_space_pins_then_drops_then_takes_back(port: Analysis, tmp_path: Path) -> None:
    path = tmp_path / "curation.yaml"

    async def check() -> None:
        async with on_forecasts(curated_desk(port, path)) as pilot:
            await select(pilot, "客足")
            states = []
            for _ in range(3):
                await pilot.press("space")
                await settled(pilot)
                states.append([item.state for item in load_curation(path).items])
            assert states == [["pinned"], ["dropped"], []]

    run(check)


def test_space_stays_with_its_item_however_slowly_it_is_pressed(
    port: Analysis, tmp_path: Path
) -> None:
    path = tmp_path / "curation.yaml"

    async def check() -> None:
        async with on_forecasts(curated_desk(port, path)) as pilot:
            await select(pilot, "客足")
            before = read_screen(pilot)
            for _ in range(2):
                await pilot.press("space")
                await combined(pilot)
            block = app_of(pilot).view.current_block()
            assert block
            assert "客足" in block.words
            await pilot.press("space")
            await combined(pilot)
            assert load_curation(path) == Curation()
            app_of(pilot).clear_notifications()
            await pilot.pause()
            assert read_screen(pilot) == before

    run(check)


def test_what_is_dropped_leaves_the_analysis_and_can_be_taken_back(
    port: Analysis, tmp_path: Path
) -> None:
    path = tmp_path / "curation.yaml"

    async def check() -> None:
        async with on_forecasts(curated_desk(port, path)) as pilot:
            await select(pilot, "客足")
            await pilot.press("space", "space")
            await combined(pilot)
            app = app_of(pilot)
            assert app.analysis is not None
            assert not any("客足" in f.claim for f in app.analysis.forecasts)
            assert "u takes it back" in said(pilot)
            await pilot.press("k")
            await settled(pilot)
            screen = read_screen(pilot)
            assert "Dropped by you (1)" in screen
            assert "⊘" in screen
            await pilot.press("G")
            await select(pilot, "客足")
            await pilot.press("space")
            await combined(pilot)
            assert any("客足" in f.claim for f in app.analysis.forecasts)
            assert "⊘" not in read_screen(pilot)

    run(check)


def test_a_note_is_asked_for_and_taken_back_by_an_empty_one(port: Analysis, tmp_path: Path) -> None:
    path = tmp_path / "curation.yaml"

    async def check() -> None:
        async with on_forecasts(curated_desk(port, path)) as pilot:
            await select(pilot, "客足")
            await pilot.press("a")
            await pilot.pause()
            assert isinstance(pilot.app.screen, AskText)
            assert "客足" in read_screen(pilot)
            await write(pilot, "see [/] him")
            await combined(pilot)
            assert [item.note for item in load_curation(path).items] == ["see [/] him"]
            assert "see [/] him" in read_screen(pilot)
            await pilot.press("a")
            await pilot.pause()
            await write(pilot, "")
            await settled(pilot)
            assert load_curation(path) == Curation()

    run(check)


def test_escape_leaves_everything_as_it_was(port: Analysis, tmp_path: Path) -> None:
    path = tmp_path / "curation.yaml"

    async def check() -> None:
        async with on_forecasts(curated_desk(port, path)) as pilot:
            await select(pilot, "客足")
            for key in ("a", "c"):
                await pilot.press(key)
                await pilot.pause()
                await pilot.press("escape")
                await settled(pilot)
            assert not path.exists()
            assert len(pilot.app.screen_stack) == 1

    run(check)


async def choose(pilot: Pilot[int], words: str) -> None:
    """Take the choice that holds ``words``."""
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, Choose), read_screen(pilot)
    at = next(i for i, (_, name) in enumerate(screen._choices) if words in name)
    await pilot.press("home", *["j"] * at, "enter")
    await pilot.pause()


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("How likely", "likely  55–80", ("likelihood", "likely")),
        ("On which question", "works", ("question", "works")),
    ],
)
def test_a_forecast_is_corrected_by_choosing(
    port: Analysis, tmp_path: Path, field: str, value: str, expected: tuple[str, str]
) -> None:
    path = tmp_path / "curation.yaml"

    async def check() -> None:
        async with on_forecasts(curated_desk(port, path)) as pilot:
            await select(pilot, "客足")
            await pilot.press("c")
            await choose(pilot, field)
            await choose(pilot, value)
            await combined(pilot)
            (item,) = load_curation(path).items
            assert getattr(item, expected[0]) == expected[1]
            app = app_of(pilot)
            assert app.analysis is not None
            (changed,) = (f for f in app.analysis.forecasts if "客足" in f.claim)
            assert expected[1] in {changed.likelihood, changed.question_id}
            await select(pilot, "客足")
            await pilot.press("c")
            await choose(pilot, field)
            await choose(pilot, "as read")
            await settled(pilot)
            assert load_curation(path) == Curation()

    run(check)


def test_a_holder_is_corrected_from_what_was_read(port: Analysis, tmp_path: Path) -> None:
    path = tmp_path / "curation.yaml"

    async def check() -> None:
        async with on_forecasts(curated_desk(port, path)) as pilot:
            await select(pilot, "客足")
            await pilot.press("c")
            await choose(pilot, "Who holds it")
            field = pilot.app.screen.query_one(Input)
            assert "森" in field.value
            await pilot.press("enter")
            await settled(pilot)
            assert not path.exists()
            await pilot.press("c")
            await choose(pilot, "Who holds it")
            await write(pilot, "森さん")
            await combined(pilot)
            assert [item.holder for item in load_curation(path).items] == ["森さん"]
            assert "森さん" in read_screen(pilot)

    run(check)


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Title", "title"),
        ("Bottom line", "bottom_line"),
        ("Comment", "comment"),
        ("Implication", "implication"),
    ],
)
def test_the_analyst_writes_the_words_of_the_brief(
    port: Analysis, tmp_path: Path, name: str, field: str
) -> None:
    path = tmp_path / "curation.yaml"

    async def check() -> None:
        async with opened(curated_desk(port, path)) as pilot:
            await pilot.press("6", "c")
            await choose(pilot, name)
            await write(pilot, "the port opens")
            await combined(pilot)
            assert getattr(load_curation(path), field) == "the port opens"
            await pilot.press("5")
            await settled(pilot)
            lines = pilot.app.screen.query_one("#brief-page", BlockList).blocks
            assert any("the port opens" in block.words for block in lines)

    run(check)


def test_a_translation_stands_in_the_brief(port: Analysis, tmp_path: Path) -> None:
    path = tmp_path / "curation.yaml"

    async def check() -> None:
        async with on_forecasts(curated_desk(port, path)) as pilot:
            await select(pilot, "客足")
            await pilot.press("c")
            await choose(pilot, "Translation")
            await write(pilot, "visitors may return")
            await combined(pilot)
            await pilot.press("5")
            await settled(pilot)
            lines = pilot.app.screen.query_one("#brief-page", BlockList).blocks
            assert any("visitors may return" in block.words for block in lines)

    run(check)


def test_undo_goes_back_step_by_step_to_the_exact_file(port: Analysis, tmp_path: Path) -> None:
    path = tmp_path / "curation.yaml"
    save_curation(path, Curation(title="Port"))
    files = [path.read_bytes()]

    async def check() -> None:
        async with on_forecasts(curated_desk(port, path)) as pilot:
            await select(pilot, "客足")
            for _ in range(2):
                await pilot.press("space")
                await settled(pilot)
                files.append(path.read_bytes())
            await combined(pilot)
            for expected in reversed(files[:-1]):
                await pilot.press("u")
                await settled(pilot)
                assert path.read_bytes() == expected
            await pilot.press("u")
            await combined(pilot)
            assert path.read_bytes() == files[0]
            assert "There is nothing to undo." in said(pilot)
            app = app_of(pilot)
            assert app.analysis is not None
            assert any("客足" in f.claim for f in app.analysis.forecasts)

    run(check)


def test_a_curation_survives_a_reload_and_another_session(port: Analysis, tmp_path: Path) -> None:
    path = tmp_path / "curation.yaml"

    async def check() -> None:
        async with on_forecasts(curated_desk(port, path)) as pilot:
            await select(pilot, "客足")
            await pilot.press("space", "space", "r")
            await combined(pilot)
            assert "Dropped by you (1)" in read_screen(pilot)
        async with on_forecasts(curated_desk(port, path)) as pilot:
            assert "⊘" in read_screen(pilot)
            assert "Dropped by you (1)" in read_screen(pilot)

    run(check)


@pytest.mark.parametrize("presses", [1, 3], ids=["pinned", "taken back"])
def test_a_change_during_a_reload_is_in_what_the_reload_shows(
    port: Analysis, tmp_path: Path, presses: int
) -> None:
    path = tmp_path / "curation.yaml"
    room = threading.Lock()  # as in the workroom: one call waits for the other
    go_on = threading.Event()
    go_on.set()
    reading = threading.Event()

    def reread(**_: object) -> Analysis:
        with room:
            before = load_curation(path)  # the worst case: read before the change was saved
            reading.set()
            assert go_on.wait(20)
            return recombine(port, before)

    def wait_and_combine(analysis: Analysis, curation: Curation) -> Analysis:
        with room:
            return recombine(analysis, curation)

    async def check() -> None:
        desk = curated_desk(port, path, analyse=reread, combine=wait_and_combine)
        async with on_forecasts(desk) as pilot:
            app = app_of(pilot)
            first = app.analysis
            await select(pilot, "客足")
            go_on.clear()
            reading.clear()
            await pilot.press("r")
            while not reading.is_set():
                await pilot.pause(0.01)
            await pilot.press(*["space"] * presses)
            await pilot.pause(0.4)  # it is to be combined by now, and waits
            assert app.analysis is first
            go_on.set()
            await settled(pilot)
            await combined(pilot)
            assert app.analysis is not None
            assert app.analysis is not first
            pinned = [remark.pinned for remark in app.analysis.remarks.values()]
            assert any(pinned) == (presses == 1)
            assert app.curation == load_curation(path)

    run(check)


def test_what_somebody_else_writes_meanwhile_is_kept(port: Analysis, tmp_path: Path) -> None:
    path = tmp_path / "curation.yaml"

    async def check() -> None:
        async with on_forecasts(curated_desk(port, path)) as pilot:
            save_curation(path, Curation(title="By hand"))
            await select(pilot, "客足")
            await pilot.press("space")
            await combined(pilot)
            kept = load_curation(path)
            assert kept.title == "By hand"
            assert [item.state for item in kept.items] == ["pinned"]
            await pilot.press("u")
            await settled(pilot)
            assert load_curation(path) == Curation(title="By hand")
            save_curation(path, Curation(title="By hand again"))
            await pilot.press("r")
            await combined(pilot)
            analysis = app_of(pilot).analysis
            assert analysis is not None
            assert analysis.words.title == "By hand again"

    run(check)


def test_quick_keys_are_combined_once_and_all_saved(port: Analysis, tmp_path: Path) -> None:
    path = tmp_path / "curation.yaml"
    asked: list[Curation] = []

    def count(analysis: Analysis, curation: Curation) -> Analysis:
        asked.append(curation)
        return recombine(analysis, curation)

    async def check() -> None:
        async with on_forecasts(curated_desk(port, path, combine=count)) as pilot:
            await select(pilot, "客足")
            await pilot.press(*["space"] * 7)
            assert not asked
            await combined(pilot)
            assert len(asked) == 1
            assert [item.state for item in load_curation(path).items] == ["pinned"]

    run(check)


def test_read_only_changes_nothing(port: Analysis, tmp_path: Path) -> None:
    path = tmp_path / "curation.yaml"

    async def check() -> None:
        async with on_forecasts(curated_desk(port, path, read_only=True)) as pilot:
            await select(pilot, "客足")
            for times, key in enumerate(("space", "a", "c"), 1):
                await pilot.press(key)
                await combined(pilot)
                assert said(pilot).count("Read-only: nothing is changed.") == times
                assert len(pilot.app.screen_stack) == 1
            assert not path.exists()

    run(check)


def test_a_disk_that_refuses_is_told_and_tried_again(port: Analysis, tmp_path: Path) -> None:
    path = tmp_path / "curation.yaml"
    refusing = [True]

    def save(curation: Curation) -> None:
        if refusing[0]:
            raise ExportError("cannot write [/]: no space")
        save_curation(path, curation)

    async def check() -> None:
        async with on_forecasts(curated_desk(port, path, save_curation=save)) as pilot:
            await select(pilot, "客足")
            await pilot.press("space")
            await settled(pilot)
            assert "Not saved: cannot write [/]: no space" in said(pilot)
            refusing[0] = False
        assert [item.state for item in load_curation(path).items] == ["pinned"]

    run(check)


def test_keys_on_nothing_say_what_to_do(port: Analysis, tmp_path: Path) -> None:
    desk = curated_desk(port, tmp_path / "curation.yaml")

    async def check() -> None:
        async with opened(desk) as pilot:
            await pilot.press("6", "space", "a")
            await settled(pilot)
            assert "Open it and select a figure" in said(pilot)

    run(check)
