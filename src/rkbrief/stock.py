"""What a run depends on outside itself, as digests: files, links and the articles it reads.

Two stocks that are equal stand for runs that read the same bytes.
"""

from __future__ import annotations

import os
import stat
from _blake2 import blake2b  # by way of hashlib OpenSSL would be loaded (3 ms)
from collections.abc import Iterable, Mapping

from rkbrief.corpus.files import find_sources

TYPE_CHECKING = False  # as typing has it, whose import would take 3 ms
if TYPE_CHECKING:
    from typing import Any

_LARGEST = 64 << 20
"""Bytes; no file that a run depends on beside its articles may have so many."""

Stock = dict[str, "Any"]
"""Plain data: ``files`` and ``links`` as below, and ``corpus``: what was asked, what was found."""


def take_stock(
    *,
    files: Iterable[str],
    links: Iterable[str],
    places: Iterable[str],
    follow_symlinks: bool,
    max_bytes: int,
) -> Stock:
    """Take stock of ``files``, of where ``links`` lead, and of the articles under ``places``."""
    places = list(places)
    return {
        "files": digest_files(files),
        "links": {path: os.path.realpath(path) for path in links},
        "corpus": [places, follow_symlinks, max_bytes],
        "found": _digest_sources(places, follow_symlinks=follow_symlinks, max_bytes=max_bytes),
    }


def take_again(stock: Mapping[str, Any]) -> Stock:
    """Take stock now of what ``stock`` was taken of.

    Raises:
        KeyError, TypeError, ValueError: it is no stock.
    """
    places, follow_symlinks, max_bytes = stock["corpus"]
    return take_stock(
        files=stock["files"],
        links=stock["links"],
        places=places,
        follow_symlinks=follow_symlinks,
        max_bytes=max_bytes,
    )


def digest_files(paths: Iterable[str]) -> dict[str, str | None]:
    """Return the digest of each file, None for what is no file, cannot be read or is too large."""
    return {path: _digest_file(path) for path in paths}


def _digest_file(path: str) -> str | None:
    try:
        # O_NONBLOCK, so that opening a FIFO that nobody writes to does not wait for ever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as file:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST:
                return None
            return _digest(file.read())
    except (OSError, ValueError, TypeError):  # read() gives None where nothing is there yet
        return None


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=32).hexdigest()


def _digest_sources(places: Iterable[str], *, follow_symlinks: bool, max_bytes: int) -> str:
    """Return the digest of which articles there are, what they hold, and what is skipped."""
    sources, skipped = find_sources(places, follow_symlinks=follow_symlinks, max_bytes=max_bytes)
    total = blake2b(digest_size=32)
    for kind, pairs in (
        (b"read", ((source.path, _digest(source.data)) for source in sources)),
        (b"skipped", ((skip.path, skip.reason) for skip in skipped)),
    ):
        for pair in pairs:
            total.update(b"\0".join((kind, *(part.encode() for part in pair))) + b"\0")
    return total.hexdigest()
