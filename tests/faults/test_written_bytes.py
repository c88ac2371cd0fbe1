"""Over hostile documents the dashboard writes to its terminal what it writes over any (F01).

Byte by byte: each kind of control sequence and each control character that reaches a terminal
must also have been written over a corpus of the same size in which nothing is hostile.
"""

from __future__ import annotations

import re
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile import ACTING, HIDING, write_documents
from pty_session import Session

from rkbrief.safe_text import find_hidden

Often = Callable[[int, int], int]
TOGETHER = 20
CLEAN = "港の橋、架け替えへ\n\n市は橋を2年後に架け替える。費用は約45億円で、増える可能性が高い。\n"
KEYS = (
    "1", "j", "\r", "2", "j", "J", "n", "]", "3", "j", " ", "u", "\r", "4", "z", "j", "\r", "5",
    "j", "d", "\x1b", "6", "j", "\r", "?", "\x1b", "\x10", "\x1b", "/", "橋", "\r", "n", "\x1b",
    "y", "a", "x", "\x1b", "c", "\x1b", "L", "t",
)  # fmt: skip
SEQUENCE = re.compile(
    r"\x1b\[(?P<mark>[<-?]?)(?P<numbers>[0-9;:]*)(?P<between>[ -/]*)(?P<final>[@-~])"
    r"|\x1b(?P<string>[\]PX^_])(?P<number>[0-9]*)[^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|\x1b(?P<short>[ -/]*[0-~])|(?P<alone>[\x00-\x1f\x7f-\x9f])"
)

UNFINISHED = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|[\]PX^_][^\x07\x1b]*)?\Z")
"""A sequence of which the rest is still to come when reading stops."""


def kinds(written: bytes) -> set[str]:
    """Return the control sequences of ``written``, modes by number, and control characters."""
    found = set()
    for match in SEQUENCE.finditer(written.decode("utf-8", "replace")):
        if match["final"]:
            mode = match["numbers"] if match["mark"] else ""
            found.add(f"CSI {match['mark']}{mode}{match['between']}{match['final']}")
        elif match["string"]:
            found.add(f"{match['string']}{match['number']}")
        else:
            found.add(repr(match["short"] or match["alone"]))
    return found


def walk(desk: Path) -> bytes:
    """Go through every view of the corpus in ``desk`` and return what was written."""
    with Session(cwd=desk, size=(100, 30)) as session:
        session.wait_until(
            lambda: bool(re.search(r"[1-9][0-9]* ?sources?", "".join(session.screen)))
        )
        for key in KEYS:
            session.press(key)
            for _ in range(5 if key == "\x1b" else 1):  # else it begins the next key
                session.read()
        written = UNFINISHED.sub(b"", session.written)
        session.kill(signal.SIGTERM)
        assert session.end() == 128 + signal.SIGTERM
        return written


def lay(desk: Path, words: str, author: str) -> Path:
    """Lay out a desk whose settings hold ``words``."""
    desk.mkdir()
    (desk / "seeds").mkdir()
    told = "".join(f"\\U{ord(c):08X}" for c in words)
    (desk / "seeds/corpus.yaml").write_text(
        f'title: "話{told}"\nquestions: [{{id: Q, ask: "費用は{told}", terms: [費用]}}]\n', "utf-8"
    )
    (desk / "config.yaml").write_text(f'brief: {{author: "{author}{told}"}}\n', "utf-8")
    return desk


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return the kinds of control that are written over a clean corpus."""
    desk = lay(tmp_path_factory.mktemp("clean") / "desk", "", "甲")
    for number in range(TOGETHER):
        (desk / f"seeds/{number}.txt").write_text(f"{CLEAN}{number}号。\n", "utf-8")
    return kinds(walk(desk))


def test_f01_no_kind_of_control_is_written_that_a_clean_corpus_does_not_ask_for(
    tmp_path: Path, ours: set[str], often: Often
) -> None:
    assert {"CSI m", "CSI H", "CSI ?1049h", "]52"} <= ours
    for first in range(0, often(1, 10) * TOGETHER, TOGETHER):
        desk = lay(tmp_path / str(first), "".join((*ACTING, *HIDING)), "乙")
        write_documents(desk / "seeds", range(first, first + TOGETHER))
        written = walk(desk)
        assert kinds(written) - ours == set()
        shown = SEQUENCE.sub("", written.decode("utf-8", "replace"))
        assert set(find_hidden(shown)) == set()
