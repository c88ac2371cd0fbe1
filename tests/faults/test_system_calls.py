"""An export whose calls to the system fail in turn, tried from outside by strace (F18, F21)."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rkbrief.brief.writer import inspect_brief
from rkbrief.cli import run

Often = Callable[[int, int], int]
STRACE = shutil.which("strace")
ERRORS = ("ENOSPC", "EIO", "EACCES", "EINTR", "EMFILE")
WRITING = frozenset(
    (
        "fchmod", "fchown", "fdatasync", "flock", "fsync", "ftruncate", "link", "linkat", "mkdir",
        "pwrite64", "rename", "renameat", "renameat2", "unlink", "unlinkat", "write",
    )
)  # fmt: skip
READING = frozenset(
    (
        "close", "fcntl", "fstat", "getcwd", "getdents64", "getrandom", "ioctl", "lseek", "lstat",
        "newfstatat", "openat", "pread64", "read", "readlink", "stat", "statx",
    )
)  # fmt: skip
EXPORT = ["--export", "-q", "-o", "out/brief.md"]
STARTED = "rkbrief/replay"
"""The first file that the program asks for: what comes before is Python's own start."""
ARTICLE = Path("articles/sample.md")


def traced(
    log: Path, options: list[str], arguments: list[str]
) -> subprocess.CompletedProcess[bytes]:
    """Run the program under strace."""
    command = [str(STRACE), "-f", "-qq", "-o", str(log), *options]
    command += [sys.executable, "-m", "rkbrief", *arguments]
    return subprocess.run(command, capture_output=True, timeout=120, check=False)


def calls_of(log: Path) -> Iterator[tuple[str, int]]:
    """Yield each call of the first process since the program began: its name, and which it is."""
    made: Counter[str] = Counter()
    lines = log.read_text("utf-8", "replace").splitlines()
    first, began = lines[0].split()[0], False
    for line in lines:
        process, _, call = line.partition(" ")
        name = call.strip().partition("(")[0]
        began = began or STARTED in line
        if process == first:
            made[name] += 1
            if began:
                yield name, made[name]


def choose(log: Path, step: int) -> list[tuple[str, int]]:
    """Return all calls that write, and each ``step``-th of those that read."""
    calls = list(calls_of(log))
    reading = [call for call in calls if call[0] in READING]
    return [call for call in calls if call[0] in WRITING] + reading[::step]


@pytest.fixture
def briefs(desk: Path) -> tuple[bytes, bytes]:
    """Give the brief of before and the one to be written, which is known to the store."""
    text = ARTICLE.read_text("utf-8")
    ARTICLE.write_text(text + "\n来年は便数が3割増える可能性が高い。\n", "utf-8")
    assert run(EXPORT) == 0
    old = Path("out/brief.md").read_bytes()
    ARTICLE.write_text(text, "utf-8")
    assert subprocess.run([sys.executable, "-m", "rkbrief", *EXPORT], check=False).returncode == 0
    new = Path("out/brief.md").read_bytes()
    assert old != new
    assert desk.is_dir()
    return old, new


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("arguments", [EXPORT, [*EXPORT, "--no-cache"]])
def test_f18_f21_whatever_call_to_the_system_fails_a_whole_brief_stands_and_one_line_says_why(
    arguments: list[str], briefs: tuple[bytes, bytes], tmp_path: Path, often: Often
) -> None:
    if not STRACE:  # not every machine has it
        return
    old, new = briefs
    target, log = Path("out/brief.md"), tmp_path / "log"
    target.write_bytes(old)
    assert traced(log, [], arguments).returncode == 0
    chosen = choose(log, often(400, 20))
    assert len({name for name, _ in chosen} & WRITING) >= 6
    if "--no-cache" in arguments:  # which takes seconds each time
        chosen = chosen[:: often(6, 1)]
    for number, (name, at) in enumerate(chosen):
        target.write_bytes(old)
        failing = f"inject={name}:error={ERRORS[number % len(ERRORS)]}:when={at}"
        done = traced(log, ["-e", f"trace={name}", "-e", failing], arguments)
        told, left = done.stderr.decode(), {path.name for path in Path("out").iterdir()}
        assert target.read_bytes() in briefs, failing
        assert done.returncode in {0, 1, 2, 5}, failing
        if done.returncode == 0:
            assert (target.read_bytes(), done.stdout, told) == (new, b"out/brief.md\n", ""), failing
        else:
            assert (done.stdout, told.count("\n")) == (b"", 1), failing
            assert "internal error" not in told, failing
        if done.returncode == 5:
            assert "out/brief.md" in told or "standard output" in told, failing
        if left != {"brief.md"}:
            assert run(EXPORT) == 0
            assert {path.name for path in Path("out").iterdir()} == {"brief.md"}, failing


def test_f18_a_file_of_the_program_that_cannot_be_read_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("新しい橋が架かる見通しだ。\n", "utf-8")
    hollow = "type(sys)('json')"  # as json is where its first file cannot be asked for
    for module, there in (
        ("rkbrief.cli", None), ("rkbrief.replay", None), ("rkbrief.brief.writer", None),
        ("_blake2", None), ("_datetime", None), ("json", hollow),
    ):  # fmt: skip
        code = (
            f"import sys; sys.modules[{module!r}] = {there}; from rkbrief.__main__ import main\n"
            "sys.argv[1:] = ['--export', '-o', 'brief.md', 'a.txt']; sys.exit(main())"
        )
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
        assert (done.returncode, done.stdout) == (1, b"")
        assert done.stderr.startswith(b"rkbrief: the system refuses what the program needs: ")
        assert done.stderr.count(b"\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_f26_a_defect_before_the_command_line_is_loaded_is_one_line(tmp_path: Path) -> None:
    code = (
        "import sys; from types import SimpleNamespace as Fake; from rkbrief.__main__ import main\n"
        "sys.modules['rkbrief.replay'] = Fake(replay=lambda arguments: arguments.nothing)\n"
        "sys.argv[1:] = ['--export']; sys.exit(main())"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    told = b"rkbrief: internal error: AttributeError: 'list' object has no attribute 'nothing'\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", told)


def test_f18_a_working_folder_that_is_gone_is_no_defect(desk: Path) -> None:
    gone = desk / "gone"
    gone.mkdir()
    start = f"import os, sys, subprocess; os.rmdir({str(gone)!r}); sys.exit(subprocess.run("
    command = [sys.executable, "-m", "rkbrief", "--export", "-q"]
    for place, code in (("-", 0), (str(desk / "out/a.md"), 0), ("b.md", 5)):
        gone.mkdir(exist_ok=True)
        asked = [*command, "-o", place, str(desk / "articles")]
        done = subprocess.run(
            [sys.executable, "-c", f"{start}{asked!r}).returncode)"],
            cwd=gone, capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stderr
        assert b"internal error" not in done.stderr
        assert done.stderr.count(b"\n") == (code != 0)
    assert inspect_brief((desk / "out/a.md").read_bytes()) is None
