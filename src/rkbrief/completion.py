"""What a shell is told to complete: options, files, and the names that the config gives.

Loaded with the command line, so whatever is heavy is loaded where it is asked for.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rkbrief.errors import ConfigError, RkbriefError
from rkbrief.talk import write_stdout

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def print_completion(shell: str, command: click.Command) -> int:
    """Print the script that completes rkbrief in ``shell``; return the exit code."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is None:  # pragma: no cover - click knows the three shells that are offered
        raise ConfigError(f"no completion for {shell}")
    write_stdout((kind(command, {}, "rkbrief", "_RKBRIEF_COMPLETE").source() + "\n").encode())
    return 0


def complete_file(
    _context: click.Context, _parameter: click.Parameter, begun: str
) -> list[CompletionItem]:
    """Have the shell complete a file or folder; click would offer nothing for a text."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(begun, type="file")]


def complete_name(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """Complete the name of a set of sections or of a corpus, the config's own included."""
    from rkbrief.brief.sections import SETS
    from rkbrief.config import resolve_config

    told = context.params.get("config")
    try:
        config = resolve_config(Path(told) if told else None, choose_corpus=False).settings
    except RkbriefError:
        return []  # whoever runs the command is told
    known = {"template": [*SETS, *config.brief.templates], "corpus_name": [*config.corpora]}
    return [name for name in known[parameter.name or ""] if name.startswith(begun)]
