"""How much a line reads like the page's own, whatever words its site has chosen.

The phrases of lexicon/boilerplate.yaml know what stands around the articles of many sites; each
site has words of its own. The first and last characters of a line, its look, the looks of the
lines around it and its place among the paragraphs each have a weight in lexicon/line_odds.yaml,
learned from labelled pages by logistic regression (Kohlschütter et al., WSDM 2010, tell the
lines of pages by such looks and neighbours). It is asked about the lines that no rule drops.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any

from rkbrief.corpus.judged import Judged
from rkbrief.corpus.signs import OF_DIALOGUE, opens_as_letter, tells_throughout
from rkbrief.corpus.speaker_labels import is_turn
from rkbrief.lexicon import load_table

RULE = "page_line"
_AGAINST_PROSE, _AGAINST_SHORT, _AGAINST_CROSSHEAD, _AGAINST_ITEM = 0.9, 1.9, 3.0, 4.0
"""Logarithms of odds: a paragraph by itself is seldom the page's, but then by what it says; the
rows of a table, the steps of a guide and what stands alone between paragraphs look like links."""
_IN_PERSON = 2.0  # more, where somebody tells or talks: so does a page to its readers
_MOST = ((0.0, 0.25), (1.0, 0.5))
"""The share of a body's prose that may go by odds so much beyond what is needed: where more of it
would, the article itself reads like that."""
_FEW = 6  # paragraphs, of which each may be the last
_FROM_START, _FROM_END = 40, 12  # characters that are looked at
_ANYWHERE, _AT_START, _AT_END = range(1, 4), range(2, 6), range(2, 7)  # lengths of runs
_LENGTHS = (2, 4, 7, 11, 17, 27, 42, 66, 105)  # characters
_NEAR = (-2, -1, 1, 2)  # lines
_PLACES = (1, 2, 3, 4, 7)  # paragraphs above, and below
_NUMBERED = re.compile(r"\d{1,2}\s\D")
_DIGITS = re.compile("[0-9]+")
_LOOKS = {
    "stop": re.compile("。"),
    "comma": re.compile("、"),
    "kana": re.compile("[ぁ-ん]{2}"),
    "address": re.compile(r"https?:|@|©|\(c\)"),
    "ends in stop": re.compile("。$"),
    "ends in quotation": re.compile("」$"),
    "ends in bracket": re.compile(r"\)$"),
    "asks": re.compile(r"[?!]$"),
}
_WORTH = 100.0  # the weights are hundredths


def find_page_lines(
    page: Sequence[Judged], rules: Mapping[int, str], spared: Collection[int] = frozenset()
) -> dict[int, str]:
    """Return the rule of each line of the body that reads like the page's own.

    ``rules`` are those of the lines dropped so far; ``spared`` are lines that stay.
    """
    kept = [i for i in range(len(page)) if i not in rules]
    prose = [i for i in kept if page[i].is_prose]
    if opens_as_letter(page, prose):
        return {}
    asked = [i for i in kept if i not in spared and not (page[i].is_prose and len(prose) < _FEW)]
    tells = tells_throughout(page, prose)
    beyond = {
        i: -rate_line(traits)
        - need_odds(page, i)
        - (_IN_PERSON if tells or _is_talk(page[i]) else 0.0)
        for i, traits in list_traits(page, asked, prose)
    }
    whole = sum(page[i].line.length for i in prose)
    for more, most in _MOST:
        found = {i: RULE for i, odds in beyond.items() if odds > more}
        lost = sum(page[i].line.length for i in found if page[i].is_prose)
        if lost < most * whole:
            return found
    return {}


def _is_talk(judged: Judged) -> bool:
    return bool(OF_DIALOGUE.match(judged.line.plain) or is_turn(judged.line))


def need_odds(page: Sequence[Judged], index: int) -> float:
    """Return the logarithm of the odds against a line at which it goes."""
    judged = page[index]
    if judged.is_prose:
        return _AGAINST_PROSE
    if judged.line.bullet or _NUMBERED.match(judged.line.plain):
        return _AGAINST_ITEM
    around = [page[near].is_prose for near in (index - 1, index + 1) if 0 <= near < len(page)]
    return _AGAINST_CROSSHEAD if around == [True, True] else _AGAINST_SHORT


def rate_line(
    traits: Mapping[str, Collection[str]], weights: Mapping[str, Any] | None = None
) -> float:
    """Return the natural logarithm of the odds that a line of such traits is the article's.

    ``weights`` are a table like that of the lexicon, to be tried in its place.
    """
    table = load_table("line_odds") if weights is None else weights
    told = sum(sum(map(table[kind].get, names, repeat(0))) for kind, names in traits.items())
    return float(table["bias"] + told) / _WORTH


def list_traits(
    page: Sequence[Judged], asked: Iterable[int], prose: Sequence[int]
) -> Iterator[tuple[int, dict[str, Collection[str]]]]:
    """Yield each line ``asked`` for and its traits, by the parts of the table of their weights.

    ``prose`` are the paragraphs that the rules keep, in order.
    """
    seen: dict[int, list[str]] = {}

    def look(index: int) -> list[str]:
        if index not in seen:
            seen[index] = [*_list_looks(page[index])] if 0 <= index < len(page) else ["none"]
        return seen[index]

    for index in asked:
        plain = _DIGITS.sub("0", page[index].line.plain).strip()
        start, end = f"^{plain[:_FROM_START]}", f"{plain[-_FROM_END:]}$"
        looks = {*look(index), *_list_places(index, prose, page[index].is_prose)}
        looks.update(f"{way:+} {name}" for way in _NEAR for name in look(index + way))
        yield (
            index,
            {
                "anywhere": {run for part in (start, end) for run in _runs(part, _ANYWHERE)},
                "at_start": {start[:size] for size in _AT_START},
                "at_end": {end[-size:] for size in _AT_END},
                "looks": looks,
            },
        )


def _runs(text: str, lengths: range) -> Iterator[str]:
    return (text[i : i + n] for n in lengths for i in range(len(text) - n + 1))


def _list_looks(judged: Judged) -> Iterator[str]:
    """Yield what can be seen of a line without knowing what it says."""
    line = judged.line
    yield f"length {bisect_right(_LENGTHS, len(line.plain))}"
    for name, sign in _LOOKS.items():
        if sign.search(line.plain):
            yield name
    for name, holds in (
        ("prose", judged.is_prose),
        ("gap", line.gap),
        ("date", judged.is_date),
        ("bullet", bool(line.bullet)),
    ):
        if holds:
            yield name


def _list_places(index: int, prose: Sequence[int], is_prose: bool) -> Iterator[str]:
    """Yield how many paragraphs stand above a line and below it."""
    kind = "prose" if is_prose else "short"
    above, below = bisect_left(prose, index), len(prose) - bisect_right(prose, index)
    for side, count in (("above", above), ("below", below)):
        place = bisect_right(_PLACES, count)
        yield f"{side} {place}"
        yield f"{kind} {side} {place}"
