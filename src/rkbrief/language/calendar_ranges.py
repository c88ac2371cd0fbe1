"""Stretches of the calendar written as one: 1950~53年, 4~6月期, 10~12日, 19世紀末, 80年代."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache

from rkbrief.language import calendar_patterns as patterns
from rkbrief.language import reckoning
from rkbrief.language.calendar_patterns import small_number
from rkbrief.language.dated import LAST_DAY, Dated, name_of, of_day, of_month, of_quarter, of_years
from rkbrief.language.reckoning import Stretch
from rkbrief.language.short_years import YearCount, nearest_year
from rkbrief.lexicon import load_table

_Reader = Callable[[re.Match[str], date | None, YearCount], Dated | None]
_CENTURY = 100
_LAST_CENTURY = 30
_QUARTER = 3
_SHORT = 2  # digits of an abbreviated year
_TWO_DAYS = re.compile("日、")
"""…は4日、6日に予定した…: the day of the telling and another one; 22、23日 is one stretch."""
_LAST_LENGTH = 40  # 92~94年 are years, 10~20年 is a length


def _is_length(match: re.Match[str]) -> bool:
    """Tell that two-digit numbers before 年 are more likely how many years: 10~20年."""
    first, last = int(match["first"]), int(match["last"])
    return not match["kind"] and first >= 10 and first < min(last, _LAST_LENGTH)  # noqa: PLR2004 - 05~08年 are years


def _years(match: re.Match[str], reference: date | None, count: YearCount) -> Dated | None:
    """Return 1950~53年 as 1950/1953; the last year borrows its century from the first."""
    first_text, last_text = match["first"], match["last"]
    if first_text == last_text:
        return None
    short = len(first_text) == _SHORT
    if short and (len(last_text) > _SHORT or _is_length(match)):
        return None
    first = int(first_text)
    if short:
        told = count.year(first, match.string, match.span(), reference)
        if told is None:
            return None
        first = told
    last = int(last_text)
    if len(last_text) <= _SHORT:
        last += first - int(first_text) if short else first - first % _CENTURY
    if last < first:
        last += _CENTURY
    if last - first > _CENTURY:
        return None
    if match["kind"] == "代":
        last += 9
    name = f"{first:04d}/{last:04d}"
    stretch = Stretch(reckoning.year_stretch(first).start, reckoning.year_stretch(last).end)
    return Dated(name, name, stretch, last)


def _months(match: re.Match[str], reference: date | None, count: YearCount) -> Dated | None:
    """Return 4~6月期 as a quarter, 9・10月 as 2024-09/2024-10."""
    first, last = int(match["first"]), int(match["last"])
    if first == last:
        return None
    year: int | None = None
    if match["y"]:
        number = int(match["y"])
        if number < _CENTURY:
            year = count.year(number, match.string, match.span(), reference)
        else:
            year = number
    elif reference:
        tense = reckoning.tense_after(match.string, match.end())
        governed = match.string.startswith("に", match.end())
        year = reckoning.year_of_month(last, reference, tense, governed=governed) - (last < first)
    begin = of_month(year, first, None)
    until = of_month(None if year is None else year + (last < first), last, None)
    if begin is None or until is None:
        return None
    if last - first == _QUARTER - 1 and first % _QUARTER == 1 and match["term"]:
        return of_quarter(year, str((first + 2) // _QUARTER))
    return _from_to(begin, until)


def _from_to(first: Dated, last: Dated) -> Dated:
    """Return the stretch from one date to another: 2024-09/2024-10."""
    name = f"{first.value}/{last.value}"
    return Dated(name, name, Stretch(first.first, last.last), last.year, last.month, last.day)


def _days(match: re.Match[str], reference: date | None, _count: YearCount) -> Dated | None:
    """Return 10~12日 as 2024-06-10/2024-06-12."""
    first, last = int(match["first"]), int(match["last"])
    if not 1 <= first < last <= LAST_DAY or _TWO_DAYS.search(match[0]):
        return None
    year: int | None = None
    month = int(match["m"]) if match["m"] else None
    if reference:
        tense = reckoning.tense_after(match.string, match.end())
        if month:
            year = reckoning.year_of_day(month, last, reference, tense)
        else:
            year, month = reckoning.month_of_day(last, reference, tense) or (None, None)
    if month is None:
        name = f"{name_of(None, None, first)}/{name_of(None, None, last)}"
        return Dated(name, name)
    begin, until = of_day(year, month, first), of_day(year, month, last)
    return _from_to(begin, until) if begin and until else None


def _century(match: re.Match[str], _reference: date | None, _count: YearCount) -> Dated | None:
    """Return 20世紀 as 19XX; 21世紀に入って is its first year."""
    number = small_number(match["n"])
    if not 1 <= number <= _LAST_CENTURY:
        return None
    iso = f"{'BC' if match['bc'] else ''}{number - 1:02d}XX"
    if match["bc"]:
        return Dated(iso, iso)
    parts = load_table("calendar")["parts_of_century"]
    return of_years(iso, _CENTURY * (number - 1), parts.get(match["part"], (1, _CENTURY)))


def _decade(match: re.Match[str], reference: date | None, count: YearCount) -> Dated | None:
    """Return 80年代 as 198X, 30年代 as 203X where it lies near ahead; 50年代 behind 昭和40年."""
    tens = int(match["tens"])
    first = count.in_era(tens, match.start(), reference)
    parts = load_table("calendar")["parts_of_decade"]
    years = parts.get(match["part"], (0, 9))
    if first is not None:
        return of_years(f"{first:04d}/{first + 9:04d}", first, years)
    first = nearest_year(tens, match.string, match.end(), reference, decade=True)
    if first is None:
        return None
    return of_years(f"{first // 10}X", first, years)


def _numeric(match: re.Match[str], reference: date | None, _count: YearCount) -> Dated | None:
    """Return 2021/7/18, 2021-07, 令和3.7.18, 7/8 (month before day, unless it can't be)."""
    if match["y"]:
        if match["d"] is None and "/" not in match[0]:
            return None  # 2021.7 is a number
        return _of_numbers(int(match["y"]), match["m"], match["d"])
    if match["era"]:
        first = int(load_table("calendar")["eras"][match["era"]])
        return _of_numbers(first + int(match["ey"]) - 1, match["em"], match["ed"])
    month, day = match["m2"], match["d2"]
    if int(month) > reckoning.MONTHS:
        month, day = day, month
    year: int | None = None
    if reference:
        tense = reckoning.tense_after(match.string, match.end())
        year = reckoning.year_of_day(int(month), int(day), reference, tense)
    return _of_numbers(year, month, day)


def _of_numbers(year: int | None, month: str, day: str | None) -> Dated | None:
    if year is not None and not 1 <= year <= date.max.year:
        return None
    return of_month(year, int(month), None) if day is None else of_day(year, int(month), int(day))


def _quarter(match: re.Match[str], reference: date | None, _count: YearCount) -> Dated | None:
    """Return Q1, 第3四半期 of an unnamed year."""
    quarter = of_quarter(None, match["a"] or match["b"] or match["c"])
    if reference is None or not match["c"]:
        return quarter
    number = int(quarter.iso[-1])
    tense = reckoning.tense_after(match.string, match.end())
    year, number = reckoning.quarter_near(number, reference, tense)
    meant = of_quarter(year, str(number))
    return Dated(quarter.iso, meant.value, meant.stretch)


_NEEDED = re.compile("[0-9]|世紀|四半期")
"""What stands in each stretch: those of kanji numerals are centuries and quarters."""


@cache
def _readers() -> tuple[tuple[re.Pattern[str], _Reader], ...]:
    return (
        (patterns.numeric(), _numeric),
        (patterns.YEAR_RANGE, _years),
        (patterns.MONTH_RANGE, _months),
        (patterns.DAY_RANGE, _days),
        (patterns.century(), _century),
        (patterns.SHORT_DECADE, _decade),
        (patterns.QUARTER, _quarter),
    )


def find_ranges(
    text: str, reference: date | None, count: YearCount
) -> list[tuple[int, int, Dated]]:
    """Return the stretches of a folded text, disjoint and in order; the earlier reader wins."""
    if not _NEEDED.search(text):
        return []
    found: list[tuple[int, int, Dated]] = []
    for pattern, read in _readers():
        for match in pattern.finditer(text):
            dated = read(match, reference, count)
            if dated is not None:
                found.append((*match.span(), dated))
    found.sort(key=lambda item: (item[0], -item[1]))
    disjoint: list[tuple[int, int, Dated]] = []
    for item in found:
        if not disjoint or item[0] >= disjoint[-1][1]:
            disjoint.append(item)
    return disjoint
