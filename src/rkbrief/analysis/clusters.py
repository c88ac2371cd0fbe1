"""Facts in disjoint clusters, of which each grows only while all its numbers agree."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import product

from rkbrief.analysis.alikeness import compare_numbers
from rkbrief.analysis.contradictions import contradict
from rkbrief.analysis.facts import Fact

_NEIGHBOURS = 16
"""Members of a cluster that are looked at."""


class Clusters:
    """Facts in disjoint clusters, by their positions.

    A cluster of one has no list: most of a large corpus are.
    """

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._facts = facts
        self._home = array("l", range(len(facts)))
        self._members: dict[int, list[int]] = {}
        self._refused: set[int] = set()

    def merge(self, i: int, j: int, *, vouched: bool = False, weighed: bool = False) -> None:
        """Make one cluster of two, unless a number of one disagrees with one of the other.

        ``vouched`` tells that what the numbers count need not be called the same, ``weighed``
        that all that speaks against the pair was weighed.
        """
        a, b = self._home[i], self._home[j]
        if a == b:
            return
        if a > b:
            a, b = b, a
        asked = (a * len(self._facts) + b) * 4 + 2 * vouched + weighed
        if asked in self._refused:  # clusters only grow at the end: the first disagree as before
            return
        one, other = self._members.get(a) or [a], self._members.get(b) or [b]
        if not self._may_merge(one, other, vouched=vouched, weighed=weighed):
            self._refused.add(asked)
            return
        for n in other:
            self._home[n] = a
        self._members.pop(b, None)
        self._members[a] = one
        one += other

    def are_one(self, i: int, j: int) -> bool:
        """Tell whether two facts are in one cluster."""
        return self._home[i] == self._home[j]

    def share_number(self, pairs: Iterable[tuple[int, int]]) -> bool:
        """Tell whether one of ``pairs`` is one number, dates aside."""
        return any(
            self.are_one(i, j)
            and (measure := self._facts[i].measure) is not None
            and measure.day is None
            for i, j in pairs
        )

    def _may_merge(
        self, one: Sequence[int], other: Sequence[int], *, vouched: bool, weighed: bool
    ) -> bool:
        """Look at the first few of each, which is enough: within a cluster they agree."""
        pairs = product(one[:_NEIGHBOURS], other[:_NEIGHBOURS])
        return all(
            compare_numbers(self._facts[i], self._facts[j], vouched=weighed) != "apart"
            and (weighed or not contradict(self._facts[i], self._facts[j], vouched=vouched))
            for i, j in pairs
        )

    def list(self) -> list[list[int]]:
        """Return the clusters in the order of their first members."""
        return [
            sorted(self._members.get(n) or [n]) for n, home in enumerate(self._home) if n == home
        ]
