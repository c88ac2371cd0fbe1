"""How alike two figures are, and how alike they must be to be one fact."""

from __future__ import annotations

import math
from collections.abc import Mapping

from rkbrief.analysis.agreement import Agreement, agree
from rkbrief.analysis.facts import Fact, share_words
from rkbrief.analysis.measures import Measure
from rkbrief.analysis.periods import lies_within
from rkbrief.analysis.units import TIME_UNITS
from rkbrief.analysis.ways import compare_across

_NEED = (0.62, 0.40, 0.24, 0.16, 0.12)
"""Overlap of words that a join needs, by the distinctness of the number, 0 to 4."""
_STRICTER: Mapping[Agreement, float] = {"same": 0.0, "near": 0.08, "overlap": 0.15, "apart": 9.0}
_SURE = 2
"""Distinctness from which a shared number vouches for the sentences around it."""
_WIDE_PERIOD, _ONE = 0.4, 0.3
"""What a period, and the number one, need beyond other numbers that say as little."""
_LIGHTER = 0.4
"""How much less text a distinct number needs around it to be judged."""
_CONVERTED = 0.02
_DAY, _MONTH, _YEAR = len("2031-03-05"), len("2031-03"), len("2031-")
_UNBOUNDED = frozenset(("exact", "about"))
_NAMED, _NEAR_LEAST, _SAME_SUBJECT = 2, 0.3, 0.65


def is_wide(fact: Fact) -> bool:
    """Tell whether a fact is a year, a quarter or a month: too wide to be joined by words."""
    day = fact.measure.day if fact.measure else None
    return day is not None and len(day) != len("2024-06-19")


def need_overlap(one: Fact, other: Fact, agreement: Agreement) -> float:
    """Return how much of their words two figures must share to be one fact, 0 to 1 and more."""
    more = _WIDE_PERIOD if is_wide(one) and not one.since else 0.0
    if one.kind == "count" and one.quantity.value == 1:
        more = _ONE
    return _NEED[_rate_pair(one, other)] + _STRICTER[agreement] + more


def _rate_pair(one: Fact, other: Fact) -> int:
    """Rate how distinct the number is that two figures share, 0 to 4."""
    if (one.since and one.since == other.since and not _is_last_year(one, other)) or (
        _are_converted(one, other)
    ):
        return _SURE
    return min(one.distinctness, other.distinctness)


def _is_last_year(*pair: Fact) -> bool:
    """Tell whether one goes back a single year, as all comparisons with the year before do."""
    return any(f.kind == "interval_since" and f.quantity.value == 1 for f in pair)


def _are_converted(one: Fact, other: Fact) -> bool:
    """Tell whether two numbers in different units are equal to within a few percent.

    Units of time are too close for that: 半年 is 6カ月 in any text.
    """
    unit, other_unit = one.quantity.unit, other.quantity.unit
    if unit == other_unit or (unit in TIME_UNITS and other_unit in TIME_UNITS):
        return False
    if one.measure is None or other.measure is None:
        return False
    if not one.measure.value or not other.measure.value:
        return False
    return math.isclose(one.measure.value, other.measure.value, rel_tol=_CONVERTED)


def measure_likeness(one: Fact, other: Fact) -> float:
    """Tell how much two figures are about the same, 0 to 1.

    By the words near them or by their whole sentences, whichever share more; two subjects of
    which one holds the other settle it, where the words near them do not speak against it.
    """
    least = one.least * (1.0 if _rate_pair(one, other) < _SURE else _LIGHTER)
    near, around = share_words(one, other, least=least)
    likeness = max(near, around)
    if likeness >= _SAME_SUBJECT or near < _NEAR_LEAST:
        return likeness
    smaller, larger = sorted((one.subject_terms, other.subject_terms), key=len)
    named = sum(len(term) > 1 for term in smaller)
    same_subject = named >= _NAMED and frozenset(smaller).issubset(larger)
    return _SAME_SUBJECT if same_subject else likeness


