"""Forecasts whose time has come: horizons that ran out, events that a later article reports.

Nothing is called true or false without a sentence that says so: an event has happened when
a later article tells it in the past tense, with the same verb and the same object, and says
nothing that places it before the forecast.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from rkbrief.analysis.terms import find_terms, fold, measure_overlap, weigh_rarity
from rkbrief.lexicon import load_table
from rkbrief.model import (
    Article,
    ArticleFindings,
    Evidence,
    Forecast,
    Resolution,
    Sentence,
)

_NOUN = r"[々\u4e00-\u9fffァ-ヴー]{2,8}"
_ACT = re.compile(rf"({_NOUN})(?:する|し|される|され|できる|した)")
_OBJECT = re.compile(r"([^、。「」はがもを]{2,40})(?:を|に|へ|が|も|は)$")
_BRACKETS = re.compile(r"[「」『』\"“”（）()]")
_ALIKE = 0.22
_THINGS = 2
_CANDIDATES = 40


def mark_due(forecasts: Sequence[Forecast], *, as_of: date) -> tuple[Forecast, ...]:
    """Mark the horizons that ran out before ``as_of``; what hangs on an event stays open."""
    return tuple(
        replace(f, horizon=replace(f.horizon, state="due"))
        if f.horizon and f.horizon.until and f.horizon.until < as_of.isoformat()
        else f
        for f in forecasts
    )


@dataclass(frozen=True, slots=True)
class _Report:
    """A sentence that tells an event in the past tense, and to what it was done."""

    article: Article
    sentence: Sentence
    things: frozenset[str]
    terms: frozenset[str]


def resolve(
    forecasts: Sequence[Forecast], *, findings: Sequence[ArticleFindings]
) -> tuple[Forecast, ...]:
    """Return the forecasts with a resolution where a later article reports the event."""
    wanted = {f.id: act for f in forecasts if (act := _read_act(f))}
    acts = {act for act, _ in wanted.values()}
    if not acts:
        return tuple(forecasts)
    reports = _gather_reports(findings, acts)
    home = {f.article.id: f for f in findings}
    rarity = weigh_rarity(
        _read_words(fold("".join(e.quote for e in f.evidence))) for f in forecasts if f.id in wanted
    )
    return tuple(
        replace(f, resolution=_settle(f, *wanted[f.id], reports, home, rarity))
        if f.id in wanted and f.resolution is None
        else f
        for f in forecasts
    )


def _read_act(forecast: Forecast) -> tuple[str, frozenset[str]] | None:
    """Return what a forecast says will be done and to what, None when it is no clear event.

    Only an unconditional claim in the affirmative is looked at, and only its last verb.
    """
    if forecast.kind != "forecast" or forecast.condition:
        return None
    claim = fold(forecast.claim)
    cue = fold(forecast.cue or "")
    body = claim[: claim.rfind(cue)] if cue and cue in claim else claim
    body = _BRACKETS.sub("", body)
    matches = list(_ACT.finditer(body))
    if not matches or re.search(r"ない|ず|せん", body[matches[-1].end() :]):
        return None
    if len(body) - matches[-1].end() > 6:  # noqa: PLR2004 - the verb must close the claim
        return None
    things = _OBJECT.search(body[: matches[-1].start()])
    named = _read_words(things[1]) if things else frozenset()
    return (_name_act(matches[-1][1]), named) if named else None


def _read_words(text: str) -> frozenset[str]:
    """Return the terms of more than one character."""
    return frozenset(t for t in find_terms(text) if len(t) > 1)


@cache
def _acts() -> Mapping[str, str]:
    """Return the acts that are another word for one, with that one."""
    return {act: group[0] for group in load_table("joining")["same_acts"] for act in group}


def _name_act(act: str) -> str:
    """Return one name for an act and its synonyms: 調印 is 署名."""
    return _acts().get(act, act)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = load_table("joining")["resolution"]
    return re.compile(table["happened"]["pattern"]), re.compile(table["ahead"]["pattern"])


def _gather_reports(
    findings: Sequence[ArticleFindings], acts: set[str]
) -> Mapping[str, Sequence[_Report]]:
    """Return the sentences that report one of ``acts`` as done, by the act."""
    happened, _ = _patterns()
    reports: dict[str, list[_Report]] = defaultdict(list)
    spellings = acts | {word for word, name in _acts().items() if name in acts}
    any_act = re.compile("|".join(map(re.escape, sorted(spellings, key=lambda a: (-len(a), a)))))
    for found in findings:
        untold = {s for f in found.forecasts if f.kind == "forecast" for s in f.sentence_ids}
        for sentence in found.sentences:
            if sentence.id in untold or sentence.kind in {"heading", "deck"}:
                continue
            text = _BRACKETS.sub("", fold(sentence.text))
            for match in any_act.finditer(text):
                if not happened.match(text[match.end() :]):
                    continue
                thing = _OBJECT.search(text[: match.start()])
                things = _read_words(thing[1]) if thing else frozenset()
                reports[_name_act(match[0])].append(
                    _Report(found.article, sentence, things, _read_words(text))
                )
    return reports


def _settle(
    forecast: Forecast,
    act: str,
    things: frozenset[str],
    reports: Mapping[str, Sequence[_Report]],
    home: Mapping[str, ArticleFindings],
    rarity: Mapping[str, float],
) -> Resolution | None:
    """Return the first report that tells what the forecast spoke of, None when none does."""
    own = home.get(forecast.article_id)
    if own is None:
        return None
    chain = _read_words(fold("".join(e.quote for e in forecast.evidence)))
    weights = {t: rarity.get(t, 1.0) for t in chain}
    for report in reports.get(act, ())[:_CANDIDATES]:
        if report.article.id == forecast.article_id or len(things & report.things) < min(
            _THINGS, len(things)
        ):
            continue
        told = {t: rarity.get(t, 1.0) for t in report.terms}
        if measure_overlap(weights, told) < _ALIKE:
            continue
        if _comes_later(own, act, report, home):
            at = report.sentence
            evidence = Evidence(at.article_id, at.index, at.span, at.text)
            return Resolution("happened", evidence)
    return None


def _comes_later(
    own: ArticleFindings, act: str, report: _Report, home: Mapping[str, ArticleFindings]
) -> bool:
    """Tell whether a report is surely later than the article of the forecast.

    Two dates decide. Without a date on the forecast's article, it must itself look ahead to
    the event and tell nothing of it as done; the report must be dated.
    """
    reported = report.article.published
    if reported is None:
        return False
    before = own.article.published
    if before is None:
        return _looks_ahead(own, act)
    if reported <= before:
        return False
    days = [
        f.iso[:10]
        for f in home[report.article.id].figures
        if f.kind == "date" and f.iso and f.evidence.sentence_id == report.sentence.id
    ]
    return not any(day < before.isoformat()[: len(day)] for day in days)


def _looks_ahead(own: ArticleFindings, act: str) -> bool:
    """Tell whether an undated article stands before an event: it awaits it and never tells it."""
    happened, ahead = _patterns()
    told = any(
        happened.match(text[m.end() :])
        for s in own.sentences
        for text in (fold(s.text),)
        for word in (act, *(w for w, name in _acts().items() if name == act))
        for m in re.finditer(re.escape(word), text)
    )
    return not told and any(ahead.search(fold(s.text)) for s in own.sentences)
