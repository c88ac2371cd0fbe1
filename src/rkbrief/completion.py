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


ASKED = "_RKBRIEF_COMPLETE"
"""What is set in the environment where a shell asks."""


def teach_shells() -> None:
    """Have ``--format=j`` completed in every shell: click does so in none of the three.

    Bash parts the words at ``=``; zsh would put the value in place of the whole word, and fish
    takes what begins with the whole word only.
    """
    from click.shell_completion import (
        BashComplete,
        CompletionItem,
        FishComplete,
        ZshComplete,
        add_completion_class,
    )

    class Bash(BashComplete):
        def get_completion_args(self) -> tuple[list[str], str]:
            args, begun = super().get_completion_args()
            return args[:-1] if args[-1:] == ["="] else args, begun

    class Zsh(ZshComplete):
        source_template = ZshComplete.source_template.replace(
            "_path_files -f", "compset -P '--*='; _path_files -f"
        )

        def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
            option, _ = _part(incomplete)
            found = super().get_completions(args, incomplete)
            return [
                item if item.type == "file" else CompletionItem(option + item.value, help=item.help)
                for item in found
            ]

    class Fish(FishComplete):
        def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
            option, begun = _part(incomplete)
            found = super().get_completions(args, incomplete)
            if not option:
                return found
            values = [_list_files(begun) if item.type == "file" else [item.value] for item in found]
            return [CompletionItem(option + value) for each in values for value in each]

    for kind in (Bash, Zsh, Fish):
        add_completion_class(kind)


def _part(incomplete: str) -> tuple[str, str]:
    """Part ``--format=j`` into ``--format=`` and ``j``; the first is ``""`` for any other word."""
    option, equals, begun = incomplete.partition("=")
    return (option + equals, begun) if equals and option.startswith("--") else ("", incomplete)


def _list_files(begun: str) -> list[str]:
    """Return the files and folders whose path begins like ``begun``; folders end with a slash."""
    folder, slash, name = begun.rpartition("/")
    place = Path(f"{folder}{slash}" or ".").expanduser()
    try:
        entries = sorted(place.iterdir())
    except OSError:
        return []
    return [
        f"{folder}{slash}{entry.name}{'/' if entry.is_dir() else ''}"
        for entry in entries
        if entry.name.startswith(name) and (name or not entry.name.startswith("."))
    ]


def print_completion(shell: str, command: click.Command) -> int:
    """Print the script that completes rkbrief in ``shell``; return the exit code."""
    from click.shell_completion import get_completion_class

    teach_shells()
    kind = get_completion_class(shell)
    if kind is None:  # pragma: no cover - click knows the three shells that are offered
        raise ConfigError(f"no completion for {shell}")
    write_stdout((kind(command, {}, "rkbrief", ASKED).source() + "\n").encode())
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
