"""Every key of the dashboard as the bindings have it: for the help, the README and config.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from textual.app import App
from textual.binding import ActiveBinding, Binding
from textual.dom import DOMNode
from textual.keys import format_key

from rkbrief.tui.blocks import Block, Row, heading, row
from rkbrief.tui.cells import cell_width
from rkbrief.tui.lens import Lens
from rkbrief.tui.views.view import View, speak

_KEY_ROOM = 14
"""Cells that the keys of a line take at least, with a gap behind them."""
_PLACES = {
    "BlockList": "Lists",
    "ColumnList": "Lists",
    "ArticleView": "Article",
    "FilterField": "Filter",
}
"""Where the keys of a class hold that is neither the app nor a view."""


@dataclass(frozen=True, slots=True)
class KeyLine:
    """Keys that do one thing: where they hold, the keys, what they do, their name in the config."""

    scope: str
    keys: str
    description: str
    id: str


def list_active(active: Iterable[ActiveBinding]) -> list[KeyLine]:
    """Return the keys that hold, in the order of ``active``, several for one thing joined."""
    return _joined((_scope(type(found.node)), found.binding) for found in active)


def list_all(nodes: Iterable[type[DOMNode]]) -> list[KeyLine]:
    """Return the keys of whole classes, for what is written about them."""
    return _joined(
        (_scope(node), binding)
        for node in nodes
        for given in node.__dict__.get("BINDINGS", ())
        for binding in Binding.make_bindings([given])
    )


def is_told(binding: Binding) -> bool:
    """Tell whether a binding is worth naming; Textual's own for what is too wide are not."""
    sideways = not binding.id and binding.action.startswith(("scroll_", "page_"))
    return bool(binding.description) and not sideways


def _joined(found: Iterable[tuple[str, Binding]]) -> list[KeyLine]:
    """Join the keys that do the same in the same place."""
    lines: dict[tuple[str, str], KeyLine] = {}
    for scope, binding in found:
        if not is_told(binding):
            continue
        shown = binding.key_display or format_key(binding.key)
        known = lines.get((scope, binding.action))
        keys = f"{known.keys} {shown}" if known else shown
        lines[scope, binding.action] = KeyLine(scope, keys, binding.description, binding.id or "")
    return list(lines.values())


def _scope(node: type[DOMNode]) -> str:
    """Return the name of the place where a class's keys hold."""
    if issubclass(node, App):
        return "Everywhere"
    if issubclass(node, View):
        return node.NAME.title()
    return _PLACES.get(node.__name__, "Everywhere")


def key_blocks(lines: Iterable[KeyLine], lens: Lens) -> Iterator[Block]:
    """Yield the help: a heading a place, then a line a key."""
    groups: dict[str, list[KeyLine]] = {}
    for line in lines:
        groups.setdefault(line.scope, []).append(line)
    widest = max((cell_width(line.keys) for found in groups.values() for line in found), default=0)
    for scope, found in groups.items():
        yield heading(f"scope:{scope}", speak(scope, lens))
        for line in found:
            yield _key_block(line, max(_KEY_ROOM, widest + 2))


def _key_block(line: KeyLine, key_room: int) -> Block:
    """Make the line of one key; its name in the config stands at its end where there is room."""
    words = f"{line.keys} {line.description} {line.id}"

    def layout(width: int) -> list[Row]:
        gap = " " * max(1, key_room - cell_width(line.keys))
        used = key_room + cell_width(line.description)
        room = width - used - cell_width(line.id)
        name = (" " * room + line.id, "quiet") if room > 1 else ("", "")
        return [row((line.keys, "accent"), gap, line.description, name)]

    return Block(f"{line.scope}:{words}", layout, words=words)
