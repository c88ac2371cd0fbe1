"""Facts that articles tell with numbers that cannot both be right.

A dispute is claimed only where little doubt is left: the same words, the same unit, direction,
base and period, within a few days, numbers apart and yet of one size, and no third number that
would show the subject to be several things.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from rkbrief.analysis.agreement import agree
from rkbrief.analysis.facts import Fact, contradict
from rkbrief.analysis.terms import measure_overlap

_COUNTED_KINDS = frozenset(("count", "mass", "area", "volume"))
_NAMED_KINDS = frozenset(("money", "percentage", "rate", "distance"))
"""Kinds of which one thing has many: their subjects must be the same words."""
_ALIKE = 0.6
_SHARED = 2
"""Words that both must hold; for a kind of many, beside the subject (any company has 売上高)."""
_ONE_SIZE = 1.5
_DAYS_APART = 7
_NEIGHBOURS = 16


def find_conflicts(
    clusters: list[list[Fact]], *, published: Mapping[str, date | None]
) -> frozenset[str]:
    """Return the ids of the figures in dispute; two clusters that only dispute become one.

    A cluster that several articles agree on stays by itself, and its rival is marked.
    ``clusters`` is changed in place: a cluster that was taken in is left empty.
    ``published`` is by article id.
    """
    rivals = [
        (i, j)
        for i, j in _find_candidates(clusters)
        if _dispute(clusters[i], clusters[j], published)
    ]
    seen = Counter(n for pair in rivals for n in pair)
    disputed: set[str] = set()
    for i, j in rivals:
        if seen[i] == seen[j] == 1:
            disputed |= _settle(clusters[i], clusters[j])
    return frozenset(disputed)


def _find_candidates(clusters: Sequence[Sequence[Fact]]) -> list[tuple[int, int]]:
    """Return the pairs of clusters that share a unit and some rare words."""
    postings: dict[tuple[object, ...], list[int]] = defaultdict(list)
    pairs = []
    for j, cluster in enumerate(clusters):
        lead = cluster[0]
        kind = lead.figure.kind
        if lead.measure is None or lead.measure.value is None:
            continue
        if kind not in _COUNTED_KINDS and kind not in _NAMED_KINDS:
            continue
        met: Counter[int] = Counter()
        for term in lead.keys:
            posting = postings[lead.measure.dimension, term]
            met.update(posting[-_NEIGHBOURS:])
            posting.append(j)
        pairs += [(i, j) for i in sorted(met) if met[i] >= _SHARED]
    return pairs


def _dispute(
    one: Sequence[Fact], other: Sequence[Fact], published: Mapping[str, date | None]
) -> bool:
    """Tell whether two clusters tell one fact with different numbers."""
    articles = [{f.figure.evidence.article_id for f in side} for side in (one, other)]
    a, b = one[0], other[0]
    if articles[0] & articles[1] or not _are_rivals(a, b):
        return False
    days = [published.get(f.figure.evidence.article_id) for f in (a, b)]
    if days[0] and days[1] and abs((days[0] - days[1]).days) > _DAYS_APART:
        return False
    shared = {t for t in a.around.keys() & b.around.keys() if len(t) > 1}
    if a.figure.kind in _NAMED_KINDS:
        if not a.subject_terms or a.subject_terms != b.subject_terms:
            return False
        shared -= a.subject_terms
    return len(shared) >= _SHARED and measure_overlap(a.near, b.near, least=a.least / 2) >= _ALIKE


def _are_rivals(a: Fact, b: Fact) -> bool:
    """Tell whether two numbers are apart, of one size, and not of different facts by rule."""
    if a.measure is None or b.measure is None or not a.measure.value or not b.measure.value:
        return False
    if agree(a.measure, b.measure) != "apart" or (a.direction, a.bases) != (b.direction, b.bases):
        return False
    small, large = sorted((abs(a.measure.value), abs(b.measure.value)))
    return large <= _ONE_SIZE * small and not contradict(a, b)


def _settle(one: list[Fact], other: list[Fact]) -> set[str]:
    """Join two lone rivals, or mark the lone one; return the ids in dispute."""
    agreed = [len({f.figure.evidence.article_id for f in side}) > 1 for side in (one, other)]
    if not any(agreed):
        one += other
        other.clear()
        return {f.figure.id for f in one}
    lone = [side for side, several in zip((one, other), agreed, strict=True) if not several]
    return {f.figure.id for side in lone for f in side}
