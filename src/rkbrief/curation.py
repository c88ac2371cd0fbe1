"""What an analyst pinned, dropped, corrected and wrote: a plain YAML file keyed by content.

An item is named by its kind, the first digits of its article's hash and its own words, so
that a curation outlives new articles, new ids and new versions; what no longer stands in any
source is kept in the file and matches nothing.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

import msgspec
import yaml
from msgspec import Struct
from msgspec.structs import replace

from rkbrief.analysis.packed import Readings, pack_figures, pack_forecasts
from rkbrief.brief.writer import write_atomically
from rkbrief.model import (
    ArticleFindings,
    Figure,
    Forecast,
    Likelihood,
    RankedSentence,
    Remark,
    Summary,
)
from rkbrief.settings.layers import resolve
from rkbrief.settings.nodes import read_bytes
from rkbrief.settings.reading import read_settings

ItemKind = Literal["sentence", "figure", "forecast"]
ItemState = Literal["pinned", "dropped"]
SHA_DIGITS = 12
_CORRECTED = {"holder": "holder", "likelihood": "likelihood", "question": "question_id"}
"""What may be corrected of a forecast, and the attribute that holds it."""
_HEAD = "# What the analyst pinned, dropped, corrected and wrote. rkbrief reads and rewrites it.\n"


class ItemKey(Struct, frozen=True, gc=False):
    """The name of an item: ``article`` is the start of its hash, ``quote`` its own words."""

    kind: ItemKind
    article: str
    quote: str


class CuratedItem(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the analyst says of one item; None where nothing is said.

    ``holder``, ``likelihood`` and ``question`` correct a forecast. ``note`` is shown beside
    the item, ``translation`` under its quotation.
    """

    kind: ItemKind
    article: str
    quote: str
    state: ItemState | None = None
    note: str | None = None
    holder: str | None = None
    likelihood: Likelihood | None = None
    question: str | None = None
    translation: str | None = None

    @property
    def key(self) -> ItemKey:
        """The name of the item."""
        return ItemKey(self.kind, self.article, self.quote)


class Curation(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, dict=True):
    """A curation file: the analyst's own words, and what is said of items."""

    title: str | None = None
    bottom_line: str | None = None
    comment: str | None = None
    implication: str | None = None
    items: tuple[CuratedItem, ...] = ()

    @cached_property
    def by_key(self) -> Mapping[ItemKey, CuratedItem]:
        """The items by name; the last word on an item counts."""
        return {item.key: item for item in self.items}

    def of(self, key: ItemKey) -> CuratedItem:
        """Return what is said of an item, an item without a word when there is nothing."""
        empty = CuratedItem(kind=key.kind, article=key.article, quote=key.quote)
        return self.by_key.get(key, empty)

    def having(self, item: CuratedItem) -> Curation:
        """Return this curation with ``item`` in place of what was said of it before."""
        others = [known for known in self.items if known.key != item.key]
        says = any(
            getattr(item, name) is not None
            for name in ("state", "note", "holder", "likelihood", "question", "translation")
        )
        return msgspec.structs.replace(self, items=(*others, *([item] if says else [])))


def load_curation(path: Path) -> Curation:
    """Read a curation file; one that does not exist is an empty curation.

    Raises:
        ConfigError: with every problem of the file, a line each.
    """
    if not os.path.lexists(path):
        return Curation()
    reading = read_settings(read_bytes(path), Curation, name=str(path))
    return resolve([reading], Curation).settings


def save_curation(path: Path, curation: Curation) -> None:
    """Write a curation file, whole or not at all.

    Raises:
        ExportError: it cannot be written.
    """
    write_atomically(path, _dump(curation), inspect=lambda _: None)


