"""The declared types of settings: reading one text by its type, and naming the type.

``no``, ``12:30`` and ``2024-06-19`` stay text where text is asked for; a number or a switch is
read only where one is.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from datetime import date

import msgspec
from msgspec import inspect

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEANS: Mapping[str, bool] = {
    **dict.fromkeys(("true", "yes", "on"), True),
    **dict.fromkeys(("false", "no", "off"), False),
}
_WHOLE_NUMBER = re.compile(r"[+-]?[0-9]{1,18}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST_QUOTE = 60


class Unfit(Exception):  # noqa: N818 - a reading that failed, to be put into words by the caller
    """A text is not of the type asked for."""


def convert_text(text: str, kind: inspect.Type) -> object:
    """Return ``text``, a value of the environment or the command line, as ``kind``.

    Raises:
        ValueError: it is none; the message says what was expected.
    """
    if isinstance(kind, inspect.BoolType):
        text = {"1": "true", "0": "false"}.get(text, text)  # as variables are often set
    try:
        return read_leaf(text, kind, plain=True)
    except Unfit:
        raise ValueError(f"expected {describe(kind)}, found {quote(text)}") from None


def is_nothing(text: str) -> bool:
    """Tell whether a plain scalar says that there is no value."""
    return text in _NOTHING


def find_type(kind: type[msgspec.Struct], key: str) -> inspect.Type:
    """Return the declared type of the dotted ``key`` of ``kind``. Raises KeyError."""
    found: inspect.Type = inspect.type_info(kind)
    for part in key.split("."):
        if not isinstance(found, inspect.StructType):
            raise KeyError(key)
        found = {f.encode_name: f.type for f in found.fields}[part]
    return found


def read_leaf(text: str, kind: inspect.Type, *, plain: bool) -> object:
    """Read a scalar by the type that is expected of it. Raises Unfit."""
    kind = _bare(kind)
    nothing = plain and is_nothing(text)
    if isinstance(kind, inspect.UnionType):
        if nothing and kind.includes_none:
            return None
        kind = _bare(next(t for t in kind.types if not isinstance(t, inspect.NoneType)))
    if isinstance(kind, inspect.StrType) and not nothing:
        return text
    if isinstance(kind, inspect.LiteralType) and text in kind.values:
        return text
    if isinstance(kind, inspect.BoolType) and plain and text.lower() in _BOOLEANS:
        return _BOOLEANS[text.lower()]
    if isinstance(kind, inspect.IntType) and plain and _WHOLE_NUMBER.fullmatch(text):
        number = int(text)
        if (kind.ge is None or number >= kind.ge) and (kind.le is None or number <= kind.le):
            return number
    if isinstance(kind, inspect.DateType) and _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise Unfit


def describe(kind: inspect.Type) -> str:
    """Say what a type asks for, in the words of somebody who writes the file."""
    kind = _bare(kind)
    if isinstance(kind, inspect.UnionType):
        return " or ".join(
            "nothing" if isinstance(t, inspect.NoneType) else describe(t)
            for t in sorted(kind.types, key=lambda t: isinstance(t, inspect.NoneType))
        )
    if isinstance(kind, inspect.LiteralType):
        return f"one of {', '.join(str(v) for v in kind.values)}"
    if isinstance(kind, inspect.IntType):
        return f"a whole number from {kind.ge} to {kind.le}"
    if isinstance(kind, inspect.VarTupleType):
        return "a list"
    if isinstance(kind, inspect.StructType):
        return f"keys ({', '.join(f.encode_name for f in kind.fields)})"
    names: dict[type[inspect.Type], str] = {
        inspect.StrType: "text",
        inspect.BoolType: "true or false",
        inspect.DateType: "a date (YYYY-MM-DD)",
        inspect.DictType: "keys with values",
    }
    return names[type(kind)]


def unfit_name(name: str, kind: inspect.Type) -> str | None:
    """Return what a key of the type ``kind`` should be, None when ``name`` is that."""
    bare = _bare(kind)
    pattern = bare.pattern if isinstance(bare, inspect.StrType) else None
    if pattern is None or re.search(pattern, name):
        return None
    extra = kind.extra if isinstance(kind, inspect.Metadata) else None
    return str((extra or {}).get("wanted", "another name"))


def _bare(kind: inspect.Type) -> inspect.Type:
    """Take the metadata off a type."""
    return kind.type if isinstance(kind, inspect.Metadata) else kind


def is_path(kind: inspect.Type) -> bool:
    """Tell whether a text names a place in the file system."""
    parts = kind.types if isinstance(kind, inspect.UnionType) else (kind,)
    return any(isinstance(p, inspect.Metadata) and (p.extra or {}).get("path") for p in parts)


def choices(kind: inspect.Type) -> list[str]:
    """Return the words that a type allows, none when it is not a choice."""
    parts = kind.types if isinstance(kind, inspect.UnionType) else (kind,)
    return [str(v) for p in parts if isinstance(p, inspect.LiteralType) for v in p.values]


def suggest(word: str, known: Iterable[str]) -> str:
    """Return ``; did you mean "..."?`` for a near miss, else nothing."""
    near = difflib.get_close_matches(word[:_LONGEST_QUOTE], list(known), n=1)
    return f'; did you mean "{near[0]}"?' if near else ""


def suggest_within(word: str, kind: inspect.StructType) -> str:
    """Return ``; did you mean "brief.language"?`` for a key that stands one level deeper.

    Where several have such a key all are named; nothing where none has.
    """
    within = [
        f'"{outer.encode_name}.{word}"'
        for outer in kind.fields
        if isinstance(outer.type, inspect.StructType)
        and any(inner.encode_name == word for inner in outer.type.fields)
    ]
    return f"; did you mean {' or '.join(within)}?" if within else ""


def quote(text: str) -> str:
    """Return a text for a message: on one line and short."""
    flat = " ".join(text.split())
    return (
        f'"{flat[:_LONGEST_QUOTE]}{"…" if len(flat) > _LONGEST_QUOTE else ""}"'
        if text
        else "nothing"
    )
