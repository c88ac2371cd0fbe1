"""A claim to its kind and likelihood: forecast, assessment, plan, norm, counterfactual, gap."""

from __future__ import annotations

import re
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from rkbrief.analysis.assertions import asserted_part, kind_of_assertion
from rkbrief.analysis.clauses import Claim
from rkbrief.analysis.modality import Cue, find_cues
from rkbrief.analysis.orientation import (
    Tense,
    dates_event,
    foretells,
    looks_ahead,
    names_year_ahead,
    tells_outcome,
    tense_of,
)
from rkbrief.analysis.probabilities import (
    find_odds,
    find_probabilities,
    find_probability_behind,
    step_of,
)
from rkbrief.analysis.strengths import find_closing, find_weaker
from rkbrief.analysis.unclaimed import has_turned_out, is_left_open, only_seems, was_held_before
from rkbrief.lexicon import compile_rules
from rkbrief.model import ForecastKind, Likelihood, Span

_rules = partial(compile_rules, "claims")
_APART: dict[str, ForecastKind] = {
    "plan": "plan",
    "norm": "norm",
    "counterfactual": "counterfactual",
}
_NOUN_LINK = re.compile(r"(?:の|が|を|は|も)$")
_OWN_NOUN = re.compile("[一-龥]{2,4}[はがも]")
"""At the head of a modal, the noun of an act that it doubts: 飛行|再開は困難だ."""
_CREDIT = re.compile(r"[（(][^（）()]*[）)]$")
"""Behind a quotation whose modal follows: 「…」（青葉総研）|との見方がある."""
_PHRASED = frozenset(("even odds", "a third or less", "two thirds or more"))
"""Rules of odds that stand before a verb: 五分五分の確率で, 四分の一の確率で."""
_NEGLIGIBLE = 2
_NEAR = 48


class Judgment(Struct, frozen=True, gc=False):
    """What a claim is. ``hearsay`` when the sentence only passes it on.

    ``probability`` is (low, high) in percent where the source states one.
    """

    kind: ForecastKind
    likelihood: Likelihood
    cue: str | None
    probability: tuple[float, float] | None = None
    hearsay: bool = False


def judge(
    text: str, statement: Span, claim: Claim, *, supposed: str | None, written: int | None = None
) -> Judgment | None:
    """Return what ``claim`` of the sentence ``text`` is with its odds, None for a plain fact.

    ``supposed`` is a condition that the statements before in the same quotation set up,
    ``written`` the year of writing.
    """
    if is_left_open(statement.of(text)):
        return None
    judged = _judge_wording(text, statement, claim, supposed=supposed, written=written)
    if judged is None or judged.kind != "forecast" or judged.probability:
        return judged
    behind = find_probability_behind(text[claim.span.end :])
    if behind:
        return replace(judged, likelihood=step_of(behind), probability=behind.bounds)
    return replace(judged, probability=find_odds(claim.span.of(text), judged.likelihood))


def _judge_wording(
    text: str, statement: Span, claim: Claim, *, supposed: str | None, written: int | None = None
) -> Judgment | None:
    """Return what the wording of ``claim`` makes it, None when it is a plain fact."""
    rest = text[claim.proposition.start : statement.end][-_NEAR:]
    hearsay = any(c.kind == "hearsay" and c.rule != "is reported" for c in find_cues(rest))
    if claim.cue is None:
        bare = kind_of_assertion(text, claim, supposed=supposed, written=written)
        return _judge_bare(text, statement, claim, bare, hearsay=hearsay) if bare else None
    before = claim.proposition.of(text)
    if _rules("empty").search(before):
        return None
    if claim.reason and _rules("withheld").match(text[claim.span.end :]):
        return None
    kind = "forecast" if claim.plain else _kind_of(before, claim.cue, written)
    if claim.cue.rule == "presumably" and _rules("wonders").search(before):
        return None
    if claim.cue.rule == "might" and only_seems(before):
        return None
    if claim.cue.rule == "is thought" and _rules("volitional").search(before):
        kind = "plan"
    if claim.cue.rule == "isn't it" and _rules("frets").match(text[claim.span.end :]):
        kind = "gap"
    if kind == "forecast" and (
        _is_superseded(text[: statement.end], statement.start, claim)
        or has_turned_out(text, claim.proposition.end)
        or was_held_before(statement.of(text))
    ):
        kind = "assessment"
    odds = _odds_within(before, claim.cue) or claim.cue
    weaker = None
    if kind == "forecast" and odds.likelihood == "likely" and not claim.plain:
        end = claim.proposition.end - claim.span.start
        weaker = find_weaker(claim.span.of(text), end, presumed=odds.rule == "presumably")
    return Judgment(
        kind,
        weaker or odds.likelihood or "asserted",
        text[claim.proposition.end : claim.span.end] if not claim.plain else claim.cue.text,
        odds.probability,
        hearsay,
    )


