"""Which files are articles, read once and safely.

Nothing but a regular file is ever read: each is opened without blocking and without following
a link, and looked at again through its descriptor, so that a FIFO, a device or a file swapped
in between cannot hang or mislead the program.

Loaded before an export is written again from memory, so without dataclasses (6 ms), pathlib
and typing (3 ms each).
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator

from rkbrief.corpus.suffixes import OTHER_SUFFIXES, SUFFIXES

TYPE_CHECKING = False  # as typing has it, whose import would take 3 ms
if TYPE_CHECKING:
    from pathlib import Path

    from rkbrief.model import Skipped

MAX_BYTES = 5 * 1024 * 1024
"""The largest file that is read, in bytes, unless the configuration says otherwise."""

_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_NOT_ARTICLES = frozenset({"readme"})  # by the name without its ending, in small letters


class SourceFile:
    r"""One file as read.

    ``path`` is below the corpus, with ``/``, undecodable bytes of the name as ``\xff``.
    """

    __slots__ = ("_sha256", "data", "path")

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.data = data
        self._sha256 = ""

    @property
    def sha256(self) -> str:
        """The SHA-256 of ``data``, in hexadecimal."""
        if not self._sha256:
            from hashlib import sha256  # with OpenSSL, 3 ms

            self._sha256 = sha256(self.data).hexdigest()
        return self._sha256


class _Unreadable(Exception):  # noqa: N818 - never leaves this module
    """Why a file was not read, as one phrase."""


class _Search:
    """What is known while the folders are walked."""

    def __init__(self, follow_symlinks: bool, max_bytes: int) -> None:
        self.follow_symlinks = follow_symlinks
        self.max_bytes = max_bytes
        self.sources: list[SourceFile] = []
        self.skipped: list[tuple[str, str]] = []  # (path, reason)
        self.seen: set[str] = set()  # real paths of what was read or walked


def find_sources(
    paths: Iterable[str | Path], *, follow_symlinks: bool = False, max_bytes: int = MAX_BYTES
) -> tuple[tuple[SourceFile, ...], tuple[Skipped, ...]]:
    """Read every article under ``paths`` (files and folders), sorted by path.

    A file named outright is read whatever its name; in a folder only the endings of
    :data:`~rkbrief.corpus.suffixes.SUFFIXES` count, hidden files and README are passed over.
    Links are followed only with ``follow_symlinks``, and then only inside the folder that
    was named. What cannot be read is told in the second tuple, never raised.
    """
    search = _Search(follow_symlinks, max_bytes)
    for number, given in enumerate(dict.fromkeys(os.fspath(path) for path in paths)):
        _add_path(search, given, number)
    sources = sorted(search.sources, key=lambda source: source.path)
    return tuple(sources), _tell_skipped(search)


def _tell_skipped(search: _Search) -> tuple[Skipped, ...]:
    if not search.skipped:
        return ()
    from rkbrief.model import Skipped  # 10 ms that a run without them does without

    return tuple(Skipped(path, reason) for path, reason in sorted(search.skipped))


def _add_path(search: _Search, given: str, number: int) -> None:
    root = os.path.realpath(given)
    shown = safe_name(os.path.basename(os.path.normpath(given)) or given)
    if os.path.isdir(root):
        taken = {source.path for source in search.sources}
        for absolute, below in _walk(search, root):
            path = safe_name(below.replace(os.sep, "/"))
            _add_file(search, absolute, f"{shown}/{path}" if number and path in taken else path)
    elif not os.path.lexists(root):
        search.skipped.append((safe_name(given), "no such file or folder"))
    else:
        _add_file(search, root, shown)


def _walk(search: _Search, root: str) -> Iterator[tuple[str, str]]:
    """Yield (real path, path below root) of every candidate file, without recursion."""
    folders = [(root, "")]
    while folders:
        folder, below = folders.pop()
        if folder in search.seen:
            continue
        search.seen.add(folder)
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            search.skipped.append((safe_name(below or folder), _phrase(error)))
            continue
        names = {entry.name for entry in entries}
        for entry in entries:
            if entry.name.startswith(".") or belongs_to_page(entry.name, names):
                continue
            path = os.path.join(below, entry.name)
            real = _real_path(search, entry, root, path)
            if real is None:
                continue
            if os.path.isdir(real):
                _queue_folder(search, folders, real, path)
            elif _is_candidate(search, path):
                yield real, path


def belongs_to_page(name: str, names: set[str]) -> bool:
    """Tell the folder that a browser lays beside a page it saved: its pictures and frames."""
    stem = name.removesuffix("_files")
    return stem != name and not names.isdisjoint({f"{stem}.html", f"{stem}.htm"})


def _queue_folder(search: _Search, folders: list[tuple[str, str]], real: str, path: str) -> None:
    suffix = os.path.splitext(path)[1].lower()
    if suffix and suffix in SUFFIXES:
        search.skipped.append((safe_name(path), "a folder named like an article"))
    elif real in search.seen:
        search.skipped.append((safe_name(path), "a link to a folder that is read already"))
    else:
        folders.append((real, path))


def _real_path(search: _Search, entry: os.DirEntry[str], root: str, below: str) -> str | None:
    """Return where the entry really is, None for a link that is not followed."""
    if not entry.is_symlink():
        return entry.path
    if not (search.follow_symlinks or is_wanted(below) or os.path.isdir(entry.path)):
        return None
    try:
        real = os.path.realpath(entry.path)
    except OSError:  # it went meanwhile, or is one of those in /proc that lead nowhere
        real = ""
    reason = None
    if not search.follow_symlinks:
        reason = "a symbolic link"
    elif not real:
        reason = "a symbolic link to nothing"
    elif os.path.commonpath([root, real]) != root:
        reason = "a symbolic link to outside the corpus"
    elif not os.path.exists(real):
        reason = "a symbolic link to nothing"
    if reason is None:
        return real
    search.skipped.append((safe_name(below), reason))
    return None


def is_wanted(path: str) -> bool:
    """Tell a file in a folder or an archive that is read, by its name."""
    stem, suffix = os.path.splitext(os.path.basename(path))
    return suffix.lower() in SUFFIXES and stem.lower() not in _NOT_ARTICLES


def _is_candidate(search: _Search, path: str) -> bool:
    suffix = os.path.splitext(path)[1].lower()
    if suffix in OTHER_SUFFIXES:
        search.skipped.append((safe_name(path), OTHER_SUFFIXES[suffix]))
    return is_wanted(path)


def _add_file(search: _Search, absolute: str, path: str) -> None:
    if absolute in search.seen:
        return
    search.seen.add(absolute)
    try:
        data = _read_regular(absolute, search.max_bytes)
    except _Unreadable as error:
        search.skipped.append((path, str(error)))
        return
    search.sources.append(SourceFile(path, data))


def _read_regular(path: str, max_bytes: int) -> bytes:
    """Return the bytes of a regular file that did not change while it was read."""
    try:
        descriptor = os.open(path, _OPEN_FLAGS)
    except (OSError, ValueError) as error:
        raise _Unreadable(_phrase(error)) from error
    try:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            raise _Unreadable("not a regular file")
        if before.st_size > max_bytes:
            raise _Unreadable(say_too_large(max_bytes))
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            data: bytes | None = file.read(max_bytes + 1)
        after = os.fstat(descriptor)
    except OSError as error:
        raise _Unreadable(_phrase(error)) from error
    finally:
        os.close(descriptor)
    if data is None:  # one of those in /proc that have nothing to give yet
        raise _Unreadable("cannot be read")
    if len(data) > max_bytes:
        raise _Unreadable(say_too_large(max_bytes))
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise _Unreadable("changed while it was read")
    return data


def say_too_large(max_bytes: int) -> str:
    """Return the reason for which a file of more than ``max_bytes`` is skipped."""
    size = f"{max_bytes >> 20} MiB" if max_bytes % (1 << 20) == 0 else f"{max_bytes} bytes"
    return f"larger than {size}"


def _phrase(error: Exception) -> str:
    if isinstance(error, PermissionError):
        return "permission denied"
    if isinstance(error, FileNotFoundError):
        return "gone before it was read"
    if isinstance(error, OSError) and error.errno == errno.ENXIO:  # a socket
        return "not a regular file"
    return (getattr(error, "strerror", None) or "cannot be read").lower()


def safe_name(name: str) -> str:
    r"""Return a file name that can be encoded: undecodable bytes become ``\xff`` in letters."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
