"""Plain text to sentences with exact spans."""

from __future__ import annotations

from collections.abc import Sequence

from rkbrief.language.boundaries import sentence_ends
from rkbrief.language.layout import bullet_end, lay_out
from rkbrief.model import Sentence, Span


def split_sentences(
    text: str, *, article_id: str = "", excluded: Sequence[Span] = ()
) -> tuple[Sentence, ...]:
    """Split ``text`` into sentences, headings, bullets and decks.

    Every non-blank character outside ``excluded`` (dropped lines) is in exactly one sentence;
    spans are ordered, disjoint and without outer blanks. A 。 inside a quotation ends nothing.
    Never raises; linear in the length of the text.
    """
    found: list[Sentence] = []
    for unit in lay_out(text, excluded):
        body = unit.span.of(text)
        at = 0
        label = bullet_end(body) if unit.kind == "bullet" else 0
        for end in sentence_ends(body) if unit.kind != "heading" else [len(body)]:
            if end <= label and end < len(body):  # an item that is nothing but its label stays
                continue
            piece = body[at:end]
            start = unit.span.start + at + len(piece) - len(piece.lstrip())
            bare = piece.strip()
            at = end
            if bare:
                span = Span(start, start + len(bare))
                found.append(
                    Sentence(article_id, len(found) + 1, unit.paragraph, unit.kind, span, bare)
                )
    return tuple(found)
