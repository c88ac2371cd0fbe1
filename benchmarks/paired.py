"""What the benchmarks share: pairs of runs by turns, their ratios, and what is said of them.

Two sides that take turns meet the same busy moments, so the ratio of a pair holds where
seconds do not. Loops of pyperf and pytest-benchmark measure one side after the other, so
they are not used for pairs.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

RESULTS = Path(__file__).parent / "results"
ENVIRONMENT = {name: v for name, v in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""As an installed program has it: its bytecode is there, and not compiled by each run."""


@dataclass(frozen=True, slots=True)
class Result:
    """One comparison. ``ratio`` is the first side's time over the second's, its quartiles beside.

    ``at_most`` tells which way the goal lies: a ratio of at most ``goal``, or of at least.
    ``scale`` tells the medians of both in seconds.
    """

    job: str
    against: str
    goal: float
    at_most: bool
    ratio: float
    low: float
    high: float
    pairs: int
    scale: str

    @property
    def is_met(self) -> bool:
        """Tell whether the goal is met."""
        return self.ratio <= self.goal if self.at_most else self.ratio >= self.goal


def compare(
    job: str,
    against: str,
    sides: tuple[Callable[[], object], Callable[[], object]],
    *,
    goal: float,
    at_most: bool = True,
    pairs: int = 15,
) -> Result:
    """Run both sides by turns and compare their times.

    With ``at_most`` the ratio is first over second, else second over first: how many times
    faster the first is.
    """
    if pairs > 1:
        for side in sides:
            side()  # once unmeasured: caches; one pair alone is too long for them to matter
    times: list[tuple[float, float]] = []
    for number in range(pairs):
        order = (0, 1) if number % 2 else (1, 0)
        taken = {at: _time(sides[at]) for at in order}
        times.append((taken[0], taken[1]))
    return weigh(job, against, times, goal=goal, at_most=at_most)


def weigh(
    job: str,
    against: str,
    times: Sequence[tuple[float, float]],
    *,
    goal: float,
    at_most: bool = True,
) -> Result:
    """Compare the two sides of pairs of seconds; see :func:`compare`."""
    ratios = [a / b if at_most else b / a for a, b in times]
    low, middle, high = (
        statistics.quantiles(ratios, n=4) if len(times) > 1 else (ratios[0], ratios[0], ratios[0])
    )
    first, second = (statistics.median(t[at] for t in times) for at in (0, 1))
    scale = f"{_spell(first)} / {_spell(second)}"
    return Result(job, against, goal, at_most, middle, low, high, len(times), scale)


def _time(side: Callable[[], object]) -> float:
    started = time.perf_counter()
    side()
    return time.perf_counter() - started


def _spell(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"


def run(*command: str, **variables: str) -> Callable[[], object]:
    """Return a job that runs this Python with ``command`` and fails when it fails."""

    def job() -> None:
        subprocess.run(  # noqa: S603 - this Python
            [sys.executable, *command],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=ENVIRONMENT | variables,
        )

    return job


def tell(name: str, results: Sequence[Result]) -> None:
    """Print the results and keep them for the table of docs/benchmarks.md."""
    for each in results:
        sign = "<=" if each.at_most else ">="
        print(
            f"{each.job} against {each.against}: {each.ratio:.2f}x"
            f"  quartiles {each.low:.2f}-{each.high:.2f}, {each.pairs} pairs,"
            f" goal {sign} {each.goal:g}x {'met' if each.is_met else 'NOT MET'}  ({each.scale})"
        )
    RESULTS.mkdir(exist_ok=True)
    kept = {"machine": describe_machine(), "results": [asdict(each) for each in results]}
    (RESULTS / f"{name}.json").write_text(
        json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


def describe_machine() -> str:
    """Return the kind of machine: cores, system and Python, no name and no path."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    kind = f"{platform.machine()}, {platform.system()}"
    return f"{cores} cores, {kind}, Python {platform.python_version()}"
