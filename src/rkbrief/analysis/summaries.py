"""Extractive summaries: which sentences of an article, or of a corpus, a reader needs first.

The default method, coverage, is greedy: the value of a sentence is the sum of its salience
(sumy's LexRank), its place, the words it shares with the title, the figures and forecasts in
it, and the concepts that it adds to what is picked already; what repeats a pick is passed
over. Greedy choice on such a gain is near the optimum (Lin and Bilmes 2011). sumy's own
methods can be had by name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import get_args

from rkbrief.allowed import Method
from rkbrief.analysis.selection import prepare_pool, ranked, select
from rkbrief.model import (
    ArticleFindings,
    Figure,
    Forecast,
    Likelihood,
    RankedSentence,
    Sentence,
    Summary,
)

METHODS: tuple[str, ...] = get_args(Method)
FIGURE_BONUS: Mapping[str, float] = {"key": 1.0, "supporting": 0.3, "incidental": 0.0}
"""What a sentence gains by its most important figure, by importance."""
FORECAST_BONUS: Mapping[Likelihood, float] = {"possible": 0.5, "asserted": 0.7, "undetermined": 0.4}
"""What a sentence gains by being part of a forecast; an estimate, with its band, gains 1.0."""
LARGEST_RANKED = 20_000
"""More sentences than this are rated in two levels: parts first, then what is best of each."""
_AT_ONCE = 2000
MOST_PER_SOURCE = 2
"""In a summary of a corpus no source has more sentences, while others have any left."""


def weigh_evidence(figures: Sequence[Figure], forecasts: Sequence[Forecast]) -> dict[str, float]:
    """Weigh the sentences that hold what a reader looks for, by sentence id (0.0 to 2.0)."""
    bonus: dict[str, float] = {}
    for figure in figures:
        at = figure.evidence.sentence_id
        bonus[at] = max(bonus.get(at, 0.0), FIGURE_BONUS[figure.importance])
    firm = (f for f in forecasts if f.kind == "forecast" and f.holder_status != "check")
    ahead: dict[str, float] = {}
    for f in firm:
        for at in f.sentence_ids:
            ahead[at] = max(ahead.get(at, 0.0), FORECAST_BONUS.get(f.likelihood, 1.0))
    for at, weight in ahead.items():
        bonus[at] = bonus.get(at, 0.0) + weight
    return bonus


def summarise_sentences(
    sentences: Sequence[Sentence],
    *,
    title: str = "",
    count: int = 3,
    method: str = "coverage",
    article_id: str | None = None,
    bonus: Mapping[str, float] | None = None,
) -> Summary:
    """Pick ``count`` sentences of one article, fewer when it has no more, in reading order.

    ``bonus`` is what a sentence gains by its figures and forecasts, by sentence id, 0.0 to
    2.0. Never empty when there is a sentence, never the same sentence twice, no heading while
    there is anything else. Raises ValueError for a method that is not in ``METHODS``.
    """
    if method not in METHODS:
        raise ValueError(f"no method {method!r}; there are {', '.join(METHODS)}")
    if not sentences or count < 1:
        return Summary(article_id, method, ())
    if method == "coverage":
        pool = prepare_pool([(sentences, title)], bonus or {})
        return Summary(article_id, method, ranked(pool, select(pool, count)))
    scores = _scores(sentences, method, title, count)
    order = sorted(_eligible(sentences), key=lambda at: (-scores[at], at))
    chosen: dict[str, int] = {}
    for at in order:
        if len(chosen) < count:
            chosen.setdefault(sentences[at].text, at)
    return Summary(article_id, method, _rated(sentences, scores, chosen.values()))


def _rated(
    sentences: Sequence[Sentence], scores: Sequence[float], chosen: Iterable[int]
) -> tuple[RankedSentence, ...]:
    return tuple(
        RankedSentence(sentences[at], scores[at], {"rating": scores[at]}) for at in sorted(chosen)
    )


def _scores(sentences: Sequence[Sentence], method: str, title: str, count: int) -> list[float]:
    if method == "lead":
        return [1.0 / (1 + at) for at in range(len(sentences))]
    from rkbrief.analysis.ranking import rate

    if len(sentences) <= LARGEST_RANKED:
        return rate(method, sentences, title=title, count=count)
    return _score_in_levels(sentences, method, title, count)


def _score_in_levels(
    sentences: Sequence[Sentence], method: str, title: str, count: int
) -> list[float]:
    """Rate parts of a text apart and the best of each together; the others come last."""
    from rkbrief.analysis.ranking import rate

    best: list[int] = []
    for start in range(0, len(sentences), _AT_ONCE):
        part = sentences[start : start + _AT_ONCE]
        rated = rate(method, part, title=title, count=count)
        most = max(count, len(part) // (len(sentences) // _AT_ONCE))
        best += [start + at for at in sorted(_eligible(part), key=lambda n: (-rated[n], n))[:most]]
    final = rate(method, [sentences[at] for at in best], title=title, count=count)
    lowest = min(final, default=0.0) - 1.0
    scores = [lowest] * len(sentences)
    for at, score in zip(best, final, strict=True):
        scores[at] = score
    return scores


def _eligible(sentences: Sequence[Sentence]) -> list[int]:
    """Return what may be picked: no headings, unless there is nothing else."""
    body = [at for at, s in enumerate(sentences) if s.kind != "heading"]
    return body or list(range(len(sentences)))


def summarise_corpus(
    findings: Sequence[ArticleFindings], *, count: int, method: str = "coverage"
) -> Summary:
    """Pick ``count`` sentences of all articles together, in the order of their dates.

    Each source has a voice as long as ``count`` allows, and at most two while others have any
    left. Undated articles stand last. Raises ValueError for an unknown method.
    """
    if method not in METHODS:
        raise ValueError(f"no method {method!r}; there are {', '.join(METHODS)}")
    dated = sorted(
        (f for f in findings if f.sentences),
        key=lambda f: f.article.reference_date or f.article.published or date.max,
    )
    if not dated or count < 1:
        return Summary(None, method, ())
    cap = max(MOST_PER_SOURCE, -(-count // len(dated)))
    if method != "coverage":
        return _corpus_by_rating(dated, method, count, cap)
    bonus: dict[str, float] = {}
    for f in dated:
        bonus |= weigh_evidence(f.figures, f.forecasts)
    pool = prepare_pool([(f.sentences, f.article.title or "") for f in dated], bonus)
    return Summary(None, method, ranked(pool, select(pool, count, cap=cap)))


def _corpus_by_rating(
    findings: Sequence[ArticleFindings], method: str, count: int, cap: int
) -> Summary:
    """Pick from all articles by one of sumy's ratings: each source's best, then the rest.

    Of a corpus too large to be rated at once the picks of its articles are rated.
    """
    sentences = [s for f in findings for s in f.sentences]
    if len(sentences) > LARGEST_RANKED:
        sentences = [picked.sentence for f in findings for picked in f.summary.sentences]
    scores = _scores(sentences, method, "", count)
    if method == "lead":
        scores = [1.0 / s.index for s in sentences]
    order = sorted(_eligible(sentences), key=lambda at: (-scores[at], at))
    chosen: dict[str, int] = {}
    taken: Counter[str] = Counter()
    for most in (1, cap, count):
        for at in order:
            source, text = sentences[at].article_id, sentences[at].text
            if len(chosen) < count and taken[source] < most and text not in chosen:
                chosen[text] = at
                taken[source] += 1
    return Summary(None, method, _rated(sentences, scores, chosen.values()))
