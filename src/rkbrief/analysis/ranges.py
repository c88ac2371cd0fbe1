"""Two numbers that bound one amount: 10~20年, 30から40人, 2、3日, 5%から10%まで."""

from __future__ import annotations

import re
from functools import partial

from rkbrief.analysis.amounts import BARE, Amount, read_noun, read_simple
from rkbrief.language.numerals import NUMERAL
from rkbrief.lexicon import compile_rules

_rules = partial(compile_rules, "numerals")

_SCALE_END = re.compile(r"[十百千]?[万億兆]+$|[十百千]$")
_SCALE = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "億": 10**8, "兆": 10**12}
# What follows B where "A from, B to" tells of a change and of no range between the two.
_BASE_REACH = 8
_TEN = 10
_MOST_COUNTED = 1000  # 3人に1人, 1000人に3人
_LAST_COUNTED = 99  # 二、三十人 and 97、98年 are ranges, 120、121 is a list
_EITHER_UNITS = {"duration", "count"}
_EITHER_RATIO = 2  # 半年か1年 is about one stretch, 1年か10年 tells two


def _scale_of(run: str) -> float:
    """Return what the last characters of a numeral multiply by: 35万 by 10000."""
    match = _SCALE_END.search(run)
    scale = 1
    for char in match[0] if match else "":
        scale *= _SCALE[char]
    return scale


def _joined(text: str, first: Amount, second: Amount) -> Amount | None:
    """Return the range from ``first`` to ``second``, None when they make none.

    What the first leaves out it takes from the second: its unit (10~20年), its 万 (30~35万人).
    """
    if second.unit.kind == "age" and first.unit is BARE and first.value and second.high:
        span = (first.start, second.end, first.numeral_end)
        return Amount(*span, None, first.value, second.high, second.unit)  # 20~30代
    same = first.unit.name in {"", second.unit.name} or second.unit is BARE
    low = first.low if first.value is None else first.value
    high = second.high if second.value is None else second.value
    if not same or low is None or high is None:
        return None
    if first.value is None or second.value is None:
        if low >= high:
            return None  # 数百から数千 only
    elif first.unit is BARE:
        scale = _scale_of(text[second.start : second.numeral_end])
        if low < scale and low * scale <= high:
            low *= scale
        if second.unit.name == "percent" and text[second.end - 1] == "割":
            low *= _TEN
    unit = first.unit if second.unit is BARE else second.unit
    low, high = min(low, high), max(low, high)
    return Amount(first.start, second.end, first.numeral_end, None, low, high, unit, first.spelled)


def _next_number(text: str, position: int) -> Amount | None:
    match = NUMERAL.match(text, position)
    return read_simple(text, *match.span()) if match else None


def _after_comma(text: str, first: Amount) -> Amount | None:
    """Return the second number of 2、3年 or 十七、八人: one more than the first."""
    if text[first.end : first.end + 1] not in {"、", "・"} or first.unit is not BARE:
        return None
    second = _next_number(text, first.end + 1)
    if second is None or first.value is None or second.value is None or second.unit is BARE:
        return None
    scale = _scale_of(text[second.start : second.numeral_end]) if second.value > _TEN else 1
    number = second.value / scale
    if not 0 < first.value <= _LAST_COUNTED:
        return None
    if number - first.value == 1:
        return second
    if number < _TEN and number - first.value % _TEN == 1:  # 十七、八
        second.value = (first.value - first.value % _TEN + number) * scale
        return second
    return None


def _is_change(text: str, first: Amount, second: Amount) -> bool:
    """Tell that AからB speaks of a change and of no range: 4社から2社に, 5%から10%へ."""
    if first.value is None or second.value is None:
        return False
    return first.value >= second.value or tells_change(text, first.start, second.end)


def tells_change(text: str, start: int, end: int) -> bool:
    """Tell by the words around AからB at ``[start, end)`` that it is no range."""
    if _rules("becomes").match(text, end):
        return True
    return _rules("changed_from").search(text, max(0, start - _BASE_REACH), start) is not None


def is_either(text: str, start: int, first: float | None, last: float | None, kind: str) -> bool:
    """Tell that the text from ``start``, the か between two numbers, leaves open which it is.

    Both are of one unit of that ``kind`` and near each other: 2年か3年, 40人か50人.
    """
    if not _rules("either").match(text, start) or kind not in _EITHER_UNITS:
        return False
    return first is not None and last is not None and first < last <= _EITHER_RATIO * first


def _after_or(text: str, first: Amount) -> Amount | None:
    """Return the second number of 2年か3年."""
    second = _next_number(text, first.end + 1) if text.startswith("か", first.end) else None
    if second is None or second.unit.name != first.unit.name or first.unit is BARE:
        return None
    if _rules("choice").match(text, second.end):
        return None
    near = is_either(text, first.end, first.value, second.value, second.unit.kind)
    return second if near else None


def _range_end(text: str, first: Amount) -> Amount | None:
    """Return the second number of a range that begins with ``first``."""
    separator = _rules("between").match(text, first.end)
    if separator is None:
        return _after_comma(text, first) or _after_or(text, first)
    second = _next_number(text, separator.end())
    if second is None or (second.value is None and second.high is None):
        return None
    word = separator[0].strip()
    if word == "から" and _is_change(text, first, second):
        return None
    if word == "-" and text[second.end : second.end + 1] == "-":
        return None
    return second


def _tolerance(text: str, first: Amount) -> Amount | None:
    """Return the range that 0.6±0.2度 is, None where no tolerance follows."""
    if text[first.end : first.end + 1] != "±" or first.value is None:
        return None
    second = _next_number(text, first.end + 1)
    if second is None or second.value is None:
        return None
    low, high = round(first.value - second.value, 9), round(first.value + second.value, 9)
    ends = (first.start, second.end, first.numeral_end)
    return Amount(*ends, None, low, high, second.unit, first.spelled)


def _one_in(text: str, first: Amount) -> Amount | None:
    """Return the share that 3人に1人 or 4社に1社 is; None when no smaller such number follows."""
    if first.unit.kind != "count" or not first.unit.name or text[first.end : first.end + 1] != "に":
        return None
    second = _next_number(text, first.end + 1)
    if first.value is None or second is None or second.value is None:
        return None
    if second.unit.name != first.unit.name or _rules("falls_short").match(text, second.end):
        return None
    if not 0 < second.value < first.value <= _MOST_COUNTED:
        return None
    share = second.value / first.value
    ends = (first.start, second.end, first.numeral_end)
    return Amount(*ends, share, None, None, BARE, first.spelled, is_fraction=True)


def read_amount(text: str, start: int, end: int) -> Amount | None:
    """Read the amount or the range that begins with the numeral at ``[start, end)``.

    None when the number is part of a name (3丁目, 4世) or beyond a float.
    """
    amount = read_simple(text, start, end)
    if amount is None:
        return None
    if whole := _one_in(text, amount) or _tolerance(text, amount):
        return whole
    second = _range_end(text, amount)
    if second is not None:
        amount = _joined(text, amount, second) or amount
    if amount.unit is BARE and not amount.is_fraction:
        read_noun(text, amount)
    return amount
