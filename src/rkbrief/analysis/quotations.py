"""Whose a quotation is where no verb reports it: names in brackets, before it and behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from rkbrief.analysis.frames import Frame
from rkbrief.analysis.holders import is_person, name_of_holder
from rkbrief.analysis.statements import find_quotes
from rkbrief.analysis.views import find_viewer_behind
from rkbrief.lexicon import compile_rules, load_table
from rkbrief.model import Span

_rules = partial(compile_rules, "attribution")

_IN_BRACKETS = re.compile(r"[」』]?[（(](?P<who>[^（）()「」]{1,30})[）)]")
_PERSON = re.compile(r"[一-龥々]{3,5}|[一-龥]?[ァ-ヴー]{2,8}(?:[・＝=][ァ-ヴー]{2,10})+")
"""A name without a title, as brackets behind a quotation give it; a country may be before it."""
_PERSON_SHORT = re.compile("[一-龥々]{2,5}|[ァ-ヴー]{2,10}")
_SIGNATURE = re.compile(r"[（(](?P<who>[^（）()「」]{2,40})[）)]。?")
"""A line that is only a name in brackets, behind the quotation: 「…。」|（評論家・青木氏）."""
_NAMED_QUOTE = re.compile(
    r"[【〔（(]?(?P<who>[^、。「」【】]{2,40}?)[】〕）)]?[：:\u3000 ]?"
    r"「[^「」]*(?:「[^「」]*」[^「」]*)*」。?$"
)
"""A quotation with its speaker's name right before it and nothing behind."""
_SHORTEST_VIEW = 8  # code points; what is shorter in 「」 is a name or a word


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
    return _rules("said_by_some").match(text, quote.end) is not None


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
    rules = (_rules("behind_quote"), _rules("reckoned_by"))
    signed = next(filter(None, (rule.search(text, claim.start) for rule in rules)), None)
    return next(filter(None, signed.groups()), None) if signed and not found else None


def find_name_before_quotation(text: str) -> str | None:
    """Return the noun right before a quotation that is all the rest of ``text``."""
    match = _NAMED_QUOTE.match(text)
    return match["who"] if match else None


def find_speaker_behind(following: str) -> str | None:
    """Return the subject of the sentence behind a quotation that says whose it was."""
    signed = _SIGNATURE.fullmatch(following)
    if signed is not None and name_of_holder(signed["who"]):
        return signed["who"]
    match = _rules("thus").match(following) or _rules("thus_says").match(following)
    if match is not None:
        return match["subject"]
    judged = _rules("judged").match(following)
    if judged is not None and name_of_holder(judged["who"]):
        return judged["who"]
    return find_viewer_behind(following)


def find_speaker_of_plain_words(following: str) -> str | None:
    """Return the subject of a sentence that says whose the words before it were, unquoted."""
    match = _rules("so").match(following)
    if match is None:
        return find_viewer_behind(following)
    subject = next(filter(None, match.groups()))
    return subject if name_of_holder(subject) else None


def is_credited_name(who: str) -> bool:
    """Tell whether ``who``, in brackets behind a quotation, is a person's bare name.

    His post may stand before it: 社長・青木.
    """
    post, dot, name = who.partition("・")
    if dot and _PERSON_SHORT.fullmatch(name) and name_of_holder(post) and is_person(post):
        return True
    return _PERSON.fullmatch(who) is not None and not who.endswith(
        tuple(load_table("attribution")["no_names"])
    )
