"""Numbers with what they count: numeral + counter + modifier + denominator, and dates.

A mention covers the number, its unit and the words that touch it and bound it (約, 以上, ほど),
its denominator (1日に約1万発) and the part it plays in time (24年ぶり, 今後数年間).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from rkbrief.analysis.mentions import Found, read_mention, start_pattern
from rkbrief.analysis.not_figures import find_masked
from rkbrief.analysis.rates import denominator_ahead
from rkbrief.analysis.units import TIME_UNITS, in_base_unit, unit_table
from rkbrief.language.calendar import scan_calendar
from rkbrief.language.calendar_parts import Dated
from rkbrief.language.clock import Clock
from rkbrief.language.widths import fold_widths
from rkbrief.model import FigureKind, Quantity, Span

__all__ = ["Mention", "find_quantities", "in_base_unit"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A quantity or a date where it stands.

    ``text`` is exactly ``span`` of the text searched. ``iso`` is the TIMEX3 value of a date
    or a duration, else None. ``implied_date`` is what an interval points at (24年ぶり in
    2024: ``2000``), None when it points at nothing or there is no reference.
    """

    span: Span
    text: str
    quantity: Quantity
    kind: FigureKind
    iso: str | None = None
    implied_date: str | None = None


_EXCHANGE = re.compile(r"[1一](?P<unit>[^\s0-9=、。]{1,8}?)\s?=?\s?(?=約?[0-9一二三四五六七八九十百千])")
_AMOUNT_SOON = re.compile(r"[^0-9一二三四五六七八九十百千数何。]{0,6}")


def _of_date(start: int, end: int, dated: Dated | Clock) -> Found:
    """Return a date or a time of day as a mention."""
    if isinstance(dated, Clock):
        return Found(start, end, Quantity(dated.value, unit="time"), "time", dated.iso)
    low = high = None
    first, slash, last = dated.value.partition("/")
    if slash and first.isdigit() and last.isdigit():
        low, high = int(first), int(last)
    unit, modifier = ("year", "range") if low is not None else ("date", "exact")
    return Found(start, end, Quantity(dated.value, low, high, unit, None, modifier), "date", dated.iso)


def _rate(text: str, start: int, floor: int, reference: date | None) -> Found | None:
    """Read 1日に約1万発 as one figure, None when no amount follows the denominator."""
    ahead = denominator_ahead(text, start)
    if ahead is None:
        return None
    gap = _AMOUNT_SOON.match(text, ahead.end)
    match = start_pattern().match(text, gap.end() if gap else ahead.end)
    if match is None:
        return None
    found = read_mention(text, *match.span(), ahead.end, reference, ahead)
    if found is None or found.kind in {"ordinal", "date"}:
        return None
    return None if found.quantity.unit in TIME_UNITS else found  # 1時間30分 is one stretch


def _exchange(text: str, start: int, reference: date | None) -> Found | None:
    """Read 1ドル=150円台 as one figure: JPY per USD."""
    match = _EXCHANGE.match(text, start)
    if match is None:
        return None
    base = unit_table().at(text, start + 1)
    if base is None or base[0].kind != "money" or base[1] != match.end("unit"):
        return None
    number = start_pattern().search(text, match.end(), match.end() + 2)
    if number is None:
        return None
    number = start_pattern().match(text, number.start())
    found = number and read_mention(text, *number.span(), match.end(), reference)
    if not found or found.kind != "money":
        return None
    quantity = replace(found.quantity, per=base[0].name)
    return replace(found, start=start, quantity=quantity, kind="exchange_rate")


def _scan(text: str, reference: date | None) -> list[Found]:
    """Return the mentions of a folded text, disjoint and in order."""
    dates = scan_calendar(text, reference)
    masked = find_masked(text)
    found: list[Found] = []
    position = floor = at_date = at_mask = 0
    numbers = start_pattern()
    while True:
        match = numbers.search(text, position)
        start = match.start() if match else len(text) + 1
        while at_mask < len(masked) and masked[at_mask][1] <= start:
            at_mask += 1
        here = dates[at_date] if at_date < len(dates) else None
        mention = None
        if match:
            mention = _rate(text, start, floor, reference) if here is None or here[0] >= start else None
            if mention is None and (here is None or here[0] > start):
                mention = _exchange(text, start, reference)
        if mention is None and here and (match is None or here[0] < match.end()):
            if here[0] >= floor:
                mention = _of_date(*here)
            at_date += 1
        elif mention is None and match is None:
            return found
        elif mention is None and match:
            hidden = at_mask < len(masked) and masked[at_mask][0] <= start
            mention = None if hidden else read_mention(text, *match.span(), floor, reference)
            if mention and here and here[0] < mention.end:
                mention = None
            position = match.end()
        if mention:
            found.append(mention)
            position = max(position, mention.end)
            floor = mention.end
            while at_date < len(dates) and dates[at_date][0] < floor:
                at_date += 1


def find_quantities(text: str, *, reference: date | None = None) -> tuple[Mention, ...]:
    """Return the quantities and dates of ``text``, disjoint and in order.

    Dates and intervals are reckoned from ``reference``; without one they keep XXXX for what
    is unknown. ``quantity.value`` of a date is its ISO string, as precise as known.
    """
    folded = fold_widths(text)
    mentions = []
    for found in _scan(folded.text, reference):
        span = folded.span(found.start, found.end)
        mentions.append(
            Mention(span, span.of(text), found.quantity, found.kind, found.iso, found.implied_date)
        )
    return tuple(mentions)
