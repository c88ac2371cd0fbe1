"""What two articles on one event both tell, though hardly a word around it is the same.

Between kin (:mod:`rkbrief.analysis.kinship`) a number needs few words beside it to be known
again. How few is weighed by :mod:`rkbrief.analysis.linkage`.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import chain

from msgspec import Struct

from rkbrief.analysis.alikeness import compare_numbers
from rkbrief.analysis.facts import Fact
from rkbrief.analysis.kinship import by_article
from rkbrief.analysis.linkage import is_chance, observe, rate_odds
from rkbrief.analysis.measures import Measure
from rkbrief.analysis.postings import Key, list_keys

_EVEN = 0.0
"""Logarithm of the odds from which a pair is taken for one fact: one to one."""
_DOUBTFUL = -0.7
"""The same, from which a day is taken for one that both articles are known to tell: one to two."""
_ISO_DAY = len("2024-06-19")
_ARTICLES_KEPT = 512
"""Articles whose numbers stay posted, about 25 KB each: one has up to eight kin anywhere."""

Day = tuple[str, str]
"""An article and a day that it names."""
Observation = tuple[dict[str, float], int, int]
"""What is seen of two facts, and their places."""


class Told(Struct, frozen=True):
    """The facts of an article by the keys of their numbers, and how many it has of a dimension."""

    posted: Mapping[Key, Sequence[int]]
    counts: Mapping[Key, int]


class Counts(Struct, frozen=True):
    """Two articles, all articles that give a number, and which of these are on their event."""

    one: Told
    other: Told
    tellers: Mapping[Key, AbstractSet[str]]
    near: AbstractSet[str]

    def count_tellers(self, fact: Fact) -> int:
        """Return how many articles on the event give the number of ``fact``."""
        return len(self.near & self.tellers[_bare(fact.measure)]) if fact.measure else 0


def find_retold_pairs(
    facts: Sequence[Fact], partners: Mapping[str, Sequence[str]]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of facts that two articles on one event both tell, the surest first.

    ``partners`` are the kin of each article.
    """
    odds, pairs = array("d"), array("q")  # packed: a large corpus has half a million
    doubtful: list[tuple[float, int, int]] = []
    known: set[tuple[Day | None, Day | None]] = set()
    for seen, i, j in observe_retold_pairs(facts, partners, is_chance):
        rated = rate_odds(seen)
        if rated >= _EVEN:
            odds.append(rated)
            pairs.append(i * len(facts) + j)
            known.add((_name_day(facts[i]), _name_day(facts[j])))
        elif rated >= _DOUBTFUL and _name_day(facts[i]) and facts[i].measure == facts[j].measure:
            doubtful.append((rated, i, j))
    for rated, i, j in doubtful:
        if (_name_day(facts[i]), _name_day(facts[j])) in known:
            odds.append(rated)
            pairs.append(i * len(facts) + j)
    order = sorted(range(len(pairs)), key=pairs.__getitem__)
    order.sort(key=odds.__getitem__, reverse=True)  # which leaves equal ones as they are
    for n in order:
        yield divmod(pairs[n], len(facts))


def _name_day(fact: Fact) -> Day | None:
    """Return the article of a day and the day, None for all other numbers.

    A day that two articles are known to tell is the same one wherever they name it again.
    """
    day = fact.measure.day if fact.measure else None
    return (fact.article_id, day) if day and len(day) == _ISO_DAY else None


def observe_retold_pairs(
    facts: Sequence[Fact],
    partners: Mapping[str, Sequence[str]],
    leave_out: Callable[[Fact, Fact], bool] | None = None,
) -> Iterator[Observation]:
    """Yield the pairs of kin's facts whose numbers agree, with what is seen of them.

    Those that ``leave_out`` tells are counted as rivals all the same.
    """
    told = by_article(facts, partners)
    kin: dict[str, set[str]] = defaultdict(set)
    for a, others in partners.items():
        for b in others:
            kin[min(a, b)].add(max(a, b))
    tellers = _list_tellers(facts, told)

    @lru_cache(maxsize=_ARTICLES_KEPT)
    def read(article: str) -> Told:
        return _read(facts, told.get(article, ()))

    for one, later in kin.items():
        sought = _seek(facts, told.get(one, ()))
        for other in later:
            near = {one, other}.union(partners.get(one, ()), partners.get(other, ()))
            counts = Counts(read(one), read(other), tellers, near)
            yield from _observe(facts, sought, counts, leave_out)


def _list_tellers(facts: Sequence[Fact], told: Mapping[str, Sequence[int]]) -> dict[Key, set[str]]:
    """Return the articles that give a number, by its kind and value."""
    tellers: dict[Key, set[str]] = defaultdict(set)
    for article, places in told.items():
        for n in places:
            if (measure := facts[n].measure) is not None:
                tellers[_bare(measure)].add(article)
    return tellers


def _bare(measure: Measure) -> Key:
    return (*measure.dimension, measure.day or str(measure.value))


def _read(facts: Sequence[Fact], places: Iterable[int]) -> Told:
    posted: dict[Key, list[int]] = {}
    counts: Counter[Key] = Counter()
    for n in places:
        measure = facts[n].measure
        if measure is not None:
            counts[measure.dimension] += 1
        for key in list_keys(facts[n])[0]:
            posted.setdefault(key, []).append(n)
    return Told(posted, counts)


def _seek(facts: Sequence[Fact], places: Iterable[int]) -> dict[Key, list[int]]:
    """Return the facts of an article by the keys under which their like may be posted."""
    sought: dict[Key, list[int]] = {}
    for n in places:
        for key in list_keys(facts[n])[1]:
            sought.setdefault(key, []).append(n)
    return sought


def _observe(
    facts: Sequence[Fact],
    sought: Mapping[Key, Sequence[int]],
    counts: Counts,
    leave_out: Callable[[Fact, Fact], bool] | None,
) -> Iterator[Observation]:
    """Yield the pairs of two articles' facts whose numbers agree, with what is seen of them.

    ``sought`` are the facts of the first by what they look for; see :func:`observe_retold_pairs`.
    """
    one, other = counts.one, counts.other
    shared = sought.keys() & other.posted.keys()
    pairs = sorted({(i, j) for key in shared for i in sought[key] for j in other.posted[key]})
    told = {n: facts[n] for n in frozenset(chain.from_iterable(pairs))}
    met = {
        (i, j): agreement
        for i, j in pairs
        if (agreement := compare_numbers(told[i], told[j], vouched=True)) != "apart"
    }
    within = {
        pair for pair, agreement in met.items() if agreement == "near" and _is_date(told, pair)
    }
    near = Counter(n for pair in met if pair not in within for n in pair)
    wide = Counter(n for pair in within for n in pair)
    for (i, j), agreement in met.items():
        fact, like = told[i], told[j]
        if leave_out and leave_out(fact, like):
            continue
        figures = _count(fact, one), _count(like, other)
        rivals = near[i] + near[j]
        if (i, j) in within:
            rivals += wide[i] + wide[j]
        seen = observe(
            fact,
            like,
            agreement,
            figures=figures,
            rivals=rivals,
            tellers=counts.count_tellers(fact),
        )
        yield seen, i, j


def _is_date(facts: Mapping[int, Fact], pair: tuple[int, int]) -> bool:
    measures = [facts[n].measure for n in pair]
    return all(m is not None and m.day is not None for m in measures)


def _count(fact: Fact, told: Told) -> int:
    return told.counts[fact.measure.dimension] if fact.measure else 0
