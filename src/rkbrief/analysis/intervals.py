"""Stretches of time and the part they play: 24年ぶり, 20年近く, 今後数年間, 3日以内, 1年半前."""

from __future__ import annotations

import re
from datetime import date
from functools import partial

from msgspec import Struct, field

from rkbrief.analysis.amounts import Amount, read_simple
from rkbrief.analysis.modifiers import modifier_after, modifier_before
from rkbrief.language import reckoning
from rkbrief.language.durations import iso_duration
from rkbrief.language.numerals import NUMERAL
from rkbrief.lexicon import compile_rules, load_table
from rkbrief.model import FigureKind, Modifier

_rules = partial(compile_rules, "numerals")

_FINER = {
    "year": ("month", 12),
    "week": ("day", 7),
    "day": ("hour", 24),
    "hour": ("minute", 60),
    "minute": ("second", 60),
    "month": ("day", 30),
}
_ORDER = ["century", "year", "month", "week", "day", "hour", "minute", "second"]
_HUNDREDTHS = re.compile(r"[0-9]{2}(?![0-9])")
TERM_MONTHS = re.compile("([0-9]{1,2})月")
_HALF = re.compile(r"半(?![ば期数額導島面])")
_STEPS = 5  # how many words behind a stretch may belong to it
_TENS = re.compile("[数何幾]十")
_NOMINAL = 1.5  # 数 is 2 to 9, nominally 3


class Interval(Struct):
    """A stretch of time at ``[start, end)`` with its modifier, kind and ISO 8601."""

    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    unit: str
    modifier: Modifier
    kind: FigureKind
    iso: str | None
    implied_date: str | None = None
    parts: list[tuple[float, str]] = field(default_factory=list)


def _compound(text: str, amount: Amount) -> list[tuple[float, str]]:
    """Read 2カ月10日 behind 1年 into the amount; return the parts, the largest first."""
    parts = [(amount.value or 0, amount.unit.name)]
    _hundredths(text, amount, parts)
    _months_of_term(text, amount, parts)
    while match := NUMERAL.match(text, amount.end):
        part = read_simple(text, *match.span())
        if part is None or part.value is None or part.unit.kind != "duration":
            break
        larger = parts[-1][1]
        if larger not in _ORDER or part.unit.name not in _ORDER:  # quarters, decades, generations
            break
        if _ORDER.index(part.unit.name) <= _ORDER.index(larger):
            break
        parts.append((part.value, part.unit.name))
        amount.end = part.end
        _hundredths(text, amount, parts)
    return parts


def _months_of_term(text: str, amount: Amount, parts: list[tuple[float, str]]) -> None:
    """Add the months of a sentence as courts write it: 懲役2年6月."""
    months = TERM_MONTHS.match(text, amount.end)
    if (
        months
        and parts[-1][1] == "year"
        and _rules("terms").search(text, max(0, amount.start - 3), amount.start)
    ):
        parts.append((int(months[1]), "month"))
        amount.end = months.end()


def _hundredths(text: str, amount: Amount, parts: list[tuple[float, str]]) -> None:
    """Add the hundredths of 9秒95 to its seconds."""
    match = _HUNDREDTHS.match(text, amount.end)
    if match is None or parts[-1][1] != "second" or amount.value is None:
        return
    seconds = parts[-1][0] + int(match[0]) / 100
    parts[-1] = (seconds, "second")
    amount.end = match.end()
    if len(parts) == 1:
        amount.value = seconds


def _total(parts: list[tuple[float, str]]) -> tuple[float, str]:
    """Return the parts as one number of the smallest unit: 1年2カ月 is 14 months."""
    value, unit = parts[0]
    for more, finer in parts[1:]:
        while unit != finer and unit in _FINER:
            unit, factor = _FINER[unit]
            value *= factor
        value += more
    return value, unit


def _prefix(text: str, start: int, floor: int) -> tuple[int, bool]:
    """Return where 過去, ここ, 今後 before the stretch begins, and whether it points ahead."""
    table = load_table("numerals")
    for name in ("ahead", "behind"):
        for word in table[name]:
            at = start - len(word)
            if at >= floor and text.startswith(word, at):
                if word in {"ここ", "この"} and text[at - 1 : at] in {"そ", "あ", "こ"}:
                    continue
                return at, name == "ahead"
    return start, False


def _iso(parts: list[tuple[float, str]], amount: Amount, *, vague: bool) -> str | None:
    """Return the ISO 8601 duration; of a range both ends, of a vague one the nominal value."""
    unit = parts[0][1]
    if unit not in _ORDER:
        return None
    if amount.value is not None:
        return iso_duration(parts)
    if amount.low is None or amount.high is None:
        return None
    if vague:
        narrow = amount.high < 2 * amount.low  # 十数, 四十数
        nominal = (amount.low + amount.high) // 2 if narrow else amount.low * _NOMINAL
        return iso_duration([(nominal, unit)])
    return f"{iso_duration([(amount.low, unit)])}/{iso_duration([(amount.high, unit)])}"


