"""Whatever fails or kills an export: the old or the new brief stands, and nothing beside it."""

from __future__ import annotations

import builtins
import errno
import io
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from rkbrief.cli import run
from rkbrief.store_file import find_store

Often = Callable[[int, int], int]
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES)
CALLS = (
    "open", "read", "write", "fsync", "fchmod", "link", "rename", "replace", "unlink", "mkdir",
    "close", "stat", "lstat", "fstat", "scandir", "listdir", "readlink", "umask",
)  # fmt: skip
EXPORT = ["--export", "-q", "-o", "out/brief.md"]
ARTICLE = Path("articles/sample.md")


@pytest.fixture
def briefs(desk: Path) -> tuple[bytes, bytes]:
    """Give the brief of before and the one to be written; the one of before is in its place."""
    text = ARTICLE.read_text("utf-8")
    assert run([*EXPORT[:-1], "new/brief.md"]) == 0
    ARTICLE.write_text(text + "\n来年は便数が3割増える可能性が高い。\n", "utf-8")
    assert run(EXPORT) == 0
    ARTICLE.write_text(text, "utf-8")
    old, new = Path("out/brief.md").read_bytes(), (desk / "new/brief.md").read_bytes()
    assert old != new
    return old, new


def left_behind() -> list[str]:
    """Return what stands beside the brief."""
    return [path.name for path in Path("out").iterdir() if path.name != "brief.md"]


class Failing:
    """Lets the n-th call to the system fail, counted over all that a program may call."""

    def __init__(self, at: int, number: int) -> None:
        self.at, self.number, self.made = at, number, 0

    def wrap(self, real: Callable[..., Any]) -> Callable[..., Any]:
        """Return a call that counts, and fails when its turn has come."""

        def call(*given: Any, **more: Any) -> Any:  # noqa: ANN401
            self.made += 1
            if self.made == self.at:
                if real is _close:
                    real(*given, **more)
                raise OSError(self.number, os.strerror(self.number))
            return real(*given, **more)

        return call

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Let it happen within the block."""
        with pytest.MonkeyPatch.context() as patch:
            for name in CALLS:
                patch.setattr(os, name, self.wrap(getattr(os, name)))
            opened = self.wrap(io.open)
            patch.setattr(io, "open", opened)
            patch.setattr(builtins, "open", opened)
            yield


_close = os.close


def fail_each(arguments: list[str], briefs: tuple[bytes, bytes], step: int) -> int:
    """Let each ``step``-th call of an export fail; return how many calls it makes."""
    old, new = briefs
    target = Path("out/brief.md")
    at, made = 1, 0
    while not made:
        target.write_bytes(old)
        failing = Failing(at, ERRORS[at // step % len(ERRORS)])
        with failing.at_work():
            code = run(arguments)
        assert target.read_bytes() in briefs, failing.at
        assert code in {0, 1, 2, 4, 5}, failing.at
        assert code or target.read_bytes() == new, failing.at
        assert left_behind() == [], failing.at
        made = failing.made if failing.made < at else 0
        at += step
    return made


@pytest.mark.usefixtures("desk")
def test_f18_whatever_call_of_an_export_fails_a_whole_brief_stands_alone(
    briefs: tuple[bytes, bytes], often: Often
) -> None:
    assert fail_each([*EXPORT, "--no-cache"], briefs, often(13, 1)) > 100


@pytest.mark.usefixtures("desk")
def test_f18_f22_whatever_call_of_an_export_with_a_store_fails_a_whole_brief_stands_alone(
    briefs: tuple[bytes, bytes], often: Often
) -> None:
    assert fail_each(EXPORT, briefs, often(13, 1)) > 100


def export() -> subprocess.Popen[bytes]:
    """Start an export as a process."""
    nowhere = subprocess.DEVNULL
    command = [sys.executable, "-m", "rkbrief", *EXPORT]
    return subprocess.Popen(command, stdout=nowhere, stderr=nowhere)


def test_f18_an_export_that_is_killed_leaves_a_whole_brief_and_the_next_one_cleans(
    desk: Path, briefs: tuple[bytes, bytes], often: Often
) -> None:
    old, new = briefs
    target = desk / "out/brief.md"
    dice = random.Random(18)  # noqa: S311 - made to be repeated
    started = time.monotonic()
    with export() as process:
        assert process.wait() == 0
    whole = time.monotonic() - started
    for _ in range(often(6, 200)):
        target.write_bytes(old)
        store = find_store()
        if dice.random() < 0.5 and store is not None:
            Path(store).unlink(missing_ok=True)
        with export() as process:
            time.sleep(dice.random() * whole)
            process.send_signal(signal.SIGKILL)
        assert target.read_bytes() in briefs
    (desk / "out/.rkbrief-0123456789abcdef.tmp").write_bytes(b"half")
    with export() as process:
        assert process.wait() == 0
    assert target.read_bytes() == new
    assert left_behind() == []
    assert sorted(path.name for path in desk.iterdir()) == [
        "articles", "config.yaml", "corpus.yaml", "new", "out",
    ]  # fmt: skip
