"""A sentence as one line: what a hard-wrapped release breaks and a translation spaces.

The rules that read claims know no line breaks and no half-width commas. They read the line
that this makes of a sentence; what they find is told in the characters of the source.
"""

from __future__ import annotations

import re

from msgspec import Struct

from rkbrief.model import Span

_BREAK = re.compile(
    r"[ \t\u3000]*\r?\n[ \t\u3000]*"
    r"|(?<=[ぁ-ん、。」』）「『（]) (?=[^\x00-/:-\x7f])"
    r"|(?<=[一-龥々ァ-ヴー]) (?=[はがをにでとのもへ][^ぁ-ん])"
)
"""The end of a line, or a blank that a translation leaves behind a particle or before it."""
_COMMA = re.compile(
    r"(?<=[ぁ-んァ-ヴー一-龥々）)」』]),(?=[ \u3000ぁ-んァ-ヴ一-龥「『])|，(?![0-9０-９])"
)
_LATIN_END = re.compile(r"[A-Za-z0-9]$")
_LATIN_START = re.compile(r"[A-Za-z]")


class Unwrapped(Struct, frozen=True, gc=False):
    """A text on one line, with the place in the source of each of its code points.

    ``places`` is one longer than ``text``: its last entry is the end of the source.
    """

    source: str
    text: str
    places: tuple[int, ...] | None = None

    def span_in_source(self, span: Span) -> Span:
        """Return where ``span`` of the line stands in the source."""
        if self.places is None or span.start >= span.end:
            return span
        return Span(self.places[span.start], self.places[span.end - 1] + 1)

    def words_in_source(self, words: str | None) -> str | None:
        """Return words found in the line as the source spells them, line breaks and all."""
        at = self.text.find(words) if words else -1
        if words is None or at < 0:
            return words
        return self.span_in_source(Span(at, at + len(words))).of(self.source)


def unwrap(source: str) -> Unwrapped:
    """Return ``source`` without line breaks and with Japanese commas. Never raises."""
    text = _COMMA.sub("、", source)
    if "\n" not in text and " " not in text:
        return Unwrapped(source, text)
    kept: list[str] = []
    places: list[int] = []
    at = 0
    for gap in _BREAK.finditer(text):
        kept.append(text[at : gap.start()])
        places.extend(range(at, gap.start()))
        at = gap.end()
        if _LATIN_END.search(kept[-1]) and _LATIN_START.match(text, at):
            kept.append(" ")
            places.append(gap.start())
    kept.append(text[at:])
    places.extend(range(at, len(text) + 1))
    return Unwrapped(source, "".join(kept), tuple(places))
