"""Weigh anew how the title of a page looks: lexicon/headlines.yaml.

``python tools/headlines.py`` writes the weights, ``--check`` only tells how often they find the
line of the title on pages that they have not seen. A model tells the line of the title from
the other lines above the article (a logistic one with one choice a page), fitted to the labelled
pages of the tests.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from labelled import Labelled, load_pages
from msgspec import Struct

from rkbrief.corpus.phrases import core
from rkbrief.corpus.title_looks import list_candidates

Numbers: TypeAlias = "np.ndarray[Any, np.dtype[np.float64]]"
Places: TypeAlias = "np.ndarray[Any, np.dtype[np.int64]]"
FILE = Path(__file__).parent.parent / "src/rkbrief/lexicon/headlines.yaml"
_ROUNDS, _STEP, _KEPT, _COST = 400, 0.2, 0.9, 0.004
_FOLDS, _TENTHS = 8, 10
_SHARE = 0.6  # of a line that is the title, or of a title that is the line


class Choice(Struct, frozen=True):
    """The lines of a page that may be its title: their traits, and which of them is it."""

    group: str
    seen: list[set[str]]
    right: list[bool]


def main(arguments: Sequence[str]) -> int:
    """Write the weights, or tell what they reach."""
    choices = read_choices(load_pages())
    if "--check" in arguments:
        check(choices)
    else:
        write(weigh(choices))
    return 0


def read_choices(pages: Sequence[Labelled]) -> list[Choice]:
    """Return the choices of the pages whose title stands above their article."""
    return [choice for choice in map(_read_choice, pages) if choice]


def _fold(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def _read_choice(page: Labelled) -> Choice | None:
    """Return the candidates of a page and which of them is the title; None where none is."""
    told = zip(page.lines, page.is_article, strict=True)
    first = next((i for i, (line, own) in enumerate(told) if own and line.is_prose), 0)
    seen = list_candidates(page.lines, first)
    wanted = _fold(page.title or "")
    right = [_is_title(page, index, wanted) for index in seen]
    if not wanted or not any(right):
        return None
    return Choice(page.group, list(seen.values()), right)


def _is_title(page: Labelled, index: int, wanted: str) -> bool:
    text, bare = _fold(page.lines[index].plain), _fold(core(page.lines[index]))
    if wanted in (text, bare):
        return True
    return (wanted in text and len(wanted) > _SHARE * len(text)) or (
        bare in wanted and len(bare) > _SHARE * len(wanted)
    )


def weigh(choices: Sequence[Choice]) -> dict[str, int]:
    """Return the weights, in tenths, of the traits of titles."""
    rows = [traits for choice in choices for traits in choice.seen]
    names = sorted(set().union(*rows))
    places = {name: place for place, name in enumerate(names)}
    seen = np.zeros((len(rows), len(names)))
    for row, traits in enumerate(rows):
        seen[row, [places[trait] for trait in traits]] = 1
    sizes = np.array([len(choice.seen) for choice in choices])
    starts = np.cumsum(sizes) - sizes
    wanted = np.concatenate([np.array(c.right) / sum(c.right) for c in choices])
    weights = moved = np.zeros(len(names))
    for _ in range(_ROUNDS):
        told = _choose(seen @ weights, starts, sizes)
        moved = _KEPT * moved + seen.T @ (told - wanted) / len(choices) + _COST * weights
        weights = weights - _STEP * moved
    tenths = {name: round(float(w) * _TENTHS) for name, w in zip(names, weights, strict=True)}
    return {name: weight for name, weight in tenths.items() if weight}


def _choose(sums: Numbers, starts: Places, sizes: Places) -> Numbers:
    """Return how likely each candidate is the title of its page."""
    raised = np.exp(sums - np.repeat(np.maximum.reduceat(sums, starts), sizes))
    told: Numbers = raised / np.repeat(np.add.reduceat(raised, starts), sizes)
    return told


def check(choices: Sequence[Choice]) -> None:
    """Print how many titles are found, by how sure the weights are that they are right."""
    groups = sorted({choice.group for choice in choices})
    found: list[tuple[float, bool]] = []
    for fold in range(_FOLDS):
        held = set(groups[fold::_FOLDS])
        weights = weigh([choice for choice in choices if choice.group not in held])
        found += [try_choice(weights, choice) for choice in choices if choice.group in held]
    for least in (0.0, 0.5, 0.6, 0.7, 0.8, 0.9):
        sure = [right for likely, right in found if likely >= least]
        print(f"at {least:.1f} or surer: {sum(sure)} of {len(sure)} titles")  # noqa: T201


def try_choice(weights: Mapping[str, int], choice: Choice) -> tuple[float, bool]:
    """Return how sure the weights are of the line that they find, and whether it is right."""
    sums = np.array([sum(weights.get(t, 0) for t in traits) for traits in choice.seen]) / _TENTHS
    told = np.exp(sums - sums.max())
    return float(1 / told.sum()), choice.right[int(sums.argmax())]


def write(weights: Mapping[str, int]) -> None:
    """Write the weights below the head of the table."""
    head = FILE.read_text("utf-8").partition("\nweights:\n")[0]
    ordered = sorted(weights.items(), key=lambda pair: (pair[1], pair[0]))
    FILE.write_text(f"{head}\nweights:\n{''.join(map(_row, ordered))}", "utf-8")


def _row(weight: tuple[str, int]) -> str:
    return f"  {weight[0]}: {weight[1]}\n"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
