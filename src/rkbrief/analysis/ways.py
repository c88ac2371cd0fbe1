"""One number told in two ways: 7年前 and 2019年, 684床 and 684あるベッド, 九つ and 9カ国."""

from __future__ import annotations

from msgspec.structs import replace

from rkbrief.analysis.agreement import Agreement, agree
from rkbrief.analysis.facts import Fact

_YEAR_WAYS = frozenset((("interval_since", "date"), ("date", "interval_since")))
_COUNT_WAYS = frozenset((("number", "count"), ("count", "number")))
_TIMED_DIGITS = 2
"""Digits from which a number is known again without its time: 5万円 is not 月5万円."""
_OF_WATER = frozenset(("m3", "t"))
"""A cubic metre of water is a ton, and of a lake either is told."""
_MANY = 3
"""Number from which a count is known again by its value whatever counter it has."""
_LONG, _LAG, _YEAR = 10, 2, 365.25
"""Years of an interval that may be reckoned from an event, and how long ago that may be."""
_ROUNDED = 0.5


def compare_across(one: Fact, other: Fact, *, vouched: bool) -> Agreement:
    """Compare two figures that tell a number in two ways, else ``apart``.

    ``vouched`` tells that there is other evidence that they are one.
    """
    if one.measure is None or other.measure is None:
        return "apart"
    if one.since and other.since:
        return _compare_last(one, other, vouched=vouched)
    known_again = vouched and one.kind != "money"
    if _leaves_out_time(one, other, least=1 if known_again else _TIMED_DIGITS):
        timed = replace(one.measure, dimension=other.measure.dimension)
        agreement = agree(timed, other.measure)
        fits = agreement == "same" or (vouched and agreement == "near")
        return agreement if fits else "apart"
    if (one.kind, other.kind) in _YEAR_WAYS:
        return _compare_year(one, other, vouched=vouched)
    return _compare_counters(one, other, vouched=vouched)


def _compare_last(one: Fact, other: Fact, *, vouched: bool) -> Agreement:
    """Compare an interval with a date of 以来: intervals alone are all of one kind."""
    if one.since == other.since:
        return "same"
    interval, last = (one, other) if other.kind == "date" else (other, one)
    return "near" if vouched and _goes_back_to(interval, last.since or "") else "apart"


def _compare_year(one: Fact, other: Fact, *, vouched: bool) -> Agreement:
    """Compare the year that an interval goes back to with a date, where vouched within it."""
    interval, date = (one, other) if other.kind == "date" else (other, one)
    since, day = interval.since, date.measure.day if date.measure else None
    if since is None or day is None:
        return "apart"
    last = vouched and interval.says_last
    if since == (day[: len(since)] if last else day):
        return "same"
    return "near" if last and _goes_back_to(interval, day) else "apart"


def _goes_back_to(interval: Fact, year: str) -> bool:
    """Tell whether a long interval may go back to a year, though not counted from its telling.

    What is told of the past goes back from when it was: it was the first 火災 in 41年.
    """
    if interval.measure is None or not interval.since or not year[:4].isdecimal():
        return False
    if not is_long(interval):
        return False
    reach = interval.measure.high - interval.measure.low
    lag = int(interval.since) - int(year[:4])
    late = _LAG if interval.outlook == "past" else _ROUNDED
    return -reach / _YEAR - _ROUNDED <= lag <= late + reach / _YEAR


def is_long(interval: Fact) -> bool:
    """Tell whether an interval is so long that an event some years off may be its other end."""
    length = interval.measure.value if interval.measure else None
    return length is not None and length >= _LONG * _YEAR


def _compare_counters(one: Fact, other: Fact, *, vouched: bool) -> Agreement:
    """Compare counts of which one has no counter, or one that fits anything; and water."""
    if one.measure is None or other.measure is None:
        return "apart"
    (kind, unit, per), (other_kind, other_unit, other_per) = (
        measure.dimension for measure in (one.measure, other.measure)
    )
    alike = agree(replace(one.measure, dimension=other.measure.dimension), other.measure)
    if vouched and (kind, per) == (other_kind, other_per):
        if {unit, other_unit} == _OF_WATER:
            return alike
        counted = one.kind == other.kind == "count" and not (unit and other_unit)
        if counted and alike == "same" and (one.measure.value or 0) >= _MANY:
            return "same"
    kinds = one.kind, other.kind
    if kinds not in _COUNT_WAYS or not (vouched or min(one.distinctness, other.distinctness)):
        return "apart"
    bare = one if kinds[0] == "number" else other
    return "apart" if bare.quantity.unit else alike


def _leaves_out_time(one: Fact, other: Fact, *, least: int) -> bool:
    """Tell whether only one text says in what time a number is reached: 時給1254円, 1254円.

    ``least`` are the digits from which it is known again.
    """
    if one.measure is None or other.measure is None:
        return False
    *kind, per = one.measure.dimension
    *other_kind, other_per = other.measure.dimension
    if kind != other_kind or bool(per) == bool(other_per):
        return False
    return min(one.measure.digits, other.measure.digits) >= least
