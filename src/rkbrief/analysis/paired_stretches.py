"""Two stretches of time in units of their own that bound one: 半年から1年, 3カ月ないし半年.

What has one unit only (2年から3年) is read in :mod:`rkbrief.analysis.ranges`.
"""

from __future__ import annotations

import re
from datetime import date
from functools import partial

from msgspec.structs import replace

from rkbrief.analysis.found import Found
from rkbrief.analysis.intervals import Interval, implied_date
from rkbrief.analysis.ranges import is_either, tells_change
from rkbrief.language.durations import iso_duration
from rkbrief.lexicon import compile_rules
from rkbrief.model import Modifier, Quantity

_rules = partial(compile_rules, "numerals")

_STRETCHES = {"duration", "horizon", "interval_since"}
_STEPS = {
    ("century", "year"): 100,
    ("year", "month"): 12,
    ("month", "week"): None,
    ("week", "day"): 7,
    ("day", "hour"): 24,
    ("hour", "minute"): 60,
    ("minute", "second"): 60,
}
"""How many of the finer unit make one of the coarser; None where no number is true."""
_ENDS_IN_UNIT = re.compile("(?:世紀|年|月|週|週間|日|間|分|秒|半)$")
_ENDS_IN_TIME = re.compile("(?:以内|[前後先])$")
_OPEN: frozenset[Modifier] = frozenset(("exact", "about", "range"))


def pair_stretches(text: str, mentions: list[Found], reference: date | None) -> list[Found]:
    """Return the mentions of ``text``, two that bound one stretch of time as one.

    They are disjoint and in order. A change (半年から1年に延ばす) stays two, and so do units of
    which neither counts the other (数週間から数カ月).
    """
    paired: list[Found] = []
    for mention in mentions:
        whole = _pair(text, paired[-1], mention, reference) if paired else None
        if whole is None:
            paired.append(mention)
        else:
            paired[-1] = whole
    return paired


def _pair(text: str, first: Found, last: Found, reference: date | None) -> Found | None:
    """Return the stretch between ``first`` and ``last``, None when they make none."""
    if first.kind not in {"duration", "horizon"} or last.kind not in _STRETCHES:
        return None
    low, high = first.quantity, last.quantity
    if low.per or high.per or not _ENDS_IN_UNIT.search(text, first.start, first.end):
        return None
    ends = _in_one_unit(low, high)
    if ends is None or not _is_joined(text, first, last, ends):
        return None
    modifier = "range" if high.modifier in _OPEN else high.modifier
    quantity = Quantity(None, *ends[:2], ends[2], None, modifier)
    interval = Interval(first.start, last.end, None, *ends, modifier, last.kind, _iso(first, last))
    kind = "horizon" if first.kind == "horizon" else last.kind
    back = implied_date(interval, reference)
    return replace(
        last, start=first.start, quantity=quantity, kind=kind, iso=interval.iso, implied_date=back
    )


def _is_joined(text: str, first: Found, last: Found, ends: tuple[float, float, str]) -> bool:
    """Tell by what stands between and around two stretches that they bound one."""
    if first.quantity.modifier not in _OPEN:
        return False
    if text[first.end : first.end + 1] == "か" and first.end + 1 == last.start:
        choice = _rules("choice").match(text, last.end)
        return choice is None and is_either(text, first.end, *ends[:2], "duration")
    between = _rules("between").match(text, first.end)
    if between is None or between.end() != last.start:
        return False
    if between[0] != "から" or _ENDS_IN_TIME.search(text, last.start, last.end):
        return True  # a change ends in an amount: 1年に延ばす, and not 1年後に
    return not tells_change(text, first.start, last.end)


def _in_one_unit(first: Quantity, last: Quantity) -> tuple[float, float, str] | None:
    """Return the near end of the first and the far end of the last in the finer of their units.

    None where the one is not below the other, or where no unit is true of both.
    """
    low = first.low if first.value is None else first.value
    high = last.high if last.value is None else last.value
    if not isinstance(low, float | int) or not isinstance(high, float | int):
        return None
    if first.unit != last.unit and first.value is None and last.value is None:
        return None  # 数時間から数日
    down, up = _factor(first.unit, last.unit), _factor(last.unit, first.unit)
    if down is not None:
        low, unit = low * down, last.unit
    elif up is not None:
        high, unit = high * up, first.unit
    else:
        return None
    return (_plain(low), _plain(high), unit) if low < high else None


def _plain(number: float) -> float:
    """Return a whole number as one: half a year is 6 months."""
    return int(number) if number == int(number) else number


def _factor(coarse: str, fine: str) -> int | None:
    """Return how many of ``fine`` make one of ``coarse``, None where it is not the finer unit."""
    factor = 1
    while coarse != fine:
        step = next(((to, by) for (of, to), by in _STEPS.items() if of == coarse and by), None)
        if step is None:
            return None
        coarse = step[0]
        factor *= step[1]
    return factor


def _iso(first: Found, last: Found) -> str | None:
    """Return both ends as ISO 8601 with a slash, None where one has none."""
    low = first.quantity.low if first.quantity.value is None else first.quantity.value
    high = last.quantity.high if last.quantity.value is None else last.quantity.value
    if not first.iso or not last.iso or low is None or high is None:
        return None
    near = iso_duration([(float(low), first.quantity.unit)])
    return f"{near}/{iso_duration([(float(high), last.quantity.unit)])}"
