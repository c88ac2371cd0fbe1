"""Facts that articles tell with numbers that cannot both be right.

A dispute is claimed only where little doubt is left: the same words, the same unit, direction,
base and period, within a few weeks, numbers apart and yet of one size, and no third number that
would show the subject to be several things. Articles on one event need not use the same words
(:mod:`rkbrief.analysis.rivals`). Where an article itself sets one number against another
(:mod:`rkbrief.analysis.corrections`), it disputes it with all who repeat it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain

from rkbrief.analysis.accounts import find_told_otherwise
from rkbrief.analysis.agreement import agree
from rkbrief.analysis.as_of import may_be_of_two_times
from rkbrief.analysis.clustered import Clustered
from rkbrief.analysis.contradictions import contradict
from rkbrief.analysis.corrections import find_opposed
from rkbrief.analysis.facts import Fact, as_set, share_near
from rkbrief.analysis.kinship import name_events
from rkbrief.analysis.measures import Measure
from rkbrief.analysis.rivals import (
    COUNTED_KINDS,
    NAMED_KINDS,
    are_of_one_size,
    find_counted_otherwise,
    find_rivals,
    list_days,
    list_kin,
)
from rkbrief.lexicon import compile_pattern, load_table
from rkbrief.model import Sentence

_ALIKE = 0.6
_SHARED = 2
"""Words that both must hold; for a kind of many, beside the subject (any company has 売上高)."""
_DAYS_APART = 24
"""Less than a month: the statistics of two months do not dispute."""
_NEIGHBOURS = 16


def find_conflicts(
    clusters: Clustered,
    *,
    published: Mapping[str, date | None],
    origin_of: Mapping[str, int],
    sentences: Mapping[str, Sentence],
    stories: Mapping[str, Sequence[str]] | None = None,
) -> frozenset[int]:
    """Return the places of the facts in dispute; two clusters that only dispute become one.

    A cluster that independent articles agree on stays by itself, and its rival is marked, unless
    an article itself opposes the two.
    ``clusters`` is changed in place: a cluster that was taken in is left empty.
    ``published`` and ``origin_of`` are by article id, ``sentences`` by their own. Where
    ``stories`` tell which articles tell one story, those on different events dispute nothing.
    """
    partners, days = list_kin(clusters), list_days(clusters)
    events = None if stories is None else name_events(stories, partners)
    rivals: dict[int, list[int]] = defaultdict(list)
    likely = {
        (i, j)
        for i, j in _find_candidates(clusters, events)
        if _share_enough(*_leads(clusters, i, j))
    }
    for i, j in sorted(likely.union(find_rivals(clusters, sentences, partners, days))):
        if not _are_on_one_event(clusters.article(i), clusters.article(j), events):
            continue
        if _dispute(clusters[i], clusters[j], published, days, sentences):
            rivals[i].append(j)
            rivals[j].append(i)
    one_thing = {n for n, others in rivals.items() if _say_one([clusters[o] for o in others])}
    pairs = [(i, j) for i in sorted(one_thing) for j in rivals[i] if i < j and j in one_thing]
    opposed = find_opposed(clusters, sentences)
    opposed += find_counted_otherwise(clusters, sentences, partners)
    opposed += find_told_otherwise(clusters, sentences, partners)
    pairs += opposed
    contested = {n for pair in opposed for n in pair}
    agreed = {
        n
        for n in range(len(clusters))
        if n not in contested and len({origin_of.get(a, a) for a in clusters.list_articles(n)}) > 1
    }
    return _settle(clusters, pairs, agreed)


def _say_one(clusters: Sequence[Sequence[Fact]]) -> bool:
    """Tell whether all rivals of a number give one and the same other number."""
    measures = [c[0].measure for c in clusters]
    return all(m and measures[0] and agree(measures[0], m) != "apart" for m in measures)


def _find_candidates(
    clusters: Clustered, events: Mapping[str, str] | None
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of clusters that share a unit, a size, an event and some rare words."""
    posted: dict[tuple[str, ...], dict[str, tuple[int, ...]]] = defaultdict(dict)
    for j, lead in enumerate(clusters.list_leads()):
        kind = lead.kind
        if lead.measure is None or lead.measure.value is None:
            continue
        if kind not in COUNTED_KINDS and kind not in NAMED_KINDS:
            continue
        postings = posted[lead.measure.dimension]
        keys = lead.keys
        met = Counter(chain.from_iterable(postings[term] for term in keys if term in postings))
        alone = (j,)  # one for all words: most are posted once
        for term in keys:
            if (posting := postings.setdefault(term, alone)) is not alone:
                postings[term] = (*posting[1 - _NEIGHBOURS :], j)
        for i, times in met.items():
            if times < _SHARED or not _are_on_one_event(
                clusters.article(i), lead.article_id, events
            ):
                continue
            if are_of_one_size(clusters.lead(i), lead):
                yield i, j


