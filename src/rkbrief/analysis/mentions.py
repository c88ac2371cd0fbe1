"""One mention: a number, a stretch of time, a rank or a number word with all that belongs to it.

Positions are those of a text with folded widths.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from msgspec.structs import replace

from rkbrief.analysis import bounds
from rkbrief.analysis.amounts import Amount
from rkbrief.analysis.found import Found
from rkbrief.analysis.intervals import Interval, read_interval
from rkbrief.analysis.modifiers import modifier_after, modifier_before
from rkbrief.analysis.not_figures import (
    is_bare_name,
    is_denominator,
    is_idiom,
    is_named_by,
    is_numbered_name,
    is_partitive,
    is_place,
)
from rkbrief.analysis.ranges import read_amount
from rkbrief.analysis.ranks import read_ordinal, read_rank_word
from rkbrief.analysis.rates import Denominator, denominator_before
from rkbrief.analysis.units import Unit, counted_behind, unit_table
from rkbrief.language.calendar_patterns import any_of
from rkbrief.language.durations import iso_duration
from rkbrief.language.numerals import RUN, read_value
from rkbrief.lexicon import load_table
from rkbrief.model import FigureKind, Modifier, Quantity

_TENS = re.compile(r"[数何幾]十")
_VAGUE = re.compile("[数何幾]")
_TENFOLD = 10  # 数十から数百 is more than tens of something
_CALENDAR_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?![0-9])")
_AGE = re.compile(r"[一-鿿ァ-ヴーん]\([0-9]{2,3}\)")
_DESIGNATION = re.compile(" ?[A-Z]{1,2}[0-9]{0,3}(?![A-Za-z])")
_AGES = range(10, 115)
_SPEED_UNITS = {"hour", "minute", "second"}
_SPEED_LENGTHS = {"km", "m", "cm", "mile", "nmi", "foot"}  # 1時間に80ミリ is rain
_MADE_A_RATE = {"count", "number", "mass", "volume", "distance", "length"}
_CHANCE = re.compile(r"確率|可能性")
_CHANCE_REACH = 5
_BEFORE_HALF = re.compile("(?:[約第残]|過去|今後|直近|最近)$")  # 上半年 and 大半日 are other words
_RUNS_INTO_TIMES = frozenset("数何一二三四五六七八九十百千万0123456789")  # 数倍近く


@cache
def start_pattern() -> re.Pattern[str]:
    """Return what a mention may begin its number with: a numeral or a number word."""
    table = load_table("numerals")
    words = any_of([*table["stretches"], *table["words"]])
    return re.compile(rf"(?P<word>{words})|{RUN}")


def _of_interval(interval: Interval) -> Found:
    quantity = Quantity(
        interval.value, interval.low, interval.high, interval.unit, None, interval.modifier
    )
    return Found(
        interval.start, interval.end, quantity, interval.kind, interval.iso, interval.implied_date
    )


def _read_half(text: str, start: int, end: int, floor: int) -> Found | None:
    """Read 過半数, ほぼ半分, 倍近く: whole words that are shares or multiples."""
    word = text[start:end]
    if text[start - 1 : start] in _RUNS_INTO_TIMES and word[0] == "倍":
        return None
    row = load_table("numerals")["words"][word]
    modifier: Modifier = row["modifier"]
    before = modifier_before(text, start, floor)
    if before:
        start = before[1]
        modifier = before[0] if modifier == "exact" else modifier
    bound = modifier_after(text, end)
    if bound and bound[0] != "exact":
        modifier = bound[0]
        end += len(bound[1])
    return Found(
        start, end, Quantity(row["value"], unit=row["unit"], modifier=modifier), row["kind"]
    )


def _read_word(text: str, start: int, end: int, floor: int, reference: date | None) -> Found | None:
    """Read 四半世紀, 半年, 過半数."""
    word = text[start:end]
    stretches = load_table("numerals")["stretches"]
    if word not in stretches:
        return _read_half(text, start, end, floor)
    kanji = "一" <= text[start - 1 : start] <= "鿿"
    if word[0] == "半" and kanji and not _BEFORE_HALF.search(text, max(0, start - 2), start):
        return None
    number, unit = stretches[word]
    amount = Amount(start, end, end, number, None, None, Unit(unit, "duration"))
    return _of_interval(read_interval(text, amount, floor, reference, vague=False))


def _kind(text: str, unit: Unit, per: str | None, start: int, end: int) -> FigureKind:
    """Return the kind of figure that a unit and a denominator make."""
    if unit.name == "percent" and (
        _CHANCE.search(text, max(0, start - _CHANCE_REACH), start) or _CHANCE.match(text, end + 1)
    ):
        return "probability"
    if per is None:
        return unit.kind
    if unit.name in _SPEED_LENGTHS and per in _SPEED_UNITS:
        return "speed"
    return "rate" if unit.kind in _MADE_A_RATE else unit.kind


def _is_name(text: str, amount: Amount) -> bool:
    """Tell that the amount is part of a word or a code after all."""
    goods = amount.unit.kind in {"mass", "area", "volume"}
    if is_denominator(text, amount.start, amount.end, amount.value, of_goods=goods):
        return True
    if amount.unit.kind == "count" and is_partitive(text, amount.start, amount.end, amount.value):
        return True
    if amount.unit.kind == "duration" and is_named_by(text, amount.end):
        return True
    if amount.unit.name or amount.is_fraction:
        return False
    if amount.unit.kind != "number":  # an unknown noun stands behind the digits
        return is_bare_name(text, amount.start, amount.numeral_end, spelled=False)
    start = bounds.spoken_sign_start(text, amount.start)
    spelled = amount.spelled and amount.end == amount.numeral_end
    return is_bare_name(text, start, amount.end, spelled=spelled)


def _is_in_word(text: str, amount: Amount) -> bool:
    """Tell that the numeral belongs to an idiom (一部) or to the name of a road."""
    if is_numbered_name(text, amount.start, amount.end):
        return True
    if _CALENDAR_YEAR.match(text, amount.start) and _DESIGNATION.match(text, amount.numeral_end):
        return True  # the asteroid 2025 XK
    if amount.spelled and is_place(text, amount.start, amount.numeral_end, amount.end):
        return True
    measured = amount.unit.kind not in {"count", "ordinal", "number", "duration"}
    return amount.spelled and is_idiom(
        text, amount.start, amount.numeral_end, counter_end=amount.end, measured=measured
    )


def _is_whole(value: float | None) -> bool:
    """Tell that things may be counted with a number: 24の州, and no .303の打者."""
    return value is None or value == int(value)


def _vague_modifier(text: str, amount: Amount, modifier: Modifier) -> Modifier:
    """Return how a number without a value is bounded: 数十 is tens_of, 10~20 a range."""
    wide = amount.low and amount.high and amount.high >= _TENFOLD * amount.low
    if not wide and _TENS.search(text, amount.start, amount.end):
        return "tens_of"
    return "range" if modifier in {"exact", "about"} else modifier


def _with_currency(
    text: str, unit: Unit, start: int, modifier: Modifier, floor: int
) -> tuple[Unit, int, Modifier]:
    """Return unit, start and modifier once a sign of currency before the number is read."""
    currency = bounds.currency_before(text, start, floor) if unit.name == "" else None
    if currency is None:
        return unit, start, modifier
    before = modifier_before(text, currency[1], floor)
    if before:
        return Unit(currency[0], "money"), before[1], before[0]
    return Unit(currency[0], "money"), currency[1], modifier


def _read_number(text: str, amount: Amount, floor: int, ahead: Denominator | None) -> Found:
    """Put the words around an amount together with it."""
    start, end, modifier = bounds.read_bounds(text, amount, floor)
    start = bounds.apply_sign(text, amount, start, floor)
    unit, start, modifier = _with_currency(text, amount.unit, start, modifier, floor)
    value, low, high = amount.value, amount.low, amount.high
    other = bounds.read_other_bound(text, amount, end, modifier)
    if other:
        end, low, high = other
        value, modifier = None, "range"
    elif value is None:
        modifier = _vague_modifier(text, amount, modifier)
    per = unit.per
    if per is None and text[end : end + 1] == "/" and (below := unit_table().at(text, end + 1)):
        per, end = below[0].name or None, below[1]
    denominator = ahead or denominator_before(text, start, floor)
    if denominator and not unit.rank:
        per, start = denominator.per, denominator.start
        before = modifier_before(text, start, floor) if ahead is None else None
        if before and modifier == "exact":
            modifier, start = before
    scale = text[start - 2 : start]
    if unit.kind == "temperature" and scale in {"摂氏", "華氏"} and start - 2 >= floor:
        start -= 2
    iso = None
    if unit.rank and unit.name in {"year", "month", "week", "day"} and value is not None:
        iso = iso_duration([(value, unit.name)])  # 3カ月目, as TIMEX3 has it
    kind = _kind(text, unit, per, start, end)
    return Found(start, end, Quantity(value, low, high, unit.name, per, modifier), kind, iso)


def _read_named(text: str, amount: Amount, floor: int) -> Found | None:
    """Read a bare number whose unit stands before it, 震度6強, or an age in brackets: (42)."""
    if amount.unit.kind != "number" or amount.unit.name or amount.value is None:
        return None
    start, end = amount.start, amount.end
    found = bounds.unit_before(text, start, floor)
    if found:
        unit, start, modifier = found
        end += text[end : end + 1] in {"強", "弱"}
        if after := modifier_after(text, end):
            end += len(after[1])
            modifier = after[0]
        return Found(start, end, Quantity(amount.value, unit=unit, modifier=modifier), "number")
    if _AGE.match(text, start - 2) and amount.value in _AGES:
        return Found(start, end, Quantity(amount.value, unit="year"), "age")
    return None


def _read_calendar_year(text: str, amount: Amount) -> Found | None:
    """Read bare digits that are a year: W杯2026; None for any other number."""
    if amount.unit.kind != "number" or amount.end != amount.numeral_end:
        return None
    start, end = amount.start, amount.end
    if end - start != 4 or not _CALENDAR_YEAR.match(text, start):  # noqa: PLR2004 - YYYY
        return None
    if modifier_after(text, end) or text[start - 1 : start] in {"-", "=", "約"}:
        return None
    year = text[start:end]
    return Found(start, end, Quantity(year, unit="date"), "date", year)


def _read_duration(text: str, amount: Amount, floor: int, reference: date | None) -> Found:
    """Read a stretch of time and the denominator before it: 週に20時間."""
    number = text[amount.start : amount.numeral_end]
    far = _VAGUE.search(text, amount.numeral_end, amount.end)
    value, _, high = read_value(number)
    vague = value is None and (far is not None or amount.high == high)  # 数年から10年 ends in 10
    found = _of_interval(read_interval(text, amount, floor, reference, vague=vague))
    denominator = denominator_before(text, found.start, floor)
    if denominator is None or found.kind != "duration":
        return found
    quantity = replace(found.quantity, per=denominator.per)
    return replace(found, start=denominator.start, quantity=quantity)


def read_mention(
    text: str,
    match: re.Match[str],
    floor: int,
    reference: date | None,
    ahead: Denominator | None = None,
) -> Found | None:
    """Read the mention whose number is ``match`` of :func:`start_pattern`.

    It may reach back to ``floor``. ``ahead`` is a denominator read just before it. None when
    the number counts nothing.
    """
    start, end = match.span()
    if match["word"]:
        return _read_word(text, start, end, floor, reference)
    if text[start - 1 : start] == "第" and start > floor:
        return read_ordinal(text, start, end)
    amount = read_amount(text, start, end)
    if amount is None or _is_in_word(text, amount):
        return None
    named = _read_named(text, amount, floor) or read_rank_word(text, amount, floor)
    priced = bounds.currency_before(text, start, floor) is not None
    if named or (not priced and _is_name(text, amount)):
        return named
    if amount.unit.kind == "number" and amount.unit.name == "" and _is_whole(amount.value):
        amount.unit = counted_behind(text, amount.end) or amount.unit
    if amount.unit.kind == "duration" and ahead is None:
        return _read_duration(text, amount, floor, reference)
    return _read_calendar_year(text, amount) or _read_number(text, amount, floor, ahead)
