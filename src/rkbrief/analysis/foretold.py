"""What a forecast says will be done: the act that closes its claim, to whom, and how much."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from msgspec import Struct

from rkbrief.analysis.arguments import Phrase, drop_dates, read_arguments
from rkbrief.analysis.events import moves, read_act, read_nominal_act
from rkbrief.analysis.holders import is_self
from rkbrief.lexicon import compile_rules, load_table
from rkbrief.model import ArticleFindings, Figure, Forecast

_TAIL = 3
"""Code points that may stand behind a modal: る, です."""
_HEAD = 40
"""Code points at the beginning of a claim where whose view it is may stand: 県によると、."""
_BREAK = re.compile(r"\s*\n\s*")
_DIGIT = re.compile("[0-9]")
_POINTS_BACK = re.compile("^同[^、]{1,6}は、")
NEGATED = re.compile(r"(?:ない|ません|ず|ぬ)(?:こと|の|と|との)?$")


class Foretold(Struct, frozen=True, gc=False):
    """What a forecast says will be done: the act, its arguments and the title it stands under.

    ``before`` are the sentences before it in its paragraph, which a topic may come from.
    """

    act: str
    phrases: tuple[Phrase, ...]
    title: str
    before: str


def read_foretold(
    forecast: Forecast, own: ArticleFindings, spell: Callable[[str], str]
) -> Foretold | None:
    """Return what a forecast says will be done, None when it is no clear event.

    Only a claim in the affirmative is looked at, and only its last verb.
    """
    claim, cue = (spell(_BREAK.sub("", text or "")) for text in (forecast.claim, forecast.cue))
    body = without_cue(claim.rstrip("。"), cue)
    source = compile_rules("attribution", "sources").search(body, 0, _HEAD)
    body = body[source.end() + 1 :] if source and body.startswith("、", source.end()) else body
    holder = spell(forecast.holder or "")
    if holder and holder not in body:
        body = _POINTS_BACK.sub("", body)
    if holder:
        body = re.sub(
            rf"^[^、]*{re.escape(holder)}[^、]*(?:は(?:[^、]{{1,12}}[にで])?|によると)、", "", body
        )
    body = _choose_mark(drop_dates(_cut_speech(body)))
    act = None if NEGATED.search(body) else read_act(body) or read_nominal_act(body)
    if act is None:
        return None
    phrases = read_arguments(body[: act.start], passive=act.passive)
    spans = tuple(load_table("joining")["spans"])
    kept = tuple(
        p
        for p in phrases
        if p.role not in {"で", ""}
        and p.text not in holder
        and not p.text.endswith(spans)
        and not (p.role == "subject" and is_self(p.text))
    )
    if body.endswith("を"):  # 14人が追加利下げを予想した: they hold it and do not do it
        kept = tuple(p for p in kept if p.role != "subject")
    before = "" if kept else spell(_read_before(forecast, own))
    return Foretold(act.name, kept, spell(own.article.title or ""), before)


def _read_before(forecast: Forecast, own: ArticleFindings) -> str:
    """Return the sentences before a forecast in its paragraph."""
    index = forecast.evidence[0].sentence_index
    here = next((s.paragraph for s in own.sentences if s.index == index), None)
    return "".join(s.text for s in own.sentences if s.index < index and s.paragraph == here)


def _choose_mark(body: str) -> str:
    """Return the clause of a claim that names a mark, where the last one names none.

    倒産が1万件を超え、2013年以来の水準に達する is settled by the number.
    """
    first, comma, last = body.partition("、")
    if not comma or "、" in last or _DIGIT.search(last) or not _DIGIT.search(first):
        return body
    for clause in (first, first + "る"):
        act = read_act(clause)
        if act is not None and act.name in moves():
            return clause
    return body


def _cut_speech(body: str) -> str:
    """Return what is said of a claim that goes up into an open quotation: 外相は「合意できる."""
    before, _, said = body.rpartition("「")
    return said if before and "」" not in said else body


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
        and not _is_given(figure, claim)
    )


def _is_given(figure: Figure, claim: Forecast) -> bool:
    """Tell whether a claim only starts from a number: 38万人の人口は, 昨年の38万人を上回る."""
    start, end = (at - claim.span.start for at in (figure.span.start, figure.span.end))
    before, behind = claim.claim[:start], claim.claim[end:]
    if before.rfind("（") > before.rfind("）") and "）" in behind:
        return True
    if figure.kind != "date" and compile_rules("joining", "given_before").search(before):
        return True
    return compile_rules("joining", "given").match(behind) is not None


def without_cue(claim: str, cue: str) -> str:
    """Drop the modal that closes a claim, or the adverb (必ず) within it."""
    before, found, behind = claim.rpartition(cue) if cue else (claim, "", "")
    return before + behind if found and len(behind) > _TAIL else before if found else claim
