"""Several sources of settings, one above the other, key by key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar

import msgspec
from msgspec import Struct, field

from rkbrief.errors import ConfigError
from rkbrief.settings.reading import Reading
from rkbrief.settings.types import convert_text, find_type

Settings = TypeVar("Settings", bound=msgspec.Struct)
_MOST_PROBLEMS = 200


class Resolved(Struct, Generic[Settings], frozen=True, gc=False):
    """The settings that hold, and where each comes from.

    ``origins``: dotted key to ``file:line:column``, ``RKBRIEF_NAME`` or ``--name``; a key that
    is not in it has its default.
    """

    settings: Settings
    origins: Mapping[str, str] = field(default_factory=dict)


def read_texts(texts: Mapping[str, tuple[str, str]], kind: type[msgspec.Struct]) -> Reading:
    """Read values that come as text: dotted key to (origin, text)."""
    reading = Reading()
    for key, (origin, text) in texts.items():
        try:
            value = convert_text(text, find_type(kind, key))
        except ValueError as error:
            reading.problems.append(f"{origin}: {error}")
            continue
        *parents, leaf = key.split(".")
        table = reading.values
        for parent in parents:
            table = table.setdefault(parent, {})
        table[leaf] = value
        reading.places[key] = origin
    return reading


def resolve(readings: Sequence[Reading], kind: type[Settings]) -> Resolved[Settings]:
    """Lay ``readings`` over each other, the last on top, and over the defaults of ``kind``.

    Raises:
        ConfigError: any of them has a problem; the message lists all of them, a line each.
    """
    problems = [problem for reading in readings for problem in reading.problems]
    if problems:
        more = len(problems) - _MOST_PROBLEMS
        shown = problems[:_MOST_PROBLEMS] + ([f"and {more} more problems"] if more > 0 else [])
        raise ConfigError(*shown)
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for reading in readings:
        _lay_over(values, reading.values)
        origins.update(reading.places)
    try:
        return Resolved(msgspec.convert(values, kind), origins)
    except msgspec.ValidationError as error:  # a rule that only the struct itself knows
        raise ConfigError(str(error)) from error


def _lay_over(below: dict[str, Any], above: Mapping[str, Any]) -> None:
    """Put ``above`` over ``below``: tables are merged, anything else is replaced."""
    for key, value in above.items():
        if isinstance(value, dict) and isinstance(below.get(key), dict):
            _lay_over(below[key], value)
        else:
            below[key] = value
