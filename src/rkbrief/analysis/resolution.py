"""Forecasts whose time has come: horizons that ran out, events that a later article reports.

Nothing is called true or false without a sentence that says so. An event has happened when a
later article tells the same act of the same things as done, within the time that the forecast
gave; it has not when such an article tells that it was given up, or at the end of that time
that it was put off. What is doubted, quoted, only a part or somebody else's settles nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Literal

from msgspec.structs import replace

from rkbrief.analysis.arguments import Phrase
from rkbrief.analysis.events import Outcome, moves, opposites, recurring
from rkbrief.analysis.foretold import Foretold, read_foretold
from rkbrief.analysis.identity import agree, goes_on, is_marked, shares_topic
from rkbrief.analysis.recalls import Recalls
from rkbrief.analysis.reports import (
    READING,
    Report,
    Reports,
    awaits_event,
    is_late,
    is_narrowed,
    list_terms,
)
from rkbrief.analysis.terms import find_terms, fold
from rkbrief.analysis.thresholds import Reading, compare, find_mark
from rkbrief.analysis.verdicts import Verdicts
from rkbrief.analysis.windows import (
    Window,
    covers,
    find_days,
    has_ended,
    is_before_end,
    puts_beyond,
    read_window,
)
from rkbrief.model import ArticleFindings, Evidence, Forecast, Resolution, Sentence

Status = Literal["happened", "did_not_happen"]
_SHORT_OF = {"超過": "到達"}
"""What an act that passes a mark leaves undone when it falls short: 大台に届かなかった."""


def mark_due(forecasts: Sequence[Forecast], *, as_of: date) -> tuple[Forecast, ...]:
    """Mark the horizons that ran out before ``as_of``; what hangs on an event stays open."""
    return tuple(
        replace(f, horizon=replace(f.horizon, state="due"))
        if f.horizon and f.horizon.until and f.horizon.until < as_of.isoformat()
        else f
        for f in forecasts
    )


def resolve(
    forecasts: Sequence[Forecast],
    *,
    findings: Sequence[ArticleFindings],
    spell: Callable[[str], str] = fold,
    stories: Mapping[str, Sequence[str]] | None = None,
) -> tuple[Forecast, ...]:
    """Return the forecasts with a resolution where a later article reports the event.

    ``spell`` returns a text in NFKC, with each thing under one name where the corpus has several;
    ``stories`` tell which articles tell one story, without them any may. Of what hangs on a
    condition nothing is said.
    """
    home = {f.article.id: f for f in findings}
    unsettled = {
        f.id: read_foretold(f, home[f.article_id], spell)
        for f in forecasts
        if f.resolution is None
        and f.article_id in home
        and f.kind == "forecast"
        and not f.condition
    }
    if not unsettled:
        return tuple(forecasts)
    acts = {c.act for c in unsettled.values() if c}
    reports = Reports(
        findings, acts | {_SHORT_OF[a] for a in acts if a in _SHORT_OF}, spell, stories
    )
    verdicts = Verdicts(findings, spell, stories)
    recalls = Recalls(findings, spell, stories)
    settled = []
    for f in forecasts:
        end = None
        if f.id in unsettled:
            own, claim = home[f.article_id], unsettled[f.id]
            end = _settle(f, claim, own, reports) if claim else None
            end = end or _settle_by_verdict(f, own, verdicts)
            if end is None and (told := recalls.settle(f, own)):
                end = _cite(*told)
        settled.append(replace(f, resolution=end) if end else f)
    return tuple(settled)


def _settle_by_verdict(
    forecast: Forecast, own: ArticleFindings, verdicts: Verdicts
) -> Resolution | None:
    """Return the sentence that says how what was foretold came out."""
    verdict = verdicts.pick(forecast, own)
    if verdict is None:
        return None
    return _cite(verdict.sentence, "happened" if verdict.came_true else "did_not_happen")


def _settle(
    forecast: Forecast, claim: Foretold, own: ArticleFindings, reports: Reports
) -> Resolution | None:
    """Return the first report that tells how what the forecast spoke of ended."""
    terms = list_terms(claim.phrases) or find_terms(claim.title) | find_terms(claim.before)
    published = own.article.published
    window = read_window(forecast, published) if published else None
    for act in (claim.act, *opposites(claim.act), *filter(None, [_SHORT_OF.get(claim.act)])):
        for report in reports.list_for(act, terms):
            if not _speaks_of(claim, claim.phrases, report, own, reports):
                continue
            outcome = report.outcome
            if isinstance(outcome, Reading):
                continue
            if window is None:
                if act == claim.act and outcome == "done" and awaits_event(own, act):
                    return _cite(report.sentence, "happened")
                continue
            if act == _SHORT_OF.get(claim.act) and outcome != "undone":
                continue
            turned = act in opposites(claim.act)
            status = _judge(report, outcome, act, window, own, turned=turned)
            if status:
                return _cite(report.sentence, status)
    return _settle_by_number(claim, window, own, reports) if window else None


def _settle_by_number(
    claim: Foretold, window: Window, own: ArticleFindings, reports: Reports
) -> Resolution | None:
    """Return the report of what the number came to in the period that the forecast names."""
    mark = find_mark(claim.act, claim.phrases)
    if mark is None or window.period is None:
        return None
    phrase, number, counter = mark
    others = tuple(p for p in claim.phrases if p is not phrase)
    for report in reports.list_for(READING, list_terms(others)):
        published = report.findings.article.published
        if not isinstance(report.outcome, Reading) or published is None:
            continue
        if window.period not in find_days(report.text, published):
            continue
        if not _speaks_of(claim, others, report, own, reports):
            continue
        outcome = compare(claim.act, number, counter, report.outcome)
        if outcome:
            status: Status = "happened" if outcome == "done" else "did_not_happen"
            return _cite(report.sentence, status)
    return None


def _speaks_of(
    claim: Foretold,
    phrases: Sequence[Phrase],
    report: Report,
    own: ArticleFindings,
    reports: Reports,
) -> bool:
    """Tell whether a dated report of another article is on the things of the claim, whole."""
    other = report.findings.article
    if other.id == own.article.id or other.published is None or is_narrowed(report.text):
        return False
    text, other_text = reports.texts[own.article.id], reports.texts[other.id]
    if not phrases:
        return shares_topic(claim.title, report.phrases, report.text) or (
            reports.tell_one_story(own.article.id, other.id)
            and goes_on(claim.before, report.phrases, text)
        )
    return agree(phrases, report.phrases, text, other_text) and is_marked(
        phrases, claim.title, other_text
    )


def _judge(
    report: Report,
    outcome: Outcome,
    act: str,
    window: Window,
    own: ArticleFindings,
    *,
    turned: bool,
) -> Status | None:
    """Return how the event ended by a report of ``act``, its opposite when ``turned``."""
    published, reported = own.article.published, report.findings.article.published
    if published is None or reported is None:
        return None
    days = report.find_days(reported)
    if outcome == "put off" and reported > published and puts_beyond(report.text, reported, window):
        return None if turned else "did_not_happen"
    if outcome == "done" and not turned:
        if window.is_told and days and is_late(report.text):
            late = [first > window.last for first, _ in days]
            if any(late):  # of two days one may be that when it should have come
                return "did_not_happen" if all(late) else None
        timed = window.is_told or act not in moves()
        return "happened" if timed and covers(window, days, published, reported) else None
    if any(last < published for _, last in days):
        return None
    if act in moves():
        ended = has_ended(window, reported) and window.period in days
    elif turned and act in recurring():
        ended = outcome == "done" and window.is_told and any(_within(window, d) for d in days)
    elif outcome == "dropped" or (turned and outcome == "done"):
        ended = is_before_end(window, published, reported)
    else:
        over = reported > window.last or not report.is_state
        ended = not turned and over and has_ended(window, reported)
    return "did_not_happen" if ended else None


def _within(window: Window, day: tuple[date, date]) -> bool:
    """Tell whether a stretch lies within the one that a forecast names."""
    first, last = window.period or (window.first, window.last)
    return first <= day[0] and day[1] <= last


def _cite(at: Sentence, status: Status) -> Resolution:
    return Resolution(status, Evidence(at.article_id, at.index, at.span, at.text))
