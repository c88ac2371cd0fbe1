"""One number with its unit: 1億2000万円, 3割5分, 150円12銭, 20代.

Positions are those of a text with folded widths.
"""

from __future__ import annotations

import re
from functools import cache
from math import isfinite

from rkbrief.analysis.modifiers import is_outside, modifier_after
from rkbrief.analysis.spellings import BARE, Amount, read_spelled
from rkbrief.analysis.units import Unit, unit_table
from rkbrief.language.numerals import RUN, read_value
from rkbrief.lexicon import compile_pattern, load_table
from rkbrief.lexicon.sought import Sought

__all__ = ["BARE", "Amount", "read_noun", "read_simple"]

_PERCENT = Unit("percent", "percentage")
_AGE = Unit("year", "age")
_DECADE_OF_LIFE = re.compile(r"歳?代(前半|後半)?(?![表金理替わ目])")
_NTH = re.compile(r"目(?![的標指線立盛])")
_KATAKANA = re.compile(r"[ァ-ヴー]{3,16}")
_DECADES = frozenset(range(10, 100, 10))
_WARI = Sought(
    rf"\s?割(?!り|合|愛|れ|っ)(?:(?P<half>半)|(?P<bu>{RUN})分(?!の))?(?:(?P<rin>{RUN})厘)?",
    ("割",),
)
_TENTHS = re.compile(r"(?<=度)([1-9一二三四五六七八九])分(?![の間一-鿿])")
_NOUN = re.compile(
    r"[一-鿿々]{2,4}(?![一-鿿々くいき])|[一-鿿々](?=[^一-鿿々ぁ-ん]|[がはをにのとでもへや]|$)|[ァ-ヴー]{2,12}"
)
_NOT_A_NOUN = re.compile(
    r"[以未超余強弱前後程近足内上下比台級規相毎当現時同第及又並増減高安]|メートル法"
)


@cache
def _contexts() -> dict[str, tuple[str, ...]]:
    return {name: tuple(words) for name, words in load_table("units")["contexts"].items()}


_CONTEXT = 12  # code points before a number in which a word may decide its unit
_WIDE_CONTEXT = 32  # the same for キロ
_FEW_TIMES = 12  # more than so many 度 without a word of heat are degrees


def _in_context(name: str, text: str, start: int) -> bool:
    window = text[max(0, start - _CONTEXT) : start]
    return any(word in window for word in _contexts()[name])


@cache
def _kilos() -> tuple[tuple[str, str, Sought], ...]:
    rows = load_table("units")["kilos"]
    return tuple((row["unit"], row["where"], compile_pattern(row["pattern"])) for row in rows)


def _is_weight(text: str, amount: Amount) -> bool:
    """Tell whether a キロ is a kilogram by the words around it; else it is a kilometre."""
    sentence = text.rfind("。", 0, amount.start) + 1
    before = text[max(sentence, amount.start - _WIDE_CONTEXT) : amount.start]
    behind = text[amount.end + len("キロ") : amount.end + _CONTEXT + len("キロ")]
    for unit, where, pattern in _kilos():
        if pattern.search(before if where == "before" else behind):
            return unit == "kg"
    return False


def _decided(unit: Unit, surface: str, text: str, amount: Amount) -> Unit:
    """Decide between the readings of 度, キロ and ポンド by the words before the number."""
    if surface == "度":
        for name in ("degF", "degC"):
            if _in_context(name, text, amount.start):
                return Unit(name, "temperature")
        number = amount.value if amount.value is not None else amount.high or 0
        if _in_context("latitude", text, amount.start):
            return Unit("degree", "number")
        signed = text[amount.start - 1 : amount.start] == "-"
        if signed or number != int(number) or number > _FEW_TIMES:
            return Unit("degC", "temperature")
    if surface == "キロ" and _is_weight(text, amount):
        return Unit("kg", "mass")
    if surface == "ポンド" and _in_context("lb", text, amount.start):
        return Unit("lb", "mass")
    return unit


def _read_wari(text: str, amount: Amount) -> bool:
    """Read 3割, 5割半, 2割5分 as a percentage."""
    match = _WARI.match(text, amount.end)
    if match is None:
        return False
    extra: float = 5 if match["half"] else 0
    extra += (read_value(match["bu"])[0] or 0) if match["bu"] else 0
    extra += (read_value(match["rin"])[0] or 0) / 10 if match["rin"] else 0
    if amount.value is not None:
        amount.value = amount.value * 10 + extra
    elif amount.low is not None and amount.high is not None:
        amount.low, amount.high = amount.low * 10, amount.high * 10
    amount.unit, amount.end = _PERCENT, match.end()
    return True


