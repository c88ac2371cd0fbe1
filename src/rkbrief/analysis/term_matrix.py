"""Sentences as rows of a sparse matrix of terms, in numpy alone.

scipy would do this in fewer lines and triple the time that sumy needs to be imported.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, count
from operator import ne

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
CELLS_AT_ONCE = 1 << 17
"""Scalar products held at a time: 1 MB, which stays in the processor's cache."""
FEWEST_FOR_DENSE = 64
"""A term in no more rows than this goes through its list of rows in any case."""


class TermMatrix(Struct, frozen=True, gc=False):
    """Which row holds which term how often; the entries run row by row.

    ``rows``, ``terms``, ``counts``: one item an entry. ``lengths``: terms of a row, repeats
    counted. ``starts``: where a row's entries begin, one more than there are rows. ``width``: how
    many terms there are, numbered in the order in which they first appear, so that nothing depends
    on a hash seed.
    """

    rows: Integers
    terms: Integers
    counts: Floats
    lengths: Integers
    starts: Integers
    width: int

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.lengths)

    def rows_with_term(self) -> Integers:
        """Return in how many rows each term stands."""
        return np.bincount(self.terms, minlength=self.width).astype(np.int64)

    def row_sums(self, values: Floats) -> Floats:
        """Add up ``values``, one an entry, row by row."""
        sums = np.bincount(self.rows, weights=values, minlength=self.height)
        return sums.astype(np.float64, copy=False)


def count_words(
    sentences: Sequence[Sequence[str]],
    terms_of: Callable[[Iterable[str]], Iterable[str | None]],
) -> TermMatrix:
    """Count the terms that ``terms_of`` gives for the words of each sentence.

    It is asked for each word once, for all together, and None is for a word that counts for no
    term. Some columns may stay empty.
    """
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    lengths, listed = _number(sentences, numbers)
    words = list(numbers)
    terms = list(terms_of(words))
    # Most words are their own terms. The others' own numbers stand for nothing, unless another
    # word's term is the same.
    moved = np.arange(len(words))
    others = np.fromiter(map(ne, words, terms), dtype=np.bool_, count=len(words))
    for at in np.flatnonzero(others).tolist():
        term = terms[at]
        moved[at] = -1 if term is None else numbers[term]
    listed = moved[listed]
    rows = np.repeat(np.arange(len(lengths)), lengths)
    counted = listed >= 0
    if not counted.all():
        rows, listed = rows[counted], listed[counted]
        lengths = np.bincount(rows, minlength=len(lengths)).astype(np.int64)
    return _count(lengths, rows, listed, len(numbers))


def count_terms(sentences: Sequence[Sequence[str]]) -> TermMatrix:
    """Count the terms of each sentence."""
    terms: defaultdict[str, int] = defaultdict(count().__next__)
    lengths, listed = _number(sentences, terms)
    return _count(lengths, np.repeat(np.arange(len(lengths)), lengths), listed, len(terms))


def _number(sentences: Sequence[Sequence[str]], terms: dict[str, int]) -> tuple[Integers, Integers]:
    """Return how many words each sentence has, and what ``terms`` gives for all, in order."""
    lengths = np.fromiter(map(len, sentences), dtype=np.int64, count=len(sentences))
    words = map(terms.__getitem__, chain.from_iterable(sentences))
    return lengths, np.fromiter(words, dtype=np.int64, count=int(lengths.sum()))


def _count(lengths: Integers, rows: Integers, listed: Integers, width: int) -> TermMatrix:
    """Count the terms ``listed`` row by row."""
    cells = rows * max(1, width) + listed
    # Sorted by row and term; the entries of a row stand in the order of its words.
    cells, places, counts = np.unique(cells, return_index=True, return_counts=True)
    order = np.argsort(places)
    rows, terms = np.divmod(cells[order], max(1, width))
    starts = np.concatenate(([0], np.bincount(rows, minlength=len(lengths)).cumsum()))
    return TermMatrix(
        rows=rows,
        terms=terms,
        counts=counts[order].astype(np.float64),
        lengths=lengths,
        starts=starts.astype(np.int64),
        width=width,
    )


def products(matrix: TermMatrix, weights: Floats) -> Iterator[tuple[int, Floats]]:
    """Yield the scalar products of all rows with all rows, some rows at a time.

    ``weights`` are the entries' values. Each item is the number of its first row and an array
    of rows by all rows. Terms that many rows hold are multiplied densely, the others through
    the lists of their rows, so the work grows with the pairs that share a term and no square
    matrix is held.
    """
    held = matrix.rows_with_term()
    common = held > max(FEWEST_FOR_DENSE, matrix.height // 16)
    dense = _dense_part(matrix, weights, common)
    rare = ~common[matrix.terms]
    by_term = np.argsort(matrix.terms, kind="stable")
    by_term = by_term[rare[by_term]]
    posted_rows, posted_weights = matrix.rows[by_term], weights[by_term]
    listed = np.where(common, 0, held)
    starts = np.cumsum(listed) - listed
    step = max(1, CELLS_AT_ONCE // max(1, matrix.height))
    for first in range(0, matrix.height, step):
        last = min(first + step, matrix.height)
        entries = np.arange(matrix.starts[first], matrix.starts[last])
        entries = entries[rare[entries]]
        lengths = listed[matrix.terms[entries]]
        ends = np.cumsum(lengths)
        pairs = np.arange(int(ends[-1]) if len(ends) else 0)
        pairs += np.repeat(starts[matrix.terms[entries]] - (ends - lengths), lengths)
        cells = np.repeat((matrix.rows[entries] - first) * matrix.height, lengths)
        sums = np.bincount(
            cells + posted_rows[pairs],
            weights=np.repeat(weights[entries], lengths) * posted_weights[pairs],
            minlength=(last - first) * matrix.height,
        )
        block = sums.reshape(last - first, matrix.height).astype(np.float64, copy=False)
        yield first, block + dense[first:last] @ dense.T


def _dense_part(matrix: TermMatrix, weights: Floats, common: NDArray[np.bool_]) -> Floats:
    """Return the columns of the ``common`` terms as an array of rows by terms."""
    column = np.cumsum(common) - 1
    chosen = common[matrix.terms]
    dense = np.zeros((matrix.height, int(common.sum())))
    dense[matrix.rows[chosen], column[matrix.terms[chosen]]] = weights[chosen]
    return dense


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
