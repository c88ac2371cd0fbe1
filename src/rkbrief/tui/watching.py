"""Files that change while the dashboard is open."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from importlib.util import find_spec
from pathlib import Path


def can_watch() -> bool:
    """Tell whether the extra ``watch`` is installed."""
    return find_spec("watchfiles") is not None


async def watch(places: Sequence[Path], stop: asyncio.Event) -> AsyncGenerator[None, None]:
    """Yield whenever articles or settings under ``places`` have changed, until ``stop``.

    A burst of changes (an editor that writes beside and renames) is one. Hidden files and
    what is neither an article nor a corpus.yaml do not count.
    """
    from watchfiles import Change, awatch

    from rkbrief.corpus.suffixes import SUFFIXES

    def counts(_change: Change, path: str) -> bool:
        name = Path(path).name
        known = Path(path).suffix.lower() in SUFFIXES or name in {"corpus.yaml", "config.yaml"}
        return known and not name.startswith(".")

    async for _changes in awatch(*places, watch_filter=counts, stop_event=stop, debounce=800):
        yield
