"""How the time of a brief grows from 5 to 5,000 articles, as a picture.

Each size is exported in a process of its own, with an empty store; the seconds are of the
wall, the memory is the most that one of its processes held. The largest is then exported again,
against the import of Textual. docs/growth.svg shows the seconds on logarithmic scales, beside
the line on which twice the articles take twice as long.

python benchmarks/growth.py [--sizes 5 50 500 5000] [--jobs 2]
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from paired import ENVIRONMENT, RESULTS, compare, describe_machine, run, tell
from synthetic import ARTICLES, read_sentences, write_corpus

PICTURE = Path(__file__).parents[1] / "docs" / "growth.svg"
_WIDTH, _HEIGHT, _EDGE = 640, 360, 60


def measure(size: int, jobs: int, folder: str) -> tuple[float, float, Callable[[], object]]:
    """Return the seconds and the megabytes of a brief, and what makes it once more.

    ``size`` is how many articles it is of. ``folder`` takes the articles, the brief and the store.
    """
    corpus = Path(folder) / "articles"
    write_corpus(corpus, size, read_sentences(ARTICLES))
    command = ["-m", "rkbrief", "--export", "--jobs", str(jobs), "--output", f"{folder}/brief.md"]
    command.append(str(corpus))
    started = time.perf_counter()
    child = subprocess.Popen(  # noqa: S603 - this Python
        [sys.executable, *command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=ENVIRONMENT | {"XDG_CACHE_HOME": folder},
    )
    _, status, used = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"{size} articles: exit status {status}")
    taken = time.perf_counter() - started
    return taken, used.ru_maxrss / 1024, run(*command, XDG_CACHE_HOME=folder)


def draw(measured: dict[int, tuple[float, float]]) -> str:
    """Return the picture of the seconds by the articles."""
    sizes = sorted(measured)
    seconds = [measured[size][0] for size in sizes]
    left, right = math.log10(sizes[0]), math.log10(sizes[-1])
    low, high = math.floor(math.log10(min(seconds))), math.ceil(math.log10(max(seconds)))

    def place(size: float, taken: float) -> str:
        x = _EDGE + (math.log10(size) - left) / (right - left or 1) * (_WIDTH - 2 * _EDGE)
        y = _HEIGHT - _EDGE - (math.log10(taken) - low) / (high - low or 1) * (_HEIGHT - 2 * _EDGE)
        return f"{x:.0f},{y:.0f}"

    line = " ".join(place(s, measured[s][0]) for s in sizes)
    last = measured[sizes[-1]][0]
    even = [s for s in sizes if last * s / sizes[-1] >= 10**low]
    linear = " ".join(place(s, last * s / sizes[-1]) for s in even)
    marks = []
    for size in sizes:
        x, y = place(size, measured[size][0]).split(",")
        marks.append(f'<circle cx="{x}" cy="{y}" r="4" fill="#1f5f8b"/>')
        marks.append(f'<text x="{x}" y="{int(y) - 10}">{measured[size][0]:.1f} s</text>')
        marks.append(f'<text x="{x}" y="{_HEIGHT - _EDGE + 20}">{size:,}</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
        ' font-family="sans-serif" font-size="12" text-anchor="middle">\n'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>\n'
        f'<text x="{_WIDTH // 2}" y="24">Seconds to a brief by the number of articles;'
        " dashed: twice the articles, twice the time</text>\n"
        f'<polyline points="{linear}" fill="none" stroke="#999" stroke-dasharray="4"/>\n'
        f'<polyline points="{line}" fill="none" stroke="#1f5f8b" stroke-width="2"/>\n'
        + "\n".join(marks)
        + "\n</svg>\n"
    )


def main() -> None:
    """Measure every size, then draw."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[5, 50, 500, 5000])
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    measured, results = {}, []
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as folder:
            seconds, megabytes, again = measure(size, given.jobs, folder)
            measured[size] = seconds, megabytes
            if size == max(given.sizes):
                sides = again, run("-c", "import textual.app")
                job = f"warm export, {size:,} articles"
                results.append(compare(job, "import textual.app", sides, goal=4, pairs=7))
        print(
            f"{size:6,} articles {seconds:8.1f} s  {1000 * seconds / size:6.1f} ms each"
            f"  {megabytes:5.0f} MB",
            flush=True,
        )
    tell("warm", results)
    RESULTS.mkdir(exist_ok=True)
    rows = [
        {"articles": size, "seconds": round(s, 1), "megabytes": round(m)}
        for size, (s, m) in measured.items()
    ]
    kept = {"machine": describe_machine(), "growth": rows, "jobs": given.jobs}
    (RESULTS / "growth.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    PICTURE.write_text(draw(measured), encoding="utf-8")


if __name__ == "__main__":
    main()
