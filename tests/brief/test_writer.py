"""A brief is written whole or not at all, and never over a person's work (F06, F18 to F21)."""

import errno
import fcntl
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rkbrief.brief import writer
from rkbrief.brief.seal import seal
from rkbrief.brief.writer import make_slug, write_atomically, write_brief
from rkbrief.errors import ConflictError, ExportError

DAY = date(2026, 5, 1)
OLD = seal("# 古い\n", version="1", template="standard")
NEW = seal("# 新しい\n", version="1", template="standard")
SYSTEM_CALLS = ("open", "write", "fsync", "fchmod", "link", "rename", "close")


def write(text: str, directory: Path, *, title: str = "題", force: bool = False) -> Path:
    return write_brief(text, directory=directory, target=None, title=title, as_of=DAY, force=force)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refuse(number: int) -> Callable[..., None]:
    """Return a system call that fails with ``number``."""

    def call(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return call


def refuse_without_reason(*_: object, **__: object) -> None:
    """Fail as a file system that gives no reason."""
    raise TimeoutError


def test_a_brief_is_named_by_date_and_title(tmp_path: Path) -> None:
    path = write(NEW, tmp_path / "briefs", title="Will it last? 渓谷線は残るか：見方は二分")
    assert path.name == "2026-05-01-will-it-last-渓谷線は残るか-見方は二分.md"
    assert path.read_text("utf-8") == NEW


TITLES = [
    "../../etc/passwd",
    "/etc/passwd",
    "..",
    ".",
    "",
    "   ",
    "-rf",
    "con",
    "NUL",
    "lpt1",
    "a\0b",
    "a\nb",
    "a\\b",
    "\u202egnp.exe",
    "~root",
    "$(id)",
    "`id`",
    "漢" * 300,
    "😀" * 50,
    "\ud800",
    "ﾃｽﾄ",
    "é" * 200,
]


@pytest.mark.parametrize("title", TITLES)
def test_f06_no_title_leads_out_of_the_folder_or_makes_a_bad_name(
    tmp_path: Path, title: str
) -> None:
    path = write(NEW, tmp_path, title=title)
    assert path.parent == tmp_path
    assert names(tmp_path) == [path.name]
    assert len(path.name.encode()) <= 120


@pytest.mark.parametrize(
    ("title", "longest", "slug"),
    [
        ("", 80, "brief"),
        ("nul", 80, "brief-nul"),
        ("aaaa bbbb", 5, "aaaa"),
        ("- a -", 80, "a"),
        ("!" * 500 + "a", 80, "brief"),
        ("!" * 499 + "a", 80, "a"),
        ("漢" * 27, 80, "漢" * 26),
        ("ＡＢ１", 80, "ab1"),
    ],
)
def test_a_slug_is_cut_at_a_whole_letter_and_never_empty(
    title: str, longest: int, slug: str
) -> None:
    assert make_slug(title, longest=longest) == slug


def test_a_slug_takes_eighty_bytes_unless_told_otherwise() -> None:
    assert len(make_slug("a" * 100)) == 80


def test_a_long_title_takes_what_room_a_name_has(tmp_path: Path) -> None:
    assert len(write(NEW, tmp_path, title="a" * 300).name) == 120


def test_a_lone_surrogate_becomes_a_question_mark(tmp_path: Path) -> None:
    write_brief("\ud800", directory=None, target=tmp_path / "x.md", title="", as_of=DAY)
    assert (tmp_path / "x.md").read_bytes() == b"?"


def test_bytes_that_are_no_text_are_a_persons(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_bytes(b"\xff\xfe")
    with pytest.raises(ConflictError, match="did not write it"):
        write_brief(NEW, directory=None, target=tmp_path / "x.md", title="", as_of=DAY)


def test_missing_folders_are_made(tmp_path: Path) -> None:
    path = write(NEW, tmp_path / "a" / "b" / "c")
    assert path.read_text("utf-8") == NEW


@given(st.text(st.characters(), max_size=300), st.integers(min_value=10, max_value=120))
def test_any_title_gives_a_slug_of_allowed_letters(title: str, longest: int) -> None:
    slug = make_slug(title, longest=longest)
    assert slug
    assert len(slug.encode()) <= max(longest, len("brief-nul"))
    assert all(c.isalnum() or c in "-ー々" for c in slug)
    assert not slug.startswith("-")


def test_the_same_brief_again_changes_nothing(tmp_path: Path) -> None:
    path = write(NEW, tmp_path)
    before = path.stat().st_mtime_ns
    assert write(NEW, tmp_path) == path
    assert path.stat().st_mtime_ns == before


def test_an_untouched_brief_is_replaced(tmp_path: Path) -> None:
    write(OLD, tmp_path)
    path = write(NEW, tmp_path)
    assert path.read_text("utf-8") == NEW
    assert names(tmp_path) == [path.name]


@pytest.mark.parametrize("theirs", ["", "my notes", OLD.replace("古", "旧"), OLD + "x", OLD + "\n"])
def test_f19_a_persons_file_stays_and_force_keeps_a_backup(tmp_path: Path, theirs: str) -> None:
    path = tmp_path / "2026-05-01-題.md"
    path.write_text(theirs, "utf-8")
    with pytest.raises(ConflictError):
        write_brief(NEW, directory=tmp_path, target=None, title="題", as_of=DAY)
    assert path.read_text("utf-8") == theirs
    assert names(tmp_path) == [path.name]
    write(NEW, tmp_path, force=True)
    assert path.read_text("utf-8") == NEW
    assert (tmp_path / "2026-05-01-題~1.md").read_text("utf-8") == theirs


def test_each_forced_write_keeps_a_backup_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "2026-05-01-題.md"
    for number in (1, 2, 3):
        path.write_text(f"notes {number}", "utf-8")
        write(NEW, tmp_path, force=True)
        backup = tmp_path / f"2026-05-01-題~{number}.md"
        assert backup.read_text("utf-8") == f"notes {number}"


def test_f19_only_the_time_of_a_file_does_not_make_it_edited(tmp_path: Path) -> None:
    path = write(OLD, tmp_path)
    os.utime(path, (0, 0))
    write(NEW, tmp_path)
    assert path.read_text("utf-8") == NEW


def test_f06_a_link_at_the_target_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text(OLD, "utf-8")
    folder = tmp_path / "briefs"
    folder.mkdir()
    (folder / "2026-05-01-題.md").symlink_to(outside)
    for force in (False, True):
        with pytest.raises(ConflictError, match="symbolic link"):
            write(NEW, folder, force=force)
    assert outside.read_text("utf-8") == OLD


def test_a_folder_at_the_target_is_refused_and_no_descriptor_stays_open(tmp_path: Path) -> None:
    (tmp_path / "2026-05-01-題.md").mkdir()
    open_before = len(list(Path("/proc/self/fd").iterdir()))
    with pytest.raises(ConflictError, match="no regular file"):
        write(NEW, tmp_path, force=True)
    assert len(list(Path("/proc/self/fd").iterdir())) == open_before


def test_a_device_takes_the_brief_as_it_comes() -> None:
    null = Path("/dev/null")
    assert write_brief(NEW, directory=None, target=null, title="", as_of=DAY, force=False) == null
    assert stat.S_ISCHR(null.stat().st_mode)


def test_a_pipe_takes_the_brief_as_it_comes(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_atomically(pipe, NEW.encode())
        assert os.read(reading, 1000).decode() == NEW
    finally:
        os.close(reading)
    assert names(tmp_path) == ["pipe"]


def test_f20_a_brief_that_somebody_put_there_meanwhile_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", refuse(errno.EEXIST))
    with pytest.raises(ConflictError, match="somebody else just now"):
        write(NEW, tmp_path)
    assert names(tmp_path) == []


@pytest.mark.parametrize("number", [errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK])
def test_a_file_system_without_hard_links_takes_a_brief(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(os, "link", refuse(number))
    path = write(NEW, tmp_path)
    assert names(tmp_path) == [path.name]
    assert path.read_text("utf-8") == NEW
    for edit in (1, 2):
        path.write_text(f"notes {edit}", "utf-8")
        write(NEW, tmp_path, force=True)
        assert path.read_text("utf-8") == NEW
        assert (tmp_path / f"2026-05-01-題~{edit}.md").read_text("utf-8") == f"notes {edit}"


def test_a_link_that_fails_otherwise_writes_nothing_and_keeps_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "2026-05-01-題.md"
    path.write_text("notes", "utf-8")
    monkeypatch.setattr(os, "link", refuse(errno.EIO))
    with pytest.raises(ExportError, match="Input/output"):
        write(NEW, tmp_path, force=True)
    assert names(tmp_path) == [path.name]
    assert path.read_text("utf-8") == "notes"
    path.unlink()
    with pytest.raises(ExportError, match="Input/output"):
        write(NEW, tmp_path)
    assert names(tmp_path) == []


def test_a_backup_that_holds_the_same_already_is_not_made_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "b.md"
    target.write_text("mine", "utf-8")

    for _ in range(2):
        with monkeypatch.context() as patch:
            patch.setattr(os, "rename", refuse(errno.EIO))
            with pytest.raises(ExportError):
                write_atomically(target, NEW.encode(), force=True)
    write_atomically(target, NEW.encode(), force=True)
    assert names(tmp_path) == ["b.md", "b~1.md"]
    assert (tmp_path / "b~1.md").read_text("utf-8") == "mine"


def test_a_link_of_a_backups_name_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("mine", "utf-8")
    (tmp_path / "b~1.md").symlink_to("b.md")
    write_atomically(tmp_path / "b.md", NEW.encode(), force=True)
    assert names(tmp_path) == ["b.md", "b~1.md", "b~2.md"]
    assert (tmp_path / "b~2.md").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("name", "backup"), [("notes", "notes~1"), (".md", ".md~1"), ("a.b.md", "a.b~1.md")]
)
def test_a_backup_keeps_the_ending_of_any_name(tmp_path: Path, name: str, backup: str) -> None:
    (tmp_path / name).write_text("mine", "utf-8")
    write_atomically(tmp_path / name, NEW.encode(), force=True)
    assert (tmp_path / backup).read_text("utf-8") == "mine"
    assert names(tmp_path) == sorted([name, backup])


def test_a_name_with_too_many_backups_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "_MOST_BACKUPS", 2)
    path = tmp_path / "2026-05-01-題.md"
    for number in (1, 2):
        path.write_text(f"notes {number}", "utf-8")
        write(NEW, tmp_path, force=True)
    path.write_text("notes 3", "utf-8")
    with pytest.raises(ConflictError, match="too many backups"):
        write(NEW, tmp_path, force=True)
    assert path.read_text("utf-8") == "notes 3"


def test_f18_what_a_killed_writer_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / ".rkbrief-0123456789abcdef.tmp").write_text("half", "utf-8")
    (tmp_path / ".rkbrief-mine.tmp").write_text("a person's", "utf-8")
    path = write(NEW, tmp_path)
    assert names(tmp_path) == [".rkbrief-mine.tmp", path.name]


def test_f18_a_left_file_that_cannot_be_swept_stands_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / ".rkbrief-0123456789abcdef.tmp").mkdir()
    assert write(NEW, tmp_path).read_text("utf-8") == NEW


