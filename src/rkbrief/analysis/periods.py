"""Dates of two precisions: 3月5日 lies in 3月上旬, that in 3月 and in 春; 2031年4月 in 2031年."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d\d)(上旬|中旬|下旬|前半|後半|[初末半])?", re.ASCII)
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA)", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_PARTS = {
    "上旬": (1, 10),
    "初": (1, 10),
    "前半": (1, 16),
    "半": (10, 20),
    "中旬": (10, 21),
    "後半": (15, 31),
    "下旬": (20, 31),
    "末": (20, 31),
}
"""Days that a part of a month may mean, with one to spare at either end."""
_SEASONS = {"SP": (3, 5), "SU": (6, 9), "FA": (9, 11)}
"""First and last month of a season; a winter is of two years."""
_WIDEST = 130
"""Days of the longest stretch that a single day may stand for."""

Stretch = tuple[int, int]
"""The first and the last day, as ordinals."""


@lru_cache(maxsize=1 << 12)
def read_stretch(day: str) -> Stretch | None:
    """Return the days of a date as :class:`~rkbrief.analysis.measures.Measure` spells it.

    None for what is no day, month, part of one, season or year (a fiscal year, a week).
    """
    try:
        if match := _DAY.fullmatch(day):
            first = last = date(*map(int, match.groups()))
        elif match := _MONTH.fullmatch(day):
            year, month = int(match[1]), int(match[2])
            length = monthrange(year, month)[1]
            start, end = _PARTS.get(match[3], (1, length))
            first, last = date(year, month, start), date(year, month, min(end, length))
        elif match := _SEASON.fullmatch(day):
            start, end = _SEASONS[match[2]]
            year = int(match[1])
            first, last = date(year, start, 1), date(year, end, monthrange(year, end)[1])
        elif _YEAR.fullmatch(day):
            first, last = date(int(day), 1, 1), date(int(day), 12, 31)
        else:
            return None
    except ValueError:
        return None
    return first.toordinal(), last.toordinal()


def lies_within(one: str, other: str) -> bool:
    """Tell whether one of two dates is the other told more exactly.

    A day is not a year told more exactly: that could be any.
    """
    first, second = read_stretch(one), read_stretch(other)
    if first is None or second is None or first == second:
        return first is not None and first == second
    if first[1] - first[0] > second[1] - second[0]:
        first, second = second, first
    if first[0] == first[1] and second[1] - second[0] > _WIDEST:
        return False
    return second[0] <= first[0] and first[1] <= second[1]


def list_stretches(day: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the months, seasons and years that may hold a date, and the one that it may hold.

    Two dates of which one lies within the other have one of these in common, crosswise.
    """
    if match := _SEASON.fullmatch(day):
        return (match[1],), (day,)
    if _YEAR.fullmatch(day):
        return (), (day,)
    match = _MONTH.fullmatch(day) or _DAY.fullmatch(day)
    if match is None:
        return (), ()
    year, month = match[1], day[: len("2031-03")]
    seasons = tuple(
        f"{year}-{name}"
        for name, (first, last) in _SEASONS.items()
        if first <= int(match[2]) <= last
    )
    if _DAY.fullmatch(day):
        return (month, *seasons), ()
    return ((month, *seasons, year) if match[3] else (*seasons, year)), (month,)
