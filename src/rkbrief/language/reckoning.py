"""Dates reckoned from parts: which year a bare 9月 means, which day a Wednesday was.

A part that stays unknown is written XX (XXXX for the year), as TIMEX3 does.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import cache

from msgspec import Struct

from rkbrief.language.calendar_patterns import any_of
from rkbrief.lexicon import compile_rules, load_table

MONTHS = 12
_WEEK = 7
_APRIL = 4  # the Japanese fiscal year begins in it
FISCAL_SHIFT = _APRIL - 1  # months from January to it
_LATE_SPRING = 6  # until when 新年度 is the one that has begun
_CLOSE_MONTHS = 2  # months from the reference within which a bare month is the nearest one
_CLOSE = 10  # days from the reference within which a bare day is the nearest one
_REMOTE = 18  # days from it beyond which the tense no longer tells the month
_UNTIL = "までに"
_DATE_ENDS = re.compile(
    "[0-9０-９一二三四五六七八九十](?:年度?|月|日)(?:[初末中]|半ば|[上中下]旬)?$"
)
_TENSE_WINDOW = 80  # code points after a date in which a predicate may tell its tense


class Stretch(Struct, frozen=True, gc=False):
    """From ``start`` to ``end``, both included; None when the year is unknown or out of range."""

    start: date | None = None
    end: date | None = None


UNKNOWN = Stretch()


@cache
def _tenses() -> re.Pattern[str]:
    table = load_table("calendar")
    belied = "|".join(rule["pattern"] for rule in table["belied"])
    neither = "|".join(rule["pattern"] for rule in table["tenseless"])
    return re.compile(
        rf"(?P<belied>{belied})|(?P<neither>{neither})|(?P<decided>{any_of(table['decided'])})|(?P<future>{any_of(table['future'])})"
        r"|(?P<past>(?<=[しっいきぎりみびちじえけげせてねべめれ来出得])た(?![りらいちくすだねわれめ]|し[またて])(?<!いた(?=し、))|んだ[。、」]|だった|でした|ました)"
    )


def tense_after(text: str, position: int) -> int:
    """Return -1 when the words after ``position`` speak of the past, 1 of the future, else 0."""
    end = text.find("。", position, position + _TENSE_WINDOW)
    window_end = end + 1 if end >= 0 else position + _TENSE_WINDOW
    line_end = text.find("\n", position, window_end)
    if compile_rules("calendar", "upcoming").match(text, position, window_end):
        return 1
    if compile_rules("calendar", "bygone").match(text, position, window_end):
        return -1
    for match in _tenses().finditer(text, position, line_end if line_end >= 0 else window_end):
        between = text[position : match.start()]
        if match["neither"] or (match["decided"] and "、" in between):
            continue
        if match[0] == _UNTIL and _DATE_ENDS.search(between):
            continue  # 5月10日より遅れて始まり、20日までに終えた: it is said of the other date
        return 1 if match["future"] or match["decided"] else -1
    return 0


def day_of(year: int, month: int, day: int) -> date | None:
    """Return the date, None when there is no such day or year."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_stretch(year: int, month: int, days: tuple[int, int] = (1, 31)) -> Stretch:
    """Return the days ``days`` of a month, cut at its end; empty for an impossible one."""
    if not (1 <= year <= date.max.year and 1 <= month <= MONTHS):
        return Stretch()
    last = monthrange(year, month)[1]
    return Stretch(date(year, month, min(days[0], last)), date(year, month, min(days[1], last)))


def year_stretch(year: int, months: tuple[int, int] = (1, 12)) -> Stretch:
    """Return the months ``months`` of a year; a last month before the first is the next year's."""
    first, last = months
    return Stretch(
        month_stretch(year, first).start,
        month_stretch(year + (last < first), last).end,
    )


def fiscal_stretch(year: int) -> Stretch:
    """Return the Japanese fiscal year: April to March."""
    return Stretch(month_stretch(year, 4).start, month_stretch(year + 1, 3).end)


def fiscal_year(day: date) -> int:
    """Return the Japanese fiscal year of a day: that of the April before it."""
    return day.year - (day.month < _APRIL)


def new_fiscal_year(day: date) -> int:
    """Return the fiscal year that 新年度 means: the next one, or the one that has just begun."""
    return day.year + (day.month > _LATE_SPRING)


def shifted_month(year: int, month: int, by: int) -> tuple[int, int]:
    """Return the month ``by`` months away."""
    index = year * MONTHS + month - 1 + by
    return index // MONTHS, index % MONTHS + 1