def _judge_bare(
    text: str, statement: Span, claim: Claim, kind: ForecastKind, *, hearsay: bool
) -> Judgment:
    """Return what a claim without a modal is: as strong as its adverb or its idiom makes it."""
    if kind == "forecast" and _is_bygone(text, statement, claim):
        kind = "assessment"
    adverb = claim.adverb
    told = asserted_part(claim.span.of(text))
    *_, stated = (None, *find_probabilities(told))
    if kind == "forecast" and stated:
        return Judgment(kind, step_of(stated), stated.span.of(told), stated.bounds, hearsay)
    idiom = find_closing(told) if kind == "forecast" and adverb is None else None
    viewed = _rules("views_held").match(text[_end_of_told(text, claim) :])
    likelihood = idiom.likelihood if idiom else adverb.likelihood if adverb else None
    cue = idiom.cue if idiom else adverb.text if adverb else None
    return Judgment(kind, likelihood or ("likely" if viewed else "asserted"), cue, None, hearsay)


def _odds_within(before: str, cue: Cue) -> Cue | None:
    """Return the stated probability that だろう or a view goes with: 3割の確率で降るだろう."""
    if cue.likelihood != "likely" or not (cue.role == "opinion" or cue.rule == "presumably"):
        return None
    stated = [
        c
        for c in find_cues(before)
        if (c.probability or c.rule in _PHRASED) and before.startswith("で", c.span.end)
    ]
    return stated[-1] if stated else None


def _kind_of(before: str, cue: Cue, written: int | None) -> ForecastKind:
    """Return the kind of a claim from its modal and the words ``before`` it."""
    if cue.kind in _APART:
        return _APART[cue.kind]
    if _is_duty(before) or _tells_duty(before):
        return "norm"
    before = _rules("stressed").sub("", _without_inner(_CREDIT.sub("", before)))
    tense = tense_of(before + "ない" if cue.rule == "probably not" else before)
    if tense == "past" and _rules("contrary").search(before):
        return "counterfactual"
    if _rules("unanswered").search(before) and "firm" in cue.traits:
        return "gap"
    if cue.likelihood == "undetermined":
        asks = _rules("open_asks").search(before) or _rules("untold").match(cue.text)
        return "forecast" if tense == "ahead" and not asks else "gap"
    ahead = _is_ahead(before, tense, cue) or (
        tense in {"state", "noun"}
        and (looks_ahead(cue.text) or names_year_ahead(before + cue.text, written))
    )
    return "forecast" if ahead else "assessment"


def _without_inner(before: str) -> str:
    """Drop a modal that ``before`` closes on (可能性があると|懸念), so that its verb decides."""
    end = before[-_NEAR:]
    inner = [c for c in find_cues(end) if c.kind == "estimate" and c.role == "modal"]
    # 難しくなる is itself what comes about: nothing is left of the claim without it.
    if (
        inner
        and len(end) - inner[-1].span.end <= _NEGLIGIBLE
        and not end.startswith("なる", inner[-1].span.end)
    ):
        return before[: len(before) - len(end) + inner[-1].span.start]
    return before


