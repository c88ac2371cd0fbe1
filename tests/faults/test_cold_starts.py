"""On a machine where something is missing, full, closed or odd the program still does its work.

Or it says in one line why it cannot, with the code that stands for it (F12, F18, F21, F27).
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from subprocess import DEVNULL, PIPE

import pytest

ENTRY = [sys.executable, "-m", "rkbrief"]
EXPORT = ["--export", "-o", "-"]
MODES = {
    "export": EXPORT,
    "export anew": [*EXPORT, "--no-cache", "--jobs", "2"],
    "list": ["--list"],
    "check": ["--check"],
    "verify": ["--verify", "brief.md"],
    "version": ["--version"],
}
ODD = ("", "here", "/dev/null", "/proc/none", "file", "loop", "pipe", "/" + "x" * 5000, "\x1b[m")
"""Places that are none."""
VARIABLES = ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "TMPDIR")
LOCALES = ("C", "POSIX", "ja_JP.eucJP", "xx_YY.nope", "tr_TR.UTF-8")
CLOSED = ("0", "1", "2", "01", "02", "12", "012")
Told = tuple[int, bytes, str]


def start(arguments: list[str], **options: object) -> Told:
    """Run the program; return its exit code, what it printed and what it said."""
    given = {"stdin": DEVNULL, "stdout": PIPE, "stderr": PIPE, "timeout": 120, **options}
    done = subprocess.run([*ENTRY, *arguments], check=False, **given)  # type: ignore[call-overload]
    return done.returncode, done.stdout or b"", (done.stderr or b"").decode()


def limit(kind: int, most: int) -> Callable[[], None]:
    """Return what gives a process that starts a limit."""
    return lambda: resource.setrlimit(kind, (most, most))


@pytest.fixture
def right(desk: Path) -> Mapping[str, Told]:
    """Give what each mode tells where nothing is odd."""
    made = start(EXPORT)
    assert made[0] == 0
    (desk / "brief.md").write_bytes(made[1])
    (desk / "file").write_text("x", "utf-8")
    (desk / "loop").symlink_to("loop")
    os.mkfifo(desk / "pipe")
    return {name: start(arguments) for name, arguments in MODES.items()}


@pytest.mark.parametrize("variable", VARIABLES)
def test_f18_a_variable_that_names_no_place_costs_nothing_but_the_store(
    variable: str, right: Mapping[str, Told], desk: Path
) -> None:
    environ = {name: value for name, value in os.environ.items() if name != variable}
    if variable == "HOME":
        environ.pop("XDG_CACHE_HOME")
    for number, odd in enumerate(ODD):
        named = {"file": str(desk / "file"), "loop": str(desk / "loop"), "pipe": str(desk / "pipe")}
        surroundings = {**environ, variable: named.get(odd, odd)}
        name = list(MODES)[number % len(MODES)]
        code, printed, said = start(MODES[name], env=surroundings)
        assert (code, printed) == right[name][:2], (odd, said)
        usual = right[name][2].splitlines()
        further = [line for line in said.splitlines() if line not in usual]
        assert len(further) <= 1, (odd, said)
        assert not further or further[0].startswith("rkbrief: nothing is kept for the next run: ")
    assert start(MODES["export"], env=environ) == right["export"]


def test_f12_f27_f29_names_in_japanese_are_the_same_in_every_locale(tmp_path: Path) -> None:
    folder = tmp_path / "資料"
    folder.mkdir()
    (folder / "記事.txt").write_text("橋\n\n市は橋を2年後に架け替える見通しだ。\n", "utf-8")
    (folder / "corpus.yaml").write_text(
        "title: 橋\narticles: {記事.txt: {publisher: 見本新聞}}\n", "utf-8"
    )
    settings = "corpus: [資料]\noutput: 成果\ncorpora: {港: {corpus: [資料]}}\n"
    (tmp_path / "config.yaml").write_text(settings, "utf-8")
    told = set()
    for locale in LOCALES:
        environ = {
            **os.environ, "LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0",
            "SOURCE_DATE_EPOCH": "1780000000",
        }  # fmt: skip
        for arguments in (["--export"], ["--export", "--corpus-name", "港"], ["--list", "資料"]):
            code, printed, said = start(arguments, cwd=tmp_path, env=environ)
            assert (code, said) == (0, ""), locale
            told.add((tuple(arguments), printed))
    assert len(told) == 3
    assert (("--export",), "成果/2026-05-28-橋.md\n".encode()) in told
    assert (tmp_path / "成果/港/2026-05-28-橋.md").is_file()


@pytest.mark.parametrize("closed", CLOSED)
def test_f21_what_is_closed_is_told_or_not_needed(closed: str, right: Mapping[str, Told]) -> None:
    def close() -> None:
        for descriptor in closed:
            os.close(int(descriptor))

    for name, arguments in MODES.items():
        code, printed, said = start(arguments, preexec_fn=close)
        silent = name in {"check", "verify"}
        if "1" in closed and not silent:
            assert (code, printed) == (5, b""), name
            assert said.count("\n") == ("2" not in closed), name
        else:
            assert (code, printed) == right[name][:2], name
    code, printed, said = start([], preexec_fn=close)  # the dashboard
    assert (code, printed) == (2, b"")
    assert ("needs a terminal" in said) == ("2" not in closed)


def test_f21_a_standard_error_that_is_full_loses_talk_only(right: Mapping[str, Told]) -> None:
    with Path("/dev/full").open("wb") as full:
        for name, arguments in MODES.items():
            assert start(arguments, stderr=full)[:2] == right[name][:2], name
            assert start(arguments, stdout=full, stderr=full)[0] in {0, 5}, name


def test_f21_a_version_that_cannot_be_written_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        code, _, said = start(["--version"], stdout=full)
    assert code == 5
    assert said == "rkbrief: cannot write to standard output: No space left on device\n"


@pytest.mark.parametrize("most", [20, 36, 64, 160])
def test_f18_too_little_memory_is_told_in_one_line(most: int, right: Mapping[str, Told]) -> None:
    scarce = limit(resource.RLIMIT_AS, most << 20)
    if start(MODES["version"], preexec_fn=scarce) != right["version"]:
        return  # Python itself has too little
    for name, arguments in MODES.items():
        told = start(arguments, preexec_fn=scarce)
        if told[0] == 0:
            assert told[1] == right[name][1], name
        else:
            assert told[:2] == (1, b""), told
            assert told[2].startswith("rkbrief: "), told
            assert "internal error" not in told[2], told
            assert told[2].count("\n") == 1, told


@pytest.mark.parametrize("most", [5, 8, 24])
def test_f18_too_few_open_files_are_told_in_one_line(most: int, right: Mapping[str, Told]) -> None:
    for name, arguments in MODES.items():
        told = start(arguments, preexec_fn=limit(resource.RLIMIT_NOFILE, most))
        if told[0] == 0:
            assert told[1] == right[name][1], name
        else:
            assert (told[0] in {1, 2}, told[1]) == (True, b""), told
            assert "Too many open files" in told[2], told
            assert (told[2].count("\n"), "Traceback" in told[2]) == (1, False), told


def test_clearing_a_store_that_cannot_be_there_removes_nothing(desk: Path) -> None:
    (desk / "file").write_text("x", "utf-8")
    code, printed, said = start(
        ["--clear-cache"], env={**os.environ, "XDG_CACHE_HOME": str(desk / "file")}
    )
    assert (code, printed, said.endswith("nothing was kept\n")) == (0, b"", True)
