"""Answers on disk, each under a digest of all it was made from: a SQLite file.

The file may be lost at any time and nobody has to notice. :class:`Store` never raises: an
answer is there or it is not. What is corrupt or of somebody else is made anew; what is locked,
full or may not be written is left alone for this run, and ``trouble`` says why. Each record
carries a digest bound to its key, and one that does not match is dropped. Nothing is ever
executed or unpickled: a record is bytes.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
import time
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import Self

from rkbrief.errors import ExportError

KEY_BYTES = 32
FILE_NAME = "answers-1.sqlite3"
"""The number is that of the schema: versions with other schemas do not meet."""
_APPLICATION_ID = 0x726B6272
_TABLE = (
    "CREATE TABLE answers (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE,"
    " digest BLOB NOT NULL, body BLOB NOT NULL, used INTEGER NOT NULL)"
)
_PATIENCE_SECONDS = 0.5
_RETRY_SECONDS = 0.02
_HOUR = 3600
"""An answer's last use is noted to the hour, so that most runs only read."""
_WAITING_ANSWERS, _WAITING_BYTES = 64, 4 << 20
"""New answers that wait for one transaction: a run that is killed loses no more."""
_LARGEST_SHARE = 8
"""No answer may take more than this part (one in ...) of the whole store."""
_ROOM_LEFT = 0.9
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


class _Unfit(Exception):  # noqa: N818 - never leaves this module
    """The store cannot be used; the message says why."""


