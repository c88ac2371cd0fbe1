"""Which figures are one fact: pairs that share enough words for the number they share.

How much two figures must share depends on how distinct the number is (:func:`need_overlap`).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

from rkbrief.analysis.adjoining import find_adjoining_pairs
from rkbrief.analysis.alikeness import (
    compare_numbers,
    is_wide,
    measure_likeness,
    need_overlap,
    tell_one_day,
)
from rkbrief.analysis.candidates import Shelf, part_by_dimension
from rkbrief.analysis.clusters import Clusters
from rkbrief.analysis.contradictions import contradict
from rkbrief.analysis.facts import Fact, Facts, as_set, name_what_they_count
from rkbrief.analysis.kinship import add_kin, add_story, list_partners, name_events
from rkbrief.analysis.repetitions import find_repeated_pairs
from rkbrief.analysis.retellings import find_retold_pairs

_NEIGHBOURS = 16
_ENOUGH = 8
"""Pairs that bind a figure to its like; a fact told a thousand times is held by as many each."""
_SURE = 2
"""Distinctness from which a shared number vouches for the sentences around it."""
_TWINS = 2
_DATED = 0.45
"""Likeness that a plain number needs between sentences that name the same year or month."""


def join_facts(
    facts: Facts,
    stories: Mapping[str, Sequence[str]] | None = None,
    copied: Iterable[tuple[int, int]] = (),
) -> list[list[int]]:
    """Cluster the facts: the surest pairs first, a cluster only while all its numbers agree.

    Two sentences that share a distinct number, or several plain ones, tell one thing: their
    days and side figures that are the same join in the wake. So do numbers of articles that
    share several facts. ``stories`` tell which articles tell one story; between articles on
    different events nothing is joined. Without them any may be on one. ``copied`` are pairs that
    stand in one sentence of copies.
    """
    clusters = Clusters(facts)
    for i, j in copied:
        clusters.merge(i, j, vouched=True)
    sentences = _Sentences(facts)
    sure, faint, partners = find_kin(facts, stories)
    periods = Pairs()
    _merge_numbers(clusters, facts, sure, periods)
    for i, j in _find_twins(sentences, sure, faint):
        clusters.merge(i, j)
    for i, j in faint:
        if _are_dated_alike(facts[i], facts[j]):
            clusters.merge(i, j)
    for i, j in find_repeated_pairs(facts):
        clusters.merge(i, j, vouched=True)
    retold = find_retold_pairs(facts, partners)
    _merge_numbers(clusters, facts, retold, periods, weighed=True)
    _join_beside(facts, clusters, sentences)
    for i, j in find_adjoining_pairs(facts, clusters.list()):
        clusters.merge(i, j, vouched=name_what_they_count(facts[i]))
    for i, j in periods:
        if not clusters.share_number(sentences.list_beside(i, j)):
            clusters.merge(i, j, vouched=True)
    return clusters.list()


def find_kin(
    facts: Facts, stories: Mapping[str, Sequence[str]] | None = None
) -> tuple[Pairs, Pairs, dict[str, list[str]]]:
    """Return the pairs of facts that are one by their words, those that may be, and kin by article.

    ``stories`` are as in :func:`join_facts`.
    """
    sure, faint = _rate_facts(facts)
    partners = list_partners(facts, sure, faint)
    if stories is not None:
        events = name_events(stories, partners)
        sure, faint = (_keep_on_one_event(pairs, facts, events) for pairs in (sure, faint))
        add_kin(partners, facts, sure)
        add_story(partners, stories)
    return sure, faint, partners


def _merge_numbers(
    clusters: Clusters,
    facts: Facts,
    pairs: Iterable[tuple[int, int]],
    periods: Pairs,
    *,
    weighed: bool = False,
) -> None:
    """Make clusters of pairs, but put those of periods aside: they wait for the numbers."""
    for i, j in pairs:
        if _is_period(facts[i]):
            periods.add(i, j)
        else:
            clusters.merge(i, j, weighed=weighed)


def _join_beside(facts: Facts, clusters: Clusters, sentences: _Sentences) -> None:
    """Join the numbers that stand in both of two sentences beside a distinct one, and the day."""
    for cluster in clusters.list():
        distinct = [n for n in cluster if facts[n].distinctness >= _SURE][:_NEIGHBOURS]
        for i, j in combinations(distinct, 2):
            beside = tuple(sentences.list_beside(i, j))
            for a, b in beside:
                if clusters.are_one(a, b) or _is_period(facts[a]):
                    continue
                if compare_numbers(facts[a], facts[b]) == "same":
                    clusters.merge(a, b)
            if _is_number(facts[i]):
                days = [(a, b) for a, b in beside if tell_one_day(facts[a], facts[b])]
                if len(days) == 1:
                    clusters.merge(*days[0], weighed=True)


def _is_number(fact: Fact) -> bool:
    return fact.measure is not None and fact.measure.day is None


class _Sentences:
    """Which facts stand in one sentence.

    ``of`` is the number of the sentence of each, ``bit`` the place of each in its sentence.
    """

    def __init__(self, facts: Facts) -> None:
        number: dict[str, int] = {}
        ids = (fact.sentence_id for fact in facts)
        self._facts = facts
        self.of = array("l", (number.setdefault(i, len(number)) for i in ids))
        self.bit = array("l", [0]) * len(facts)
        self._members = array("l", sorted(range(len(facts)), key=self.of.__getitem__))
        self._starts = array("l")
        for place, n in enumerate(self._members):
            if self.of[n] == len(self._starts):
                self._starts.append(place)
            self.bit[n] = place - self._starts[-1]
        self._starts.append(len(facts))

    def list_beside(self, i: int, j: int) -> Iterable[tuple[int, int]]:
        """Return the pairs of facts in the sentences of two, none where one article has both."""
        one, other = map(self._facts.article_of, (i, j))
        if one == other:
            return ()
        return product(self._list_inside(self.of[i]), self._list_inside(self.of[j]))

    def _list_inside(self, sentence: int) -> Sequence[int]:
        return self._members[self._starts[sentence] : self._starts[sentence + 1]]


class Pairs:
    """Pairs of places, packed: a large corpus has millions."""

    def __init__(self) -> None:
        self._first, self._second = array("i"), array("i")

    def add(self, i: int, j: int) -> None:
        """Append a pair."""
        self._first.append(i)
        self._second.append(j)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self._first, self._second, strict=True)


def _keep_on_one_event(
    pairs: Iterable[tuple[int, int]], facts: Facts, events: Mapping[str, str]
) -> Pairs:
    """Return the pairs of one article and those of articles that tell of one event.

    What is told of two events with one number is two facts: 1998年以来の低さ of a lake and
    1998年以来の高さ of a turnout.
    """
    kept = Pairs()
    for i, j in pairs:
        one, other = map(facts.article_of, (i, j))
        if one == other or events.get(one, one) == events.get(other, other):
            kept.add(i, j)
    return kept


def _find_twins(sentences: _Sentences, sure: Pairs, faint: Pairs) -> list[tuple[int, int]]:
    """Return the faint pairs of sentences that share several numbers: 死者5人、負傷者20人."""
    of, bit = sentences.of, sentences.bit
    ones: dict[int, int] = {}  # by the two sentences, a bit for each number: sets take much room
    others: dict[int, int] = {}
    for pairs in (faint, sure):
        for i, j in pairs:
            between = of[i] * len(of) + of[j]
            if pairs is faint or between in ones:
                ones[between] = ones.get(between, 0) | 1 << bit[i]
                others[between] = others.get(between, 0) | 1 << bit[j]
    return [
        (i, j)
        for i, j in faint
        if ones[between := of[i] * len(of) + of[j]].bit_count() >= _TWINS
        and others[between].bit_count() >= _TWINS
    ]


def _are_dated_alike(one: Fact, other: Fact) -> bool:
    """Tell whether the sentences of two plain numbers name one time and share many words."""
    if not one.periods or one.periods != other.periods:
        return False
    return measure_likeness(one, other) >= _DATED


def _is_period(fact: Fact) -> bool:
    """Tell whether a fact is a year or a month, and not the last time that something was so.

    It is when another number holds, and a fact only where no such number is told with it:
    昨年の輸出188億ドル in two texts is one fact and not two.
    """
    day = fact.measure.day if fact.measure else None
    return day is not None and is_wide(fact) and fact.since is None and "/" not in day


def _rate_facts(facts: Facts) -> tuple[Pairs, Pairs]:
    """Return the pairs that are one, those of a dimension surest first, and the faint ones."""
    sure, faint = Pairs(), Pairs()
    for members in part_by_dimension(facts):
        for i, j in _rate_pairs(facts, members, faint):
            sure.add(i, j)
    return sure, faint


def _rate_pairs(facts: Facts, members: Sequence[int], faint: Pairs) -> Iterator[tuple[int, int]]:
    """Yield the pairs of ``members`` that are one fact, surest first.

    Those that might be are added to ``faint``: they have the same number and a word near it in
    common, and need more evidence.
    """
    shelf = Shelf()
    surplus, pairs = array("d"), array("q")  # packed: one dimension has half a million
    for j in members:
        fact = facts[j]
        enough = len(pairs) + _ENOUGH
        for i in shelf.meet(j, fact):
            if len(pairs) == enough:
                break
            other = facts[i]
            agreement = compare_numbers(other, fact)
            if agreement == "apart":
                continue
            more = measure_likeness(other, fact) - need_overlap(other, fact, agreement)
            if more < 0 and not (agreement == "same" and _is_faint(other, fact)):
                continue
            if contradict(other, fact):  # last: few come as far as this
                continue
            if more >= 0:
                surplus.append(more)
                pairs.append(i * len(facts) + j)
            else:
                faint.add(i, j)
    del shelf
    order = sorted(range(len(pairs)), key=pairs.__getitem__)
    order.sort(key=surplus.__getitem__, reverse=True)  # which leaves equal ones as they are
    for n in order:
        yield divmod(pairs[n], len(facts))


def _is_faint(one: Fact, other: Fact) -> bool:
    """Tell whether two figures with the same number, no day, stand beside one word at least."""
    if one.measure is None or one.measure.day:
        return False
    apart = one.article_id != other.article_id
    return apart and any(len(t) > 1 for t in as_set(other.near).intersection(one.near))
