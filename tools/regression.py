"""Logistic regression with a ridge on traits that hold or don't, for the tables of weights.

Newton's method, each step by conjugate gradients (Komarek 2004 fits large sparse ones so).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

Numbers: TypeAlias = "np.ndarray[Any, np.dtype[np.float64]]"
Trait: TypeAlias = tuple[str, str]
"""The part of the table that its weight stands in, and its name there."""
_STEPS, _INNER, _NEAR = 12, 30, 1e-3
_RARE = 2  # examples that a trait holds for at least
_WORTH = 100


class Design:
    """Which traits hold for which example: row after row in one array, as a sparse matrix."""

    def __init__(self, rows: Sequence[Sequence[int]], width: int) -> None:
        """Take the places of the traits of each example, one of them at least, of ``width``."""
        sizes = np.array([len(row) for row in rows])
        self.starts = np.cumsum(sizes) - sizes
        self.sizes, self.width = sizes, width
        self.places = np.fromiter((place for row in rows for place in row), dtype=np.int64)

    def sum_up(self, weights: Numbers) -> Numbers:
        """Return the sum of the weights of each example."""
        told: Numbers = np.add.reduceat(weights[self.places], self.starts)
        return told

    def spread(self, values: Numbers) -> Numbers:
        """Return for each trait the sum of the values of its examples."""
        repeated = np.repeat(values, self.sizes)
        spread: Numbers = np.bincount(self.places, repeated, self.width).astype(np.float64)
        return spread


def learn(
    seen: Sequence[Collection[Trait]],
    wanted: Sequence[bool],
    kept: int,
    ridge: float,
    counted: Sequence[float] | None = None,
) -> dict[str, dict[str, int] | int]:
    """Return a table of weights in hundredths, ``bias`` and a part for each kind of trait.

    ``seen`` are the traits of each example, ``wanted`` its label and ``counted`` for how many
    examples it stands, None for one each. All traits are weighed, then the ``kept`` of them that
    tell most once more; a larger ``ridge`` keeps weights smaller.
    """
    labels = np.array(wanted, dtype=np.float64)
    worth = np.ones(len(labels)) if counted is None else np.array(counted, dtype=np.float64)
    counts = Counter(trait for traits in seen for trait in traits)
    names = sorted(trait for trait, count in counts.items() if count >= _RARE)
    weights = _fit(seen, names, labels, worth, ridge)
    often = np.sqrt([counts[name] for name in names])
    telling = np.argsort(-np.abs(weights[1:]) * often, kind="stable")[:kept]
    names = sorted(names[place] for place in telling)
    weights = _fit(seen, names, labels, worth, ridge)
    hundredths = [round(float(weight) * _WORTH) for weight in weights]
    parts: dict[str, dict[str, int]] = {kind: {} for kind, _ in names}
    for (kind, name), weight in zip(names, hundredths[1:], strict=True):
        if weight:
            parts[kind][name] = weight
    return {"bias": hundredths[0], **parts}


def _fit(
    seen: Sequence[Collection[Trait]],
    names: Sequence[Trait],
    labels: Numbers,
    worth: Numbers,
    ridge: float,
) -> Numbers:
    """Return the weights, the bias first and free of the ridge."""
    places = {name: place for place, name in enumerate(names, 1)}
    rows = [[0, *(places[name] for name in row if name in places)] for row in seen]
    design = Design(rows, len(names) + 1)
    ridges = np.full(design.width, ridge)
    ridges[0] = 0.0
    weights = np.zeros(design.width)
    for _ in range(_STEPS):
        told = 1 / (1 + np.exp(-design.sum_up(weights)))
        slope = design.spread(worth * (told - labels)) + ridges * weights
        if np.abs(slope).max() < _NEAR:
            break
        weights = weights - _solve(design, worth * told * (1 - told), ridges, slope)
    return weights


def _solve(design: Design, curved: Numbers, ridges: Numbers, slope: Numbers) -> Numbers:
    """Return the step that Newton's method takes from ``slope``, by conjugate gradients.

    ``curved`` is the second derivative of each example's loss.
    """
    scale = design.spread(curved) + ridges
    step, rest = np.zeros(design.width), slope.copy()
    way = ready = rest / scale
    size = float(rest @ ready)
    for _ in range(_INNER):
        bent = design.spread(curved * design.sum_up(way)) + ridges * way
        far = size / float(way @ bent)
        step, rest = step + far * way, rest - far * bent
        ready = rest / scale
        before, size = size, float(rest @ ready)
        if size < _NEAR**2:
            break
        way = ready + size / before * way
    return step


def write(table: dict[str, Any], file: Path) -> None:
    """Write a table of weights below the head of its file, the largest of each part first."""
    head = file.read_text("utf-8").partition("\nbias:")[0].rstrip("\n")
    lines = [head, f"bias: {table['bias']}"]
    for kind in sorted(set(table) - {"bias"}):
        lines.append(f"{kind}:")
        ordered = sorted(table[kind].items(), key=lambda pair: (-abs(pair[1]), pair[0]))
        lines += [f"  {json.dumps(name, ensure_ascii=False)}: {weight}" for name, weight in ordered]
    file.write_text("\n".join(lines) + "\n", "utf-8")
