"""Ordinals: 第7代, 第20ステージ, トップ3, ナンバー2."""

from __future__ import annotations

import re
from functools import partial

from rkbrief.analysis.amounts import Amount
from rkbrief.analysis.found import Found
from rkbrief.analysis.units import rank_table
from rkbrief.language.numerals import read_value
from rkbrief.lexicon import compile_rules
from rkbrief.lexicon.sought import Sought
from rkbrief.model import Quantity

_rules = partial(compile_rules, "numerals")

_WORD_REACH = 5
_NOUN = re.compile(r"[ァ-ヴー]{2,10}|[A-Za-z](?![A-Za-z])")
_THING = Sought("[一-鿿々]{2}|[棟館線港橋島谷町村区]")
"""What is numbered as a name: 第2工場, 第3保育所."""
_NAMING = frozenset({"回", "次", "期"})
_BODY = Sought("[一-鿿ァ-ヴA-Z]|(?<=次)の")
"""What makes a name of a number before it: 第3回会議, 第2次計画, 第4次エネルギー計画."""
_LAST_RANK = 1000


def read_ordinal(text: str, start: int, end: int) -> Found | None:
    """Read 第7代, 第20ステージ; ``start`` is that of the number behind 第.

    None for words that only look like one (第一副首相) and for references (第5条).
    """
    value = read_value(text[start:end])[0]
    if value is None:
        return None
    found = rank_table().at(text, end)
    if found:
        unit, stop = found
        if unit.is_name or (text[end:stop] in _NAMING and _BODY.match(text, stop)):
            return None
        return Found(start - 1, stop, _rank(value, unit.name), "ordinal")
    if not text[start].isascii() or _THING.match(text, end):
        return None
    noun = _NOUN.match(text, end)
    return Found(start - 1, noun.end() if noun else end, _rank(value, ""), "ordinal")


def _rank(value: float, unit: str) -> Quantity:
    return Quantity(value, unit=unit)


def read_rank_word(text: str, amount: Amount, floor: int) -> Found | None:
    """Read トップ3, ナンバー2."""
    word = _rules("ranked").search(text, max(floor, amount.start - _WORD_REACH), amount.start)
    if word is None or amount.value is None or amount.value >= _LAST_RANK:
        return None
    return Found(word.start(), amount.numeral_end, _rank(amount.value, "rank"), "ordinal")
