"""Numbers next to a shared one: articles that tell one event go on with the same facts.

Two sentences that share a distinct number are one thing told twice. A number that stands in or
beside each of them just once is then one fact, though the words around it differ.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import combinations

from rkbrief.analysis.alikeness import compare_numbers, says_rounded
from rkbrief.analysis.facts import Fact

_SURE = 2
"""Distinctness from which a shared number ties two sentences."""
_LEAST_DIGITS = 2
_NEIGHBOURS = 8
_EVERYWHERE = frozenset(("percent", "pp", "times", ""))
"""Units of which any passage has many numbers."""

Place = tuple[str, int]
"""An article and the number of a sentence in it."""


def find_adjoining_pairs(
    facts: Sequence[Fact], clusters: Sequence[Sequence[int]]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of facts in or beside two tied sentences that are one number.

    ``facts`` are in the order of the texts.
    """
    told = _Told(facts)
    home = array("l", [0]) * len(facts)
    for at, cluster in enumerate(clusters):
        for n in cluster:
            home[n] = at
    for one, other in _find_ties(facts, clusters, told, home):
        here, there = told.gather(one), told.gather(other)
        found = [(i, j) for i in here for j in there if _are_one(facts[i], facts[j])]
        for i, j in found:
            if sum(a == i or b == j for a, b in found) == 1:
                yield i, j


def _place(fact: Fact) -> Place:
    return fact.article_id, fact.sentence_index


def _find_ties(
    facts: Sequence[Fact],
    clusters: Sequence[Sequence[int]],
    told: _Told,
    home: Sequence[int],
) -> Iterator[tuple[Place, Place]]:
    """Yield the sentences of two articles that share a distinct number, or a day and a number."""
    for cluster in clusters:
        distinct = [n for n in cluster if facts[n].distinctness >= _SURE][:_NEIGHBOURS]
        for i, j in combinations(distinct, 2):
            one, other = _place(facts[i]), _place(facts[j])
            if one[0] == other[0]:
                continue
            if not _is_day(facts[i]):
                yield one, other
                continue
            numbers = {home[n] for n in told.list_in(one) if not _is_day(facts[n])}
            if any(home[n] in numbers for n in told.list_in(other)):
                yield one, other


def _is_day(fact: Fact) -> bool:
    return fact.measure is None or fact.measure.day is not None


class _Told:
    """The facts of each sentence, found between those of its article: a table takes much room."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._facts = facts
        self._starts: dict[str, int] = {}
        self._ends: dict[str, int] = {}
        for n, fact in enumerate(facts):
            article = fact.article_id
            self._starts.setdefault(article, n)
            self._ends[article] = n + 1

    def list_in(self, place: Place, *, beside: int = 0) -> range:
        """Return the facts of a sentence and of so many ``beside`` it at either side."""
        article, at = place
        start, end = self._starts[article], self._ends[article]
        start = bisect_left(self._facts, at - beside, start, end, key=_sentence_of)
        return range(start, bisect_right(self._facts, at + beside, start, end, key=_sentence_of))

    def gather(self, place: Place) -> list[int]:
        """Return the numbers of a sentence and of those before and behind it."""
        return [n for n in self.list_in(place, beside=1) if _may_adjoin(self._facts[n])]


def _sentence_of(fact: Fact) -> int:
    return fact.sentence_index


def _may_adjoin(fact: Fact) -> bool:
    counted = not _is_day(fact) and fact.quantity.unit not in _EVERYWHERE
    return bool(fact.since) or counted


def _are_one(one: Fact, other: Fact) -> bool:
    """Tell whether two numbers are the same, or one the other rounded, and no plain ones.

    Plain ones do where both are bounded alike within one time: 3月中に500ドルを超える.
    """
    agreement = compare_numbers(one, other)
    if one.since or other.since:
        return agreement == "same" and one.since == other.since
    if one.measure is None or other.measure is None or agreement not in {"same", "near"}:
        return False
    if agreement == "near" and not says_rounded(one, other):
        return False
    if min(one.measure.digits, other.measure.digits) >= _LEAST_DIGITS:
        return min(one.distinctness, other.distinctness) > 0
    bounded = one.measure.modifier == other.measure.modifier not in {"exact", "about"}
    return bounded and agreement == "same" and bool(one.periods) and one.periods == other.periods