@pytest.mark.parametrize(("umask", "mode"), [(0o027, 0o640), (0, 0o666), (0o077, 0o600)])
def test_the_umask_decides_who_may_read_and_nobody_may_before_it_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, umask: int, mode: int
) -> None:
    modes = []
    real = os.write

    def watch(descriptor: int, data: bytes) -> int:
        modes.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
        return real(descriptor, data)

    monkeypatch.setattr(os, "write", watch)
    before = os.umask(umask)
    try:
        path = write(NEW, tmp_path)
    finally:
        assert os.umask(before) == umask
    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert set(modes) == {0o600}


def test_f18_a_file_under_the_temporary_name_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sow(folder: int) -> None:
        descriptor = os.open(".rkbrief-0000.tmp", os.O_CREAT | os.O_WRONLY, dir_fd=folder)
        os.close(descriptor)

    monkeypatch.setattr(os, "urandom", lambda _: b"\0\0")
    monkeypatch.setattr(writer, "_sweep", sow)
    with pytest.raises(ExportError, match="File exists"):
        write(NEW, tmp_path)


def test_f08_a_pipe_that_was_put_there_meanwhile_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "x.md")
    monkeypatch.setattr(writer, "_is_device", lambda _: False)
    with pytest.raises(ConflictError, match="no regular file"):
        write_atomically(tmp_path / "x.md", NEW.encode())


