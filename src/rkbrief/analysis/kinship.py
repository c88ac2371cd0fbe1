"""Articles on one event: between them a number says more than elsewhere.

Two articles that share several facts tell of one thing. A number that each of them gives just
once, to two digits or more, is then one fact even where hardly a word around it is the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rkbrief.analysis.facts import Fact

_TIES = 2
"""Sentences that must share a fact before two articles are kin."""
_PARTNERS = 8
"""Most kin of an article, so that the work grows with the articles and not with the pairs."""
_LEAST = 1
"""Distinctness below which a number is plain even between kin."""
_EVERYWHERE = frozenset(("percent", "pp", "times", ""))
"""Units of which one event has many numbers."""
_DAY = len("2024-06-19")

Number = tuple[object, ...]


def find_kin_pairs(
    facts: Sequence[Fact], sure: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of facts of kin articles that give one number; ``sure`` are one fact."""
    partners = list_partners(facts, sure)
    numbers = {a: _list_numbers(facts, told) for a, told in by_article(facts, partners).items()}
    for one, others in partners.items():
        for other in others:
            for number, places in numbers[one].items():
                found = numbers[other].get(number, ())
                if len(places) == 1 == len(found):
                    yield places[0], found[0]


def list_partners(facts: Sequence[Fact], sure: Iterable[tuple[int, int]]) -> dict[str, list[str]]:
    """Return the kin of each article that has some, those that share the most first."""
    ties: dict[tuple[str, str], set[str]] = defaultdict(set)
    for i, j in sure:
        told, again = facts[i].figure.evidence, facts[j].figure.evidence
        if told.article_id != again.article_id and _is_tie(facts[i], facts[j]):
            ties[told.article_id, again.article_id].add(told.sentence_id)
            ties[again.article_id, told.article_id].add(again.sentence_id)
    partners: dict[str, list[str]] = defaultdict(list)
    for one, other in sorted(ties, key=lambda pair: (-len(ties[pair]), pair)):
        enough = min(len(ties[one, other]), len(ties[other, one])) >= _TIES
        if enough and len(partners[one]) < _PARTNERS:
            partners[one].append(other)
    return {one: others for one, others in partners.items() if others}


def _is_tie(one: Fact, other: Fact) -> bool:
    """Tell whether a shared number is more than a plain one or a date."""
    if one.measure is None or one.measure.day is not None:
        return bool(one.since)
    return min(one.distinctness, other.distinctness) >= _LEAST or bool(one.since)


def by_article(facts: Sequence[Fact], wanted: Iterable[str]) -> dict[str, list[int]]:
    """Return the places of the facts of each article that is wanted."""
    told: dict[str, list[int]] = {article: [] for article in wanted}
    for n, fact in enumerate(facts):
        if (places := told.get(fact.figure.evidence.article_id)) is not None:
            places.append(n)
    return told


def _list_numbers(facts: Sequence[Fact], places: Sequence[int]) -> dict[Number, list[int]]:
    """Return the facts of an article that are no plain numbers, by what they give."""
    found: dict[Number, list[int]] = defaultdict(list)
    for n in places:
        measure = facts[n].measure
        if measure is None or facts[n].distinctness < _LEAST:
            continue
        if measure.day is not None:
            if len(measure.day) == _DAY:
                found[measure.dimension[0], measure.day].append(n)
        elif measure.dimension[1] not in _EVERYWHERE:
            number = measure.value if measure.value is not None else (measure.low, measure.high)
            found[measure.dimension, number].append(n)
    return found
