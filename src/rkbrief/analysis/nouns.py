"""Noun phrases in bare text that may name what a number is about, and what names nothing.

A word is a run of kanji, katakana or letters with the kana inside and behind it that school
spelling gives to nouns made from verbs and adjectives: 勝ち点, 見直し, 高さ. The words that are
refused stand in lexicon/subjects.yaml.
"""

from __future__ import annotations

import re
from functools import cache

from rkbrief.lexicon import compile_rules, load_table
from rkbrief.lexicon.sought import Sought

_KANJI = "[々\u4e00-\u9fff]"
_CHARACTER = "[々\u4e00-\u9fffァ-ヴーA-Za-zＡ-Ｚａ-ｚ・]"
_VERBS = "[払違争戦扱狙願疑勢遣占祝問誓買追使]"
_BEHIND_KANJI = "(?<![!-~ァ-ヴーＡ-Ｚａ-ｚ・])"
"""Behind a kanji, of all that KANA stands behind: classes of kanji take 0.5 ms each to compile."""
KANA = (
    r"(?<=[高長重広深厚速強太早多濃遠近])さ|(?<=[広上下盛])がり"
    rf"|{_BEHIND_KANJI}(?:(?:[きりちみげけめれ]|(?<=[話出引見差押返渡試越])し|(?<={_VERBS})い)(?={_KANJI})"
    rf"|(?:[きりしちみげけえめれせび]|(?<={_VERBS})い)(?=[のはがをも]|$))"
)
"""Kana in or at the end of a noun, behind a kanji, katakana, a letter or a sign of ASCII."""
NOUN = rf"(?:大きさ|{_CHARACTER}(?:{KANA})?)+"
WORD = rf"{_CHARACTER}(?:{KANA})?{NOUN}"
RUN_START = f"(?<!{_CHARACTER})"
"""Where a word begins at the earliest: one that begins within a run ends where that one does."""
_LINK = r"(?:への|からの|との|での|の|と|や)"
_NOUNS = rf"{NOUN}(?:{_LINK}{NOUN}){{0,4}}"
PHRASE = rf"(?:この|その)?{_NOUNS}"
WHOLE_PHRASE = rf"(?:この|その|{RUN_START}){_NOUNS}"
"""A phrase from its first word on: what PHRASE finds, looked for in linear time."""

_STEM = re.compile(
    r"[きりちみげけめれいし][消出離直返渡越上下戻切込付合掛組続替換]$|(?:見|値|立)[直上下送通込]$"
)
"""A verb cut off before its kana: 取り消, 見直."""
_LEAD_IN = re.compile("(?:(?<![合総累統家設時推集会小温度])計|約|およそ)$")
"""What belongs to the number behind the noun: 防災ヘリ計16機."""
_AFTER_UNIT = re.compile("[のとや]")
_HEAD = re.compile(f"{NOUN}$")
_POINTER = re.compile("^[こそ]の(?=..)")
_TAIL = 40
"""Longest subject, in characters: its head stands at the end in Japanese."""


@cache
def words_of(name: str) -> Sought:
    """Return the rules ``name`` of lexicon/subjects.yaml as one pattern."""
    return compile_rules("subjects", name)


def read_name(phrase: str, before: str) -> str | None:
    """Return a noun phrase as a subject, None when it points elsewhere or names a speaker.

    ``before`` is the text that it follows.
    """
    phrase = words_of("sums").sub("", drop_unit(phrase, before))
    if any(words_of(name).search(phrase) for name in ("bases", "pointing", "speakers")):
        return None
    return tidy(phrase)


def drop_unit(phrase: str, before: str) -> str:
    """Return the phrase without the unit of a number that it begins with (7〜9月期の, 3隻と)."""
    if before[-1:].isnumeric():
        link = _AFTER_UNIT.search(phrase)
        return phrase[link.end() :] if link else ""
    return phrase


def tidy(phrase: str) -> str | None:
    """Return the phrase, None when it names nothing, says when, or is an act of telling."""
    phrase = _LEAD_IN.sub("", phrase.strip("・、 \u3000").lstrip("ー"))
    refused = (
        len(phrase) < 2  # noqa: PLR2004 - one character names nothing
        or phrase in load_table("subjects")["empty"]
        or words_of("telling").search(phrase)
        or words_of("times").search(phrase)
        or _STEM.search(phrase)
    )
    return None if refused else phrase[-_TAIL:]


def head_of(subject: str) -> str:
    """Return the last noun of a phrase, which says what the whole is: 水道の料金 is a 料金."""
    head = _HEAD.search(subject)
    return head[0] if head else subject


_CLAUSE = re.compile(r"[いっしんえけげせてねべめれ]た$")
_ACT = re.compile(rf"(?P<object>.{{2,}})(?P<particle>[をがにへ])(?P<act>{_KANJI}{{2,}})$")
_LINKS = {"を": "", "が": "の", "に": "への", "へ": "への"}


def as_noun(subject: str) -> str:
    """Return a subject as a noun phrase that is understood without its sentence.

    An act loses its case (北朝鮮に接近 is 北朝鮮への接近), a clause gets its とき, what points to
    words before it does so no more (その上限 is 上限).
    """
    subject = _POINTER.sub("", subject)
    if _CLAUSE.search(subject):
        return f"{subject}とき"
    act = _ACT.fullmatch(subject)
    return f"{act['object']}{_LINKS[act['particle']]}{act['act']}" if act else subject
