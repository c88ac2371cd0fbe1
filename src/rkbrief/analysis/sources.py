"""Sources that stand without a reporting verb of their own: 気象庁によると, 「…」（〇〇総研）."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rkbrief.analysis.clauses import find_quotes
from rkbrief.analysis.frames import pattern_of
from rkbrief.analysis.holders import is_self, name_of_holder, plain_phrase
from rkbrief.lexicon import load_table
from rkbrief.model import Span

_ISSUED = re.compile(
    r"(?P<who>[^、。「」はが]{2,40})(?:は|が|の)[^。「」はが]{0,24}?"
    r"(?:示し[たま]|(?:公表|発表|実施|集計|推計|試算|予測|調査)(?:し|を|が)|まとめ|まとま|取りまとめ|明らかに|出そろ)"
)
_POINTING = re.compile("(?:[こそ](?:れら?|ちら)?|(?:こ|そ)の[一-龥]{1,8})$")
_IN_BRACKETS = re.compile(r"[」』]?[（(](?P<who>[^（）()「」]{1,30})[）)]")
_BEHIND_QUOTE = re.compile(
    r"」(?:[ \u3000―—–-]+|とは、?|と)(?P<who>[^、。「」はがを]{2,28}?)"
    r"(?:の(?:弁|話|言葉|談)|だ|です)?。?$"
)
"""A quotation and whose it is, without a verb: 「…」と山田さん。"""
_PERSON = re.compile(r"[一-龥々]{3,5}|[ァ-ヴー]{2,8}(?:[・＝=][ァ-ヴー]{2,10})+")
"""A person's name without a title, as brackets behind a quotation give it."""
_THUS = re.compile(
    r"^(?P<subject>[^、。「」]{1,40}?)[はが]、?(?:そう|こう)(?:言|語|話|述|明か|断言|指摘|説明|主張|強調|警告|警鐘|訴|打ち明|嘆|振り返|反論|予想|予測|見|み|分析)"
)
_THUS_SAYS = re.compile(
    r"^(?:そう|こう)(?:言|語|話|述|明か|断言|指摘|説明|主張|強調|警告|警鐘|訴|打ち明|嘆|振り返|反論|予想|予測|見|み|分析)"
    r"[^、。「」]{0,8}のは、?(?P<subject>[^。「」]{1,60}?)(?:だ|です|である)?。"
)
"""こう話すのは〇〇さんだ."""
_SO = re.compile(
    r"^(?:そう|」?と)、?(?P<subject>[^、。「」はが]{1,40}?)[はが]、?(?:[^、。「」]{0,16}?[でに]、?)?"
    r"(?:言[いうっ]|語|話|述べ|明か|断言|指摘|説明|主張|強調|警告|訴|反論|予想|予測|み[るて]|見[るて]|分析)"
)
"""A sentence of its own behind what was said: そうアナリストは述べた."""
_NAMED_QUOTE = re.compile(
    r"[【〔（(]?(?P<who>[^、。「」【】]{2,40}?)[】〕）)]?[：:\u3000 ]?"
    r"「[^「」]*(?:「[^「」]*」[^「」]*)*」。?$"
)
"""A quotation with its speaker's name right before it and nothing behind."""
_SHORTEST_VIEW = 8  # code points; what is shorter in 「」 is a name or a word
_AMONG = re.compile(r"(?:など)?の[間中]$")
_LAST_NOUN = re.compile(r"[^がをはに]*$")
_OWN_STUDY = re.compile(r"(?:など)?の(?:予測|予想|調査|見通し|報告書?|集計|試算|推計)$")
_LONGEST_SOURCE = 30


def find_sources(text: str, end: int, *, shared: bool) -> Iterator[str]:
    """Yield the noun phrases named as sources of what stands before ``end`` of ``text``.

    Where many share a view (``shared``), 市場では names them too. A phrase may point back
    (それ) or mean the writer (私).
    """
    for match in pattern_of("sources").finditer(text, 0, end):
        if match[0][0] == "で" and not shared:
            continue
        start = max(text.rfind(c, 0, match.start()) for c in "、。「」") + 1
        phrase = _AMONG.sub("", text[start : match.start()].strip())
        if match[0][0] == "で":
            phrase = _LAST_NOUN.findall(phrase)[0]
        if is_self(phrase) or points_at_study(phrase) or _can_be_source(phrase):
            yield phrase


def points_at_study(phrase: str) -> bool:
    """Tell whether ``phrase`` is それ or その調査, which names nobody by itself."""
    return _POINTING.match(phrase) is not None


def find_credit(text: str, claim: Span) -> str | None:
    """Return who stands in brackets right behind what is quoted: 「…」（〇〇総研）."""
    found = [
        match["who"]
        for quote in find_quotes(text)
        if quote.overlaps(claim)
        and quote.end - quote.start >= _SHORTEST_VIEW
        and (match := _IN_BRACKETS.match(text, quote.end))
    ]
    if len(found) == 1:
        return found[0]
    signed = _BEHIND_QUOTE.search(text, claim.start)
    return signed["who"] if signed and not found else None


def find_name_before_quotation(text: str) -> str | None:
    """Return the noun right before a quotation that is all the rest of ``text``."""
    match = _NAMED_QUOTE.match(text)
    return match["who"] if match else None


def find_speaker_behind(following: str) -> str | None:
    """Return the subject of the sentence behind a quotation that says whose it was."""
    match = _THUS.match(following) or _THUS_SAYS.match(following)
    return match["subject"] if match else None


def find_speaker_of_plain_words(following: str) -> str | None:
    """Return the subject of a sentence that says whose the words before it were, unquoted."""
    match = _SO.match(following)
    return match["subject"] if match and name_of_holder(match["subject"]) else None


def is_credited_name(who: str) -> bool:
    """Tell whether ``who``, in brackets behind a quotation, is a person's bare name."""
    return _PERSON.fullmatch(who) is not None and not who.endswith(
        tuple(load_table("attribution")["no_names"])
    )


def find_issuer(text: str) -> str | None:
    """Return who makes a study or a figure known in ``text``: それによると points to him."""
    match = _ISSUED.search(text)
    return _OWN_STUDY.sub("", match["who"]) if match else None


def _can_be_source(phrase: str) -> bool:
    """Tell whether ``phrase`` can name a source, of a known kind or not."""
    table = load_table("attribution")
    if name_of_holder(phrase) or phrase in table["alone"]:
        return True
    if phrase.endswith(tuple(table["no_sources"])):
        return False
    return 1 < len(plain_phrase(phrase)) <= _LONGEST_SOURCE
