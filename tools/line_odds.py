"""Learn anew how much a line reads like its page's: lexicon/line_odds.yaml.

``python tools/line_odds.py`` writes the weights, ``--check`` only tells what weights that were
learned from other pages would drop of those lines that the rules keep.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from labelled import load_pages
from msgspec import Struct
from regression import Trait, learn, write

from rkbrief.corpus.line_odds import list_traits, need_odds, rate_line
from rkbrief.corpus.lines import Line
from rkbrief.corpus.reader import judge_lines, rule_lines, spare_lines

FILE = Path(__file__).parent.parent / "src" / "rkbrief" / "lexicon" / "line_odds.yaml"
_KEPT, _RIDGE = 10000, 10.0  # traits that get a weight, and how small it stays
_FOLDS = 6


class Labelled(Struct, frozen=True):
    """A line and whether it is the article's. ``group`` are the pages written with its own.

    ``need`` are the odds that drop it, as a logarithm; None where a rule decides.
    """

    group: str
    traits: dict[str, list[str]]
    is_article: bool
    need: float | None

    def list_names(self) -> list[Trait]:
        """Return the traits as the names of their weights."""
        return [(kind, name) for kind, names in self.traits.items() for name in sorted(names)]


def main(arguments: Sequence[str]) -> int:
    """Write the weights, or tell what they reach."""
    labelled = list(load_lines())
    if "--check" in arguments:
        check(labelled)
    else:
        write(learn_weights(labelled), FILE)
    return 0


def load_lines() -> Iterator[Labelled]:
    """Yield the lines of the labelled pages, and those between the first and last of articles.

    People save the article alone too; nothing stands around it then.
    """
    for page in load_pages():
        own = [index for index, is_article in enumerate(page.is_article) if is_article]
        yield from _read_lines(page.group, page.lines, page.is_article)
        if own:
            alone = slice(own[0], own[-1] + 1)
            yield from _read_lines(page.group, page.lines[alone], page.is_article[alone])


def _read_lines(
    group: str, lines: list[Line], are_article: Sequence[bool | None]
) -> Iterator[Labelled]:
    page = judge_lines(lines)
    metadata, rules = rule_lines(page)
    spared = spare_lines(page, metadata, rules)
    prose = [i for i, judged in enumerate(page) if i not in rules and judged.is_prose]
    asked = [index for index, is_article in enumerate(are_article) if is_article is not None]
    for index, found in list_traits(page, asked, prose):
        traits = {kind: list(names) for kind, names in found.items()}
        decided = index in rules or index in spared
        need = None if decided else need_odds(page, index)
        yield Labelled(group, traits, bool(are_article[index]), need)


def learn_weights(labelled: Sequence[Labelled]) -> dict[str, Any]:
    """Return the table of weights, in hundredths."""
    names = [line.list_names() for line in labelled]
    return learn(names, [line.is_article for line in labelled], _KEPT, _RIDGE)


def check(labelled: Sequence[Labelled]) -> None:
    """Print what would go of pages that were not learned from, at odds higher and lower."""
    groups = sorted({line.group for line in labelled})
    told: list[tuple[float, Labelled]] = []
    for fold in range(_FOLDS):
        held = set(groups[fold::_FOLDS])
        seen = [line for line in labelled if line.group not in held]
        table = learn_weights(seen)
        told += [(rate_line(line.traits, table), line) for line in labelled if line.group in held]
    for more in (1.0, 0.5, 0.0, -0.5, -1.0):
        gone = [x.is_article for odds, x in told if x.need is not None and odds < -x.need - more]
        print(f"{more:+} odds: of pages {len(gone) - sum(gone)}, of articles {sum(gone)}")  # noqa: T201
    sure = [line.is_article for odds, line in told if odds < 0]
    print(f"at even odds, all lines: of pages {len(sure) - sum(sure)}, of articles {sum(sure)}")  # noqa: T201


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
