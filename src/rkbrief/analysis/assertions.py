"""What a clause without a modal claims: something to come, a plan, or nothing of the kind."""

from __future__ import annotations

import re
from functools import partial

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
    names_year_ahead,
    tense_of,
)
from rkbrief.analysis.sayings import foretold_by_somebody, said_part
from rkbrief.lexicon import compile_rules
from rkbrief.model import ForecastKind, Span

_rules = partial(compile_rules, "claims")
_TAIL = 12  # code points behind a reporting verb that closes its sentence
_CLOSING = "、。」』―─—… \u3000"
_CLOSING_BRACKETS = re.compile(r"[（(][^（）()]*[）)]$")
_SIGNED = re.compile(r"」とは?、?(?P<who>[^、。「」]{2,28})。?$")


def kind_of_assertion(
    text: str, claim: Claim, *, supposed: str | None, written: int | None = None
) -> ForecastKind | None:
    """Return what the bare ``claim`` of the sentence ``text`` is, None for a plain fact.

    ``supposed`` is a condition that the statements before in the same quotation set up,
    ``written`` the year of writing, after which a year named lies ahead.
    """
    told = asserted_part(claim.span.of(text))
    if _rules("asking").search(told) or _rules("views_alone").search(told) or is_habit(told):
        return None
    if is_pledge(told):
        return "plan"
    end = claim.span.start + len(told)
    kind = _kind_of_claim(text, claim, told, supposed=supposed, written=written)
    if _rules("stipulated").match(text[end:]):
        return None
    return "assessment" if kind == "forecast" and _rules("held_then").match(text[end:]) else kind


def _kind_of_claim(
    text: str, claim: Claim, told: str, *, supposed: str | None, written: int | None
) -> ForecastKind | None:
    """Return what ``told``, the asserted part of ``claim``, says, whoever held it and when."""
    if foretells(told):
        return "forecast"
    dated = names_year_ahead(told, written)
    ahead = dated or looks_ahead(told)
    if (ahead or _rules("by_views").search(told)) and dates_event(told):
        what = told.rpartition("のは" if "のは" in told else "のが")[0]
        return "plan" if is_scheduled(what) else "forecast"
    condition = find_condition(text, claim.span)
    depends = supposed is not None or condition is not None
    end = claim.span.start + len(told)
    plainly = dated or _rules("plainly_ahead").search(told) is not None
    nominal = (plainly or depends) and _rules("noun_ends").search(told) and not is_scheduled(told)
    if nominal or (ahead and is_foreseen(told) and _rules("amounts").search(told)):
        return "forecast"  # 2040年には3倍の市場に; 県の推計では、2040年の高齢化率は44%
    here, bound = Span(claim.span.start, end), plainly or depends
    if (plainly and depends and _comes_about(told)) or foretold_by_somebody(
        text, here, condition, ahead=ahead, bound=bound
    ):
        # 水が出なければ、来年7月には貫通する; 「閉めれば、町が割を食う」と話す
        return "forecast"
    vowed = _rules("vows").match(text[end:]) is not None
    if _is_under_way(text, claim, told) and not (ahead or depends):
        return None
    return _kind_of_predicate(told, claim, ahead=ahead or vowed, depends=depends)


def _is_of_itself(what: str) -> bool:
    """Tell whether ``what`` comes about, or comes over somebody, by nobody's decision."""
    return changes(what) or _rules("imposed").search(what) is not None


def _is_under_way(text: str, claim: Claim, told: str) -> bool:
    """Tell whether ``told``, which nobody is reported to say, closes on a state of now."""
    start = claim.span.start
    return (
        claim.adverb is None
        and _rules("under_way").search(told) is not None
        and said_part(text, Span(start, start + len(told))) is None
    )


def _comes_about(told: str) -> bool:
    """Tell whether ``told`` closes on a non-past that nobody is said to bring about."""
    return (
        tense_of(told) == "ahead"
        and not is_scheduled(told)
        and _rules("done_by_somebody").search(told) is None
        and _rules("first_person").match(told) is None
    )


def _kind_of_predicate(
    told: str, claim: Claim, *, ahead: bool, depends: bool
) -> ForecastKind | None:
    """Return what a non-past predicate says; ``ahead`` with a word of time to come."""
    what, comes, _ = told.rpartition("こと")
    if comes and _rules("comes_to").search(told) and _is_of_itself(what):
        return "forecast"  # 差が広がることになる
    comes_to = (ahead or depends) and _rules("comes_to").search(told)
    is_one = _rules("one_of_a_kind").search(told) and not comes_to
    if ahead and (claim.adverb is not None or depends) and told.endswith(("だ", "です")):
        return "forecast"  # 次の会合はおそらく見送りだ, ダムができれば2050年まで安泰だ
    if tense_of(told) != "ahead" or _rules("first_person").match(told) or is_one:
        return None
    if not ahead and _rules("compared").search(told):
        return None
    if is_scheduled(told):
        return "plan" if ahead else None
    foretold = (
        claim.adverb is not None
        or (ahead and (is_foreseen(told) or _rules("at_earliest").search(told) is not None))
        or changes(told)
        or (becomes(told) and (ahead or depends or is_foreseen(told)))
    )
    return "forecast" if foretold else None


def asserted_part(segment: str) -> str:
    """Return the beginning of ``segment`` without its reporting frame and final marks."""
    end = len(segment)
    for frame in find_frames(segment):
        closes = len(segment) - frame.span.end <= _TAIL
        turned = _rules("turns").match(segment, frame.span.end)
        cited = segment.startswith("として、", frame.span.start)
        if (
            cited
            or turned
            or "、" not in segment[frame.span.end if closes else frame.span.start + 1 : -1]
        ):
            end = frame.span.start
            break
    signed = _SIGNED.search(segment, 0, end)
    if signed is not None and name_of_holder(signed["who"]):
        end = signed.start()
    told = _CLOSING_BRACKETS.sub("", segment[:end].rstrip("。」』 \u3000"))
    told = _rules("appeals").sub("", _rules("told_ends").sub("", told.rstrip(_CLOSING)))
    told = _CLOSING_BRACKETS.sub("", told.rstrip(_CLOSING)).rstrip(_CLOSING)
    return _rules("states").sub("", told)
