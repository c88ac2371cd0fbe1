"""A picture of every view for the README: ``python tools/pictures.py`` writes docs/*.svg.

The bundled corpus is shown on a fixed day, so that the same code gives the same pictures.
"""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import date
from pathlib import Path

from rkbrief.apart import Workroom, prepare_spawning
from rkbrief.config import Config
from rkbrief.dashboard import lay_desk
from rkbrief.run import Run, locate_corpus
from rkbrief.settings.layers import Resolved
from rkbrief.talk import Talk
from rkbrief.tui.app import Dashboard
from rkbrief.tui.views.view import VIEW_NAMES

ROOT = Path(__file__).parent.parent
SIZE = (120, 36)
DAY = date(2026, 3, 1)


async def take(app: Dashboard) -> None:
    """Open each view and save what it shows."""
    async with app.run_test(size=SIZE) as pilot:
        while app.analysis is None:
            await pilot.pause(0.1)
        for number, name in enumerate(VIEW_NAMES, 1):
            await pilot.press(str(number))
            await pilot.pause(1.0)
            (ROOT / f"docs/{name}.svg").write_text(app.export_screenshot(), "utf-8")


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
