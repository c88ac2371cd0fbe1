"""Stretches of the calendar written as one: 1950~53年, 4~6月期, 10~12日, 19世紀末, 80年代."""

from __future__ import annotations

import re
from datetime import date

from rkbrief.language import calendar_patterns as patterns
from rkbrief.language import reckoning
from rkbrief.language.calendar_parts import Dated, of_year_part
from rkbrief.language.calendar_patterns import small_number
from rkbrief.language.reckoning import Stretch
from rkbrief.lexicon import load_table

_CENTURY = 100
_LAST_CENTURY = 30
_FIRST_SHORT_DECADE = 30
_QUARTER = 3


def _years(match: re.Match[str], reference: date | None) -> Dated | None:
    """Return 1950~53年 as 1950/1953; the last year borrows its century from the first."""
    first_text, last_text = match["first"], match["last"]
    if first_text == last_text:
        return None
    short = len(first_text) == 2  # noqa: PLR2004 - digits
    if short and (len(last_text) > 2 or not match["kind"] and first_text[0] in "123" and int(last_text) - int(first_text) > 0 and first_text[0] != "0" and match[0].find("年") == len(match[0]) - 1 and int(first_text) < 40):  # noqa: PLR2004
        return None  # 10~20年 is a length
    first = reckoning.full_year(int(first_text), reference) if short else int(first_text)
    last = int(last_text) if len(last_text) > 2 else first - first % _CENTURY + int(last_text)  # noqa: PLR2004
    if last < first:
        last += _CENTURY
    if last - first > _CENTURY:
        return None
    if match["kind"] == "代":
        last += 9
    name = f"{first:04d}/{last:04d}"
    stretch = Stretch(reckoning.year_stretch(first).start, reckoning.year_stretch(last).end)
    return Dated(name, name, stretch, last)


