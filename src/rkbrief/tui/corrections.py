"""What an analyst can say of an item and of the brief: its fields, their choices, their words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import get_args

import msgspec

from rkbrief.curation import CuratedItem, Curation, ItemKey, ItemState
from rkbrief.model import LIKELIHOOD_BANDS, Analysis, Forecast, Likelihood
from rkbrief.tui.items import Items
from rkbrief.tui.lens import Lens
from rkbrief.tui.views.view import speak

WORDS = ("title", "bottom_line", "comment", "implication")
"""What the analyst writes for the brief itself."""
_OF_ANY = ("translation", "note")
_OF_FORECAST = ("holder", "likelihood", "question", *_OF_ANY)
CHOSEN = ("likelihood", "question")
"""Fields that take one of several values."""
NAMES = {
    "title": "Title of the brief",
    "bottom_line": "Bottom line",
    "comment": "Comment",
    "implication": "Implication",
    "holder": "Who holds it",
    "likelihood": "How likely",
    "question": "On which question",
    "translation": "Translation",
    "note": "Note",
}
_NEXT: dict[ItemState | None, ItemState | None] = {
    None: "pinned",
    "pinned": "dropped",
    "dropped": None,
}

Choices = list[tuple[str, str]]
"""Pairs of a key and the name to show for it."""


def cycle(curation: Curation, items: Sequence[ItemKey]) -> Curation:
    """Return ``curation`` with ``items`` pinned, if they were dropped, else nothing: all alike."""
    if not items:
        return curation
    state = _NEXT[curation.of(items[0]).state]
    for key in items:
        item = msgspec.structs.replace(curation.of(key), state=state)
        curation = curation.having(item)
    return curation


def read_field(curation: Curation, item: ItemKey | None, field: str) -> str:
    """Return what the analyst said in a field, of the brief if ``item`` is None; ``""`` if not."""
    return getattr(curation if item is None else curation.of(item), field) or ""


def say_field(curation: Curation, item: ItemKey | None, field: str, text: str) -> Curation:
    """Return ``curation`` with ``text`` in a field, of the brief if ``item`` is None.

    ``""`` takes back what was said. A likelihood must be one of the model's words.
    """
    if item is None:
        return msgspec.structs.replace(curation, **{field: text or None})
    said: CuratedItem = msgspec.structs.replace(curation.of(item), **{field: text or None})
    return curation.having(said)


def field_choices(curation: Curation, item: ItemKey | None, lens: Lens) -> Choices:
    """Return the fields of an item, with what they hold, then those of the brief.

    A key is ``item.FIELD`` or ``brief.FIELD``.
    """
    own: tuple[str, ...] = ()
    if item is not None:
        own = _OF_FORECAST if item.kind == "forecast" else _OF_ANY
    rows = [("item", item, field) for field in own]
    rows += [("brief", None, field) for field in WORDS]
    return [
        (f"{where}.{field}", _tell(speak(NAMES[field], lens), read_field(curation, of, field)))
        for where, of, field in rows
    ]


def _tell(name: str, held: str) -> str:
    """Return the name of a field with what it holds."""
    return f"✎ {name}: {held}" if held else f"  {name}"


def item_choices(items: Iterable[ItemKey]) -> Choices:
    """Return several items to choose one of, by their number in the list."""
    return [(str(number), f"「{key.quote}」") for number, key in enumerate(items)]


def value_choices(field: str, item: ItemKey, analysis: Analysis, lens: Lens) -> Choices:
    """Return the values that a likelihood or a question may take, first the one that was read."""
    found = Items(analysis).find(item)
    read = found if isinstance(found, Forecast) else None
    if field == "likelihood":
        word = name_likelihood(read.likelihood, lens) if read else "-"
        values = [(value, name_likelihood(value, lens)) for value in get_args(Likelihood)]
    else:
        word = speak("by its words", lens)
        values = [
            (question.id, f"{question.id}  {question.ask.in_language(lens.language)}")
            for question in analysis.questions
            if question.given
        ]
    return [("", f"{speak('as read', lens)}: {word}"), *values]


def read_by_rkbrief(field: str, item: ItemKey, analysis: Analysis) -> str:
    """Return what was read where the analyst may write something else; ``""`` if nothing."""
    found = Items(analysis).find(item)
    if field == "holder" and isinstance(found, Forecast):
        return found.holder or ""
    return ""


def name_likelihood(value: Likelihood, lens: Lens) -> str:
    """Return the words of a likelihood with its percentages."""
    from rkbrief.brief.phrases import Phrases  # loaded after the first paint

    word = str(Phrases(lens.language).say(f"likelihood.{value}"))
    band = LIKELIHOOD_BANDS.get(value)
    return f"{word}  {band[0]}–{band[1]} %" if band else word


def merge(base: Curation, theirs: Curation, ours: Curation) -> Curation:
    """Return ``theirs`` with every change that ``ours`` makes to ``base``.

    For a file that somebody else wrote since it was read: where both changed one item or
    one word, ours holds.
    """
    merged = theirs
    for key in dict.fromkeys([*base.by_key, *ours.by_key]):
        if ours.of(key) != base.of(key):
            merged = merged.having(ours.of(key))
    changed = {w: getattr(ours, w) for w in WORDS if getattr(ours, w) != getattr(base, w)}
    return msgspec.structs.replace(merged, **changed)