def _back(reference: date, number: float, unit: str) -> str | None:
    """Return the date ``number`` units before the reference, as precise as the unit."""
    if unit == "century":
        number, unit = number * 100, "year"
    if unit == "year" and number != int(number):
        number, unit = round(number * 12), "month"
    if unit == "year":
        year = reference.year - int(number)
        return f"{year:04d}" if year > 0 else None
    if unit == "month":
        year, month = reckoning.shifted_month(reference.year, reference.month, -int(number))
        return f"{year:04d}-{month:02d}" if year > 0 else None
    days = {"day": 1, "week": 7}.get(unit)
    if days is None or number > reference.toordinal():
        return None
    day = reckoning.shifted_day(reference, -int(number * days))
    return day.isoformat() if day else None


def implied_date(interval: Interval, reference: date | None) -> str | None:
    """Return what an interval that lies behind points at, a range as START/END."""
    if reference is None or interval.kind != "interval_since":
        return None
    if interval.value is not None:
        return _back(reference, interval.value, interval.unit)
    if interval.low is None or interval.high is None:
        return None
    first, last = (_back(reference, n, interval.unit) for n in (interval.high, interval.low))
    return f"{first}/{last}" if first and last else None


def _half(text: str, interval: Interval) -> None:
    """Add the half of 2年半."""
    if not _HALF.match(text, interval.end):
        return
    last, unit = interval.parts[-1]
    interval.parts[-1] = (last + 0.5, unit)
    interval.end += 1
    if interval.value is not None:
        interval.value += 0.5
    elif interval.low is not None and interval.high is not None:
        interval.low, interval.high = interval.low + 0.5, interval.high + 0.5


def _bound(text: str, interval: Interval) -> bool:
    """Take in a modifier behind the stretch: 近く, 以内; False when none follows."""
    bound = modifier_after(text, interval.end)
    if bound is None or bound[1] == "台":
        return False
    if bound[0] != "exact":
        interval.modifier = bound[0]
    if bound[1] == "以内":
        interval.kind = "horizon"
    interval.end += len(bound[1])
    return True


def _role(text: str, interval: Interval) -> bool:
    """Take in ぶり, 前, 後, 間, 連続; True when more words may belong to the stretch."""
    role = _rules("roles").match(text, interval.end)
    if role is None:
        return False
    interval.end = role.end()
    if role["since"] or role["ago"]:
        interval.kind = "interval_since"
    elif role["ahead"] or (role["later"] and reckoning.tense_after(text, interval.end) > 0):
        interval.kind = "horizon"
    return bool(role["go"] or role["run"])


def _tail(text: str, interval: Interval) -> None:
    """Take in the words behind a stretch: 半, 近く, 以内, ぶり, 前, 後, 間."""
    _half(text, interval)
    for _ in range(_STEPS):
        if not (_bound(text, interval) or _role(text, interval)):
            return


def read_interval(
    text: str, amount: Amount, floor: int, reference: date | None, *, vague: bool
) -> Interval:
    """Return the stretch of time that ``amount`` begins, with every word that belongs to it.

    ``vague`` tells that its number is one such as 数.
    """
    parts = _compound(text, amount)
    interval = Interval(
        amount.start,
        amount.end,
        amount.value,
        amount.low,
        amount.high,
        parts[0][1],
        "exact",
        "duration",
        None,
        None,
        parts,
    )
    if len(parts) > 1:
        interval.value, interval.unit = _total(parts)
    _tail(text, interval)
    if interval.unit == "year" and text.startswith("周年", amount.end - 2):
        interval.kind = "interval_since"
    before = modifier_before(text, interval.start, floor)
    if before:
        if interval.modifier == "exact":
            interval.modifier = before[0]
        interval.start = before[1]
    interval.start, ahead = _prefix(text, interval.start, floor)
    if ahead:
        interval.kind = "horizon"
    shifted = [(interval.parts[0][0], interval.parts[0][1])] if len(parts) == 1 else interval.parts
    interval.iso = _iso(
        shifted,
        Amount(0, 0, 0, amount.value, interval.low, interval.high, amount.unit),
        vague=vague,
    )
    if (
        interval.value is None
        and interval.modifier in {"exact", "about"}
        and (interval.modifier == "exact" or not vague)
    ):
        tens = _TENS.search(text, amount.start, amount.numeral_end)
        interval.modifier = "tens_of" if vague and tens else "range"
    interval.implied_date = implied_date(interval, reference)
    return interval
