"""The frame comes first, then the views; what is typed between the two is done afterwards."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from desks import make_desk, make_ready, run, settled
from textual import events

import rkbrief.tui.app as appmodule
from rkbrief.tui.app import Dashboard
from rkbrief.tui.views.every import VIEWS
from rkbrief.tui.views.view import VIEW_NAMES, View

PATIENCE = 20.0


class Typed(Dashboard):
    """A dashboard whose person typed ``KEYS`` before anything was painted."""

    CSS_PATH = str(Path(appmodule.__file__).with_name("app.tcss"))
    KEYS: tuple[str, ...] = ("2", "question_mark")

    def on_load(self) -> None:
        super().on_load()
        for key in self.KEYS:
            self.post_message(events.Key(key, None))


def test_the_names_of_the_views_are_those_of_the_views() -> None:
    assert tuple(view.NAME for view in VIEWS) == VIEW_NAMES


def test_keys_before_the_first_paint_are_done_in_their_order() -> None:
    async def check() -> None:
        app = Typed(make_desk())
        async with app.run_test(size=(120, 40)) as pilot:
            await settled(pilot)
            assert app.view.NAME == "reader"
            assert len(app.screen_stack) == 2
            await pilot.press("escape", "1")
            await settled(pilot)
            assert app.view.NAME == "overview"

    run(check)


@pytest.mark.parametrize("key", [binding.key for binding in Dashboard.BINDINGS])  # type: ignore[union-attr]
def test_no_key_is_too_early(key: str) -> None:
    class Early(Typed):
        KEYS = tuple(key.split(","))

    async def check() -> None:
        app = Early(make_desk())
        async with app.run_test(size=(120, 40)) as pilot:
            await settled(pilot)
            assert len(app.query(View)) == len(VIEWS)

    run(check)


def test_keys_hold_while_the_first_reading_goes_on() -> None:
    done = threading.Event()
    ready = make_ready()

    def analyse(**_: object) -> object:
        assert done.wait(PATIENCE)
        return ready

    async def check() -> None:
        app = Dashboard(make_desk(analyse=analyse))
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            assert app.analysis is None
            await pilot.press(*"23456", "space", "a", "y", "o", "d", "e", "j", "n", "enter")
            await pilot.press("4")
            await pilot.pause()
            assert app.view.NAME == "forecasts"
            done.set()
            await settled(pilot)
            assert app.view.NAME == "forecasts"
            assert app.analysis is ready

    run(check)


def test_nothing_that_views_need_is_loaded_before_the_frame_is_painted() -> None:
    code = (
        "import sys, rkbrief.cli, rkbrief.run, rkbrief.dashboard, rkbrief.tui.app\n"
        "import rkbrief.tui.choices as choices; choices.check_choices(None, {}, {})\n"
        "print(*sorted(sys.modules))"
    )
    listed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )
    loaded = set(listed.stdout.split())
    heavy = {"jinja2", "markdown_it", "numpy", "sumy", "janome", "rkbrief.modes"}
    heavy |= {"hashlib", "rkbrief.cluster", "rkbrief.engine", "rkbrief.lexicon"}
    assert not loaded & (heavy | {"rkbrief.tui.views.every", "rkbrief.tui.drafts"})
    assert not {name for name in loaded if name.startswith("rkbrief.brief.")} - {
        "rkbrief.brief.writer",
        "rkbrief.brief.seal",
        "rkbrief.brief.sections",  # names in tables, by which the settings are checked
    }