def test_f21_a_full_disk_is_told_and_the_old_brief_stays() -> None:
    with pytest.raises(ExportError, match="No space left"):
        write_brief(NEW, directory=None, target=Path("/dev/full"), title="", as_of=DAY, force=False)


@pytest.mark.parametrize("bad", ["..", "a/..", "a\0b", "a\0b/c"])
def test_what_is_no_file_name_is_refused(tmp_path: Path, bad: str) -> None:
    with pytest.raises(ExportError, match="not a file name") as caught:
        write_atomically(tmp_path / bad, NEW.encode())
    assert str(tmp_path) in str(caught.value)
    assert names(tmp_path) == []


@pytest.mark.parametrize("bad", ["", ".", "/"])
def test_a_path_without_a_name_is_refused(bad: str) -> None:
    with pytest.raises(ExportError, match="not a file name"):
        write_atomically(Path(bad), NEW.encode())


HOSTILE = "a\nb\x1b.md"
SHOWN = "a␊b␛.md"


def lay_notes(path: Path) -> None:
    path.write_text("notes", "utf-8")


def lay_edited(path: Path) -> None:
    path.write_text(OLD.replace("古", "旧"), "utf-8")


def lay_link(path: Path) -> None:
    path.symlink_to("nowhere")


@pytest.mark.parametrize(
    ("lay", "says"),
    [
        (lay_notes, f"{SHOWN} is kept as it is: rkbrief did not write it"),
        (lay_edited, f"{SHOWN} is kept as it is: it was edited since rkbrief wrote it"),
        (lay_link, f"{SHOWN} is a symbolic link: not followed"),
        (Path.mkdir, f"{SHOWN} is no regular file"),
    ],
)
def test_f01_a_refusal_names_the_file_on_one_line_and_lets_nothing_act(
    tmp_path: Path, lay: Callable[[Path], None], says: str
) -> None:
    lay(tmp_path / HOSTILE)
    with pytest.raises(ConflictError) as caught:
        write_atomically(tmp_path / HOSTILE, NEW.encode())
    assert str(caught.value) == says


