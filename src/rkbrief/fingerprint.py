"""What of the program itself an answer depends on, so that a changed rule gives no old answer.

The bytes of the program's own files are read each time (4 ms): an editable checkout, a
reproducible image whose files all carry one date and an upgrade are told apart alike.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from _blake2 import blake2b  # by way of hashlib OpenSSL would be loaded (3 ms)
from collections.abc import Iterator
from functools import cache

_ASIDE = frozenset({"tui", "__pycache__", "locale"})
"""Folders without a part in any brief."""
_ABOVE = frozenset(
    {
        "brief", "starter", "__main__.py", "apart.py", "cli.py", "dashboard.py", "modes.py",
        "replay.py", "run.py", "stock.py", "talk.py", "target.py",
    }
)  # fmt: skip
"""What turns findings into briefs, and has no part in the findings."""
_LIBRARIES = (
    "feedparser-", "janome-", "jinja2-", "justext-", "lindera", "lxml-", "markdown_it_py-",
    "msgspec-", "numpy-", "pypdf-", "pyyaml-", "sumy-", "trafilatura-",
)  # fmt: skip
_INFO = ".dist-info"
_READING = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_AT_ONCE = 1 << 16
"""Bytes; nearly every file has fewer."""


@cache
def digest_reading() -> bytes:
    """Return the digest of all that takes part in reading and joining articles.

    ``b""`` when the program's files cannot be read as files: then nothing may be kept.
    """
    return _digest(_ABOVE)


@cache
def digest_program() -> bytes:
    """Return the digest of all that takes part in making a brief, ``b""`` likewise."""
    return _digest(frozenset())


def _digest(above: frozenset[str]) -> bytes:
    total = blake2b(digest_size=32)
    for part in (sys.version, unicodedata.unidata_version, *find_libraries()):
        total.update(part.encode() + b"\0")
    try:
        for name, own in _digest_files(os.path.dirname(__file__)):
            if name.partition("/")[0] not in above:
                total.update(name.encode() + b"\0" + own)
    except OSError:
        return b""
    return total.digest()


@cache
def _digest_files(package: str) -> tuple[tuple[str, bytes], ...]:
    """Return (name below the package, digest) of the program's files, as they were when asked.

    To be asked before the modules are loaded: what is edited between the two is not noticed.
    """
    return tuple((name, _digest_file(path)) for name, path in _walk(package))


def _digest_file(path: str) -> bytes:
    """Return the digest of a file, read by the fewest calls there are: there are hundreds."""
    descriptor = os.open(path, _READING)
    try:
        total = blake2b(digest_size=32)
        while part := os.read(descriptor, _AT_ONCE):
            total.update(part)
        return total.digest()
    finally:
        os.close(descriptor)


def _walk(folder: str, below: str = "") -> Iterator[tuple[str, str]]:
    """Yield (name below the package, path) of the program's files, in order."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            name = f"{below}{entry.name}"
            if entry.name in _ASIDE:
                continue
            if entry.is_dir():
                yield from _walk(entry.path, f"{name}/")
            elif not name.endswith(".pyc"):
                yield name, entry.path


def find_libraries() -> list[str]:
    """Return the libraries that answers depend on, with their versions: ``janome-0.5.0``.

    Read off the names of their metadata; importlib.metadata would take 40 ms.
    """
    found = set()
    for folder in sys.path:
        try:
            with os.scandir(folder or ".") as entries:
                found |= {
                    entry.name.lower().removesuffix(_INFO)
                    for entry in entries
                    if entry.name.endswith(_INFO) and entry.name.lower().startswith(_LIBRARIES)
                }
        except OSError:  # an archive, a folder that is gone
            continue
    return sorted(found)
