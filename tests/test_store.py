"""Whatever the file is or becomes, an answer is there or it is not, and never a false one."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rkbrief.errors import ExportError
from rkbrief.store import Store, make_key
from rkbrief.store_file import FILE_NAME, clear_store, find_store

MIB = 1 << 20
KEY = make_key(b"article", b"one")
BODY = b"what was found"


def put(path: Path, key: bytes = KEY, body: bytes = BODY, max_bytes: int = MIB) -> str | None:
    with Store(path, max_bytes=max_bytes) as store:
        store.put(key, body)
    return store.trouble


def get(path: Path, key: bytes = KEY) -> bytes | None:
    with Store(path, max_bytes=MIB) as store:
        return store.get(key)


def change(path: Path, statement: str, *values: object) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(statement, values)
    connection.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "rkbrief" / FILE_NAME


def test_what_was_put_is_there_in_the_next_run(path: Path) -> None:
    assert put(path) is None
    assert get(path) == BODY
    assert get(path, make_key(b"article", b"two")) is None


def test_the_last_answer_under_a_key_counts(path: Path) -> None:
    put(path)
    put(path, body=b"what was found later")
    assert get(path) == b"what was found later"


def test_a_store_without_a_place_keeps_nothing_and_says_nothing() -> None:
    with Store(None) as store:
        store.put(KEY, BODY)
        assert store.get(KEY) is None
    assert store.trouble is None


def test_only_the_user_can_read_the_store(path: Path) -> None:
    put(path)
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert path.stat().st_mode & 0o777 == 0o600


@given(
    st.lists(st.binary(max_size=8), min_size=1, max_size=4),
    st.lists(st.binary(max_size=8), min_size=1, max_size=4),
)
def test_keys_are_equal_only_when_all_parts_are(one: list[bytes], two: list[bytes]) -> None:
    assert (make_key(*one) == make_key(*two)) == (one == two)


# Files that are no store of ours.


def lay_random(path: Path) -> None:
    path.write_bytes(random.Random(7).randbytes(20_000))  # noqa: S311 - no secret


def lay_half(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def lay_foreign(path: Path) -> None:
    path.unlink()
    change(path, "CREATE TABLE bookmarks (url TEXT)")


def lay_look_alike(path: Path) -> None:
    """Our mark, but a trigger that would answer for us."""
    change(path, "CREATE TRIGGER t AFTER INSERT ON answers BEGIN DELETE FROM answers; END")


def lay_view(path: Path) -> None:
    change(path, "ALTER TABLE answers RENAME TO others")
    change(path, "CREATE VIEW answers AS SELECT * FROM others")


def lay_later_version(path: Path) -> None:
    change(path, "PRAGMA user_version = 2")


def lay_header_only(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0")


@pytest.mark.parametrize(
    "lay",
    [
        lay_random,
        lay_half,
        lay_foreign,
        lay_look_alike,
        lay_view,
        lay_later_version,
        lay_header_only,
    ],
)
def test_f22_a_file_that_is_no_store_is_made_anew(path: Path, lay: Callable[[Path], None]) -> None:
    put(path, body=BODY * 500)
    lay(path)
    assert get(path) is None
    put(path)
    assert get(path) == BODY


def test_f22_a_directory_in_its_place_is_left_alone(path: Path) -> None:
    (path / "inside").mkdir(parents=True)
    path.parent.chmod(0o700)
    assert "not a regular file" in (put(path) or "")
    assert (path / "inside").is_dir()


def test_f22_a_symbolic_link_is_not_followed(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "diary.txt"
    other.write_text("mine")
    path.parent.mkdir(parents=True, mode=0o700)
    path.symlink_to(other)
    assert "not a regular file" in (put(path) or "")
    assert other.read_text() == "mine"


def test_f22_a_pipe_in_its_place_stops_nothing(path: Path) -> None:
    path.parent.mkdir(parents=True, mode=0o700)
    os.mkfifo(path)
    assert "not a regular file" in (put(path) or "")


@pytest.mark.parametrize("which", ["folder", "file"])
def test_f22_a_place_where_others_may_write_is_not_trusted(path: Path, which: str) -> None:
    put(path)
    (path.parent if which == "folder" else path).chmod(0o777)
    assert get(path) is None
    assert "others may write" in (put(path) or "")


def test_f22_a_folder_that_cannot_be_made_is_told_and_no_more(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert put(tmp_path / "file" / "rkbrief" / FILE_NAME) is not None


def test_f22_a_store_that_cannot_be_written_gives_what_it_has_or_nothing(path: Path) -> None:
    put(path)
    path.chmod(0o400)
    path.parent.chmod(0o500)
    assert get(path) in {BODY, None}
    put(path, make_key(b"other"))
    path.parent.chmod(0o700)
    path.chmod(0o600)
    assert get(path) == BODY


def test_f22_a_locked_store_is_left_alone_and_whole(path: Path) -> None:
    put(path)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    holder.execute("UPDATE answers SET used = used")
    assert "locked" in (put(path, make_key(b"other")) or "")
    holder.execute("ROLLBACK")
    holder.close()
    assert get(path) == BODY


def test_f22_a_store_that_is_removed_under_a_run_costs_nothing(path: Path) -> None:
    with Store(path, max_bytes=MIB) as store:
        store.put(KEY, BODY)
        path.unlink()
        assert store.get(make_key(b"other")) is None
    put(path)
    assert get(path) == BODY


def test_f22_a_full_disk_loses_answers_only(path: Path) -> None:
    put(path)
    with Store(path, max_bytes=8 * MIB) as store:
        assert store._connection is not None
        store._connection.execute("PRAGMA max_page_count = 6")
        store.put(make_key(b"large"), b"x" * MIB)
    assert "full" in (store.trouble or "")
    assert get(path) == BODY


# Records that are not what was put.


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("body", b"something else"),
        ("body", "what was found"),
        ("body", b""),
        ("body", 7),
        ("digest", b""),
        ("digest", "\x1b[31m"),
        ("digest", b"\0" * 16),
    ],
)
def test_f22_a_record_that_does_not_match_its_digest_is_dropped(
    path: Path, column: str, value: object
) -> None:
    put(path)
    change(path, f"UPDATE answers SET {column} = ?", value)  # noqa: S608 - named above
    assert get(path) is None
    rows = sqlite3.connect(path).execute("SELECT count(*) FROM answers").fetchone()
    assert rows == (0,)


def test_f22_a_record_of_another_key_is_no_answer(path: Path) -> None:
    put(path)
    other = make_key(b"article", b"two")
    change(path, "UPDATE answers SET key = ?", other)
    assert get(path, other) is None


@pytest.mark.parametrize("used", [-(10**12), 10**12, "yesterday", 1.5, b"\0"])
def test_f22_a_strange_time_of_use_changes_no_answer(path: Path, used: object) -> None:
    put(path)
    change(path, "UPDATE answers SET used = ?", used)
    assert get(path) == BODY
    assert get(path) == BODY


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_f22_a_flipped_bit_gives_the_answer_or_none(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("bits") / "rkbrief" / FILE_NAME
    bodies = {make_key(bytes([n])): bytes([n]) * 900 for n in range(12)}
    with Store(path, max_bytes=MIB) as store:
        for key, body in bodies.items():
            store.put(key, body)
    damaged = bytearray(path.read_bytes())
    bit = data.draw(st.integers(0, len(damaged) * 8 - 1))
    damaged[bit // 8] ^= 1 << bit % 8
    path.write_bytes(damaged)
    with Store(path, max_bytes=MIB) as store:
        assert all(store.get(key) in {body, None} for key, body in bodies.items())
    put(path)  # makes it anew where that is needed
    put(path)
    assert get(path) == BODY


# Size, and two at once.


def test_the_store_stays_within_its_bounds_and_drops_what_was_used_longest_ago(path: Path) -> None:
    keys = [make_key(b"%d" % n) for n in range(40)]
    for at, key in enumerate(keys):
        put(path, key, os.urandom(100_000))
        change(path, "UPDATE answers SET used = ? WHERE key = ?", at, key)
    assert path.stat().st_size <= 1.2 * MIB
    kept = [key for key in keys if get(path, key)]
    assert kept == keys[-len(kept) :]
    assert len(kept) >= 7


def test_using_an_answer_keeps_it(path: Path) -> None:
    old, new = make_key(b"old"), make_key(b"new")
    put(path, old, os.urandom(100_000))
    put(path, new, os.urandom(100_000))
    change(path, "UPDATE answers SET used = 1 WHERE key = ?", old)
    change(path, "UPDATE answers SET used = 2 WHERE key = ?", new)
    get(path, old)
    for n in range(8):
        put(path, make_key(b"%d" % n), os.urandom(100_000))
    change(path, "UPDATE answers SET used = 3 WHERE used > 2 AND key != ?", old)
    put(path, make_key(b"last"), os.urandom(100_000))
    assert get(path, old) is not None
    assert get(path, new) is None


def test_an_answer_that_is_too_large_for_the_store_is_not_kept(path: Path) -> None:
    put(path, body=b"x" * (MIB // 2))
    assert get(path) is None


def test_two_runs_at_once_lose_nothing(path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from rkbrief.store import Store, make_key\n"
        "for n in range(60):\n"
        "    with Store(Path(sys.argv[1]), max_bytes=1 << 24) as store:\n"
        "        store.put(make_key(sys.argv[2].encode(), b'%d' % n), b'x' * 2000)\n"
        "    assert store.trouble is None, store.trouble\n"
    )
    runs = [subprocess.Popen([sys.executable, "-c", code, str(path), str(n)]) for n in range(3)]
    assert [run.wait() for run in runs] == [0, 0, 0]
    keys = [make_key(b"%d" % run, b"%d" % n) for run in range(3) for n in range(60)]
    assert all(get(path, key) == b"x" * 2000 for key in keys)


# Where it is, and how it goes.


def test_the_place_is_the_cache_folder_of_the_platform(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert find_store({"XDG_CACHE_HOME": "/c", "HOME": "/h"}) == f"/c/rkbrief/{FILE_NAME}"
    assert find_store({"XDG_CACHE_HOME": "c", "HOME": "/h"}) == f"/h/.cache/rkbrief/{FILE_NAME}"
    assert find_store({}) is None
    monkeypatch.setattr(sys, "platform", "darwin")
    assert find_store({"HOME": "/h"}) == f"/h/Library/Caches/rkbrief/{FILE_NAME}"
    monkeypatch.setattr(sys, "platform", "win32")
    assert find_store({"LOCALAPPDATA": "/l"}) == f"/l/rkbrief/{FILE_NAME}"


def test_clearing_removes_the_store_and_tells_its_size() -> None:
    place = find_store()
    assert place is not None
    path = Path(place)
    put(path)
    size = path.stat().st_size
    assert clear_store() == (place, size)
    assert clear_store() == (place, 0)
    assert not path.exists()


def test_what_cannot_be_cleared_is_told() -> None:
    place = find_store()
    assert place is not None
    path = Path(place)
    path.mkdir(parents=True)
    with pytest.raises(ExportError, match="cannot remove"):
        clear_store()
