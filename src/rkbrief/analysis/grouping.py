"""The same fact, however many articles tell it: figures joined on dimension, subject and time.

Precision comes first: a false join claims corroboration that there is not. How much two
figures must share in words depends on how distinct the number is (:func:`need_overlap`).
Candidates meet under a hash of dimension, size and term, and only near neighbours of a long
list are tried, so that the work grows with the corpus and not with its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations, product

from rkbrief.analysis.agreement import Agreement, agree, list_buckets
from rkbrief.analysis.conflicts import find_conflicts
from rkbrief.analysis.facts import Fact, contradict, gather_facts
from rkbrief.analysis.labels import label_figure
from rkbrief.analysis.terms import measure_overlap
from rkbrief.config import CorpusConfig
from rkbrief.model import Article, Figure, FigureGroup, GroupStatus, Importance, Sentence

_NEED = (0.62, 0.40, 0.24, 0.16, 0.12)
"""Overlap of words that a join needs, by the distinctness of the number, 0 to 4."""
_STRICTER: Mapping[Agreement, float] = {"same": 0.0, "near": 0.08, "overlap": 0.15, "apart": 9.0}
_NEIGHBOURS = 16
_CANDIDATES = 24
_KEYS_LEAST = 2
"""Words that a plain number must share with another before the two are compared."""
_SURE = 2
"""Distinctness from which a shared number vouches for the sentences around it."""
_LIGHTER = 0.4
"""How much less text a distinct number needs around it to be judged."""
_NAMED, _NEAR_LEAST, _SAME_SUBJECT = 2, 0.3, 0.65
_RANK: Mapping[Importance, int] = {"key": 0, "supporting": 1, "incidental": 2}


def group_figures(
    figures: Sequence[Figure],
    *,
    sentences: Mapping[str, Sentence],
    articles: Sequence[Article],
    origins: Sequence[Sequence[str]],
    corpus: CorpusConfig,
) -> tuple[FigureGroup, ...]:
    """Put every figure into exactly one group, in the order of the groups' first figures.

    ``sentences`` are by id; ``origins`` are groups of article ids that count once.
    """
    facts = gather_facts(figures, sentences=sentences, corpus=corpus)
    clusters = _join(facts)
    by_id = {figure.id: n for n, figure in enumerate(figures)}
    members = [[facts[i] for i in cluster] for cluster in clusters]
    order = {article.id: n for n, article in enumerate(articles)}
    origin_of = {a: n for n, group in enumerate(origins) for a in group}
    published = {article.id: article.published for article in articles}
    disputed = find_conflicts(members, published=published, origin_of=origin_of)
    members = [m for m in members if m]
    members.sort(key=lambda m: min(by_id[f.figure.id] for f in m))
    groups = []
    for number, cluster in enumerate(members, 1):
        inside = sorted((f.figure for f in cluster), key=lambda f: by_id[f.id])
        told_by = sorted({f.evidence.article_id for f in inside}, key=lambda a: order.get(a, 0))
        status = "conflict" if inside[0].id in disputed else _read_status(cluster)
        lead = _choose_lead(cluster)
        groups.append(
            FigureGroup(
                id=f"G{number}",
                label=lead.label or label_figure(lead, corpus=corpus),
                status=status,
                figure_ids=tuple(f.id for f in inside),
                article_ids=tuple(told_by),
                independent=len({origin_of.get(a, a) for a in told_by}),
                importance=min((f.importance for f in inside), key=_RANK.__getitem__),
            )
        )
    return tuple(groups)


def need_overlap(one: Fact, other: Fact, agreement: Agreement) -> float:
    """Return how much of their words two figures must share to be one fact, 0 to 1 and more."""
    return _NEED[_rate_pair(one, other)] + _STRICTER[agreement]


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


def _agree(one: Fact, other: Fact) -> Agreement:
    """Compare by the year that both go back to where one is a date, else by their numbers."""
    if one.measure is None or other.measure is None:
        return "apart"
    dated = "date" in {one.figure.kind, other.figure.kind}
    if dated and one.since and other.since and one.figure.kind != other.figure.kind:
        return "same" if one.since == other.since else "apart"
    return agree(one.measure, other.measure)


def _join(facts: Sequence[Fact]) -> list[list[int]]:
    """Cluster the facts: the surest pairs first, a cluster only while all its numbers agree.

    Two sentences that share a fact tell it with the same day and the same side figures, which
    join in their wake.
    """
    clusters = _Clusters(facts)
    for _, i, j in _rate_pairs(facts):
        clusters.merge(i, j)
    told: dict[str, list[int]] = defaultdict(list)
    for n, fact in enumerate(facts):
        told[fact.figure.evidence.sentence_id].append(n)
    for cluster in clusters.list():
        sure = [n for n in cluster if facts[n].distinctness >= _SURE][:_NEIGHBOURS]
        for i, j in combinations(sure, 2):
            ids = [facts[n].figure.evidence.sentence_id for n in (i, j)]
            if facts[i].figure.evidence.article_id != facts[j].figure.evidence.article_id:
                for a, b in product(told[ids[0]], told[ids[1]]):
                    if _agree(facts[a], facts[b]) == "same" and not _is_wide(facts[a]):
                        clusters.merge(a, b)
    return clusters.list()


def _is_wide(fact: Fact) -> bool:
    """Tell whether a fact is a year or a month: too wide to come along with another."""
    day = fact.measure.day if fact.measure else None
    return day is not None and len(day) < len("2024-06-19")


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


def _rate_pairs(facts: Sequence[Fact]) -> list[tuple[float, int, int]]:
    """Return the pairs that may be one fact, surest first."""
    postings: dict[tuple[str, ...], list[int]] = defaultdict(list)
    pairs: list[tuple[float, int, int]] = []
    for j, fact in enumerate(facts):
        met: Counter[int] = Counter()
        for bucket in _list_buckets(fact, spare=1):
            for term in fact.keys:
                met.update(postings.get((*bucket, term), ())[-_NEIGHBOURS:])
        least = 1 if fact.distinctness >= _SURE or fact.since else _KEYS_LEAST
        likely = sorted((i for i in met if met[i] >= least), key=lambda i: (-met[i], i))
        surpluses = ((i, _weigh_pair(facts[i], fact)) for i in likely[:_CANDIDATES])
        pairs.extend((-surplus, i, j) for i, surplus in surpluses if surplus is not None)
        for bucket in _list_buckets(fact):
            for term in fact.keys:
                postings[*bucket, term].append(j)
    return sorted(pairs)


def _list_buckets(fact: Fact, *, spare: int = 0) -> list[tuple[str, ...]]:
    """Return the keys under which a fact may meet its like."""
    if fact.measure is None:
        return []
    found: list[tuple[str, ...]] = [
        (*fact.measure.dimension, bucket) for bucket in list_buckets(fact.measure, spare=spare)
    ]
    return [*found, ("since", fact.since)] if fact.since else found


def _weigh_pair(one: Fact, other: Fact) -> float | None:
    """Return by how much a pair exceeds what it needs, None when it does not."""
    agreement = _agree(one, other)
    if agreement == "apart" or contradict(one, other):
        return None
    surplus = measure_likeness(one, other) - need_overlap(one, other, agreement)
    return surplus if surplus >= 0 else None


def _compatible(one: Fact, other: Fact) -> bool:
    return _agree(one, other) != "apart" and not contradict(one, other)


def _read_status(cluster: Sequence[Fact]) -> GroupStatus:
    """Return ``single`` for one article, ``range`` where a vague number meets an exact one."""
    if len({f.figure.evidence.article_id for f in cluster}) == 1:
        return "single"
    loose = any(_agree(cluster[0], fact) == "overlap" for fact in cluster[1:])
    return "range" if loose else "corroborated"


def _choose_lead(cluster: Sequence[Fact]) -> Figure:
    """Return the figure that names the group: important, exact, with a subject, first."""
    best = min(
        cluster,
        key=lambda f: (
            _RANK[f.figure.importance],
            f.figure.quantity.modifier != "exact",
            f.figure.subject is None,
            -f.named,
        ),
    )
    return best.figure
