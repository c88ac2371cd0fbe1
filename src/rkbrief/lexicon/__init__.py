"""The tables that the program reads its Japanese from: data, not code.

Every rule of a table that holds a pattern also holds ``match`` and ``no_match``: phrases that
it must and must not find. tests/test_lexicon.py tries them all.

A table is written in YAML, which takes 40 ms to read, and read from ``parsed/``: the same as JSON
with the words that its patterns need, made by tools/lexicon.py. Where that was made of another
state of the table, the table is read as it is written.
"""

from __future__ import annotations

import json
import re
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from rkbrief.lexicon.sought import Sought, fold, leaves_case_open

_FOLDER = Path(__file__).parent
_LIST = re.compile(r"\{([a-z_]+)\}")
"""Stands in a pattern for any word of the list of that name in its table, or for that piece."""
_needs: dict[str, list[str]] = {}
"""The words that patterns of the tables need, as far as tables are loaded and words are known."""


@cache
def load_table(name: str) -> dict[str, Any]:
    """Return the table ``name`` (``modality`` reads modality.yaml), parsed once a process.

    The caller must not change what it gets. Raises FileNotFoundError for an unknown name.
    """
    source = (_FOLDER / f"{name}.yaml").read_bytes()
    try:
        parsed = json.loads((_FOLDER / "parsed" / f"{name}.json").read_bytes())
    except (OSError, ValueError):
        parsed = {}
    # A pattern needs its words wherever it stands, in another state of the table too.
    _needs.update(parsed.get("needs", {}))
    if parsed.get("digest") != digest_table(source):
        return parse_table(source)
    table: dict[str, Any] = parsed["table"]
    return table


def digest_table(source: bytes) -> str:
    """Return what tells the bytes of one table from those of another."""
    return blake2b(source, digest_size=16).hexdigest()


def parse_table(source: bytes) -> dict[str, Any]:
    """Return what the bytes of a table say; its patterns hold the words of lists they name.

    Raises KeyError where a pattern names no list of the table.
    """
    import yaml  # 0.02 s

    # Eight times as fast; for files that others write it is not safe enough.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    table: dict[str, Any] = yaml.load(source, loader)  # noqa: S506 - a SafeLoader
    filled: dict[str, Any] = _fill(table, table)
    return filled


def _fill(node: Any, lists: dict[str, Any]) -> Any:  # noqa: ANN401 - a table's nodes
    """Return ``node`` with the words of the lists that patterns in it name, longest first.

    What is named may be a piece of a pattern, too, which may itself name lists.
    """
    if isinstance(node, list):
        return [_fill(each, lists) for each in node]
    if not isinstance(node, dict):
        return node

    def spell(name: re.Match[str]) -> str:
        if isinstance(lists[name[1]], str):
            return _LIST.sub(spell, lists[name[1]])
        words = sorted(lists[name[1]], key=len, reverse=True)
        return f"(?:{'|'.join(map(re.escape, words))})"

    return {
        key: _LIST.sub(spell, value) if key == "pattern" else _fill(value, lists)
        for key, value in node.items()
    }


@cache
def compile_rules(table: str, section: str) -> Sought:
    """Return the rules of a section of ``table`` as one pattern, which matches where any does."""
    return compile_any(tuple(rule["pattern"] for rule in load_table(table)[section]))


@cache
def compile_any(patterns: tuple[str, ...]) -> Sought:
    """Return patterns of loaded tables as one, which matches where any does."""
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    each = [_needs.get(pattern, ()) for pattern in patterns]
    words = [word for needs in each for word in needs] if all(each) else []
    if leaves_case_open(joined):
        words = [fold(word) for word in words]
    return Sought(joined, tuple(dict.fromkeys(words)))


@cache
def compile_pattern(pattern: str) -> Sought:
    """Return a pattern of a loaded table, once a process; see :class:`Sought`."""
    return Sought(pattern, _needs.get(pattern, ()))
