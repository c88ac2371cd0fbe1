"""Stretches of time: 1年2カ月, 半年, 四半世紀, 2日間, 数十年; and when 10年 or 3日 is one."""

from __future__ import annotations

import re
from functools import cache

from rkbrief.language.calendar_patterns import any_of
from rkbrief.lexicon import load_table

UNIT_OF = {
    "世紀": "century",
    "年": "year",
    "か月": "month",
    "週": "week",
    "週間": "week",
    "日": "day",
    "泊": "day",
    "時間": "hour",
    "分": "minute",
    "秒": "second",
}
_LETTER = {
    "year": "Y",
    "month": "M",
    "week": "W",
    "day": "D",
    "hour": "H",
    "minute": "M",
    "second": "S",
}
_CLOCK_UNITS = {"hour", "minute", "second"}
_YEARS_OF = {"century": 100, "decade": 10, "year": 1}


@cache
def _contexts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = load_table("calendar")
    after = any_of(table["duration_after"])
    before = any_of(table["duration_before"])
    later = "(?<![年月日間週分])後"  # 2週間後の26日 is a date
    amount = "で(?!す|し[たょ]|あ[るっ])"  # 3日で終わる; the end was the 3rd: 3日です
    return re.compile(rf"\s?(?:{after}|{amount})"), re.compile(rf"(?:{before}|{later})の?\s?$")


def is_duration(text: str, start: int, end: int) -> bool:
    """Tell by the words around ``[start, end)`` that 10年 or 3日 there is a stretch of time."""
    if text.startswith(tuple(load_table("calendar")["as_of"]), end):
        return False
    after, before = _contexts()
    if after.match(text, end):
        return True
    found = before.search(text, max(0, start - 6), start)
    # さらに3日かかった is a stretch of time, さらに27日には is none
    return found is not None and not (found[0] == "さらに" and text.startswith("に", end))


def iso_duration(parts: list[tuple[float, str]]) -> str:
    """Return ISO 8601 of amounts with their units, the largest first: P1Y2M, PT1H30M.

    Centuries become years. Decimals are kept (P3.5Y), as TIMEX3 does.
    """
    days, clock = "", ""
    months = [
        (3 * amount, "month") if unit == "quarter" else (amount, unit) for amount, unit in parts
    ]
    for amount, unit in months:
        years = _YEARS_OF.get(unit)
        number, letter = (amount * years, "Y") if years else (amount, _LETTER[unit])
        piece = f"{int(number) if number == int(number) else round(number, 6)}{letter}"
        if unit in _CLOCK_UNITS:
            clock += piece
        else:
            days += piece
    return f"P{days}" + (f"T{clock}" if clock else "")