def _months(match: re.Match[str], reference: date | None) -> Dated | None:
    """Return 4~6月期 as a quarter, 9・10月 as 2024-09/2024-10."""
    first, last = int(match["first"]), int(match["last"])
    if not (1 <= first <= reckoning.MONTHS and 1 <= last <= reckoning.MONTHS) or first == last:
        return None
    year: int | None = None
    if match["y"]:
        number = int(match["y"])
        year = number if number >= _CENTURY else reckoning.full_year(number, reference)
    elif reference:
        tense = reckoning.tense_after(match.string, match.end())
        year = reckoning.year_of_month(last, reference, tense) - (last < first)
    if last - first == _QUARTER - 1 and first % _QUARTER == 1 and match["term"]:
        return of_year_part(year, quarter=str((first + 2) // _QUARTER))
    until = None if year is None else year + (last < first)
    names = [f"{'XXXX' if y is None else f'{y:04d}'}-{m:02d}" for y, m in ((year, first), (until, last))]
    name = "/".join(names)
    stretch = Stretch()
    if year and until:
        stretch = Stretch(reckoning.month_stretch(year, first).start, reckoning.month_stretch(until, last).end)
    return Dated(name, name, stretch, until, last)


def _days(match: re.Match[str], reference: date | None) -> Dated | None:
    """Return 10~12日 as 2024-06-10/2024-06-12."""
    first, last = int(match["first"]), int(match["last"])
    if not 1 <= first < last <= 31:  # noqa: PLR2004 - days of a month
        return None
    where: tuple[int | None, int | None] = (None, int(match["m"]) if match["m"] else None)
    if reference:
        tense = reckoning.tense_after(match.string, match.end())
        if where[1]:
            where = (reckoning.year_of_day(where[1], last, reference, tense), where[1])
        else:
            where = reckoning.month_of_day(last, reference, tense) or where
    year, month = where
    prefix = f"{'XXXX' if year is None else f'{year:04d}'}-{'XX' if month is None else f'{month:02d}'}"
    name = f"{prefix}-{first:02d}/{prefix}-{last:02d}"
    days = [reckoning.day_of(year, month, day) if year and month else None for day in (first, last)]
    if year and month and None in days:
        return None
    return Dated(name, name, Stretch(*days), year, month, last)


def _century(match: re.Match[str], _reference: date | None) -> Dated | None:
    """Return 20世紀 as 19XX; 21世紀に入って is its first year."""
    number = small_number(match["n"])
    if not 1 <= number <= _LAST_CENTURY:
        return None
    iso = f"{'BC' if match['bc'] else ''}{number - 1:02d}XX"
    if match["bc"]:
        return Dated(iso, iso, Stretch())
    first, last = _CENTURY * (number - 1) + 1, _CENTURY * number
    value = f"{first:04d}" if match["part"] == "に入って" else f"{first:04d}/{last:04d}"
    return Dated(iso, value, Stretch(reckoning.year_stretch(first).start, reckoning.year_stretch(last).end))


def _decade(match: re.Match[str], _reference: date | None) -> Dated | None:
    """Return 80年代 as 198X."""
    tens = int(match["tens"])
    first = tens + (1900 if tens >= _FIRST_SHORT_DECADE else 2000)
    stretch = Stretch(reckoning.year_stretch(first).start, reckoning.year_stretch(first + 9).end)
    return Dated(f"{first // 10}X", f"{first}/{first + 9}", stretch)


def _numeric(match: re.Match[str], reference: date | None) -> Dated | None:
    """Return 2021/7/18, 2021-07, 令和3.7.18, 7/8 (month before day)."""
    year: int | None = None
    if match["y"]:
        year, month, day = int(match["y"]), int(match["m"]), match["d"]
        if day is None and "/" not in match[0]:
            return None  # 2021.7 is a number
    elif match["era"]:
        year = int(load_table("calendar")["eras"][match["era"]]) + int(match["ey"]) - 1
        month, day = int(match["em"]), match["ed"]
    else:
        month, day = int(match["m2"]), match["d2"]
        if month > reckoning.MONTHS:
            month, day = int(day), str(month)
    if not 1 <= month <= reckoning.MONTHS or (year is not None and not 1 <= year <= date.max.year):
        return None
    prefix = "XXXX" if year is None else f"{year:04d}"
    if day is None:
        stretch = reckoning.month_stretch(year, month) if year else Stretch()
        name = f"{prefix}-{month:02d}"
        return Dated(name, name, stretch, year, month)
    if reckoning.day_of(year or 2000, month, int(day)) is None:
        return None
    if year is None and reference:
        tense = reckoning.tense_after(match.string, match.end())
        year = reckoning.year_of_day(month, int(day), reference, tense)
        prefix = f"{year:04d}"
    there = reckoning.day_of(year, month, int(day)) if year else None
    name = f"{prefix}-{month:02d}-{int(day):02d}"
    return Dated(name, name, Stretch(there, there), year, month, int(day))


def _quarter(match: re.Match[str], reference: date | None) -> Dated | None:
    """Return Q1, 第3四半期 of an unnamed year."""
    del reference  # which year a bare quarter means is not said
    return of_year_part(None, quarter=match["a"] or match["b"] or match["c"])


_READERS = (
    (patterns.NUMERIC, _numeric),
    (patterns.YEAR_RANGE, _years),
    (patterns.MONTH_RANGE, _months),
    (patterns.DAY_RANGE, _days),
    (patterns.CENTURY, _century),
    (patterns.SHORT_DECADE, _decade),
    (patterns.QUARTER, _quarter),
)


def find_ranges(text: str, reference: date | None) -> list[tuple[int, int, Dated]]:
    """Return the stretches of a folded text, disjoint and in order; the earlier reader wins."""
    found: list[tuple[int, int, Dated]] = []
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            dated = read(match, reference)
            if dated is not None:
                found.append((*match.span(), dated))
    found.sort(key=lambda item: (item[0], -item[1]))
    disjoint: list[tuple[int, int, Dated]] = []
    for item in found:
        if not disjoint or item[0] >= disjoint[-1][1]:
            disjoint.append(item)
    return disjoint