def _dispute(
    one: Sequence[Fact],
    other: Sequence[Fact],
    published: Mapping[str, date | None],
    days: Mapping[str, frozenset[str]],
    sentences: Mapping[str, Sentence],
) -> bool:
    """Tell whether two clusters tell one fact with different numbers.

    Articles weeks apart do not dispute, unless they tell of one day or of one time that is over.
    """
    a, b = one[0], other[0]
    if not _are_rivals(a, b):
        return False
    first, last = (published.get(f.article_id) for f in (a, b))
    if first and last and abs((first - last).days) > _DAYS_APART:
        named, again = (days.get(f.sentence_id, frozenset()) for f in (a, b))
        closed = first.year == last.year and _name_closed_time(a, b, sentences)
        if named.isdisjoint(again) and not closed:
            return False
    return _list_articles(one).isdisjoint(_list_articles(other))


def _name_closed_time(a: Fact, b: Fact, sentences: Mapping[str, Sentence]) -> bool:
    """Tell whether the sentences of two facts name one time that is over: 昨季の平均."""
    closed = compile_pattern(load_table("joining")["closed_times"]["pattern"])
    one, other = (closed.search(sentences[f.sentence_id].text) for f in (a, b))
    return one is not None and other is not None and one[0] == other[0]


def _leads(clusters: Clustered, i: int, j: int) -> tuple[Fact, Fact]:
    return clusters.lead(i), clusters.lead(j)


def _are_on_one_event(one: str, other: str, events: Mapping[str, str] | None) -> bool:
    """Tell whether two articles tell of one event."""
    return events is None or events.get(one, one) == events.get(other, other)


def _share_enough(a: Fact, b: Fact) -> bool:
    """Tell whether the words of two facts are nearly the same."""
    is_named = a.kind in NAMED_KINDS
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
    if _is_within(a.measure, b.measure) or _is_within(b.measure, a.measure):
        return False
    if agree(a.measure, b.measure) != "apart" or (a.direction, a.bases) != (b.direction, b.bases):
        return False
    if a.quantity.per != b.quantity.per:
        return False
    if may_be_of_two_times(a.as_of, b.as_of, grows=_grows(a) or _grows(b)):
        return False
    return are_of_one_size(a, b) and not contradict(a, b)


def _is_within(bound: Measure, number: Measure) -> bool:
    """Tell whether a number lies on the side of a bound that it leaves open: 900以上, 1121."""
    if bound.value is None or number.value is None:
        return False
    if bound.modifier == "at_least":
        return number.value >= bound.value
    return bound.modifier == "at_most" and number.value <= bound.value


def _grows(fact: Fact) -> bool:
    """Tell whether a number is a toll, which each day's report gives anew."""
    return not as_set(fact.near).isdisjoint(load_table("joining")["tolls"])


def _settle(
    clusters: Clustered, pairs: Sequence[tuple[int, int]], agreed: set[int]
) -> frozenset[int]:
    """Join lone rivals, or mark the lone one of a pair; return the places in dispute."""
    home = {n: n for pair in pairs for n in pair}
    inside = {n: [n] for n in home}
    disputed: set[int] = set()
    for i, j in pairs:
        lone = [n for n in (i, j) if n not in agreed]
        disputed |= {place for n in lone for place in clusters.places[home[n]]}
        if len(lone) > 1 and home[i] != home[j]:
            first, second = sorted((home[i], home[j]))
            clusters.merge(first, second)
            home |= dict.fromkeys(inside[second], first)
            inside[first] += inside.pop(second)
    return frozenset(disputed)


def _list_articles(cluster: Sequence[Fact]) -> set[str]:
    return {f.article_id for f in cluster}
