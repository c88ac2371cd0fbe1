"""What two articles on one event both tell, though hardly a word around it is the same.

Between kin (:mod:`rkbrief.analysis.kinship`) a number needs few words beside it to be known
again. How few is weighed by :mod:`rkbrief.analysis.linkage`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from rkbrief.analysis.agreement import list_buckets
from rkbrief.analysis.alikeness import compare_numbers
from rkbrief.analysis.facts import Fact
from rkbrief.analysis.kinship import by_article
from rkbrief.analysis.linkage import observe, rate_odds
from rkbrief.analysis.units import TIME_UNITS

_EVEN = 0.0
"""Logarithm of the odds from which a pair is taken for one fact: one to one."""
_ARTICLES_KEPT = 512
"""Articles whose numbers stay posted, about 25 KB each: one has up to eight kin anywhere."""

Key = tuple[str, ...]
Observation = tuple[dict[str, float], int, int]
"""What is seen of two facts, and their places."""


class Told(Struct, frozen=True):
    """The facts of an article by the keys of their numbers, and how many it has of a dimension."""

    posted: Mapping[Key, Sequence[int]]
    counts: Mapping[Key, int]


def find_retold_pairs(
    facts: Sequence[Fact], partners: Mapping[str, Sequence[str]]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of facts that two articles on one event both tell, the surest first.

    ``partners`` are the kin of each article.
    """
    rated = ((rate_odds(seen), i, j) for seen, i, j in observe_retold_pairs(facts, partners))
    options = [option for option in rated if option[0] >= _EVEN]
    for _, i, j in sorted(options, key=lambda option: (-option[0], option[1:])):
        yield i, j


def observe_retold_pairs(
    facts: Sequence[Fact], partners: Mapping[str, Sequence[str]]
) -> Iterator[Observation]:
    """Yield the pairs of kin's facts whose numbers agree, with what is seen of them."""
    told = by_article(facts, partners)
    kin: dict[str, set[str]] = defaultdict(set)
    for a, others in partners.items():
        for b in others:
            kin[min(a, b)].add(max(a, b))

    @lru_cache(maxsize=_ARTICLES_KEPT)
    def read(article: str) -> Told:
        return _read(facts, told.get(article, ()))

    for one, later in kin.items():
        sought = _seek(facts, told.get(one, ()))
        for other in later:
            yield from _observe(facts, sought, read(one), read(other))


def _read(facts: Sequence[Fact], places: Iterable[int]) -> Told:
    posted: dict[Key, list[int]] = {}
    counts: Counter[Key] = Counter()
    for n in places:
        measure = facts[n].measure
        if measure is not None:
            counts[measure.dimension] += 1
        for key in (*_list_keys(facts[n], spare=0), *_list_years(facts[n])[0]):
            posted.setdefault(key, []).append(n)
    return Told(posted, counts)


def _seek(facts: Sequence[Fact], places: Iterable[int]) -> dict[Key, list[int]]:
    """Return the facts of an article by the keys under which their like may be posted."""
    sought: dict[Key, list[int]] = {}
    for n in places:
        for key in (*_list_keys(facts[n], spare=1), *_list_years(facts[n])[1]):
            sought.setdefault(key, []).append(n)
    return sought


def _observe(
    facts: Sequence[Fact], sought: Mapping[Key, Sequence[int]], one: Told, other: Told
) -> Iterator[Observation]:
    """Yield the pairs of two articles' facts whose numbers agree, with what is seen of them.

    ``sought`` are the facts of the first by what they look for.
    """
    shared = sought.keys() & other.posted.keys()
    met = {
        (i, j): agreement
        for i, j in sorted(
            {(i, j) for key in shared for i in sought[key] for j in other.posted[key]}
        )
        if (agreement := compare_numbers(facts[i], facts[j], vouched=True)) != "apart"
    }
    near = Counter(n for pair in met for n in pair)
    for (i, j), agreement in met.items():
        figures = _count(facts[i], one), _count(facts[j], other)
        seen = observe(facts[i], facts[j], agreement, figures=figures, rivals=near[i] + near[j])
        yield seen, i, j


def _count(fact: Fact, told: Told) -> int:
    return told.counts[fact.measure.dimension] if fact.measure else 0


def _list_keys(fact: Fact, *, spare: int) -> list[Key]:
    """Return the keys under which the same number, or one that rounds to it, is found."""
    if fact.measure is None:
        return []
    keys: list[Key] = [
        (*fact.measure.dimension, bucket) for bucket in list_buckets(fact.measure, spare=spare)
    ]
    kind, unit, per = fact.measure.dimension
    if per in TIME_UNITS:
        keys += [(kind, unit, "", bucket) for *_, bucket in keys]
    if fact.figure.kind in {"number", "count"}:
        keys += [("", "", "", bucket) for *_, bucket in keys]
    return keys


def _list_years(fact: Fact) -> tuple[list[Key], list[Key]]:
    """Return the keys under which a last time is posted, and sought: a date seeks intervals.

    Dates are not brought together by these, which would be all of one year.
    """
    day = fact.measure.day if fact.measure else None
    year = fact.since or ((day or "").removeprefix("FY")[:4])
    if fact.figure.kind != "date" and not fact.since:
        return [], []
    mine, theirs = ("last", year), ("year", year)
    if fact.since:
        return [mine], [mine, theirs]
    return [theirs], [mine]
