"""Sources that stand without a reporting verb of their own: 気象庁によると, 協会の試算では."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rkbrief.analysis.frames import pattern_of
from rkbrief.analysis.holders import is_self, name_of_holder, plain_phrase
from rkbrief.lexicon import load_table
from rkbrief.lexicon.sought import Sought

_POINTING = Sought("(?:[こそ](?:れら?|ちら)?|(?:こ|そ)の[一-龥]{1,8})$", ("こ", "そ"))
_AMONG = re.compile(r"(?:など)?の(?:[間中]|内部)$")
_WITHIN = Sought(r"(?<=[一-龥]{2})内$", ("内",))
"""政府内, 与党内: those within hold it."""
_SHARED_BY = ("で", "か", "には", "にも")
_ASKED = ("に聞", "に尋", "にたず", "に問", "の予測を", "の予想を", "の見通しを", "の回答を")
_SPEAKER = re.compile(
    r"^[○◯〇●◎]?[一-龥々ァ-ヴー・]{1,14}(?:さん|氏)?\u3000(?=\S)|^[QAＱＡ][.．：:\s]\s?(?=\S)"
)
"""Who speaks, in front of what he says: 森委員　|市の計画では."""
_LAST_NOUN = re.compile(r"[^がをはに]*$")
_IN_QUOTES = re.compile(r"「([^「」]{2,60})」$")
_ISSUED_AS = re.compile(r"(?P<who>[^、。「」はが]{2,40}?)が[^、。「」はが]{0,14}た")
"""Who issues what stands in quotation marks behind it: 青葉研究所がまとめた|「…」によると."""
_LONGEST_SOURCE = 40
_LONGEST_TITLE = 62


def find_sources(text: str, end: int, *, shared: bool) -> Iterator[str]:
    """Yield the noun phrases named as sources of what stands before ``end`` of ``text``.

    Where many share a view (``shared``), 市場では names them too. A phrase may point back
    (それ) or mean the writer (私).
    """
    for match in pattern_of("sources").finditer(text, 0, end):
        if match[0].startswith(_SHARED_BY) and not shared:
            continue
        named = _IN_QUOTES.search(text, max(0, match.start() - _LONGEST_TITLE), match.start())
        start = max(text.rfind(c, 0, match.start()) for c in "、。「」") + 1
        opened = max(text.rfind(c, 0, named.start()) for c in "、。「」") + 1 if named else 0
        issued = _ISSUED_AS.fullmatch(text, opened, named.start()) if named else None
        if issued is not None and name_of_holder(issued["who"]):
            yield issued["who"]
            continue
        start = named.start(1) if named else start
        phrase = _AMONG.sub("", text[start : match.start()].strip(" \u3000「」"))
        if match[0].startswith(_ASKED):
            phrase = phrase.rpartition("が")[2]  # 調査会社が|荷主に聞いたところ
        phrase = pattern_of("own_study").sub("", phrase)
        made = pattern_of("its_study").fullmatch(phrase)
        phrase = made["who"] if made else phrase
        if match[0].startswith(_SHARED_BY):
            phrase = _WITHIN.sub("", _LAST_NOUN.findall(phrase)[0])
            if name_of_holder(phrase) is None:
                continue
        phrase = _SPEAKER.sub("", phrase) if start == 0 else phrase
        if is_self(phrase) or points_at_study(phrase) or _can_be_source(phrase):
            yield phrase


def points_at_study(phrase: str) -> bool:
    """Tell whether ``phrase`` is それ or その調査, which names nobody by itself."""
    return _POINTING.match(phrase) is not None


def find_asked(text: str, end: int) -> str | None:
    """Return whom a survey named before ``end`` asked: what it tells is theirs, None without."""
    survey = pattern_of("asked").search(text, 0, end)
    return (survey["who"] or survey["whom"]) if survey else None


def find_issuer(text: str) -> str | None:
    """Return who makes a study or a figure known in ``text``: それによると points to him."""
    match = pattern_of("issued").search(text)
    return pattern_of("own_study").sub("", match["who"]) if match else None


def _can_be_source(phrase: str) -> bool:
    """Tell whether ``phrase`` can name a source, of a known kind or not."""
    table = load_table("attribution")
    if name_of_holder(phrase) or phrase in table["alone"]:
        return True
    if phrase.endswith(tuple(table["no_sources"])):
        return False
    return 1 < len(plain_phrase(phrase)) <= _LONGEST_SOURCE
