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
    if said is None or _rules("no_need").search(said):
        return False
    behind = text[told.end :]
    feared = _rules("feared").match(behind) is not None
    viewed = feared or any(_rules(name).match(behind) for name in ("views_held", "vouched_for"))
    viewed = viewed or _rules("by_views").search(text, 0, told.end) is not None
    of_all = _rules("topic_of_all").search(condition) if condition else None
    rest = (of_all[0] if of_all else "") + (said.rpartition(condition)[2] if condition else said)
    ended = _rules("in_the_end").search(said) is not None and _is_of_others(said)
    return ended or (
        (ahead or bound or viewed)
        and (
            (_rules("never_in_the_end").search(said) is not None and _is_of_others(said))
            or ((bound or viewed) and _rules("prospects").search(rest) is not None)
            or (bound and _rules("amounts").search(rest) is not None)
            or (viewed and _happens(rest, feared=feared))
            or _befalls(rest)
        )
    )


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
    view = _rules("by_views").search(text, told.start, told.end)
    if view is not None:
        return text[view.end() : told.end]
    return told.of(text) if _rules("passed_on").match(text, told.end) else None


def _happens(said: str, *, feared: bool) -> bool:
    """Tell whether ``said`` closes on what is done to something, or on anything that is feared."""
    passive = _rules("happens").search(said) is not None
    return tense_of(said) == "ahead" and (feared or passive)


def _befalls(said: str) -> bool:
    """Tell whether ``said`` closes on what others than the speaker will do or undergo."""
    return tense_of(said) == "ahead" and _is_of_others(said) and not is_scheduled(said)


def _is_of_others(said: str) -> bool:
    """Tell whether the last clause of ``said`` has a subject that is not its speaker."""
    subject = _rules("own_subjects").search(_CLAUSES.split(said)[-1])
    return subject is not None and not is_self(subject["who"])
