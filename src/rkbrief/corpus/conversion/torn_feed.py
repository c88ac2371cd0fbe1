"""A feed that is not well formed, entry by entry: what the library loses is read as it stands.

feedparser gives such a feed up over an end that stands in the wrong place, and passes over what
follows a stray mark of a comment. Runs in the child process.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import chain, pairwise
from typing import Any

from rkbrief.corpus.conversion.forms import Entry, Stated
from rkbrief.corpus.conversion.rendering import fold
from rkbrief.corpus.encodings import decode

Parse = Callable[[bytes], Any]
Read = Callable[[Mapping[str, Any]], Entry]
_GRAM = 4  # letters
_STEP = 3  # letters from one gram that is looked for to the next
_SHARE = 0.02
_FEWEST = 4
"""Grams that may be missing: of what is no text, such as the name of an element."""
_BEGINS = re.compile(rb"<(?:item|entry)(?=[\s>/])", re.IGNORECASE)
_ROOT = re.compile(rb"<(?:rss|feed|rdf:rdf)\b[^<>]{0,2000}>", re.IGNORECASE)
_FARTHEST_ROOT = 4000
_TITLE = re.compile(r"<title\b[^<>]{0,300}>([^<>]{1,500})</title>", re.IGNORECASE)
_MACHINES = re.compile(
    r"<(link|guid|id|pubdate|published|updated|dc:date|category|enclosure)\b[^<>]{0,300}>"
    r"[^<>]{0,300}</\1>",
    re.IGNORECASE,
)
_CODE = re.compile(r"<(?:script|style)\b[^<>]{0,300}>", re.IGNORECASE)
_CODE_ENDS = re.compile(r"</(?:script|style)\b", re.IGNORECASE)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|em|font|i|kbd|mark|rb|ruby|s|small|span|strong|sub|sup|time|u)"
    r"(?:\s[^<>]{0,500})?>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[a-zA-Z/!?][^<>]{0,500}>")
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")


def split_feed(data: bytes) -> list[bytes]:
    """Return the bytes of each entry, from its beginning to the next one's."""
    begins = [match.start() for match in _BEGINS.finditer(data)]
    return [data[a:b] for a, b in pairwise([*begins, len(data)])]


def loses(feed: Any, data: bytes, read: Read) -> bool:  # noqa: ANN401 - feedparser's own
    """Tell whether words of the entries in ``data`` are in none of the texts that they have."""
    words = "".join(map(_letters, map(read_bare, split_feed(data))))
    kept = _letters("\n".join(chain.from_iterable(_list_texts(e, read) for e in feed.entries)))
    known = {kept[at : at + _GRAM] for at in range(len(kept) - _GRAM + 1)}
    asked = [words[at : at + _GRAM] for at in range(0, len(words) - _GRAM + 1, _STEP)]
    missing = sum(gram not in known for gram in asked)
    return missing > _FEWEST and missing > _SHARE * len(asked)


def read_entries(data: bytes, parse: Parse, read: Read) -> Iterator[Entry]:
    """Yield each entry as ``parse`` and ``read`` find it alone, as it stands where they fail."""
    root = _ROOT.search(data, 0, _FARTHEST_ROOT)
    head = data[: root.end()] if root else b""
    for piece in split_feed(data):
        found = parse(head + piece)
        if found is not None and len(found.entries) == 1 and not loses(found, piece, read):
            yield read(found.entries[0])
            continue
        bare = _decode(piece)
        title = _TITLE.search(bare)
        text = read_bare(piece if title is None else bare.replace(title[0], "", 1).encode())
        yield Entry(text, Stated(title=fold(html.unescape(title[1])) or None if title else None))


def read_bare(data: bytes) -> str:
    """Return the text of an entry whatever is wrong with its markup, a line a block."""
    text = _CDATA.sub("", _MACHINES.sub("\n", _decode(data)))
    for _ in range(2):  # markup may stand in it as text
        text = _without_code(_without_comments(text))
        text = html.unescape(_TAG.sub("\n", _INLINE.sub("", text)))
    return "\n".join(filter(None, map(fold, text.split("\n"))))


def _decode(data: bytes) -> str:
    """Return the text of a piece; what is of no one encoding is read as UTF-8."""
    try:
        return decode(data).text
    except Exception:  # noqa: BLE001 - a torn piece may look like anything
        return data.decode("utf-8", "replace")


def _without_comments(text: str) -> str:
    """Leave comments out, but for one that does not end: only its mark is left out."""
    first, *others = text.split("<!--")
    return first + "".join(part.partition("-->")[2] if "-->" in part else part for part in others)


def _without_code(text: str) -> str:
    """Leave scripts and styles out, likewise."""
    first, *others = _CODE.split(text)
    ends = [(part, _CODE_ENDS.search(part)) for part in others]
    return first + "".join(part[end.start() :] if end else part for part, end in ends)


def _letters(text: str) -> str:
    """Return the letters that no markup is made of."""
    return "".join(char for char in text if char > "\x7f" and char.isalpha())


def _list_texts(entry: Mapping[str, Any], read: Read) -> Iterator[str]:
    """Yield what an entry says: what is read of it, and the shorter of content and summary."""
    found = read(entry)
    yield found.text
    yield found.stated.title or ""
    yield found.stated.author or ""
    for content in [*(entry.get("content") or ()), {"value": entry.get("summary")}]:
        yield str(content.get("value") or "")
