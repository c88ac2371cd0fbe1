"""Sentences that say the same: one speaks for the set, the others corroborate it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from rkbrief.analysis.term_lists import FEW, compare_few, unit_of
from rkbrief.model import Sentence

if TYPE_CHECKING:
    from rkbrief.analysis.term_matrix import Floats

SAME_CONTENT = 0.6
"""Cosine of content terms from which two sentences say the same."""
FEWEST_SHARED = 4
"""Two sentences that share fewer terms are too short to be told apart by them."""
SHORTEST_CONTAINED = 12
"""A text this short, in characters, may stand inside another by chance."""

_FILLING = re.compile(r"[\s、。，．,.「」『』()（）・■]+")


class ContentSet(Struct, frozen=True, gc=False):
    """Sentences of the same content; ``members`` are their places in the sequence given.

    ``leader`` is the first of them in the text.
    """

    leader: int
    members: tuple[int, ...]


def squeeze(text: str) -> str:
    """Return ``text`` without blanks, marks and differences of width, for comparison only."""
    return _FILLING.sub("", unicodedata.normalize("NFKC", text))


def find_content_sets(
    sentences: Sequence[Sentence], terms: Sequence[Sequence[str]]
) -> tuple[ContentSet, ...]:
    """Group ``sentences`` by content, in the order of their leaders.

    A sentence joins the first leader that it repeats: the same words (cosine of the counts of
    ``terms`` >= 0.6, at least four of them shared) or a text that holds the other.
    """
    bare = [squeeze(s.text) for s in sentences]
    leader_of: dict[int, int] = {}
    first_with: dict[str, int] = {}
    for row, near in _find_near(terms):
        if row in leader_of:
            continue
        leader_of[row] = first_with.setdefault(bare[row], row)
        if leader_of[row] != row:
            continue
        for at, is_alike in near:
            if at not in leader_of and (is_alike or _contains(bare[row], bare[at])):
                leader_of[at] = row
    members: dict[int, list[int]] = {}
    for at in sorted(leader_of):
        members.setdefault(leader_of[at], []).append(at)
    return tuple(ContentSet(leader, tuple(rows)) for leader, rows in members.items())


_Near = Iterator[tuple[int, bool]]
"""Later rows that hold the same words, or all words of one another: their places, which first."""


def _find_near(terms: Sequence[Sequence[str]]) -> Iterator[tuple[int, _Near]]:
    return _near_of_few(terms) if len(terms) <= FEW else _near_of_many(terms)


def _near_of_few(terms: Sequence[Sequence[str]]) -> Iterator[tuple[int, _Near]]:
    counts = [Counter(each) for each in terms]
    shared = compare_few([dict.fromkeys(each, 1.0) for each in counts])
    cosines = compare_few([unit_of(each) for each in counts])

    def choose(row: int, common: list[float], cosine: list[float]) -> _Near:
        size = len(counts[row])
        for at in range(row + 1, len(counts)):
            if not common[at]:
                continue
            is_alike = cosine[at] >= SAME_CONTENT and common[at] >= FEWEST_SHARED
            if is_alike or common[at] >= min(size, len(counts[at])):
                yield at, is_alike

    for row, (common, cosine) in enumerate(zip(shared, cosines, strict=True)):
        yield row, choose(row, common, cosine)


def _near_of_many(terms: Sequence[Sequence[str]]) -> Iterator[tuple[int, _Near]]:
    import numpy as np  # 0.1 s

    from rkbrief.analysis.term_matrix import count_terms, products, unit_rows

    matrix = count_terms(terms)
    sizes = np.bincount(matrix.rows, minlength=matrix.height)
    shared = products(matrix, np.ones(len(matrix.rows)))
    cosines = products(matrix, unit_rows(matrix, matrix.counts))

    def choose(row: int, common: Floats, cosine: Floats) -> _Near:
        alike = (cosine >= SAME_CONTENT) & (common >= FEWEST_SHARED)
        held = (common > 0) & (common >= np.minimum(sizes, sizes[row]))
        for other in np.flatnonzero((alike | held)[row + 1 :]).tolist():
            yield row + 1 + other, bool(alike[row + 1 + other])

    for (first, common), (_, cosine) in zip(shared, cosines, strict=True):
        for at in range(len(common)):
            yield first + at, choose(first + at, common[at], cosine[at])


def _contains(one: str, two: str) -> bool:
    short, long = sorted((one, two), key=len)
    return len(short) >= SHORTEST_CONTAINED and short in long
