"""Score rkbrief on the evaluation articles: python tests/evaluation/score.py [--misses]."""

from __future__ import annotations

import argparse
import math
from datetime import date
from functools import cache
from typing import Any

import yaml
from gold import ARTICLES, HERE, load_gold, load_gold_corpus
from joining import score_facts, score_questions
from ledger import LOWER_IS_BETTER, Ledger
from scoring import Scorer

FLOORS = HERE / "floors.yaml"
AS_OF = date(2027, 12, 1)
_HEAD = """\
# What rkbrief reaches on the evaluation articles. A score below its floor fails the tests
# (above it for leaks and never, which are counts). Raised by score.py --raise-floors; lowered
# by hand only, in a commit that says why.
"""


@cache
def export_articles() -> dict[str, Any]:
    """Run the pipeline over the articles once and return the export (schema rkbrief/1)."""
    from rkbrief.brief.export import to_export
    from rkbrief.config import load_corpus
    from rkbrief.pipeline import analyse

    corpus = load_corpus(HERE / "corpus.yaml")
    return dict(to_export(analyse([ARTICLES], corpus=corpus, as_of=AS_OF)))


@cache
def keep_ledger() -> Ledger:
    """Score the export against the whole annotation."""
    scorer = Scorer(export_articles())
    for gold in load_gold():
        scorer.score_article(gold)
    score_facts(scorer.export, load_gold_corpus(), scorer.facts, scorer.ledger)
    score_questions(scorer.export, scorer.asked, scorer.ledger)
    return scorer.ledger


def load_floors() -> dict[str, float]:
    """Return the floors by the name of the score."""
    return dict(yaml.safe_load(FLOORS.read_text("utf-8")) or {}) if FLOORS.exists() else {}


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
    ledger, floors = keep_ledger(), load_floors()
    if chosen.misses:
        print("\n".join(ledger.misses))  # noqa: T201 - the report
    for name, score in ledger.scores().items():
        floor = floors.get(name)
        mark = " BELOW" if floor is not None and is_below(name, score, floor) else ""
        print(f"{name:18} {score:6.3f}   floor {floor}{mark}")  # noqa: T201 - the report
    if chosen.raise_floors:
        lines = [f"{n}: {f:g}" for n, f in sorted(raise_floors(ledger.scores(), floors).items())]
        FLOORS.write_text(_HEAD + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
