"""What lies in the folder that rkbrief runs in is never imported by it (F31)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pty_session import Session

INSTALLED = """
import os, sys
sys.path[:] = [p for p in sys.path if p and os.path.realpath(p) != os.path.realpath(".")]
from rkbrief.__main__ import main
if __name__ == "__main__":
    sys.exit(main())
"""
"""The program as pip installs it: a script elsewhere."""
HOSTILE = "import os\nos.close(os.open('ran', os.O_CREAT))\nraise SystemExit(9)\n"
ARTICLE = "港の橋\n\n市は橋を2年後に架け替える。費用は約{}億円に増える可能性が高い。\n"
PAGE = "<html><body><article><h1>港</h1><p>市は橋を2年後に架け替える。</p></article>"


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """Give a folder of articles beside modules called as those that every process loads."""
    folder = tmp_path / "hostile"
    (folder / "seeds").mkdir(parents=True)
    for number in range(40):
        (folder / f"seeds/{number}.txt").write_text(ARTICLE.format(number) * 40, "utf-8")
    (folder / "seeds/page.html").write_text(PAGE, "utf-8")
    for name in ("pickle", "signal", "struct", "re", "msgspec", "rkbrief", "sitecustomize"):
        (folder / f"{name}.py").write_text(HOSTILE, "utf-8")
    (tmp_path / "start.py").write_text(INSTALLED, "utf-8")
    return folder


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_f31_no_process_of_an_export_imports_what_lies_beside_the_articles(
    hostile: Path, jobs: str
) -> None:
    done = subprocess.run(
        [sys.executable, "../start.py", "--export", "--no-cache", "--jobs", jobs, "-o", "b.md"],
        cwd=hostile,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, b"b.md\n"), done.stderr
    assert not (hostile / "ran").exists()


def test_f31_no_process_of_the_dashboard_imports_what_lies_beside_the_articles(
    hostile: Path,
) -> None:
    with Session(cwd=hostile, program=hostile.parent / "start.py") as session:
        session.wait_for("41sources·")
        session.press("q")
        assert session.end() == 0
    assert not (hostile / "ran").exists()
