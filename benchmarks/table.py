"""The table of docs/benchmarks.md, of what the other scripts measured last.

With --measure they all run first, which takes a quarter of an hour on two idle cores, most of
it 5,000 articles.

python benchmarks/table.py [--measure]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from paired import RESULTS

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
SCRIPTS = ("startup", "first_paint", "ranking", "export", "growth")
_HEAD = """# Benchmarks

Made by `python benchmarks/table.py --measure`. A ratio is the median of pairs of runs by turns,
with its quartiles; seconds only give the scale. A single pair has no quartiles.
"""
_EVEN, _MOST_MEGABYTES = 1.15, 400
"""Goals: time per article at 5,000 against 500, and memory at 5,000."""


def lay_out(results: list[dict[str, Any]]) -> list[str]:
    """Return the rows of the comparisons."""
    rows = [
        "| job | against | ratio | quartiles | goal | met | scale |",
        "|---|---|---|---|---|---|---|",
    ]
    for each in results:
        sign = "≤" if each["at_most"] else "≥"
        spread = f"{each['low']:.2f}–{each['high']:.2f}" if each["pairs"] > 1 else ""
        ok = each["ratio"] <= each["goal"] if each["at_most"] else each["ratio"] >= each["goal"]
        rows.append(
            f"| {each['job']} | {each['against']} | {each['ratio']:.2f}x"
            f" | {spread} | {sign} {each['goal']:g}x"
            f" | {'yes' if ok else 'no'} | {each['scale']} |"
        )
    return rows


def lay_out_growth(kept: dict[str, Any]) -> list[str]:
    """Return the rows of the growth."""
    rows = [
        "",
        "A brief of a synthetic corpus, its articles of some 3,000 characters, the store empty,",
        f"{kept['jobs']} processes; memory is the most that one of them held:",
        "",
        "| articles | seconds | ms an article | memory |",
        "|---|---|---|---|",
    ]
    for row in kept["growth"]:
        each = 1000 * row["seconds"] / row["articles"]
        rows.append(
            f"| {row['articles']:,} | {row['seconds']} | {each:.0f} | {row['megabytes']} MB |"
        )
    return [*rows, "", *_tell_goals(kept["growth"]), "![Seconds by articles](growth.svg)"]


def _tell_goals(growth: list[dict[str, Any]]) -> list[str]:
    """Return how the largest corpus does against its tenth, and what memory it takes."""
    by_size = {row["articles"]: row for row in growth}
    largest = max(by_size)
    if largest // 10 not in by_size:
        return []
    few, many = (by_size[size]["seconds"] / size for size in (largest // 10, largest))
    megabytes = by_size[largest]["megabytes"]
    even = "yes" if many <= _EVEN * few else "no"
    small = "yes" if megabytes <= _MOST_MEGABYTES else "no"
    sizes = f"{largest:,} against {largest // 10:,}"
    goals = [
        f"- Time per article at {sizes}: {many / few:.2f}x, goal ≤ {_EVEN}x: {even}.",
        f"- Memory at {largest:,}: {megabytes} MB, goal ≤ {_MOST_MEGABYTES} MB: {small}.",
    ]
    return [*goals, ""]


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--measure", action="store_true", help="run the other scripts first")
    if parser.parse_args().measure:
        for name in SCRIPTS:
            script = str(Path(__file__).with_name(f"{name}.py"))
            subprocess.run([sys.executable, script], check=True)  # noqa: S603 - our own
    kept = {p.stem: json.loads(p.read_text("utf-8")) for p in sorted(RESULTS.glob("*.json"))}
    if not kept:
        raise SystemExit("nothing measured yet: run the other scripts first")
    machines = sorted({each["machine"] for each in kept.values()})
    results = [row for each in kept.values() for row in each.get("results", [])]
    lines = [_HEAD, f"Machine: {'; '.join(machines)}.", "", *lay_out(results)]
    if "growth" in kept:
        lines += lay_out_growth(kept["growth"])
    PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
