"""Which figures are one fact: pairs that share enough words for the number they share.

How much two figures must share depends on how distinct the number is (:func:`need_overlap`).
Candidates meet under a hash of dimension, size and rare word, and only near neighbours of a
long list are tried, so that the work grows with the corpus and not with its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations, product

from rkbrief.analysis.agreement import Agreement, agree, list_buckets
from rkbrief.analysis.facts import Fact, contradict
from rkbrief.analysis.terms import measure_overlap

_NEED = (0.62, 0.40, 0.24, 0.16, 0.12)
"""Overlap of words that a join needs, by the distinctness of the number, 0 to 4."""
_STRICTER: Mapping[Agreement, float] = {"same": 0.0, "near": 0.08, "overlap": 0.15, "apart": 9.0}
_NEIGHBOURS = 16
_CANDIDATES = 24
_KEYS_LEAST = 2
"""Words that a plain number must share with another before the two are compared."""
_SURE = 2
"""Distinctness from which a shared number vouches for the sentences around it."""
_WIDE_PERIOD, _ONE = 0.4, 0.3
"""What a period, and the number one, need beyond other numbers that say as little."""
_TWINS = 2
_LIGHTER = 0.4
"""How much less text a distinct number needs around it to be judged."""
_NAMED, _NEAR_LEAST, _SAME_SUBJECT = 2, 0.3, 0.65


def join_facts(facts: Sequence[Fact]) -> list[list[int]]:
    """Cluster the facts: the surest pairs first, a cluster only while all its numbers agree.

    Two sentences that share a distinct number, or several plain ones, tell one thing: their
    days and side figures that are the same join in the wake.
    """
    clusters = _Clusters(facts)
    pairs, faint = _rate_pairs(facts)
    for _, i, j in pairs:
        clusters.merge(i, j)
    for i, j in _find_twins(facts, [*((i, j) for _, i, j in pairs), *faint]):
        clusters.merge(i, j)
    told: dict[str, list[int]] = defaultdict(list)
    for n, fact in enumerate(facts):
        told[fact.figure.evidence.sentence_id].append(n)
    for cluster in clusters.list():
        sure = [n for n in cluster if facts[n].distinctness >= _SURE][:_NEIGHBOURS]
        for i, j in combinations(sure, 2):
            if facts[i].figure.evidence.article_id == facts[j].figure.evidence.article_id:
                continue
            one, other = (told[facts[n].figure.evidence.sentence_id] for n in (i, j))
            for a, b in product(one, other):
                if compare_numbers(facts[a], facts[b]) == "same" and not _is_year(facts[a]):
                    clusters.merge(a, b)
    return clusters.list()


def _find_twins(facts: Sequence[Fact], alike: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the pairs of two sentences that share several numbers: 死者5人、負傷者20人."""
    between: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for i, j in alike:
        ids = (facts[i].figure.evidence.sentence_id, facts[j].figure.evidence.sentence_id)
        between[ids].append((i, j))
    return [
        pair
        for pairs in between.values()
        if min(len({i for i, _ in pairs}), len({j for _, j in pairs})) >= _TWINS
        for pair in pairs
    ]


def _is_wide(fact: Fact) -> bool:
    """Tell whether a fact is a year, a quarter or a month: too wide to be joined by words."""
    day = fact.measure.day if fact.measure else None
    return day is not None and len(day) != len("2024-06-19")


def _is_year(fact: Fact) -> bool:
    """Tell whether a fact is a bare year, which nearly every text of a year names."""
    day = fact.measure.day if fact.measure else None
    return day is not None and len(day) < len("2024-06")


