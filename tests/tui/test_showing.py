"""A view of many findings is made in a thread; keys are answered, and the old one stays."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from desks import make_desk, make_ready, opened, read_screen, run, settled
from msgspec.structs import replace

from rkbrief.model import Analysis
from rkbrief.tui import showing
from rkbrief.tui.app import Dashboard
from rkbrief.tui.drafts import Draft
from rkbrief.tui.lens import Lens
from rkbrief.tui.views.figures import FiguresView
from rkbrief.tui.views.view import VIEW_NAMES, View

PATIENCE = 20.0


@pytest.fixture(autouse=True)
def _many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every analysis count as one of thousands of findings."""
    monkeypatch.setattr(showing, "AT_ONCE", 0)


def hold_up(monkeypatch: pytest.MonkeyPatch, kind: type[View]) -> threading.Event:
    """Let a view be made only once the event is set."""
    go_on, prepare = threading.Event(), kind.prepare

    def wait(self: View, analysis: Analysis, lens: Lens) -> Callable[[Lens], None]:
        assert go_on.wait(PATIENCE)
        return prepare(self, analysis, lens)

    monkeypatch.setattr(kind, "prepare", wait)
    return go_on


def test_keys_are_answered_while_a_view_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = hold_up(monkeypatch, FiguresView)

    async def check() -> None:
        app = Dashboard(make_desk())
        async with app.run_test(size=(120, 40)) as pilot:
            while app.analysis is None:
                await pilot.pause(0.01)
            await pilot.press("3")
            await pilot.pause()
            assert "Laying out …" in read_screen(pilot)
            await pilot.press("6", "3")
            assert app.view.NAME == "figures"
            go_on.set()
            await settled(pilot)
            await settled(pilot)
            assert "Laying out …" not in read_screen(pilot)
            assert "Key figures" in read_screen(pilot)

    run(check)


def test_every_view_is_made_ahead() -> None:
    async def check() -> None:
        async with opened() as pilot:
            app = pilot.app
            assert isinstance(app, Dashboard)
            for _ in VIEW_NAMES:
                await settled(pilot)
            assert app.analysis is not None
            slow = [view for view in app.screen.query(View) if view.SLOW]
            assert len(slow) == 3
            assert all(view.holds(app.analysis, app.lens) for view in slow)

    run(check)


def test_the_old_view_stays_until_the_new_one_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    ready = make_ready()
    fewer = replace(ready, figure_groups=ready.figure_groups[:1])

    async def check() -> None:
        async with opened(make_desk(ready, combine=lambda *_: fewer)) as pilot:
            app = pilot.app
            assert isinstance(app, Dashboard)
            await pilot.press("3")
            await settled(pilot)
            before = len(app.view.query_one("#figures-list").blocks)  # type: ignore[attr-defined]
            go_on = hold_up(monkeypatch, FiguresView)
            await pilot.press("space")
            while app.analysis is ready:
                await pilot.pause(0.01)
            listed = app.view.query_one("#figures-list")
            assert len(listed.blocks) == before  # type: ignore[attr-defined]
            go_on.set()
            await settled(pilot)
            await settled(pilot)
            assert len(listed.blocks) < before  # type: ignore[attr-defined]

    run(check)


def test_what_was_made_of_an_older_analysis_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    ready = make_ready()
    fewer = replace(ready, figure_groups=ready.figure_groups[:1])
    answers = iter((ready, fewer))

    async def check() -> None:
        go_on = hold_up(monkeypatch, FiguresView)
        app = Dashboard(make_desk(ready, analyse=lambda **_: next(answers)))
        async with app.run_test(size=(120, 40)) as pilot:
            while app.analysis is None:
                await pilot.pause(0.01)
            await pilot.press("3", "r")
            while app.analysis is not fewer:
                await pilot.pause(0.01)
            go_on.set()
            for _ in VIEW_NAMES:
                await settled(pilot)
            facts = {b.key for b in app.view.query_one("#figures-list").blocks}  # type: ignore[attr-defined]
            assert len(facts) < len(ready.figures)
            assert app.view.holds(fewer, app.lens)

    run(check)


def test_no_key_writes_an_analysis_or_a_draft_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual would do so to describe a worker, which takes seconds for a thousand sources."""
    written: list[str] = []

    def note(each: object) -> str:
        written.append(type(each).__name__)
        return ""

    for kind in (Analysis, Draft):
        monkeypatch.setattr(kind, "__repr__", note)

    async def check() -> None:
        async with opened() as pilot:
            for key in (*"123456", "3", "space", "5", "d", "e", "r"):
                await pilot.press(key)
                await settled(pilot)
            assert written == []

    run(check)
