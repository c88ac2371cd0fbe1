"""Learn anew how much a sentence reads like a forecast: lexicon/forecast_odds.yaml.

``python tools/forecast_odds.py`` writes the weights, ``--check`` only tells how well weights that
were learned from other articles tell the forecasts of an article. Logistic regression with a
ridge (Newton's method, each step by conjugate gradients) on the labelled sentences of tests/.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import yaml
from msgspec import Struct

from rkbrief.analysis.forecast_odds import list_runs, rate_forecast
from rkbrief.language.sentences import split_sentences

ROOT = Path(__file__).parent.parent
EVALUATION = ROOT / "tests" / "evaluation"
READ = ROOT / "tests" / "analysis" / "read_sentences.yaml"
FILE = ROOT / "src" / "rkbrief" / "lexicon" / "forecast_odds.yaml"
Numbers: TypeAlias = "np.ndarray[Any, np.dtype[np.float64]]"
_RIDGE, _STEPS, _INNER, _NEAR = 3.0, 12, 30, 1e-3
_RARE, _KEPT = 2, 6000  # sentences that a run stands in at least; runs that get a weight
_FOLDS, _WORTH = 8, 100


class Labelled(Struct, frozen=True):
    """A sentence, whether it makes a forecast, and the articles that it was written with."""

    group: str
    text: str
    is_forecast: bool


class Design:
    """Which runs stand in which sentence: row after row in one array, as a sparse matrix."""

    def __init__(self, rows: Sequence[Sequence[int]], width: int) -> None:
        """Take the places of the runs of each sentence, one of them at least, of ``width`` runs."""
        sizes = np.array([len(row) for row in rows])
        self.starts = np.cumsum(sizes) - sizes
        self.sizes, self.width = sizes, width
        self.places = np.fromiter((place for row in rows for place in row), dtype=np.int64)

    def sum_up(self, weights: Numbers) -> Numbers:
        """Return the sum of the weights of each sentence."""
        told: Numbers = np.add.reduceat(weights[self.places], self.starts)
        return told

    def spread(self, values: Numbers) -> Numbers:
        """Return for each run the sum of the values of its sentences."""
        repeated = np.repeat(values, self.sizes)
        spread: Numbers = np.bincount(self.places, repeated, self.width).astype(np.float64)
        return spread


def main(arguments: Sequence[str]) -> int:
    """Write the weights, or tell what they reach."""
    labelled = list(load_sentences())
    if "--check" in arguments:
        check(labelled)
    else:
        write(learn(labelled))
    return 0


def load_sentences() -> Iterator[Labelled]:
    """Yield the labelled sentences: of the evaluation articles, of ``sentences``, of the tests."""
    sys.path.insert(0, str(EVALUATION))
    from gold import load_gold

    small = sorted(path for path in (EVALUATION / "small").iterdir() if path.is_dir())
    for folder in (EVALUATION, *small):
        for gold in load_gold(folder):
            group = gold.file if folder == EVALUATION else folder.name
            for s in gold.body:
                sure = not s.optional and not (s.forecasts and all(f.optional for f in s.forecasts))
                if sure and s.kind in {"sentence", "bullet"}:
                    yield Labelled(group, s.text, bool(s.forecasts))
    for file in sorted((EVALUATION / "sentences").glob("*.tsv")):
        yield from _load_passages(file)
    for case in yaml.safe_load(READ.read_text("utf-8")):
        sentence = split_sentences(case["text"])[case.get("at", -1)]
        told = any(kind == "forecast" for kind, *_ in case["reads"])
        yield Labelled(sentence.text, sentence.text, told)


def _load_passages(file: Path) -> Iterator[Labelled]:
    group = file.stem
    for line in file.read_text("utf-8").splitlines():
        label, told, text = line.partition("\t")
        if line.startswith("# "):
            group = f"{file.stem} {line}"
        elif told and label[:1] in "01":
            yield Labelled(group, text, label.startswith("1"))


def learn(labelled: Sequence[Labelled]) -> dict[str, Any]:
    """Return the table of weights, in hundredths: of all runs, then of those that tell most."""
    seen = [_name_runs(sentence.text) for sentence in labelled]
    wanted = np.array([float(sentence.is_forecast) for sentence in labelled])
    counts = Counter(name for names in seen for name in names)
    names = sorted(name for name, count in counts.items() if count >= _RARE)
    weights = _fit(seen, names, wanted)
    often = np.sqrt([counts[name] for name in names])
    telling = np.argsort(-np.abs(weights[1:]) * often, kind="stable")[:_KEPT]
    names = sorted(names[place] for place in telling)
    weights = _fit(seen, names, wanted)
    hundredths = [round(float(weight) * _WORTH) for weight in weights]
    table: dict[str, Any] = {"bias": hundredths[0], "anywhere": {}, "at_end": {}}
    for (kind, run), weight in zip(names, hundredths[1:], strict=True):
        if weight:
            table[kind][run] = weight
    return table


def _name_runs(text: str) -> list[tuple[str, str]]:
    anywhere, at_end = list_runs(text)
    return [("anywhere", run) for run in sorted(anywhere)] + [
        ("at_end", run) for run in sorted(at_end)
    ]


def _fit(
    seen: Sequence[Sequence[tuple[str, str]]], names: Sequence[tuple[str, str]], wanted: Numbers
) -> Numbers:
    """Return the weights, the bias first and free of the ridge."""
    places = {name: place for place, name in enumerate(names, 1)}
    rows = [[0, *(places[name] for name in row if name in places)] for row in seen]
    design = Design(rows, len(names) + 1)
    ridge = np.full(design.width, _RIDGE)
    ridge[0] = 0.0
    weights = np.zeros(design.width)
    for _ in range(_STEPS):
        told = 1 / (1 + np.exp(-design.sum_up(weights)))
        slope = design.spread(told - wanted) + ridge * weights
        if np.abs(slope).max() < _NEAR:
            break
        weights = weights - _solve(design, told * (1 - told), ridge, slope)
    return weights


def _solve(design: Design, curved: Numbers, ridge: Numbers, slope: Numbers) -> Numbers:
    """Return the step that Newton's method takes from ``slope``, by conjugate gradients.

    ``curved`` is the second derivative of each sentence's loss.
    """
    scale = design.spread(curved) + ridge
    step, rest = np.zeros(design.width), slope.copy()
    way = ready = rest / scale
    size = float(rest @ ready)
    for _ in range(_INNER):
        bent = design.spread(curved * design.sum_up(way)) + ridge * way
        far = size / float(way @ bent)
        step, rest = step + far * way, rest - far * bent
        ready = rest / scale
        before, size = size, float(rest @ ready)
        if size < _NEAR**2:
            break
        way = ready + size / before * way
    return step


def check(labelled: Sequence[Labelled]) -> None:
    """Print precision, recall and F1 on sentences of articles that were not learned from."""
    groups = sorted({sentence.group for sentence in labelled})
    told: list[tuple[float, bool]] = []
    for fold in range(_FOLDS):
        held = set(groups[fold::_FOLDS])
        table = learn([s for s in labelled if s.group not in held])
        told += [(rate_forecast(s.text, table), s.is_forecast) for s in labelled if s.group in held]
    whole = sum(right for _, right in told)
    for least in (-3.0, -1.4, -0.5, 0.0, 0.5, 1.4, 2.2, 3.0):
        sure = [right for odds, right in told if odds >= least]
        precision, recall = sum(sure) / len(sure), sum(sure) / whole
        f1 = 2 * precision * recall / (precision + recall)
        print(f"odds {least:4}: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")  # noqa: T201


def write(table: dict[str, Any]) -> None:
    """Write the weights below the head of the file, the largest first."""
    head = FILE.read_text("utf-8").partition("\nbias:")[0]
    lines = [head, f"bias: {table['bias']}"]
    for kind in ("at_end", "anywhere"):
        lines.append(f"{kind}:")
        ordered = sorted(table[kind].items(), key=lambda pair: (-abs(pair[1]), pair[0]))
        lines += [f"  {json.dumps(run, ensure_ascii=False)}: {weight}" for run, weight in ordered]
    FILE.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
