"""Cards that a blog sets between its paragraphs: another page's, a book's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rkbrief.corpus.lines import Line
from rkbrief.corpus.phrases import Found
from rkbrief.lexicon import compile_rules

_HOST = re.compile(r"^(?:[a-z0-9-]{2,40}\.){1,4}[a-z]{2,12}$")
_PARAGRAPH = 40  # characters
_LINES = 3  # of a card below the line that shows it
_LONGEST_NAME, _LONGEST_SHOP = 40, 16  # characters


def find_cards(
    lines: Sequence[Line], known: Sequence[tuple[Found, ...]]
) -> Iterator[tuple[int, Found]]:
    """Yield the lines of each card below the first paragraph, ``known`` by the lexicon or not."""
    lead = next((i for i, line in enumerate(lines) if _is_paragraph(line)), len(lines))
    writer = compile_rules("boilerplate", "card_writers")
    for index in range(lead + 1, len(lines)):
        plain = lines[index].plain
        if _HOST.match(plain):
            yield from ((at, Found("card")) for at in _page_card(lines, known, index))
        elif writer.match(plain) and lines[index - 1].length <= _LONGEST_NAME:
            yield from ((at, Found("card")) for at in _book_card(lines, index))


def _is_paragraph(line: Line) -> bool:
    return line.is_prose and line.length >= _PARAGRAPH


def _page_card(
    lines: Sequence[Line], known: Sequence[tuple[Found, ...]], index: int
) -> Iterator[int]:
    """Yield the line of the host, and what stands between it and the count of its bookmarks."""
    yield index
    for at in range(index + 1, min(index + 1 + _LINES, len(lines))):
        if any(found.rule == "count" for found in known[at]):
            yield from range(index + 1, at)


def _book_card(lines: Sequence[Line], index: int) -> Iterator[int]:
    """Yield the book's name, its writer, and its publisher and shop below.

    A short line right above a paragraph is a heading.
    """
    if not lines[index - 1].is_prose:
        yield index - 1
    yield index
    for at in range(index + 1, min(index + 1 + _LINES, len(lines) - 1)):
        line = lines[at]
        if line.is_prose or line.length > _LONGEST_SHOP or lines[at + 1].is_prose:
            return
        yield at
