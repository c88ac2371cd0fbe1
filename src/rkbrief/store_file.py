"""The file of the store: where it is, when it can be trusted, and how it is laid out.

Nothing in it is ever executed or unpickled. A file that is not laid out as here to the letter
is no store: a trigger or a view in it never runs.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
import time
from collections.abc import Mapping

from rkbrief.errors import ExportError

_VERSION = 1
FILE_NAME = f"answers-{_VERSION}.sqlite3"
"""With the number of the schema, so that versions with other schemas do not meet."""
_APPLICATION_ID = 0x726B6272
_TABLE = (
    "CREATE TABLE answers (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE,"
    " digest BLOB NOT NULL, body BLOB NOT NULL, used INTEGER NOT NULL)"
)
_PATIENCE_SECONDS = 0.5
_RETRY_SECONDS = 0.02
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_REFUSED = _BUSY | {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
}
"""Primary result codes that say nothing against the file; it is not made anew for them."""


class Unfit(Exception):  # noqa: N818 - never leaves the store
    """The store cannot be used; the message says why."""


def find_store(environ: Mapping[str, str] | None = None) -> str | None:
    """Return the path of the store, None where the system names no place for one.

    In $XDG_CACHE_HOME/rkbrief, else by the custom of the platform (~/.cache on most, as in the
    XDG Base Directory Specification, which ignores relative paths).
    """
    environ = os.environ if environ is None else environ
    base = environ.get("XDG_CACHE_HOME") or ""
    if not os.path.isabs(base):
        if sys.platform == "win32":
            base = environ.get("LOCALAPPDATA") or ""
        else:
            below = "Library/Caches" if sys.platform == "darwin" else ".cache"
            base = os.path.join(environ.get("HOME") or "", below)
    return os.path.join(base, "rkbrief", FILE_NAME) if os.path.isabs(base) else None


def clear_store() -> tuple[str | None, int]:
    """Remove the store; return its path, and how many bytes it took.

    Raises:
        ExportError: the system refuses.
    """
    path = find_store()
    if path is None:
        return None, 0
    try:
        return path, remove_files(path)
    except OSError as error:
        raise ExportError(f"cannot remove {path}: {error.strerror}") from error


def prepare_place(path: str) -> None:
    """Make the folder; refuse a place where somebody else could lay answers.

    Raises:
        Unfit: the folder or the file is another's, open to others, or no plain file.
        OSError: the system refuses.
    """
    folder = os.path.dirname(path)
    if not os.path.isdir(folder):
        os.makedirs(folder, mode=0o700, exist_ok=True)
    _refuse_others(os.stat(folder), folder)
    try:
        there = os.lstat(path)
    except FileNotFoundError:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600))
        return
    if not stat.S_ISREG(there.st_mode):
        raise Unfit("not a regular file")
    _refuse_others(there, path)


def _refuse_others(place: os.stat_result, name: str) -> None:
    if hasattr(os, "geteuid") and place.st_uid != os.geteuid():
        raise Unfit(f"{name} belongs to somebody else")
    if place.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise Unfit(f"others may write to {name}")


def connect(path: str) -> sqlite3.Connection:
    """Open a file that is a store, or is empty and becomes one.

    Raises:
        sqlite3.Error: it is neither, or the system refuses.
    """
    connection = sqlite3.connect(path, timeout=_PATIENCE_SECONDS, isolation_level=None)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        _recognise(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _recognise(connection: sqlite3.Connection) -> None:
    """Accept a store, lay out an empty file, refuse anything else; see :func:`connect`."""
    names = ("application_id", "user_version")
    marks = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]
    if marks == [0, 0] and not _read_schema(connection):
        _lay_out(connection)
    elif marks != [_APPLICATION_ID, _VERSION] or _read_schema(connection) != [_TABLE]:
        raise sqlite3.DatabaseError("not a store of rkbrief")


def _read_schema(connection: sqlite3.Connection) -> list[str]:
    """Return how everything was declared; a trigger or a view makes a store foreign."""
    rows = connection.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    return [row[0] for row in rows]


def _lay_out(connection: sqlite3.Connection) -> None:
    """Make an empty file a store, unless another process just did."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("BEGIN IMMEDIATE")
            if not _read_schema(connection):
                connection.execute(_TABLE)
                connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {_VERSION}")
            connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            # Changing the journal does not wait for another process that does the same.
            if _code(error) not in _BUSY or time.monotonic() > deadline:
                raise
            time.sleep(_RETRY_SECONDS)
        else:
            return


def remove_files(path: str) -> int:
    """Remove a store with what SQLite keeps beside it; return how many bytes they took."""
    freed = 0
    for ending in ("", "-wal", "-shm"):
        file = path + ending
        try:
            freed += os.lstat(file).st_size
            os.unlink(file)
        except (FileNotFoundError, NotADirectoryError):
            continue
    return freed


def speaks_against(path: str, error: sqlite3.Error) -> bool:
    """Tell whether an error means that the file itself is of no use."""
    if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_READONLY:
        # A header that forbids writing, in a file that can be written, is a damaged one.
        return os.access(path, os.W_OK) and os.access(os.path.dirname(path), os.W_OK)
    return _code(error) not in _REFUSED


def _code(error: sqlite3.Error) -> int:
    """Return SQLite's primary result code, -1 where the error is not SQLite's own."""
    return (getattr(error, "sqlite_errorcode", None) or -1) & 0xFF
