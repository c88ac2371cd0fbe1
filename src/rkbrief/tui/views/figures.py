"""Figures: one fact a block, each source's own words under it, and how well it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import ClassVar

from textual.app import ComposeResult

from rkbrief.brief.analyst import say_remark
from rkbrief.brief.facts import name_fact, say_standing
from rkbrief.brief.index import Index
from rkbrief.brief.keyfigures import rank_groups
from rkbrief.brief.phrases import Phrases
from rkbrief.model import Analysis, Figure, FigureGroup
from rkbrief.safe_text import SafeText, show
from rkbrief.tui.block_list import BlockList
from rkbrief.tui.blocks import Block, Row, heading, row
from rkbrief.tui.cells import cell_width, truncate
from rkbrief.tui.facts import ink_of, sign_of, work_out
from rkbrief.tui.items import Items, dropped_blocks, dropped_figures
from rkbrief.tui.lens import Lens
from rkbrief.tui.messages import Lay
from rkbrief.tui.shelf import Shelf
from rkbrief.tui.views.view import View, speak
from rkbrief.tui.wording import inked, no_match, plain

_HEADINGS = {
    "key": "Key figures",
    "supporting": "Supporting figures",
    "incidental": "Incidental figures",
}
_INDENT = 11
"""Cells before a source's words: the place that is cited."""
_MARGIN = 2
"""Cells before the place, for the sign of a side that stands against another."""
_RIVAL = "≠"
_BEFORE = 4
"""A source's words before the figure get this part of the width."""
_LEAST = 12
"""Cells that words beside the figure get at least."""


class FiguresView(View):
    """A list of facts; Enter on a wording opens it in its article."""

    NAME: ClassVar[str] = "figures"
    SLOW: ClassVar[bool] = True

    def compose(self) -> ComposeResult:
        """One list."""
        yield BlockList(id="figures-list")

    def prepare(self, analysis: Analysis, lens: Lens) -> Lay:
        """Make the blocks of every fact, and of what was dropped."""
        dropped = dropped_blocks(analysis, dropped_figures(analysis), lens)
        return partial(self._show, Shelf([*figure_blocks(analysis, lens), *dropped]))

    def _show(self, shelf: Shelf, lens: Lens) -> None:
        """Show what the filter leaves."""
        self.query_one(BlockList).show_blocks(shelf.take(lens) or [no_match(lens)])


def figure_blocks(analysis: Analysis, lens: Lens) -> Iterator[Block]:
    """Yield, by importance, a block for each wording of each fact; the first tells the fact."""
    index = Index(analysis, Phrases(lens.language))
    ranked = rank_groups(index)
    worth = {group.id for group in ranked}
    sections = {
        "key": [g for g in ranked if g.importance == "key"],
        "supporting": [g for g in ranked if g.importance != "key"],
        "incidental": [g for g in analysis.figure_groups if g.id not in worth],
    }
    write = _Writing(index, Items(analysis), lens)
    for name, groups in sections.items():
        if groups:
            yield heading(f"section:{name}", speak(_HEADINGS[name], lens), count=len(groups))
        for group in groups:
            yield from write.fact(group)
    if not analysis.figure_groups:
        none = plain(index.say.say("figures.none"))
        yield Block("note:none", lambda width: inked(none, width, style="quiet"), selectable=False)


