"""Facts that articles tell with numbers that cannot both be right.

A dispute is claimed only where little doubt is left: the same words, the same unit, direction,
base and period, within a few weeks, numbers apart and yet of one size, and no third number that
would show the subject to be several things. Articles on one event need not use the same words
(:mod:`rkbrief.analysis.rivals`). Where a sentence corrects a number that somebody claimed, it
disputes it with all who repeat the claim.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import permutations

from rkbrief.analysis.agreement import agree
from rkbrief.analysis.facts import Fact, as_set, contradict, share_near
from rkbrief.analysis.kinship import name_events
from rkbrief.analysis.rivals import COUNTED_KINDS, NAMED_KINDS, find_rivals, list_kin
from rkbrief.lexicon import load_table
from rkbrief.model import Sentence

_ALIKE = 0.6
_SHARED = 2
"""Words that both must hold; for a kind of many, beside the subject (any company has 売上高)."""
_ONE_SIZE = 1.6
_DAYS_APART = 24
"""Less than a month: the statistics of two months do not dispute."""
_NEIGHBOURS = 16
_IS_SO = re.compile("実際|実態|実は|正しくは")
"""What every correction holds, to pass over all other sentences."""


def find_conflicts(
    clusters: list[list[Fact]],
    *,
    published: Mapping[str, date | None],
    origin_of: Mapping[str, int],
    sentences: Mapping[str, Sentence],
    stories: Mapping[str, Sequence[str]] | None = None,
) -> frozenset[str]:
    """Return the ids of the figures in dispute; two clusters that only dispute become one.

    A cluster that independent articles agree on stays by itself, and its rival is marked.
    ``clusters`` is changed in place: a cluster that was taken in is left empty.
    ``published`` and ``origin_of`` are by article id, ``sentences`` by their own. Where
    ``stories`` tell which articles tell one story, those on different events dispute nothing.
    """
    partners = list_kin(clusters)
    events = None if stories is None else name_events(stories, partners)
    rivals: dict[int, list[int]] = defaultdict(list)
    likely = {
        (i, j) for i, j in _find_candidates(clusters) if _share_enough(*_leads(clusters, i, j))
    }
    for i, j in sorted(likely.union(find_rivals(clusters, sentences, partners))):
        if events is not None and not _are_on_one_event(*_leads(clusters, i, j), events):
            continue
        if _dispute(clusters[i], clusters[j], published):
            rivals[i].append(j)
            rivals[j].append(i)
    one_thing = {n for n, others in rivals.items() if _say_one([clusters[o] for o in others])}
    pairs = [(i, j) for i in sorted(one_thing) for j in rivals[i] if i < j and j in one_thing]
    corrected = list(_find_corrections(clusters, sentences))
    denied = {claim for _, _, claim in corrected}
    pairs += [(i, j) for i, j, _ in corrected]
    agreed = {
        n
        for n, cluster in enumerate(clusters)
        if len({origin_of.get(a, a) for a in _list_articles(cluster, denied)}) > 1
    }
    return _settle(clusters, pairs, agreed)


def _say_one(clusters: Sequence[Sequence[Fact]]) -> bool:
    """Tell whether all rivals of a number give one and the same other number."""
    measures = [c[0].measure for c in clusters]
    return all(m and measures[0] and agree(measures[0], m) != "apart" for m in measures)


def _find_candidates(clusters: Sequence[Sequence[Fact]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of clusters that share a unit and some rare words."""
    posted: dict[tuple[str, ...], dict[str, list[int]]] = defaultdict(dict)
    for j, cluster in enumerate(clusters):
        lead = cluster[0]
        kind = lead.figure.kind
        if lead.measure is None or lead.measure.value is None:
            continue
        if kind not in COUNTED_KINDS and kind not in NAMED_KINDS:
            continue
        met: Counter[int] = Counter()
        postings = posted[lead.measure.dimension]
        for term in lead.keys:
            posting = postings.setdefault(term, [])
            met.update(posting)
            posting.append(j)
            if len(posting) > _NEIGHBOURS:
                del posting[0]
        yield from ((i, j) for i in sorted(met) if met[i] >= _SHARED)


