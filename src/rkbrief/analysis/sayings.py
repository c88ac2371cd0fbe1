"""What somebody says, without a modal, of what others will do or undergo: a forecast of his."""

from __future__ import annotations

import re
from functools import partial

from rkbrief.analysis.frames import find_frames
from rkbrief.analysis.holders import is_self
from rkbrief.analysis.orientation import is_scheduled, tense_of
from rkbrief.analysis.statements import find_quotes
from rkbrief.lexicon import compile_rules
from rkbrief.model import Span

_rules = partial(compile_rules, "claims")

_CLAUSES = re.compile("(?<![0-9０-９一二三四五六七八九数])、")
"""Between clauses; not within 2、3年."""
_NEAR = 2
"""Code points between what is said and the verb that reports it: 」と."""


def foretold_by_somebody(
    text: str, told: Span, condition: str | None, *, ahead: bool, bound: bool
) -> bool:
    """Tell whether the bare words ``told`` of ``text`` are reported as what will be.

    「閉めれば、町が割を食う」と話す, 承認されるとの見方を示す, 「来年は厳しい」とみる.
    ``condition`` is what they hang on; ``ahead`` with a word of time to come, ``bound`` with a
    condition or a word that can mean nothing else.
    """
    said = said_part(text, told)
    behind = text[told.end :]
    viewed = bool(_rules("views_held").match(behind) or _rules("vouched_for").match(behind))
    if said is None or not (ahead or bound or viewed):
        return False
    said = said.rpartition(condition)[2] if condition else said
    if (bound or viewed) and _rules("prospects").search(said):
        return True
    if bound and _rules("amounts").search(said):
        return True
    happens = viewed and tense_of(said) == "ahead" and _rules("happens").search(said) is not None
    return happens or _befalls(said)


def said_part(text: str, told: Span) -> str | None:
    """Return what somebody is reported to say in ``told``, without his name before it.

    None where it is neither quoted nor followed by a reporting verb.
    """
    for quote in find_quotes(text):
        if quote.start < told.end <= quote.end:
            return text[max(told.start, quote.start) : told.end]
    for frame in find_frames(text):
        if told.end <= frame.span.start <= told.end + _NEAR:
            if _rules("of_whom").match(text, frame.span.end):
                return None  # …と信じている者はいない
            named = frame.subject_at + len(frame.subject) + 1 if frame.subject else 0
            return text[max(told.start, named) : told.end]
    return None


def _befalls(said: str) -> bool:
    """Tell whether ``said`` closes on what others than the speaker will do or undergo."""
    subject = _rules("own_subjects").search(_CLAUSES.split(said)[-1])
    return (
        tense_of(said) == "ahead"
        and subject is not None
        and not is_scheduled(said)
        and not is_self(subject["who"])
    )