@dataclass(frozen=True, slots=True)
class _Writing:
    """What the blocks of figures are written with."""

    index: Index
    items: Items
    lens: Lens

    def fact(self, group: FigureGroup) -> Iterator[Block]:
        """Yield the blocks of one fact, a wording each, side after side where it is disputed."""
        sides = [
            [self.index.figures[i] for i in side.figure_ids if i in self.index.figures]
            for side in group.sides or (group,)
        ]
        figures = list(chain.from_iterable(sides))
        rivals = {side[0].id for side in sides[1:] if side}
        label = name_fact(group, self.lens.language)
        standing = plain(say_standing(self.index, group))
        wordings = (f"{f.text} {f.evidence.sentence_id} {f.subject or ''}" for f in figures)
        words = " ".join((label, standing, *wordings))
        for number, figure in enumerate(figures):
            head = (group, label, standing) if not number else None
            yield Block(
                f"figure:{figure.id}",
                partial(
                    self._rows,
                    figure,
                    head,
                    rival=figure.id in rivals,
                    last=number + 1 == len(figures),
                ),
                words=words,
                evidence=figure.evidence,
                copied=f"{figure.text} [{figure.evidence.sentence_id}]",
                items=(self.items.name(figure),),
                counts=not number,
            )

    def _rows(
        self,
        figure: Figure,
        head: tuple[FigureGroup, str, str] | None,
        width: int,
        *,
        rival: bool,
        last: bool,
    ) -> list[Row]:
        """Lay out one wording, under the fact itself if it is the first, before a gap if last.

        ``rival`` marks the first wording of a side that stands against those above.
        """
        rows = self._head(*head, width) if head else []
        rows += self._wording(figure, width, rival=rival)
        remark = plain(say_remark(self.index, figure.id)).strip()
        if remark:
            rows += inked(remark, width, style="quiet", indent=_INDENT)
        return [*rows, ()] if last else rows

    def _head(self, group: FigureGroup, label: str, standing: str, width: int) -> list[Row]:
        """Lay out what the fact is and how well it stands, in one row where there is room."""
        ambiguous = self.lens.ambiguous
        state = f"{sign_of(group)} {standing}"
        gap = width - cell_width(label, ambiguous) - cell_width(state, ambiguous)
        if gap > 1:
            return [row((label, "strong"), " " * gap, (state, ink_of(group)))]
        rows = inked(label, width, style="strong", ambiguous=ambiguous)
        return rows + inked(state, width, style=ink_of(group), indent=2, ambiguous=ambiguous)

    def _wording(self, figure: Figure, width: int, *, rival: bool) -> list[Row]:
        """Lay out the source's words with the figure at the same place in each row."""
        ambiguous = self.lens.ambiguous
        sentence = self.index.sentences[figure.evidence.sentence_id]
        start, end = (at - sentence.span.start for at in (figure.span.start, figure.span.end))
        more = work_out(self.index, (figure,))
        room = max(1, width - _INDENT)
        column = min(max(_LEAST, room // _BEFORE), room // 2)
        before = last_cells(sentence.text[:start], column, ambiguous)
        used = cell_width(before, ambiguous)
        told = truncate(figure.text, room - used, ambiguous=ambiguous)
        used += cell_width(told, ambiguous)
        extra = cell_width(more, ambiguous) + 2 if more else 0
        beside = extra < room - used - _LEAST
        after = truncate(
            sentence.text[end:], room - used - (extra if beside else 0), ambiguous=ambiguous
        )
        sign = _RIVAL if rival else ""
        sign += " " * (_MARGIN - cell_width(sign, ambiguous))
        key = figure.evidence.sentence_id.ljust(_INDENT - _MARGIN)
        rows = [
            row(
                (sign, "warning"),
                (key, "accent"),
                (before, "quiet"),
                (told, "title"),
                (after, "quiet"),
            )
        ]
        if more and beside:
            gap = room - used - cell_width(after, ambiguous) - cell_width(more, ambiguous)
            rows[0] = (*rows[0], *row(" " * gap, (more, "accent")))
        elif more:
            rows += inked(more, width, indent=_INDENT, ambiguous=ambiguous)
        return rows


def last_cells(text: str, width: int, ambiguous: int = 1) -> str:
    """Return the end of ``text`` in exactly ``width`` cells: filled up, or cut after an …."""
    kept = show(text.strip(), one_line=True)
    if cell_width(kept, ambiguous) > width:
        room, at = width - cell_width("…", ambiguous), len(kept)
        while at and cell_width(kept[at - 1], ambiguous) <= room:
            at -= 1
            room -= cell_width(kept[at], ambiguous)
        kept = SafeText(f"…{kept[at:]}")
    return " " * (width - cell_width(kept, ambiguous)) + kept
