"""The days within which a forecast comes true, and the days that a report speaks of."""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

from rkbrief.language.calendar import find_dates
from rkbrief.language.reckoning import shifted_day
from rkbrief.model import Forecast

_WITHIN = re.compile(
    r"(?:中|内|末|ごろ|頃)?(?:に?まで|に?も|以内|いっぱい|[^、。]{0,8}(?:を待たず|前に|までに))"
)
_SOONEST = re.compile(r"(?:早ければ|早くて(?:も)?|早くとも)[^、。]{0,4}$")
_NO_TIME = 366
"""Days; how long a forecast without a time can be settled: it speaks of what comes next."""
_GRACE = 1
_REPORTED = 60
_YEAR = 365
_BARE_MONTH = re.compile("[0-9]{1,2}月")


class Window(Struct, frozen=True, gc=False):
    """From ``first`` to ``last``, both included.

    ``period`` is the stretch that the forecast names (2025年, 5月), None where it only says
    until when or nothing. ``is_told`` is False when the forecast gives no time.
    """

    first: date
    last: date
    period: tuple[date, date] | None
    is_told: bool


def read_window(forecast: Forecast, published: date) -> Window:
    """Return when the event must come for the forecast, written on ``published``, to hold."""
    horizon = forecast.horizon
    if horizon is None or horizon.until is None:
        return Window(published, _later(published, _NO_TIME), None, is_told=False)
    until = date.fromisoformat(horizon.until)
    if horizon.duration is None:
        for evidence in forecast.evidence:
            for found in find_dates(evidence.quote, reference=published):
                if found.start is None or found.end != until:
                    continue
                before, after = found.span.start, found.span.end
                within = _WITHIN.match(evidence.quote, after) or _SOONEST.search(
                    evidence.quote[:before]
                )
                if within or found.text.endswith(("内", "末")):
                    return Window(published, until, None, is_told=True)
                return Window(found.start, until, (found.start, until), is_told=True)
    return Window(published, until, None, is_told=True)


def _later(day: date, by: int) -> date:
    """Return the day ``by`` days later, the calendar's last where it ends before."""
    return shifted_day(day, by) or date.max


def find_days(text: str, reported: date) -> tuple[tuple[date, date], ...]:
    """Return the first and last day of each date in ``text``, written on ``reported``."""
    return tuple(
        (found.start, found.end)
        for found in find_dates(text, reference=reported)
        if found.start is not None and found.end is not None
    )


def covers(
    window: Window, days: tuple[tuple[date, date], ...], published: date, reported: date
) -> bool:
    """Tell whether an event of these days, reported then, came within the window.

    A report that names an earlier day speaks of another event; without a day it counts when
    it is itself written within the window.
    """
    if reported <= published or any(last < published for _, last in days):
        return False
    if not days:
        return window.first <= reported <= _later(window.last, _GRACE)
    return any(window.first <= first and min(last, reported) <= window.last for first, last in days)


def has_ended(window: Window, reported: date) -> bool:
    """Tell whether the time of a forecast was over, or just ending, when a report was written."""
    one_day = window.period is not None and window.period[0] == window.period[1]
    over = reported >= window.last or one_day
    return window.is_told and over and reported <= _later(window.last, _REPORTED)


def is_before_end(window: Window, published: date, reported: date) -> bool:
    """Tell whether a report that calls an event off can speak of the one that was foretold."""
    return published < reported <= _later(window.last, _REPORTED)


def puts_beyond(text: str, reported: date, window: Window) -> bool:
    """Tell whether a report that puts something off names a day after the time of the forecast.

    So does one that names that time as what is missed: 年内の再開は見送られた.
    """
    if not window.is_told:
        return False
    for found in find_dates(text, reference=reported):
        start = found.start
        if start and start < reported and _BARE_MONTH.match(found.text):
            start = _later(start, _YEAR)  # 10月に延期された, told in July
        if start and start > window.last:
            return True
        if found.end == window.last and text.startswith("の", found.span.end):
            return True
    return False
