"""However the dashboard ends, the terminal is as it was (F25, F26)."""

from __future__ import annotations

import signal
import termios
from pathlib import Path

import pytest
from pty_session import PUT_BACK, Session

VIEWS = {
    "1": ("overview", "OverviewView"),
    "2": ("reader", "ReaderView"),
    "4": ("forecasts", "ForecastsView"),
    "5": ("brief", "BriefView"),
    "6": ("problems", "ProblemsView"),
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Give a folder with one article."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_text("輸出は3割増えた。\n\n来年も増える見込みだ。\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize("key", VIEWS)
def test_f26_a_defect_in_any_screen_puts_the_terminal_back_and_names_the_log(
    corpus: Path, key: str
) -> None:
    module, name = VIEWS[key]
    start = (
        f"import sys; from rkbrief.tui.views.{module} import {name} as V\n"
        "def show(self, *_): raise KeyError('secret \\x1b[31m')\n"
        "V.prepare = show\n"
        "from rkbrief.__main__ import main\n"
        "sys.argv[1:] = []\n"
        "if __name__ == '__main__': sys.exit(main())\n"
    )
    (corpus / "start.py").write_text(start, "utf-8")
    with Session(cwd=corpus, program=corpus / "start.py") as session:
        if key != "1":
            session.wait_for("1sources")
            session.press(key)
        assert session.end() == 1
        put_back = session.written
    assert all(put_back.rfind(code) > 0 for code in PUT_BACK)
    told = put_back[put_back.rfind(b"\x1b[?1049l") :]
    assert b"internal error: KeyError; what happened is in " in told
    assert b"secret" not in told
    log = corpus / ".local/state/rkbrief/log/dashboard.log"
    assert "\x1b" not in log.read_text("utf-8")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT])
def test_f25_the_settings_of_the_terminal_are_those_of_before(
    corpus: Path, number: signal.Signals
) -> None:
    with Session(cwd=corpus) as session:
        session.wait_for("1sources")
        during = termios.tcgetattr(session._child.child_fd)
        session.kill(number)
        assert session.end() == 128 + number
        after = termios.tcgetattr(session._child.child_fd)
    assert during != session.before
    assert after == session.before
