"""A picture of every view for the README: ``python tools/pictures.py`` writes docs/*.svg.

The bundled corpus is shown on a fixed day, so that the same code gives the same pictures.
"""

from __future__ import annotations

import asyncio
import html
import os
import re
import sys
from datetime import date
from pathlib import Path

from rkbrief.apart import Workroom
from rkbrief.config import Config
from rkbrief.dashboard import lay_desk
from rkbrief.run import Run, locate_corpus
from rkbrief.settings.layers import Resolved
from rkbrief.spawning import prepare_spawning
from rkbrief.talk import Talk
from rkbrief.tui.app import Dashboard
from rkbrief.tui.cells import cell_width
from rkbrief.tui.views.view import VIEW_NAMES

ROOT = Path(__file__).parent.parent
SIZE = (120, 36)
DAY = date(2026, 3, 1)
_CELL = 12.2
"""Width of a cell in a picture, as Rich draws it."""
_TEXT = re.compile(r'textLength="[\d.]+"(?P<rest>[^>]*)>(?P<words>[^<]*)</text>')


async def take(app: Dashboard) -> None:
    """Open each view and save what it shows."""
    async with app.run_test(size=SIZE) as pilot:
        while app.analysis is None:
            await pilot.pause(0.1)
        for number, name in enumerate(VIEW_NAMES, 1):
            await pilot.press(str(number))
            await pilot.pause(1.0)
            (ROOT / f"docs/{name}.svg").write_text(widen(app.export_screenshot()), "utf-8")


def widen(svg: str) -> str:
    """Give every text of a picture the length of its cells.

    Rich counts characters, and so squeezes Japanese into half the room that it laid out.
    """

    def measure(text: re.Match[str]) -> str:
        length = _CELL * cell_width(html.unescape(text["words"]), 1)
        return f'textLength="{length:.1f}"{text["rest"]}>{text["words"]}</text>'

    return _TEXT.sub(measure, svg)


def main() -> int:
    """Take the pictures."""
    os.chdir(ROOT)
    Path("docs").mkdir(exist_ok=True)
    run = Run(Resolved(Config(as_of=DAY)), (), Talk(quiet=True), read_only=True)
    places = locate_corpus(run)
    workroom = Workroom(places, run.config)
    prepare_spawning()
    try:
        asyncio.run(take(Dashboard(lay_desk(run, places, workroom))))
    finally:
        workroom.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
