"""Sentences as rows of a sparse matrix of terms, in numpy alone.

scipy would do this in fewer lines and triple the time that sumy needs to be imported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class TermMatrix:
    """Which row holds which term how often; the entries run row by row.

    ``rows``, ``terms``, ``counts``: one item an entry. ``lengths``: terms of a row, repeats
    counted. ``starts``: where a row's entries begin, one more than there are rows. Terms are
    numbered in the order in which they first appear, so nothing depends on a hash seed.
    """

    rows: Integers
    terms: Integers
    counts: Floats
    lengths: Integers
    starts: Integers
    vocabulary: tuple[str, ...]

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.lengths)

    @property
    def width(self) -> int:
        """How many terms there are."""
        return len(self.vocabulary)

    def rows_with_term(self) -> Integers:
        """Return in how many rows each term stands."""
        return np.bincount(self.terms, minlength=self.width).astype(np.int64)

    def row_sums(self, values: Floats) -> Floats:
        """Add up ``values``, one an entry, row by row."""
        sums = np.bincount(self.rows, weights=values, minlength=self.height)
        return sums.astype(np.float64)


def count_terms(sentences: Sequence[Sequence[str]]) -> TermMatrix:
    """Count the terms of each sentence."""
    number: dict[str, int] = {}
    rows: list[int] = []
    terms: list[int] = []
    counts: list[int] = []
    starts = [0]
    for row, sentence in enumerate(sentences):
        here: dict[int, int] = {}
        for term in sentence:
            at = number.setdefault(term, len(number))
            here[at] = here.get(at, 0) + 1
        rows += [row] * len(here)
        terms += here.keys()
        counts += here.values()
        starts.append(len(terms))
    return TermMatrix(
        rows=np.array(rows, dtype=np.int64),
        terms=np.array(terms, dtype=np.int64),
        counts=np.array(counts, dtype=np.float64),
        lengths=np.array([len(s) for s in sentences], dtype=np.int64),
        starts=np.array(starts, dtype=np.int64),
        vocabulary=tuple(number),
    )


def products(matrix: TermMatrix, weights: Floats) -> Iterator[tuple[int, Floats]]:
    """Yield each row with its scalar products with all rows.

    ``weights`` are the entries' values. Each row costs the postings of its terms, so the whole
    grows with the pairs that share a term and never holds a square matrix.
    """
    by_term = np.argsort(matrix.terms, kind="stable")
    posted_rows, posted_weights = matrix.rows[by_term], weights[by_term]
    borders = np.concatenate(([0], np.cumsum(matrix.rows_with_term())))
    for row in range(matrix.height):
        entries = range(matrix.starts[row], matrix.starts[row + 1])
        where = [
            slice(borders[matrix.terms[entry]], borders[matrix.terms[entry] + 1])
            for entry in entries
        ]
        if not where:
            yield row, np.zeros(matrix.height)
            continue
        columns = np.concatenate([posted_rows[s] for s in where])
        values = np.concatenate(
            [posted_weights[s] * weights[entry] for s, entry in zip(where, entries, strict=True)]
        )
        sums = np.bincount(columns, weights=values, minlength=matrix.height)
        yield row, sums.astype(np.float64)


def unit_rows(matrix: TermMatrix, weights: Floats) -> Floats:
    """Return ``weights`` scaled so that each row has length one; empty rows stay zero."""
    norms = np.sqrt(matrix.row_sums(weights**2))
    norms[norms == 0] = 1.0
    return np.asarray(weights / norms[matrix.rows], dtype=np.float64)


def iterate(step: Callable[[Floats], Floats], height: int, epsilon: float) -> Floats:
    """Run the power method from the uniform vector until a step moves less than ``epsilon``."""
    ranks = np.full(height, 1.0 / height)
    for _ in range(1000):
        following = step(ranks)
        moved = float(np.linalg.norm(following - ranks))
        ranks = following
        if not moved > epsilon:
            break
    return ranks