def test_f01_a_failure_names_the_file_on_one_line_and_lets_nothing_act(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / HOSTILE
    monkeypatch.setattr(os, "link", refuse(errno.EEXIST))
    with pytest.raises(ConflictError) as caught:
        write_atomically(target, NEW.encode())
    assert str(caught.value) == f"{SHOWN} was written by somebody else just now"
    monkeypatch.setattr(os, "link", refuse(errno.ENOSPC))
    with pytest.raises(ExportError) as failed:
        write_atomically(target, NEW.encode())
    assert str(failed.value) == f"cannot write {tmp_path}/{SHOWN}: No space left on device"
    monkeypatch.setattr(os, "link", refuse_without_reason)
    with pytest.raises(ExportError) as silent:
        write_atomically(target, NEW.encode())
    assert str(silent.value) == f"cannot write {tmp_path}/{SHOWN}: TimeoutError"
    monkeypatch.setattr(writer, "_MOST_BACKUPS", 0)
    lay_notes(target)
    with pytest.raises(ConflictError) as full:
        write_atomically(target, NEW.encode(), force=True)
    assert str(full.value) == f"{SHOWN} has too many backups"


def count_calls(action: Callable[[], object], monkeypatch: pytest.MonkeyPatch, fail_at: int) -> int:
    """Run an action whose ``fail_at``-th system call fails; return how many calls it made."""
    made = 0

    def wrap(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **more: Any) -> Any:  # noqa: ANN401
            nonlocal made
            made += 1
            if made == fail_at:
                if real is close:
                    real(*args, **more)
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(*args, **more)

        return call

    close = os.close
    with monkeypatch.context() as patch:
        for name in SYSTEM_CALLS:
            patch.setattr(os, name, wrap(getattr(os, name)))
        action()
    return made


@pytest.mark.parametrize("there", [None, OLD, "notes"])
def test_f18_whatever_call_fails_the_old_or_the_new_brief_stands_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: str | None
) -> None:
    calls = 0
    for fail_at in range(1, 40):
        folder = tmp_path / str(fail_at)
        folder.mkdir()
        path = folder / "2026-05-01-題.md"
        if there is not None:
            path.write_text(there, "utf-8")
        failed = False
        try:
            calls = count_calls(lambda f=folder: write(NEW, f, force=True), monkeypatch, fail_at)  # type: ignore[misc]
        except ExportError:
            failed = True
        left = path.read_text("utf-8") if path.exists() else None
        assert left in {there, NEW}
        if not failed:
            assert left == NEW
        assert not list(folder.glob(".rkbrief-*"))
        if calls and calls < fail_at:
            return
    pytest.fail("more system calls than expected")


WRITE_MANY = """
import sys
from datetime import date
from pathlib import Path
from rkbrief.brief.seal import seal
from rkbrief.brief.writer import write_brief
from rkbrief.errors import ConflictError
text = seal("# " + sys.argv[2] * 20000 + "\\n", version="1", template="standard")
try:
    write_brief(text, directory=Path(sys.argv[1]), target=None, title="t",
                as_of=date(2026, 5, 1), force=False)
except ConflictError:
    sys.exit(4)
"""


def test_f20_writers_at_the_same_time_leave_one_whole_brief(tmp_path: Path) -> None:
    running = [
        subprocess.Popen([sys.executable, "-c", WRITE_MANY, str(tmp_path), letter])
        for letter in "abcdefgh"
    ]
    assert {process.wait(60) for process in running} <= {0, 4}
    [path] = tmp_path.iterdir()
    assert writer.inspect_brief(path.read_bytes()) is None


def test_f20_a_folder_that_somebody_holds_is_told_to_be_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "_LOCK_SECONDS", 0.05)
    held = os.open(tmp_path, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(ConflictError, match="locked"):
            write(NEW, tmp_path)
    finally:
        os.close(held)
    write(NEW, tmp_path)
