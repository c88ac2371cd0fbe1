"""Items of an analysis by the names that a curation gives them, and those that are dropped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from rkbrief.curation import SHA_DIGITS, ItemKey
from rkbrief.model import Analysis, Evidence, Figure, Forecast, Sentence
from rkbrief.tui.blocks import Block, Row, heading, paragraph, row
from rkbrief.tui.lens import Lens
from rkbrief.tui.views.view import speak

Item = Figure | Forecast | Sentence


class Items:
    """Names the figures, forecasts and sentences of one analysis, and finds them by name."""

    def __init__(self, analysis: Analysis) -> None:
        self._findings = analysis.findings
        self._hashes = {a.id: a.sha256[:SHA_DIGITS] for a in analysis.articles}

    def name(self, item: Item) -> ItemKey:
        """Return the name of an item in a curation."""
        if isinstance(item, Figure):
            return ItemKey("figure", self._hashes[item.evidence.article_id], item.text)
        if isinstance(item, Forecast):
            return ItemKey("forecast", self._hashes[item.article_id], item.claim)
        return ItemKey("sentence", self._hashes[item.article_id], item.text)

    def find(self, key: ItemKey) -> Item | None:
        """Return the first item of a name as it was read, before any correction; None if gone."""
        return self._by_name.get(key)

    @cached_property
    def _by_name(self) -> Mapping[ItemKey, Item]:
        """Every item; the first of a name counts."""
        found: dict[ItemKey, Item] = {}
        for each in self._findings:
            items: tuple[Item, ...] = (*each.figures, *each.forecasts, *each.sentences)
            for item in items:
                found.setdefault(self.name(item), item)
        return found


def dropped_figures(analysis: Analysis) -> tuple[Figure, ...]:
    """Return the figures that the analyst dropped, in the order of the corpus."""
    kept = {figure.id for figure in analysis.figures}
    return tuple(x for f in analysis.findings for x in f.figures if x.id not in kept)


def dropped_forecasts(analysis: Analysis) -> tuple[Forecast, ...]:
    """Return the forecasts that the analyst dropped, in the order of the corpus."""
    kept = {forecast.id for forecast in analysis.forecasts}
    return tuple(x for f in analysis.findings for x in f.forecasts if x.id not in kept)


def dropped_blocks(
    analysis: Analysis, dropped: tuple[Figure, ...] | tuple[Forecast, ...], lens: Lens
) -> Iterator[Block]:
    """Yield what was dropped under a heading, so that it can be taken back."""
    items = Items(analysis)
    if dropped:
        yield heading("dropped", speak("Dropped by you", lens), count=len(dropped))
    yield from (_dropped(item, items.name(item)) for item in dropped)


def _dropped(item: Figure | Forecast, key: ItemKey) -> Block:
    """Make the block of one dropped item: its place and its words."""
    evidence: Evidence = item.evidence if isinstance(item, Figure) else item.evidence[0]
    words = f"{evidence.sentence_id} {key.quote}"

    def layout(width: int) -> list[Row]:
        place = row(f" [{evidence.sentence_id}]")
        indent = len(evidence.sentence_id) + 4
        rows = paragraph(f"「{key.quote}」", width, indent=indent)
        first = rows[0] if rows else ()
        return [(*place, *row(" "), *first[1:]), *rows[1:]]

    return Block(f"dropped:{item.id}", layout, words=words, evidence=evidence, items=(key,))
