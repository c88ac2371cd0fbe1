"""The same fact, however many articles tell it: figures joined on dimension, subject and time.

Precision comes first: a false join claims corroboration that there is not. How much two
figures must share in words depends on how distinct the number is (:func:`need_overlap`).
Candidates meet under a hash of dimension, size and term, and only near neighbours of a long
list are tried, so that the work grows with the corpus and not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rkbrief.analysis.agreement import Agreement, agree, list_buckets
from rkbrief.analysis.conflicts import find_conflicts
from rkbrief.analysis.facts import Fact, contradict, gather_facts
from rkbrief.analysis.labels import label_figure
from rkbrief.analysis.terms import measure_overlap
from rkbrief.config import CorpusConfig
from rkbrief.model import Article, Figure, FigureGroup, GroupStatus, Importance, Sentence

_NEED = (0.62, 0.40, 0.24, 0.16, 0.12)
"""Overlap of words that a join needs, by the distinctness of the number, 0 to 4."""
_STRICTER: Mapping[Agreement, float] = {"same": 0.0, "near": 0.08, "overlap": 0.25, "apart": 9.0}
_NEIGHBOURS = 24
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
    disputed = find_conflicts(members)
    members = [m for m in members if m]
    order = {article.id: n for n, article in enumerate(articles)}
    origin_of = {a: n for n, group in enumerate(origins) for a in group}
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
    distinct = min(one.distinctness, other.distinctness)
    return _NEED[distinct] + _STRICTER[agreement]


def _join(facts: Sequence[Fact]) -> list[list[int]]:
    """Cluster the facts: the surest pairs first, a cluster only while all its numbers agree."""
    cluster_of = list(range(len(facts)))
    clusters = {n: [n] for n in cluster_of}
    for _, i, j in _rate_pairs(facts):
        a, b = cluster_of[i], cluster_of[j]
        if a == b or not _may_merge(facts, clusters[a], clusters[b]):
            continue
        a, b = min(a, b), max(a, b)
        for n in clusters[b]:
            cluster_of[n] = a
        clusters[a] += clusters.pop(b)
    return [sorted(c) for _, c in sorted(clusters.items())]


def _rate_pairs(facts: Sequence[Fact]) -> list[tuple[float, int, int]]:
    """Return the pairs that may be one fact, surest first."""
    lists: dict[tuple[object, ...], list[int]] = defaultdict(list)
    seen: set[tuple[int, int]] = set()
    pairs: list[tuple[float, int, int]] = []
    for j, fact in enumerate(facts):
        if fact.measure is None:
            continue
        near: set[int] = set()
        for bucket in list_buckets(fact.measure):
            for term in fact.terms:
                posting = lists[fact.measure.dimension, bucket, term]
                near.update(posting[-_NEIGHBOURS:])
                posting.append(j)
        for i in sorted(near - {j}):
            if (i, j) not in seen:
                seen.add((i, j))
                if (surplus := _weigh_pair(facts[i], fact)) is not None:
                    pairs.append((-surplus, i, j))
    return sorted(pairs)


def _weigh_pair(one: Fact, other: Fact) -> float | None:
    """Return by how much a pair exceeds what it needs, None when it does not."""
    if one.measure is None or other.measure is None:
        return None
    agreement = agree(one.measure, other.measure)
    if agreement == "apart" or contradict(one, other):
        return None
    surplus = measure_overlap(one.terms, other.terms) - need_overlap(one, other, agreement)
    return surplus if surplus >= 0 else None


def _may_merge(facts: Sequence[Fact], one: Sequence[int], other: Sequence[int]) -> bool:
    """Tell whether every number of one cluster agrees with every one of the other.

    Looking at the first few of each is enough: within a cluster they agree already.
    """
    return all(
        _compatible(facts[i], facts[j]) for i in one[:_NEIGHBOURS] for j in other[:_NEIGHBOURS]
    )


def _compatible(one: Fact, other: Fact) -> bool:
    if one.measure is None or other.measure is None:
        return False
    return agree(one.measure, other.measure) != "apart" and not contradict(one, other)


def _read_status(cluster: Sequence[Fact]) -> GroupStatus:
    """Return ``single`` for one article, ``range`` where a vague number meets an exact one."""
    if len({f.figure.evidence.article_id for f in cluster}) == 1:
        return "single"
    measures = [f.measure for f in cluster if f.measure is not None]
    loose = any(agree(measures[0], m) == "overlap" for m in measures[1:])
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
    return replace(best.figure)
