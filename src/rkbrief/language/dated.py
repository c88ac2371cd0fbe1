"""What a date means, and how one is made of a year, a month, a day or a part of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from msgspec import Struct

from rkbrief.language import reckoning
from rkbrief.language.calendar_patterns import small_number
from rkbrief.language.reckoning import UNKNOWN, Stretch
from rkbrief.lexicon import load_table

LAST_DAY = 31
_LEAP_YEAR = 2000  # has every day that any year has
_NEAR = 40  # code points within which a month or a day belongs to the date before it
_NEAR_YEAR = 12  # a year alone reaches less far


@cache
def no_anchors() -> tuple[str, ...]:
    """Return what stands behind a date that others are not counted from: 2019年比."""
    return tuple(load_table("calendar")["no_anchors"])


class Dated(Struct, frozen=True, gc=False):
    """What a date means: TIMEX3, the value shown, and its first and last day.

    ``year``, ``month`` and ``day`` are those that later words may lean on, None when unknown or
    when there are several.
    """

    iso: str
    value: str
    stretch: Stretch = UNKNOWN
    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> date | None:
        """The first day."""
        return self.stretch.start

    @property
    def last(self) -> date | None:
        """The last day."""
        return self.stretch.end


class Anchor(Struct, frozen=True, gc=False):
    """The date last spoken of with its year, which ended at ``position``.

    ``day`` is the last one that is a day: it, or one before it; None when there was none.
    """

    position: int
    dated: Dated
    day: Dated | None = None

    @classmethod
    def after(cls, position: int, dated: Dated, before: Anchor | None) -> Anchor | None:
        """Return the anchor once ``dated`` is read; a date without a year leaves the old one."""
        if dated.year is None:
            return before
        day = dated if dated.day is not None else before.day if before else None
        return cls(position, dated, day)

    def near(self, text: str, position: int) -> bool:
        """Tell whether words at ``position`` follow closely, in the same sentence."""
        reach = _NEAR if self.dated.month else _NEAR_YEAR
        if position - self.position > reach or text.startswith(no_anchors(), self.position):
            return False
        return "。" not in text[self.position : position]

    def opens_range(self, text: str) -> bool:
        """Tell that から or a tilde behind the date makes it the first of two."""
        return text.startswith(("から", "~"), self.position)


def name_of(year: int | None, month: int | None = None, day: int | None = None) -> str:
    """Return 2024-06-19 with XX for what is unknown, cut where nothing follows."""
    text = "XXXX" if year is None else f"{year:04d}"
    if month is None and day is None:
        return text
    text += "-XX" if month is None else f"-{month:02d}"
    return text if day is None else f"{text}-{day:02d}"


def of_name(name: str) -> Dated:
    """Return a date of which only the TIMEX3 value is known."""
    return Dated(name, name)


def of_shift(offset: int, letter: str) -> Dated:
    """Return a date so many units from an unknown reference: 昨日 is P1D."""
    return of_name(f"P{abs(offset)}{letter}")


def of_day(year: int | None, month: int, day: int) -> Dated | None:
    """Return a full day, None for an impossible one (6月31日)."""
    if reckoning.day_of(year or _LEAP_YEAR, month, day) is None:
        return None
    there = reckoning.day_of(year, month, day) if year else None
    name = name_of(year, month, day)
    return Dated(name, name, Stretch(there, there), year, month, day)


def of_date(day: date | None) -> Dated | None:
    """Return a known day, None for None."""
    return None if day is None else of_day(day.year, day.month, day.day)


def of_month(year: int | None, month: int, part: str | None) -> Dated | None:
    """Return a month or a part of it (上旬); None when there is no such month."""
    if not 1 <= month <= reckoning.MONTHS or (year is not None and not 1 <= year <= date.max.year):
        return None
    days = load_table("calendar")["parts_of_month"].get(part or "", (1, LAST_DAY))
    stretch = reckoning.month_stretch(year, month, tuple(days)) if year else Stretch()
    name = name_of(year, month)
    return Dated(name, name, stretch, year, month)


def of_season(year: int | None, season: str) -> Dated:
    """Return 2024-SP for spring; winter runs into the next year."""
    table = load_table("calendar")
    code = table["seasons"][season]
    months = tuple(table["season_months"][code])
    name = f"{name_of(year)}-{code}"
    stretch = reckoning.year_stretch(year, months) if year else Stretch()
    return Dated(name, name, stretch, year)


def of_quarter(year: int | None, quarter: str) -> Dated:
    """Return 2024-Q1 for the number in 第1四半期 or Q1."""
    number = next(small_number(char) for char in quarter if char in "1234一二三四")
    months = (3 * number - 2, 3 * number)
    name = f"{name_of(year)}-Q{number}"
    stretch = reckoning.year_stretch(year, months) if year else Stretch()
    return Dated(name, name, stretch, year)


def of_year(year: int, part: str | None = None) -> Dated:
    """Return a year, its half (2024-H1) or another part: 年末 is 2024 as TIMEX3, shown 2024-12."""
    name = name_of(year)
    if part is None:
        return Dated(name, name, reckoning.year_stretch(year), year)
    months = tuple(load_table("calendar")["parts_of_year"][part])
    value = iso = name
    if part.endswith("期"):
        value = iso = f"{name}-H{1 if part[0] == '上' else 2}"
    elif months[0] == months[1]:
        value = f"{name}-{months[0]:02d}"
    return Dated(iso, value, reckoning.year_stretch(year, months), year, _only_one(months))


def _only_one(months: Sequence[int]) -> int | None:
    """Return the month of a part of the year, None where it has several: no 17日 lies in 年初."""
    first, last = months
    return first if first == last else None


def of_fiscal_year(year: int, part: str | None = None) -> Dated:
    """Return the fiscal year from April of ``year``, or its half (FY2026-H1) or other part.

    What is no half and no single month (年度後半) is shown as its year, as 年後半 is.
    """
    if part is None:
        return Dated(f"FY{year:04d}", f"{year:04d}", reckoning.fiscal_stretch(year))
    first, last = load_table("calendar")["parts_of_year"][part]
    begin = reckoning.shifted_month(year, first, reckoning.FISCAL_SHIFT)
    until = reckoning.shifted_month(year, last, reckoning.FISCAL_SHIFT)
    stretch = Stretch(reckoning.month_stretch(*begin).start, reckoning.month_stretch(*until).end)
    iso, value = f"FY{year:04d}", f"{year:04d}"
    if part.endswith("期"):
        value = iso = f"{iso}-H{1 if part[0] == '上' else 2}"
    elif begin == until:
        value = f"{begin[0]:04d}-{begin[1]:02d}"
    return Dated(iso, value, stretch)


def of_fiscal_quarter(year: int, quarter: Dated) -> Dated:
    """Return the quarter of the fiscal year that has the number of a calendar one: FY2024-Q2."""
    months = [
        reckoning.shifted_month(year, day.month, reckoning.FISCAL_SHIFT)
        for day in (quarter.first, quarter.last)
        if day
    ]
    days = Stretch(
        reckoning.month_stretch(*months[0]).start, reckoning.month_stretch(*months[-1]).end
    )
    return Dated(f"FY{quarter.iso}", f"FY{quarter.iso}", days)


def of_years(iso: str, first: int, part: Sequence[int]) -> Dated:
    """Return the years ``part`` (from and to, counted from ``first``): 1995/1999."""
    begin, until = (first + years for years in part)
    stretch = Stretch(reckoning.year_stretch(begin).start, reckoning.year_stretch(until).end)
    value = f"{begin:04d}/{until:04d}" if begin != until else f"{begin:04d}"
    return Dated(iso, value, stretch)