def _read_age_decade(text: str, amount: Amount) -> bool:
    """Read 20代 as ages 20 to 29; 10代 likewise."""
    match = _DECADE_OF_LIFE.match(text, amount.end)
    if match is None or amount.value not in _DECADES:
        return False
    first, last = {"前半": (0, 4), "後半": (5, 9)}.get(match[1] or "", (0, 9))
    amount.low, amount.high = amount.value + first, amount.value + last
    amount.value, amount.unit, amount.end = None, _AGE, match.end()
    return True


_HUNDREDTH = 0.01  # what a 分 behind another coin is


@cache
def _small_change() -> Sought:
    coins = tuple(load_table("units")["small_change"])
    return Sought(rf"と?({RUN})(?:[-~]({RUN}))?({'|'.join(coins)})(?:({RUN})分)?", coins)


def _read_change(text: str, amount: Amount) -> None:
    """Add 12銭 to 150円, 5セント to 545ドル; make 151円83~85銭 a range."""
    match = _small_change().match(text, amount.end)
    if match is None or amount.value is None:
        return
    coin = load_table("units")["small_change"][match[3]]
    change = (read_value(match[1])[0] or 0) * coin
    if match[4]:
        change += (read_value(match[4])[0] or 0) * _HUNDREDTH
    amount.end = match.end()
    low, high = round(amount.value + change, 6), None
    if match[2] and (upper := read_value(match[2])[0]):
        high = round(amount.value + upper * coin, 6)
    if high is None or high < low:
        amount.value = low
    else:
        amount.value, amount.low, amount.high = None, low, high


def _read_tenths(text: str, amount: Amount) -> None:
    """Add 八分 to 四十一度, as weather is told in words: 41.8 degrees."""
    match = _TENTHS.match(text, amount.end)
    if match is None or amount.value is None or amount.value != int(amount.value):
        return
    tenths = (read_value(match[1])[0] or 0) / 10
    amount.value, amount.end = round(amount.value + tenths, 1), match.end()


def _foreign_money(text: str, position: int) -> tuple[Unit, int] | None:
    """Return the currency in a longer name: スウェーデンクローナ is a krona."""
    match = _KATAKANA.match(text, position)
    if match is None:
        return None
    for start in range(position + 1, match.end() - 1):
        found = unit_table().at(text, start)
        if found and found[0].kind == "money" and found[1] == match.end():
            return found
    return None


def _read_unit(text: str, amount: Amount) -> bool:
    """Give the amount the unit behind it; False when that makes it a name (4世, 3丁目)."""
    position = amount.end
    found = unit_table().at(text, position)
    if found is None and text[position : position + 1] == " ":
        while text[position : position + 1] == " ":
            position += 1
        found = unit_table().at(text, position)
        if found and found[0].kind in {"count", "ordinal", "duration"}:
            found = None
    found = found or _foreign_money(text, position)
    if found is None:
        return True
    unit, end = found
    if unit.is_name:
        return False
    surface = text[position:end]
    if (
        surface == "元"
        and "一" <= text[end : end + 1] <= "鿿"
        and text[end] not in "安高台前以近超余弱強程相"
    ):
        return False
    if unit.kind == "count" and _NTH.match(text, end):
        unit, end = Unit(unit.name, "ordinal", rank=True), end + 1  # 3発目
    amount.unit, amount.end = _decided(unit, surface, text, amount), end
    if unit.kind == "money":
        _read_change(text, amount)
    if amount.unit.kind == "temperature":
        _read_tenths(text, amount)
    return True


def read_simple(text: str, start: int, end: int) -> Amount | None:
    """Read one number at ``[start, end)`` with its unit; None when it is a name or too large."""
    amount, done = read_spelled(text, start, end)
    if not all(x is None or isfinite(x) for x in (amount.value, amount.low, amount.high)):
        return None
    if done and unit_table().at(text, amount.end) is None:
        return amount
    if _read_wari(text, amount) or _read_age_decade(text, amount):
        return amount
    return amount if _read_unit(text, amount) else None


def read_noun(text: str, amount: Amount) -> None:
    """Take an unknown noun behind digits into the span: 10自治会, 2インターセプト."""
    match = _NOUN.match(text, amount.end)
    bound = modifier_after(text, amount.end)
    if bound and not is_outside(bound[1]):
        return
    if match and not amount.spelled and _NOT_A_NOUN.match(text, amount.end) is None:
        amount.end = match.end()
        amount.unit = Unit("", "count")