class Store:
    """Answers in the file ``path``, where there is one, of at most ``max_bytes`` in all.

    Without a limit nothing is put or dropped.

    Safe beside other processes; to be used by one thread. ``trouble`` is None, or why nothing
    can be kept, for whoever wants to tell.
    """

    def __init__(self, path: Path | None, *, max_bytes: int | None = None) -> None:
        self.trouble: str | None = None
        self._path = path
        self._max_bytes = max_bytes or 0
        self._waiting: list[tuple[bytes, bytes, bytes]] = []
        self._used: list[int] = []
        self._spoilt: list[int] = []
        self._connection: sqlite3.Connection | None = None
        if path is not None:
            self._open(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def get(self, key: bytes) -> bytes | None:
        """Return what was put under ``key``, None when it is not there or not whole."""
        if self._connection is None:
            return None
        try:
            row = self._connection.execute(
                "SELECT id, digest, body, used FROM answers WHERE key = ?", (key,)
            ).fetchone()
        except sqlite3.Error as error:
            self._give_up(error)
            return None
        if row is None:
            return None
        at, digest, body, used = row
        if not isinstance(body, bytes) or digest != _digest(key, body):
            self._spoilt.append(at)
            return None
        if not isinstance(used, int) or not 0 <= _now() - used < _HOUR:
            self._used.append(at)
        return body

    def put(self, key: bytes, body: bytes) -> None:
        """Keep ``body`` under ``key``, in place of what was there."""
        if self._connection is None or len(body) > self._max_bytes // _LARGEST_SHARE:
            return
        self._waiting.append((key, _digest(key, body), body))
        if (
            len(self._waiting) >= _WAITING_ANSWERS
            or sum(len(body) for _, _, body in self._waiting) >= _WAITING_BYTES
        ):
            self._write()

    def close(self) -> None:
        """Write what waits, make room, and let go of the file."""
        if self._waiting or self._used or self._spoilt:
            self._write()
            self._make_room()
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except sqlite3.Error as error:
                self._give_up(error)

    def _open(self, path: Path) -> None:
        """Open the file, making it, or making it anew, where need be."""
        for attempt in ("as it is", "anew"):
            try:
                _prepare_place(path)
                self._connection = _connect(path)
            except (_Unfit, OSError) as error:
                self.trouble = f"{path}: {getattr(error, 'strerror', None) or error}"
            except sqlite3.Error as error:
                if attempt == "as it is" and _code(error) not in _REFUSED:
                    self._remove(path)
                    continue
                self.trouble = f"{path}: {error}"
            return

    def _write(self) -> None:
        """Write all that waits in one transaction."""
        waiting, used, spoilt = self._waiting, self._used, self._spoilt
        self._waiting, self._used, self._spoilt = [], [], []
        if self._connection is None:
            return
        now = _now()
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany(
                "DELETE FROM answers WHERE id = ?", ((at,) for at in spoilt)
            )
            self._connection.executemany(
                "UPDATE answers SET used = ? WHERE id = ?", ((now, at) for at in used)
            )
            self._connection.executemany(
                "INSERT OR REPLACE INTO answers (key, digest, body, used) VALUES (?, ?, ?, ?)",
                ((*answer, now) for answer in waiting),
            )
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._give_up(error)

    def _make_room(self) -> None:
        """Drop the answers that were used longest ago when there are too many."""
        if self._connection is None or not self._max_bytes:
            return
        try:
            excess = self._measure() - self._max_bytes
            if excess <= 0:
                return
            excess += int(self._max_bytes * (1 - _ROOM_LEFT))
            oldest = []
            for at, size in self._connection.execute(
                "SELECT id, length(body) FROM answers ORDER BY used, id"
            ):
                oldest.append((at,))
                excess -= size
                if excess <= 0:
                    break
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany("DELETE FROM answers WHERE id = ?", oldest)
            self._connection.execute("COMMIT")
            self._connection.execute("PRAGMA incremental_vacuum").fetchall()
        except sqlite3.Error as error:
            self._give_up(error)

    def _measure(self) -> int:
        """Return the bytes in use."""
        assert self._connection is not None  # noqa: S101 - asked by the caller
        pages, unused, size = (
            self._connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
        return int((pages - unused) * size)

    def _give_up(self, error: sqlite3.Error) -> None:
        """Go on without the store; one that is corrupt goes away and is made anew next time."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
        if self._path is not None and _code(error) not in _REFUSED:
            self._remove(self._path)
        self.trouble = f"{self._path}: {error}"

    def _remove(self, path: Path) -> None:
        """Remove a store that is of no use."""
        try:
            _remove_files(path)
        except OSError as error:
            self.trouble = f"{path}: {error.strerror}"


def find_store(environ: Mapping[str, str] | None = None) -> Path | None:
    """Return the path of the store, None where the system names no place for one.

    In $XDG_CACHE_HOME/rkbrief, else by the custom of the platform (~/.cache on most, as in the
    XDG Base Directory Specification, which ignores relative paths).
    """
    environ = os.environ if environ is None else environ
    base = Path(environ.get("XDG_CACHE_HOME") or "")
    if not base.is_absolute():
        home = Path(environ.get("HOME") or "")
        if sys.platform == "win32":
            base = Path(environ.get("LOCALAPPDATA") or "")
        else:
            base = home / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    return base / "rkbrief" / FILE_NAME if base.is_absolute() else None


def clear_store() -> tuple[Path | None, int]:
    """Remove the store; return its path, and how many bytes it took.

    Raises:
        ExportError: the system refuses.
    """
    path = find_store()
    if path is None:
        return None, 0
    try:
        return path, _remove_files(path)
    except OSError as error:
        raise ExportError(f"cannot remove {path}: {error.strerror}") from error


def make_key(*parts: bytes) -> bytes:
    """Return the key of an answer that was made from ``parts``, each at its place."""
    total = blake2b(digest_size=KEY_BYTES)
    for part in parts:
        total.update(len(part).to_bytes(8, "little"))
        total.update(part)
    return total.digest()


def _prepare_place(path: Path) -> None:
    """Make the folder; refuse a place where somebody else could lay answers.

    Raises:
        _Unfit: the folder or the file is another's, open to others, or no plain file.
        OSError: the system refuses.
    """
    folder = path.parent
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    _refuse_others(folder.stat(), folder)
    try:
        there = path.lstat()
    except FileNotFoundError:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600))
        return
    if not stat.S_ISREG(there.st_mode):
        raise _Unfit("not a regular file")
    _refuse_others(there, path)


def _refuse_others(place: os.stat_result, name: Path) -> None:
    if hasattr(os, "geteuid") and place.st_uid != os.geteuid():
        raise _Unfit(f"{name} belongs to somebody else")
    if place.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise _Unfit(f"others may write to {name}")


def _connect(path: Path) -> sqlite3.Connection:
    """Open a file that is a store, or is empty and becomes one.

    Raises:
        sqlite3.Error: it is neither, or the system refuses.
        _Unfit: it is the store of another version.
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
    """Accept a store, lay out an empty file, refuse anything else; see :func:`_connect`."""
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if (mark, version) == (0, 0) and not _read_schema(connection):
        _lay_out(connection)
    elif mark == _APPLICATION_ID and version > 1:
        raise _Unfit("of a later version")
    elif mark != _APPLICATION_ID or _read_schema(connection) != [_TABLE]:
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
                connection.execute("PRAGMA user_version = 1")
            connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            # Changing the journal does not wait for another process that does the same.
            if _code(error) not in _BUSY or time.monotonic() > deadline:
                raise
            time.sleep(_RETRY_SECONDS)
        else:
            return


def _remove_files(path: Path) -> int:
    """Remove a store with what SQLite keeps beside it; return how many bytes they took."""
    freed = 0
    for ending in ("", "-wal", "-shm"):
        file = path.with_name(path.name + ending)
        try:
            freed += file.lstat().st_size
            file.unlink()
        except FileNotFoundError:
            continue
    return freed


def _code(error: sqlite3.Error) -> int:
    """Return SQLite's primary result code, -1 where the error is not SQLite's own."""
    return (getattr(error, "sqlite_errorcode", None) or -1) & 0xFF


def _digest(key: bytes, body: bytes) -> bytes:
    """Return the digest of a record, bound to its key so that two cannot change places."""
    return blake2b(body, key=key, digest_size=16).digest()


def _now() -> int:
    return int(time.time())