class _Clusters:
    """Facts in disjoint clusters, by their positions."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._facts = facts
        self._home = list(range(len(facts)))
        self._members = {n: [n] for n in self._home}

    def merge(self, i: int, j: int) -> None:
        """Make one cluster of two, unless a number of one disagrees with one of the other."""
        a, b = sorted((self._home[i], self._home[j]))
        if a == b or not self._may_merge(self._members[a], self._members[b]):
            return
        for n in self._members[b]:
            self._home[n] = a
        self._members[a] += self._members.pop(b)

    def _may_merge(self, one: Sequence[int], other: Sequence[int]) -> bool:
        """Look at the first few of each, which is enough: within a cluster they agree."""
        pairs = product(one[:_NEIGHBOURS], other[:_NEIGHBOURS])
        return all(_compatible(self._facts[i], self._facts[j]) for i, j in pairs)

    def list(self) -> list[list[int]]:
        """Return the clusters in the order of their first members."""
        return [sorted(members) for _, members in sorted(self._members.items())]


def _rate_pairs(
    facts: Sequence[Fact],
) -> tuple[list[tuple[float, int, int]], list[tuple[int, int]]]:
    """Return the pairs that are one fact, surest first, and those that might be.

    The latter have the same number and a word near it in common, and need more evidence.
    """
    postings: dict[tuple[str, ...], list[int]] = defaultdict(list)
    pairs: list[tuple[float, int, int]] = []
    faint: list[tuple[int, int]] = []
    for j, fact in enumerate(facts):
        met: Counter[int] = Counter()
        for bucket in _list_buckets(fact, spare=1):
            for term in fact.keys:
                met.update(postings.get((*bucket, term), ())[-_NEIGHBOURS:])
        least = 1 if fact.distinctness >= _SURE or fact.since else _KEYS_LEAST
        likely = sorted((i for i in met if met[i] >= least), key=lambda i: (-met[i], i))
        for i in likely[:_CANDIDATES]:
            surplus = _weigh_pair(facts[i], fact)
            if surplus is not None and surplus >= 0:
                pairs.append((-surplus, i, j))
            elif surplus is not None and _is_faint(facts[i], fact):
                faint.append((i, j))
        for bucket in _list_buckets(fact):
            for term in fact.keys:
                postings[*bucket, term].append(j)
    return sorted(pairs), faint


def _is_faint(one: Fact, other: Fact) -> bool:
    """Tell whether two figures give the same number beside one word at least."""
    if one.measure is None or one.measure.day or compare_numbers(one, other) != "same":
        return False
    apart = one.figure.evidence.article_id != other.figure.evidence.article_id
    return apart and any(len(t) > 1 for t in one.near.keys() & other.near.keys())


def _list_buckets(fact: Fact, *, spare: int = 0) -> list[tuple[str, ...]]:
    """Return the keys under which a fact may meet its like."""
    if fact.measure is None:
        return []
    found: list[tuple[str, ...]] = [
        (*fact.measure.dimension, bucket) for bucket in list_buckets(fact.measure, spare=spare)
    ]
    return [*found, ("since", fact.since)] if fact.since else found


def _weigh_pair(one: Fact, other: Fact) -> float | None:
    """Return by how much a pair exceeds what it needs, None when it cannot be one fact."""
    agreement = compare_numbers(one, other)
    if agreement == "apart" or contradict(one, other):
        return None
    return measure_likeness(one, other) - need_overlap(one, other, agreement)


def need_overlap(one: Fact, other: Fact, agreement: Agreement) -> float:
    """Return how much of their words two figures must share to be one fact, 0 to 1 and more."""
    more = _WIDE_PERIOD if _is_wide(one) and not one.since else 0.0
    if one.figure.kind == "count" and one.figure.quantity.value == 1:
        more = _ONE
    return _NEED[_rate_pair(one, other)] + _STRICTER[agreement] + more


def _rate_pair(one: Fact, other: Fact) -> int:
    """Rate how distinct the number is that two figures share, 0 to 4."""
    if one.since and one.since == other.since:
        return _SURE
    return min(one.distinctness, other.distinctness)


def measure_likeness(one: Fact, other: Fact) -> float:
    """Tell how much two figures are about the same, 0 to 1.

    By the words near them or by their whole sentences, whichever share more; two subjects of
    which one holds the other settle it, where the words near them do not speak against it.
    """
    least = one.least * (1.0 if _rate_pair(one, other) < _SURE else _LIGHTER)
    near = measure_overlap(one.near, other.near, least=least)
    likeness = max(near, measure_overlap(one.around, other.around, least=least))
    smaller, larger = sorted((one.subject_terms, other.subject_terms), key=len)
    named = sum(len(term) > 1 for term in smaller)
    if named >= _NAMED and smaller <= larger and near >= _NEAR_LEAST:
        return max(likeness, _SAME_SUBJECT)
    return likeness


def compare_numbers(one: Fact, other: Fact) -> Agreement:
    """Compare by the year that both go back to where one is a date, else by their numbers."""
    if one.measure is None or other.measure is None:
        return "apart"
    dated = "date" in {one.figure.kind, other.figure.kind}
    if dated and one.since and other.since and one.figure.kind != other.figure.kind:
        return "same" if one.since == other.since else "apart"
    return agree(one.measure, other.measure)


def _compatible(one: Fact, other: Fact) -> bool:
    return compare_numbers(one, other) != "apart" and not contradict(one, other)
