"""Numbers with what they count: numeral + counter + modifier + denominator, and dates.

A mention covers the number, its unit and the words that touch it and bound it (約, 以上, ほど),
its denominator (1日に約1万発) and the part it plays in time (24年ぶり, 今後数年間).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from datetime import date
from operator import itemgetter

from msgspec import Struct
from msgspec.structs import replace

from rkbrief.analysis.found import Found
from rkbrief.analysis.intervals import TERM_MONTHS
from rkbrief.analysis.mentions import read_mention, start_pattern
from rkbrief.analysis.not_figures import find_masked
from rkbrief.analysis.paired_stretches import pair_stretches
from rkbrief.analysis.rates import (
    Denominator,
    denominator_ahead,
    denominator_of_many,
    denominator_of_noun,
)
from rkbrief.analysis.units import TIME_UNITS, in_base_unit, unit_table
from rkbrief.language.calendar import scan_calendar
from rkbrief.language.clock import Clock
from rkbrief.language.dated import Dated
from rkbrief.language.widths import fold_widths
from rkbrief.lexicon import compile_rules
from rkbrief.model import FigureKind, Quantity, Span

__all__ = ["Mention", "find_quantities", "in_base_unit"]


class Mention(Struct, frozen=True, gc=False):
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


_EXCHANGE = re.compile(
    r"[1一](?P<unit>[^\s0-9=、。]{1,8}?)\s?=?\s?(?=約?[0-9一二三四五六七八九十百千])"
)
_DRIVE_REACH = 16
_OF_WEIGHT = frozenset(("Bq", "kcal", "mg", "ug", "ng"))
"""What is measured in so and so much of something, whose キロ is a weight."""
_SMALL_COINS = {"sen", "cent"}  # 1円30銭 is one amount
_OWN_NOUN = re.compile("(?:[一-鿿ァ-ヴー」]の|(?![約計総各全数])[一-鿿])$")
_NOUN_REACH = 2
_PASSES = re.compile("を[^を]*[上下]回")
_FRACTION = re.compile("[1-9]/[1-9][0-9]?")
_SHARE_BEFORE = re.compile("[の約ぼ]")
_SHARE_BEHIND = re.compile(",[0-9]{3}|に(?:な|減|縮|低|下|相当|満)|以[上下]|程度|ほど|近く|強|弱")
_TERM_REACH = 6
_AMOUNT_SOON = re.compile(r"[^0-9一二三四五六七八九十百千数何。]{0,6}")


def _of_date(start: int, end: int, dated: Dated | Clock) -> Found:
    """Return a date or a time of day as a mention."""
    if isinstance(dated, Clock):
        return Found(start, end, Quantity(dated.value, unit="time"), "time", dated.iso)
    low = high = None
    first, slash, last = dated.value.partition("/")
    if slash and first.isdigit() and last.isdigit():
        low, high = int(first), int(last)
    quantity = Quantity(dated.value, unit="date")
    if low is not None:
        quantity = Quantity(dated.value, low, high, "year", None, "range")
    return Found(start, end, quantity, "date", dated.iso)


def _read_rate(text: str, start: int, reference: date | None) -> Found | None:
    """Read 1日に約1万発 as one figure, None when no amount follows the denominator."""
    number = start_pattern().match(text, start)
    ahead = denominator_ahead(text, start) or denominator_of_noun(text, start)
    if ahead is None and number and not number["word"]:
        ahead = denominator_of_many(text, *number.span())
    if ahead is None:
        return None
    gap = _AMOUNT_SOON.match(text, ahead.end)
    match = start_pattern().match(text, gap.end() if gap else ahead.end)
    if match is None:
        return None
    found = read_mention(text, match, ahead.end, reference, ahead)
    if found is None or found.kind in {"ordinal", "date"}:
        return None
    if found.kind == "money" or found.quantity.unit in _OF_WEIGHT:
        found = replace(found, quantity=replace(found.quantity, per=_per_weight(text, ahead)))
    elif ahead.is_bare:
        return None
    return None if found.quantity.unit in TIME_UNITS else found  # 1時間30分 is one stretch


def _per_weight(text: str, ahead: Denominator) -> str:
    """Return the denominator of a price: a キロ that is paid for is a weight, a drive aside."""
    written = text[ahead.start : ahead.end]
    paid = ahead.per.endswith("km") and "キロ" in written and "キロメ" not in written
    driven = compile_rules("units", "driven")
    if paid and not driven.search(text, max(0, ahead.start - _DRIVE_REACH), ahead.start):
        return ahead.per.removesuffix("km") + "kg"
    return ahead.per


def _read_exchange(text: str, start: int, reference: date | None) -> Found | None:
    """Read 1ドル=150円台 as one figure: JPY per USD."""
    match = _EXCHANGE.match(text, start)
    if match is None:
        return None
    base = unit_table().at(text, start + 1)
    if base is None or base[0].kind != "money" or base[1] != match.end("unit"):
        return None
    number = start_pattern().search(text, match.end(), match.end() + 2)
    number = start_pattern().match(text, number.start()) if number else None
    found = read_mention(text, number, match.end(), reference) if number else None
    if found is None or found.kind != "money" or found.quantity.unit in _SMALL_COINS:
        return None
    quantity = replace(found.quantity, per=base[0].name)
    return replace(found, start=start, quantity=quantity, kind="exchange_rate")


def _read_joint(text: str, start: int, next_date: int, reference: date | None) -> Found | None:
    """Read a rate or a rate of exchange that begins at ``start``, at a date's place at most."""
    if start > next_date:
        return None
    rate = _read_rate(text, start, reference)
    return _read_exchange(text, start, reference) if rate is None and start < next_date else rate


