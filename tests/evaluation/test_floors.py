"""What rkbrief reaches on the evaluation articles never gets worse unnoticed."""

from __future__ import annotations

from pathlib import Path

import pytest
from gold import GoldArticle, load_gold
from score import (
    LARGE,
    SMALL,
    Collection,
    export_articles,
    is_below,
    keep_ledger,
    load_floors,
    raise_floors,
)

COLLECTIONS = {"large": LARGE, "small": SMALL}
FLOORS = [(kind, name) for kind, each in COLLECTIONS.items() for name in sorted(load_floors(each))]
ARTICLES = [
    pytest.param(collection, corpus, gold, id=gold.file)
    for collection in COLLECTIONS.values()
    for corpus in collection.corpora
    for gold in load_gold(corpus)
]


@pytest.mark.parametrize(("kind", "name"), FLOORS)
def test_score_holds_its_floor(kind: str, name: str) -> None:
    ledger, floor = keep_ledger(COLLECTIONS[kind]), load_floors(COLLECTIONS[kind])[name]
    score = ledger.scores()[name]
    subject = name.removesuffix("_f1")
    misses = [m for m in ledger.misses if m.startswith((f"{name}:", f"{subject}."))]
    assert not is_below(name, score, floor), "\n".join([f"{name} {score:.4f}", *misses])


@pytest.mark.parametrize("kind", COLLECTIONS)
def test_every_score_has_a_floor(kind: str) -> None:
    assert set(keep_ledger(COLLECTIONS[kind]).scores()) == set(load_floors(COLLECTIONS[kind]))


def test_floors_are_never_lowered_by_a_worse_run() -> None:
    floors = {"figure_f1": 0.9, "leaks": 2.0}
    assert raise_floors({"figure_f1": 0.5, "leaks": 7.0}, floors) == floors
    assert raise_floors({"figure_f1": 0.95, "leaks": 0.0}, floors) == {
        "figure_f1": 0.95,
        "leaks": 0.0,
    }


@pytest.mark.parametrize(("collection", "corpus", "gold"), ARTICLES)
def test_every_character_is_in_one_sentence_or_dropped(
    collection: Collection, corpus: Path, gold: GoldArticle
) -> None:
    found = export_articles(corpus, collection.as_of)["articles"]
    article, text = next(a for a in found if a["file"] == gold.file), gold.read()
    spans = [*article["sentences"], *article["dropped"]]
    covered = [0] * len(text)
    for span in spans:
        assert text[span["start"] : span["end"]] == span["text"]
        for at in range(span["start"], span["end"]):
            covered[at] += 1
    assert max(covered) <= 1
    left = "".join(c for c, n in zip(text, covered, strict=True) if not n and not c.isspace())
    assert left == ""
