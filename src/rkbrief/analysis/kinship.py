"""Articles on one event: between them a number says more than elsewhere.

Two articles that share several facts tell of one thing, and so do two that share a single one
and speak of the same persons, places and things throughout.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rkbrief.analysis.facts import Fact

_TIES = 2
"""Sentences that must share a fact before two articles are kin whatever their words."""
_PARTNERS = 8
"""Most kin of an article, so that the work grows with the articles and not with the pairs."""
_DAY = len("2024-06-19")
_CANDIDATES = 24
"""Most articles that one is compared with word for word."""
_LEAST = 1
"""Distinctness below which a shared number is plain and ties next to nothing."""
_ALIKE, _DAY_ALIKE, _MUCH_ALIKE = 0.12, 0.15, 0.3
"""How far the words of two articles must meet that share a number, or a day, or a plain number."""

Pair = tuple[str, str]
"""The ids of two articles."""


def list_partners(
    facts: Sequence[Fact],
    sure: Iterable[tuple[int, int]],
    faint: Iterable[tuple[int, int]] = (),
) -> dict[str, list[str]]:
    """Return the kin of each article that has some, those that share the most first.

    ``sure`` are pairs of facts that are one, ``faint`` those that may be.
    """
    ties: dict[Pair, int] = defaultdict(int)  # a bit for each sentence: a set takes tenfold room
    plain: Counter[Pair] = Counter()
    days: set[Pair] = set()
    for i, j in sure:
        told, again = facts[i].figure.evidence, facts[j].figure.evidence
        if told.article_id == again.article_id:
            continue
        if not _is_tie(facts[i], facts[j]):
            pair = told.article_id, again.article_id
            if _is_day(facts[i]):
                days.add(pair)
            plain[pair] += _TIES
            continue
        ties[told.article_id, again.article_id] |= 1 << told.sentence_index
        ties[again.article_id, told.article_id] |= 1 << again.sentence_index
    plain.update(
        (facts[i].figure.evidence.article_id, facts[j].figure.evidence.article_id) for i, j in faint
    )
    pairs = {*ties, *days, *(pair for pair, times in plain.items() if times >= _TIES)}
    likely = _keep_likely(pairs, {p: (ties.get(p, 0).bit_count(), plain[p]) for p in pairs})
    alike = _rate_alike(facts, likely)
    partners: dict[str, list[str]] = defaultdict(list)
    for one, other in likely:
        both = ties.get((one, other), 0), ties.get((other, one), 0)
        shared = min(told.bit_count() for told in both)
        least = _ALIKE if shared else _DAY_ALIKE if (one, other) in days else _MUCH_ALIKE
        for a, b in ((one, other), (other, one)):
            known = b in partners[a] or len(partners[a]) >= _PARTNERS
            if not known and (shared >= _TIES or alike[one, other] >= least):
                partners[a].append(b)
    return {one: others for one, others in partners.items() if others}


def _keep_likely(pairs: Iterable[Pair], shared: Mapping[Pair, tuple[int, int]]) -> list[Pair]:
    """Return the pairs that share the most first, only so many of an article."""
    kept: Counter[str] = Counter()
    likely = []
    for pair in sorted(pairs, key=lambda p: (-shared[p][0], -shared[p][1], p)):
        if max(kept[article] for article in pair) < _CANDIDATES:
            kept.update(pair)
            likely.append(pair)
    return likely


def _rate_alike(facts: Sequence[Fact], wanted: Sequence[Pair]) -> dict[Pair, float]:
    """Tell how far the lighter of two articles' words lie in the other's, 0 to 1."""
    weights = facts[0].weights if facts else {}
    words = {
        article: {t for n in told for t in facts[n].around if len(t) > 1}
        for article, told in by_article(facts, {a for pair in wanted for a in pair}).items()
    }
    weight = {article: sum(map(weights.__getitem__, ws)) for article, ws in words.items()}
    rated: dict[Pair, float] = {}
    for one, other in wanted:
        shared = sum(map(weights.__getitem__, words[one] & words[other]))
        rated[one, other] = shared / (min(weight[one], weight[other]) or 1.0)
    return rated


def _is_tie(one: Fact, other: Fact) -> bool:
    """Tell whether a shared number is more than a plain one or a date."""
    if one.measure is None or one.measure.day is not None:
        return bool(one.since)
    return min(one.distinctness, other.distinctness) >= _LEAST or bool(one.since)


def _is_day(fact: Fact) -> bool:
    return fact.measure is not None and len(fact.measure.day or "") == _DAY


def by_article(facts: Sequence[Fact], wanted: Iterable[str]) -> dict[str, list[int]]:
    """Return the places of the facts of each article that is wanted."""
    told: dict[str, list[int]] = {article: [] for article in wanted}
    for n, fact in enumerate(facts):
        if (places := told.get(fact.figure.evidence.article_id)) is not None:
            places.append(n)
    return told
