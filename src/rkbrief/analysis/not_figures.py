"""Digits and kanji numerals that count nothing: F-16, v1.2.3, 03-1234-5678, 一方, 第一副首相."""

from __future__ import annotations

import re
from functools import cache

from rkbrief.lexicon import load_table

_MASKED = re.compile(
    r"(?:https?://|www\.)[!-~]+"
    r"|(?<![A-Za-z0-9])[A-Za-z]++-?[0-9][A-Za-z0-9.+-]*"
    r"|[0-9]+(?:\.[0-9]+){2,}"
    r"|\+?[0-9]+(?:-[0-9]+){2,}(?![0-9年月日])"
    r"|(?<![0-9])0[0-9]{1,4}\([0-9]{1,4}\)[0-9]{3,4}"
    r"|(?:〒|郵便番号は?)\s?[0-9]{3}-?[0-9]{4}"
    r"|[0-9](?:・[0-9]){2,}"
)
_KATAKANA_END = re.compile(r"[ァ-ヴーA-Za-z]$")
_MAX_DIGITS = 15


def find_masked(text: str) -> list[tuple[int, int]]:
    """Return the stretches of a folded text whose digits are names: links, models, phone numbers."""
    return [match.span() for match in _MASKED.finditer(text)]


def _is_kanji(char: str) -> bool:
    return "一" <= char <= "鿿" or char == "々"


@cache
def _idioms() -> dict[str, tuple[str, ...]]:
    by_first: dict[str, list[str]] = {}
    for word in load_table("numerals")["idioms"]:
        by_first.setdefault(word[0], []).append(word)
    return {char: tuple(words) for char, words in by_first.items()}


@cache
def _before_kanji() -> frozenset[str]:
    return frozenset(load_table("numerals")["before_kanji"])


def is_idiom(text: str, start: int, end: int) -> bool:
    """Tell that the kanji numeral at ``[start, end)`` belongs to a word: 一部, 唯一, 統一."""
    if any(text.startswith(word, start) for word in _idioms().get(text[start], ())):
        return True
    before = text[start - 1 : start]
    if end - start == 1 and _is_kanji(before):
        return before not in _before_kanji()
    return False


def is_bare_name(text: str, start: int, end: int, *, spelled: bool) -> bool:
    """Tell that a number without a unit is part of a name or a code: 5G, 山本五十六, アルテミス2."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if after and (after.isascii() and after.isalnum() or after == "_"):
        return True
    if spelled:
        return _is_kanji(before) or _is_kanji(after) or bool(_KATAKANA_END.match(before)) or after in "ァヵヶノツ々つ" and after != ""
    digits = text[start:end]
    if len(digits) > _MAX_DIGITS and digits.isdigit():
        return True
    if len(digits) > 1 and digits[0] == "0" and "." not in digits and set(digits) != {"0"}:
        return True
    if before == "-" and text[start - 2 : start - 1].isalnum() and text[start - 2 : start - 1].isascii():
        return True
    return before != "" and bool(_KATAKANA_END.match(before))


def is_partitive(text: str, start: int, end: int, value: float | None) -> bool:
    """Tell that 一つ or 1人 means "one of": 理由の一つ, 4人のうちの1人, もう一つ."""
    if value != 1:
        return False
    return text[start - 1 : start] == "の" and text[end - 1] in "つ人名社国員柱点本個店"
