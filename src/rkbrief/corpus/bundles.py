"""Files that hold several articles: archives and feeds."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable

from rkbrief.corpus.conversion.converter import convert_feed
from rkbrief.corpus.conversion.forms import Entry
from rkbrief.corpus.files import SourceFile
from rkbrief.corpus.suffixes import ARCHIVE_SUFFIXES, FEED_SUFFIXES
from rkbrief.errors import CorpusError
from rkbrief.model import Skipped

_LINE_BREAK = re.compile(r"[\r\n]+")
_ESCAPED = re.compile("[^ -~\u00a0-\u2027\u202a-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What YAML 1.1 does not take for printable, its other line breaks and the mark of byte order."""


def unfold(
    sources: Iterable[SourceFile], *, max_bytes: int
) -> tuple[tuple[SourceFile, ...], tuple[Skipped, ...]]:
    """Return ``sources`` with the articles of each archive and feed in its place, by path.

    ``max_bytes`` limits each file of an archive. What cannot be read is told in the second
    tuple, never raised.
    """
    read: list[SourceFile] = []
    skipped: list[Skipped] = []
    waiting = list(sources)
    while waiting:
        source = waiting.pop()
        suffix = os.path.splitext(source.path)[1].lower()  # noqa: PTH122 - tells the format
        if suffix in ARCHIVE_SUFFIXES | FEED_SUFFIXES and not source.data.strip():
            skipped.append(Skipped(source.path, "empty"))
        elif suffix in ARCHIVE_SUFFIXES:
            from rkbrief.corpus.archives import unpack_archive

            members, unread = unpack_archive(source, max_bytes=max_bytes)
            waiting += members  # no archives: those in archives are not opened
            skipped += unread
        elif suffix in FEED_SUFFIXES:
            entries, unread = _read_entries(source)
            read += entries
            skipped += unread
        else:
            read.append(source)
    return tuple(sorted(read, key=lambda source: source.path)), tuple(skipped)


def _read_entries(source: SourceFile) -> tuple[list[SourceFile], list[Skipped]]:
    """Return the entries of a feed, numbered from 1 in the order of the feed."""
    try:
        feed = convert_feed(source.data)
    except CorpusError as error:
        return [], [Skipped(source.path, str(error))]
    entries: list[SourceFile] = []
    skipped: list[Skipped] = []
    for number, entry in enumerate(feed.entries, 1):
        path = f"{source.path}#{number}"
        if not entry.text.strip():
            skipped.append(Skipped(path, "an entry without text"))
            continue
        data = write_entry(entry)
        entries.append(SourceFile(path, data))
    return entries, skipped


def write_entry(entry: Entry) -> bytes:
    """Write an entry as a text with front matter, which is what its offsets and hash are of."""
    stated = entry.stated
    fields = {
        "title": stated.title,
        "publisher": stated.publisher,
        "author": stated.author,
        "published": stated.published,
        "url": stated.url,
    }
    header = "".join(
        f"{key}: {_quote(_LINE_BREAK.sub(' ', value))}\n" for key, value in fields.items() if value
    )
    return f"---\n{header}---\n{entry.text}\n".encode("utf-8", "replace")


def _quote(value: str) -> str:
    """Write a text as YAML reads it, letter by letter where it can stand so.

    An escape of JSON would not do for what lies beyond U+FFFF: it has two, YAML one.
    """
    quoted = json.dumps(value, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
