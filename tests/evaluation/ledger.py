"""The book of a scoring run: hits, totals, and every miss in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

LOWER_IS_BETTER = ("leaks", "never")


@dataclass
class Ledger:
    """Hits and totals by name, plain counts by name, and the misses in words."""

    hits: Counter[str] = field(default_factory=Counter)
    totals: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def mark(self, name: str, *, good: bool, where: str) -> None:
        """Enter one case under ``name``; a bad one is remembered."""
        self.hits[name] += good
        self.totals[name] += 1
        if not good:
            self.misses.append(f"{name}: {where}")

    def count(self, name: str, where: str) -> None:
        """Enter one case of something that should never be."""
        self.counts[name] += 1
        self.misses.append(f"{name}: {where}")

    def scores(self) -> dict[str, float]:
        """Return every score by name: shares from 0 to 1, F1 from X.p and X.r, and counts."""
        share = {n: self.hits[n] / t for n, t in self.totals.items()}
        out = {n: s for n, s in share.items() if not n.endswith((".p", ".r"))}
        for name in {n[:-2] for n in share if n.endswith((".p", ".r"))}:
            p, r = share.get(f"{name}.p", 0.0), share.get(f"{name}.r", 0.0)
            out[f"{name}_f1"] = 2 * p * r / (p + r) if p + r else 0.0
        out |= {name: float(self.counts[name]) for name in LOWER_IS_BETTER}
        return dict(sorted(out.items()))
