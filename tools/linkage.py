"""Fit the weights of the table ``linkage`` to the articles of tests/evaluation.

``python tools/linkage.py`` writes src/rkbrief/lexicon/linkage.yaml and prints how well weights that
are fitted without a corpus do on it; with --check it only prints that. Logistic regression with
a ridge (Newton's method). What speaks against a pair starts from a weight that rules it out,
since most of that is too rare in the articles to learn.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "evaluation"))

from gold import load_gold, load_gold_corpus  # noqa: E402 - stands in tests/evaluation
from score import LARGE, SMALL, export_articles, read_articles  # noqa: E402
from scoring import Scorer  # noqa: E402

from rkbrief.analysis.contradictions import SIGNS  # noqa: E402
from rkbrief.analysis.gathering import gather_facts  # noqa: E402
from rkbrief.analysis.linkage import rate_odds  # noqa: E402
from rkbrief.analysis.matching import find_kin  # noqa: E402
from rkbrief.analysis.retellings import observe_retold_pairs  # noqa: E402
from rkbrief.config import load_corpus  # noqa: E402

TABLE = ROOT / "src" / "rkbrief" / "lexicon" / "linkage.yaml"
_RIDGE, _STEPS = 0.2, 50
_AGAINST, _STIFF = -3.0, 5.0
"""Weight from which what speaks against a pair starts, and how much that weighs."""
_HEAD = """\
# What each thing that is seen of two figures of kin adds to the logarithm of the odds that they
# are one fact (rkbrief.analysis.linkage says what is seen). Fitted by tools/linkage.py to the
# articles of tests/evaluation; not to be changed by hand.
weights:
"""


class Case(NamedTuple):
    """A pair of figures that are annotated: what is seen of it, and whether it is one fact."""

    corpus: str
    seen: dict[str, float]
    one: bool


def list_cases() -> Iterator[Case]:
    """Yield the annotated pairs of kin; a fact that one origin tells everywhere is no case."""
    for collection in (SMALL, LARGE):
        for folder in collection.corpora:
            yield from _list_cases(
                folder, export_articles(folder, collection.as_of), collection.as_of
            )


def _list_cases(folder: Path, export: dict[str, Any], as_of: date) -> Iterator[Case]:
    scorer = Scorer(export)
    for gold in load_gold(folder):
        scorer.score_article(gold)
    known, told = scorer.facts, load_gold_corpus(folder).facts
    analysis = read_articles(folder, as_of)
    facts = gather_facts(
        analysis.figures,
        sentences={s.id: s for s in analysis.sentences},
        corpus=load_corpus(folder / "corpus.yaml"),
        forecasts=analysis.forecasts,
    )
    *_, partners = find_kin(facts)
    for seen, i, j in observe_retold_pairs(facts, partners):
        names = [known.get(facts[n].figure.id, ("",))[0] for n in (i, j)]
        alone = any(name in told and told[name].independent == 1 for name in names)
        if all(names) and not alone:
            yield Case(folder.name, seen, names[0] == names[1])


def fit(cases: Sequence[Case]) -> dict[str, float]:
    """Return the weight of each thing seen, and of ``always``."""
    names = list(cases[0].seen)
    seen = np.array([[1.0, *case.seen.values()] for case in cases])
    one = np.array([case.one for case in cases], dtype=float)
    ridge = np.diag([0.0] + [_STIFF if name in SIGNS else _RIDGE for name in names])
    prior = np.array([0.0] + [_AGAINST if name in SIGNS else 0.0 for name in names])
    weights = prior.copy()
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-seen @ weights))
        slope = seen.T @ (one - chance) - ridge @ (weights - prior)
        bend = (seen * (chance * (1 - chance))[:, None]).T @ seen + ridge
        weights += np.linalg.solve(bend, slope)
    return dict(zip(["always", *names], (round(float(w), 2) for w in weights), strict=True))


def cross_validate(cases: Sequence[Case]) -> tuple[float, float]:
    """Return precision and recall where each corpus is judged by weights fitted to the others."""
    taken = good = 0
    for corpus in sorted({case.corpus for case in cases}):
        weights = fit([case for case in cases if case.corpus != corpus])
        for case in cases:
            if case.corpus == corpus and rate_odds(case.seen, weights) >= 0:
                taken, good = taken + 1, good + case.one
    return good / taken, good / sum(case.one for case in cases)


def main(arguments: list[str]) -> None:
    """Print how well the weights do, and write them."""
    cases = list(list_cases())
    precision, recall = cross_validate(cases)
    sys.stdout.write(f"{len(cases)} pairs: precision {precision:.3f}, recall {recall:.3f}\n")
    if "--check" not in arguments:
        lines = [f"  {name}: {weight:.2f}\n" for name, weight in fit(cases).items()]
        TABLE.write_text(_HEAD + "".join(lines), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
