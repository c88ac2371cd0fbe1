"""One position on a question in cells: who, which way, how strongly, until when, in what words.

What a narrow column holds line by line, a full width tells in three: the scale at the left
with what belongs to it, the condition, the words. No claim is shown without its citation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rkbrief.brief.index import shorten
from rkbrief.brief.judgments import Side, strength_on_side
from rkbrief.brief.phrases import Phrases
from rkbrief.brief.wording import say_probability
from rkbrief.curation import SHA_DIGITS, ItemKey
from rkbrief.lexicon import load_table
from rkbrief.model import LIKELIHOOD_BANDS, Article, Forecast, Likelihood, Remark
from rkbrief.tui import scale
from rkbrief.tui.blocks import Block, Row, paragraph, row
from rkbrief.tui.cells import cell_width, truncate
from rkbrief.tui.lens import Lens
from rkbrief.tui.views.view import speak
from rkbrief.tui.wording import plain

FULL_WIDTH = 60
"""Cells from which a position is told in lines instead of in a column."""
NO_REMARK = Remark()
_EXCERPT = 72
_CONDITION = 48
_KEYS = 3
STANCES: dict[Side, str] = {"affirm": "✔", "deny": "✘", "both": "±", "open": "○"}
_STANCE_STYLES: dict[Side, str] = {"affirm": "good", "deny": "warning", "both": "", "open": "quiet"}
_RESOLVED = {"happened": ("✔", "good"), "did_not_happen": ("✘", "warning")}


def wording(key: str, lens: Lens, **values: object) -> str:
    """Return words that the brief uses for the same thing, from its table of phrases."""
    group, name = key.split(".")
    text = str(load_table("phrases")[group][name][lens.language])
    return text.format_map({name: str(value) for name, value in values.items()})


@dataclass(frozen=True, slots=True)
class Told:
    """A position as told: ``lead`` is its clearest claim, ``others`` what else was said.

    ``answer`` is the word for its side, ``""`` where there is no question.
    """

    lead: Forecast
    article: Article
    side: Side
    answer: str
    others: tuple[Forecast, ...] = ()
    remark: Remark = NO_REMARK
    whole: bool = False

    @property
    def dated(self) -> Forecast:
        """The claim that gives the horizon."""
        return next((f for f in (self.lead, *self.others) if f.horizon), self.lead)

    @property
    def conditional(self) -> Forecast:
        """The claim that names the condition."""
        return next((f for f in (self.lead, *self.others) if f.condition), self.lead)

    @property
    def keys(self) -> tuple[str, ...]:
        """The citations, those of the lead first, each once."""
        return tuple(dict.fromkeys(k for f in (self.lead, *self.others) for k in f.sentence_ids))


def position_block(told: Told, lens: Lens, *, words: str = "") -> Block:
    """Make the block of a position; a filter also finds it by ``words``."""
    lead = told.lead

    def layout(width: int) -> Sequence[Row]:
        return _lines(told, width, lens) if width >= FULL_WIDTH else _column(told, width, lens)

    spoken = (lead, *told.others)
    said = " ".join(f.claim for f in spoken)
    return Block(
        lead.id,
        layout,
        words=f"{words} {' '.join(told.keys)} {name_holder(lead, lens)} {said}",
        evidence=lead.evidence[0],
        copied=lead.claim,
        items=(ItemKey("forecast", told.article.sha256[:SHA_DIGITS], lead.claim),),
    )


def name_holder(forecast: Forecast, lens: Lens) -> str:
    """Return who holds a claim, and what a reader must know of that."""
    if forecast.holder is None:
        if forecast.holder_status == "author":
            return wording("marks.unnamed_author", lens, id=forecast.article_id)
        return wording("marks.unnamed", lens)
    if forecast.holder_status == "check":
        return f"{forecast.holder} (? {wording('marks.check', lens)})"
    if forecast.holder_status == "author":
        return f"{forecast.holder} ({wording('marks.author', lens)})"
    return forecast.holder


def _name(lead: Forecast, lens: Lens) -> str:
    """Return the article and the holder; an unnamed author is named after his article."""
    holder = name_holder(lead, lens)
    return holder if lead.article_id in holder else f"{lead.article_id} {holder}"


def _column(told: Told, width: int, lens: Lens) -> list[Row]:
    """Tell a position in a narrow column."""
    name = _name(told.lead, lens)
    head = truncate(f"─ {name} ", width, ambiguous=lens.ambiguous)
    rule = "─" * max(0, width - cell_width(head, lens.ambiguous))
    rows = [row((head, "strong"), (rule, "quiet"))]
    if told.answer:
        rows.append(_answer(told))
    drawn, word = _strength(told, lens)
    room = width - scale.WIDTH - 1
    if cell_width(word, lens.ambiguous) <= room:
        rows.append((*drawn, *row(f" {word}")))
    else:
        rows += [drawn, *paragraph(word, width, indent=2, ambiguous=lens.ambiguous)]
    for text, style in (say_until(told.dated, lens), _outcome(told.lead, lens)):
        if text:
            rows += paragraph(text, width, style=style, ambiguous=lens.ambiguous)
    return rows + _words(told, width, lens, indent=0)


def _lines(told: Told, width: int, lens: Lens) -> list[Row]:
    """Tell a position over a full width."""
    drawn, word = _strength(told, lens)
    name = _name(told.lead, lens)
    until, style = say_until(told.dated, lens)
    outcome, ink = _outcome(told.lead, lens)
    head = scale.WIDTH + 1
    parts = [(word, ""), *([(f"  {until}", style)] if until else [])]
    parts += [(f"  {outcome}", ink)] if outcome else []
    answer = _answer(told) if told.answer else ()
    least = 12
    free = width - head - sum(cell_width(piece.text, lens.ambiguous) for piece in answer) - 4
    beside, below = parts, parts[:0]
    wanted = cell_width(name, lens.ambiguous)
    while len(beside) > 1 and free - _measure(beside, lens) < wanted:
        beside, below = beside[:-1], [beside[-1], *below]
    room = free - _measure(beside, lens)
    if room >= least:
        shown = truncate(name, room, ambiguous=lens.ambiguous)
        between = row("  ") if answer else ()
        first = [(*drawn, *row(" "), *answer, *between, *row((shown, "strong"), "  ", *beside))]
    else:
        shown, below = truncate(name, width - head, ambiguous=lens.ambiguous), parts
        first = [(*drawn, *row(" ", (shown, "strong")))]
        if answer:
            first.append((*row(" " * head), *answer))
    for text, ink in below:
        first += paragraph(text.strip(), width, style=ink, indent=head, ambiguous=lens.ambiguous)
    return [*first, *_words(told, width, lens, indent=head)]


def _measure(parts: Sequence[tuple[str, str]], lens: Lens) -> int:
    """Return the cells that several texts take side by side."""
    return sum(cell_width(text, lens.ambiguous) for text, _ in parts)


def _answer(told: Told) -> Row:
    """Return the sign and the word of a side."""
    return row((f"{STANCES[told.side]} {told.answer}", _STANCE_STYLES[told.side]))


def _strength(told: Told, lens: Lens) -> tuple[Row, str]:
    """Return the drawn scale, and the word with its percentages."""
    lead, stated = told.lead, told.lead.stated_probability
    likelihood = lead.likelihood if stated else strength_on_side(lead, told.side)
    drawn = scale.draw_scale(likelihood, stated=stated, ambiguous=lens.ambiguous)
    return drawn, say_strength(lead, lens, likelihood)


def say_strength(forecast: Forecast, lens: Lens, likelihood: Likelihood | None = None) -> str:
    """Return how strongly a claim is held, as ``likelihood`` where that is not its own."""
    if forecast.stated_probability:
        phrases = Phrases(lens.language)
        number = plain(say_probability(phrases, forecast.claim, forecast.stated_probability))
        return f"{number} ({wording('marks.stated', lens)})"
    likelihood = likelihood or forecast.likelihood
    if likelihood == "possible":
        return speak("possible only", lens)
    word, band = wording(f"likelihood.{likelihood}", lens), LIKELIHOOD_BANDS.get(likelihood)
    return f"{word} {band[0]}–{band[1]} %" if band else word


def say_until(forecast: Forecast, lens: Lens) -> tuple[str, str]:
    """Return until when a claim reaches and the style of it, ``""`` when nothing is said."""
    horizon = forecast.horizon
    if horizon is None:
        return "", ""
    if horizon.until is not None:
        until = speak("until {day}", lens).format(day=horizon.until)
        if horizon.state == "due":
            return f"{until} ⚑ {wording('state.due', lens)}", "warning"
        return f"{until} 「{horizon.text}」", ""
    tail = f" · {wording('state.event', lens)}" if horizon.state == "event" else ""
    return f"「{horizon.text}」{tail}", "quiet"


def _outcome(forecast: Forecast, lens: Lens) -> tuple[str, str]:
    """Return what a later sentence reports of a claim, ``""`` when none does."""
    if forecast.resolution is None:
        return "", ""
    sign, style = _RESOLVED[forecast.resolution.status]
    said = wording(f"due.{forecast.resolution.status}", lens)
    return f"{sign} {said} [{forecast.resolution.evidence.sentence_id}]", style


def _words(told: Told, width: int, lens: Lens, *, indent: int) -> list[Row]:
    """Return the condition, the claim with its citations, and what the analyst says of it."""
    rows: list[Row] = []
    condition = told.conditional.condition
    if condition:
        kept = condition if told.whole else shorten(condition, _CONDITION)
        said = speak("if 「{condition}」", lens).format(condition=kept)
        rows += paragraph(said, width, style="accent", indent=indent, ambiguous=lens.ambiguous)
    digest = told.article.digest_of is not None
    opening, closing = ("〔", "〕") if digest else ("「", "」")
    claim = told.lead.claim if told.whole else shorten(told.lead.claim, _EXCERPT)
    rows += paragraph(
        f"{opening}{claim}{closing}", width, style="quote", indent=indent, ambiguous=lens.ambiguous
    )
    shown = " ".join(f"[{key}]" for key in told.keys[:_KEYS])
    left = len(told.keys) - _KEYS
    more = f" +{left}" if left > 0 else ""
    rows += paragraph(
        f"{shown}{more}", width, style="quiet", indent=indent, ambiguous=lens.ambiguous
    )
    return rows + _remarks(told.remark, width, indent, lens)


def _remarks(remark: Remark, width: int, indent: int, lens: Lens) -> list[Row]:
    """Return what the analyst says of a position, as his."""
    said = [f"★ {speak('pinned', lens)}"] if remark.pinned else []
    said += [f"✎ {text}" for text in (remark.note, remark.translation) if text]
    said += [
        "✎ "
        + speak("{field} corrected, read as {text}", lens).format(
            field=wording(f"analyst.{what}", lens), text=was or wording("marks.none", lens)
        )
        for what, was in remark.original.items()
    ]
    return [
        each
        for text in said
        for each in paragraph(text, width, style="accent", indent=indent, ambiguous=lens.ambiguous)
    ]


def day(text: str | None) -> date | None:
    """Return an ISO date as a date, None for none or for what is no day."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