def shifted_day(day: date, by: int) -> date | None:
    """Return the day ``by`` days away, None beyond the calendar."""
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return None


def year_of_month(month: int, reference: date, tense: int, *, governed: bool = True) -> int:
    """Return the year that a bare month means: this or last in the past, this or next ahead.

    Without a tense the nearer month wins. It also wins close by where no verb governs the
    month (``governed``, 5月に): 3月の出荷は…下回る見通し, in April, speaks of the last month.
    """
    ahead = month - reference.month
    if not governed and min(ahead % MONTHS, -ahead % MONTHS) <= _CLOSE_MONTHS:
        tense = 0
    if tense < 0:
        return reference.year - (ahead > 0)
    if tense > 0:
        return reference.year + (ahead < 0)
    half = MONTHS // 2
    return reference.year + (ahead < -half) - (ahead > half)


def year_of_day(month: int, day: int, reference: date, tense: int, *, governed: bool = True) -> int:
    """Return the year that a month and a day mean, like :func:`year_of_month`.

    A day within ten of the reference is meant whatever the tense: 3月5日に迫った, on the 1st.
    """
    for year in (reference.year, reference.year - 1, reference.year + 1):
        there = day_of(year, month, day)
        if there and abs((there - reference).days) <= _CLOSE:
            return year
    if month == reference.month and tense:
        if tense < 0:
            return reference.year - (day > reference.day)
        return reference.year + (day < reference.day)
    return year_of_month(month, reference, tense, governed=governed)


def quarter_near(quarter: int, reference: date, tense: int) -> tuple[int, int]:
    """Return the year and the quarter of the calendar that a bare 第3四半期 means.

    Years of account begin in January or in April: the reading that ended last before the
    reference is meant, or the one that ends next where the words look ahead.
    """
    here = reference.year * 4 + (reference.month - 1) // 3
    step = 1 if tense > 0 else -1
    index = here if tense > 0 else here - 1
    while index % 4 not in {quarter - 1, quarter % 4}:
        index += step
    return index // 4, index % 4 + 1


def month_of_day(
    day: int, reference: date, tense: int, *, sure: bool = False
) -> tuple[int, int] | None:
    """Return the year and month in which a bare N日 lies; None when no near month has it.

    It is the last such day in the past, the next one ahead, the nearest without a tense; but
    one ten days ahead, or a week back, beats one that lies three weeks off on the other side,
    for the last verb's tense is not always the day's: 27日に打ち上げる計画でした, on the 25th.
    ``sure`` tells that the tense is the day's own.
    """
    there = [
        found
        for shift in (-2, -1, 0, 1, 2)
        for year, month in [shifted_month(reference.year, reference.month, shift)]
        if (found := day_of(year, month, day))
    ]
    if not there:
        return None
    away = {found: (found - reference).days for found in there}
    nearest = min(there, key=lambda found: abs(away[found]))
    meant = [found for found in there if away[found] * tense >= 0]
    if tense == 0 or not meant:
        return nearest.year, nearest.month
    best = min(meant, key=lambda found: abs(away[found]))
    if not sure and -_WEEK <= away[nearest] <= _CLOSE and abs(away[best]) >= _REMOTE:
        best = nearest
    return best.year, best.month


def month_of_weekday(day: int, weekday: int, reference: date) -> tuple[int, int] | None:
    """Return the nearest month whose ``day`` is that weekday (0 is Monday), within half a year."""
    for shift in (0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5):
        year, month = shifted_month(reference.year, reference.month, shift)
        there = day_of(year, month, day)
        if there and there.weekday() == weekday:
            return year, month
    return None


def weekday_near(weekday: int, reference: date, tense: int) -> date | None:
    """Return the day of that weekday (0 is Monday): the last one, or the next one ahead.

    The reference itself counts as either; 0 is read as the past, for news tell what was.
    """
    if tense > 0:
        return shifted_day(reference, (weekday - reference.weekday()) % _WEEK)
    return shifted_day(reference, -((reference.weekday() - weekday) % _WEEK))


def weekday_in_week(weekday: int, reference: date, weeks: int) -> date | None:
    """Return that weekday of the week ``weeks`` away; weeks begin on Monday."""
    return shifted_day(reference, weekday - reference.weekday() + _WEEK * weeks)


def iso_week(day: date) -> str:
    """Return 2018-W22."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"
