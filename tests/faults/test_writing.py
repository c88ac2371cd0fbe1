"""Exports at the same time, full disks, closed pipes and folders that may not be written to."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rkbrief.brief import writer
from rkbrief.brief.writer import inspect_brief
from rkbrief.cli import run

Program = Callable[..., "subprocess.CompletedProcess[bytes]"]
EXPORT = [sys.executable, "-m", "rkbrief", "--export", "-o", "out/brief.md"]


def test_f20_twenty_exports_at_the_same_time_leave_one_whole_brief(desk: Path) -> None:
    languages = ("en", "ja")
    whole = set()
    for language in languages:
        assert run(["--export", "-q", "--language", language, "-o", f"{language}.md"]) == 0
        whole.add(Path(f"{language}.md").read_bytes())
    running = [
        subprocess.Popen(
            [*EXPORT, "--language", languages[number % 2], *(["--no-cache"] * (number % 3 == 0))],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        for number in range(20)
    ]
    ends = set()
    for process in running:
        told = process.communicate(timeout=600)[0]
        ends.add((process.returncode, told))
    assert ends <= {(0, b"out/brief.md\n"), (4, b"")}
    assert (0, b"out/brief.md\n") in ends
    assert [path.name for path in Path("out").iterdir()] == ["brief.md"]
    assert Path("out/brief.md").read_bytes() in whole
    assert desk.is_dir()


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EROFS, b"Read-only file system"),
        (errno.EDQUOT, b"Disk quota exceeded"),
        (errno.ENOSPC, b"No space left on device"),
        (errno.EACCES, b"Permission denied"),
    ],
)
def test_f21_a_disk_that_takes_nothing_is_one_line_and_exit_5(
    number: int,
    words: bytes,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    assert run(["--export", "-q", "-o", "out/brief.md"]) == 0
    before = Path("out/brief.md").read_bytes()
    capsysbinary.readouterr()

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(writer, "_write_new", refuse)
    assert run(["--export", "-q", "-o", "out/brief.md", "--language", "ja"]) == 5
    told = capsysbinary.readouterr()
    assert told.out == b""
    assert told.err.count(b"\n") == 1
    assert words in told.err
    assert Path("out/brief.md").read_bytes() == before
    assert inspect_brief(before) is None
    assert [path.name for path in Path("out").iterdir()] == ["brief.md"]


def test_f21_a_file_size_limit_leaves_the_old_brief(desk: Path) -> None:
    assert run(["--export", "-q", "-o", "out/brief.md"]) == 0
    before = Path("out/brief.md").read_bytes()
    limit = "import resource as r; r.setrlimit(r.RLIMIT_FSIZE, (2000, 2000)); "
    code = f"{limit}import sys; from rkbrief.__main__ import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", code, *EXPORT[3:], "--language", "ja", "--no-cache"],
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (5, b"")
    assert done.stderr.count(b"\n") == 1
    assert Path("out/brief.md").read_bytes() == before
    assert [path.name for path in Path("out").iterdir()] == ["brief.md"]
    assert desk.is_dir()


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("mode", [["--export", "-o", "-"], ["--list"], ["--show-config"]])
def test_f21_a_reader_that_stops_after_a_line_ends_it_silently_with_141(mode: list[str]) -> None:
    Path("articles/long.txt").write_text("題\n\n" + "市は橋を2年後に架け替える。\n" * 9000, "utf-8")
    command = [sys.executable, "-m", "rkbrief", *mode, "--no-cache"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        told = process.stderr.read()
        code = process.wait(timeout=300)
    assert (code, told) == (141, b"")


@pytest.mark.parametrize("target", ["out/brief.md", "-"])
def test_f21_an_export_that_only_repeats_another_tells_a_full_disk_too(
    program: Program, desk: Path, target: str
) -> None:
    for _ in range(2):
        assert program("--export", "-q", "-o", target, cwd=desk).returncode == 0
    for _ in range(2):
        with Path("/dev/full").open("wb") as full:
            done = program(
                "--export",
                "-q",
                "-o",
                target,
                cwd=desk,
                capture_output=False,
                stdout=full,
                stderr=-1,
            )
        assert done.returncode == 5
        assert done.stderr == b"rkbrief: cannot write to standard output: No space left on device\n"
