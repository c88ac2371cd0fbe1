"""What a person may choose of the dashboard in config.yaml: a theme, and keys by name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from textual.dom import DOMNode
from textual.keys import Keys, format_key
from textual.theme import BUILTIN_THEMES

from rkbrief.errors import ConfigError
from rkbrief.settings.types import suggest
from rkbrief.tui.app import Dashboard
from rkbrief.tui.block_list import BlockList
from rkbrief.tui.filtering import FilterField
from rkbrief.tui.keys import KeyLine, list_all
from rkbrief.tui.themes import OWN

_KEY = re.compile(r"(?:(?:ctrl|shift|alt|super|meta|hyper)\+)*(?P<name>.|[a-z][a-z0-9_]*)")
_NAMED = frozenset(key.value for key in Keys) | {"space", "comma", "plus", "minus", "slash"}


def key_lines() -> list[KeyLine]:
    """Return every key of the dashboard with its name in the config."""
    from rkbrief.tui.article_view import ArticleView  # loaded after the first paint
    from rkbrief.tui.columns import ColumnList
    from rkbrief.tui.views.every import VIEWS

    own = [kind for kind in Dashboard.__mro__ if kind.__module__.startswith("rkbrief.")]
    nodes: Sequence[type[DOMNode]] = [*own, FilterField, BlockList, ColumnList, ArticleView, *VIEWS]
    return list_all(nodes)


def check_choices(theme: str | None, keymap: Mapping[str, str], origins: Mapping[str, str]) -> None:
    """Tell every choice that is none; ``origins`` say where a setting comes from.

    Raises:
        ConfigError: with a line for each.
    """
    problems = []
    themes = (*OWN, *BUILTIN_THEMES)
    if theme is not None and theme not in themes:
        where = _where("dashboard.theme", origins)
        problems.append(f'{where}: no theme "{theme}"; there are {", ".join(themes)}')
    known: dict[str, str] = {}
    for line in key_lines() if keymap else ():
        known.setdefault(line.id, line.scope)  # one name in two places: the wider comes first
    taken: dict[tuple[str, str], str] = {}
    for name, keys in keymap.items():
        where = _where(f"dashboard.keys.{name}", origins)
        if name not in known:
            problems.append(f'{where}: no key is named "{name}"{suggest(name, known)}')
        for key in keys.split(","):
            if not _is_key(key):
                problems.append(f'{where}: "{key}" is no key; write x, ctrl+x, f2, space or comma')
            elif (other := taken.setdefault((key, known.get(name, name)), name)) != name:
                problems.append(f'{where}: "{key}" is given to {other} already')
            elif holder := _holder(key, name, keymap):
                problems.append(f'{where}: "{key}" is the key of {holder}; give that one another')
    if problems:
        raise ConfigError(*problems)


def _holder(key: str, name: str, keymap: Mapping[str, str]) -> str | None:
    """Return what ``key`` does where ``name`` holds, by its own default, None for nothing else."""
    lines = key_lines()
    scopes = {line.scope for line in lines if line.id == name}
    if any(line.id == name and format_key(key) in line.keys.split() for line in lines):
        return None
    return next(
        (
            line.id
            for line in lines
            if line.scope in scopes and line.id not in {name, *keymap}
            if format_key(key) in line.keys.split()
        ),
        None,
    )


def _is_key(key: str) -> bool:
    """Tell whether ``key`` is one character or a key with a name, held with others or alone."""
    match = _KEY.fullmatch(key)
    return match is not None and (len(match["name"]) == 1 or match["name"] in _NAMED)


def _where(key: str, origins: Mapping[str, str]) -> str:
    """Return the origin of a setting and its name."""
    origin = origins.get(key) or origins.get(key.rpartition(".")[0])
    return f"{origin}: {key}" if origin else key
