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
from collections.abc import Callable
from contextlib import suppress

_WEB_DRIVER = "textual.drivers.web_driver:WebDriver"
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)


def is_served() -> bool:
    """Tell whether this process was started to draw on a page; see :mod:`rkbrief.serving`."""
    return os.environ.get("TEXTUAL_DRIVER") == _WEB_DRIVER


def why_no_dashboard() -> str | None:
    """Return why no dashboard can be opened here, None when one can."""
    if is_served():
        return None
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return "the dashboard needs a terminal; in scripts, use --export"
    if os.environ.get("TERM", "") in {"", "dumb"}:
        return "this terminal (TERM=dumb) cannot show the dashboard; use --export"
    return None


def end_on_signals(end: Callable[[int], None]) -> None:
    """Have ``end(128 + n)`` called when the running event loop gets signal n.

    SIGINT reaches a program in raw mode only from outside: Ctrl-C is a key there.
    """
    loop = asyncio.get_running_loop()
    for number in SIGNALS:
        with suppress(NotImplementedError, RuntimeError):  # no signals on this platform
            loop.add_signal_handler(number, end, 128 + number)
