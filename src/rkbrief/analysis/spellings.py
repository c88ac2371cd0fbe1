"""One number as it is spelled: 3分の2, 2と4分の1, 1/3, 1・2億, 2.5e3, .303.

Positions are those of a text with folded widths.
"""

from __future__ import annotations

import re

from msgspec import Struct

from rkbrief.analysis.units import Unit
from rkbrief.language.numerals import FRACTION, RUN, read_value
from rkbrief.lexicon.sought import Sought

BARE = Unit("", "number")
"""The unit of a number that has none yet."""
_MIXED = Sought(rf"\s?と\s?({RUN})\s?分\s?の\s?({RUN})", ("分",))
_SLASH = re.compile("/([1-9][0-9]{0,2}(?:,[0-9]{3})*)(?![0-9,/年月日ペ枚])")
_TIMES_POWER = re.compile(r"[eE]([-+]?[0-9]{1,3})(?![A-Za-z0-9.])")
_THOUSANDS = re.compile(r"k(?![A-Za-z0-9])| M(?![A-Za-z0-9])")
_POINT = re.compile(r"・([0-9]+)(?=\s?(?:[%倍度ポパキミトメセ割億兆]|万(?!年)|ドル|ユーロ))")
_BARE_POINT = re.compile(r"(?<![0-9A-Za-z])\.")
_SCALES = {"万": 10**4, "億": 10**8, "兆": 10**12}


class Amount(Struct):
    """A number and its unit at ``[start, end)``.

    ``numeral_end`` is where its (first) numeral ends; ``spelled`` tells that it begins in kanji.
    """

    start: int
    end: int
    numeral_end: int
    value: float | None
    low: float | None
    high: float | None
    unit: Unit
    spelled: bool = False
    is_fraction: bool = False


def read_spelled(text: str, start: int, end: int) -> tuple[Amount, bool]:
    """Read the numeral at ``[start, end)`` with what belongs to its spelling.

    The second value tells that it is complete: a fraction, which need not have a unit.
    """
    run = text[start:end]
    value, low, high = read_value(run)
    amount = Amount(start, end, end, value, low, high, BARE, not run[0].isascii())
    if value is None:
        return amount, False
    if _read_fraction(text, amount, value):
        return amount, True
    if power := _TIMES_POWER.match(text, end):
        amount.value, amount.end = float(f"{value}e{power[1]}"), power.end()
    elif thousands := _THOUSANDS.match(text, end):
        amount.value = value * (1000 if thousands[0] == "k" else 10**6)
        amount.end = thousands.end()
    elif (point := _POINT.match(text, end)) and (digits := run.replace(",", "")).isdecimal():
        amount.value, amount.end = float(f"{digits}.{point[1]}"), point.end()
        if scale := _SCALES.get(text[amount.end : amount.end + 1]):
            amount.value, amount.end = round(amount.value * scale), amount.end + 1
    elif run.isdigit() and _BARE_POINT.match(text, start - 1):
        amount.value = float(f"0.{run}")  # batting .303
    return amount, False


def _read_fraction(text: str, amount: Amount, value: float) -> bool:
    """Read 3分の2, 1/3 or 2と4分の1 into the amount; True where there is a fraction."""
    fraction = FRACTION.match(text, amount.end)
    if fraction and value:
        above = read_value(fraction[1])[0]
        if above is not None:
            amount.value, amount.end, amount.is_fraction = above / value, fraction.end(), True
        return True
    slash = _SLASH.match(text, amount.end)
    below = int(slash[1].replace(",", "")) if slash else 0
    if slash and 0 < value < below:
        amount.value, amount.end, amount.is_fraction = value / below, slash.end(), True
        return True
    mixed = _MIXED.match(text, amount.end)
    if mixed is None:
        return False
    under, above = read_value(mixed[1])[0], read_value(mixed[2])[0]
    if under and above is not None:
        amount.value, amount.end, amount.is_fraction = value + above / under, mixed.end(), True
    return True
