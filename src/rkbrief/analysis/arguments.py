"""Who does what to whom in a clause, read off the particles.

Read without an analyser, so that every report of a corpus can be looked at.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from rkbrief.analysis.nouns import KANA
from rkbrief.language.calendar import find_dates
from rkbrief.lexicon import load_table

_KANJI = "々\u4e00-\u9fff"
_HIRAGANA_NAME = rf"(?<![ぁ-ん{_KANJI}ァ-ヴ])[ぁ-ん]{{2,6}}(?=[{_KANJI}ァ-ヴ]{{2}})"
_ENDING = r"(?:[りきしちみげけえれ](?=[のはがもをにへとで「]|$))?"
_PART = (
    rf"(?:「[^「」]{{1,24}}」|{_HIRAGANA_NAME}"
    rf"|(?:[{_KANJI}ァ-ヴーA-Za-z0-9.,%=・-](?:{KANA})?)+(?:(?<=[{_KANJI}]){_ENDING})?)"
)
_PHRASE = re.compile(
    rf"(?<![{_KANJI}ァ-ヴーA-Za-z0-9])"
    rf"(?P<words>{_PART}(?:(?:の|な|への|での|(?=「)|(?<=[」ぁ-ん])){_PART}){{0,8}})"
    r"(?P<particle>には|では|とは|でも|にも|とも|[はがもをにへとで]|の(?=$)|(?=$))"
)
_WORD = re.compile(
    rf"「(?P<quoted>[^「」]*)」|(?P<hiragana>{_HIRAGANA_NAME})|(?P<latin>[A-Za-z][A-Za-z0-9-]*)"
    rf"|(?P<number>[0-9][0-9,.千万億兆]*)(?P<counter>[{_KANJI}%]{{0,2}}|[ァ-ヴー]+)"
    rf"|(?P<katakana>[ァ-ヴー]{{2,}}|[ァ-ヴ])|(?P<kanji>(?:[{_KANJI}](?:{KANA})?)+{_ENDING})"
)
_CLAUSE_END = re.compile(
    r"(?:[るたいうくすつむぶ]が|ので|[るた]から|[てでしりきえげめればら]|もの)、|[っいし]て|んで|ずに"
    rf"|[るたうくすつむぶぐ](?=[「{_KANJI}ァ-ヴA-Z])"
)
"""Where a clause ends, one before a noun too (含む「…」): what stands before is another's."""
_ROLES = {"は": "subject", "が": "subject", "も": "subject", "を": "object", "の": "object"}
_PLAIN = re.compile(rf"[{_KANJI}]+|[A-Za-z0-9-]+|[ァ-ヴー]+")


class Phrase(Struct, frozen=True, gc=False):
    """A noun phrase with its role: ``subject``, ``object``, ``matter`` (…で合意) or its particle.

    ``names`` are the words that tell one of a kind: quoted, Latin, katakana, hiragana beside
    kanji. ``numbers`` are (counter, number); ``words`` the runs of kanji, the head last.
    """

    role: str
    text: str
    words: tuple[str, ...]
    names: frozenset[str]
    numbers: frozenset[tuple[str, str]]

    @property
    def stands_for_another(self) -> bool:
        """Whether it points back without a name: 両社, 同社."""
        return not self.names and self.text[:1] in set("両同当")


@cache
def _same_heads() -> tuple[tuple[re.Pattern[str], str], ...]:
    groups = load_table("joining")["same_heads"]
    return tuple((re.compile("|".join(map(re.escape, g[1:]))), g[0]) for g in groups)


_DATE_TAIL = re.compile(
    r"(?:中|内|ごろ|頃|時点|付け?|いっぱい|まで|以降|以内)*(?:にも|には|に|で|の|から)?、?"
)
_LEFT_OVER = re.compile(r"(?<=[々\u4e00-\u9fffァ-ヴーA-Za-z」])の(?=[はがも])")
"""Left where a date stood between two particles: 青葉社の(2026年)は."""
_ANY_DAY = date(2000, 1, 1)
"""A day against which 年内 is found; what it comes to does not matter here."""


def drop_dates(text: str) -> str:
    """Return ``text`` without its dates and times of day and the particles behind them."""
    for found in reversed(find_dates(text, reference=_ANY_DAY)):
        tail = _DATE_TAIL.match(text, found.span.end)
        text = text[: found.span.start] + text[tail.end() if tail else found.span.end :]
    return _LEFT_OVER.sub("", text)


def read_arguments(text: str, *, passive: bool = False) -> tuple[Phrase, ...]:
    """Return the phrases before a predicate.

    ``text`` is the sentence up to it, in NFKC and without dates. Of the clauses before its own
    only the topic counts. In the passive the subject is what something is done to.
    """
    text = text.replace("において", "で")
    ends = [m.end() for m in _CLAUSE_END.finditer(text)]
    own = ends[-1] if ends else 0
    found = []
    for match in _PHRASE.finditer(text):
        particle = match["particle"]
        if match.start() < own and not particle.endswith("は"):
            continue
        phrase = read_phrase(match["words"], _ROLES.get(particle, particle[:1]))
        if phrase is None or (not particle and match.end() < len(text)):
            continue
        if passive and phrase.role == "subject":
            phrase = replace(phrase, role="object")
        elif phrase.role == "で" and match.end() == len(text):
            phrase = replace(phrase, role="matter")
        found.append(phrase)
    return tuple(found)


def read_noun_at(text: str, start: int, role: str) -> Phrase | None:
    """Return the noun phrase that begins at ``start`` of ``text``, None when none does."""
    match = _PHRASE.match(text, start)
    return read_phrase(match["words"], role) if match else None


def read_phrase(text: str, role: str) -> Phrase | None:
    """Return a noun phrase in NFKC with its words, None when it holds none."""
    for pattern, name in _same_heads():
        text = pattern.sub(name, text)
    words: list[str] = []
    names: set[str] = set()
    numbers: set[tuple[str, str]] = set()
    for match in _WORD.finditer(text):
        if match["number"]:
            numbers.add((match["counter"] or "", match["number"].replace(",", "")))
        elif match["kanji"]:
            words.append(match["kanji"])
        elif match["quoted"] is not None:
            plain = _PLAIN.findall(match["quoted"])
            whole = "".join(plain) != match["quoted"]
            names.update([match["quoted"]] if whole else (p for p in plain if len(p) > 1))
        else:
            names.add(match[0])
    if not words and not names and not numbers:
        return None
    return Phrase(role, text, tuple(words), frozenset(names), frozenset(numbers))
