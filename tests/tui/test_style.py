"""The style is parsed once at the start, and again for another theme."""

from __future__ import annotations

import pytest
from desks import make_desk, run, settled
from textual.css.stylesheet import Stylesheet

from rkbrief.tui.app import Dashboard


def test_the_style_is_parsed_again_for_another_theme_only(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[dict[str, str]] = []
    real = Stylesheet.reparse

    def reparse(style: Stylesheet) -> None:
        parsed.append(style._variables)
        real(style)

    monkeypatch.setattr(Stylesheet, "reparse", reparse)

    async def check() -> None:
        app = Dashboard(make_desk())
        async with app.run_test(size=(120, 40)) as pilot:
            await settled(pilot)
            assert parsed == []
            before = app.screen.styles.background
            await pilot.press("t")
            await settled(pilot)
            assert parsed == [app.get_css_variables()]
            assert app.screen.styles.background != before
            await pilot.press("question_mark")
            await settled(pilot)
            assert len(app.screen_stack) == 2

    run(check)


def test_the_style_of_the_start_is_what_textual_makes_of_it() -> None:
    async def check() -> None:
        app = Dashboard(make_desk())
        async with app.run_test(size=(120, 40)) as pilot:
            await settled(pilot)
            found = {str(widget.css_path_nodes): widget.styles.css for widget in app.query("*")}
            Stylesheet.reparse(app.stylesheet)
            app.stylesheet.update(app)
            await settled(pilot)
            assert {str(w.css_path_nodes): w.styles.css for w in app.query("*")} == found

    run(check)