def compare_numbers(one: Fact, other: Fact, *, vouched: bool = False) -> Agreement:
    """Compare by the year that both go back to where one is a date, else by their numbers.

    Where other evidence vouches for them, a year alone may be the last time that something was
    so, and a plain number may leave out in what time it is reached.
    """
    # Asked a million times: what hardly any pair can be is not even looked into.
    told_of_two = (
        not vouched and (one.since or other.since) and _are_last_and_year(one, other)
    ) or (one.outlook and other.outlook and _is_outcome(one, other))
    if one.measure is None or other.measure is None or told_of_two:
        return "apart"
    if one.measure is other.measure:
        return "same"  # of one kind and one quantity: most of a corpus are equal to another
    if (one.since and other.since and one.kind != other.kind) or (
        one.measure.dimension != other.measure.dimension
    ):
        return compare_across(one, other, vouched=vouched)
    agreement = agree(one.measure, other.measure)
    if agreement == "apart":
        return _compare_days(one.measure, other.measure) if vouched else "apart"
    by_chance = agreement == "overlap" and _fit_by_chance(one, other)
    missed = agreement != "same" and {one.outlook, other.outlook} == {"foretold", "past"}
    return "apart" if by_chance or missed else agreement


def _compare_days(one: Measure, other: Measure) -> Agreement:
    """Return ``near`` where one of two dates is the other told more exactly: 3月上旬, 3月5日."""
    within = one.day and other.day and lies_within(one.day, other.day)
    return "near" if within else "apart"


def tell_one_day(one: Fact, other: Fact) -> bool:
    """Tell whether two dates are one day, which one tells by its month or a part of that.

    What is foretold of a month is of no day in it.
    """
    if not (one.measure and one.measure.day and other.measure and other.measure.day):
        return False  # most are none
    days = [one.measure.day, other.measure.day]
    if "foretold" in {one.outlook, other.outlook} or max(map(len, days)) < _DAY:
        return False
    told = all(day[_YEAR:_MONTH].isdecimal() for day in days)
    return told and compare_numbers(one, other, vouched=True) == "near"


def _are_last_and_year(one: Fact, other: Fact) -> bool:
    """Tell whether one is since when nothing was so (45年ぶり), the other a year alone."""
    last = [f.since is not None and (is_wide(f) or f.says_last) for f in (one, other)]
    return last[0] != last[1] and "date" in {one.kind, other.kind}


def _is_outcome(one: Fact, other: Fact) -> bool:
    """Tell whether one may be what became of the other, a forecast that passes a bound.

    54例が発生した does not confirm that somebody expects 50例を超える, and nor does 50例を超えた;
    nor does 14年ぶり that somebody expects the most since then. Both have an outlook.
    """
    if one.outlook == other.outlook:
        return one.outlook == "foretold" and _are_bound_and_number(one, other)
    claim = one if one.outlook == "foretold" else other
    if claim.since:
        return True
    claimed = claim.measure
    return claimed is not None and claimed.day is None and claimed.modifier not in _UNBOUNDED


def _are_bound_and_number(one: Fact, other: Fact) -> bool:
    """Tell whether one article foretells a number and another a bound, which differ."""
    values = [f.measure.value for f in (one, other) if f.measure and f.measure.value]
    bound = [f.measure is not None and f.measure.modifier not in _UNBOUNDED for f in (one, other)]
    apart = one.article_id != other.article_id
    return apart and bound[0] != bound[1] and len({*values}) > 1


def says_rounded(one: Fact, other: Fact) -> bool:
    """Tell whether one of two numbers is called more or less than exact: 約140台, 140台以上."""
    return any(f.measure is not None and f.measure.modifier != "exact" for f in (one, other))


def _fit_by_chance(one: Fact, other: Fact) -> bool:
    """Tell whether a number that fits a bound is of something else all the same.

    A price whose amount one of the two leaves out must be the same, and an article that gives a
    bound and a number within it speaks of two things: 半径3キロ以内, 3キロから10キロ.
    """
    if one.quantity.per != other.quantity.per:
        return True
    return one.article_id == other.article_id
