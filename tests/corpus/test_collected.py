"""Sixty-three saved pages of as many kinds of sites: what is read of all of them together.

tests/corpus/pages holds pages that must be read without a fault; these are what a reader has not
met before, so their scores have floors. Pages and annotations were written for this project, by
whoever did not know the rules. Of the body, a YAML file lists each sentence, heading, item and
deck, without marks of lists and labels; captions, bylines, cells of tables and all else is none.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from page_lines import fold

from rkbrief import read_article, split_sentences

FOLDER = Path(__file__).parent / "collected"
FLOORS: dict[str, float] = {"sentence_f1": 0.922, "leaks": 120, "metadata": 0.947}
"""Reached, rounded down; ``leaks`` is a count and must not rise."""


@dataclass
class Tally:
    """What was right, wrong and missed, with the misses in words."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    leaks: list[str] = field(default_factory=list)
    stated: int = 0
    misread: list[str] = field(default_factory=list)

    def scores(self) -> dict[str, float]:
        return {
            "sentence_f1": 2 * self.right / (2 * self.right + self.wrong + self.missed),
            "leaks": len(self.leaks),
            "metadata": 1 - len(self.misread) / self.stated,
        }


@cache
def tally_pages() -> Tally:
    tally = Tally()
    for path in sorted(FOLDER.glob("*.txt")):
        _tally_page(tally, path)
    return tally


def _tally_page(tally: Tally, path: Path) -> None:
    wanted: dict[str, Any] = yaml.safe_load(path.with_suffix(".yaml").read_text("utf-8"))
    article = read_article(path.read_text("utf-8"))
    kept = split_sentences(article.text, excluded=[line.span for line in article.dropped])
    got = Counter(fold(sentence.text) for sentence in kept)
    body = Counter(fold(unit["text"]) for unit in wanted["body"])
    tally.right += (got & body).total()
    tally.wrong += (got - body).total()
    tally.missed += (body - got).total()
    whole = "".join(fold(unit["text"]) for unit in wanted["body"])
    tally.leaks += [f"{path.name}: {text}" for text in got - body if text not in whole]
    for name in ("title", "author", "published"):
        said, right = (fold(str(v or "")) for v in (getattr(article, name), wanted[name]))
        tally.stated += 1
        holds = name != "published" and said and right and (said in right or right in said)
        if said != right and not holds:
            tally.misread.append(f"{path.name}: {name} is {said}, not {right}")


def test_each_page_has_its_annotation() -> None:
    pages = sorted(path.stem for path in FOLDER.glob("*.txt"))
    assert len(pages) >= 63
    assert pages == sorted(path.stem for path in FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_what_is_read_of_unknown_pages_does_not_get_worse(name: str) -> None:
    tally = tally_pages()
    score = tally.scores()[name]
    told = "\n".join([f"{name} {score:.4f}", *tally.leaks, *tally.misread])
    assert score <= FLOORS[name] if name == "leaks" else score >= FLOORS[name], told