def _is_hidden(masked: list[tuple[int, int]], start: int, end: int) -> bool:
    """Tell that ``[start, end)`` lies inside a masked stretch."""
    place = bisect_right(masked, start, key=itemgetter(0)) - 1
    return place >= 0 and masked[place][0] <= start and end <= masked[place][1]


def _is_no_date(text: str, start: int, end: int) -> bool:
    """Tell that what looks like a month is part of a sentence (懲役2年6月), 1/3 a fraction."""
    if _FRACTION.fullmatch(text, start, end):
        return bool(_SHARE_BEFORE.search(text, max(0, start - 1), start)) or bool(
            _SHARE_BEHIND.match(text, end)
        )
    return bool(TERM_MONTHS.match(text, start)) and bool(
        compile_rules("numerals", "terms_of_years").search(text, max(0, start - _TERM_REACH), start)
    )


def _visible_dates(
    text: str, reference: date | None, masked: list[tuple[int, int]], context: str
) -> list[tuple[int, int, Dated | Clock]]:
    """Return the dates that are no mere part of a link or a code; Q1 and 2024.6.19 are whole."""
    whole = set(masked)
    return [
        (start, end, dated)
        for start, end, dated in scan_calendar(text, reference, context)
        if (start, end) in whole
        or not (_is_hidden(masked, start, end) or _is_no_date(text, start, end))
    ]


class _Numbers:
    """The numbers of a text one by one; the text between two is searched only once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._next = start_pattern().search(text)

    def after(self, position: int) -> re.Match[str] | None:
        """Return the first number that begins at ``position`` or later; it may only grow."""
        if self._next and self._next.start() < position:
            self._next = start_pattern().search(self._text, position)
        return self._next


def _as_compared(text: str, mention: Found, before: list[Found]) -> Found:
    """Return an amount that another one exceeds without what says so: 前年505億円を上回る.

    It is the exact amount of its own noun, which stands before it, with の or without, and the
    other one, of the same unit, earlier in the sentence.
    """
    verb = text.find("を", mention.start, mention.end)
    noun = _OWN_NOUN.search(text, max(0, mention.start - _NOUN_REACH), mention.start)
    if verb < 0 or noun is None or mention.quantity.modifier not in {"more_than", "less_than"}:
        return mention
    if noun[0].endswith("の") and not _PASSES.match(text, verb, mention.end):
        return mention
    if not any(other.quantity.unit == mention.quantity.unit for other in before):
        return mention
    return replace(mention, end=verb, quantity=replace(mention.quantity, modifier="exact"))


def _scan(text: str, reference: date | None, context: str) -> list[Found]:
    """Return the mentions of a folded text, disjoint and in order.

    A rate or a rate of exchange comes before a date at its place (1日に約1万発), a date before
    a number.
    """
    masked = find_masked(text)
    dates = deque(_visible_dates(text, reference, masked, context))
    numbers = _Numbers(text)
    found: list[Found] = []
    position = floor = 0
    while True:
        match = numbers.after(position)
        next_date = dates[0][0] if dates else len(text)
        if match is None and not dates:
            return found
        mention = _read_joint(text, match.start(), next_date, reference) if match else None
        if mention is None and dates and (match is None or next_date < match.end()):
            mention = _of_date(*dates.popleft())
        elif mention is None and match:
            position = match.end()
            if not _is_hidden(masked, match.start(), match.start() + 1):
                mention = read_mention(text, match, floor, reference)
            if mention and mention.end > next_date:
                mention = None
        if mention and mention.start >= floor:
            found.append(_as_compared(text, mention, found))
            floor = mention.end
            position = max(position, floor)
        while dates and dates[0][0] < floor:
            dates.popleft()


def find_quantities(
    text: str, *, reference: date | None = None, context: str = ""
) -> tuple[Mention, ...]:
    """Return the quantities and dates of ``text``, disjoint and in order.

    Dates and intervals are reckoned from ``reference``; without one they keep XXXX for what
    is unknown. ``context`` is the text before it, on whose last date 同年 and 翌日 lean.
    ``quantity.value`` of a date is its ISO string, as precise as known.
    """
    folded = fold_widths(text)
    mentions = []
    for found in pair_stretches(folded.text, _scan(folded.text, reference, context), reference):
        span = folded.span(found.start, found.end)
        mentions.append(
            Mention(span, span.of(text), found.quantity, found.kind, found.iso, found.implied_date)
        )
    return tuple(mentions)
