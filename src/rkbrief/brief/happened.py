"""What happened, in one line a story: its leading sentence and its strongest figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from rkbrief.brief.facts import cited_keys, say_label
from rkbrief.brief.index import Index, cite
from rkbrief.brief.keyfigures import rank_groups
from rkbrief.brief.markdown import Markdown, joined
from rkbrief.brief.shares import several_stories, story_of
from rkbrief.lexicon import compile_rules
from rkbrief.model import Figure, FigureGroup, RankedSentence

MOST_STORIES = 3
"""How many stories the title and the bottom line tell."""
_LONGEST_LEAD = 130
_FEW, _MANY = 4, 12
"""Citations of a figure, at least and at most: one of each origin first; the table has all."""
_DAY_LENGTH = len("2024-06-19")
_QUOTED = re.compile("「[^「」]*」")
_SPOKEN = re.compile("「[^「」]*」(?:と|。)")
_REPORTING = 20
"""Code points at the end of a sentence within which a quotation makes it a report of words."""


class _Marks(Struct, frozen=True):
    """What is asked of the sentences that may be told, by their ids.

    ``ahead`` are claimed by a forecast, ``intended`` by a plan or a norm, too; ``dated`` give a
    day, ``partial`` one number of a dispute.
    """

    ahead: set[str]
    intended: set[str]
    dated: set[str]
    partial: set[str]


def tell_happened(index: Index) -> list[dict[str, Markdown]]:
    """Return a line for each story that several articles tell, the largest first.

    Of a corpus of one story, or of none that two articles tell, it is one line for all. Where
    all that is told is only foretold, one line says that.
    """
    stories = several_stories(index)
    chosen: Sequence[int | None] = stories[:MOST_STORIES] if len(stories) > 1 else [None]
    figures = [leading_figure(index, story) for story in chosen]
    marks = _mark_sentences(index, figures)
    pairs = zip(chosen, figures, strict=True)
    told = [line for story, group in pairs if (line := _happened(index, group, story, marks))]
    if not told and (lead := _lead_sentence(index, None, None, marks)):
        head = index.say.say("bottom.foretold")
        return [{"head": head, "text": as_sentence(index, [_quote(index, lead)])}]
    return [
        {"head": index.say.say(f"bottom.{'also_' if at else ''}happened"), "text": line}
        for at, line in enumerate(told)
    ]


def leading_figure(index: Index, story: int | None) -> FigureGroup | None:
    """Return the figure most worth telling of a story, or of all where ``story`` is None.

    What sources agree on is best: a dispute is told where its sides can stand.
    """
    first = None
    for group in rank_groups(index):
        if story is None or story == story_of(index, group.article_ids):
            if group.status != "conflict":
                return group
            first = first or group
    return first


def _happened(
    index: Index, group: FigureGroup | None, story: int | None, marks: _Marks
) -> Markdown | None:
    """Return the leading sentence of a story and its strongest figure; None is all stories."""
    lead = _lead_sentence(index, group, story, marks)
    is_foretold = lead is not None and lead.sentence.id in marks.ahead
    if lead is not None and is_foretold and not _tells_of_an_event(lead.sentence.text):
        lead = None  # foretold: it has not happened
        if group is not None and marks.ahead.issuperset(_cited_sentences(index, group)):
            return None
    parts: list[Markdown] = []
    if lead is not None:
        parts.append(_quote(index, lead))
    if group is not None:
        told = _tell_figure(index, group, also=bool(parts))
        most = min(max(_FEW, group.independent), _MANY)
        parts.append(joined([told, cite(cited_keys(index, group), most=most)], " "))
    if not parts:
        return None
    return as_sentence(index, parts)


def _tell_figure(index: Index, group: FigureGroup, *, also: bool) -> Markdown:
    """Name a figure with how many give it; ``also``: another clause stands before this one."""
    form = "also" if also else "one"
    if group.status == "conflict":
        form = f"conflict_{form}"
    elif group.status == "range" and group.independent > 1:
        form = "range"
    elif group.status == "corroborated" and group.independent > 1:
        form = "many"
    label = say_label(index, group)
    return index.say.say(f"bottom.figure_{form}", n=group.independent, label=label)


def _quote(index: Index, lead: RankedSentence) -> Markdown:
    """Return the words of a sentence with its place."""
    sentence = lead.sentence
    quote = index.words(sentence.article_id, sentence.text, most=_LONGEST_LEAD)
    return joined([quote, cite([sentence.id])], " ")


def _lead_sentence(
    index: Index, group: FigureGroup | None, story: int | None, marks: _Marks
) -> RankedSentence | None:
    """Return the sentence that tells what happened, None when nothing was picked.

    A short one, nobody's story of himself, that tells of something done is best (to announce a
    plan is something done), then one that takes no side in a dispute about a number, one that
    names the day (an anecdote names none), one that opens its article, one that carries the
    strongest figure, one picked for the whole corpus, then the highest score.
    """
    picked = {
        ranked.sentence.id: (ranked, summary.article_id is None)
        for summary in index.analysis.summaries
        for ranked in summary.sentences
        if story in {None, index.stories.get(ranked.sentence.article_id)}
    }
    if not picked:
        return None
    carrying = set() if group is None else _cited_sentences(index, group)

    def weight(pick: tuple[RankedSentence, bool]) -> tuple[bool | float, ...]:
        ranked, of_corpus = pick
        text, sentence_id = ranked.sentence.text, ranked.sentence.id
        event = _tells_of_an_event(text)
        return (
            sentence_id not in (marks.ahead if event else marks.intended),
            len(text) <= _LONGEST_LEAD,
            not _tells_of_himself(text),
            event,
            sentence_id not in marks.partial,
            sentence_id in marks.dated,
            ranked.sentence.index == 1,
            sentence_id in carrying,
            of_corpus,
            ranked.score,
        )

    return max(picked.values(), key=weight)[0]


def _mark_sentences(index: Index, groups: Sequence[FigureGroup | None]) -> _Marks:
    """Mark the sentences that may be told: those picked, and those of the figures of ``groups``."""
    summaries = index.analysis.summaries
    told = {ranked.sentence.id for summary in summaries for ranked in summary.sentences}
    told.update(*(_cited_sentences(index, group) for group in groups if group is not None))
    intended: dict[str, bool] = {}
    for forecast in index.analysis.forecasts:
        for i in told.intersection(forecast.sentence_ids):
            intended[i] = forecast.kind == "forecast" or intended.get(i, False)
    return _Marks(
        ahead={i for i, is_forecast in intended.items() if is_forecast},
        intended=set(intended),
        dated=told.intersection(
            f.evidence.sentence_id for f in index.analysis.figures if _is_day(f)
        ),
        partial=_tell_one_side(index),
    )


def _tell_one_side(index: Index) -> set[str]:
    """Return the ids of the sentences that give one number of a dispute and not the others."""
    found: set[str] = set()
    for group in index.analysis.figure_groups:
        if group.status == "conflict":
            sides = [_cited_sentences(index, side) for side in group.sides]
            whole: set[str] = set.intersection(*sides) if sides else set()
            found |= _cited_sentences(index, group) - whole
    return found


def _is_day(figure: Figure) -> bool:
    """Tell whether a figure is a date to the day."""
    return figure.kind == "date" and figure.iso is not None and len(figure.iso) >= _DAY_LENGTH


def _cited_sentences(index: Index, group: FigureGroup) -> set[str]:
    """Return the ids of the sentences that the figures of a group stand in."""
    figures = filter(None, map(index.figures.get, group.figure_ids))
    return {figure.evidence.sentence_id for figure in figures}


def _tells_of_an_event(text: str) -> bool:
    """Tell whether a sentence ends in the past, and not as a report of words: 「…」と述べた.

    One that opens with somebody's words is a scene (「…」と老店主は端末を指した).
    """
    told = text.rstrip("。 \u3000\n")
    spoken = _SPOKEN.match(told) or "」と" in told[-_REPORTING:]
    return told.endswith("た") and not spoken


def _tells_of_himself(text: str) -> bool:
    """Tell whether the writer speaks of himself (私は…を訪ねた), outside of quotations."""
    return compile_rules("claims", "own_story").search(_QUOTED.sub("", text)) is not None


def as_sentence(index: Index, parts: Sequence[Markdown]) -> Markdown:
    """Join clauses into one sentence with its stop."""
    body = joined(parts, index.say.say("marks.semicolon"))
    return Markdown(body + index.say.say("marks.sentence_end"))
