"""The foot line: the views by number, and the keys that hold where the focus is.

Textual's footer cuts what does not fit. This one says less instead: first the keys go that
the help lists anyway, then the names of the views that are not in front.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual import events
from textual.binding import ActiveBinding
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from rkbrief.safe_text import show
from rkbrief.tui.cells import cell_width
from rkbrief.tui.views.view import VIEW_NAMES

VIEW_ACTION = "view("
_PALETTE = "command_palette"
"""What Textual hides on its own foot line as well, to put it at the right."""
_ENOUGH = 5
"""Keys that matter more than the names of the views that are not in front."""


@dataclass(frozen=True, slots=True)
class Item:
    """A key and its word; ``kept`` from 0, the last to go. ``chosen`` is the view in front."""

    key: str
    sign: str
    word: str
    kept: int = 0
    chosen: bool = False

    @property
    def text(self) -> str:
        """The key and what it does."""
        return f"{self.sign} {self.word}".strip()


def choose_items(views: Sequence[Item], keys: Sequence[Item], width: int) -> list[Item]:
    """Return what fits ``width`` cells: the views, and as many keys as there is room for.

    The views lose their words, but for the one in front, where too few keys would fit beside
    them; no number goes before the keys are gone.
    """
    for names in (views, [_shortened(view) for view in views]):
        left = width - _width(names)
        kept = sorted(keys, key=lambda item: item.kept)
        while kept and _width(kept) + 1 > left:
            kept.pop()
        if left >= 0 and (len(kept) >= min(_ENOUGH, len(keys)) or names is not views):
            return [*names, *kept]
    return [view for view in views if view.chosen] or list(views[:1])


def _shortened(view: Item) -> Item:
    """Leave a view its number alone, unless it is in front."""
    return view if view.chosen else Item(view.key, view.sign, "", view.kept)


def _width(items: Sequence[Item]) -> int:
    """Return the cells of ``items``, a blank before each."""
    return sum(cell_width(item.text) + 1 for item in items)


class KeyBar(Widget):
    """One line of keys, each of which can be clicked."""

    class Pressed(Message):
        """A key was clicked."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - as Textual names it
        super().__init__(id=id)
        self._front = ""
        self._badges: dict[str, str] = {}
        self._places: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        """Follow the bindings that hold."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)

    def _follow(self, _screen: Screen[object]) -> None:
        self.refresh()

    def show_front(self, name: str, badges: dict[str, str]) -> None:
        """Mark the view ``name``; ``badges`` stand behind the names of views."""
        self._front, self._badges = name, badges
        self.refresh()

    def render(self) -> Content:
        """Lay out what fits."""
        views, keys = self._items(self.screen.active_bindings.values())
        items = choose_items(views, keys, self.size.width)
        used = _width(items)
        parts: list[tuple[str, str]] = []
        self._places, at = [], 0
        for number, item in enumerate(items):
            if number == len(views) or (number and item in keys and items[number - 1] in views):
                gap = max(0, self.size.width - used)
                parts.append((" " * gap, ""))
                at += gap
            end = at + cell_width(item.text) + 1
            self._places.append((at, end, item.key))
            parts += self._painted(item)
            at = end
        return Content.assemble(*((show(text, one_line=True), style) for text, style in parts))

    def _painted(self, item: Item) -> list[tuple[str, str]]:
        """Return the pieces of one item with their styles."""
        if item.chosen:
            return [(" ", ""), (item.text, "bold reverse")]
        return [(f" {item.sign}", "bold $accent"), (f" {item.word}" if item.word else "", "")]

    def _items(self, active: Iterable[ActiveBinding]) -> tuple[list[Item], list[Item]]:
        """Part the bindings that are shown into views and keys, each once."""
        views: list[tuple[str, Item]] = []
        keys: list[Item] = []
        seen: set[str] = set()
        for found in active:
            binding = found.binding
            shown = binding.show or binding.action == _PALETTE
            if not (shown and found.enabled) or binding.action in seen:
                continue
            seen.add(binding.action)
            sign = binding.key_display or self.app.get_key_display(binding)
            if binding.action.startswith(VIEW_ACTION):
                name = binding.action[len(VIEW_ACTION) :].strip("')")
                word = binding.description + self._badges.get(name, "")
                item = Item(binding.key, sign, word, chosen=name == self._front)
                views.append((binding.action, item))
            else:
                keys.append(
                    Item(
                        binding.key,
                        sign,
                        binding.description,
                        kept=_rank(binding.id or binding.action),
                    )
                )
        order = {f"{VIEW_ACTION}'{name}')": at for at, name in enumerate(VIEW_NAMES)}
        views.sort(key=lambda each: order.get(each[0], 0))
        return [view for _, view in views], keys

    def on_click(self, event: events.Click) -> None:
        """Do what the key would do."""
        for start, end, key in self._places:
            if start <= event.x < end:
                self.post_message(self.Pressed(key))
                return


_LAST_TO_GO = (
    *("filter.enter", "filter.clear", "help", "list.open", "filter", "reader.next"),
    *("curate.pin", "brief.layout", "diff", "export", "reader.next_article", _PALETTE),
    *("curate.annotate", "quit"),
)


def _rank(name: str) -> int:
    """Return how early a key may go, by its binding's id or action: help stays longest."""
    return _LAST_TO_GO.index(name) if name in _LAST_TO_GO else len(_LAST_TO_GO)
