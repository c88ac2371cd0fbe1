"""The record of a brief as pictures: inline SVG that needs no script and no network.

Three of them: the positions on each question on the scale of likelihood, with a lane of its own
for what has no percentage; the horizons on a line of time; and which source tells which figure.
A picture says nothing that the text beside it does not say, so each has its words as a
description for those who cannot see it. Sizes are in pixels of a page 720 wide.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct

from rkbrief.brief.judgments import Side, is_polar, speak_for
from rkbrief.brief.phrases import Phrases
from rkbrief.brief.record import PastForecast, PastQuestion, Record
from rkbrief.model import LIKELIHOOD_BANDS
from rkbrief.safe_text import show

_WIDTH = 720
_LABEL = 200
_SCALE_END = 560
_ROW = 26
_HEAD = 34
_CELL = 7.2
"""Pixels of a half-width character in the font of the pictures."""
_MOST_ROWS = 14
_MOST_SOURCES = 20
_LONGEST_AHEAD = timedelta(days=3653)
_EDGES = (5, 20, 45, 55, 80, 95)
_FULL_DATE = 10  # YYYY-MM-DD


class Chart(Struct, frozen=True, gc=False):
    """A picture: its words, and its SVG with them inside."""

    title: str
    svg: str


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
    shown = positions[:_MOST_ROWS]
    bottom = _HEAD + _ROW * len(shown)
    parts = [_line(_at(edge), _HEAD - 6, _at(edge), bottom, "rule") for edge in _EDGES]
    parts += [_text(_at(edge), _HEAD - 12, f"{edge}", "tick") for edge in _EDGES]
    lane = say.say("charts.no_percentage")
    parts.append(_text((_SCALE_END + _WIDTH) / 2, _HEAD - 12, lane, "tick"))
    parts.append(_line(_SCALE_END + 10, _HEAD - 6, _SCALE_END + 10, bottom, "edge"))
    told = []
    sides = _sides(question, say)
    for row, position in enumerate(shown):
        middle = _HEAD + _ROW * row + _ROW / 2
        name = _holder(record, position, ids, say)
        side: Side = "deny" if position.stance == "deny" else "affirm"
        likelihood = speak_for(side, position.likelihood)
        word = str(say.say(f"likelihood.{likelihood}"))
        told.append(f"{name}: {sides[position.stance or 'unclear']}, {word}")
        parts.append(_name(name, middle))
        band = LIKELIHOOD_BANDS.get(likelihood)
        if band is None:
            at = _SCALE_END + 24.0
            parts.append(_text(at + 12, middle + 4, re.split("[,・]", word)[0], "word"))
        else:
            at = (_at(band[0]) + _at(band[1])) / 2
            parts.append(_line(_at(band[0]), middle, _at(band[1]), middle, "band"))
        parts.append(_mark(at, middle, position))
    more = len(positions) - len(shown)
    told += [str(say.say("forecasts.and_more", n=more))] if more else []
    title = question.en if say.language == "en" else question.ja
    legend = f"● {sides['affirm']}  ■ {sides['deny']}  ◆ {sides['unclear']}"
    return _chart(f"{title}  {legend}", told, parts, bottom + 8)


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
    bottom = _HEAD + _ROW * len(shown)

    def place(day: date) -> float:
        days = min((day - first).days, span)
        return _LABEL + 20 + (_SCALE_END - _LABEL - 20) * days / span

    today = place(record.as_of)
    parts = [
        _line(today, _HEAD - 6, today, bottom, "edge"),
        _text(today, _HEAD - 12, say.say("front.as_of", day=say.day(record.as_of)), "tick"),
    ]
    told = []
    for row, (day, forecast) in enumerate(shown):
        middle = _HEAD + _ROW * row + _ROW / 2
        name = _holder(record, forecast, ids, say)
        state = say.say(f"state.{forecast.state or 'open'}")
        told.append(f"{name}: {say.day(day)}, {state}")
        at = place(day)
        parts += [
            _name(name, middle),
            _line(min(at, today), middle, max(at, today), middle, "band"),
            _mark(at, middle, forecast, hollow=forecast.state != "due"),
            _text(_SCALE_END + 16, middle + 4, say.day(day), "word"),
        ]
    return _chart(say.say("charts.horizons"), told, parts, bottom + 8)


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
    left = _LABEL + 120
    step = min(40.0, (_WIDTH - left) / len(named))
    bottom = _HEAD + _ROW * len(figures)
    across = {place: left + step * (n + 0.5) for n, place in enumerate(named)}
    parts = [
        _text(x, _HEAD - 12, ids[record.sources[place].sha256], "tick")
        for place, x in across.items()
    ]
    told = []
    for row, figure in enumerate(figures):
        middle = _HEAD + _ROW * row + _ROW / 2
        label = figure.en if say.language == "en" else figure.ja
        tellers = [place for place in dict.fromkeys(figure.sources) if place in across]
        told.append(f"{label}: {', '.join(ids[record.sources[p].sha256] for p in tellers)}")
        parts.append(_name(label, middle, width=left - 20))
        parts.append(_line(left, middle, left + step * len(named), middle, "rule"))
        parts += [_circle(across[place], middle, "dot") for place in tellers]
    return _chart(say.say("charts.sources"), told, parts, bottom + 8)


def _day(text: str | None) -> date | None:
    """Return the day an ISO date names, None for a month, a year or none."""
    try:
        return date.fromisoformat(text) if text and len(text) == _FULL_DATE else None
    except ValueError:
        return None


def _at(percent: float) -> float:
    """Return where a probability stands on the scale."""
    return _LABEL + (_SCALE_END - _LABEL) * percent / 100


def _chart(title: str, told: Iterable[str], parts: Iterable[str], height: float) -> Chart:
    """Put a picture together, its words before its shapes."""
    words = "; ".join(told)
    svg = (
        f'<svg viewBox="0 0 {_WIDTH} {height:.0f}" role="img">'
        f"<title>{_escape(title)}</title><desc>{_escape(words)}</desc>{''.join(parts)}</svg>"
    )
    return Chart(show(title, one_line=True), svg)


def _escape(text: str) -> str:
    return html.escape(show(str(text), one_line=True))


def _text(x: float, y: float, words: str, kind: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}">{_escape(words)}</text>'


def _name(words: str, middle: float, *, width: float = _LABEL - 12) -> str:
    """Write the name of a row, its beginning when it is too long for its column."""
    shown, room = "", int(width / _CELL) - 2
    for char in show(words, one_line=True):
        room -= 2 if unicodedata.east_asian_width(char) in "WFA" else 1
        if room < 0:
            shown += "…"
            break
        shown += char
    return _text(0, middle + 4, shown, "name")


def _line(x: float, y: float, x2: float, y2: float, kind: str) -> str:
    return f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>'


def _circle(x: float, y: float, kind: str) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" class="{kind}"/>'


def _mark(x: float, y: float, position: PastForecast, *, hollow: bool = False) -> str:
    """Draw a position: a circle for yes, a square for no, a diamond for neither."""
    kind = f"mark {position.stance or 'none'}" + (" hollow" if hollow else "")
    match position.stance:
        case "affirm":
            return _circle(x, y, kind)
        case "deny":
            return f'<rect x="{x - 5:.1f}" y="{y - 5:.1f}" width="10" height="10" class="{kind}"/>'
        case _:
            points = (
                f"{x:.1f},{y - 6:.1f} {x + 6:.1f},{y:.1f} {x:.1f},{y + 6:.1f} {x - 6:.1f},{y:.1f}"
            )
            return f'<polygon points="{points}" class="{kind}"/>'
