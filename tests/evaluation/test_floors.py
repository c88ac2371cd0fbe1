"""What rkbrief reaches on the evaluation articles never gets worse unnoticed."""

from __future__ import annotations

import pytest
from gold import load_gold
from score import export_articles, is_below, keep_ledger, load_floors, raise_floors

FLOORS = load_floors()


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_score_holds_its_floor(name: str) -> None:
    ledger = keep_ledger()
    score = ledger.scores()[name]
    subject = name.removesuffix("_f1")
    misses = [m for m in ledger.misses if m.startswith((f"{name}:", f"{subject}."))]
    assert not is_below(name, score, FLOORS[name]), "\n".join([f"{name} {score:.4f}", *misses])


def test_every_score_has_a_floor() -> None:
    assert set(keep_ledger().scores()) == set(FLOORS)


def test_floors_are_never_lowered_by_a_worse_run() -> None:
    floors = {"figure_f1": 0.9, "leaks": 2.0}
    assert raise_floors({"figure_f1": 0.5, "leaks": 7.0}, floors) == floors
    assert raise_floors({"figure_f1": 0.95, "leaks": 0.0}, floors) == {
        "figure_f1": 0.95,
        "leaks": 0.0,
    }


@pytest.mark.parametrize("file", [g.file for g in load_gold()])
def test_every_character_is_in_one_sentence_or_dropped(file: str) -> None:
    article = next(a for a in export_articles()["articles"] if a["file"] == file)
    text = next(g for g in load_gold() if g.file == file).read()
    spans = [*article["sentences"], *article["dropped"]]
    covered = [0] * len(text)
    for span in spans:
        assert text[span["start"] : span["end"]] == span["text"]
        for at in range(span["start"], span["end"]):
            covered[at] += 1
    assert max(covered) <= 1
    left = "".join(c for c, n in zip(text, covered, strict=True) if not n and not c.isspace())
    assert left == ""
