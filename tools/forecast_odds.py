"""Learn anew how much a sentence reads like a forecast: lexicon/forecast_odds.yaml.

``python tools/forecast_odds.py`` writes the weights, ``--check`` only tells how well weights that
were learned from other articles tell the forecasts of an article.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import regression
import yaml
from msgspec import Struct

from rkbrief.analysis.forecast_odds import list_runs, rate_forecast
from rkbrief.language.sentences import split_sentences

ROOT = Path(__file__).parent.parent
EVALUATION = ROOT / "tests" / "evaluation"
READ = ROOT / "tests" / "analysis" / "read_sentences.yaml"
FILE = ROOT / "src" / "rkbrief" / "lexicon" / "forecast_odds.yaml"
_KEPT, _RIDGE = 10000, 3.0  # runs that get a weight, and how small it stays
_OF_ARTICLES = 3.0  # how often a sentence of an article counts; passages were written to be hard
_FOLDS = 8


class Labelled(Struct, frozen=True):
    """A sentence, whether it makes a forecast, and the articles that it was written with.

    ``counted`` is for how many sentences it stands.
    """

    group: str
    text: str
    is_forecast: bool
    counted: float = 1.0


def main(arguments: Sequence[str]) -> int:
    """Write the weights, or tell what they reach."""
    labelled = list(load_sentences())
    if "--check" in arguments:
        check(labelled)
    else:
        regression.write(learn(labelled), FILE)
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
                    yield Labelled(group, s.text, bool(s.forecasts), _OF_ARTICLES)
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
    """Return the table of weights, in hundredths."""
    seen = [_name_runs(sentence.text) for sentence in labelled]
    wanted = [sentence.is_forecast for sentence in labelled]
    counted = [sentence.counted for sentence in labelled]
    return regression.learn(seen, wanted, _KEPT, _RIDGE, counted)


def _name_runs(text: str) -> list[tuple[str, str]]:
    anywhere, at_end = list_runs(text)
    return [("anywhere", run) for run in sorted(anywhere)] + [
        ("at_end", run) for run in sorted(at_end)
    ]


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


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
