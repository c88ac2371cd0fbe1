"""The record of a brief as pictures: inline SVG that needs no script and no network.

Three of them: the positions on each question on the scale of likelihood, with a lane of its own
for what has no percentage; the horizons on a line of time; and which source tells which figure.
A picture says nothing that the text beside it does not say, so each has its words as a
description for those who cannot see it. What they are drawn with stands in ``shapes.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from rkbrief.brief.judgments import Side, is_polar, speak_for
from rkbrief.brief.phrases import Phrases
from rkbrief.brief.record import PastFigure, PastForecast, PastQuestion, Record
from rkbrief.brief.shapes import (
    HEAD,
    Chart,
    Frame,
    draw_circle,
    draw_line,
    draw_mark,
    draw_shape,
    make_chart,
    name_row,
    write,
)
from rkbrief.model import LIKELIHOOD_BANDS, Likelihood

_MOST_ROWS = 14
_MOST_SOURCES = 20
_LONGEST_AHEAD = timedelta(days=3653)
_EDGES = (5, 20, 45, 55, 80, 95)
_KINDS = ("affirm", "deny", "unclear")
"""The colours of the sides of a dispute: those of the positions on a question."""
_ABREAST = 13
"""Pixels between the marks of a source that tells several sides."""
_FULL_DATE = 10  # YYYY-MM-DD
_DAY_WIDTH = 110
"""Pixels that a day takes, written out."""


def draw_positions(record: Record, ids: Mapping[str, str], say: Phrases) -> list[Chart]:
    """Return a picture a question: who stands where on the scale of likelihood.

    ``ids`` gives a source's id by its hash; a speaker without a name is told by it.
    """
    charts = []
    for place, question in enumerate(record.questions):
        positions = [f for f in record.forecasts if f.question == place]
        if positions:
            charts.append(_positions(record, question, positions, ids, say))
    return charts


def _positions(
    record: Record,
    question: PastQuestion,
    positions: Sequence[PastForecast],
    ids: Mapping[str, str],
    say: Phrases,
) -> Chart:
    sides = _sides(question, say)
    found: dict[str, tuple[str, Likelihood, PastForecast]] = {}
    for position in positions:
        name = _holder(record, position, ids, say)
        side: Side = "deny" if position.stance == "deny" else "affirm"
        likelihood = speak_for(side, position.likelihood)
        word = str(say.say(f"likelihood.{likelihood}"))
        words = f"{name}: {sides[position.stance or 'unclear']}, {word}"
        found.setdefault(words, (name, likelihood, position))
    told, rows = list(found)[:_MOST_ROWS], list(found.values())[:_MOST_ROWS]
    more = len(found) - len(rows)
    told += [str(say.say("forecasts.and_more", n=more))] if more else []
    title = question.en if say.language == "en" else question.ja
    legend = f"● {sides['affirm']}  ■ {sides['deny']}  ◆ {sides['unclear']}"
    return make_chart(
        f"{title}  {legend}", told, lambda frame: _draw_scale(frame, rows, say), len(rows)
    )


def _draw_scale(
    frame: Frame, rows: Sequence[tuple[str, Likelihood, PastForecast]], say: Phrases
) -> Iterator[str]:
    """Yield the scale of likelihood and a row each position: its name, strength and mark."""
    bottom = frame.bottom(len(rows))
    for edge in _EDGES:
        yield draw_line(frame.at(edge), HEAD - 6, frame.at(edge), bottom, "rule")
        yield write(frame.at(edge), HEAD - 12, f"{edge}", "tick")
    lane = frame.end + 10
    yield write((frame.end + frame.width) / 2, HEAD - 12, say.say("charts.no_percentage"), "tick")
    yield draw_line(lane, HEAD - 6, lane, bottom, "edge")
    for row, (name, likelihood, position) in enumerate(rows):
        middle = frame.middle(row)
        yield name_row(frame, name, middle)
        band = LIKELIHOOD_BANDS.get(likelihood)
        if band is None:
            word = re.split("[,・]", str(say.say(f"likelihood.{likelihood}")))[0]
            yield write(lane + 26, middle + 4, word, "word")
            yield draw_mark(lane + 14, middle, position)
        else:
            yield draw_line(frame.at(band[0]), middle, frame.at(band[1]), middle, "band")
            yield draw_mark((frame.at(band[0]) + frame.at(band[1])) / 2, middle, position)


def _sides(question: PastQuestion, say: Phrases) -> dict[str, str]:
    """Return the words for each stance on a question."""
    polar = is_polar(question.en if say.language == "en" else question.ja, say.language)
    turned = question.side == "deny"
    ways = (
        ("yes", "no") if polar else ("other_way", "one_way") if turned else ("one_way", "other_way")
    )
    names = {"affirm": ways[0], "deny": ways[1], "unclear": "open"}
    return {stance: str(say.say(f"stance.{name}")) for stance, name in names.items()}


def _holder(record: Record, forecast: PastForecast, ids: Mapping[str, str], say: Phrases) -> str:
    """Return who holds a forecast, an unnamed speaker by the source that has it."""
    if forecast.holder:
        return forecast.holder
    source = ids.get(record.sources[forecast.source].sha256)
    if source and forecast.author:
        return str(say.say("marks.unnamed_author", id=source))
    unnamed = str(say.say("marks.unnamed"))
    return f"{unnamed} ({source})" if source else unnamed


def draw_horizons(record: Record, ids: Mapping[str, str], say: Phrases) -> Chart | None:
    """Return the forecasts that name a day on a line of time, None when none does."""
    dated = sorted(
        ((day, f) for f in record.forecasts if (day := _day(f.until))), key=lambda pair: pair[0]
    )
    if not dated:
        return None
    ahead = [pair for pair in dated if pair[0] >= record.as_of]
    due = [pair for pair in dated if pair[0] < record.as_of]
    shown = (due[-_MOST_ROWS // 2 :] + ahead)[:_MOST_ROWS]
    first = min(shown[0][0], record.as_of)
    ahead_of_it = max(shown[-1][0], record.as_of) - record.as_of
    last = record.as_of + min(ahead_of_it, _LONGEST_AHEAD)
    span = max((last - first).days, 1)
    told = []
    for day, forecast in shown:
        state = say.say(f"state.{forecast.state or 'open'}")
        told.append(f"{_holder(record, forecast, ids, say)}: {say.day(day)}, {state}")

    def draw(frame: Frame) -> Iterator[str]:
        def place(day: date) -> float:
            days = min((day - first).days, span)
            return frame.start + 20 + (frame.end - frame.start - 20) * days / span

        today = place(record.as_of)
        yield draw_line(today, HEAD - 6, today, frame.bottom(len(shown)), "edge")
        as_of = say.say("front.as_of", day=say.day(record.as_of))
        half = _DAY_WIDTH / 2
        yield write(max(half, min(today, frame.width - half)), HEAD - 12, as_of, "tick")
        for row, (day, forecast) in enumerate(shown):
            middle, at = frame.middle(row), place(day)
            name = _holder(record, forecast, ids, say)
            yield name_row(frame, name, middle, beside=_DAY_WIDTH if frame.name else 0)
            yield draw_line(min(at, today), middle, max(at, today), middle, "band")
            yield draw_mark(at, middle, forecast, hollow=forecast.state != "due")
            beside = frame.width - _DAY_WIDTH if frame.name else frame.end + 16
            yield write(beside, middle - frame.name + 4, say.day(day), "word")

    return make_chart(say.say("charts.horizons"), told, draw, len(shown))


def draw_sources(record: Record, ids: Mapping[str, str], say: Phrases) -> Chart | None:
    """Return which source tells which figure; ``ids`` gives a source's id by its hash.

    None when fewer than two sources tell anything together.
    """
    told_together = [f for f in record.figures if len(set(f.sources)) > 1][:_MOST_ROWS]
    places = sorted({place for figure in told_together for place in figure.sources})
    named = [p for p in places if record.sources[p].sha256 in ids][:_MOST_SOURCES]
    figures = [f for f in told_together if len(set(f.sources) & set(named)) > 1]
    if not figures:
        return None
    told = []
    for figure in figures:
        label = figure.en if say.language == "en" else figure.ja
        sides = [
            ", ".join(ids[record.sources[p].sha256] for p in tellers)
            for tellers in _tellers(figure, named)
        ]
        told.append(f"{label}: {say.say('marks.against').join(filter(None, sides))}")

    def draw(frame: Frame) -> Iterator[str]:
        left = frame.start if frame.name else frame.start + 120
        step = min(40.0, (frame.width - left) / len(named))
        across = {place: left + step * (n + 0.5) for n, place in enumerate(named)}
        for place, x in across.items():
            yield write(x, HEAD - 12, ids[record.sources[place].sha256], "tick")
        for row, figure in enumerate(figures):
            middle = frame.middle(row)
            label = figure.en if say.language == "en" else figure.ja
            yield name_row(frame, label, middle, width=left - 20)
            yield draw_line(left, middle, left + step * len(named), middle, "rule")
            yield from _draw_tellers(_tellers(figure, named), across, middle)

    title = str(say.say("charts.sources"))
    if any(figure.sides for figure in figures):
        title += f"  {say.say('charts.sides')}"
    return make_chart(title, told, draw, len(figures))


def _draw_tellers(
    sides: Sequence[Sequence[int]], across: Mapping[int, float], middle: float
) -> Iterator[str]:
    """Yield a dot a source, of a dispute a mark a side; a source of several has them abreast."""
    if len(sides) == 1:
        yield from (draw_circle(across[p], middle, "dot") for p in sides[0])
        return
    for place, x in across.items():
        on = [number for number, tellers in enumerate(sides) if place in tellers]
        first = x - _ABREAST * (len(on) - 1) / 2
        for at, number in enumerate(on):
            kind = f"mark {_KINDS[min(number, len(_KINDS) - 1)]}"
            yield draw_shape(first + at * _ABREAST, middle, number, kind)


def _tellers(figure: PastFigure, named: Sequence[int]) -> list[list[int]]:
    """Return which of the sources shown tell a figure, each once; of a dispute, side by side."""
    return [
        [place for place in dict.fromkeys(side) if place in named]
        for side in figure.sides or (figure.sources,)
    ]


def _day(text: str | None) -> date | None:
    """Return the day an ISO date names, None for a month, a year or none."""
    try:
        return date.fromisoformat(text) if text and len(text) == _FULL_DATE else None
    except ValueError:
        return None
