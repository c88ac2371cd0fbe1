"""The process that takes files apart: no network, no files written, little memory.

It reads requests from standard input and answers on standard output until the former is
closed. A request is four bytes of a kind, eight of a length, and as many of data; an answer is
``+`` (JSON of :mod:`forms`) or ``-`` (a reason), a length and the bytes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import IO, NoReturn

import msgspec

from rkbrief.corpus.conversion.forms import Refusal

try:
    import resource
except ImportError:  # not on Windows: there only the clock limits it
    resource = None  # type: ignore[assignment]

MEMORY_BYTES = 1 << 30
CPU_SECONDS = 15
OUTPUT_BYTES = 32 << 20
LENGTH_BYTES = 8
KIND_BYTES = 4
_FORBIDDEN = (
    "socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system", "os.spawn",
    "ftplib.", "http.client.", "urllib.", "smtplib.", "webbrowser.",
)  # fmt: skip
"""How the audit events begin (PEP 578) that mean a way out of this process."""


def main() -> None:
    """Answer requests until there are no more."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the answers
    seal_off()
    limit()
    requests = sys.stdin.buffer
    while head := requests.read(KIND_BYTES + LENGTH_BYTES):
        kind = head[:KIND_BYTES].decode("ascii").strip()
        data = requests.read(int.from_bytes(head[KIND_BYTES:], "big"))
        _allow_cpu()
        _send(answers, *answer(kind, data))


def answer(kind: str, data: bytes) -> tuple[bytes, bytes]:
    """Return the sign and the bytes that answer a request; whatever happens, there is one."""
    try:
        body = msgspec.json.encode(_take_apart(kind)(data))
    except BaseException as error:  # noqa: BLE001 - a hostile file must not cost the others
        return b"-", _explain(error).encode("utf-8", "replace")
    if len(body) > OUTPUT_BYTES:
        return b"-", _too_much("text", OUTPUT_BYTES).encode()
    return b"+", body


def _explain(error: BaseException) -> str:
    """Return the reason why a file gives nothing, as one phrase."""
    if isinstance(error, Refusal):
        return str(error)
    if isinstance(error, ModuleNotFoundError):
        return f"{error.name} is not installed"
    if isinstance(error, MemoryError):
        return _too_much("memory", MEMORY_BYTES)
    if isinstance(error, RecursionError):
        return "nested too deeply"
    return f"cannot be taken apart ({type(error).__name__})"


def _too_much(what: str, most: int) -> str:
    return f"needs more than {most >> 20} MiB of {what}"


def _take_apart(kind: str) -> Callable[[bytes], msgspec.Struct]:
    """Return what reads files of ``kind``; its library is loaded with it."""
    if kind == "pdf":
        from rkbrief.corpus.conversion.pdf import read_pdf

        return read_pdf
    if kind == "feed":
        from rkbrief.corpus.conversion.feed import read_feed

        return read_feed
    from rkbrief.corpus.conversion.page import read_page

    return lambda data: read_page(data.decode("utf-8", "replace"))


def _send(answers: IO[bytes], sign: bytes, body: bytes) -> None:
    answers.write(sign + len(body).to_bytes(LENGTH_BYTES, "big") + body)
    answers.flush()


def seal_off() -> None:
    """Let nothing in this process reach the network or start another, for good."""

    def refuse(event: str, _arguments: tuple[object, ...]) -> None:
        if event.startswith(_FORBIDDEN):
            _deny(event)

    sys.addaudithook(refuse)


def _deny(event: str) -> NoReturn:
    raise PermissionError(f"not in this process: {event}")


def limit() -> None:
    """Limit memory and forbid the writing of files, where the system can."""
    if resource is None:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _allow_cpu() -> None:
    """Give the next file its time of the processor; then the system ends the process."""
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + CPU_SECONDS
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, hard))


if __name__ == "__main__":
    main()