def _dispute(
    one: Sequence[Fact], other: Sequence[Fact], published: Mapping[str, date | None]
) -> bool:
    """Tell whether two clusters tell one fact with different numbers."""
    a, b = one[0], other[0]
    if not _are_rivals(a, b):
        return False
    days = [published.get(f.figure.evidence.article_id) for f in (a, b)]
    if days[0] and days[1] and abs((days[0] - days[1]).days) > _DAYS_APART:
        return False
    return _list_articles(one).isdisjoint(_list_articles(other))


def _leads(clusters: Sequence[Sequence[Fact]], i: int, j: int) -> tuple[Fact, Fact]:
    return clusters[i][0], clusters[j][0]


def _are_on_one_event(a: Fact, b: Fact, events: Mapping[str, str]) -> bool:
    one, other = a.figure.evidence.article_id, b.figure.evidence.article_id
    return events.get(one, one) == events.get(other, other)


def _share_enough(a: Fact, b: Fact) -> bool:
    """Tell whether the words of two facts are nearly the same."""
    is_named = a.figure.kind in NAMED_KINDS
    if is_named and (not a.subject_terms or a.subject_terms != b.subject_terms):
        return False
    if share_near(a, b, least=a.least / 2) < _ALIKE:
        return False
    shared = {t for t in as_set(b.around).intersection(a.around) if len(t) > 1}
    return len(shared.difference(a.subject_terms if is_named else ())) >= _SHARED


def _are_rivals(a: Fact, b: Fact) -> bool:
    """Tell whether two numbers are apart, of one size, and not of different facts by rule."""
    if a.measure is None or b.measure is None or not a.measure.value or not b.measure.value:
        return False
    if agree(a.measure, b.measure) != "apart" or (a.direction, a.bases) != (b.direction, b.bases):
        return False
    if a.figure.quantity.per != b.figure.quantity.per:
        return False
    small, large = sorted((abs(a.measure.value), abs(b.measure.value)))
    return large <= _ONE_SIZE * small and not contradict(a, b)


def _settle(
    clusters: list[list[Fact]], pairs: Sequence[tuple[int, int]], agreed: set[int]
) -> frozenset[str]:
    """Join lone rivals, or mark the lone one of a pair; return the ids in dispute."""
    home = list(range(len(clusters)))
    disputed: set[str] = set()
    for i, j in pairs:
        lone = [n for n in (i, j) if n not in agreed]
        disputed |= {f.figure.id for n in lone for f in clusters[home[n]]}
        if len(lone) > 1 and home[i] != home[j]:
            first, second = sorted((home[i], home[j]))
            clusters[first] += clusters[second]
            clusters[second] = []
            home = [first if n == second else n for n in home]
    return frozenset(disputed)


def _find_corrections(
    clusters: Sequence[Sequence[Fact]], sentences: Mapping[str, Sentence]
) -> Iterator[tuple[int, int, str]]:
    """Yield a claim that others repeat, what a sentence says instead, and who denies the claim.

    The first two are clusters, the last is the id of the figure that the sentence denies.
    """
    told: dict[str, list[tuple[int, Fact]]] = defaultdict(list)
    for n, cluster in enumerate(clusters):
        for fact in cluster:
            if _IS_SO.search(sentences[fact.figure.evidence.sentence_id].text):
                told[fact.figure.evidence.sentence_id].append((n, fact))
    for sentence_id, pairs in told.items():
        sentence = sentences[sentence_id]
        for (i, claim), (j, truth) in permutations(pairs[:_NEIGHBOURS], 2):
            if claim.measure is None or truth.measure is None or len(clusters[i]) == 1:
                continue
            start = claim.figure.span.end - sentence.span.start
            between = sentence.text[start : truth.figure.span.start - sentence.span.start]
            if _are_corrected(between) and agree(claim.measure, truth.measure) == "apart":
                same_unit = claim.measure.dimension == truth.measure.dimension
                if same_unit and len(_list_articles(clusters[i])) > 1:
                    yield i, j, claim.figure.id


@cache
def _corrections() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rule["pattern"]) for rule in load_table("joining")["corrections"])


def _are_corrected(between: str) -> bool:
    """Tell whether what stands between two numbers denies the first: と発表したが、実際には."""
    return any(pattern.search(between) for pattern in _corrections())


def _list_articles(cluster: Sequence[Fact], denied: Collection[str] = frozenset()) -> set[str]:
    """Return the articles of a cluster without those that deny what it says."""
    deny = {f.figure.evidence.article_id for f in cluster if f.figure.id in denied}
    return {f.figure.evidence.article_id for f in cluster} - deny
