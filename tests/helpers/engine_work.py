"""Work for the tests of the engine: importable by the processes that do it."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from rkbrief.errors import CorpusError


@dataclass(frozen=True)
class Source:
    """A file by its path."""

    path: str


@dataclass(frozen=True)
class Errand:
    """A task; ``folder`` is where killed processes leave their marks."""

    source: Source
    folder: str = ""

    @property
    def name(self) -> str:
        return self.source.path


def errand(name: str, folder: str = "") -> Errand:
    return Errand(Source(name), folder)


def work(task: Errand) -> str:
    """Do as the name says: slow, refuse, fail, die (always), die-once, else the name."""
    if task.name == "refuse":
        raise CorpusError("empty")
    if task.name == "fail":
        raise ValueError("a defect")
    if task.name == "slow":
        time.sleep(0.3)
    if task.name == "die" or (task.name == "die-once" and _is_first_time(task)):
        os.kill(os.getpid(), signal.SIGKILL)
    return task.name.upper()


def tell_process(_task: Errand) -> int:
    """Return the process that does the task."""
    return os.getpid()


def _is_first_time(task: Errand) -> bool:
    mark = Path(task.folder, "died")
    if mark.exists():
        return False
    mark.touch()
    return True
