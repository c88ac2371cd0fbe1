"""The dashboard in a real pseudo-terminal: how it starts, how it ends, what it writes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pty_session import PATIENCE, PUT_BACK, Session

ARTICLE = "輸出は3割増えた。\n\n来年も増える見込みだ。工場は12か所ある。\n"
ESCAPES = "\x1b]0;owned\x07\x1b[2J\x1b]52;c;ZXZpbA==\x07\x9b31m\x1bP+q\x1b\\"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE, "utf-8")
    return tmp_path


def is_put_back(session: Session) -> bool:
    """Tell whether the terminal's modes were all left again."""
    return all(session.written.rfind(code) > 0 for code in PUT_BACK)


def test_it_opens_reads_and_leaves_with_q(desk: Path) -> None:
    with Session(cwd=desk) as session:
        session.wait_for("1source·")
        session.press("q")
        assert session.end() == 0
        assert is_put_back(session)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (signal.SIGTERM, 143),
        (signal.SIGINT, 130),
        (signal.SIGHUP, 129),
        (signal.SIGQUIT, 131),
    ],
)
def test_f25_a_signal_puts_the_terminal_back_and_is_the_exit_code(
    desk: Path, number: signal.Signals, code: int
) -> None:
    with Session(cwd=desk) as session:
        session.wait_for("1source·")
        session.kill(number)
        assert session.end() == code
        assert is_put_back(session)


def test_f25_a_signal_while_it_reads_leaves_no_process_behind(desk: Path) -> None:
    for number in range(60):
        (desk / "seeds" / f"{number}.txt").write_text(ARTICLE * 20, "utf-8")
    with Session(cwd=desk) as session:
        session.wait_for("Reading")
        workers = wait_for_children(session)
        session.kill(signal.SIGTERM)
        assert session.end() == 143
        assert workers
        until = time.monotonic() + PATIENCE
        while any(map(is_alive, workers)) and time.monotonic() < until:
            time.sleep(0.05)
        assert [pid for pid in workers if is_alive(pid)] == []


def wait_for_children(session: Session) -> list[int]:
    """Return the processes that the dashboard reads with, once there are any."""
    until = time.monotonic() + PATIENCE
    while not (workers := children_of(session.pid)) and time.monotonic() < until:
        session.read()
    return workers


