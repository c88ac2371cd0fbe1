"""The folder that ``rkbrief --init`` lays out; its files stand beside this one."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from rkbrief.errors import ConflictError, ExportError

FILES = ("config.yaml", "corpus.yaml", "articles/sample.md")


def lay_starter(folder: Path) -> tuple[Path, ...]:
    """Write the starting files below ``folder``, which may exist; return their paths.

    Raises:
        ConflictError: one of the files is there already; then none is written.
        ExportError: they cannot be written.
    """
    targets = [folder / name for name in FILES]
    for target in targets:
        if target.exists() or target.is_symlink():
            raise ConflictError(f"{target} is there already; nothing was written")
    try:
        for name, target in zip(FILES, targets, strict=True):
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as file:
                file.write(files("rkbrief.starter").joinpath(name).read_bytes())
    except OSError as error:
        raise ExportError(f"cannot write {target}: {error.strerror}") from error
    return tuple(targets)
