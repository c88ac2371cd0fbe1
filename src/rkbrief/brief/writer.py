"""Briefs onto disk: whole or not at all, and never over a person's work.

A file is written beside its target and put in place by a link (a new file) or a rename (one
of ours), under a lock on the folder. What rkbrief did not write, or somebody has edited
since, stays; ``force`` keeps it as a backup.
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import stat
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rkbrief.brief.seal import is_intact, is_sealed
from rkbrief.errors import ConflictError, ExportError
from rkbrief.safe_text import show

TYPE_CHECKING = False  # as typing has it, whose import would take 3 ms
if TYPE_CHECKING:
    from datetime import date

_LONGEST_NAME = 120
"""Bytes of UTF-8 in a file name; every file system in use takes 143 or more."""

_TEMP = ".rkbrief-{}.tmp"
_TEMP_NAME = r"\.rkbrief-[0-9a-f]{16}\.tmp"
_LOCK_SECONDS = 5.0
_LOCK_STEP = 0.02
_DEVICE_NAMES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{n}{i}" for n in ("com", "lpt") for i in range(10))}
)
_KEPT = r"[a-z0-9\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff々]+"
_MOST_BACKUPS = 999
_NO_HARD_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK})
"""What a file system without hard links answers to a link."""

Inspect = Callable[[bytes], str | None]
"""Looks at a file that stands at the target: None when it may be replaced, else the reason."""


def make_slug(title: str, *, longest: int = 80) -> str:
    """Return the part of a file name that tells a title: letters, kana, kanji, digits, ``-``.

    ``longest`` is in bytes of UTF-8; a name ends at a whole character. Never empty.
    """
    folded = unicodedata.normalize("NFKC", title[:500]).lower()
    slug = "-".join(re.findall(_KEPT, folded))
    slug = slug.encode()[:longest].decode(errors="ignore").strip("-")
    return slug if slug and slug not in _DEVICE_NAMES else f"brief-{slug}".rstrip("-")


def write_brief(
    text: str,
    *,
    directory: Path | None,
    target: Path | None,
    title: str,
    as_of: date,
    force: bool = False,
) -> Path:
    """Write a brief to ``target``, or into ``directory`` under a name of date and title.

    Returns the path written. The same brief again changes nothing.

    Raises:
        ConflictError: the target is a person's, was edited, or is locked.
        ExportError: it cannot be written.
    """
    if target is None:
        start = f"{as_of.isoformat()}-"
        room = _LONGEST_NAME - len(start) - len(".md")
        target = (directory or Path()) / f"{start}{make_slug(title, longest=room)}.md"
    write_atomically(target, text.encode(errors="replace"), force=force)
    return target


def inspect_brief(data: bytes) -> str | None:
    """Tell why a file may not be replaced by a brief, None when it is an untouched one."""
    text = data.decode(errors="surrogateescape")
    if not is_sealed(text):
        return "rkbrief did not write it"
    return None if is_intact(text) else "it was edited since rkbrief wrote it"


def write_atomically(
    target: Path, data: bytes, *, inspect: Inspect = inspect_brief, force: bool = False
) -> None:
    """Write ``data`` to ``target`` so that at any time the old or the new file stands whole.

    Missing folders are made. ``force`` keeps what may not be replaced as ``NAME~1``.

    Raises:
        ConflictError: ``inspect`` objects, the target is a symbolic link, or it is locked.
        ExportError: the system refuses.
    """
    name = target.name
    if name in {"", ".."} or "\0" in str(target):
        raise ExportError(f"cannot write to {_name(target)}: not a file name")
    try:
        if _is_device(target):
            _write_through(target, data)
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        with _locked(target.parent) as folder:
            _sweep(folder)
            _place(folder, name, data, inspect, force=force)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ExportError(f"cannot write {_name(target)}: {reason}") from error


def _name(path: Path | str) -> str:
    """Return a path as a message may show it."""
    return show(str(path), one_line=True)


def _is_device(target: Path) -> bool:
    """Tell whether a target is a device or a pipe, which takes bytes as they come."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return False
    return stat.S_ISCHR(mode) or stat.S_ISFIFO(mode)


def _write_through(target: Path, data: bytes) -> None:
    """Write to a device or a pipe."""
    with target.open("wb") as stream:
        stream.write(data)


