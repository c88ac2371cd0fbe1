"""The entries of an RSS or Atom file. Runs in the child process."""

from __future__ import annotations

import calendar
import re
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from rkbrief.corpus.conversion.forms import Entry, FeedText, Refusal, Stated
from rkbrief.corpus.conversion.page import parse
from rkbrief.corpus.conversion.rendering import fold, join_surrogates, render
from rkbrief.corpus.conversion.stated import HOME, LONGEST_VALUE
from rkbrief.corpus.conversion.torn_feed import loses, read_entries, split_feed

MOST_ENTRIES = 500
_REFERENCES = re.compile(rb"(?:&#(?:[xX][0-9a-fA-F]{1,9}|[0-9]{1,9});)+")
_MARKUP = frozenset({"text/html", "application/xhtml+xml"})


def read_feed(data: bytes) -> FeedText:
    """Read the entries of a feed in its order.

    Raises:
        Refusal: it is no feed, has no entry or too many.
    """
    data = mend_references(data)
    feed = _parse(data)
    if feed is not None and not feed.get("version"):
        raise Refusal("neither RSS nor Atom")
    publisher = None if feed is None else _value(feed.feed.get("title"))

    def read(entry: Mapping[str, Any]) -> Entry:
        return _read_entry(entry, publisher)

    torn = feed is None or (feed.bozo and loses(feed, data, read))
    count = len(split_feed(data) if torn else feed.entries)
    if not count:
        raise Refusal("no entry in the feed")
    if count > MOST_ENTRIES:
        raise Refusal(f"more than {MOST_ENTRIES} entries")
    if torn:
        return FeedText(tuple(read_entries(data, _parse, read)))
    return FeedText(tuple(map(read, feed.entries)))


def _parse(data: bytes) -> Any:  # noqa: ANN401 - feedparser's own, None where it fails
    """Have feedparser take a feed apart, which ends in any error where it is not well formed."""
    import feedparser

    try:
        # As a stream: a str or bytes might be taken for an address or the name of a file.
        return feedparser.parse(BytesIO(data), sanitize_html=True, resolve_relative_uris=False)
    except (ImportError, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - of sgmllib, of its own dictionaries, of libxml2
        return None


def mend_references(data: bytes) -> bytes:
    """Let each reference name a character: feedparser gives a feed up over one that does not.

    The halves of one character that a program wrote as two references become that character.
    """
    return _REFERENCES.sub(_mend, data) if b"&#" in data else data


def _mend(match: re.Match[bytes]) -> bytes:
    codes = [
        int(digits[1:], 16) if digits[:1] in b"xX" else int(digits)
        for digits in re.findall(rb"&#(\w+);", match[0])
    ]
    text = "".join(chr(code) if code <= sys.maxunicode else "\ufffd" for code in codes)
    return b"".join(b"&#%d;" % ord(char) for char in join_surrogates(text))


def _read_entry(entry: Mapping[str, Any], publisher: str | None) -> Entry:
    """Return one entry with its content, or its summary where that says more."""
    contents = entry.get("content") or []
    texts = [_text(content) for content in contents]
    # Where an entry has no summary, feedparser gives the content for it, without its type.
    if "summary" in entry and entry["summary"] not in [c.get("value") for c in contents]:
        detail = entry.get("summary_detail") or {}
        texts.append(_text({"value": entry["summary"], "type": detail.get("type")}))
    author = _value(entry.get("author"))
    link = _value(entry.get("link"))
    stated = Stated(
        title=_value(entry.get("title")),
        publisher=publisher,
        author=author if author != publisher else None,
        published=_day(entry.get("published_parsed") or entry.get("updated_parsed")),
        url=link if link and link.startswith(("http://", "https://")) else None,
    )
    return Entry(max(texts, key=len, default=""), stated)


def _text(content: Mapping[str, Any]) -> str:
    """Return content in lines; markup is rendered as that of a page is."""
    value = content.get("value")
    if not isinstance(value, str):
        return ""
    if content.get("type") not in _MARKUP:
        return "\n".join(filter(None, map(fold, value.split("\n"))))
    root = parse(value)
    return render(root).text if root is not None else ""


def _value(value: object) -> str | None:
    text = fold(value) if isinstance(value, str) else ""
    if "<" in text and (root := parse(text)) is not None:
        text = " ".join(render(root).lines)
    return text[:LONGEST_VALUE] or None


def _day(moment: object) -> str | None:
    """Return the day that a moment, which feedparser gives in UTC, had in Japan."""
    try:
        seconds = calendar.timegm(moment)  # type: ignore[arg-type]
        return datetime.fromtimestamp(seconds, UTC).astimezone(HOME).date().isoformat()
    except (TypeError, ValueError, OverflowError, OSError):
        return None
