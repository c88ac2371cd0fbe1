"""The terminal before and after the dashboard: is there one, and is it put back.

Textual restores the terminal when its app ends; a signal must therefore end the app, and the
exit code must be the signal's. Without a terminal Textual would run on and write control
sequences to stderr, so that is refused before it starts.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

_WEB_DRIVER = "textual.drivers.web_driver:WebDriver"
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
_KEYS = (signal.SIGINT, signal.SIGQUIT)
"""Signals that a terminal sends to all that run in it."""
_PUT_BACK_SECONDS = 0.3
_END_SECONDS = 3.0
_PUT_BACK = (
    b"\x1b[?2004l\x1b[?7h\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?2048l"
    b"\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""What Textual writes when it ends: pasting, mouse, keyboard, screen, cursor and focus."""


def is_served() -> bool:
    """Tell whether this process was started to draw on a page; see :mod:`rkbrief.serving`."""
    return os.environ.get("TEXTUAL_DRIVER") == _WEB_DRIVER


def why_no_dashboard() -> str | None:
    """Return why no dashboard can be opened here, None when one can."""
    if is_served():
        return None
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        return "the dashboard needs a terminal; in scripts, use --export"
    if sys.stderr is None or not sys.stderr.isatty():
        return "the dashboard draws on standard error: leave that to the terminal, or use --export"
    if os.environ.get("TERM", "") in {"", "dumb"}:
        return "this terminal (TERM=dumb) cannot show the dashboard; use --export"
    return None


class Leaving:
    """The way out of the dashboard, for signals: by Textual, and without it where it hangs.

    To be made in the running event loop. The first signal n has ``end(128 + n)`` called there.
    The terminal is put back soon after even when the loop does not come to it, and the process
    ended when it does not end; a second signal, or one when the screen is gone, ends it at once.
    SIGINT reaches a program in raw mode only from outside: Ctrl-C is a key there.

    ``is_begun`` tells whether the dashboard is ending.
    """

    def __init__(self, end: Callable[[int], None]) -> None:
        self._loop = asyncio.get_running_loop()
        self._end = end
        self.is_begun = False
        self._away = False
        self._settings = _read_settings()
        for number in SIGNALS:
            signal.signal(number, self._hear)

    def begin(self, code: int) -> None:
        """See that the dashboard, which is about to end with ``code``, does so."""
        if not self.is_begun:
            self.is_begun = True
            _later(_PUT_BACK_SECONDS, self.put_back)
            _later(_END_SECONDS, lambda: self._end_now(code))

    def _hear(self, number: int, _frame: object) -> None:
        """Do what a signal asks for."""
        if self._away:
            if number not in _KEYS:
                self._loop.call_soon_threadsafe(self._end, 128 + number)
        elif self.is_begun:
            self._end_now(128 + number)
        else:
            self.begin(128 + number)
            with suppress(RuntimeError):  # the loop is closed
                self._loop.call_soon_threadsafe(self._end, 128 + number)

    @contextmanager
    def away(self) -> Iterator[None]:
        """Leave the terminal and its Ctrl-C to another program in the block."""
        self._away = True
        try:
            yield
        finally:
            self._away = False

    def put_back(self) -> None:
        """Put the terminal back, as Textual does and whether it has or not."""
        if self._settings is not None:
            import termios

            with suppress(OSError, termios.error):
                termios.tcsetattr(0, termios.TCSANOW, self._settings)
                os.write(1, _PUT_BACK)

    def _end_now(self, code: int) -> None:
        """End the process, whatever it is at."""
        self.put_back()
        os._exit(code)


def _later(seconds: float, what: Callable[[], None]) -> None:
    """Do something after a time, unless the process has ended."""
    timer = threading.Timer(seconds, what)
    timer.daemon = True
    timer.start()


def _read_settings() -> list[Any] | None:
    """Return the settings of the terminal, None without one."""
    try:
        import termios

        return termios.tcgetattr(0)
    except (ImportError, OSError, termios.error):
        return None