def is_alive(pid: int) -> bool:
    """Tell whether a process is there and not only waits to be reaped."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def children_of(pid: int) -> list[int]:
    """Return the processes that ``pid`` has started."""
    listed = subprocess.run(
        ["/usr/bin/env", "ps", "-o", "pid=", "--ppid", str(pid)],
        capture_output=True,
        check=False,
        text=True,
    )
    return [int(word) for word in listed.stdout.split()]


def test_f25_stopped_and_continued_it_paints_everything_again(desk: Path) -> None:
    with Session(cwd=desk) as session:
        session.wait_for("1source·")
        session.kill(signal.SIGTSTP)
        session.wait_until(lambda: b"\x1b[?1049l" in session.written, "the terminal put back")
        put_back = len(session.written)
        session.wait_until(session.is_stopped, "the stop")
        session.kill(signal.SIGCONT)
        session.wait_until(lambda: b"source" in session.written[put_back:])
        session.wait_until(lambda: b"Overview" in session.written[put_back:])
        session.press("q")
        assert session.end() == 0


def test_ctrl_z_sends_it_to_the_background_as_any_other_program(desk: Path) -> None:
    with Session(cwd=desk) as session:
        session.wait_for("1source·")
        session.press("\x1a")
        session.wait_until(lambda: b"\x1b[?1049l" in session.written, "the terminal put back")
        status = Path(f"/proc/{session.pid}/status")
        session.wait_until(lambda: "\nState:\tT" in status.read_text(), "stopped")
        put_back = len(session.written)
        session.kill(signal.SIGCONT)
        session.wait_until(lambda: b"Overview" in session.written[put_back:])
        session.press("q")
        assert session.end() == 0


def test_f25_it_ends_when_its_terminal_goes_away_while_it_ends(desk: Path) -> None:
    with Session(cwd=desk) as session:
        session.wait_for("1source·")
        session.kill(signal.SIGTERM)
        session.hang_up()
        until = time.monotonic() + PATIENCE
        while is_alive(session.pid) and time.monotonic() < until:
            time.sleep(0.05)
        assert not is_alive(session.pid)


def test_ctrl_c_ends_it_as_any_other_program(desk: Path) -> None:
    with Session(cwd=desk) as session:
        session.wait_for("1source·")
        session.press("\x03")
        assert session.end() == 130
        assert is_put_back(session)


def test_f26_a_defect_puts_the_terminal_back_and_leaves_one_line_and_a_log(desk: Path) -> None:
    start = (
        "import sys; from rkbrief.tui.views.figures import FiguresView as V\n"
        "def show(self, *_): raise KeyError('secret \\x1b[31m')\n"
        "V.prepare = show\n"
        "from rkbrief.__main__ import main\n"
        "sys.argv[1:] = []\n"
        "if __name__ == '__main__': sys.exit(main())\n"
    )
    (desk / "start.py").write_text(start, "utf-8")
    with Session(cwd=desk, program=desk / "start.py") as session:
        session.wait_for("1source·")
        session.press("3")
        assert session.end() == 1
        assert is_put_back(session)
        told = session.written[session.written.rfind(b"\x1b[?1049l") :]
        assert b"internal error: KeyError; what happened is in " in told
        assert b"Traceback" not in session.written
    log = desk / ".local/state/rkbrief/log/dashboard.log"
    assert "secret" in log.read_text("utf-8")
    assert "\x1b" not in log.read_text("utf-8")


def test_f01_no_control_sequence_of_a_document_reaches_the_terminal(desk: Path) -> None:
    (desk / "seeds" / "b.txt").write_text(f"{ESCAPES}題{ESCAPES}\n\n{ESCAPES}100人いた。", "utf-8")
    with Session(cwd=desk) as session:
        session.wait_for("2sources")
        session.press(*"123456", "\r", "?", "q", "/", "x", "\r")
        session.press("q")
        assert session.end() == 0
        for harm in (b"\x1b]0;owned", b"\x1b]52;c;ZXZpbA", b"\x9b31m".decode("latin-1").encode()):
            assert harm not in session.written


@pytest.mark.parametrize(
    "size", [(0, 0), (1, 1), (2, 5), (19, 24), (20, 5), (60, 16), (1, 300), (300, 1), (500, 200)]
)
def test_f28_it_opens_at_any_size(desk: Path, size: tuple[int, int]) -> None:
    with Session(cwd=desk, size=size) as session:
        session.wait_until(lambda: b"?1049h" in session.written)
        session.press(*"123456", "q")
        assert session.end() == 0


def test_f28_below_the_smallest_size_it_says_so(desk: Path) -> None:
    with Session(cwd=desk, size=(19, 8)) as session:
        session.wait_for("Toosmall:20x5")
        session.press("q")
        assert session.end() == 0


def test_f28_a_hundred_sizes_one_after_the_other_leave_it_whole(desk: Path) -> None:
    with Session(cwd=desk) as session:
        session.wait_for("1source·")
        for number in range(100):
            session.resize(1 + number * 37 % 200, 1 + number * 17 % 60)
            session.read(0.01)
        session.resize(120, 40)
        session.press("1")
        session.wait_for("6Problems")
        session.press("q")
        assert session.end() == 0


@pytest.mark.parametrize("environ", [{"NO_COLOR": "1"}, {"TERM": "vt100"}, {"LANG": "C"}])
def test_it_works_with_less_than_a_usual_terminal(desk: Path, environ: dict[str, str]) -> None:
    with Session(cwd=desk, environ=environ) as session:
        session.wait_for("1source·")
        session.press("q")
        assert session.end() == 0


def test_f27_a_dumb_terminal_is_told_to_export(desk: Path) -> None:
    with Session(cwd=desk, environ={"TERM": "dumb"}) as session:
        assert session.end() == 2
        assert b"--export" in session.written
        assert b"\x1b[" not in session.written


def test_f27_without_a_terminal_it_says_to_export(desk: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "rkbrief"],
        cwd=desk,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        env={"PATH": os.environ["PATH"], "HOME": str(desk), "TERM": "xterm"},
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"--export" in done.stderr
    assert b"\x1b" not in done.stderr


def test_f27_where_standard_error_is_no_terminal_it_says_so_and_draws_nothing(desk: Path) -> None:
    program = desk / "quietly.py"
    program.write_text(
        "import subprocess, sys\n"
        "with open('err', 'wb') as err:\n"
        "    sys.exit(subprocess.run([sys.executable, '-m', 'rkbrief'], stderr=err).returncode)\n",
        "utf-8",
    )
    with Session(cwd=desk, program=program) as session:
        assert session.end() == 2
        assert b"\x1b[" not in session.written
    assert "draws on standard error" in (desk / "err").read_text("utf-8")


@pytest.mark.parametrize(
    "name",
    [
        "-c!touch hacked; $(touch hacked) `touch hacked`.txt",
        ";touch hacked.txt",
        "$(touch hacked)",
        "|touch hacked&.txt",
        "'; touch hacked; '.txt",
        '" && touch hacked ".txt',
        "+!touch hacked.txt",
        "--cmd=!touch hacked.txt",
        "a\ntouch hacked\n.txt",
    ],
)
def test_f30_a_file_opens_in_the_editor_by_an_argument_list(desk: Path, name: str) -> None:
    (desk / "seeds" / "a.txt").rename(desk / "seeds" / name)
    editor = desk / "ed it"
    editor.write_text('#!/bin/sh\nprintf "%s\\0" "$#" "$@" > "$HOME/told"\n', "utf-8")
    editor.chmod(0o755)
    told = desk / "told"
    with Session(cwd=desk, environ={"EDITOR": f"'{editor}' --flag"}) as session:
        session.wait_for("1source·")
        session.press("3", "o")
        session.wait_until(lambda: told.exists() and bool(told.read_text()))
        session.press("q")
        assert session.end() == 0
    assert told.read_text().split("\0") == ["2", "--flag", str(desk / "seeds" / name), ""]
    assert not list(desk.rglob("hacked"))


@pytest.mark.parametrize("editor", ["/nowhere/ed", "/etc/passwd", "ed;"])
def test_an_editor_that_does_not_start_is_told_and_the_keys_go_on_working(
    desk: Path, editor: str
) -> None:
    with Session(cwd=desk, environ={"EDITOR": editor}) as session:
        session.wait_for("1source·")
        session.press("3", "o")
        session.wait_for(editor.replace(" ", "") + ":")
        session.press("2")
        session.wait_for("2Reader")
        session.press("q")
        assert session.end() == 0
