"""The key figures of a brief: one fact a row, with each source's own wording."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from rkbrief.analysis.packed import Picked
from rkbrief.brief.analyst import is_pinned, say_remark
from rkbrief.brief.facts import (
    cited_figures,
    cited_keys,
    read_standing,
    say_label,
    say_standing,
)
from rkbrief.brief.index import Index, cite
from rkbrief.brief.markdown import Markdown, joined
from rkbrief.brief.sections import Limit
from rkbrief.brief.shares import share_out
from rkbrief.model import Figure, FigureGroup

_IMPORTANCE = {"key": 0, "supporting": 1, "incidental": 2}
_STATUS = {"conflict": 0, "corroborated": 1, "range": 2, "single": 3}
_LONGEST_WORDING = 40
_FOREIGN = frozenset(
    (
        "mile",
        "nmi",
        "yard",
        "foot",
        "inch",
        "square_mile",
        "acre",
        "barrel",
        "gallon",
        "ounce",
        "lb",
    )
)
"""Units that a reader outside the trade cannot picture: shown in metric ones as well."""
_ROOM = 7 << 18
"""Bytes that the key figures may take with their endnotes, of the 2 MiB that a brief may have."""
_HEAD, _NOTE = 250, 120
"""Bytes of the head of a source's endnotes, and of an endnote beside its words, at most."""


def rank_groups(index: Index) -> Sequence[FigureGroup]:
    """Return the groups worth telling, most telling first; incidental ones are left out.

    What several sources tell comes first, by how many tell it: a dispute before what as many
    agree on; a day, a place in a row and a number without a name stand behind. Then come the key
    figures and how long a forecast gives something; a mere day that one source tells is last: the
    forecasts and the time line tell it anyway. Several sections ask, so what is found is kept in
    ``index``.
    """
    if not index.ranked:
        index.ranked.extend(_rank_groups(index))
    return Picked(index.analysis.figure_groups, index.ranked)


def _rank_groups(index: Index) -> Iterator[int]:
    outlooks: dict[str, set[str]] = {}
    for f in index.analysis.forecasts:
        if f.kind == "forecast" and f.horizon and f.horizon.until:
            outlooks.setdefault(f.article_id, set()).add(f.horizon.text)

    def is_outlook(figures: Sequence[Figure]) -> bool:
        return any(
            figure.text in text
            for figure in figures
            for text in outlooks.get(figure.evidence.article_id, ())
        )

    rated: dict[tuple[int, ...], array[int]] = defaultdict(lambda: array("I"))
    for place, group in enumerate(index.analysis.figure_groups):
        figures = list(filter(None, map(index.figures.get, group.figure_ids)))
        ahead = is_outlook(figures)
        if ahead or _is_worth_telling(index, group):
            standing = read_standing(group)
            is_day = all(figure.kind == "date" for figure in figures)
            is_ordinal = all(figure.kind == "ordinal" for figure in figures)
            shared = standing in {"corroborated", "conflict"}
            named = any(figure.subject for figure in figures)
            rank = (
                not is_pinned(index, group.id, *group.figure_ids),
                is_day and standing == "single",
                0 if ahead or shared else _IMPORTANCE[group.importance],
                (is_day + is_ordinal + (not named) - group.independent) if shared else 0,
                _STATUS[standing],
                0 if ahead else _IMPORTANCE[group.importance],
            )
            rated[rank].append(place)
    return chain.from_iterable(rated[rank] for rank in sorted(rated))


def _is_worth_telling(index: Index, group: FigureGroup) -> bool:
    """Tell whether a fact is more than incidental, or pinned by the analyst."""
    return group.importance != "incidental" or is_pinned(index, group.id, *group.figure_ids)


def choose_groups(index: Index, limit: Limit) -> list[FigureGroup]:
    """Return the groups that a brief tells, in the order of :func:`rank_groups`."""
    return share_out(index, rank_groups(index), limit, lambda group: group.article_ids)


def show_figures(index: Index, groups: Sequence[FigureGroup]) -> dict[str, Any]:
    """Return the rows of the table of key figures and how many were left out.

    ``groups`` are those to be told; fewer are where a brief has no room for their endnotes.
    """
    rows = _fit(index, groups)
    left = len(rank_groups(index)) - len(rows)
    return {
        "rows": rows,
        "more": index.say.say("figures.more", n=left) if left else Markdown(""),
        "none": index.say.say(f"figures.none{'_key' if index.analysis.figure_groups else ''}"),
        "heads": [index.say.say(f"figures.{name}") for name in ("figure", "standing", "wording")],
    }


