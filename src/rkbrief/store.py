"""Answers on disk, each under a digest of all it was made from: a SQLite file.

The file may be lost at any time and nobody has to notice. :class:`Store` never raises: an
answer is there or it is not. What is corrupt or of somebody else is made anew; what is locked,
full or may not be written is left alone for this run, and ``trouble`` says why. Each record
carries a digest bound to its key, and one that does not match is dropped.
"""

from __future__ import annotations

import os
import sqlite3
import time
from _blake2 import blake2b  # by way of hashlib OpenSSL would be loaded (3 ms)
from types import TracebackType

from rkbrief.store_file import Unfit, connect, prepare_place, remove_files, speaks_against

TYPE_CHECKING = False  # as typing has it, whose import would take 3 ms
if TYPE_CHECKING:
    from typing import Self

_KEY_BYTES = 32
_HOUR = 3600
"""An answer's last use is noted to the hour, so that most runs only read."""
_WAITING_ANSWERS, _WAITING_BYTES = 64, 4 << 20
"""New answers that wait for one transaction: a run that is killed loses no more."""
_LARGEST_SHARE = 8
"""No answer may take more than this part (one in ...) of the whole store."""
_ROOM_LEFT = 0.9


class Store:
    """Answers in the file ``place``, where there is one, of at most ``max_bytes`` in all.

    Without a limit nothing is put or dropped.

    Safe beside other processes; to be used by one thread. ``trouble`` is None, or why nothing
    can be kept, for whoever wants to tell.
    """

    def __init__(
        self, place: str | os.PathLike[str] | None, *, max_bytes: int | None = None
    ) -> None:
        self.trouble: str | None = None
        self._path = path = None if place is None else os.fspath(place)
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

    @property
    def keeps(self) -> bool:
        """Whether there is a file that takes answers."""
        return self._connection is not None and self._max_bytes > 0

    @property
    def is_empty(self) -> bool:
        """Whether no answer is known, also for want of a file."""
        if self._connection is None:
            return True
        try:
            return self._connection.execute("SELECT 1 FROM answers LIMIT 1").fetchone() is None
        except sqlite3.Error as error:
            self._give_up(error)
            return True

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

    def _open(self, path: str) -> None:
        """Open the file, making it, or making it anew, where need be."""
        for attempt in ("as it is", "anew"):
            try:
                prepare_place(path)
                self._connection = connect(path)
            except (Unfit, OSError) as error:
                self.trouble = f"{path}: {getattr(error, 'strerror', None) or error}"
            except sqlite3.Error as error:
                if attempt == "as it is" and speaks_against(path, error):
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
        if self._path is not None and speaks_against(self._path, error):
            self._remove(self._path)
        self.trouble = f"{self._path}: {error}"

    def _remove(self, path: str) -> None:
        """Remove a store that is of no use."""
        try:
            remove_files(path)
        except OSError as error:
            self.trouble = f"{path}: {error.strerror}"


def make_key(*parts: bytes) -> bytes:
    """Return the key of an answer that was made from ``parts``, each at its place."""
    total = blake2b(digest_size=_KEY_BYTES)
    for part in parts:
        total.update(len(part).to_bytes(8, "little"))
        total.update(part)
    return total.digest()


def _digest(key: bytes, body: bytes) -> bytes:
    """Return the digest of a record, bound to its key so that two cannot change places."""
    return blake2b(body, key=key, digest_size=16).digest()


def _now() -> int:
    return int(time.time())
