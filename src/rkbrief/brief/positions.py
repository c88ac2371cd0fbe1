"""Forecasts side by side, what came due, and what forecasts hang on."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

from rkbrief.analysis.packed import Picked
from rkbrief.brief.analyst import say_remark
from rkbrief.brief.index import Index, cite
from rkbrief.brief.judgments import Judgment, Side, Voice
from rkbrief.brief.markdown import Markdown, joined
from rkbrief.brief.sections import Limit
from rkbrief.brief.shares import share_out
from rkbrief.brief.wording import (
    ask,
    forecast_keys,
    quotable,
    say_holder,
    say_horizon,
    say_likelihood,
    say_side,
    strongest,
)
from rkbrief.lexicon import compile_rules
from rkbrief.model import Forecast

_ROWS = 7
_KEYS = 3
_EXCERPT = 56
_CONDITION = 36
_REPORT = 130
_SIDES = ("affirm", "deny", "both", "open")


def show_competing(index: Index, judgments: Sequence[Judgment], limit: Limit) -> dict[str, Any]:
    """Return a table for each question on which at least two voices speak."""
    several = [j for j in judgments if len(j.voices) > 1]
    several.sort(key=lambda j: not (j.split or j.question.contested))
    shown = share_out(index, several, limit, Judgment.list_articles)
    left = len(several) - len(shown)
    columns = ("who", "says", "strength", "until", "condition", "words")
    return {
        "tables": [_table(index, judgment) for judgment in shown],
        "heads": [index.say.say(f"forecasts.{name}") for name in columns],
        "more": index.say.say("forecasts.more", n=left) if left else Markdown(""),
        "none": index.say.say("forecasts.none"),
    }


def _table(index: Index, judgment: Judgment) -> dict[str, Any]:
    """Return one question's rows, side by side: a side's named voices before its unnamed."""
    voices = sorted(judgment.voices, key=lambda v: (_SIDES.index(v.side), not v.named))
    shown = _every_side(voices)
    left = len(voices) - len(shown)
    return {
        "ask": joined([ask(index, judgment)]),
        "rows": [_row(index, judgment, voice) for voice in shown],
        "more": index.say.say("forecasts.more_rows", n=left) if left else Markdown(""),
    }


def _every_side(voices: Sequence[Voice]) -> list[Voice]:
    """Pick at most ``_ROWS`` voices so that no side is left out, in the given order."""
    if len(voices) <= _ROWS:
        return list(voices)
    by_side = [[v for v in voices if v.side == side] for side in _SIDES]
    picked: list[Voice] = []
    while len(picked) < _ROWS:
        picked += [side.pop(0) for side in by_side if side]
    chosen = picked[:_ROWS]
    return [v for v in voices if v in chosen]


def _row(index: Index, judgment: Judgment, voice: Voice) -> dict[str, Any]:
    """Return one voice: its clearest claim, and where the others stand."""
    claims = tuple(voice.forecasts)
    lead = strongest(claims, voice.side)
    others = [f.evidence[0].sentence_id for f in claims if f is not lead]
    keys = forecast_keys(index, lead)
    others = [key for key in dict.fromkeys(others) if key not in keys]
    words = [index.words(lead.article_id, lead.claim, most=_EXCERPT), cite(keys)]
    if others:
        words.append(cite(others, most=_KEYS))
        left = len(others) - _KEYS
        if left > 0:
            words.append(index.say.say("forecasts.and_more", n=left))
    dated = next((f for f in (lead, *claims) if f.horizon), lead)
    conditional = next((f for f in (lead, *claims) if f.condition), lead)
    return {
        "who": say_holder(index, lead),
        "says": say_side(index, judgment, voice.side),
        "strength": say_likelihood(index, lead, voice.side),
        "until": _with_key(index, say_horizon(index, dated), dated, lead),
        "condition": _with_key(index, _condition(index, conditional), conditional, lead),
        "words": Markdown(joined(words, " ") + say_remark(index, *(f.id for f in claims))),
    }


def _with_key(index: Index, words: Markdown, forecast: Forecast, lead: Forecast) -> Markdown:
    """Cite what stands elsewhere than the words of the row."""
    if set(forecast.sentence_ids) <= set(lead.sentence_ids):
        return words
    return joined([words, cite(forecast_keys(index, forecast))], " ")


def _condition(index: Index, forecast: Forecast) -> Markdown:
    """Quote the condition of a forecast."""
    condition = quotable(index, forecast, forecast.condition)
    if condition is None:
        return index.say.say("marks.none")
    return index.words(forecast.article_id, condition, most=_CONDITION)


def due_unsettled(index: Index) -> Picked[Forecast]:
    """Return forecasts whose time has run out with no outcome told, the oldest first."""
    due = sorted(
        (f.question_id is None, f.horizon.until, place)
        for place, f in enumerate(index.analysis.forecasts)
        if f.kind == "forecast"
        and f.resolution is None
        and f.horizon is not None
        and f.horizon.state == "due"
        and f.horizon.until is not None
    )
    return Picked(index.analysis.forecasts, array("I", (place for _, _, place in due)))


def show_due(index: Index, limit: Limit) -> dict[str, Any]:
    """Return what came due without an outcome, and what a later source settles."""
    settled = index.pick(lambda f: f.resolution and f.kind == "forecast")
    places = [*settled.places, *due_unsettled(index).places]
    entries = Picked(index.analysis.forecasts, places)
    shown = share_out(index, entries, limit, lambda f: [f.article_id])
    left = len(entries) - len(shown)
    return {
        "rows": [tell_settled(index, f) if f.resolution else tell_due(index, f) for f in shown],
        "more": index.say.say("due.more", n=left) if left else Markdown(""),
        "caution": Markdown("")
        if all(f.resolution for f in shown)
        else index.say.say("due.caution"),
        "none": index.say.say("due.none"),
    }


def tell_due(index: Index, forecast: Forecast) -> dict[str, Markdown]:
    """Return a forecast whose day has passed."""
    assert forecast.horizon is not None  # noqa: S101 - due_unsettled returns no others
    day = index.say.day(forecast.horizon.until or "")
    return {
        "state": index.say.say("due.due", day=day, mark=index.say.say("marks.reckoned")),
        "who": say_holder(index, forecast),
        "words": _claim_and_horizon(index, forecast),
        "citations": cite(forecast_keys(index, forecast)),
        "outcome": index.say.say("due.unsettled"),
        "outcome_citations": Markdown(""),
    }


def _claim_and_horizon(index: Index, forecast: Forecast) -> Markdown:
    """Quote a claim, and its horizon where that is not part of the words shown."""
    claim = index.words(forecast.article_id, forecast.claim, most=_EXCERPT)
    horizon = quotable(index, forecast, forecast.horizon.text if forecast.horizon else None)
    if not horizon or horizon in forecast.claim[-_EXCERPT:]:
        return claim
    return joined([claim, index.words(forecast.article_id, horizon)], index.say.say("marks.comma"))


def tell_settled(index: Index, forecast: Forecast) -> dict[str, Markdown]:
    """Return a forecast that a later sentence reports on."""
    assert forecast.resolution is not None  # noqa: S101 - the caller filters
    seen = forecast.resolution.evidence
    report = index.words(seen.article_id, seen.quote, most=_REPORT)
    reported = index.say.say("due.reported")
    return {
        "state": index.say.say(f"due.{forecast.resolution.status}"),
        "who": say_holder(index, forecast),
        "words": index.words(forecast.article_id, forecast.claim, most=_EXCERPT),
        "citations": cite(forecast_keys(index, forecast)),
        "outcome": joined([reported, report], index.say.colon),
        "outcome_citations": cite([seen.sentence_id]),
    }


def conditional(index: Index) -> Picked[Forecast]:
    """Return forecasts that name a condition, those on a question first, each condition once.

    One that only points back (そうなれば) says nothing where it stands alone.
    """
    points_back = compile_rules("anaphora", "pointing_back")
    asked, others = dict[str, int](), dict[str, int]()
    for place, f in enumerate(index.analysis.forecasts):
        condition = f.condition or ""
        if (
            f.kind == "forecast"
            and quotable(index, f, f.condition)
            and not points_back.fullmatch(condition)
        ):
            (others if f.question_id is None else asked).setdefault(condition, place)
    for condition, place in others.items():
        asked.setdefault(condition, place)
    return Picked(index.analysis.forecasts, array("I", asked.values()))


def show_assumptions(index: Index, judgments: Sequence[Judgment], limit: Limit) -> dict[str, Any]:
    """Return the conditions that forecasts name, by question, with what hangs on each."""
    found = conditional(index)
    shown = share_out(index, found, limit, lambda f: [f.article_id])
    left = len(found) - len(shown)
    judged = {j.question.id: j for j in judgments}
    groups: dict[str | None, list[Forecast]] = {}
    for forecast in shown:
        key = forecast.question_id if forecast.question_id in judged else None
        groups.setdefault(key, []).append(forecast)
    ordered = sorted(groups, key=lambda key: (key is None, list(judged).index(key) if key else 0))
    return {
        "intro": index.say.say("assumptions.intro"),
        "questions": [
            {
                "ask": joined([ask(index, judged[key])])
                if key
                else index.say.say("assumptions.other"),
                "rows": [_assumption(index, f, judged.get(key or "")) for f in groups[key]],
            }
            for key in ordered
        ],
        "more": index.say.say("due.more", n=left) if left else Markdown(""),
        "none": index.say.say("assumptions.none"),
    }


def _assumption(index: Index, forecast: Forecast, judgment: Judgment | None) -> dict[str, Markdown]:
    """Return one condition: who names it, and the answer, or the claim, that hangs on it."""
    if judgment is None or forecast.stance not in {"affirm", "deny"}:
        hangs = index.words(forecast.article_id, forecast.claim, most=_EXCERPT)
    else:
        side: Side = "affirm" if forecast.stance == "affirm" else "deny"
        parts = [say_side(index, judgment, side), say_likelihood(index, forecast, side)]
        hangs = joined(parts, index.say.colon)
    return {
        "condition": index.words(forecast.article_id, forecast.condition or "", most=_EXCERPT),
        "who": say_holder(index, forecast),
        "hangs": hangs,
        "citations": cite(forecast_keys(index, forecast)),
    }
