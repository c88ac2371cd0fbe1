"""What a clause without a modal claims: something to come, a plan, or nothing of the kind."""

from __future__ import annotations

import re

from rkbrief.analysis.clauses import Claim
from rkbrief.analysis.conditions import find_condition
from rkbrief.analysis.frames import find_frames
from rkbrief.analysis.holders import name_of_holder
from rkbrief.analysis.orientation import (
    becomes,
    changes,
    dates_event,
    foretells,
    is_foreseen,
    is_habit,
    is_pledge,
    is_scheduled,
    looks_ahead,
    tense_of,
)
from rkbrief.model import ForecastKind

_ASKING = re.compile(
    r"(?:の|だろう|でしょう|ます|る|い)か(?:どうか)?(?:[。？?」]*$|[をはがに、]|と(?:い|の|問))"
)
_FIRST_PERSON = re.compile(
    r"(?:我々|われわれ|私(?:たち|ども)?|当(?:社|行|局|省)|弊社|わが社)[はも]"
)
_IS_ONE = re.compile(
    r"(?:ぶり|以来|連続|[回度番年例]目|初|最[多高大少低小長短悪良]|機会|チャンス|きっかけ|形|こと|もの|わけ|ところ)"
    r"[にと]?な(?:る|ります)$"
)
_TOLD_END = re.compile(r"(?:という|とのことだ|そうだ|って|と|との)$")
_APPEAL = re.compile(r"(?<=[すんるい])(?:よね|よ|ね)$")
_STATE_OF = re.compile(r"(?<=[くむうるつぬぶぐす])(?:状況|状態|流れ|局面)(?:だ|である|です)$")
_CLOSING_BRACKETS = re.compile(r"[（(][^（）()]*[）)]$")

_VOWED = re.compile(r"[^「」]{0,80}」?と(?:まで|も)?(?:断言|明言|言い切|断じ|予言)")
"""Behind a quotation, what makes a bare claim in it one of time to come: …と断言する."""
_HELD_THEN = re.compile(
    r"」?と(?:み|見|考え|思っ|信じ|読ん|(?:予想|予測|想定|期待|判断)し)[てで]い(?:た|ました)"
)
"""Behind a claim, what makes it a view of old: 上向く|とみていた."""
_SIGNED = re.compile(r"」とは?、?(?P<who>[^、。「」]{2,28})。?$")


def kind_of_assertion(text: str, claim: Claim, *, supposed: str | None) -> ForecastKind | None:
    """Return what the bare ``claim`` of the sentence ``text`` is, None for a plain fact.

    ``supposed`` is a condition that the statements before in the same quotation set up.
    """
    told = asserted_part(claim.span.of(text))
    if _ASKING.search(told) or is_habit(told):
        return None
    if is_pledge(told):
        return "plan"
    if foretells(told):
        return "forecast"
    ahead = looks_ahead(told)
    if ahead and dates_event(told):
        return "plan" if is_scheduled(told[: told.rindex("のは")]) else "forecast"
    depends = supposed is not None or find_condition(text, claim.span) is not None
    end = claim.span.start + len(told)
    vowed = _VOWED.match(text, end) is not None
    kind = _kind_of_predicate(told, claim, ahead=ahead or vowed, depends=depends)
    return "assessment" if kind == "forecast" and _HELD_THEN.match(text, end) else kind


def _kind_of_predicate(
    told: str, claim: Claim, *, ahead: bool, depends: bool
) -> ForecastKind | None:
    """Return what a non-past predicate says; ``ahead`` with a word of time to come."""
    is_one = _IS_ONE.search(told) and not (ahead and told.endswith("ことになる"))
    if tense_of(told) != "ahead" or _FIRST_PERSON.match(told) or is_one:
        return None
    if is_scheduled(told):
        return "plan" if ahead else None
    foretold = (
        claim.adverb is not None
        or (ahead and is_foreseen(told))
        or changes(told)
        or (becomes(told) and (ahead or depends or is_foreseen(told)))
    )
    return "forecast" if foretold else None


def asserted_part(segment: str) -> str:
    """Return the beginning of ``segment`` without its reporting frame and final marks."""
    end = len(segment)
    for frame in find_frames(segment):
        if "、" not in segment[frame.span.start + 1 : -1]:
            end = frame.span.start
            break
    signed = _SIGNED.search(segment, 0, end)
    if signed is not None and name_of_holder(signed["who"]):
        end = signed.start()
    told = _CLOSING_BRACKETS.sub("", segment[:end].rstrip("。」』 \u3000"))
    told = _APPEAL.sub("", _TOLD_END.sub("", told.rstrip("。」』 \u3000")))
    return _STATE_OF.sub("", told)
