"""What two articles on one event both tell, though hardly a word around it is the same.

Between kin (:mod:`rkbrief.analysis.kinship`) a number needs few words beside it to be known
again: the likeliest pairs come first, and a number that several could be is left alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from rkbrief.analysis.agreement import Agreement, list_buckets
from rkbrief.analysis.alikeness import compare_numbers, measure_likeness, says_rounded
from rkbrief.analysis.contradictions import contradict
from rkbrief.analysis.facts import Fact, name_what_they_count
from rkbrief.analysis.kinship import by_article
from rkbrief.analysis.repetitions import is_told_again, look_back, names_itself
from rkbrief.analysis.units import TIME_UNITS

_SAME = (0.2, 0.02, 0.0, 0.0, 0.0)
_NEAR = (0.3, 0.2, 0.1, 0.1, 0.1)
"""Likeness that a number needs between kin, by its distinctness: the same, or one rounded."""
_ROUNDED = 0.05
"""The same for one rounded whose counter names what it counts: 18万6千羽, 19万羽近い."""
_EXACT = 0.4
"""Likeness that two numbers need of which one rounds to the other, and neither says so."""
_CALLED_OTHERWISE = (0.4, 0.25, 0.25, 0.25, 0.25)
"""The same where their nouns differ: 所蔵品は1700点, コレクションは1700点."""
_OTHERWISE_TIMED, _LARGE_SUM = 0.2, 1e6
"""The same where one text leaves out in what time it is reached; a sum that is no price or wage."""
_NEVER = 2.0
_FAR, _FAR_NEED = 1.06, 0.6
"""Ratio from which two numbers that agree are not much alike, and the likeness they need."""
_COMMON, _SHARE = 0.1, 0.45
"""Likeness that a number needs whose unit stands on everything: 12%; and 半分."""
_HALF = 50
_ONE_DAY, _YEAR, _PERIOD, _FISCAL, _STRETCH = 0.05, 0.25, 0.5, 0.65, 0.35
"""Likeness that a day needs, a year, a month, a quarter or a year called 昨年, a fiscal year, of
which all accounts speak, and a short stretch."""
_PLAINLY = 0.25
"""Likeness from which a number may have several that are told of the same thing."""
_CLEAR = 0.05
"""How much likelier one pair must be than the next to be taken for it."""
_EVERYWHERE = frozenset(("percent", "pp", "times", ""))
"""Units of which one event has many numbers."""
_DAY = len("2024-06-19")
_NUMBERED_YEAR = re.compile("[0-9０-９〇一二三四五六七八九十元]年")

_ARTICLES_KEPT = 128

Key = tuple[str, ...]
Posted = dict[Key, list[int]]
"""The places of facts, by the keys of their numbers."""
Option = tuple[float, int, int]
"""How alike two facts are, and their places."""


def find_retold_pairs(
    facts: Sequence[Fact], partners: Mapping[str, Sequence[str]]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of facts that two articles on one event both tell, the surest first.

    ``partners`` are the kin of each article.
    """
    told = by_article(facts, partners)
    kin: dict[str, set[str]] = defaultdict(set)
    for a, others in partners.items():
        for b in others:
            kin[min(a, b)].add(max(a, b))

    @lru_cache(maxsize=_ARTICLES_KEPT)
    def post(article: str) -> Posted:
        return _post(facts, told.get(article, ()), spare=0)

    options: list[Option] = []
    for one, later in kin.items():
        sought = _post(facts, told.get(one, ()), spare=1)
        for other in later:
            options += _choose(facts, _list_options(facts, sought, post(other)))
    for _, i, j in sorted(options, key=lambda option: (-option[0], option[1:])):
        yield i, j


def _post(facts: Sequence[Fact], places: Iterable[int], *, spare: int) -> Posted:
    """Return the facts at ``places``, by the keys of their numbers."""
    posted: Posted = {}
    for n in places:
        for key in _list_keys(facts[n], spare=spare):
            posted.setdefault(key, []).append(n)
    return posted


def _list_options(facts: Sequence[Fact], sought: Posted, posted: Posted) -> list[Option]:
    """Return the pairs of two articles' facts that may be one, with their likeness."""
    shared = sought.keys() & posted.keys()
    options = []
    for i, j in {(i, j) for key in shared for i in sought[key] for j in posted[key]}:
        agreement = compare_numbers(facts[i], facts[j])
        if agreement not in {"same", "near"}:
            continue
        likeness = measure_likeness(facts[i], facts[j])
        if likeness >= _need_likeness(facts[i], facts[j], agreement):
            options.append((likeness, i, j))
    return options


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
    return [*keys, ("date", "", "", fact.since)] if fact.since else keys


