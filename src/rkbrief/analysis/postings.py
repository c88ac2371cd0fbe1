"""Under which keys the numbers of two articles meet that may be one.

A fact is posted under some keys and seeks others; two that may agree have one in common,
crosswise. Each key that brings two together in vain costs a comparison, and there are very many.
"""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from rkbrief.analysis.agreement import list_buckets
from rkbrief.analysis.facts import Fact
from rkbrief.analysis.measures import Measure
from rkbrief.analysis.periods import list_stretches
from rkbrief.analysis.units import TIME_UNITS
from rkbrief.analysis.ways import is_long
from rkbrief.model import FigureKind

_COUNTS = frozenset(("number", "count"))
_YEARS_ABOUT = 5
_NUMBERS_KEPT = 1 << 12
"""Most numbers of a corpus are equal to another; one takes some 2 KB."""

Key = tuple[str, ...]
Keys = tuple[tuple[Key, ...], tuple[Key, ...]]
"""Those under which a fact is posted, and those that it seeks."""


class _Number(Struct, frozen=True, gc=False):
    """All of a fact that tells its keys.

    ``has_counter`` tells whether anything stands behind it; of what goes back to a year
    ``is_long`` tells whether other years near it may be meant, ``is_last`` whether by a date, too.
    """

    measure: Measure
    kind: FigureKind
    since: str | None
    has_counter: bool
    is_long: bool
    is_last: bool


def list_keys(fact: Fact) -> Keys:
    """Return the keys under which a fact is posted, and those of all facts that may agree."""
    if fact.measure is None:
        return (), ()
    return _list_keys(
        _Number(
            fact.measure,
            fact.kind,
            fact.since,
            bool(fact.quantity.unit),
            is_long(fact),
            fact.says_last,
        )
    )


@lru_cache(maxsize=_NUMBERS_KEPT)
def _list_keys(number: _Number) -> Keys:
    found = (
        (_list_sizes(number, spare=0), _list_sizes(number, spare=1)),
        _list_counts(number),
        _list_years(number),
        _list_stretches(number),
    )
    posted = dict.fromkeys(key for keys, _ in found for key in keys)
    sought = dict.fromkeys(key for _, keys in found for key in keys)
    return tuple(posted), tuple(sought)


def _list_sizes(number: _Number, *, spare: int) -> list[Key]:
    """Return the keys under which the same number, or one that rounds to it, is found."""
    kind, unit, per = number.measure.dimension
    buckets = list_buckets(number.measure, spare=spare)
    ways = [(kind, unit, per)]
    if per in TIME_UNITS:
        ways.append((kind, unit, ""))
    if number.kind in _COUNTS and not unit:
        ways.append(("", "", ""))
    if unit in {"m3", "t"}:
        ways.append(("", "m3", ""))
    return [(*way, bucket) for way in ways for bucket in buckets]


def _list_counts(number: _Number) -> tuple[list[Key], list[Key]]:
    """Return the keys under which a count is posted, and sought, in whatever time it is reached.

    Of two with different counters one has none: 684床 seeks no 684人, but 684.
    """
    if number.kind not in _COUNTS:
        return [], []
    unit = number.measure.dimension[1]
    is_bare = not (unit and number.has_counter)
    posted: list[Key] = []
    for bucket in list_buckets(number.measure):
        posted += [("counted", unit, bucket), ("any", bucket)]
        posted += [("bare", bucket)] if is_bare else []
    sought: list[Key] = []
    for bucket in list_buckets(number.measure, spare=1):
        sought += [("counted", unit, bucket), ("any" if is_bare else "bare", bucket)]
    return posted, sought


def _list_years(number: _Number) -> tuple[list[Key], list[Key]]:
    """Return the keys under which a last time is posted, and sought: a date seeks intervals.

    Dates are not brought together by these, which would be all of one year. An interval that
    cannot be reckoned from another year than that of its telling meets its own year only.
    """
    if number.kind != "date" and not number.since:
        return [], []
    year = number.since or (number.measure.day or "").removeprefix("FY")[:4]
    last, dated = ("last", year), ("year", year)
    if number.since and number.kind == "date":
        return [last], [last, dated, *_around("long", year)]
    if not number.since:
        return [dated], [last, *_around("longest", year)]
    posted: list[Key] = [last]
    sought: list[Key] = [last, dated]
    if number.is_long:
        posted.append(("long", year))
        sought += _around("last", year)
    if number.is_long and number.is_last:
        posted.append(("longest", year))
        sought += _around("year", year)
    return posted, sought


def _around(name: str, year: str) -> list[Key]:
    """Return the keys of the years about one, which an interval may go back to."""
    if not year.isdecimal():
        return []
    return [(name, str(int(year) + n)) for n in range(-_YEARS_ABOUT, _YEARS_ABOUT + 1)]


def _list_stretches(number: _Number) -> tuple[list[Key], list[Key]]:
    """Return the keys under which a date is posted and sought by those told more or less exactly.

    What may hold it and what it may hold have keys of their own: no two months of a year meet.
    """
    day = number.measure.day
    if day is None or number.kind != "date":
        return [], []
    holders, held = list_stretches(day)
    posted: list[Key] = [*(("in", name) for name in holders), *(("of", name) for name in held)]
    sought: list[Key] = [*(("of", name) for name in holders), *(("in", name) for name in held)]
    return posted, sought
