"""The tables that the program reads its Japanese from: data, not code.

Every rule of a table that holds a pattern also holds ``match`` and ``no_match``: phrases that
it must and must not find. tests/test_lexicon.py tries them all.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

# Eight times as fast (0.03 s for all tables); for files that others write it is not safe enough.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def load_table(name: str) -> dict[str, Any]:
    """Return the table ``name`` (``modality`` reads modality.yaml), parsed once a process.

    The caller must not change what it gets. Raises FileNotFoundError for an unknown name.
    """
    text = Path(__file__).with_name(f"{name}.yaml").read_text("utf-8")
    table: dict[str, Any] = yaml.load(text, _Loader)  # noqa: S506 - a SafeLoader
    return table


@cache
def compile_rules(table: str, section: str) -> re.Pattern[str]:
    """Return the rules of a section of ``table`` as one pattern, which matches where any does."""
    return re.compile("|".join(f"(?:{rule['pattern']})" for rule in load_table(table)[section]))


@cache
def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of a table, once a process and not before somebody searches with it.

    Python takes 0.5 ms for a class of kanji, and most rules are never asked.
    """
    return re.compile(pattern)
