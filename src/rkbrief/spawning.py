"""Processes of this program's own, which import nothing from the folder they are started in.

Until a process that multiprocessing starts is told where its parent looks for modules, Python has
it look in the working folder first: a pickle.py beside somebody's articles would be run.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.context import SpawnContext, SpawnProcess

_SAFE = "PYTHONSAFEPATH"


class Spawned(SpawnProcess):
    """A process that never looks in the working folder, unless its parent does."""

    def start(self) -> None:
        """Start it; see :meth:`multiprocessing.Process.start`."""
        with _looking_at_home():
            super().start()


class _Context(SpawnContext):
    Process = Spawned


def prepare_spawning() -> SpawnContext:
    """Return what starts processes, with what they all need started already.

    That one holds on to the stderr of now: Textual will put another in its place. A terminal that
    closes hangs up on it, too: it would die and be missed in many lines.
    """
    with _looking_at_home(), _deaf_to_hanging_up():
        resource_tracker.ensure_running()
    return _Context()


@contextmanager
def _deaf_to_hanging_up() -> Iterator[None]:
    """Have what is started in the block ignore SIGHUP; it reaches this process behind the block."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _looking_at_home() -> Iterator[None]:
    """Have what is started in the block leave out the working folder (Python 3.11 and later)."""
    before = os.environ.get(_SAFE)
    os.environ[_SAFE] = "1"
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(_SAFE, None)
        else:
            os.environ[_SAFE] = before
