"""One mention: a number, a stretch of time, a rank or a number word with all that belongs to it.

Positions are those of a text with folded widths.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from rkbrief.analysis.amounts import Amount, read_amount
from rkbrief.analysis.intervals import Interval, read_interval
from rkbrief.analysis.modifiers import is_outside, modifier_after, modifier_before
from rkbrief.analysis.not_figures import is_bare_name, is_idiom, is_partitive
from rkbrief.analysis.rates import Denominator, denominator_before
from rkbrief.analysis.units import Unit, rank_table
from rkbrief.language.calendar_patterns import any_of
from rkbrief.language.durations import WORDS
from rkbrief.language.numerals import NUMERAL, RUN, read_value
from rkbrief.lexicon import load_table
from rkbrief.model import FigureKind, Modifier, Quantity

_SIGN = re.compile(r"(?:マイナス|氷点下|零下|プラス|[-▲+])\s?$")
_TENS = re.compile(r"[数何幾]十")
_RANK_WORD = re.compile(r"(?:ナンバー|トップ|ベスト|ワースト|No\.|パート)\s?$")
_RANK_NOUN = re.compile(r"[ァ-ヴー]{2,10}|[A-Za-z](?![A-Za-z])")
_CALENDAR_YEARS = range(1900, 2100)
_UPPER: frozenset[Modifier] = frozenset({"at_most", "less_than"})
_LOWER: frozenset[Modifier] = frozenset({"at_least", "more_than"})
_SPEED_UNITS = {"hour", "minute", "second"}
_CHANCE = re.compile(r"確率|可能性")


@dataclass(frozen=True, slots=True)
class Found:
    """A mention at ``[start, end)`` of the folded text."""

    start: int
    end: int
    quantity: Quantity
    kind: FigureKind
    iso: str | None = None
    implied_date: str | None = None


@cache
def start_pattern() -> re.Pattern[str]:
    """Return what a mention may begin its number with: a numeral or a number word."""
    words = any_of([*WORDS, *load_table("numerals")["words"]])
    return re.compile(rf"(?P<word>{words})|{RUN}")


@cache
def _signs() -> tuple[tuple[str, str], ...]:
    signs = load_table("units")["currency_signs"]
    return tuple(sorted(signs.items(), key=lambda item: -len(item[0])))


def _currency_before(text: str, start: int, floor: int) -> tuple[str, int] | None:
    """Return the currency whose sign stands before the number, and where the sign begins."""
    position = start - (text[start - 1 : start] == " ")
    for sign, currency in _signs():
        at = position - len(sign)
        if at >= floor and text.startswith(sign, at):
            return currency, at
    return None


def _read_word(text: str, start: int, end: int, floor: int, reference: date | None) -> Found | None:
    """Read 四半世紀, 半年, 過半数."""
    word = text[start:end]
    if word in WORDS:
        if word[0] == "半" and "一" <= text[start - 1 : start] <= "鿿" and text[start - 1] not in "約第残":
            return None  # 上半年, 大半日
        number, unit = WORDS[word]
        amount = Amount(start, end, number, None, None, Unit(unit, "duration"))
        return _of_interval(read_interval(text, amount, floor, reference, vague=False))
    row = load_table("numerals")["words"][word]
    quantity = Quantity(row["value"], unit=row["unit"], modifier=row["modifier"])
    return Found(start, end, quantity, row["kind"])


def _of_interval(interval: Interval) -> Found:
    quantity = Quantity(
        interval.value, interval.low, interval.high, interval.unit, None, interval.modifier
    )
    return Found(
        interval.start, interval.end, quantity, interval.kind, interval.iso, interval.implied_date
    )


def _read_rank(text: str, start: int, end: int) -> Found | None:
    """Read 第7代, 第20ステージ: ``start`` is that of the number behind 第."""
    value = read_value(text[start:end])[0]
    found = rank_table().at(text, end)
    if value is None or (found and found[0].is_name):
        return None
    unit = found[0] if found else Unit("", "ordinal", rank=True)
    stop = found[1] if found else end
    if found is None and not text[start].isascii():
        return None  # 第一副首相
    if found is None and (noun := _RANK_NOUN.match(text, end)):
        stop = noun.end()
    return Found(start - 1, stop, Quantity(value, unit=unit.name), "ordinal")


def _bounds(text: str, amount: Amount, floor: int) -> tuple[int, int, Modifier]:
    """Return where the mention begins and ends with the words that bound it, and how they do."""
    start, end = amount.start, amount.end
    modifier: Modifier = "exact"
    before = modifier_before(text, start, floor)
    if before:
        modifier, start = before
        again = modifier_before(text, start, floor)
        start = again[1] if again else start
    for _ in range(2):
        after = modifier_after(text, end)
        if after is None or (after[1] == "台" and amount.unit.kind in {"count", "number"}):
            break
        if after[0] != "exact":
            modifier = after[0]
        if is_outside(after[1]):
            break
        end += len(after[1])
    return start, end, modifier


def _other_bound(text: str, amount: Amount, end: int, modifier: Modifier) -> tuple[int, float, float] | None:
    """Read the second half of 100以上300以下; return its end, low and high."""
    if amount.value is None or modifier not in _LOWER | _UPPER:
        return None
    position = end + (text[end : end + 1] == "、")
    match = NUMERAL.match(text, position)
    second = read_amount(text, *match.span()) if match else None
    if second is None or second.value is None:
        return None
    _, stop, other = _bounds(text, second, second.start)
    if modifier in _LOWER and other in _UPPER and amount.value <= second.value:
        return stop, amount.value, second.value
    if modifier in _UPPER and other in _LOWER and second.value <= amount.value:
        return stop, second.value, amount.value
    return None


def _sign(text: str, amount: Amount, start: int, floor: int) -> int:
    """Give the amount the sign before it; return where the mention begins."""
    if start != amount.start:
        return start
    match = _SIGN.search(text, max(floor, start - 5), start)
    if match is None:
        return start
    before = text[match.start() - 1 : match.start()]
    if match[0][0] in "-+" and (before.isascii() and before.isalnum() or before in "ー)~" and before):
        return start
    if match[0][0] not in "+プ":
        amount.value = None if amount.value is None else -amount.value
        if amount.low is not None and amount.high is not None:
            amount.low, amount.high = -amount.high, -amount.low
    return match.start()


def _kind(text: str, unit: Unit, per: str | None, start: int, end: int) -> FigureKind:
    """Return the kind of figure that a unit and a denominator make."""
    if unit.kind == "percentage" and unit.name == "percent" and (
        _CHANCE.search(text, max(0, start - 5), start) or _CHANCE.match(text, end + 1)
    ):
        return "probability"
    if per is None:
        return unit.kind
    if unit.kind in {"distance", "length"} and per in _SPEED_UNITS:
        return "speed"
    return "rate" if unit.kind in {"count", "number", "mass", "volume", "distance", "length"} else unit.kind


def _is_name(text: str, amount: Amount, numeral_end: int) -> bool:
    """Tell that the amount is part of a word or a code after all."""
    if amount.unit.name == "" and amount.unit.kind == "number" and not amount.is_fraction:
        if is_bare_name(text, amount.start, amount.end, spelled=amount.spelled and amount.end == numeral_end):
            return True
    elif amount.unit.name == "" and is_bare_name(text, amount.start, numeral_end, spelled=False):
        return True
    if amount.spelled and is_idiom(text, amount.start, numeral_end):
        return True
    return amount.unit.kind == "count" and is_partitive(text, amount.start, amount.end, amount.value)


def _read_number(text: str, amount: Amount, floor: int, ahead: Denominator | None) -> Found:
    """Put the words around an amount together with it."""
    low, high, value = amount.low, amount.high, amount.value
    start, end, modifier = _bounds(text, amount, floor)
    start = _sign(text, amount, start, floor)
    unit = amount.unit
    currency = _currency_before(text, start, floor) if unit.name == "" else None
    if currency:
        unit, start = Unit(currency[0], "money"), currency[1]
        before = modifier_before(text, start, floor)
        if before:
            modifier, start = before
    value, low, high = amount.value, amount.low, amount.high
    other = _other_bound(text, amount, end, modifier)
    if other:
        end, low, high = other
        value, modifier = None, "range"
    elif value is None and low is not None:
        vague = _TENS.search(text, amount.start, amount.end)
        modifier = "tens_of" if vague else "range" if modifier in {"exact", "about"} else modifier
    per = unit.per
    denominator = ahead or (None if unit.rank else denominator_before(text, start, floor))
    if denominator and unit.kind != "ordinal":
        per, start = denominator.per, denominator.start
    if start == amount.start and unit.name in {"degC", "degF"}:
        for word in ("摂氏", "華氏"):
            if start - 2 >= floor and text.startswith(word, start - 2):
                start -= 2
    kind = _kind(text, unit, per, start, end)
    return Found(start, end, Quantity(value, low, high, unit.name, per, modifier), kind)


def _calendar_year(text: str, amount: Amount, numeral_end: int) -> bool:
    """Tell that bare digits are a year: 2019 alone, W杯2026."""
    digits = text[amount.start : numeral_end]
    return (
        amount.unit.kind == "number"
        and amount.end == numeral_end
        and len(digits) == 4  # noqa: PLR2004 - YYYY
        and digits.isdigit()
        and int(digits) in _CALENDAR_YEARS
        and modifier_after(text, amount.end) is None
        and text[amount.start - 1 : amount.start] not in {"-", "=", "約"}
    )


def read_mention(
    text: str, start: int, end: int, floor: int, reference: date | None, ahead: Denominator | None = None
) -> Found | None:
    """Read the mention whose number is the numeral or number word at ``[start, end)``.

    It may reach back to ``floor``. ``ahead`` is a denominator read just before it. None when
    the number counts nothing.
    """
    if start_pattern().match(text, start).lastgroup == "word":
        return _read_word(text, start, end, floor, reference)
    if text[start - 1 : start] == "第" and start > floor:
        return _read_rank(text, start, end)
    amount = read_amount(text, start, end)
    if amount is None or (amount.spelled and is_idiom(text, start, end) and amount.unit.kind != "money"):
        return None
    if rank := _RANK_WORD.search(text, max(floor, start - 5), start):
        return Found(rank.start(), end, Quantity(amount.value, amount.low, amount.high, "rank"), "ordinal")
    if _currency_before(text, start, floor) is None and _is_name(text, amount, end):
        return None
    if _calendar_year(text, amount, end):
        year = text[start:end]
        return Found(start, end, Quantity(year, unit="date"), "date", year)
    if amount.unit.kind == "duration" and ahead is None:
        vague = read_value(text[start:end])[0] is None
        found = _of_interval(read_interval(text, amount, floor, reference, vague=vague))
        denominator = denominator_before(text, found.start, floor)
        if denominator and found.kind == "duration":
            quantity = replace(found.quantity, per=denominator.per)
            return replace(found, start=denominator.start, quantity=quantity)
        return found
    return _read_number(text, amount, floor, ahead)
