"""How a number is spelled: 一万 / １万 / 1,000 / 1億2000万 / 数十 / 3分の2.

Spelling only. Whether a numeral means an amount, a date or nothing (一方, F-16) is decided by
who knows what stands around it.
"""

from __future__ import annotations

import re
from math import isfinite

from msgspec import Struct

from rkbrief.language.widths import fold_widths
from rkbrief.lexicon.sought import Sought
from rkbrief.model import Span

DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])|[0-9]+)(?:\.[0-9]+)?"
_KANJI = "〇零一二三四五六七八九十百千"
_ONES = "〇零一二三四五六七八九"  # never right behind a digit: 3四半期
_VAGUE = "数何幾"  # 何 and 幾 only before 十, 百, ...: 何人 is a question
_SCALES = "万億兆京"
_AFTER_SEVERAL = (
    "人名年カか月日週時分秒回個本件社枚台頭匹度倍発点歳店校世種割隻機基戸棟軒冊票席行%ァ-ヶ"
)
_OF_WORDS = "複多少件人回台点個口戸票頭本枚員画語総偶奇整関手指変倍"  # 複数, 件数: "number of"
# A digit group may follow a scale only (1億2000万). The parts are possessive and bounded, so
# that no text costs more than one pass; a possessive group around them would say it better, but
# Python before 3.11.5 matches such groups wrongly (python/cpython#106052).
_MOST_PARTS = 32
RUN = (
    rf"(?:{DIGITS}|[{_KANJI}]|[{_VAGUE}](?=[十百千{_SCALES}])|(?<![{_OF_WORDS}])数(?=[{_AFTER_SEVERAL}]))"
    rf"(?:(?![{_ONES}])[{_KANJI}{_SCALES}]++|(?<![0-9])[{_KANJI}{_SCALES}]++"
    rf"|数(?![字学量値式理奇珠表列])"
    rf"| {{1,4}}(?=[{_SCALES}])|(?<=[{_KANJI}{_SCALES}]){DIGITS}){{0,{_MOST_PARTS}}}"
    rf"(?:・[{_ONES}]++(?![年月日時号番区条・]))?"
)
NUMERAL = re.compile(RUN)
FRACTION = Sought(rf"\s?分\s?の\s?({RUN})", ("分",))
_TOKENS = re.compile(rf"{DIGITS}|[{_KANJI}{_VAGUE}{_SCALES}・]")
_DIGIT_OF = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0}
_TENS = {"十": 10, "百": 100, "千": 1000}
_POWERS = {"万": 10**4, "億": 10**8, "兆": 10**12, "京": 10**16}
_FEW = (2, 9)
_PRECISION = 15  # significant digits that a float keeps


class Numeral(Struct, frozen=True, gc=False):
    """A spelled number. ``value`` is None for a vague one (数十), which has ``low``/``high``."""

    span: Span
    value: float | None
    low: float | None = None
    high: float | None = None


def _whole(value: float) -> float:
    """Return an int where nothing stands behind the point: 10000, not 10000.0."""
    if not isfinite(value):
        return value
    exact = float(f"{value:.{_PRECISION}g}")  # 1.15億 is 115000000
    return int(exact) if exact == int(exact) else round(exact, 12)


def _reckon(tokens: list[str], few: int) -> float:
    """Add up a tokenised numeral, reading 数 as ``few``. 九百九 is 909, 〇一二 is 12."""
    total = section = 0.0
    digit: float | None = None
    for token in tokens:
        if token in _TENS:
            section += (1 if digit is None else digit) * _TENS[token]
            digit = None
        elif token in _POWERS:
            here = section + (digit or 0)
            total += (here if here or digit is not None else 1.0) * _POWERS[token]
            section, digit = 0.0, None
        elif token in _DIGIT_OF:
            digit = (digit or 0.0) * 10 + _DIGIT_OF[token]
        elif token in _VAGUE:
            digit = (digit or 0.0) + few
        else:
            digit = float(token.replace(",", ""))
    return total + section + (digit or 0)


def read_value(run: str) -> tuple[float | None, float | None, float | None]:
    """Return ``(value, low, high)`` of a run that :data:`NUMERAL` matched.

    For a vague numeral the value is None and the bounds are those of its words: 数 is 2 to 9,
    数十 20 to 99, 十数 12 to 19. Numbers beyond a float's range read as infinity.
    """
    tokens = _TOKENS.findall(run)
    if "・" in tokens:
        point = tokens.index("・")
        digits = "".join(str(_DIGIT_OF[token]) for token in tokens[point + 1 :])
        return _whole(_reckon(tokens[:point], 0) + float(f"0.{digits}")), None, None
    vague = next((place for place, token in enumerate(tokens) if token in _VAGUE), None)
    if vague is None:
        return _whole(_reckon(tokens, 0)), None, None
    low, high = (_reckon(tokens, few) for few in _FEW)
    step = 1
    for token in tokens[vague + 1 :]:
        step *= _TENS.get(token) or _POWERS.get(token) or 1
    ones = next((_POWERS[t] for t in reversed(tokens) if t in _POWERS), 1)
    full = high + step - (ones if step > ones else 1)
    return None, _whole(low), _whole(full if step > 1 else high)


def find_numerals(text: str) -> tuple[Numeral, ...]:
    """Return every numeral of ``text`` in order, spans in the original; 3分の2 is one."""
    folded = fold_widths(text)
    found: list[Numeral] = []
    position = 0
    while match := NUMERAL.search(folded.text, position):
        position = match.end()
        value, low, high = read_value(match[0])
        fraction = FRACTION.match(folded.text, position)
        if fraction and value:
            above, low, high = read_value(fraction[1])
            value = None if above is None else above / value
            position = fraction.end()
        found.append(Numeral(folded.span(match.start(), position), value, low, high))
    return tuple(found)
