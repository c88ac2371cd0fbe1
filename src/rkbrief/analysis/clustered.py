"""Facts by the cluster that they are in, each made when it is looked at."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import groupby

from rkbrief.analysis.facts import Fact, Facts
from rkbrief.analysis.packed import Made, Picked


class Clustered(Made[Picked[Fact]]):
    """Clusters of facts, as lists of their places."""

    __slots__ = ("_facts", "places")

    def __init__(self, facts: Facts, places: list[list[int]]) -> None:
        self._facts = facts
        self.places = places

    def __len__(self) -> int:
        return len(self.places)

    def make(self, at: int) -> Picked[Fact]:
        """Return the cluster at a place from 0."""
        return Picked(self._facts, self.places[at])

    def list_articles(self, at: int) -> set[str]:
        """Return the articles that a cluster has facts of."""
        return set(map(self._facts.article_of, self.places[at]))

    def article(self, at: int) -> str:
        """Return the article of the first fact of a cluster."""
        return self._facts.article_of(self.places[at][0])

    def lead(self, at: int) -> Fact:
        """Return the first fact of a cluster, which may not be empty."""
        return self._facts[self.places[at][0]]

    def list_leads(self) -> Picked[Fact]:
        """Return the first fact of each cluster; none may be empty."""
        return Picked(self._facts, array("l", (places[0] for places in self.places)))

    def pick(self, places: Sequence[int]) -> Picked[Fact]:
        """Return the facts at some places."""
        return Picked(self._facts, places)

    def merge(self, one: int, other: int) -> None:
        """Put the facts of one cluster behind those of another, and leave it empty."""
        self.places[one] += self.places[other]
        self.places[other] = []

    def by_article(self) -> Iterator[list[tuple[int, Fact]]]:
        """Yield the facts of each article with the numbers of their clusters, article by article.

        They are in the order of the clusters.
        """
        home = array("l", [-1]) * len(self._facts)
        rank = array("l", [0]) * len(self._facts)
        told = 0
        for n, places in enumerate(self.places):
            for place in places:
                home[place], rank[place] = n, told
                told += 1
        everything = (fact for fact in self._facts if home[fact.number] >= 0)
        for _, own in groupby(everything, lambda fact: fact.article_id):
            inside = sorted(own, key=lambda fact: rank[fact.number])
            yield [(home[fact.number], fact) for fact in inside]
