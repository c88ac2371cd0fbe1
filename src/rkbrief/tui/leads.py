"""What the sources come to, as blocks: the bottom line, the judgments, what came due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rkbrief.brief.index import Index
from rkbrief.brief.judgments import Judgment
from rkbrief.brief.lead import lead_judgments, show_bottom_line
from rkbrief.brief.markdown import Markdown
from rkbrief.brief.positions import due_unsettled
from rkbrief.brief.sections import Limit
from rkbrief.brief.shares import share_out
from rkbrief.brief.wording import ask, say_confidence, say_holder, say_judgment
from rkbrief.model import Forecast
from rkbrief.tui.blocks import Block, Row, heading, row
from rkbrief.tui.items import Items
from rkbrief.tui.lens import Lens
from rkbrief.tui.views.view import speak
from rkbrief.tui.wording import first_evidence, inked, plain, section_name

_JUDGMENTS = 6
_DUE = 8
_EXCERPT = 80
_REPORT = 120


def bottom_line_blocks(index: Index, judgments: Sequence[Judgment], lens: Lens) -> Iterator[Block]:
    """Yield the clauses of the bottom line under a heading."""
    yield heading("section:bottom-line", section_name("bottom-line", lens))
    for number, clause in enumerate(show_bottom_line(index, judgments)["rows"]):
        head, sure = plain(clause["head"]), clause.get("confidence")
        yield _told(index, f"bottom:{number}", head, clause["text"], sure, lens)


def judgment_blocks(index: Index, judgments: Sequence[Judgment], lens: Lens) -> Iterator[Block]:
    """Yield the questions beside the leading ones under a heading, with how sure one can be."""
    leads = {judgment.question.id for judgment in lead_judgments(index, judgments)}
    others = [
        judgment
        for judgment in judgments
        if judgment.question.id not in leads
        and any(voice.side != "open" for voice in judgment.voices)
    ]
    if others:
        yield heading("section:key-judgments", section_name("key-judgments", lens))
    for judgment in share_out(index, others, Limit(_JUDGMENTS), Judgment.list_articles):
        yield _judged(index, judgment, lens)
    if len(others) > _JUDGMENTS:
        text = f"+{len(others) - _JUDGMENTS} → 4 {speak('Forecasts', lens)}"
        yield Block("note:more", lambda width: inked(text, width, style="quiet"), selectable=False)


def _judged(index: Index, judgment: Judgment, lens: Lens) -> Block:
    """Make the block of a question: what is asked, what is answered, how sure one can be."""
    contested = judgment.split or judgment.question.contested
    asked = ("≠ " if contested else "") + ask(index, judgment)
    return _told(
        index,
        f"question:{judgment.question.id}",
        asked,
        say_judgment(index, judgment),
        say_confidence(index, judgment),
        lens,
    )


def _told(
    index: Index, key: str, head: str, text: Markdown, more: Markdown | None, lens: Lens
) -> Block:
    """Make a block of a head, a text with its citations, and a quieter line."""
    said = plain(text)

    def layout(width: int) -> list[Row]:
        rows = inked(head, width, style="strong", ambiguous=lens.ambiguous)
        rows += inked(said, width, indent=2, ambiguous=lens.ambiguous)
        if more:
            rows += inked(plain(more), width, style="quiet", indent=2, ambiguous=lens.ambiguous)
        return [*rows, ()]

    words = f"{head} {said}"
    return Block(key, layout, words=words, evidence=first_evidence(index, text), copied=said)


def due_blocks(index: Index, lens: Lens) -> Iterator[Block]:
    """Yield what a later source settles and what came due without an outcome."""
    yield heading("section:due-and-resolved", section_name("due-and-resolved", lens))
    settled = [f for f in index.analysis.forecasts if f.resolution and f.kind == "forecast"]
    due = due_unsettled(index)
    found = [*settled, *due]
    items = Items(index.analysis)
    for forecast in share_out(index, found, Limit(_DUE), lambda f: [f.article_id]):
        yield _outcome(index, forecast, items, lens)
    text = plain(index.say.say("due.none"))
    if len(found) > _DUE:
        text = f"+{len(found) - _DUE} → 4 {speak('Forecasts', lens)}"
    if not found or len(found) > _DUE:
        yield Block("note:due", lambda width: inked(text, width, style="quiet"), selectable=False)


def _outcome(index: Index, forecast: Forecast, items: Items, lens: Lens) -> Block:
    """Make the block of a forecast that is due or settled."""
    sign, ink, state = _state(index, forecast)
    who = plain(say_holder(index, forecast))
    claim = plain(index.words(forecast.article_id, forecast.claim, most=_EXCERPT))
    key = forecast.evidence[0].sentence_id
    outcome = plain(index.say.say("due.unsettled"))
    if forecast.resolution:
        seen = forecast.resolution.evidence
        report = plain(index.words(seen.article_id, seen.quote, most=_REPORT))
        outcome = f"{plain(index.say.say('due.reported'))}{index.say.colon}{report}"
        outcome += f" [{seen.sentence_id}]"

    def layout(width: int) -> list[Row]:
        first = inked(f"{who}  {state}", width - 2, style="strong", ambiguous=lens.ambiguous)
        rows = [
            (*row((f"{sign} " if not at else "  ", ink)), *line) for at, line in enumerate(first)
        ]
        rows += inked(f"{claim} [{key}]", width, indent=2, ambiguous=lens.ambiguous)
        rows += inked(outcome, width, style="quiet", indent=2, ambiguous=lens.ambiguous)
        return [*rows, ()]

    return Block(
        f"forecast:{forecast.id}",
        layout,
        words=f"{who} {state} {claim} {outcome}",
        evidence=forecast.evidence[0],
        copied=f"{who}: {claim} [{key}]",
        items=(items.name(forecast),),
    )


def _state(index: Index, forecast: Forecast) -> tuple[str, str, str]:
    """Return sign, style and words for where a forecast stands."""
    if forecast.resolution is None:
        until = forecast.horizon.until if forecast.horizon else None
        mark = index.say.say("marks.reckoned")
        told = index.say.say("due.due", day=index.say.day(until or ""), mark=mark)
        return "⚑", "warning", plain(told)
    happened = forecast.resolution.status == "happened"
    words = plain(index.say.say(f"due.{forecast.resolution.status}"))
    return ("✔", "good", words) if happened else ("✘", "warning", words)
