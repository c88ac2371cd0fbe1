"""A file in the editor of the person: an argument list, never a shell."""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Mapping
from pathlib import Path

_USUAL = ("sensible-editor", "vi", "nano")


def editor_command(file: Path, environ: Mapping[str, str] | None = None) -> list[str] | None:
    """Return the command that opens ``file``: $VISUAL, $EDITOR, or what is usual; None if none.

    The path is absolute, so that no name can pass for an option.
    """
    environ = os.environ if environ is None else environ
    for named in (environ.get("VISUAL"), environ.get("EDITOR")):
        try:
            words = shlex.split(named or "")
        except ValueError:  # an open quotation mark
            continue
        if words:
            return [*words, os.fspath(file.absolute())]
    found = next((shutil.which(name) for name in _USUAL if shutil.which(name)), None)
    return [found, os.fspath(file.absolute())] if found else None
