"""A few sentences compared by their terms without numpy, whose import takes 0.1 s.

What :mod:`rkbrief.analysis.term_matrix` and :mod:`rkbrief.analysis.centrality` do in arrays is done
here term by term, with the same sums in the same order.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

FEW = 256
"""Sentences up to which this is no slower than numpy with its import."""

Weights = Mapping[str, float]
"""Terms of a sentence with their weights, in the order in which they first appear."""


def compare_few(rows: Sequence[Weights]) -> Iterator[list[float]]:
    """Yield for each of ``rows`` its scalar products with all of them."""
    posted: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, row in enumerate(rows):
        for term, weight in row.items():
            posted[term].append((at, weight))
    for row in rows:
        sums = [0.0] * len(rows)
        for term, weight in row.items():
            for at, other in posted[term]:
                sums[at] += weight * other
        yield sums


def unit_of(row: Weights) -> dict[str, float]:
    """Return ``row`` scaled to length one; an empty one stays empty."""
    square = 0.0
    for weight in row.values():  # sum() rounds otherwise from Python 3.12 on
        square += weight * weight
    norm = math.sqrt(square) or 1.0
    return {term: weight / norm for term, weight in row.items()}


def cosine_of(one: Weights, other: Weights) -> float:
    """Return the cosine of two rows, rounded once, so that it does not hang on an order."""
    shared = math.fsum(weight * other[term] for term, weight in one.items() if term in other)
    norms = [math.sqrt(math.fsum(w * w for w in row.values())) for row in (one, other)]
    return shared / (norms[0] * norms[1]) if all(norms) else 0.0


def rate_few(
    words: Sequence[Sequence[str]], *, threshold: float, borderline: float, epsilon: float
) -> list[float]:
    """Return the LexRank of each sentence by its words, as ``centrality.rate_centrality`` does.

    A cosine within ``borderline`` of ``threshold`` is computed again in a fixed order.
    """
    rows = _weigh(words)
    targets = [
        [
            at
            for at, near in enumerate(cosines)
            if near > threshold - borderline
            and (near >= threshold + borderline or cosine_of(rows[row], rows[at]) > threshold)
        ]
        for row, cosines in enumerate(compare_few([unit_of(row) for row in rows]))
    ]
    ranks = [1.0 / len(rows)] * len(rows)
    for _ in range(1000):
        following = _pass_on(ranks, targets)
        moved = math.dist(following, ranks)
        ranks = following
        if not moved > epsilon:
            break
    return ranks


def _weigh(words: Sequence[Sequence[str]]) -> list[dict[str, float]]:
    """Return the weight of each term: how often against the commonest, and how rare it is."""
    counts = [Counter(each) for each in words]
    held = Counter(term for each in counts for term in each)
    rarity = {term: math.log(len(words) / (1.0 + rows)) for term, rows in held.items()}
    highest = [max(each.values(), default=1) for each in counts]
    return [
        {term: count / most * rarity[term] for term, count in each.items()}
        for each, most in zip(counts, highest, strict=True)
    ]


def _pass_on(ranks: Sequence[float], targets: Sequence[Sequence[int]]) -> list[float]:
    """Let each sentence share its rank with those that are like it."""
    passed = [0.0] * len(ranks)
    for rank, alike in zip(ranks, targets, strict=True):
        share = rank / (len(alike) or 1)
        for at in alike:
            passed[at] += share
    norm = math.hypot(*passed)
    return [rank / norm for rank in passed] if norm else list(ranks)
