"""The days that forecasts name as a time line in Mermaid, which many readers of Markdown draw.

It stands in a fenced block, where nothing is Markdown; what Mermaid itself would act on is
written with wide characters. The line is drawn from the record of the brief alone, so that it is
proven by drawing it again. A page has a picture in its place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from datetime import date

from rkbrief.brief.markdown import Markdown
from rkbrief.brief.phrases import Phrases
from rkbrief.brief.reading import Brief
from rkbrief.brief.record import PastForecast, Record
from rkbrief.safe_text import show

_SECTION = "due-and-resolved"
_OPENING, _CLOSING = "\n```mermaid\n", "\n```"
_ACTS = re.compile(r"[!-*/:-@\[-`{-~]")
"""ASCII that Mermaid, its Markdown or HTML may act on: all but letters, digits and ``+,-.``."""
_WIDE = 0xFEE0
"""From an ASCII character to its wide form (Unicode, Halfwidth and Fullwidth Forms)."""
_LONGEST_NAME = 12
_FULL_DATE = 10  # YYYY-MM-DD
_MOST = 14
_ANY = "\0"
"""Stands for the number of a source that is not known."""
_ID = "ID"
"""Stands for the id of a source until all else is plain."""
_FEWEST = 2
"""One day alone is told by the text; a line helps from two."""


def draw_timeline(record: Record, ids: Mapping[str, str], say: Phrases) -> Markdown:
    """Return the time line of ``record``, empty when forecasts name fewer than two days.

    ``ids`` gives a source's id by its hash. What fell due last and falls due next is shown.
    """
    dated = [(day, f) for f in record.forecasts if (day := _day(f.until))]
    # In an order that no id has a part in: whoever proves the line may not know them all.
    dated.sort(key=lambda pair: (pair[0], _tell(pair[1], say, ""), pair[1].source))
    told = dict.fromkeys(
        (day, _tell(f, say, ids.get(record.sources[f.source].sha256, "")), f.source)
        for day, f in dated
    )
    events = [(day, words) for day, words, _ in told]
    due = [event for event in events if event[0] < record.as_of]
    shown = (due[-_MOST // 2 :] + events[len(due) :])[:_MOST]
    if len({day for day, _ in shown}) < _FEWEST:
        return Markdown("")
    today = (record.as_of, _plain(say.say("timeline.today")))
    lines, before = [], None
    for day, words in sorted([*shown, today], key=lambda event: event[0]):
        period = "" if day == before else f"{_plain(say.day(day))} "
        lines.append(f"    {period}: {words}")
        before = day
    title = _plain(say.say("charts.horizons"))
    return Markdown("\n".join(("timeline", f"    title {title}", *lines)))


def _tell(forecast: PastForecast, say: Phrases, source: str) -> str:
    """Return who holds a forecast, how likely it is, and how it stands.

    ``source`` is the id of its source, ``""`` where that is not known; it stands first, in the name
    of an author whose own is not known, or before any other.
    """
    likelihood = say.say(f"likelihood.{forecast.likelihood}")
    stands = f"due.{forecast.resolution}" if forecast.resolution else f"state.{forecast.state}"
    rest = " · ".join(_plain(part) for part in (likelihood, say.say(stands)))
    if source and forecast.author and not forecast.holder:
        name = _plain(say.say("marks.unnamed_author", id=_ID)).replace(_ID, source)
        return f"{name} · {rest}"
    holder = forecast.holder or ""
    name = holder if len(holder) <= _LONGEST_NAME else f"{holder[:_LONGEST_NAME]}…"
    return f"{source} {_plain(name or say.say('marks.unnamed'))} · {rest}".strip()


def _plain(text: str) -> str:
    """Return text that means nothing to Mermaid, and looks as before."""
    return _ACTS.sub(lambda found: chr(ord(found[0]) + _WIDE), show(str(text), one_line=True))


def _day(text: str | None) -> date | None:
    """Return the day an ISO date names, None for a month, a year or none."""
    try:
        return date.fromisoformat(text) if text and len(text) == _FULL_DATE else None
    except ValueError:
        return None


def find_false_lines(text: str, brief: Brief, record: Record | None) -> Iterator[int]:
    """Yield the line (from 1) of each time line in ``text`` that its record does not give.

    Which number a source has is known of those that the brief cites; of others any will do.
    """
    known = {head.sha256: head.id for head in brief.heads}
    others = {source.sha256: _ANY for source in record.sources} if record else {}
    drawn = [
        re.compile(
            re.escape(draw_timeline(record, others | known, Phrases(language))).replace(
                _ANY, r"S\d+"
            )
        )
        for language in ("en", "ja")
        if record
    ]
    starts = [block.line for block in brief.blocks]
    for line, words in _find_fences(text):
        above = bisect_left(starts, line) - 1
        # One in a section that rkbrief does not know is of a template of somebody's own.
        ours = above >= 0 and brief.blocks[above].section == _SECTION
        if ours and not any(pattern.fullmatch(words) for pattern in drawn):
            yield line


def _find_fences(text: str) -> Iterator[tuple[int, str]]:
    """Yield line (from 1) and words of each block for Mermaid; an open one ends with the text."""
    line, counted, at = 1, 0, 0
    while (start := text.find(_OPENING, at)) >= 0:
        end = text.find(_CLOSING, start + len(_OPENING) - 1)
        at = len(text) if end < 0 else end
        line += text.count("\n", counted, start + 1)
        counted = start + 1
        yield line, text[start + len(_OPENING) : at]
