"""Short lines amid the paragraphs that nothing ties to the article.

A crosshead says in other words what stands below it, looks as the other crossheads do and has
prose on both sides. What shares no word with the article and speaks of the site, or has the
form of a headline, is the page's; so is a line without the mark that all crossheads bear.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from rkbrief.corpus.blocks import find_body
from rkbrief.corpus.boilerplate import CROSSHEAD_MARKS
from rkbrief.corpus.judged import Judged
from rkbrief.corpus.phrases import Found, heads_summary
from rkbrief.corpus.signs import OF_DIALOGUE, sum_signs
from rkbrief.corpus.words import bigrams

_TOLD = 2  # the weight of signs that a line needs which hardly shares a word with the article
_MOST_SHARED = 5  # of its pairs of characters, one in so many
_FEWEST_MARKED = 2  # crossheads that show how this page marks them
_HEADLINE = range(14, 60)  # characters
_HEADLINE_PAIRS = 5  # of characters in words: enough that one would be shared
_SAID = re.compile(r"^(?:\([^()]{1,20}\)\s?)?「.{8,}」$")
"""What somebody says, in a line of its own: （青木さん）「来年は作れないかもしれない」."""
_TWO_PARTS = re.compile(r"\S{4,}[\u3000…]\S{4,}")
_TAGS = re.compile(r"^[^\sぁ-ん/|。、]{2,14}(?:\s?[/|]\s?[^\sぁ-ん/|。、]{2,14}){2,6}$")
_ITEM = re.compile(r"^(?:[\d(][\d.,)]*(?:[位回章節.、)\s]|$)|第\d|[^\s:]{1,12}:|[$>])|\s\d+$")
_FEWEST_INDENTED, _INDENTED = 5, 0.75  # paragraphs, and the share of them
_SHORT = 60  # characters
_SHEET = ("page_number", "running_head")
_QUOTES = '「『“"'


def mark_strays(page: list[Judged]) -> list[Judged]:
    """Mark the short lines between the body's first and last paragraph that are the page's."""
    found = find_body(page)
    marks = dict(_find_strays(page, *found)) if found else {}
    return [
        replace(judged, found=(marks[i],)) if i in marks else judged
        for i, judged in enumerate(page)
    ]


def _find_strays(page: Sequence[Judged], first: int, last: int) -> Iterator[tuple[int, Found]]:
    prose = [i for i in range(first, last + 1) if page[i].is_prose]
    words = frozenset(pair for i in prose for pair in bigrams(page[i].line.plain))
    mark = _crosshead_mark(page, first, last)
    indents = _indents(page, prose)
    for index in range(prose[0] + 1, prose[-1]):
        judged = page[index]
        line = judged.line
        if judged.is_prose and _is_set_apart(page, index, indents):
            yield index, Found("address")
        if not _may_be_stray(page, index):
            continue
        pairs = bigrams(line.plain)
        shared = len(words.intersection(pairs))
        if shared * _MOST_SHARED <= len(pairs) and sum_signs(line, without="text") >= _TOLD:
            yield index, Found("address")
        elif not shared and len(pairs) >= _HEADLINE_PAIRS and _is_headline(judged):
            yield index, Found("links")
        elif _TAGS.match(line.plain):
            yield index, Found("tags")
        elif mark and _is_unmarked(page, index):
            yield index, Found("unmarked")


def _may_be_stray(page: Sequence[Judged], index: int) -> bool:
    """Tell a short line that is no item, heads no list or dialogue, and is not known as yet."""
    judged, line = page[index], page[index].line
    if judged.is_prose or judged.noise or judged.section or judged.is_date or judged.is_listed:
        return False
    if OF_DIALOGUE.match(page[index + 1].line.plain) or not line.is_japanese:
        return False
    return not (heads_summary(line) or line.bullet or _ITEM.search(line.plain))


def _indents(page: Sequence[Judged], prose: Sequence[int]) -> bool:
    """Tell a page that indents its paragraphs, quotations aside."""
    lines = [page[i].line for i in prose if page[i].line.text[0] not in _QUOTES]
    return len(lines) >= _FEWEST_INDENTED and sum(bool(line.indent) for line in lines) >= (
        _INDENTED * len(lines)
    )


def _is_set_apart(page: Sequence[Judged], index: int, indents: bool) -> bool:
    """Tell a paragraph without the indent of all others that speaks of the page, or under PR."""
    line = page[index].line
    if not indents or line.indent or line.text[0] in _QUOTES or page[index].found:
        return False
    if any(found.rule in _SHEET for found in page[index - 1].found):
        return False  # the rest of a paragraph that began on the sheet before
    above = page[index - 1].section
    is_ad = above is not None and above.rule == "ad" and line.length < _SHORT
    return is_ad or sum_signs(line) >= _TOLD


def _is_headline(judged: Judged) -> bool:
    return judged.line.length in _HEADLINE and bool(_TWO_PARTS.search(judged.line.text))


def _crosshead_mark(page: Sequence[Judged], first: int, last: int) -> str:
    """Return the mark that the crossheads of the page bear, ``""`` where they bear none."""
    marks = Counter(
        page[i].line.text[0]
        for i in range(first + 1, last)
        if page[i].line.text[0] in CROSSHEAD_MARKS and not page[i].found and page[i + 1].is_prose
    )
    mark, times = marks.most_common(1)[0] if marks else ("", 0)
    return mark if times >= _FEWEST_MARKED else ""


def _is_unmarked(page: Sequence[Judged], index: int) -> bool:
    """Tell a line alone between two paragraphs, unless it names who speaks in the second."""
    above, below = page[index - 1], page[index + 1]
    is_alone = above.is_prose and below.is_prose
    starts = page[index].line.text[0]
    if _SAID.match(page[index].line.plain):
        return False
    return is_alone and starts not in CROSSHEAD_MARKS and below.line.text[0] not in _QUOTES
