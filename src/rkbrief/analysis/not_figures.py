"""Digits and kanji numerals that count nothing: F-16, v1.2.3, 03-1234-5678, 一方, 第一副首相."""

from __future__ import annotations

import re
from functools import cache, partial

from rkbrief.lexicon import compile_rules, load_table

_rules = partial(compile_rules, "numerals")

_MASKABLE = re.compile(r"[0-9]|://|www\.")
_WORD_END = re.compile(r"[ァ-ヴーA-Za-z]")
_NAMED = re.compile(r"[道風線ァ-ヴーあ-うき-くさ-せそ-たち-つま-よら-んA-Za-z]")
_FLOWN = re.compile("[空航A-Z][0-9]{3}")
_TOWN = re.compile("[市町村](?![民内場立議])")
_FOR_EACH = re.compile("当たり|あたり|当り")
_EQUALS = re.compile(r"(?:[は=]|が)約?[0-9]")
_MAX_DIGITS = 15


def find_masked(text: str) -> list[tuple[int, int]]:
    """Return the stretches of a folded text whose digits are names: links, models, phones."""
    if not _MASKABLE.search(text):
        return []
    return [match.span() for match in _rules("masked").finditer(text)]


def _is_kanji(char: str) -> bool:
    return "一" <= char[:1] <= "鿿" or char == "々"


@cache
def _idioms() -> dict[str, tuple[str, ...]]:
    by_first: dict[str, list[str]] = {}
    for word in load_table("numerals")["idioms"]:
        by_first.setdefault(word[0], []).append(word)
    return {char: tuple(words) for char, words in by_first.items()}


@cache
def _before_kanji() -> frozenset[str]:
    return frozenset(load_table("numerals")["before_kanji"])


def is_idiom(text: str, start: int, end: int, *, counter_end: int, measured: bool) -> bool:
    """Tell that the kanji numeral at ``[start, end)`` belongs to a word: 一部, 唯一, 統一.

    ``counter_end`` is where its counter ends: 一時間 is more than the word 一時. ``measured``
    tells that the counter is a measure or money, which no such word ends in.
    """
    for word in _idioms().get(text[start], ()):
        if counter_end <= start + len(word) and text.startswith(word, start):
            return True
    before = text[start - 1 : start]
    if end - start > 1 or not _is_kanji(before) or measured:
        return False
    if text[end : end + 1] in {"人", "つ"}:
        return before in "唯第万何再"
    if before in "内外部" and text[start] != "一" and counter_end - end > 1:
        return False  # 県内九市町村
    return before not in _before_kanji()


def _is_code(digits: str) -> bool:
    """Tell that digits are a code: too long for a number, or with a leading zero."""
    if len(digits) > _MAX_DIGITS and digits.isdigit():
        return True
    return len(digits) > 1 and digits[0] == "0" and "." not in digits and set(digits) != {"0"}


def is_bare_name(text: str, start: int, end: int, *, spelled: bool) -> bool:
    """Tell that a number without a unit is part of a name or a code: 5G, アルテミス2, 五十六.

    ``spelled`` tells that it is written in kanji.
    """
    before, after = text[start - 1 : start], text[end : end + 1]
    quoted = before == "「" and after == "」"
    runs_on = after.isascii() and (after.isalnum() or after == "_")
    joined = after == "-" and not text[end + 1 : end + 2].isdigit()
    named = before == " " and _WORD_END.match(text[start - 2 : start - 1])
    if quoted or runs_on or joined or named or _WORD_END.match(before):
        return True
    if spelled:
        return (
            (text[start:end] == "〇" and after in {" ", "\n"})
            or _is_kanji(before)
            or _is_kanji(after)
            or after in {"ァ", "ヵ", "ヶ", "ノ", "ツ", "つ"}
        )
    code_before = text[start - 2 : start - 1] if before == "-" else ""
    return _is_code(text[start:end]) or (code_before.isascii() and code_before.isalnum())


def is_numbered_name(text: str, start: int, end: int) -> bool:
    """Tell that N号 or N便 is the name of a road, a storm or a flight: 国道2号, 青嶺航空316便."""
    if text[end - 1] == "便":
        return _FLOWN.match(text, start - 1) is not None
    return text[end - 1] == "号" and _NAMED.match(text, start - 1) is not None


def is_place(text: str, start: int, end: int, counter_end: int) -> bool:
    """Tell that a numeral and its counter are the name of a town: 三葉市, 八枚町."""
    return end - start == 1 and _TOWN.match(text, counter_end) is not None


def is_denominator(
    text: str, start: int, end: int, value: float | None, *, of_goods: bool = False
) -> bool:
    """Tell that so much of something is only what a number is reckoned by.

    So it is in 1株利益, 1平方メートル当たりの家賃 and (1袋は60キロ), and, ``of_goods`` by their
    weight or size, in 10アール当たりの収量; 50人あたり is about 50.
    """
    if value != 1:
        return of_goods and _FOR_EACH.match(text, end) is not None
    return _rules("reckoned_by").match(text, end) is not None or (
        text[start - 1 : start] == "(" and _EQUALS.match(text, end) is not None
    )


def is_named_by(text: str, end: int) -> bool:
    """Tell that a stretch of time up to ``end`` is part of a name: 1か月予報, 6か月健診."""
    return text.startswith(tuple(load_table("numerals")["named_by_time"]), end)


def is_partitive(text: str, start: int, end: int, value: float | None) -> bool:
    """Tell that 一つ or 1人 means "one of": 理由の一つ, 4人のうちの1人."""
    if value != 1:
        return False
    if text[start:end] == text[max(0, start - (end - start)) : start]:
        return True  # the second half of 一つ一つ
    return text[start - 1 : start] == "の" and text[end - 1] in "つ人名社国員柱点本個店"
