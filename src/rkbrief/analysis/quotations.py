"""Whose a quotation is where no verb reports it: names in brackets, before it and behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rkbrief.analysis.clauses import find_quotes
from rkbrief.analysis.frames import Frame
from rkbrief.analysis.holders import name_of_holder
from rkbrief.analysis.views import find_viewer_behind
from rkbrief.lexicon import load_table
from rkbrief.model import Span

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
_RECKONED_BY = re.compile(r"[（(](?P<who>[^（）()]{2,28}?)の?(?:予測|推計|試算|見通し)[）)]。?$")
"""Whose figures a sentence gives, in brackets at its end: …が見込まれる（青葉協会予測）."""
_SHORTEST_VIEW = 8  # code points; what is shorter in 「」 is a name or a word
_SAID_BY_SOME = re.compile("」との[^、。「」]{1,6}[がも](?:あ|出|多|聞|上が|相次|根強)")
"""Behind a quotation that nobody is named for: 「…」との指摘もある."""


def is_bare_quotation(text: str, frames: Sequence[Frame]) -> bool:
    """Tell whether ``text`` with its ``frames`` is a quotation and says not whose."""
    quote = next(find_quotes(text), None)
    return (
        quote is not None
        and text.lstrip()[:1] == "「"
        and not any(f.span.end > quote.end for f in frames)
    )


def is_said_by_some(text: str, quote: Span) -> bool:
    """Tell whether nobody is named for what stands in ``quote``: 「…」との指摘もある."""
    return _SAID_BY_SOME.match(text, quote.end) is not None


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
    signed = _BEHIND_QUOTE.search(text, claim.start) or _RECKONED_BY.search(text, claim.start)
    return signed["who"] if signed and not found else None


def find_name_before_quotation(text: str) -> str | None:
    """Return the noun right before a quotation that is all the rest of ``text``."""
    match = _NAMED_QUOTE.match(text)
    return match["who"] if match else None


def find_speaker_behind(following: str) -> str | None:
    """Return the subject of the sentence behind a quotation that says whose it was."""
    match = _THUS.match(following) or _THUS_SAYS.match(following)
    return match["subject"] if match else find_viewer_behind(following)


def find_speaker_of_plain_words(following: str) -> str | None:
    """Return the subject of a sentence that says whose the words before it were, unquoted."""
    match = _SO.match(following)
    if match is None:
        return find_viewer_behind(following)
    return match["subject"] if name_of_holder(match["subject"]) else None


def is_credited_name(who: str) -> bool:
    """Tell whether ``who``, in brackets behind a quotation, is a person's bare name."""
    return _PERSON.fullmatch(who) is not None and not who.endswith(
        tuple(load_table("attribution")["no_names"])
    )
