"""What the program says beside its result: stderr, stdout and the two kept apart.

stdout carries data, always UTF-8 with line feeds whatever the locale. stderr carries talk, and
every word of it goes through :func:`rkbrief.safe_text.show`.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress

from rkbrief.errors import ExportError

TYPE_CHECKING = False  # as typing has it, whose import would take 3 ms
if TYPE_CHECKING:
    from pathlib import Path
    from typing import TextIO

_BYTES = "([\udca0-\udcff]+)"
"""What stands for bytes of a name that are no UTF-8, but for those that a terminal may obey."""


class ClosedPipeError(Exception):
    """Whoever read standard output has gone; nothing is to be said about it."""


class Talk:
    """The voice of one run. ``quiet`` leaves errors only; ``verbose`` adds detail.

    ``said`` is what was said so far.
    """

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self.quiet = quiet
        self.verbose = verbose
        self.said: list[str] = []
        self._progress_width = 0

    def note(self, text: str) -> None:
        """Say something that a person may like to know."""
        if not self.quiet:
            self.complain(text)

    def detail(self, text: str) -> None:
        """Say something that was asked for with -v."""
        if self.verbose:
            self.complain(text)

    def complain(self, *lines: str) -> None:
        """Say what went wrong, whatever -q says; a name in a line cannot end it."""
        from rkbrief.safe_text import show  # 2 ms that a run without a word does without

        self.clear_progress()
        self.said += lines
        for line in lines:
            _write_stderr(f"rkbrief: {show(line, one_line=True)}\n")

    def show_progress(self, done: int, total: int) -> None:
        """Count articles on one line, where stderr is a terminal."""
        if self.quiet or sys.stderr is None or not sys.stderr.isatty():
            return
        line = f"rkbrief: {done} of {total} articles"
        _write_stderr("\r" + line.ljust(self._progress_width))
        self._progress_width = len(line)

    def clear_progress(self) -> None:
        """Wipe the count off its line."""
        if self._progress_width:
            _write_stderr("\r" + " " * self._progress_width + "\r")
            self._progress_width = 0


def _write_stderr(text: str) -> None:
    """Write to stderr as well as its encoding allows; a lost stderr loses talk only."""
    if sys.stderr is None:
        return
    try:
        encoding = sys.stderr.encoding or "utf-8"
        sys.stderr.write(text.encode(encoding, "backslashreplace").decode(encoding))
        sys.stderr.flush()
    except OSError:
        _silence(sys.stderr)
    except ValueError:
        return


def write_stdout(data: bytes) -> None:
    """Write ``data`` to standard output, byte for byte.

    Raises:
        ClosedPipeError: nobody reads it any more.
        ExportError: it cannot be written (a full disk, a closed descriptor).
    """
    if not data:
        return  # of what is not said nothing can be lost
    if sys.stdout is None:
        raise ExportError("cannot write to standard output: it is closed")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        _silence(sys.stdout)
        if error.errno == errno.EPIPE:
            raise ClosedPipeError from error
        raise ExportError(f"cannot write to standard output: {error.strerror}") from error


def write_path(path: Path) -> None:
    """Write where something stands to standard output, a line that a script can read.

    Only what would act on a terminal, or end the line, stands as :func:`show` tells it: the
    name may come from a config that somebody else wrote. Raises as :func:`write_stdout`.
    """
    import re

    from rkbrief.safe_text import show

    parts = re.split(_BYTES, str(path))
    shown = "".join(p if n % 2 else show(p, one_line=True) for n, p in enumerate(parts))
    line = os.fsencode(path) if shown == str(path) else shown.encode("utf-8", "surrogateescape")
    write_stdout(line + b"\n")


def _silence(stream: TextIO) -> None:
    """Point a stream nowhere, so that Python does not fail on it again at its end."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
