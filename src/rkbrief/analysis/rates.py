"""The denominator of a rate: 1日に約1万発, 日量100万バレル, 1人当たり3個, 時速120キロ."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from rkbrief.analysis.units import unit_table
from rkbrief.language.calendar_patterns import any_of
from rkbrief.language.numerals import read_value
from rkbrief.lexicon import load_table
from rkbrief.lexicon.sought import Sought

_SHORT = {"年", "月", "週", "日"}
_RUNS_INTO = Sought(r"[一-鿿0-9A-Za-zカかヶ数の]")  # what makes 年 part of another word: 昨年
_ADJACENT = {"day", "hour", "week", "month"}  # 1日3回 needs no particle


_EACH_QUARTER = re.compile("四半期(?:ごとに|毎に|に)(?=約|[0-9])")


class Denominator(Struct, frozen=True, gc=False):
    """A unit ``per`` which something is counted, written at ``[start, end)``.

    ``is_bare`` when nothing but its place tells that it is one: 1株68円, and no 1株2枚.
    """

    per: str
    start: int
    end: int
    is_bare: bool = False


@cache
def _ahead() -> tuple[re.Pattern[str], dict[str, str]]:
    table = load_table("numerals")
    per_of = {word: per for per, words in table["per_unit"].items() for word in words}
    for word in [word for word in per_of if word[0] == "カ"]:
        per_of.update({char + word[1:]: per_of[word] for char in "かヶケヵ"})
    modifiers = any_of(word for words in table["before"].values() for word in words)
    return (
        re.compile(
            rf"(?:[1一](?:人|世帯|戸|台|匹|頭)(?=[1一]日))?[1一](?P<unit>{any_of(per_of)})間?(?P<link>当たり|あたり|当り|につき|に付き|ごとに|平均|に|の平均|=)?"
            rf"(?P<mean>平均(?:で|して)?)?[、の]?(?={modifiers}|[0-9数何十百千一二三四五六七八九])"
        ),
        per_of,
    )


def denominator_ahead(text: str, position: int) -> Denominator | None:
    """Return the denominator that begins at ``position`` and has its amount right behind it."""
    pattern, per_of = _ahead()
    match = pattern.match(text, position)
    if match is None:
        each = _EACH_QUARTER.match(text, position)
        return Denominator("quarter", *each.span()) if each else None
    per = per_of[match["unit"]]
    if match["link"] is None and text[match.end() - 1] in "、の":
        return None
    if match["link"] == "に" and text[match.end() - 1] == "、":
        return None  # 1日に、… is a date
    is_bare = match["link"] is None and per not in _ADJACENT
    return Denominator(per, *match.span(), is_bare)


_SOLD_BY = frozenset(("km", "kg", "g", "t", "litre", "barrel", "bale"))
"""What has a price by the lot: km stands for キロ here, which is a weight where it is paid for."""


@cache
def _lot() -> re.Pattern[str]:
    _, per_of = _ahead()
    goods = any_of(word for word, per in per_of.items() if per in _SOLD_BY)
    money = any_of(word for word, unit in unit_table().units.items() if unit.kind == "money")
    return re.compile(
        rf"(?P<unit>{any_of(per_of)})(?:当たり|あたり|当り|につき)、?(?=約|[0-9一二三四五六七八九十百千数])"
        rf"|(?P<goods>{goods})(?=約?[0-9][0-9,.万千百]*(?:{money}))"
    )


_OF_ONE = Sought(
    r"[1一](?P<noun>[一-鿿ァ-ヴー]{2,8}?)(?:当たり|あたり|当り|につき)(?:では)?、?\s?(?=約|平均|[0-9])",
    ("当たり", "あたり", "当り", "につき"),
)


def denominator_of_noun(text: str, position: int) -> Denominator | None:
    """Return the denominator that any other noun makes: 1医療機関当たり3.5人."""
    match = _OF_ONE.match(text, position)
    if match is None:
        return None
    known = unit_table().units.get(match["noun"])
    return Denominator(known.name if known and known.name else match["noun"], *match.span())


def denominator_of_many(text: str, start: int, end: int) -> Denominator | None:
    """Return the lot that the number at ``[start, end)`` begins: 60キロあたり, 10万人当たり."""
    number = read_value(text[start:end])[0]
    match = _lot().match(text, end)
    if match is None or number is None or number == 1:
        return None
    per = _ahead()[1][match["unit"] or match["goods"]]
    return Denominator(f"{number:,g} {per}", start, match.end(), is_bare=match["unit"] is None)


@cache
def _before() -> dict[str, tuple[tuple[str, str], ...]]:
    by_last: dict[str, list[tuple[str, str]]] = {}
    for per, words in load_table("numerals")["rates"].items():
        for word in words:
            by_last.setdefault(word[-1], []).append((word, per))
    return {
        char: tuple(sorted(entries, key=lambda entry: -len(entry[0])))
        for char, entries in by_last.items()
    }


def denominator_before(text: str, position: int, floor: int) -> Denominator | None:
    """Return the denominator that ends at ``position`` and begins at ``floor`` or later.

    月, 年 and 週 alone count only where no other word runs into them.
    """
    for word, per in _before().get(text[position - 1 : position] if position else "", ()):
        start = position - len(word)
        if start < floor or not text.startswith(word, start):
            continue
        if word.removesuffix("に") in _SHORT and _RUNS_INTO.match(text, start - 1, start):
            continue
        return Denominator(per, start, position)
    return None
