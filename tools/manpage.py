"""The man page of rkbrief, made of the command itself. ``python tools/manpage.py`` renews it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from rkbrief import __version__
from rkbrief.cli import command
from rkbrief.config import FLAGS

PAGE = Path(__file__).parent.parent / "docs" / "rkbrief.1"
_FILES = (
    ("./config.yaml", "The settings, unless \\-\\-config names another file."),
    ("$XDG_CONFIG_HOME/rkbrief/config.yaml", "The user's own settings, below those."),
    ("corpus.yaml", "Beside the articles: questions, glossary, notes on articles and outlets."),
    ("curation.yaml", "What the analyst pinned, dropped, corrected and wrote."),
    ("$XDG_CACHE_HOME/rkbrief", "Findings of earlier runs; may be deleted at any time."),
)
_EXAMPLES = (
    ("rkbrief --init desk", "Lay out a folder to start from."),
    ("rkbrief --export -o - articles", "Write a brief of a folder to standard output."),
    ("rkbrief --verify briefs/today.md articles", "Prove each citation of a brief."),
)


def man_page() -> str:
    """Return the page in the man macros of roff. It holds no date, so that it is reproducible."""
    about = re.sub(r"\s+", " ", command.help or "").strip()
    lines = [
        '.\\" Made by tools/manpage.py; edit the command instead.',
        f'.TH RKBRIEF 1 "" "rkbrief {__version__}" "User Commands"',
        ".SH NAME",
        "rkbrief \\- short, cited briefs from Japanese articles",
        ".SH SYNOPSIS",
        ".B rkbrief",
        "[\\fIOPTIONS\\fR] [\\fIPATH\\fR]...",
        ".SH DESCRIPTION",
        _escape(about),
        ".SH OPTIONS",
        *(line for option in _options() for line in _describe(option)),
        ".SH EXIT STATUS",
        *(line for code, sense in exit_codes() for line in (".TP", f".B {code}", _escape(sense))),
        ".SH ENVIRONMENT",
        "A variable beats the config files; an option beats the variable.",
        *_environment(),
        ".SH FILES",
        *(line for place, use in _FILES for line in (".TP", f".I {place}", use)),
        ".SH EXAMPLES",
        *(line for call, use in _EXAMPLES for line in (".TP", f".B {_escape(call)}", use)),
    ]
    return "\n".join(lines) + "\n"


def exit_codes() -> list[tuple[str, str]]:
    """Return the exit codes that the help names, in its order, each with its sense."""
    text = re.sub(r"\s+", " ", (command.epilog or "").replace("\b", "")).strip(" .")
    parts = text.removeprefix("Exit codes: ").split("; ")
    return [(match[1], match[2]) for p in parts if (match := re.match(r"([\d, ]+) (.+)", p))]


def _options() -> list[click.Option]:
    """Return the options in the order of the help."""
    return [parameter for parameter in command.params if isinstance(parameter, click.Option)]


def _describe(option: click.Option) -> list[str]:
    """Return the entry of one option: its names, what it takes, its help."""
    names = ", ".join(f"\\fB{_escape(name)}\\fR" for name in (*option.opts, *option.secondary_opts))
    taken = ""
    if not option.is_flag and isinstance(option.type, click.Choice):
        taken = " " + _escape("|".join(option.type.choices))
    elif not option.is_flag and option.metavar:
        taken = f" \\fI{_escape(option.metavar)}\\fR"
    return [".TP", names + taken, _escape(option.help or "")]


def _environment() -> list[str]:
    """Return the entries of the variables: one a setting, and those of other programs."""
    own = [("RKBRIEF_CONFIG", "The config file.")]
    own += [
        (f"RKBRIEF_{flag.upper().replace('-', '_')}", f"As \\-\\-{_escape(flag)}.")
        for flag in sorted(FLAGS)
    ]
    others = [
        ("SOURCE_DATE_EPOCH", "Seconds; the day of the brief where no \\-\\-as\\-of is given."),
        ("NO_COLOR", "A dashboard without colours."),
        ("VISUAL, EDITOR", "What opens an article from the dashboard."),
    ]
    return [line for name, use in (*own, *others) for line in (".TP", f".B {name}", use)]


def _escape(text: str) -> str:
    """Return text that roff prints as it stands."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    escaped = escaped.replace("○", "\\[ci]")
    return f"\\&{escaped}" if escaped[:1] in {".", "'"} else escaped


def main() -> int:
    """Write the page."""
    PAGE.write_text(man_page(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
