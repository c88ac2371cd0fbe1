"""Which figures are worth comparing: those of about one size that share a rare word.

Figures meet under a hash of size and word, dimension by dimension, and only near neighbours of
a long list are looked at, so that the work grows with the corpus and not with its square.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain

from rkbrief.analysis.agreement import list_buckets
from rkbrief.analysis.facts import Fact

_NEIGHBOURS = 16
_CANDIDATES = 24
_KEYS_LEAST = 2
"""Words that a plain number must share with another before the two are compared."""
_SURE = 2
"""Distinctness from which one word is enough."""
_YEARLY = frozenset(("date", "interval_since"))
"""Dimensions of what may go back to one year (2008年以来, 17年ぶり)."""


def part_by_dimension(facts: Sequence[Fact]) -> list[array[int]]:
    """Return the places of the facts in ``facts``, apart where none can agree with another."""
    shelves: dict[tuple[str, ...], array[int]] = defaultdict(lambda: array("I"))
    for n, fact in enumerate(facts):
        if fact.measure is not None:
            kind = fact.measure.dimension[0]
            shelves[("year",) if kind in _YEARLY else fact.measure.dimension].append(n)
    return list(shelves.values())


class Shelf:
    """The facts of one dimension so far, by size and by word."""

    def __init__(self) -> None:
        self._posted: dict[tuple[str, ...], dict[str, tuple[int, ...]]] = defaultdict(dict)

    def meet(self, number: int, fact: Fact) -> list[int]:
        """Return the facts that ``fact`` should be compared with, the likeliest first.

        Later ones will find it under its ``number``.
        """
        keys = fact.keys
        lists = [
            posted[term]
            for bucket in _list_buckets(fact, spare=1)
            if (posted := self._posted.get(bucket))
            for term in keys
            if term in posted
        ]
        met = Counter(chain.from_iterable(lists))
        least = 1 if fact.distinctness >= _SURE or fact.since else _KEYS_LEAST
        likely = sorted([(-times, n) for n, times in met.items() if times >= least])
        self._add(number, fact, keys)
        return [n for _, n in likely[:_CANDIDATES]]

    def _add(self, number: int, fact: Fact, keys: Sequence[str]) -> None:
        alone = (number,)  # one for all its words: most are posted once, and a list takes 88 bytes
        for bucket in _list_buckets(fact):
            posted = self._posted[bucket]
            for term in keys:
                if (neighbours := posted.setdefault(term, alone)) is not alone:
                    posted[term] = (*neighbours[1 - _NEIGHBOURS :], number)


def _list_buckets(fact: Fact, *, spare: int = 0) -> Iterable[tuple[str, ...]]:
    """Return the keys under which a fact may meet its like."""
    if fact.measure is None:
        return []
    kind = fact.measure.dimension[0]
    found: list[tuple[str, ...]] = [(kind, b) for b in list_buckets(fact.measure, spare=spare)]
    return [*found, ("since", fact.since)] if fact.since else found
