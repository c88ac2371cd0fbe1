"""What a forecast hangs on: the conditional clause before it, as worded."""

from __future__ import annotations

import re

from rkbrief.analysis.frames import find_frames
from rkbrief.analysis.holders import name_of_holder
from rkbrief.analysis.tearing import UNTORN
from rkbrief.lexicon import compile_rules
from rkbrief.lexicon.sought import Sought
from rkbrief.model import Span

_TOGETHER = Sought(
    rf"{UNTORN}[^、。「」はがをも]{{2,14}}と(?:共|とも)に(?=[^、。]{{2,}})", ("と共に", "とともに")
)
_HOLDER_TOPIC = re.compile(r"([^、はが]{1,30})は(?=[一-龥ァ-ヴA-Za-z0-9０-９])")
_ROLE = re.compile(r"(?<=[^、])[がはをに](?=[一-龥ァ-ヴA-Za-z])")
_IN_THAT_CASE = ("その場合", "この場合")
_DIGIT = "[一二三四五六七八九0-9０-９]"
_START = re.compile(rf"(?<!{_DIGIT})、|、(?!{_DIGIT})|[。「」]|(?<=[^、])(?:は|では)(?=、)")
"""Where a clause begins; not within 二、三年."""


def _without_topic(words: str, mark: str) -> str:
    """Drop what stands before the clause proper: a connective, a stray particle, a holder.

    政府は雨が続けば、…: the topic belongs to what follows, if it can hold a view.
    """
    words = compile_rules("claims", "before_conditions").sub("", words)
    topic = _HOLDER_TOPIC.match(words)
    rest = words[topic.end() :] if topic else ""
    return (
        rest if len(rest) > len(mark) + 1 and name_of_holder(topic[1] if topic else "") else words
    )


def find_condition(text: str, within: Span) -> str | None:
    """Return the conditional clause inside ``within`` of ``text``, None when there is none.

    The words run from the start of the clause to its mark (…すれば, …場合, …まで).
    """
    segment = within.of(text)
    together = _TOGETHER.search(segment)
    marks = [*compile_rules("claims", "conditions").finditer(segment)]
    refused = _find_refused(text, within) if marks else []
    for mark in marks:
        here = Span(*mark.span())
        if any(r.overlaps(here) for r in refused):
            continue
        before = [m.end() for m in _START.finditer(segment, 0, mark.start())]
        start = before[-1] if before else 0
        words = segment[start : mark.end()].strip("、 　").removesuffix("だ").removesuffix("です")
        words = _without_topic(words, mark[0])
        if compile_rules("claims", "turning_on").search(
            words
        ):  # 一月と予想するが|米国の情勢によっては: on a noun it turns
            words = _ROLE.split(words)[-1]
        if len(words) > len(mark[0]) + 1 or words.startswith(_IN_THAT_CASE):
            return words
    return together[0] if together else None


def _find_refused(text: str, within: Span) -> list[Span]:
    """Return the stretches inside ``within`` of ``text`` whose marks set no condition."""
    segment = within.of(text)
    refused = [Span(*m.span()) for m in compile_rules("claims", "not_conditions").finditer(segment)]
    if "と" in segment:  # 増えると、専門家はみている
        refused += [f.span.shifted(-within.start) for f in find_frames(text)]
    return refused
