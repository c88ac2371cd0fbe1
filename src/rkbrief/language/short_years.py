"""Which year 30年 without its century means: that of the era in use, else the nearest one."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date
from functools import cache, cached_property

from msgspec import Struct

from rkbrief.language.calendar_patterns import SMALL, any_of, small_number
from rkbrief.language.reckoning import tense_after
from rkbrief.lexicon import compile_rules, load_table

_CENTURY = 100
_SOON = 10  # years: what lies so little ahead is meant, whatever the tense
_FAR = 50  # years: what is planned lies less far ahead
_RECENT = 45  # years back that a short year reaches where nothing tells the day of writing
_WRITTEN = 2026  # the year of writing where nothing tells it
_BEYOND = 20  # years after the writing to which an era is counted on
_FALLBACKS = 4  # how many of the years named before may tell the era


class Count(Struct, frozen=True, gc=False):
    """A year written out at ``position``: ``first`` is that of its era, None for 2024年."""

    position: int
    first: int | None
    number: int


@cache
def _written_out() -> re.Pattern[str]:
    eras = any_of(load_table("calendar")["eras"])
    return re.compile(
        rf"(?P<era>{eras})\s?(?P<n>{SMALL}|元)\s?年|(?<![0-9\(])(?P<year>[0-9]{{4}})[\(年]"
    )


@cache
def _last_years() -> dict[int, int | None]:
    """Return the last year of each era by its first, None for the present one."""
    firsts = sorted(int(year) for year in load_table("calendar")["eras"].values())
    return dict(zip(firsts, [*firsts[1:], None], strict=True))


def names_era(text: str) -> bool:
    """Tell whether ``text`` names an era by which later years may be counted (平成29年)."""
    return any(match["era"] for match in _written_out().finditer(text))


class YearCount:
    """How an article counts its years, as far as it is read: by eras or by centuries."""

    def __init__(self, text: str, context: str = "") -> None:
        self._said = ((-len(context) - 1, context), (0, text))

    @cached_property
    def _counts(self) -> list[Count]:
        """The years written out; hardly any sentence has a short one that asks for them."""
        eras = load_table("calendar")["eras"]
        return [
            Count(
                match.start() + base,
                int(eras[match["era"]]) if match["era"] else None,
                small_number(match["n"] or match["year"]),
            )
            for base, said in self._said
            for match in _written_out().finditer(said)
        ]

    def year(
        self, two_digits: int, text: str, span: tuple[int, int], reference: date | None
    ) -> int | None:
        """Return the year of ``two_digits`` at ``span`` of ``text``; None when it stays open."""
        year = self.in_era(two_digits, span[0], reference)
        return nearest_year(two_digits, text, span[1], reference) if year is None else year

    def in_era(self, number: int, position: int, reference: date | None) -> int | None:
        """Return the year ``number`` of the era in use at ``position``, None when none is."""
        here = bisect_left(self._counts, position, key=lambda count: count.position)
        for count in reversed(self._counts[max(0, here - _FALLBACKS) : here]):
            if count.first is None:
                return None
            year = count.first + number - 1
            if number and _goes_on(count, number, year, reference):
                return year
        return None


def _goes_on(count: Count, number: int, year: int, reference: date | None) -> bool:
    """Tell whether a year can be one of the era of ``count``."""
    last = _last_years()[count.first or 0]
    now = reference.year if reference else _WRITTEN
    if last is None or year <= last:
        in_use = last is None or last >= now or number >= count.number
        return in_use and year <= now + _BEYOND
    # 平成32年 was written while that era still ran
    return reference is not None and reference.year <= last and year <= now + _BEYOND


def is_base(text: str, position: int) -> bool:
    """Tell that a date which ends at ``position`` is what something is compared with."""
    return compile_rules("calendar", "bases").match(text, position) is not None


def nearest_year(
    two_digits: int, text: str, position: int, reference: date | None, *, decade: bool = False
) -> int | None:
    """Return the year of 20年 or of 80年代 that lies nearest, by the words behind it.

    None when nothing tells the day of writing and the century is open.
    """
    now = reference.year if reference else _WRITTEN
    past = now - (now - two_digits) % _CENTURY
    behind, ahead = now - past, past + _CENTURY - now
    if behind == 0 or is_base(text, position):
        return past
    tense = tense_after(text, position)
    if ahead <= _SOON and (reference or tense > 0):
        return past + _CENTURY
    if tense > 0 and ahead < _FAR:
        return past + _CENTURY
    if tense < 0 or decade or behind <= _RECENT:
        return past
    if reference is None:
        return None
    return past if behind < ahead else past + _CENTURY
