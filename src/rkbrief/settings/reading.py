"""A settings file against the struct that declares it: every problem at once.

The text of a node is read by the type that is expected of it, so ``no``, ``12:30`` and
``2024-06-19`` stay text where text is asked for. Positions are kept for messages and for
``--show-config``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import yaml
from msgspec import Struct, field, inspect

from rkbrief.errors import ConfigError
from rkbrief.settings.nodes import compose
from rkbrief.settings.types import (
    Unfit,
    choices,
    describe,
    is_nothing,
    is_path,
    quote,
    read_leaf,
    suggest,
    suggest_within,
    unfit_name,
)

_LONGEST_KEY = 120


class Reading(Struct):
    """What one source of settings says.

    ``values`` are plain data, nested like the struct. ``places`` gives the origin of each
    leaf by its dotted key. ``problems`` are ready lines, ``file:line:column: key: what``.
    """

    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read_settings(
    data: bytes,
    kind: type[msgspec.Struct],
    *,
    name: str,
    locate: Callable[[str], str] = str,
) -> Reading:
    """Read the YAML of ``data`` as what ``kind`` declares.

    ``locate`` turns a path as written into one that can be opened from here; it raises
    ValueError with the reason when the file may not name such a place. Data that are not YAML
    at all give one problem, because nothing more can be told of them.
    """
    reading = Reading()
    try:
        node = compose(data, name)
    except ConfigError as error:
        reading.problems.append(str(error))
        return reading
    if node is not None:
        conversion = _Conversion(reading, name, locate)
        reading.values = conversion.convert(node, inspect.type_info(kind), "")
        reading.problems = [line for _, line in sorted(conversion.problems)]
    return reading


class _Conversion(Struct):
    """One pass over the nodes of one file."""

    reading: Reading
    name: str
    locate: Callable[[str], str]
    problems: list[tuple[tuple[int, int], str]] = field(default_factory=list)

    def convert(self, node: yaml.Node, kind: inspect.Type, key: str) -> Any:  # noqa: ANN401 - plain data
        """Return the plain data of ``node``; what is wrong with it becomes a problem."""
        if isinstance(kind, inspect.StructType):
            return self._convert_struct(node, kind, key)
        if isinstance(kind, inspect.DictType):
            return self._convert_table(node, kind, key)
        if isinstance(kind, inspect.VarTupleType):
            return self._convert_list(node, kind, key)
        return self._convert_leaf(node, kind, key)

    def _convert_leaf(self, node: yaml.Node, kind: inspect.Type, key: str) -> object:
        """Convert a scalar by the type that is expected of it."""
        if not isinstance(node, yaml.ScalarNode):
            self._complain(node, key, f"expected {describe(kind)}, found {_name(node)}")
            return None
        try:
            value = read_leaf(node.value, kind, plain=node.style is None)
            if is_path(kind) and isinstance(value, str):
                value = self.locate(value)
        except Unfit:
            found = f"expected {describe(kind)}, found {quote(node.value)}"
            self._complain(node, key, found + suggest(node.value, choices(kind)))
            return None
        except ValueError as error:
            self._complain(node, key, str(error))
            return None
        self.reading.places[key] = self._place(node)
        return value

    def _convert_struct(
        self, node: yaml.Node, kind: inspect.StructType, key: str
    ) -> dict[str, Any]:
        """Convert a mapping whose keys are known; an empty one has an origin too."""
        known = {f.encode_name: f for f in kind.fields}
        values: dict[str, Any] = {}
        for name, key_node, value_node in self._entries(node, kind, key):
            if name in known:
                values[name] = self.convert(value_node, known[name].type, _join(key, name))
            else:
                meant = suggest_within(name, kind) or suggest(name, known)
                self._complain(key_node, _join(key, name), "unknown key" + meant)
        for name, declared in known.items():
            if declared.required and name not in values:
                wanted = describe(declared.type)
                self._complain(node, _join(key, name), f"missing; expected {wanted}")
        if key and not values:
            self.reading.places[key] = self._place(node)
        return values

    def _convert_table(self, node: yaml.Node, kind: inspect.DictType, key: str) -> dict[str, Any]:
        """Convert a mapping whose keys are the user's; an empty one has an origin too."""
        table = {}
        for name, key_node, value_node in self._entries(node, kind, key):
            if wanted := unfit_name(name, kind.key_type):
                self._complain(key_node, key, f"expected {wanted}, found {quote(name)}")
            else:
                table[name] = self.convert(value_node, kind.value_type, _join(key, name))
        if not table:
            self.reading.places[key] = self._place(node)
        return table

    def _convert_list(
        self, node: yaml.Node, kind: inspect.VarTupleType, key: str
    ) -> tuple[Any, ...]:
        """Convert a list; its origin is the list's as a whole."""
        if not isinstance(node, yaml.SequenceNode):
            found = quote(node.value) if isinstance(node, yaml.ScalarNode) else _name(node)
            hint = (
                f"; write [{node.value}]"
                if isinstance(node, yaml.ScalarNode) and found.strip('"') == node.value
                else ""
            )
            self._complain(node, key, f"expected {describe(kind)}, found {found}{hint}")
            return ()
        items = [
            self.convert(item, kind.item_type, f"{key}[{index}]")
            for index, item in enumerate(node.value)
        ]
        self.reading.places[key] = self._place(node)
        return tuple(items)

    def _entries(
        self, node: yaml.Node, kind: inspect.Type, key: str
    ) -> list[tuple[str, yaml.Node, yaml.Node]]:
        """Return (name, key node, value node) of a mapping, each name once."""
        if isinstance(node, yaml.ScalarNode) and node.style is None and is_nothing(node.value):
            return []
        if not isinstance(node, yaml.MappingNode):
            found = quote(node.value) if isinstance(node, yaml.ScalarNode) else _name(node)
            self._complain(node, key, f"expected {describe(kind)}, found {found}")
            return []
        entries: dict[str, tuple[str, yaml.Node, yaml.Node]] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._complain(key_node, key, f"expected a word as key, found {_name(key_node)}")
            elif (name := key_node.value) in entries:
                first = entries[name][1].start_mark.line + 1
                self._complain(key_node, _join(key, name), f"set twice, first on line {first}")
            else:
                entries[name] = (name, key_node, value_node)
        return list(entries.values())

    def _place(self, node: yaml.Node) -> str:
        """Return ``file:line:column`` of a node."""
        return f"{self.name}:{node.start_mark.line + 1}:{node.start_mark.column + 1}"

    def _complain(self, node: yaml.Node, key: str, what: str) -> None:
        """Note a problem."""
        if len(key) > _LONGEST_KEY:
            key = f"{key[:_LONGEST_KEY]}…"
        line = f"{self._place(node)}: {key}: {what}" if key else f"{self._place(node)}: {what}"
        self.problems.append(((node.start_mark.line, node.start_mark.column), line))


def _join(key: str, name: str) -> str:
    """Return the dotted key of ``name`` below ``key``."""
    return f"{key}.{name}" if key else name


def _name(node: yaml.Node) -> str:
    """Name the shape of a node."""
    return "a list" if isinstance(node, yaml.SequenceNode) else "keys with values"