def _fit(index: Index, groups: Sequence[FigureGroup]) -> list[dict[str, Any]]:
    """Return the rows of the first groups for which a brief has room, one at least.

    A brief of thousands of facts could not be written at all; one that says how many are left
    out can be read.
    """
    rows: list[dict[str, Any]] = []
    room, noted = _ROOM, set[str]()
    for group in groups:
        row = _row(index, group)
        room -= _count_bytes(row)
        for key in cited_keys(index, group):
            article = index.sentences[key].article_id
            room -= 0 if article in noted else _HEAD
            room -= 0 if key in noted else _NOTE + len(index.sentences[key].text.encode())
            noted |= {article, key}
        if room < 0 and rows:
            break
        rows.append(row)
    return rows


def _count_bytes(value: object) -> int:
    """Return the bytes of all texts in a row."""
    if isinstance(value, dict):
        return sum(map(_count_bytes, value.values()))
    if isinstance(value, list | tuple):
        return sum(map(_count_bytes, value))
    return len(value.encode()) if isinstance(value, str) else 0


def _row(index: Index, group: FigureGroup) -> dict[str, Any]:
    """Return one fact: label, marks, standing, and the wordings with their citations."""
    figures = list(filter(None, map(index.figures.get, group.figure_ids)))
    return {
        "label": say_label(index, group),
        "marks": _marks(index, group, figures),
        "remark": say_remark(index, group.id, *group.figure_ids),
        "standing": say_standing(index, group),
        "wordings": _wordings(index, group),
        "citations": cite(cited_keys(index, group)),
        "status": Markdown(read_standing(group)),
    }


def _wordings(index: Index, group: FigureGroup) -> Markdown:
    """Quote the figure as each source has it, an equal wording once a source, side against side.

    Sources beyond the wordings shown are cited after them.
    """
    figures = cited_figures(index, group)
    shown = [figure.evidence.sentence_id for figure in figures]
    comma = index.say.say("marks.comma")
    sides = [
        joined([_quote(index, figure) for figure in told], comma)
        for side in group.sides or (group,)
        if (told := [figure for figure in figures if figure.id in side.figure_ids])
    ]
    further = [key for key in cited_keys(index, group) if key not in shown]
    wording = joined(sides, index.say.say("marks.against"))
    return joined([wording, cite(further)], comma) if further else wording


def _quote(index: Index, figure: Figure) -> Markdown:
    """Quote a figure with its citation."""
    evidence = figure.evidence
    quote = index.words(evidence.article_id, figure.text, most=_LONGEST_WORDING)
    return joined([quote, cite([evidence.sentence_id])], " ")


def _marks(index: Index, group: FigureGroup, figures: list[Figure]) -> list[Markdown]:
    """Write what was worked out from a figure: a conversion, a date, a horizon."""
    marks: list[Markdown] = []
    converted = say_conversion(index, figures)
    if converted:
        marks.append(converted)
    ends = say_horizon_end(index, figures)
    if ends:
        marks.append(ends)
        return marks
    dates = [f.implied_date for f in figures if f.implied_date]
    if dates and group.label.en and dates[0] not in group.label.en:
        # The finest reading stands for the fact: a rounded wording spans several years.
        finest = min(dates, key=len)
        mark = index.say.say("marks.reckoned")
        marks.append(index.say.say("figures.points_at", day=index.say.day(finest), mark=mark))
    return marks


def say_conversion(index: Index, figures: Sequence[Figure]) -> Markdown | None:
    """Write the figure in the unit that the reader is used to, None when a source does."""
    from rkbrief.analysis.quantities import in_base_unit

    if any(figure.quantity.unit not in _FOREIGN for figure in figures):
        return None
    for figure in figures:
        base = in_base_unit(figure.quantity)
        if base is None:
            continue
        number = base.value if isinstance(base.value, int | float) else None
        if number is None and None not in (base.low, base.high):
            low, high = base.low or 0, base.high or 0
            value = f"{_round(low)}–{_round(high)} {base.unit}"
        elif number is not None:
            value = f"{_round(number)} {base.unit}"
        else:
            continue
        if base.per:
            value += f"/{base.per}"
        return index.say.say("figures.equals", value=value, mark=index.say.say("marks.converted"))
    return None


def _round(number: float) -> str:
    """Write a converted number with at most three significant digits, no exponent."""
    rounded = float(f"{number:.3g}")
    return f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,}"


def say_horizon_end(index: Index, figures: Sequence[Figure]) -> Markdown | None:
    """Write when an outlook that the figure gives runs out, if a forecast holds it.

    A day says so itself; it may be that of what already happened, which never comes due.
    """
    for figure in figures:
        if figure.kind == "date":
            continue
        for forecast in index.list_outlooks(figure.evidence.sentence_id):
            horizon = forecast.horizon
            if not (horizon and horizon.until):
                continue
            if figure.kind == "horizon" or figure.text in horizon.text:
                return index.say.say(
                    "figures.due_on",
                    day=index.say.day(horizon.until),
                    mark=index.say.say("marks.reckoned"),
                    state=index.say.say(f"state.{horizon.state}"),
                )
    return None
