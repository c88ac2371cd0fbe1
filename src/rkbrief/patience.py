"""How long a piece of work may take before it is stopped."""

from __future__ import annotations

import signal
import threading
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
    """Raise in the block by a thread that watches the one it is run in."""
    watched = threading.get_ident()
    over, turn = threading.Event(), threading.Lock()

    def watch() -> None:
        wait = seconds
        while not over.wait(wait):
            with turn:
                if not over.is_set():
                    _raise_in(watched, _OutOfTimeError)
            wait = _AGAIN_SECONDS

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        with turn:
            over.set()
            _raise_in(watched, None)  # takes back what has not taken effect


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    """Have a thread raise ``error`` at its next step; None takes it back."""
    import ctypes  # nothing for a main thread

    what = ctypes.py_object() if error is None else ctypes.py_object(error)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), what)