def _is_superseded(text: str, start: int, claim: Claim) -> bool:
    """Tell whether the view was held once: in the past continuous, or with かつて before it."""
    cue = claim.cue
    if cue is None:
        return False
    after = text[claim.proposition.end :]
    behind = after[len(cue.text) :]
    held = _rules("held_once").search(after)
    attitude = cue.role == "opinion" or "held" in cue.traits
    then = _rules("at_the_time").search(text, start, claim.span.end)
    if (
        (cue.probability and _rules("probability_was").match(behind))
        or (cue.role in {"opinion", "modal"} and _rules("belied").match(after[len(cue.text) - 1 :]))
        or (held and attitude and held.start() <= len(cue.text) + _NEGLIGIBLE)
        or (attitude and cue.text[-1] in "がはも" and _rules("spread_once").match(behind))
        or (attitude and then and _rules("going_on").match(behind))
        or (
            cue.role == "modal"
            and _rules("held_then").match(behind[1:] if behind[:1] in {"い", "る"} else behind)
        )
        or (
            cue.role in {"opinion", "modal"} and _held_last_year(text, start, claim.proposition.end)
        )
        or (attitude and _rules("came_otherwise").match(after[len(cue.text) - 1 :]))
    ):
        return True
    told = held or _rules("told_then").search(after)
    return (
        told is not None and _rules("once").search(text, start, claim.proposition.end) is not None
    )


def _is_bygone(text: str, statement: Span, claim: Claim) -> bool:
    """Tell whether a bare claim was said once, or has come out by now."""
    told = _end_of_told(text, claim)
    said = _held_last_year(text[: statement.end], statement.start, told)
    return said or has_turned_out(text, told) or was_held_before(statement.of(text))


def _end_of_told(text: str, claim: Claim) -> int:
    """Return where what a bare claim says ends, before who says it."""
    return claim.span.start + len(asserted_part(claim.span.of(text)))


def _held_last_year(text: str, start: int, end: int) -> bool:
    """Tell whether what is told up to ``end`` was said before: 昨年10月には五分五分と語っていた."""
    begins = _rules("then").search(text, start, end) or _rules("once").search(text, start, end)
    continuous = _rules("held_once").search(text, end)
    return (
        begins is not None
        and continuous is not None
        and text[continuous.end() :].lstrip("い").startswith(("。", "が、", "ものの"))
    )


def _is_ahead(before: str, tense: Tense, cue: Cue) -> bool:
    """Tell whether a modal claim is about what is to come."""
    if cue.past and cue.role == "modal" and "told" not in cue.traits:
        return False
    if tense == "past" and not _is_limit(before, cue):
        return "限り" in before
    if cue.role == "opinion" and _rules("reckoned").search(before) and not looks_ahead(before):
        return False
    if tense == "ahead" or _is_limit(before, cue):
        return True
    if tense != "progressive" and (_rules("depends").search(before) or tells_outcome(before)):
        return True
    by_size = cue.rule == "is estimated" and _rules("more_or_less").search(before) is not None
    by_cue = "ahead" in cue.traits and tense != "progressive"
    by_noun = (
        tense == "noun"
        and "ahead of nouns" in cue.traits
        and (_NOUN_LINK.search(before) or cue.text[0] in "はがも" or _OWN_NOUN.match(cue.text))
    )
    by_act = "ahead of acts" in cue.traits and compile_rules("futures", "acts").search(
        before + cue.text
    )
    return bool(by_size or by_cue or by_noun or by_act) or _is_foretold(before)


def _is_limit(before: str, cue: Cue) -> bool:
    """Tell whether a view is of the most there will be, or of a change that will hardly come."""
    if cue.rule in {"hard to think", "not held to be so", "out of the question"}:
        return _rules("to_come").search(before) is not None
    return cue.role == "opinion" and _rules("at_most").search(before) is not None


def _is_foretold(before: str) -> bool:
    """Tell whether the words before a modal say themselves that they are about what is to come."""
    lasts = _rules("durations").search(before) or _rules("imminent").search(before)
    return lasts is not None or foretells(before) or looks_ahead(before) or dates_event(before)


def _is_duty(before: str) -> bool:
    """Tell whether the words before a modal already close on a duty."""
    if before.rstrip("と").endswith(("になる", "となる", "になり", "となり")):
        return False
    closes = re.sub(r"[ことのはが]+$", "", before[-_NEAR:])
    duties = [c for c in find_cues(closes) if c.kind == "norm"]
    return bool(duties) and duties[-1].span.end >= len(closes) - _NEGLIGIBLE


def _tells_duty(before: str) -> bool:
    """Tell whether the words before a modal say what it is that should be done: …べきなのは人材."""
    told = _rules("should_be").search(before)
    return told is not None and tense_of(before) == "noun" and not looks_ahead(told[0])
