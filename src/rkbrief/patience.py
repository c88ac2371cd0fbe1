"""How long a piece of work may take before it is stopped."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 120.0
"""Seconds that an article may take, and as many again for its summary: several hundred times
what one of usual length takes. What hangs is stopped, and the others are read."""
PATIENCE_PER_BYTE = 0.001
_AGAIN_SECONDS = 1.0
"""After so long the work is stopped once more, where a library swallowed the first time."""


@contextmanager
def stopped_when_long(size: int) -> Iterator[None]:
    """Raise TimeoutError in the block when it takes too long for ``size`` bytes of text.

    In the main thread an alarm does it, which ends a sleep and a search by a pattern, too. In
    another one, such as a worker of a cluster has, or where somebody else set an alarm, it takes
    effect at the next step of Python's own: a call that never comes back is not ended.
    """
    seconds = PATIENCE + PATIENCE_PER_BYTE * size
    main = threading.current_thread() is threading.main_thread()
    alarm = main and hasattr(signal, "setitimer") and not signal.getitimer(signal.ITIMER_REAL)[0]
    try:
        with _alarmed(seconds) if alarm else _watched(seconds):
            yield
    except _OutOfTimeError as error:
        raise TimeoutError(f"stopped after {seconds:.0f} s") from error


class _OutOfTimeError(TimeoutError):
    """Raised wherever the work happens to be."""


@contextmanager
def _alarmed(seconds: float) -> Iterator[None]:
    """Raise in the block by an alarm, which only the main thread hears."""

    def stop(*_: object) -> None:
        raise _OutOfTimeError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _watched(seconds: float) -> Iterator[None]:
    """Raise in the block by a thread that watches the one it is run in.

    The error may come between any two steps of that one, so it takes no lock which it would then
    keep: what it shares with its watcher are lists, and locks that it only lets go of.
    """
    watched = threading.current_thread()
    ready, over = threading.Lock(), threading.Lock()
    aimed: list[bool] = []
    finished: list[bool] = []

    def watch() -> None:
        ready.acquire()
        wait = seconds
        # The number of a thread that ended may be another's by now.
        while not over.acquire(timeout=wait) and watched.is_alive():
            aimed.append(True)
            if not finished:
                _raise_in(watched, _OutOfTimeError)
            aimed.clear()
            wait = _AGAIN_SECONDS

    def finish() -> None:
        finished.append(True)
        while aimed:
            time.sleep(0)
        _raise_in(watched, None)  # takes back what has not taken effect
        if over.locked():
            over.release()

    ready.acquire()
    over.acquire()
    threading.Thread(target=watch, name=f"patience with {watched.name}", daemon=True).start()
    try:
        ready.release()
        yield
    finally:
        try:
            finish()
        finally:  # again, for the case that it was stopped on the way; twice does no harm
            finish()


def _raise_in(thread: threading.Thread, error: type[BaseException] | None) -> None:
    """Have a thread raise ``error`` at its next step; None takes it back."""
    import ctypes  # nothing for a main thread

    what = ctypes.py_object() if error is None else ctypes.py_object(error)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident or 0), what)
