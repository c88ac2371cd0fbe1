"""Which line of a page's head looks most like the title of what stands below.

The rules of corpus/titles.py know what heads of pages are made of; a head made of something else
they read wrongly. This asks the other way round: how long each line is, how it stands to the
date and to the first paragraph, how much of the article it tells, each with a weight in
lexicon/headlines.yaml, learned from pages whose titles are known.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from rkbrief.corpus.dates import is_date_line
from rkbrief.corpus.lines import Line
from rkbrief.corpus.words import bigrams
from rkbrief.lexicon import load_table

_LENGTHS = (8, 13, 18, 25, 45, 65)  # characters
_SHORTEST, _LONGEST, _STATEMENT = 3, 110, 60  # characters
_FAR, _TOP, _NEAR = 8, 5, 4  # lines
_MOST_LINES = 150  # above the article, the nearest
_LEAD = 3  # paragraphs
_COUNTS = (1, 3, 6, 10)  # pairs of characters in words
_BLANKS = re.compile(r"\s+")
_SIGNS = {
    "kana": re.compile(r"[ぁ-ん]"),
    "comma": re.compile("、"),
    "said": re.compile("「"),
    "dash": re.compile(r"[―─—]"),
    "bar": re.compile(r"[|/>»]"),
    "asks": re.compile(r"[?か]$"),
    "colon": re.compile(":"),
    "remark": re.compile(r"^\("),
    "bracket": re.compile(r"^[\[【<〈]"),
    "mark": re.compile(r"^[■◆●▼◇#※*・>-]"),
    "address": re.compile(r"https?:|@"),
}
_LIST_MARKS = frozenset("・･•‣◦")
_ITEM = re.compile(r"^\d{1,2}[.、:)]\s?\D")
_WORTH = 10.0  # the weights are tenths
_SURE = 0.8


class _Head(Struct, frozen=True, gc=False):
    """What all candidates are compared with."""

    lines: Sequence[Line]
    first: int
    dates: list[bool]
    words: set[str]
    lead: set[str]
    texts: list[str]


def find_sure_title(
    lines: Sequence[Line], first: int, among: Collection[int], sure: float = _SURE
) -> int | None:
    """Return the line of ``among`` that surely looks like the title, None where none does."""
    found = find_likely_title(lines, first) if among else None
    return found[0] if found and found[1] >= sure and found[0] in among else None


def find_likely_title(lines: Sequence[Line], first: int) -> tuple[int, float] | None:
    """Return the line above line ``first`` that looks most like the title, and how sure (0 to 1).

    None where no line above may be one.
    """
    weights: dict[str, int] = load_table("headlines")["weights"]
    seen = list_candidates(lines, first)
    if not seen:
        return None
    sums = {i: sum(weights.get(trait, 0) for trait in traits) for i, traits in seen.items()}
    best = max(sums, key=lambda index: (sums[index], -index))
    whole = sum(math.exp((total - sums[best]) / _WORTH) for total in sums.values())
    return best, 1 / whole


def list_candidates(lines: Sequence[Line], first: int) -> Mapping[int, set[str]]:
    """Return the traits of the lines above line ``first`` that may be the title."""
    floor = max(0, first - _MOST_LINES)
    prose = [line for line in lines[first : first + 60] if line.is_prose]
    lead = bigrams("\n".join(line.plain for line in prose[:_LEAD]))
    words = bigrams("\n".join(line.plain for line in prose)) | lead
    near = lines[: first + _NEAR]
    head = _Head(
        lines,
        first,
        [is_date_line(line.plain) for line in near],
        words,
        lead,
        [_BLANKS.sub("", line.plain) for line in near],
    )
    seen = {i: set(_list_traits(head, i)) for i in range(floor, first) if _may_be(lines[i])}
    for name, among in (("most", words), ("most of lead", lead)):
        shared = {i: len(bigrams(lines[i].plain) & among) for i in seen}
        for index, count in shared.items():
            if count and count == max(shared.values()):
                seen[index].add(name)
    return seen


def _may_be(line: Line) -> bool:
    """Tell whether a line can be a title at all: no rule, no item of a list, no long statement."""
    fits = _SHORTEST <= len(line.plain) <= _LONGEST and not line.is_rule
    fits = fits and not _ITEM.match(line.plain) and line.bullet not in _LIST_MARKS
    return fits and not (line.ends_sentence and len(line.plain) > _STATEMENT)


def _list_traits(head: _Head, index: int) -> Iterator[str]:
    line = head.lines[index]
    plain = line.plain
    yield f"length {_bin(len(plain), _LENGTHS)}"
    yield f"up {min(_FAR, head.first - index)}"
    yield f"top {min(_TOP, index)}"
    yield f"words {min(_TOP, len(plain.split()))}"
    yield f"hiragana {int(10 * line.hiragana) // 2}"
    pairs = bigrams(plain)
    shared = len(pairs & head.words)
    yield f"shares {_bin(shared, _COUNTS)}"
    yield f"shares part {int(5 * shared / len(pairs)) if pairs else 'none'}"
    yield f"lead {_bin(len(pairs & head.lead), _COUNTS)}"
    for name, sign in _SIGNS.items():
        if sign.search(plain):
            yield name
    for name, holds in (
        ("wide", "\u3000" in line.text),
        ("sentence", line.ends_sentence),
        ("prose", line.is_prose),
        ("foreign", not line.is_japanese),
        ("digits", 10 * sum(map(str.isdecimal, plain)) > 3 * len(plain)),
        ("gap", line.gap),
    ):
        if holds:
            yield name
    yield from _list_near(head, index)


def _bin(size: int, limits: Sequence[int]) -> int:
    """Return into which of the parts between ``limits`` a size falls."""
    return sum(size >= limit for limit in limits)


def _list_near(head: _Head, index: int) -> Iterator[str]:
    """Yield how a line stands to the others: to the nearest date, to its own copies."""
    dated = [i for i, is_date in enumerate(head.dates) if is_date]
    nearest = min(dated, key=lambda i: abs(i - index), default=None)
    yield "no date" if nearest is None else f"date {max(-_NEAR, min(_NEAR, nearest - index))}"
    for side, near in (("above", index - 1), ("below", index + 1)):
        if not 0 <= near < len(head.lines):
            continue
        line = head.lines[near]
        yield f"{side} length {_bin(line.length, _LENGTHS)}"
        if line.is_prose:
            yield f"{side} prose"
        if side == "below" and line.gap:
            yield "gap below"
    own = head.texts[index]
    if any(own in text for i, text in enumerate(head.texts) if i != index):
        yield "again"
    later = head.texts[index + 1 : head.first]
    if any(len(text) >= _FAR and text in own for text in later):
        yield "holds a later one"
