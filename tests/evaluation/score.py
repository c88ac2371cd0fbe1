"""Score rkbrief on the evaluation articles: python tests/evaluation/score.py [--misses]."""

from __future__ import annotations

import argparse
import math
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from gold import HERE, load_gold, load_gold_corpus
from joining import score_facts, score_questions
from ledger import LOWER_IS_BETTER, Ledger
from scoring import Scorer

if TYPE_CHECKING:
    from rkbrief.model import Analysis


@dataclass(frozen=True)
class Collection:
    """Corpora that are scored together, each read by itself on the day ``as_of``."""

    floors: Path
    corpora: tuple[Path, ...]
    as_of: date


LARGE = Collection(HERE / "floors.yaml", (HERE,), date(2027, 12, 1))
"""One corpus on many topics, with the questions to all of them."""
SMALL = Collection(
    HERE / "small" / "floors.yaml",
    tuple(sorted(folder for folder in (HERE / "small").iterdir() if folder.is_dir())),
    date(2032, 1, 1),
)
"""Corpora of six articles on two topics, each with its own questions."""
_HEAD = """\
# What rkbrief reaches on the evaluation articles. A score below its floor fails the tests
# (above it for leaks and never, which are counts). Raised by score.py --raise-floors; lowered
# by hand only, in a commit that says why.
"""


@cache
def read_articles(corpus: Path = HERE, as_of: date = LARGE.as_of) -> Analysis:
    """Run the pipeline over the articles of a corpus once."""
    from rkbrief.config import load_corpus
    from rkbrief.pipeline import analyse

    told = load_corpus(corpus / "corpus.yaml")
    return analyse([corpus / "articles"], corpus=told, as_of=as_of)


@cache
def export_articles(corpus: Path = HERE, as_of: date = LARGE.as_of) -> dict[str, Any]:
    """Return the export (rkbrief/1) of a corpus."""
    from rkbrief.brief.export import to_export

    return dict(to_export(read_articles(corpus, as_of)))


@cache
def keep_ledger(collection: Collection = LARGE) -> Ledger:
    """Score the exports of a collection against the whole annotation."""
    ledger = Ledger()
    for corpus in collection.corpora:
        scorer = Scorer(export_articles(corpus, collection.as_of), ledger)
        for gold in load_gold(corpus):
            scorer.score_article(gold)
        score_facts(scorer.export, load_gold_corpus(corpus), scorer.facts, ledger)
        score_questions(scorer.export, scorer.asked, ledger)
    return ledger


def load_floors(collection: Collection = LARGE) -> dict[str, float]:
    """Return the floors by the name of the score."""
    file = collection.floors
    return dict(yaml.safe_load(file.read_text("utf-8")) or {}) if file.exists() else {}


def is_below(name: str, score: float, floor: float) -> bool:
    """Tell whether a score is worse than its floor."""
    return score > floor if name in LOWER_IS_BETTER else score < floor


def raise_floors(scores: dict[str, float], floors: dict[str, float]) -> dict[str, float]:
    """Return the floors after a run: the better of the old one and the score, cut to 0.001."""
    new = {}
    for name, score in scores.items():
        cut = math.floor(score * 1000) / 1000
        old = floors.get(name, cut)
        new[name] = min(old, cut) if name in LOWER_IS_BETTER else max(old, cut)
    return {**floors, **new}


def main() -> None:
    """Print every score beside its floor."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--misses", action="store_true", help="list every miss")
    args.add_argument("--raise-floors", action="store_true", help="write floors.yaml, upwards only")
    chosen = args.parse_args()
    for name, collection in (("one large corpus", LARGE), ("small corpora", SMALL)):
        print(f"{name}: {sum(len(load_gold(c)) for c in collection.corpora)} articles")  # noqa: T201
        report(collection, misses=chosen.misses)
        if chosen.raise_floors:
            floors = raise_floors(keep_ledger(collection).scores(), load_floors(collection))
            lines = [f"{name}: {floor:g}" for name, floor in sorted(floors.items())]
            collection.floors.write_text(_HEAD + "\n".join(lines) + "\n", "utf-8")


def report(collection: Collection, *, misses: bool) -> None:
    """Print the scores of a collection beside their floors, with ``misses`` what is behind them."""
    ledger, floors = keep_ledger(collection), load_floors(collection)
    if misses:
        print("\n".join(ledger.misses))  # noqa: T201 - the report
    for name, score in ledger.scores().items():
        floor = floors.get(name)
        mark = " BELOW" if floor is not None and is_below(name, score, floor) else ""
        print(f"{name:18} {score:6.3f}   floor {floor}{mark}")  # noqa: T201 - the report


if __name__ == "__main__":
    main()
