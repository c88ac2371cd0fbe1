"""Where a result goes: standard output, the file that was named, or a name in a folder.

What goes to standard output needs nothing of what is loaded in functions here (6 ms).
"""

from __future__ import annotations

import os

TYPE_CHECKING = False  # as typing has it, whose import would take 3 ms
if TYPE_CHECKING:
    from pathlib import Path

    from rkbrief.model import Analysis
    from rkbrief.run import Run

STDOUT = "-"
_LONGEST_STEM = 100
"""Bytes of UTF-8; with the date and the ending it stays below every system's limit."""


def find_target(run: Run, analysis: Analysis) -> Path | None:
    """Return the file to write, None for standard output; see :func:`place_target`."""
    return place_target(run.output, run.config.output, name_target(run, analysis))


def place_target(told: str | None, folder: str, name: str) -> Path | None:
    """Return the file to write, None for standard output.

    ``told`` is what -o names: a folder when it is one already, ends with a slash or has no
    ending (``out``), else a file. ``folder`` is taken when nothing is told; in a folder the
    file is called ``name``.
    """
    if told == STDOUT:
        return None
    from pathlib import Path

    if told is not None and not told.endswith(os.sep):
        place = Path(told)
        # Not by the methods of Path, which raise over a name that is too long.
        if not os.path.isdir(place) and (place.suffix or os.path.exists(place)):
            return place
    return Path(told or folder) / name


def name_target(run: Run, analysis: Analysis) -> str:
    """Name a result by its date, the corpus's title and what is not as by default.

    So a Japanese brief does not replace the English one.
    """
    from rkbrief.brief.writer import make_slug

    settings = run.config.brief
    title = analysis.title or next((a.title for a in analysis.articles if a.title), "")
    particular = [
        settings.template
        if settings.template != "standard" and not run.format.startswith("json")
        else "",
        settings.language if settings.language != "en" else "",
    ]
    ending = "".join(f"-{make_slug(part)}" for part in particular if part)
    stem = make_slug(title, longest=_LONGEST_STEM - len(ending.encode()))
    return f"{analysis.provenance.as_of.isoformat()}-{stem}{ending}.{run.format}"


def write_target(target: Path, data: bytes, form: str, *, force: bool) -> None:
    """Write ``data`` in the format ``form`` whole or not at all, never over a person's work.

    Raises:
        ConflictError: what is there is a person's, or locked.
        ExportError: the system refuses.
    """
    from rkbrief.brief.writer import inspect_brief, write_atomically

    inspect = inspect_export if form.startswith("json") else inspect_brief
    write_atomically(target, data, inspect=inspect, force=force)


def inspect_export(data: bytes) -> str | None:
    """Tell why a file may not be replaced by an export, None when it is an untouched one."""
    from rkbrief.brief.seal import is_export, is_intact_export

    if not is_export(data):
        return "rkbrief did not write it"
    return None if is_intact_export(data) else "it was edited since rkbrief wrote it"


def read_existing(target: Path | None) -> bytes:
    """Return what stands at the target, nothing when there is no such file."""
    return target.read_bytes() if target is not None and os.path.isfile(target) else b""
