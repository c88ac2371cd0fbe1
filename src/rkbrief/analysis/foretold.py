"""What a forecast says will be done: the act that closes its claim, to whom, and how much."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rkbrief.analysis.arguments import Phrase, drop_dates, read_arguments
from rkbrief.analysis.events import read_act
from rkbrief.model import ArticleFindings, Figure, Forecast

_SPANS = ("国会中", "会期中", "任期中", "期間中", "在任中")
_TAIL = 3
"""Code points that may stand behind a modal: る, です."""
NEGATED = re.compile(r"(?:ない|ません|ず|ぬ)(?:こと|の|と|との)?$")


@dataclass(frozen=True, slots=True)
class Foretold:
    """What a forecast says will be done: the act, its arguments and the title it stands under."""

    act: str
    phrases: tuple[Phrase, ...]
    title: str


def read_foretold(
    forecast: Forecast, own: ArticleFindings, spell: Callable[[str], str]
) -> Foretold | None:
    """Return what a forecast says will be done, None when it is no clear event.

    Only a claim in the affirmative is looked at, and only its last verb.
    """
    claim, cue = spell(forecast.claim), spell(forecast.cue or "")
    body = without_cue(claim.rstrip("。"), cue)
    holder = spell(forecast.holder or "")
    if holder:
        body = re.sub(
            rf"^[^、]*{re.escape(holder)}[^、]*(?:は(?:[^、]{{1,12}}に)?|によると)、", "", body
        )
    body = drop_dates(body)
    act = None if NEGATED.search(body) else read_act(body)
    if act is None:
        return None
    phrases = read_arguments(body[: act.start], passive=act.passive)
    kept = tuple(
        p
        for p in phrases
        if p.role not in {"で", ""} and p.text not in holder and not p.text.endswith(_SPANS)
    )
    return Foretold(act.name, kept, spell(own.article.title or ""))


def find_foretold(figures: Iterable[Figure], forecasts: Iterable[Forecast]) -> frozenset[str]:
    """Return the ids of the figures that forecasts claim for what will be, conditions aside."""
    claims: dict[str, list[Forecast]] = defaultdict(list)
    for forecast in forecasts:
        if forecast.kind == "forecast":
            claims[forecast.evidence[0].sentence_id].append(forecast)
    return frozenset(
        figure.id
        for figure in figures
        for claim in claims.get(figure.evidence.sentence_id, ())
        if claim.span.start <= figure.span.start
        and figure.span.end <= claim.span.end
        and figure.text not in (claim.condition or "")
    )


def without_cue(claim: str, cue: str) -> str:
    """Drop the modal that closes a claim, or the adverb (必ず) within it."""
    before, found, behind = claim.rpartition(cue) if cue else (claim, "", "")
    return before + behind if found and len(behind) > _TAIL else before if found else claim
