"""The folder that ``rkbrief --init`` lays out; its files stand beside this one."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path

from rkbrief.errors import ConflictError, ExportError

FILES = ("config.yaml", "corpus.yaml", "articles/sample.md")


def lay_starter(folder: Path) -> tuple[Path, ...]:
    """Write the starting files below ``folder``, which may exist; return their paths.

    Raises:
        ConflictError: one of the files is there already; then none is written.
        ExportError: one of them cannot be written; then none is left.
    """
    if os.path.exists(folder) and not os.path.isdir(folder):  # noqa: PTH110, PTH112 - never raise
        raise ExportError(f"{folder} is a file; name a folder that is new or empty")
    targets = [folder / name for name in FILES]
    for target in targets:
        if os.path.lexists(target):  # which, unlike exists(), bears a name that is too long
            raise ConflictError(f"{target} is there already; nothing was written")
    written = []
    try:
        for name, target in zip(FILES, targets, strict=True):
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as file:
                written.append(target)
                file.write(files("rkbrief.starter").joinpath(name).read_bytes())
    except OSError as error:
        for each in written:
            each.unlink(missing_ok=True)
        raise ExportError(f"cannot write {target}: {error.strerror}") from error
    return tuple(targets)