@contextmanager
def _locked(directory: Path) -> Iterator[int]:
    """Hold the lock on a folder and yield its descriptor; the lock dies with the process."""
    folder = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        deadline = time.monotonic() + _LOCK_SECONDS
        while True:
            try:
                fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise ConflictError(
                        f"{_name(directory)} is locked by another rkbrief"
                    ) from None
                time.sleep(_LOCK_STEP)
        yield folder
    finally:
        with suppress(OSError):  # what was written is on the disk; it must not stay locked
            fcntl.flock(folder, fcntl.LOCK_UN)
        with suppress(OSError):
            os.close(folder)


def _sweep(folder: int) -> None:
    """Remove what a writer that was killed left behind; the lock proves that none is alive."""
    for name in os.listdir(folder):
        if re.fullmatch(_TEMP_NAME, name):
            with suppress(OSError):
                os.unlink(name, dir_fd=folder)


def _place(folder: int, name: str, data: bytes, inspect: Inspect, *, force: bool) -> None:
    """Put ``data`` in place of ``name`` in an open folder that is locked."""
    there = _read(folder, name)
    if there == data:
        return
    objection = inspect(there) if there is not None else None
    if objection and not force:
        raise ConflictError(f"{_name(name)} is kept as it is: {objection}")
    with _temporary(folder, data) as temp:
        if there is not None and objection:
            _back_up(folder, name, there)
        if there is None:
            _link(folder, temp, name)
        else:
            os.rename(temp, name, src_dir_fd=folder, dst_dir_fd=folder)
        os.fsync(folder)


@contextmanager
def _temporary(folder: int, data: bytes) -> Iterator[str]:
    """Write ``data`` whole to the disk and yield its name, which does not outlive the block."""
    temp = _TEMP.format(os.urandom(8).hex())
    try:
        _write_new(folder, temp, data)
        yield temp
    finally:
        with suppress(OSError):
            os.unlink(temp, dir_fd=folder)


def _read(folder: int, name: str) -> bytes | None:
    """Return what stands at the target, None when nothing does.

    Raises:
        ConflictError: it is no regular file, or a symbolic link, which is not followed.
    """
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
    try:
        descriptor = os.open(name, flags, dir_fd=folder)
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno in {errno.ELOOP, errno.EMLINK}:
            raise ConflictError(f"{_name(name)} is a symbolic link: not followed") from None
        raise
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise ConflictError(f"{_name(name)} is no regular file")
        with os.fdopen(descriptor, "rb", closefd=False) as stream:
            return stream.read()
    finally:
        os.close(descriptor)


def _write_new(folder: int, name: str, data: bytes) -> None:
    """Write a new file to the disk, readable as the umask says only when it is whole."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL  # which follows no link either
    descriptor = os.open(name, flags, 0o600, dir_fd=folder)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]
        mask = os.umask(0)
        os.umask(mask)
        os.fchmod(descriptor, 0o666 & ~mask)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _link(folder: int, temp: str, name: str) -> None:
    """Put a new file in place, failing if somebody else put one there meanwhile."""
    try:
        _hard_link(folder, temp, name)
    except FileExistsError:
        raise ConflictError(f"{_name(name)} was written by somebody else just now") from None
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        # The lock has to do.
        os.rename(temp, name, src_dir_fd=folder, dst_dir_fd=folder)


def _back_up(folder: int, name: str, there: bytes) -> None:
    """Keep ``there``, what stands at the target, under the next free ``NAME~1.md``.

    One that holds it already will do: a write that failed may have come as far as that.
    """
    stem, dot, ending = name.rpartition(".")
    if not stem:
        stem, dot, ending = name, "", ""
    for number in range(1, _MOST_BACKUPS + 1):
        backup = f"{stem}~{number}{dot}{ending}"
        try:
            _keep(folder, name, backup, there)
        except FileExistsError:
            if not _holds(folder, backup, there):
                continue
        return
    raise ConflictError(f"{_name(name)} has too many backups")


def _holds(folder: int, name: str, data: bytes) -> bool:
    """Tell whether a file holds ``data`` and nothing else."""
    try:
        return _read(folder, name) == data
    except (ConflictError, OSError):
        return False


def _keep(folder: int, name: str, backup: str, there: bytes) -> None:
    """Let a file stand under a second name too: as itself, else as a copy of its bytes.

    Raises:
        FileExistsError: the second name is taken.
    """
    try:
        _hard_link(folder, name, backup)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        # The lock has to do.
        if backup in os.listdir(folder):
            raise FileExistsError from None
        with _temporary(folder, there) as temp:
            os.rename(temp, backup, src_dir_fd=folder, dst_dir_fd=folder)


def _hard_link(folder: int, name: str, other: str) -> None:
    """Give a file of an open folder a second name; it must be free."""
    os.link(name, other, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=False)
