"""Time from the command to the first paint: the dashboard against a Textual app of one label.

Each pair starts both in a pseudo-terminal, one after the other and by turns, and waits until
the first word stands on the screen: the label's, or the name in the head line. On a POSIX
system only.

    python benchmarks/first_paint.py [--pairs 15] [PATH]
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

from paired import tell, weigh

GOAL = 1.7
BARE = """
from textual.app import App
from textual.widgets import Label
class Bare(App):
    def compose(self):
        yield Label("rkbrief")
Bare().run()
"""
_WORD = b"rkbrief"
_FRAME = b"\x1b[?1049h"
"""Textual goes to the other screen before it paints; a word in front of that is none of it."""
_PATIENCE = 30.0


def time_first_paint(command: list[str]) -> float:
    """Return the seconds from the start of ``command`` to the first word on its screen."""
    start = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8")
        os.execv(command[0], command)
    try:
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        seen = b""
        while _WORD not in seen.partition(_FRAME)[2]:
            left = start + _PATIENCE - time.perf_counter()
            if left <= 0 or not select.select([terminal], [], [], left)[0]:
                raise SystemExit(f"nothing painted in {_PATIENCE:.0f} s: {seen[-500:]!r}")
            seen += os.read(terminal, 65536)
        return time.perf_counter() - start
    finally:
        os.kill(child, signal.SIGTERM)
        _drain(terminal)
        os.waitpid(child, 0)
        os.close(terminal)


def _drain(terminal: int) -> None:
    """Read what is still said, so that the program can end; then insist."""
    try:
        while select.select([terminal], [], [], 5)[0] and os.read(terminal, 65536):
            pass
    except OSError:  # the other side is closed
        pass


def main() -> None:
    """Run the pairs and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=15)
    parser.add_argument("path", nargs="?", default=str(Path(__file__).parents[1] / "seeds"))
    given = parser.parse_args()
    bare = [sys.executable, "-c", BARE]
    dashboard = [sys.executable, "-m", "rkbrief", given.path]
    time_first_paint(bare), time_first_paint(dashboard)  # once unmeasured: caches
    times: list[tuple[float, float]] = []
    for number in range(given.pairs):
        if number % 2:
            ours = time_first_paint(dashboard)
            times.append((ours, time_first_paint(bare)))
        else:
            theirs = time_first_paint(bare)
            times.append((time_first_paint(dashboard), theirs))
    tell("first_paint", [weigh("first paint", "Textual, one label", times, goal=GOAL)])


if __name__ == "__main__":
    main()
