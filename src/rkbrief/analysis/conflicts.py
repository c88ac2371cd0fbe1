"""Groups that tell one fact with numbers that cannot both be right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rkbrief.analysis.agreement import agree
from rkbrief.analysis.facts import Fact, contradict
from rkbrief.analysis.terms import measure_overlap

_SAME_SUBJECT = 0.75
_SHARED = 2
"""Words beside the subject that both must hold: 売上高 alone is any company's."""
_RIVAL_KINDS = frozenset(("count", "money", "percentage", "rate", "distance", "mass"))


def find_conflicts(clusters: list[list[Fact]]) -> frozenset[str]:
    """Return the ids of the figures in dispute; clusters that only dispute become one.

    Two clusters dispute when articles name the same subject with the same unit, direction,
    base and period but with numbers apart, and neither article gives several numbers for
    it. A cluster that several articles agree on stays by itself, and its rival is marked.
    ``clusters`` is changed in place: a cluster that was taken in is left empty.
    """
    by_subject: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for n, cluster in enumerate(clusters):
        if key := _name_subject(cluster):
            by_subject[key].append(n)
    disputed: set[str] = set()
    for rivals in by_subject.values():
        if len(rivals) == 2 and _dispute(*(clusters[n] for n in rivals)):  # noqa: PLR2004 - a third value means that the subject is not one thing
            first, second = (clusters[n] for n in rivals)
            disputed |= _settle(first, second)
    return frozenset(disputed)


def _name_subject(cluster: Sequence[Fact]) -> tuple[object, ...] | None:
    """Return what a cluster is about, exactly, None when it is too loosely said."""
    lead = cluster[0]
    exact = lead.measure is not None and lead.measure.value is not None
    if lead.figure.kind not in _RIVAL_KINDS or not exact or not lead.subject_terms:
        return None
    return (
        lead.measure.dimension if lead.measure else None,
        lead.subject_terms,
        lead.direction,
        lead.bases,
        lead.periods,
    )


def _dispute(one: Sequence[Fact], other: Sequence[Fact]) -> bool:
    articles = [{f.figure.evidence.article_id for f in side} for side in (one, other)]
    if articles[0] & articles[1]:
        return False
    a, b = one[0], other[0]
    if a.measure is None or b.measure is None or agree(a.measure, b.measure) != "apart":
        return False
    if contradict(a, b) or measure_overlap(a.near, b.near) < _SAME_SUBJECT:
        return False
    shared = {t for t in a.around.keys() & b.around.keys() if len(t) > 1}
    return len(shared - a.subject_terms) >= _SHARED


def _settle(one: list[Fact], other: list[Fact]) -> set[str]:
    """Join two lone rivals, or mark the lone one; return the ids in dispute."""
    agreed = [len({f.figure.evidence.article_id for f in side}) > 1 for side in (one, other)]
    if not any(agreed):
        one += other
        other.clear()
        return {f.figure.id for f in one}
    lone = [side for side, several in zip((one, other), agreed, strict=True) if not several]
    return {f.figure.id for side in lone for f in side}
