"""rkbrief in a real pseudo-terminal: what it writes byte by byte, and the screen that it makes."""

from __future__ import annotations

import os
import re
import signal
import sys
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import pexpect
import pyte

PATIENCE = 60.0
"""Seconds for what should take one or two: the machine may be busy."""
PUT_BACK = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?2004l")
"""The main screen, the cursor, the mouse and pasting as they were."""


class Session:
    """One run of the dashboard; a context manager that leaves nothing running."""

    def __init__(
        self,
        *arguments: str,
        cwd: Path,
        size: tuple[int, int] = (80, 24),
        program: Path | None = None,
        environ: Mapping[str, str] | None = None,
    ) -> None:
        columns, rows = size
        start = [str(program)] if program else ["-m", "rkbrief"]
        self._child: pexpect.spawn[bytes] = pexpect.spawn(
            sys.executable,
            [*start, *arguments],
            cwd=str(cwd),
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": os.environ.get("PYTHONPATH", ""),  # what stops it at the network
                "HOME": str(cwd),
                "TERM": "xterm-256color",
                "LANG": "C.UTF-8",
                **(environ or {}),
            },
            dimensions=(rows, columns),
            timeout=PATIENCE,
        )
        self.written = b""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.before = termios.tcgetattr(self._child.child_fd)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._child.close(force=True)

    def read(self, seconds: float = 0.05) -> bool:
        """Read what is there; False at the end of the program."""
        try:
            data = bytes(self._child.read_nonblocking(65536, timeout=seconds))
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.written += data
        # pyte knows neither Kitty's keyboard protocol nor this way to ask for the device.
        self._stream.feed(re.sub(rb"\x1b\[[<>=][\d;]*[a-zA-Z]", b"", data))
        return True

    @property
    def screen(self) -> list[str]:
        """The rows of the screen."""
        return list(self._screen.display)

    def wait_for(self, text: str) -> None:
        """Wait until ``text`` stands on the screen."""
        self.wait_until(lambda: any(text in line.replace(" ", "") for line in self.screen), text)

    def wait_until(self, holds: Callable[[], bool], what: str = "what was waited for") -> None:
        """Wait until something ``holds``, reading what is written meanwhile."""
        end = time.monotonic() + PATIENCE
        while not holds():
            if not self.read() or time.monotonic() > end:
                raise AssertionError(f"no {what!r} on\n" + "\n".join(self.screen))

    def press(self, *keys: str) -> None:
        """Send keys, each a moment after the other as from a keyboard."""
        for key in keys:
            self._child.send(key)
            self.read(0.1)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        self._screen.resize(rows, columns)
        self._child.setwinsize(rows, columns)

    def hang_up(self) -> None:
        """Take the terminal away, after a moment in which nothing was read from it."""
        time.sleep(0.3)
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, self._child.child_fd)
        os.close(nowhere)

    def kill(self, number: signal.Signals) -> None:
        """Send a signal."""
        self._child.kill(number)

    def is_stopped(self) -> bool:
        """Tell whether the process that draws is stopped: a signal to go on is lost before."""
        return Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()[0] in "tT"

    @property
    def pid(self) -> int:
        """The process that draws."""
        return int(self._child.pid or 0)

    def end(self) -> int:
        """Read to the end and return the exit code, 128 + n for a signal that killed it."""
        until = time.monotonic() + PATIENCE
        while self.read():
            if time.monotonic() > until:
                raise AssertionError("it did not end:\n" + "\n".join(self.screen))
        self._child.wait()
        if self._child.signalstatus is not None:
            return 128 + int(self._child.signalstatus)
        return int(self._child.exitstatus or 0)
