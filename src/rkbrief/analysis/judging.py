"""A claim to its kind and likelihood: forecast, assessment, plan, norm, counterfactual, gap."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rkbrief.analysis.assertions import kind_of_assertion
from rkbrief.analysis.clauses import Claim
from rkbrief.analysis.modality import Cue, find_cues
from rkbrief.analysis.orientation import (
    Tense,
    dates_event,
    foretells,
    looks_ahead,
    tells_outcome,
    tense_of,
)
from rkbrief.model import ForecastKind, Likelihood, Span

_AHEAD_BY_THEMSELVES = frozenset(
    {
        "inevitable",
        "outlook",
        "expected",
        "is forecast",
        "hoped for",
        "hope",
        "not expected",
        "seems about to",
        "not about to",
        "tends to become",
        "stated probability",
        "even odds",
        "can happen",
        "could well, feared",
        "not a small chance",
        "no wonder if",
    }
)
"""Rows of lexicon/modality.yaml that speak of what is to come whatever they close."""
_AHEAD_OF_NOUNS = frozenset(
    {
        "very high chance",
        "high chance",
        "low chance",
        "very low chance",
        "may",
        "fear",
        "concern",
        "doubted",
        "cannot be ruled out",
    }
)
"""Rows that speak of what is to come when they close on a noun (悪化の恐れがある)."""
_TOLD_OF_OLD = frozenset({"is forecast", "is estimated", "concern", "outlook", "expected", "hope"})
"""Rows whose own past tense only dates the telling (増えると予想した)."""
_HELD_ROWS = frozenset({"expected", "outlook", "hope", "concern"})
"""Modals that, like attitudes, are held once when in the past continuous (見込んでいた)."""
_MORE_OR_LESS = re.compile(
    r"(?:増|減|増加|減少|上昇|下落|低下|拡大|縮小|アップ|ダウン|黒字|赤字)[とにへ]?$"
)
_APART: dict[str, ForecastKind] = {
    "plan": "plan",
    "norm": "norm",
    "counterfactual": "counterfactual",
}
_NOUN_LINK = re.compile(r"(?:の|が|を|は|も)$")
_COUNTERFACT = re.compile(
    r"(?:なければ|なかったら|[てで](?:い)?たら|[てで](?:い)?れば|たとしたら|[てで]いたなら)"
)
_WHICH = re.compile(r"ど(?:う|の|こ|れ|ち|ん)|何|なぜ|誰|いつ|いくら|いか(?:に|なる)")
_STRESSED = re.compile(r"(?:、?(?:ほぼ|まず|もはや|もう|まさに))+$")
"""What may stand between a claim and its modal: 勝つのは、ほぼ|確実だ."""
_FRETS = re.compile(r"[^。「」]{0,6}」?と[^。「」]{0,24}首を(?:ひね|かし)")
"""Verbs that make のではないか a question its speaker has no answer to."""
_ONCE = re.compile(
    r"かつて|当初|前号|先月号|以前(?:は|、|に)|従来|一時は|昨年までは|これまでは|もともと|前回は"
)
_THEN = re.compile(r"(?:昨[年春夏秋冬]|去年|先[月週]|前[年月週]|一昨年|当時)[^、。]{0,8}時点では")
_ON = re.compile(r"[でて]?おり、")
"""Leaves the tense to the words of time: 昨秋の時点では…とみて|おり、"""
_HELD_ONCE = re.compile(r"[てで](?:いた|おった|いました|おりました|きた)|とされた|はずだった")
_BELIED = re.compile(r"れ?たが")
_TOLD_THEN = re.compile(r"た(?=[。が])")
_WAS = re.compile(
    r"(?:程度|前後)?(?:だった|でした|と(?:され|みられ|推定され|見積もられ)(?:てい)?た)"
)
_DEPENDS = re.compile(
    r"(?:れば|けば|せば|てば|べば|めば|えば|げば|たら|なら(?:ば)?|場合(?:に)?(?:は)?|限り(?:は)?)、"
)
_NEGLIGIBLE = 2
_NEAR = 48


@dataclass(frozen=True, slots=True)
class Judgment:
    """What a claim is. ``hearsay`` when the sentence only passes it on.

    ``probability`` is (low, high) in percent where the source states one.
    """

    kind: ForecastKind
    likelihood: Likelihood
    cue: str | None
    probability: tuple[float, float] | None = None
    hearsay: bool = False


def judge(text: str, statement: Span, claim: Claim, *, supposed: str | None) -> Judgment | None:
    """Return what ``claim`` of the sentence ``text`` is, None when it is a plain fact.

    ``supposed`` is a condition that the statements before in the same quotation set up.
    """
    rest = text[claim.proposition.start : statement.end][-_NEAR:]
    hearsay = any(c.kind == "hearsay" for c in find_cues(rest))
    if claim.cue is None:
        adverb = claim.adverb
        bare = kind_of_assertion(text, claim, supposed=supposed)
        likelihood = (adverb.likelihood if adverb else None) or "asserted"
        cue = adverb.text if adverb else None
        return Judgment(bare, likelihood, cue, None, hearsay) if bare else None
    before = claim.proposition.of(text)
    kind = "forecast" if claim.plain else _kind_of(before, claim.cue)
    if claim.cue.rule == "isn't it" and _FRETS.match(text, claim.span.end):
        kind = "gap"
    if kind == "forecast" and _is_superseded(text[: statement.end], statement.start, claim):
        kind = "assessment"
    return Judgment(
        kind,
        claim.cue.likelihood or "asserted",
        text[claim.proposition.end : claim.span.end] if not claim.plain else claim.cue.text,
        claim.cue.probability,
        hearsay,
    )


def _kind_of(before: str, cue: Cue) -> ForecastKind:
    """Return the kind of a claim from its modal and the words ``before`` it."""
    if cue.kind in _APART:
        return _APART[cue.kind]
    if _is_duty(before):
        return "norm"
    before = _STRESSED.sub("", _without_inner(before))
    tense = tense_of(before)
    if tense == "past" and _COUNTERFACT.search(before):
        return "counterfactual"
    if cue.likelihood == "undetermined":
        return "forecast" if tense == "ahead" and not _WHICH.search(before) else "gap"
    return "forecast" if _is_ahead(before, tense, cue) else "assessment"


def _without_inner(before: str) -> str:
    """Drop a modal that ``before`` closes on (可能性があると|懸念), so that its verb decides."""
    end = before[-_NEAR:]
    inner = [c for c in find_cues(end) if c.kind == "estimate" and c.role == "modal"]
    if inner and len(end) - inner[-1].span.end <= _NEGLIGIBLE:
        return before[: len(before) - len(end) + inner[-1].span.start]
    return before


def _is_superseded(text: str, start: int, claim: Claim) -> bool:
    """Tell whether the view was held once: in the past continuous, or with かつて before it."""
    cue = claim.cue
    after = text[claim.proposition.end :]
    if cue is None:
        return False
    if cue.probability and _WAS.match(after, len(cue.text)):
        return True
    if cue.role in {"opinion", "modal"} and _BELIED.match(after, len(cue.text) - 1):
        return True
    held = _HELD_ONCE.search(after)
    attitude = cue.role == "opinion" or cue.rule in _HELD_ROWS
    if held and attitude and held.start() <= len(cue.text) + _NEGLIGIBLE:
        return True
    if attitude and _ON.match(after, len(cue.text)) and _THEN.search(text[start : claim.span.end]):
        return True
    told = held or _TOLD_THEN.search(after)
    return told is not None and _ONCE.search(text, start, claim.proposition.end) is not None


def _is_ahead(before: str, tense: Tense, cue: Cue) -> bool:
    """Tell whether a modal claim is about what is to come."""
    if cue.past and cue.role == "modal" and cue.rule not in _TOLD_OF_OLD:
        return False
    if tense == "past":
        return "限り" in before
    if tense == "ahead":
        return True
    if tense != "progressive" and (_DEPENDS.search(before) or tells_outcome(before)):
        return True
    by_size = cue.rule == "is estimated" and _MORE_OR_LESS.search(before) is not None
    by_cue = cue.rule in _AHEAD_BY_THEMSELVES and tense != "progressive"
    by_noun = (
        tense == "noun"
        and cue.rule in _AHEAD_OF_NOUNS
        and (_NOUN_LINK.search(before) or cue.text[0] in "はがも")
    )
    return bool(by_size or by_cue or by_noun) or _is_foretold(before)


def _is_foretold(before: str) -> bool:
    """Tell whether the words before a modal say themselves that they are about what is to come."""
    return foretells(before) or looks_ahead(before) or dates_event(before)


def _is_duty(before: str) -> bool:
    """Tell whether the words before a modal already close on a duty."""
    if before.rstrip("と").endswith(("になる", "となる")):
        return False
    closes = re.sub(r"[ことのはが]+$", "", before[-_NEAR:])
    duties = [c for c in find_cues(closes) if c.kind == "norm"]
    return bool(duties) and duties[-1].span.end >= len(closes) - _NEGLIGIBLE
