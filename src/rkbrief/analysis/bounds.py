"""What stands around an amount and changes it: modifiers, signs, signs of currency."""

from __future__ import annotations

import re
from functools import cache

from rkbrief.analysis.amounts import Amount
from rkbrief.analysis.modifiers import is_outside, modifier_after, modifier_before
from rkbrief.analysis.ranges import read_amount
from rkbrief.language.numerals import NUMERAL
from rkbrief.lexicon import compile_rules, load_table
from rkbrief.model import Modifier

_SIGN = re.compile(r"(?:マイナス|氷点下|零下|プラス|[-▲+])\s?$")
_SIGN_REACH = 5  # code points that the longest sign and a blank take
_PLUS = "+プ"
_DASHES = "-+"
_GRADE = re.compile("[56][強弱](?![いくまめ])")
_GRADE_REACH = 40
_BASE_REACH = 28
_LINKS = frozenset("はがも")  # what may stand between a measure and its number
_UPPER: frozenset[Modifier] = frozenset({"at_most", "less_than"})
_LOWER: frozenset[Modifier] = frozenset({"at_least", "more_than"})
_PARTICLES = "をには"
_MODIFIERS = 2  # how many words may bound a number on one side: 5万人余り以上


def read_bounds(text: str, amount: Amount, floor: int) -> tuple[int, int, Modifier]:
    """Return where the mention begins and ends with the words that bound it, and how they do.

    What stands behind the number outweighs what stands before it: 約500以上 is at least 500.
    """
    start, end = amount.start, amount.end
    modifier: Modifier = "exact"
    for _ in range(_MODIFIERS):
        before = modifier_before(text, start, floor)
        if before is None:
            break
        start = before[1]
        modifier = before[0] if modifier == "exact" else modifier
    for _ in range(_MODIFIERS):
        after = modifier_after(text, end)
        if after is None or (after[1] == "台" and amount.unit.name == ""):
            break
        if after[1][0] in _PARTICLES and _is_base(text[:start], amount):
            break
        modifier = modifier if after[0] == "exact" else after[0]
        if is_outside(after[1]):
            break
        end += len(after[1])
        if after[1][0] in _PARTICLES:
            break  # を超える closes what is said of the number: 100を超えるもの
    return start, end, modifier


def _is_base(before: str, amount: Amount) -> bool:
    """Tell that a number itself is no bound: another one is compared with it (前回の57.1%に届かず).

    What is a share of something must be named: 前年の3割を超える is more than 30 %.
    """
    rules = "base_share" if amount.unit.kind in {"percentage", "multiple"} else "base"
    return compile_rules("numerals", rules).search(before[-_BASE_REACH:]) is not None


def read_other_bound(
    text: str, amount: Amount, end: int, modifier: Modifier
) -> tuple[int, float, float] | None:
    """Read the second half of 100以上300以下, which begins at ``end``; return end, low, high."""
    if amount.value is None or modifier not in _LOWER | _UPPER:
        return None
    match = NUMERAL.match(text, end + (text[end : end + 1] == "、"))
    second = read_amount(text, *match.span()) if match else None
    if second is None or second.value is None:
        return None
    _, stop, other = read_bounds(text, second, second.start)
    if modifier in _LOWER and other in _UPPER and amount.value <= second.value:
        return stop, amount.value, second.value
    if modifier in _UPPER and other in _LOWER and second.value <= amount.value:
        return stop, second.value, amount.value
    return None


def spoken_sign_start(text: str, start: int) -> int:
    """Return where マイナス or ▲ before the number begins, ``start`` when there is none."""
    match = _SIGN.search(text, max(0, start - _SIGN_REACH), start)
    return start if match is None or match[0][0] in _DASHES else match.start()


def apply_sign(text: str, amount: Amount, start: int, floor: int) -> int:
    """Give the amount the sign before it; return where the mention begins.

    A dash behind a letter, a digit or a bracket joins and does not subtract.
    """
    if start != amount.start:
        return start
    match = _SIGN.search(text, max(floor, start - _SIGN_REACH), start)
    if match is None:
        return start
    before = text[match.start() - 1 : match.start()]
    joins = bool(before) and ((before.isascii() and before.isalnum()) or before in "ー)~")
    if match[0][0] in _DASHES and joins:
        return start
    if match[0][0] not in _PLUS:
        amount.value = None if amount.value is None else -amount.value
        if amount.low is not None and amount.high is not None:
            amount.low, amount.high = -amount.high, -amount.low
    return match.start()


@cache
def _named() -> tuple[tuple[str, str], ...]:
    table = load_table("units")["before_number"]
    words = [(word, unit) for unit, words in table.items() for word in words]
    return tuple(sorted(words, key=lambda item: -len(item[0])))


def unit_before(text: str, start: int, floor: int) -> tuple[str, int, Modifier] | None:
    """Return the unit that a word before the number names (震度6), and where the mention begins.

    In 震度は5強 and マグニチュードは約7 it begins at the number, with what bounds that.
    """
    modifier, at = modifier_before(text, start, floor) or ("exact", start)
    linked = text[at - 1 : at] in _LINKS
    for word, unit in _named():
        begins = at - linked - len(word)
        if begins >= floor and text.startswith(word, begins) and not (linked and word == "M"):
            return unit, at if linked else begins, modifier
    if _GRADE.match(text, start) and text.rfind("震度", max(0, start - _GRADE_REACH), start) >= 0:
        return "seismic_intensity", start, "exact"
    return None


@cache
def _signs() -> tuple[tuple[str, str], ...]:
    signs = load_table("units")["currency_signs"]
    return tuple(sorted(signs.items(), key=lambda item: -len(item[0])))


def currency_before(text: str, start: int, floor: int) -> tuple[str, int] | None:
    """Return the currency whose sign stands before the number, and where the sign begins."""
    position = start - (text[start - 1 : start] == " ")
    for sign, currency in _signs():
        at = position - len(sign)
        if at >= floor and text.startswith(sign, at):
            return currency, at
    return None
