"""Prose below the article that speaks to its reader, where no phrase of it is known.

A line of the page's (a credit, a rule, a button) parts it from the article, it is short beside
it, and one of its sentences bears more signs than an article's last words do, or it turns polite
below an article that is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from rkbrief.corpus.blocks import find_body
from rkbrief.corpus.judged import Judged
from rkbrief.corpus.phrases import Found
from rkbrief.corpus.signs import is_polite, sum_signs, tells_throughout

_SHARE = 0.2  # of a body's prose; more of it is a part of the article
_TOLD = 2  # weight of signs
_OF_SHEETS = frozenset({"page_number", "running_head", "notes", "footnote"})
_PLAIN = 0.12  # of an article's paragraphs that may be polite


def mark_afterwords(page: list[Judged]) -> list[Judged]:
    """Mark the stretches of prose at the end of the body that are the page's."""
    found = find_body(page)
    marks = set(_find_afterwords(page, *found)) if found else set()
    return [
        replace(judged, found=(Found("address"),)) if i in marks else judged
        for i, judged in enumerate(page)
    ]


def _find_afterwords(page: Sequence[Judged], first: int, last: int) -> Iterator[int]:
    stretches = list(_list_stretches(page, first, last))
    whole = _measure(page, [i for stretch in stretches for i in stretch])
    length = 0
    while len(stretches) > 1:
        tail = stretches.pop()
        length += _measure(page, tail)
        article = [i for stretch in stretches for i in stretch]
        tells = _tells(page, tail) and not tells_throughout(page, article)
        if length > _SHARE * whole or not (tells or _turns_polite(page, article, tail)):
            return
        yield from tail


def _list_stretches(page: Sequence[Judged], first: int, last: int) -> Iterator[list[int]]:
    """Yield the paragraphs that no line of the page's parts, as their places."""
    stretch: list[int] = []
    for index in range(first, last + 1):
        judged = page[index]
        if judged.is_prose and not judged.found:
            stretch.append(index)
        elif stretch and (_parts(judged) or judged.line.is_rule or judged.is_date):
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def _parts(judged: Judged) -> bool:
    """Tell a line of the page's that no document has at the foot of each of its sheets."""
    return any(found.rule not in _OF_SHEETS for found in judged.found)


def _measure(page: Sequence[Judged], places: Sequence[int]) -> int:
    return sum(page[i].line.length for i in places)


def _tells(page: Sequence[Judged], tail: Sequence[int]) -> bool:
    return any(sum_signs(page[i].line) >= _TOLD for i in tail)


def _turns_polite(page: Sequence[Judged], article: Sequence[int], tail: Sequence[int]) -> bool:
    polite = sum(is_polite(page[i].line.plain) for i in article)
    return polite <= _PLAIN * len(article) and all(is_polite(page[i].line.plain) for i in tail)