def _need_likeness(one: Fact, other: Fact, agreement: Agreement) -> float:
    """Return how alike two facts must be, more than 1 where they cannot be one."""
    if contradict(one, other, vouched=True):
        return _NEVER
    if agreement == "near" and _are_far(one, other):
        return _FAR_NEED
    if one.since and one.since == other.since and look_back(one) and look_back(other):
        return 0.0
    rating = min(one.distinctness, other.distinctness)
    need = (_SAME if agreement == "same" else _NEAR)[rating]
    if agreement == "same" and rating and _are_of_one_time(one, other):
        need = 0.0
    elif _is_one_digit(one) and not one.since:
        need = max(need, _SAME[0])
    if names_itself(one) and names_itself(other):
        need = 0.0 if agreement == "same" else _ROUNDED
    same_unit = one.figure.quantity.unit == other.figure.quantity.unit
    if same_unit and contradict(one, other) and not (rating and name_what_they_count(one)):
        need = max(need, _CALLED_OTHERWISE[rating])
    if one.figure.quantity.per != other.figure.quantity.per and not _is_large_sum(one):
        need = max(need, _OTHERWISE_TIMED)
    if agreement == "near" and not says_rounded(one, other):
        need = max(need, _EXACT)
    return max(need, _need_of_kind(one, other))


def _need_of_kind(one: Fact, other: Fact) -> float:
    """Return what a time and a share need at least."""
    if one.measure is None:
        return _NEVER
    rating = min(one.distinctness, other.distinctness)
    if one.measure.day is not None and len(one.measure.day) != _DAY:
        return _need_of_period(one, other, one.measure.day)
    if one.figure.kind in {"duration", "horizon"} and not rating:
        return _STRETCH
    if one.measure.day is not None:
        return _ONE_DAY
    if one.measure.dimension[1] not in _EVERYWHERE or (rating and _are_of_one_time(one, other)):
        return 0.0
    return _SHARE if not rating and one.measure.value == _HALF else _COMMON


def _need_of_period(one: Fact, other: Fact, day: str) -> float:
    """Return what two dates of ``day`` must share: a fiscal year or a period of the calendar."""
    if day.startswith("FY"):
        return _FISCAL
    return _YEAR if _name_year(one) and _name_year(other) else _PERIOD


def _are_of_one_time(one: Fact, other: Fact) -> bool:
    """Tell whether two numbers that are no times are told of the same periods: 28年度に1500万台."""
    timed = one.measure is not None and one.measure.day is not None
    return not timed and bool(one.periods) and one.periods == other.periods


def _is_one_digit(fact: Fact) -> bool:
    return fact.measure is not None and fact.measure.day is None and fact.measure.digits == 1


def _is_large_sum(fact: Fact) -> bool:
    value = fact.measure.value if fact.measure else None
    return fact.figure.kind == "money" and value is not None and abs(value) >= _LARGE_SUM


def _are_far(one: Fact, other: Fact) -> bool:
    """Tell whether one number is more than a few percent off the other: 500超 and 538."""
    values = [abs(f.measure.value) for f in (one, other) if f.measure and f.measure.value]
    return len(values) == len((one, other)) and max(values) > _FAR * min(values)


def _name_year(fact: Fact) -> bool:
    """Tell whether a fact is a year or its month, told by a number: 2019年, 7年前, 31年4月."""
    year = fact.measure.day if fact.measure else None
    numbered = _NUMBERED_YEAR.search(fact.figure.text) is not None
    return fact.since is not None or (numbered and year is not None and year[:4].isdigit())


def _choose(facts: Sequence[Fact], options: Sequence[Option]) -> Iterator[Option]:
    """Yield the pairs that no other pair of either fact comes near to, or that are plain."""
    rivals: dict[int, list[Option]] = defaultdict(list)
    for option in options:
        rivals[option[1]].append(option)
        rivals[option[2]].append(option)
    for option in options:
        likeness, i, j = option
        others = [o[0] for n in (i, j) for o in rivals[n] if not _are_one(facts, o, option)]
        if likeness >= _PLAINLY or all(likeness >= o + _CLEAR for o in others):
            yield option


def _are_one(facts: Sequence[Fact], one: Option, other: Option) -> bool:
    """Tell whether two pairs are of the same number, told more than once in an article."""
    return one is other or all(
        m == n or is_told_again(facts[m], facts[n]) for m, n in zip(one[1:], other[1:], strict=True)
    )
