"""The table of docs/benchmarks.md, of what the other scripts measured last.

python benchmarks/table.py
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from paired import RESULTS

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
_HEAD = """# Benchmarks

Made by `python benchmarks/table.py` of what the scripts of `benchmarks/` measured last. A ratio
is the median of pairs of runs by turns, with its quartiles; seconds only give the scale.
"""


def lay_out(results: list[dict[str, Any]]) -> list[str]:
    """Return the rows of the comparisons."""
    rows = [
        "| job | against | ratio | quartiles | goal | met | scale |",
        "|---|---|---|---|---|---|---|",
    ]
    for each in results:
        sign = "≤" if each["at_most"] else "≥"
        ok = each["ratio"] <= each["goal"] if each["at_most"] else each["ratio"] >= each["goal"]
        rows.append(
            f"| {each['job']} | {each['against']} | {each['ratio']:.2f}x"
            f" | {each['low']:.2f}–{each['high']:.2f} | {sign} {each['goal']:g}x"
            f" | {'yes' if ok else 'no'} | {each['scale']} |"
        )
    return rows


def lay_out_growth(kept: dict[str, Any]) -> list[str]:
    """Return the rows of the growth."""
    rows = [
        "",
        f"A brief of a synthetic corpus, without the store, {kept['jobs']} processes:",
        "",
        "| articles | seconds | ms an article | parent's memory |",
        "|---|---|---|---|",
    ]
    for row in kept["growth"]:
        each = 1000 * row["seconds"] / row["articles"]
        rows.append(
            f"| {row['articles']:,} | {row['seconds']} | {each:.0f} | {row['megabytes']} MB |"
        )
    return [*rows, "", "![Seconds by articles](growth.svg)"]


def main() -> None:
    """Write the page."""
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
