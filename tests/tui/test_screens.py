"""Every view as text, in both languages and at three sizes, beside what it was when last seen.

``pytest tests/tui/test_screens.py --update-screens`` writes the files anew; read their diff.
"""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Literal

import pytest
from desks import SIZES, make_desk, opened, read_screen, run, settled

from rkbrief.config import BriefSettings
from rkbrief.tui.cells import cell_width
from rkbrief.tui.views.every import VIEWS

SCREENS = Path(__file__).with_name("screens")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_view_looks_as_it_did(
    size: tuple[int, int], language: Literal["en", "ja"], request: pytest.FixtureRequest
) -> None:
    shown: dict[str, str] = {}

    async def look() -> None:
        async with opened(size=size, language=language) as pilot:
            for number, view in enumerate(VIEWS, 1):
                await pilot.press(str(number))
                await settled(pilot)
                shown[f"{view.NAME}.{language}.{size[0]}x{size[1]}.txt"] = read_screen(pilot)

    run(look)
    for name, screen in shown.items():
        assert screen.count("\n") == size[1]
        assert all(cell_width(line) <= size[0] for line in screen.splitlines())
        if request.config.getoption("--update-screens"):
            (SCREENS / name).write_text(screen, encoding="utf-8")
    changed = "".join(_compare(name, screen) for name, screen in shown.items())
    assert not changed, f"\n{changed}\nIf that is as it should be: pytest --update-screens"


def _compare(name: str, screen: str) -> str:
    """Return how a screen differs from its file, nothing where it does not."""
    kept = SCREENS / name
    was = kept.read_text(encoding="utf-8") if kept.exists() else ""
    lines = difflib.unified_diff(was.splitlines(), screen.splitlines(), name, "now", lineterm="")
    return "".join(f"{line}\n" for line in lines)


def test_no_screen_is_kept_that_nothing_shows() -> None:
    names = {
        f"{view.NAME}.{language}.{width}x{height}.txt"
        for view in VIEWS
        for language in ("en", "ja")
        for width, height in SIZES
    }
    assert {path.name for path in SCREENS.iterdir()} == names


@pytest.mark.parametrize("theme", ["rkbrief-light", "rkbrief-mono", "textual-light"])
def test_a_theme_changes_colours_and_no_word(theme: str) -> None:
    async def look() -> None:
        async with opened() as pilot:
            own = pilot.app.theme
            for number in range(1, len(VIEWS) + 1):
                await pilot.press(str(number))
                await settled(pilot)
                before = read_screen(pilot)
                pilot.app.theme = theme
                await settled(pilot)
                assert read_screen(pilot) == before
                pilot.app.theme = own

    run(look)


def test_without_colour_every_word_and_sign_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []

    async def look() -> None:
        async with opened() as pilot:
            told = []
            for number in range(1, len(VIEWS) + 1):
                await pilot.press(str(number))
                await settled(pilot)
                told.append(read_screen(pilot))
            seen.append(told)

    run(look)
    monkeypatch.setenv("NO_COLOR", "1")
    run(look)
    assert seen[0] == seen[1]


def test_the_brief_of_the_desk_is_the_one_on_the_screen() -> None:
    desk = make_desk(settings=BriefSettings(language="en"))

    async def look() -> None:
        async with opened(desk) as pilot:
            await pilot.press("5")
            await settled(pilot)
            assert "valley" in read_screen(pilot).lower()

    run(look)
