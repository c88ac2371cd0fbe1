"""One function a format: text in, where the article begins and what the format says of it out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from msgspec import Struct, field

from rkbrief.corpus.front_matter import FrontMatter, read_front_matter
from rkbrief.corpus.suffixes import ARCHIVE_SUFFIXES, FEED_SUFFIXES, OTHER_SUFFIXES
from rkbrief.errors import CorpusError
from rkbrief.model import Span

_ASIDE = re.compile(
    r"^(?P<table>(?:[ ]{0,3}\|[^\n]*\n?){2,})"
    r"|^[ ]{0,3}(?P<fence>```|~~~)[^\n]*\n(?:(?![ ]{0,3}(?P=fence))[^\n]*\n)*"
    r"[ ]{0,3}(?P=fence)[^\n]*",
    re.MULTILINE,
)
"""GitHub Flavored Markdown: rows that begin with a bar, and what stands between two fences."""


class FormattedText(Struct, frozen=True, gc=False):
    """What a format gives.

    ``text`` is the whole text that offsets count in. ``header_end`` is the offset where the
    format's own header ends, 0 without one; ``fields`` holds what that header says.
    ``asides`` are stretches that the format marks as no prose, each with the rule that names
    it: a table, a listing. ``is_article`` tells that the text is the article alone, because
    the format's reader has told it from its page already.
    """

    text: str
    header_end: int = 0
    asides: tuple[tuple[Span, str], ...] = ()
    fields: FrontMatter = field(default_factory=FrontMatter)
    warnings: tuple[str, ...] = ()
    is_article: bool = False


def read_plain_text(text: str) -> FormattedText:
    """Plain text says nothing of itself."""
    return FormattedText(text)


def read_markdown(text: str) -> FormattedText:
    """Markdown may begin with front matter, and marks its tables and listings."""
    header = read_front_matter(text)
    asides = tuple(
        (Span(*match.span()), "table" if match["table"] else "listing")
        for match in _ASIDE.finditer(text, header.end)
    )
    return FormattedText(text, header.end, asides, header, header.warnings)


def read_entry(text: str) -> FormattedText:
    """The entry of a feed has a header as Markdown has, and below it plain text."""
    header = read_front_matter(text)
    return FormattedText(text, header.end, fields=header, warnings=header.warnings)


_ENTRY = re.compile(rf"(?:{'|'.join(map(re.escape, sorted(FEED_SUFFIXES)))})#\d+")
_READERS: Mapping[str, Callable[[str], FormattedText]] = {
    "": read_plain_text,
    ".txt": read_plain_text,
    ".text": read_plain_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
}


def read_format(text: str, suffix: str) -> FormattedText:
    """Read ``text`` as the format of a file name's ending; unknown ones are plain text.

    What is no text, such as a page, has a reader of its own; see :mod:`rkbrief.corpus.reader`.

    Raises CorpusError for a format that has no reader.
    """
    if _ENTRY.fullmatch(suffix.lower()):
        return read_entry(text)
    if suffix.lower() in FEED_SUFFIXES | ARCHIVE_SUFFIXES:
        raise CorpusError("holds several articles, not one")
    reason = OTHER_SUFFIXES.get(suffix.lower())
    if reason:
        raise CorpusError(reason)
    return _READERS.get(suffix.lower(), read_plain_text)(text)