class CurationFile:
    """A curation file over a session: what a person wrote comes back to the byte with undo.

    The file is rewritten in one form, without a person's comments; when the analyst returns
    to what stood there, the person's own bytes do.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._read = self._written = b""
        self._held = Curation()
        self._persons: list[tuple[Curation, bytes]] = []

    def load(self) -> Curation:
        """Read the file; see :func:`load_curation`.

        Raises:
            ConfigError: with every problem of the file, a line each.
        """
        data = read_bytes(self.path) if os.path.lexists(self.path) else b""
        if data != self._read:
            self._read, self._held = data, load_curation(self.path)
            if data and data != self._written:
                self._persons.append((self._held, data))
        return self._held

    def save(self, curation: Curation) -> None:
        """Write the file, whole or not at all.

        Raises:
            ExportError: it cannot be written.
        """
        own = (data for known, data in reversed(self._persons) if known == curation)
        self._written = next(own, b"") or _dump(curation)
        write_atomically(self.path, self._written, inspect=lambda _: None)
        self._read, self._held = self._written, curation


def _dump(curation: Curation) -> bytes:
    """Return a curation as the bytes of its file."""
    words = msgspec.to_builtins(msgspec.structs.replace(curation, items=()))
    said = {name: text for name, text in words.items() if text}
    head = _dump_yaml(said) if said else ""
    items = "".join(_dump_item(item) for item in curation.items)
    return f"{_HEAD}{head}items:{'' if items else ' []'}\n{items}".encode()


@lru_cache(maxsize=1 << 14)
def _dump_item(item: CuratedItem) -> str:
    """Return one item of the file; kept, because each key press writes all of them."""
    said = {k: v for k, v in msgspec.to_builtins(item).items() if v is not None}
    return _dump_yaml([said])


def _dump_yaml(data: object) -> str:
    """Return data as YAML in block style."""
    text: str = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)
    return text


def curate(
    findings: Sequence[ArticleFindings], curation: Curation
) -> tuple[tuple[ArticleFindings, ...], dict[str, Remark]]:
    """Apply a curation: dropped items left out, forecasts corrected, figures pinned to the fore.

    Returns the findings as the analyst wants them and his remarks by item id. Summaries stay
    as they are picked: see :func:`curate_summary`.
    """
    if not curation.items:
        return tuple(findings), {}
    remarks: dict[str, Remark] = {}
    figures_known: Readings[Figure] = {}
    forecasts_known: Readings[Forecast] = {}
    kept = []
    for each in findings:
        sha = each.article.sha256[:SHA_DIGITS]
        figures, forecasts = [], []
        for figure in each.figures:
            item = curation.of(ItemKey("figure", sha, figure.text))
            if item.state != "dropped":
                figures.append(_pin(figure, item))
            remarks[figure.id] = _remark(item)
        for forecast in each.forecasts:
            item = curation.of(ItemKey("forecast", sha, forecast.claim))
            if item.state != "dropped":
                forecasts.append(_correct(forecast, item))
            remarks[forecast.id] = _remark(item, forecast)
        for sentence in each.sentences:
            remarks[sentence.id] = _remark(curation.of(ItemKey("sentence", sha, sentence.text)))
        kept.append(
            replace(
                each,
                figures=pack_figures(each.article, figures, figures_known),
                forecasts=pack_forecasts(each.article, forecasts, forecasts_known),
            )
        )
    return tuple(kept), {name: said for name, said in remarks.items() if said != Remark()}


def _remark(item: CuratedItem, forecast: Forecast | None = None) -> Remark:
    """Return what the analyst says of an item, with what rkbrief had read in its place."""
    original = {
        what: getattr(forecast, attribute)
        for what, attribute in _CORRECTED.items()
        if forecast is not None and getattr(item, what) is not None
    }
    dropped = item.state == "dropped"
    return Remark(item.state == "pinned", item.note, item.translation, original, dropped)


def _pin(figure: Figure, item: CuratedItem) -> Figure:
    """Bring a pinned figure to the fore."""
    return replace(figure, importance="key") if item.state == "pinned" else figure


def _correct(forecast: Forecast, item: CuratedItem) -> Forecast:
    """Put the analyst's corrections in place of what was read."""
    return replace(
        forecast,
        holder=item.holder or forecast.holder,
        holder_status="stated" if item.holder else forecast.holder_status,
        likelihood=item.likelihood or forecast.likelihood,
        question_id=item.question or forecast.question_id,
    )


def curate_summary(
    summary: Summary, findings: Sequence[ArticleFindings], curation: Curation
) -> Summary:
    """Leave out the sentences that the analyst dropped, and add those that he pinned."""
    if not curation.items:
        return summary
    states = {
        sentence.id: curation.of(
            ItemKey("sentence", each.article.sha256[:SHA_DIGITS], sentence.text)
        ).state
        for each in findings
        for sentence in each.sentences
    }
    kept = [r for r in summary.sentences if states.get(r.sentence.id) != "dropped"]
    there = {r.sentence.id for r in kept}
    added = [
        RankedSentence(sentence, 0.0, {"pinned": 1.0})
        for each in findings
        for sentence in each.sentences
        if states[sentence.id] == "pinned" and sentence.id not in there
    ]
    return replace(summary, sentences=(*kept, *added))
