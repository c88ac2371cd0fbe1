"""Sentences that say the same: one speaks for the set, the others corroborate it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from rkbrief.analysis.term_matrix import Floats, count_terms, products, unit_rows
from rkbrief.model import Sentence

SAME_CONTENT = 0.6
"""Cosine of content terms from which two sentences say the same."""
FEWEST_SHARED = 4
"""Two sentences that share fewer terms are too short to be told apart by them."""
SHORTEST_CONTAINED = 12
"""A text this short, in characters, may stand inside another by chance."""

_FILLING = re.compile(r"[\s、。，．,.「」『』()（）・■]+")


@dataclass(frozen=True, slots=True)
class ContentSet:
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
    matrix = count_terms(terms)
    sizes = np.bincount(matrix.rows, minlength=matrix.height)
    shared = products(matrix, np.ones(len(matrix.rows)))
    cosines = products(matrix, unit_rows(matrix, matrix.counts))
    bare = [squeeze(s.text) for s in sentences]
    leader_of: dict[int, int] = {}
    first_with: dict[str, int] = {}
    for row, common, cosine in _row_by_row(shared, cosines):
        if row in leader_of:
            continue
        leader_of[row] = first_with.setdefault(bare[row], row)
        if leader_of[row] != row:
            continue
        alike = (cosine >= SAME_CONTENT) & (common >= FEWEST_SHARED)
        held = (common > 0) & (common >= np.minimum(sizes, sizes[row]))
        for other in np.flatnonzero((alike | held)[row + 1 :]).tolist():
            at = row + 1 + other
            if at not in leader_of and (alike[at] or _contains(bare[row], bare[at])):
                leader_of[at] = row
    members: dict[int, list[int]] = {}
    for at in sorted(leader_of):
        members.setdefault(leader_of[at], []).append(at)
    return tuple(ContentSet(leader, tuple(rows)) for leader, rows in members.items())


def _row_by_row(
    shared: Iterator[tuple[int, Floats]], cosines: Iterator[tuple[int, Floats]]
) -> Iterator[tuple[int, Floats, Floats]]:
    for (first, common), (_, cosine) in zip(shared, cosines, strict=True):
        for at in range(len(common)):
            yield first + at, common[at], cosine[at]


def _contains(one: str, two: str) -> bool:
    short, long = sorted((one, two), key=len)
    return len(short) >= SHORTEST_CONTAINED and short in long
