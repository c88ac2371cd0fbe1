"""LexRank's centrality (Erkan and Radev 2004) in arrays: sumy's own scores, without its loops.

:mod:`rkbrief.analysis.ranking` puts this inside a subclass of sumy's class. The default summary
asks here, so that it need not wait for sumy's import (0.2 to 0.5 s, with nltk and requests).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rkbrief.analysis.term_lists import FEW, cosine_of, rate_few
from rkbrief.language.content import content_terms
from rkbrief.model import Sentence

if TYPE_CHECKING:
    from rkbrief.analysis.term_matrix import Floats, TermMatrix

THRESHOLD, EPSILON = 0.1, 0.1
"""sumy's: from which cosine on two sentences are alike, and when the power method stops."""
BORDERLINE = 1e-9
"""A cosine this near to the threshold is computed again, term by term in a fixed order."""


def rate_lexrank(sentences: Sequence[Sentence]) -> list[float]:
    """Return what ``ranking.rate("lexrank", sentences)`` returns: equal texts share the last score.

    Headings are context and get 0.
    """
    bodies = [s.text.strip() for s in sentences if s.kind != "heading"]
    scores = rate_centrality([content_terms(text) for text in bodies])
    ratings = dict(zip(bodies, scores, strict=True))
    return [0.0 if s.kind == "heading" else settle(ratings[s.text.strip()]) for s in sentences]


def settle(score: float) -> float:
    """Round a rating, so that sentences that are equal but for the last bit stay in their order.

    What is no finite number becomes 0.
    """
    return round(score, 12) if math.isfinite(score) else 0.0


def rate_centrality(
    words: Sequence[Sequence[str]], *, threshold: float = THRESHOLD, epsilon: float = EPSILON
) -> list[float]:
    """Return the centrality of each sentence, given its words, in the graph of similar ones."""
    if not words:
        return []
    if len(words) <= FEW:
        return rate_few(words, threshold=threshold, borderline=BORDERLINE, epsilon=epsilon)
    return _rate_many(words, threshold, epsilon)


def _rate_many(words: Sequence[Sequence[str]], threshold: float, epsilon: float) -> list[float]:
    import numpy as np  # 0.1 s

    from rkbrief.analysis.term_matrix import count_terms, iterate

    matrix = count_terms(words)
    sources, targets = _edges(matrix, threshold)
    degrees = np.bincount(sources, minlength=matrix.height).astype(np.float64)
    degrees[degrees == 0] = 1.0

    def step(ranks: Floats) -> Floats:
        passed: Floats = np.bincount(
            targets, weights=(ranks / degrees)[sources], minlength=matrix.height
        ).astype(np.float64)
        norm = float(np.linalg.norm(passed))
        return passed / norm if norm else ranks

    scores: list[float] = iterate(step, matrix.height, epsilon).tolist()
    return scores


def _edges(matrix: TermMatrix, threshold: float) -> tuple[Any, Any]:
    """Return the pairs of rows whose tf-idf cosine is above the threshold, both ways."""
    import numpy as np

    from rkbrief.analysis.term_matrix import products, unit_rows

    idf = np.log(matrix.height / (1.0 + matrix.rows_with_term()))
    highest = np.ones(matrix.height)
    np.maximum.at(highest, matrix.rows, matrix.counts)
    raw = matrix.counts / highest[matrix.rows] * idf[matrix.terms]
    sources, targets = [], []
    for first, cosines in products(matrix, unit_rows(matrix, raw)):
        rows, columns = np.nonzero(cosines > threshold - BORDERLINE)
        near = cosines[rows, columns]
        for at in np.flatnonzero(near < threshold + BORDERLINE).tolist():
            near[at] = _cosine(matrix, raw, first + int(rows[at]), int(columns[at]))
        similar = near > threshold
        sources.append(first + rows[similar])
        targets.append(columns[similar])
    return np.concatenate(sources), np.concatenate(targets)


def _cosine(matrix: TermMatrix, weights: Floats, row: int, other: int) -> float:
    """Return the cosine of two rows; see ``term_lists.cosine_of``."""
    one, two = (
        dict(
            zip(
                matrix.terms[matrix.starts[r] : matrix.starts[r + 1]].tolist(),
                weights[matrix.starts[r] : matrix.starts[r + 1]].tolist(),
                strict=True,
            )
        )
        for r in (row, other)
    )
    return cosine_of(one, two)
