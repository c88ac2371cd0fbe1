"""Where the article ends, by many weak signs of what stands below.

Below an article come notes on its writer, other articles with their first sentences, comments
and the small print; no phrase is common to them. But they are short beside the article, in more
lines than paragraphs, say little that the article says, speak to the reader, and begin with a
line that looks like none of its crossheads. For each paragraph near the end of the body the
weights of the signs that hold for all that stands below it are summed up, as corpus/signs.py
does for lines; the body ends above the first for which the sum is large enough. The weights are
those of a logistic model over pages of which two thirds of the known phrases were hidden.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from rkbrief.corpus.blocks import find_body
from rkbrief.corpus.boilerplate import CROSSHEAD_MARKS
from rkbrief.corpus.judged import INTERLEAVED, Judged
from rkbrief.corpus.lines import Line
from rkbrief.corpus.phrases import Found
from rkbrief.corpus.signs import is_polite, shows, sum_signs
from rkbrief.corpus.words import bigrams
from rkbrief.lexicon import load_table

_REACH = 60  # paragraphs from the end of the body
_MOST = 0.4  # of a body's prose; more of it is a part of the article
_LEAST = 120  # characters of an article
_SMALL, _SMALLER = 0.2, 0.1  # shares of a body's prose
_TOLD = 2  # weight of signs of a line
_SHARED = 0.6  # of the words that a paragraph of the article shares with the rest of it
_FEW, _MANY = 0.12, 0.5  # of paragraphs
_FEWEST_MARKED, _FEWEST_DIGITS, _FEWEST_LINES = 2, 4, 2
_NEUTRAL = INTERLEAVED | {"page_navigation", "pull_quote", "ad"}
_NOTE = re.compile(r"^(?:\((?!ご?参考)|[\[※*^#→←]|注\d?)")
_BRACKET = re.compile(r"^[【<〈《◇◆]")


class _Body(Struct, frozen=True, gc=False):
    """The paragraphs from ``first`` to ``last`` and what is compared with them.

    ``prose`` holds their places; ``usual`` is the mean share of a paragraph's words that stand
    in another one too; ``polite`` tells for each place whether all its sentences are polite.
    """

    last: int
    prose: list[int]
    own: dict[int, set[str]]
    usual: float
    polite: dict[int, bool]
    mark: str


def mark_ending(page: list[Judged]) -> list[Judged]:
    """Mark the paragraphs of the body that stand below the article's end."""
    found = find_body(page)
    if not found:
        return page
    body = _read_body(page, *found)
    last = _find_end(page, body)
    if last is None:
        return page
    beyond = {i for i in body.prose if i > last}
    return [
        replace(judged, found=(Found("sidebar"),)) if i in beyond else judged
        for i, judged in enumerate(page)
    ]


def _read_body(page: Sequence[Judged], first: int, last: int) -> _Body:
    prose = [i for i in range(first, last + 1) if page[i].is_prose and not page[i].found]
    own = {i: bigrams(page[i].line.plain) for i in prose}
    words = Counter(pair for pairs in own.values() for pair in pairs)
    shares = [
        sum(words[pair] > 1 for pair in pairs) / len(pairs) for pairs in own.values() if pairs
    ]
    marks = Counter(
        page[i].line.text[0]
        for i in range(first, last)
        if not page[i].is_prose and page[i + 1].is_prose
    )
    mark, times = next(((m, n) for m, n in marks.most_common() if m in CROSSHEAD_MARKS), ("", 0))
    return _Body(
        last,
        prose,
        own,
        sum(shares) / len(shares) if shares else 0.0,
        {i: is_polite(page[i].line.plain) for i in prose},
        mark if times >= _FEWEST_MARKED else "",
    )


def _find_end(page: Sequence[Judged], body: _Body) -> int | None:
    """Return the last paragraph of the article where others stand below it, or None."""
    table = load_table("boilerplate")
    weights, enough = table["ending"], table["enough"]["ending"]
    whole = sum(page[i].line.length for i in body.prose)
    words = Counter(pair for pairs in body.own.values() for pair in pairs)
    below = 0
    end = None
    for place in range(len(body.prose) - 1, max(0, len(body.prose) - _REACH), -1):
        index = body.prose[place]
        below += page[index].line.length
        words.subtract(body.own[index])
        if below > _MOST * whole or whole - below < _LEAST:
            break
        signs = _list_signs(page, body, place, below / whole, words)
        if sum(weights[sign] for sign in signs) >= enough:
            end = body.prose[place - 1]
    return end


def _list_signs(
    page: Sequence[Judged], body: _Body, place: int, share: float, words: Counter[str]
) -> Iterator[str]:
    """Yield the signs that all from paragraph number ``place`` on is not the article.

    ``share`` is that of its prose, ``words`` are those of the article above.
    """
    last, tail = body.prose[place - 1], body.prose[place:]
    lines = [page[i] for i in range(last + 1, body.last + 1) if not _is_neutral(page[i])]
    between = [page[i].line for i in range(last + 1, tail[0]) if not _is_neutral(page[i])]
    common = sum(_share(body.own[i], words) for i in tail) / len(tail)
    for sign, holds in (
        ("small", share <= _SMALL),
        ("smaller", share <= _SMALLER),
        ("short_lines", 2 * len(tail) <= len(lines)),
        ("lone", len(tail) == 1),
        ("parted", len(between) >= _FEWEST_LINES),
        ("numbers", sum(map(_count_digits, between)) >= _FEWEST_DIGITS),
        ("strange", common < _SHARED * body.usual),
        ("address", any(sum_signs(j.line) >= _TOLD for j in lines if not j.found)),
        ("report", any(shows("report", page[i].line) for i in tail)),
        ("dense", sum(b - a == 1 for a, b in pairwise(tail)) * 2 > len(tail)),
        ("glued", tail[0] == last + 1),
        ("alike", common >= body.usual),
        ("turns_polite", _turns(body, place, polite=True)),
        ("turns_plain", _turns(body, place, polite=False)),
    ):
        if holds:
            yield sign
    yield from _list_signs_of_head(lines[0], body)


def _is_neutral(judged: Judged) -> bool:
    """Tell a line that stands in the midst of articles too."""
    return any(found.rule in _NEUTRAL for found in judged.found)


def _list_signs_of_head(head: Judged, body: _Body) -> Iterator[str]:
    """Yield the signs that the first line below a paragraph heads no part of the article."""
    if sum_signs(head.line) >= _TOLD:
        yield "address_first"
    start = head.line.text[0]
    if start != body.mark and _NOTE.match(head.line.plain):
        yield "note"
    if start != body.mark and _BRACKET.match(head.line.plain):
        yield "bracket"
    if body.mark and start != body.mark and not head.is_prose:
        yield "unmarked"
    if head.line.bullet:
        yield "bullet"


def _turns(body: _Body, place: int, *, polite: bool) -> bool:
    """Tell that from ``place`` on the paragraphs speak politely and the others not, or not so."""
    above, below = (
        sum(body.polite[i] == polite for i in part) / len(part)
        for part in (body.prose[:place], body.prose[place:])
    )
    return above <= _FEW and below >= _MANY


def _share(pairs: set[str], words: Counter[str]) -> float:
    return sum(words[pair] > 0 for pair in pairs) / len(pairs) if pairs else 0.0


def _count_digits(line: Line) -> int:
    return sum(map(str.isdecimal, line.plain))
