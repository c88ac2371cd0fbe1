"""What is typed faster than a dialog opens is for the dialog, and none of it is lost."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from desks import make_desk, opened, read_screen, run, settled
from port import read_port, recombine
from textual import events
from textual.pilot import Pilot

from rkbrief.curation import Curation
from rkbrief.errors import ConflictError
from rkbrief.model import Analysis
from rkbrief.tui.app import Dashboard
from rkbrief.tui.dialogs import Choose
from rkbrief.tui.help import Help
from rkbrief.tui.palette import Palette


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    return read_port(tmp_path_factory.mktemp("corpus"))


async def burst(pilot: Pilot[int], *keys: str) -> None:
    """Have keys typed at once, and give them the time that they take."""
    app = app_of(pilot)
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))
    for _ in range(200):
        await pilot.pause(0.01)
        if not app._held:
            break
    await pilot.pause(0.1)
    await pilot.pause()


def app_of(pilot: Pilot[int]) -> Dashboard:
    assert isinstance(pilot.app, Dashboard)
    return pilot.app


def at(pilot: Pilot[int]) -> str:
    """The block under the cursor of the view in front."""
    block = app_of(pilot).view.current_block()
    return block.key if block else ""


def kept(port: Analysis, keys: list[str]) -> Curation:
    """What the analyst said after ``keys`` typed at once in the view of forecasts."""
    saved = [Curation()]

    async def type_them() -> None:
        desk = make_desk(port, combine=recombine, save_curation=saved.append)
        async with opened(desk) as pilot:
            await pilot.press("4", "j")
            await settled(pilot)
            before = at(pilot)
            await burst(pilot, *keys)
            await settled(pilot)
            assert at(pilot) == before, "a key went to the list below"
            assert len(app_of(pilot).screen_stack) == 1

    run(type_them)
    return saved[-1]


def test_each_of_two_dialogs_in_a_row_gets_its_keys(port: Analysis) -> None:
    said = kept(port, ["c", "enter", *"jkj", "enter"])
    assert "jkj" in repr(said)


def test_letters_that_are_keys_of_the_list_are_letters_of_the_note(port: Analysis) -> None:
    said = kept(port, ["a", *"note j", "enter"])
    assert [item.note for item in said.items] == ["note j"]


def test_after_the_dialog_is_left_keys_go_to_the_list(port: Analysis) -> None:
    async def type_them() -> None:
        async with opened(make_desk(port)) as pilot:
            await pilot.press("1")
            await burst(pilot, "c", "escape", "2")
            assert app_of(pilot).view.NAME == "reader"
            await burst(pilot, "question_mark", "escape", "3", "j")
            assert app_of(pilot).view.NAME == "figures"
            assert not isinstance(app_of(pilot).screen, Help)

    run(type_them)


def test_words_typed_with_the_key_of_the_palette_are_looked_for(port: Analysis) -> None:
    async def type_them() -> None:
        async with opened(make_desk(port)) as pilot:
            await burst(pilot, "ctrl+p", *"problems")
            assert isinstance(app_of(pilot).screen, Palette)
            assert "problems" in read_screen(pilot)
            await pilot.pause(0.5)
            await burst(pilot, "enter")
            await pilot.pause(0.5)
            assert app_of(pilot).view.NAME == "problems"

    run(type_them)


def test_keys_behind_enter_go_to_what_it_opened(port: Analysis) -> None:
    async def type_them() -> None:
        async with opened(make_desk(port)) as pilot:
            await pilot.press("3", "j", "j")
            await settled(pilot)
            before = at(pilot)
            await burst(pilot, "enter", "j", "j")
            assert app_of(pilot).view.NAME == "reader"
            await burst(pilot, "escape")
            assert at(pilot) == before

    run(type_them)


def test_f26_what_never_opens_holds_no_key_for_ever(
    port: Analysis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rkbrief.tui.keyboard._LONGEST", 0.2)

    async def never(*_: object) -> None:
        await asyncio.sleep(600)

    monkeypatch.setattr(Dashboard, "_one_item", never)

    async def type_them() -> None:
        async with opened(make_desk(port)) as pilot:
            await pilot.press("4", "j")
            await settled(pilot)
            await burst(pilot, "a", "2")
            assert app_of(pilot).view.NAME == "reader"
            app_of(pilot).workers.cancel_all()

    run(type_them)


def refuse(_target: Path, _text: str, *, force: bool) -> None:
    assert not force, "nobody said so"
    raise ConflictError("edited by a person")


def test_who_types_on_after_an_export_answers_no_question_that_comes_up(
    port: Analysis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rkbrief.tui.writing._PAUSE", 3.0)

    async def type_them() -> None:
        desk = make_desk(port, write=refuse, find_target=lambda *_: tmp_path / "brief.md")
        async with opened(desk) as pilot:
            await pilot.press("5")
            await settled(pilot)
            await burst(pilot, "e")
            assert isinstance(app_of(pilot).screen, Choose), "who waits is asked at once"
            await burst(pilot, "escape")
            app_of(pilot).post_message(events.Key("e", "e"))
            for _ in range(8):
                await burst(pilot, "j")
                assert not isinstance(app_of(pilot).screen, Choose)
            await burst(pilot, "enter")
            for _ in range(100):
                await pilot.pause(0.1)
                if isinstance(app_of(pilot).screen, Choose):
                    break
            assert isinstance(app_of(pilot).screen, Choose), "it comes up in a pause"
            await burst(pilot, "escape")

    run(type_them)
