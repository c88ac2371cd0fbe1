"""The program's side of the child process: one for all files, replaced when one kills it."""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TypeVar

import msgspec

from rkbrief.corpus.conversion.forms import FeedText, PageText, PdfText
from rkbrief.errors import CorpusError

SECONDS = 40.0
"""By the clock, for one file; the child limits its processor time itself."""
_CHILD = "rkbrief.corpus.conversion.child"
_KILLED = frozenset({-signal.SIGKILL, -signal.SIGTERM}) if os.name == "posix" else frozenset()
"""Exit codes that come from outside; what the child's own limits end, they end otherwise."""
_ALLOWED = "what it may use to read"
_KIND_BYTES, _LENGTH_BYTES = 4, 8
_NEEDS = {"html": "trafilatura", "pdf": "pypdf", "feed": "feedparser"}
"""The library of each kind of file; the extra is called as the kind."""
_Form = TypeVar("_Form", bound=msgspec.Struct)


def convert_page(text: str) -> PageText:
    """Take an HTML page apart. Raises CorpusError with the reason when that cannot be done."""
    return _convert("html", text.encode("utf-8", "replace"), PageText)


def convert_pdf(data: bytes) -> PdfText:
    """Take a PDF apart. Raises CorpusError likewise."""
    return _convert("pdf", data, PdfText)


def convert_feed(data: bytes) -> FeedText:
    """Take an RSS or Atom file apart. Raises CorpusError likewise."""
    return _convert("feed", data, FeedText)


def _convert(kind: str, data: bytes, form: type[_Form]) -> _Form:
    if find_spec(_NEEDS[kind]) is None:
        raise CorpusError(f"not read without an extra: pip install 'rkbrief[{kind}]'")
    sign, body = _child.ask(kind, data)
    if sign != b"+":
        raise CorpusError(body.decode("utf-8", "replace"))
    return msgspec.json.decode(body, type=form)


@dataclass(slots=True)
class _Child:
    """The process; it belongs to the process that started it and ends with it."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    process: subprocess.Popen[bytes] | None = None
    parent: int = 0

    def ask(self, kind: str, data: bytes) -> tuple[bytes, bytes]:
        """Have ``data`` taken apart. Raises CorpusError when that ends the process.

        A process that somebody killed, the system short of memory for one, is replaced once.
        """
        with self.lock:
            reply, ended = self._try(kind, data)
            if reply is None and ended == "killed":
                reply, ended = self._try(kind, data)
            if reply is None:
                what = f"{SECONDS:g} seconds" if ended == "late" else f"{_ALLOWED} a {kind} file"
                raise CorpusError(f"takes more than {what}")
            return reply

    def _try(self, kind: str, data: bytes) -> tuple[tuple[bytes, bytes] | None, str]:
        """Return the answer, or None and how the process ended: late, killed, by itself."""
        process = self._open()
        timer = threading.Timer(SECONDS, process.kill)
        timer.daemon = True
        timer.start()
        try:
            reply = _exchange(process, kind, data)
        except OSError:
            reply = None
        except BaseException:  # a signal in the midst of an answer: the next one is not ours
            self.close()
            raise
        finally:
            late = not timer.is_alive()
            timer.cancel()
        if reply is not None:
            return reply, ""
        self.close()
        return None, "late" if late else "killed" if process.returncode in _KILLED else "by itself"

    def _open(self) -> subprocess.Popen[bytes]:
        """Return the running process, starting it where there is none."""
        if self.process is not None and self.parent != os.getpid():
            self.process = None  # of the process that this one was forked from
        if self.process is not None and self.process.poll() is not None:
            self.close()
        if self.process is None:
            self.parent = os.getpid()
            self.process = subprocess.Popen(  # noqa: S603 - this very program
                [sys.executable, "-P", "-B", "-m", _CHILD],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # a Ctrl-C is its parent's business
            )
        return self.process

    def close(self) -> None:
        """End the process, whatever it is at."""
        process, self.process = self.process, None
        if process is None or self.parent != os.getpid():
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what it no longer read
                    continue
        process.wait()


def _exchange(
    process: subprocess.Popen[bytes], kind: str, data: bytes
) -> tuple[bytes, bytes] | None:
    """Send a request and return the answer, None when the process ended over it."""
    if process.stdin is None or process.stdout is None:
        return None
    head = kind.ljust(_KIND_BYTES).encode() + len(data).to_bytes(_LENGTH_BYTES, "big")
    process.stdin.write(head + data)
    process.stdin.flush()
    sign = process.stdout.read(1)
    length = int.from_bytes(process.stdout.read(_LENGTH_BYTES), "big")
    body = process.stdout.read(length)
    return (sign, body) if sign and len(body) == length else None


_child = _Child()
atexit.register(_child.close)
