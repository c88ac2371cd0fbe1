"""Lines that a writer broke at a phrase, at widths of no rule: releases, mails, old pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from rkbrief.lexicon.sought import Sought

_SURE_TEAR = re.compile(r"[、，のがを]\s*\Z")
"""No headline, and hardly an entry of a list, ends so."""
_TEAR = re.compile(r"[ぁ-ん、，]\s*\Z")
_PARTICLE = re.compile(r"[にでとも]\s*\Z")
"""Some headlines end so: half as sure."""
_FULL_STOP = re.compile(r"[。｡][」』）)】〕》〉”〟\]\"'*＊■◆★☆♪\s]*\Z")
_FINAL = re.compile(r"[。｡．！？!?：:…‥][」』）)】〕》〉”〟\]\"'*＊■◆★☆♪\s]*\Z")
_MARK = re.compile(
    r"\s*(?:[-–—*+‐−・•●▪◦‣▶►➤✓✔■□◆◇▼▲○◎★☆※#<＜〈【①-⑳]"
    r"|[0-9０-９]{1,2}[.)．）、](?![0-9０-９])|[0-9０-９]{1,2}[ 　](?=\S)|[(（][^()（）]{1,3}[)）])"
)
_HEADING = re.compile(r"\s*[■□◆◇▼▲◎★☆]")
"""What stands before a heading, which may well end in a verb."""
_ENDS_SENTENCE = re.compile(r"(?:です|ます|ません|[ただ]|ない|[かねよ])\s*\Z")
"""A sentence without its full stop, as headings and blogs have it."""
_FEWEST_SURE = 2
_SURE_SHARE = 20
"""One line in so many must be surely torn before a page counts as broken by hand."""
_NARROWEST, _NARROWEST_SURE = 30, 16
"""Cells; a shorter line that ends in kana may well be a heading."""
_NARROWEST_FULL, _WIDEST, _SLACK = 48, 90, 6
"""Cells of a line that reaches the margin, on a page where hardly any line passes it."""
_FEWEST_EVEN = 4
"""Lines of one number of characters that show a page broken at it."""
_NEVER_FIRST = re.compile(
    r"\s{0,2}[。、，．」』）】〕》〉”〟ーぁぃぅぇぉっゃゅょァィゥェォッャュョ]"
)
"""What no line begins with unless a program broke it."""
_TORN_WORD = Sought(
    r"[ァ-ヴー]{2}|[0-9０-９.．万億千][0-9０-９万億兆円％%年月日人件]|[一-龥][ぁ-ん]"
)
"""A letter before a break and the one after it that are hardly of two words."""
_REMNANT = 30
"""Cells of a line with a full stop that is hardly a sentence by itself."""


class PageLine(Struct, frozen=True, gc=False):
    """A line, its width in cells, and whether a blank line parts it from the one before."""

    text: str
    width: int
    apart: bool


def find_torn(lines: Sequence[PageLine]) -> frozenset[int]:
    """Return the indices of the lines that go on in the next one.

    Each of them leads, within lines that no blank line parts, to one with a full stop. Empty
    unless enough lines of the page end where no sentence, heading or entry does.
    """
    open_ended = _leading(lines)
    margin = max((lines[i].width for i in open_ended if lines[i].width <= _WIDEST), default=0)
    full = max(_NARROWEST_FULL, margin - _SLACK)
    even = _even_length([lines[index] for index in open_ended])
    if sum(line.width > _WIDEST for line in lines) * _SURE_SHARE > len(lines):
        full = _WIDEST + 1
        even = range(0)
    sure = 0.0
    torn: set[int] = set()
    for index in open_ended:
        line = lines[index]
        if _SURE_TEAR.search(line.text) and line.width >= _NARROWEST_SURE:
            sure += 1
            torn.add(index)
        elif line.width >= _NARROWEST and _is_tear(line.text) and not _HEADING.match(line.text):
            sure += 0.5 if _PARTICLE.search(line.text) else 0.0
            torn.add(index)
        elif full <= line.width <= _WIDEST or len(line.text.strip()) in even:
            torn.add(index)
            sure += 1.0 if _NEVER_FIRST.match(lines[index + 1].text) else 0.0
            sure += 0.5 if _parts_word(line.text, lines[index + 1].text) else 0.0
        if index in torn and _is_remnant(lines[index + 1]):
            sure += 0.5
    enough = sure >= _FEWEST_SURE and sure * _SURE_SHARE >= len(lines)
    return frozenset(torn) if enough else frozenset()


def _even_length(lines: Sequence[PageLine]) -> range:
    """Return the characters in a line where a page was broken by their number, not by cells."""
    lengths = Counter(
        len(line.text.strip()) for line in lines if _NARROWEST_FULL <= line.width <= _WIDEST
    )
    for length, _ in lengths.most_common(1):
        near = sum(lengths[n] for n in (length - 1, length, length + 1))
        if near >= _FEWEST_EVEN and near * 2 > lengths.total():
            return range(length - 1, length + 2)
    return range(0)


def _parts_word(before: str, after: str) -> bool:
    """Tell a break in mid-word: between digits and a unit, in katakana, before an ending."""
    return bool(_TORN_WORD.search(before.rstrip()[-1:] + after[:1]))


def _is_remnant(line: PageLine) -> bool:
    """Tell a last line too short for a sentence of its own."""
    return line.width <= _REMNANT and bool(_FULL_STOP.search(line.text))


def _is_tear(text: str) -> bool:
    return bool(_TEAR.search(text)) and not _ENDS_SENTENCE.search(text)


def _leading(lines: Sequence[PageLine]) -> list[int]:
    """Return the lines without a stop that lead, line by line, to one with a full stop."""
    leading: list[int] = []
    leads = False
    for index in range(len(lines) - 2, -1, -1):
        line, after = lines[index], lines[index + 1]
        leads = bool(_FULL_STOP.search(after.text)) or leads
        ends = after.apart or _FINAL.search(line.text) or _MARK.match(after.text)
        may_tear = _TEAR.search(line.text) or line.width >= _NARROWEST_FULL
        leads = leads and not ends and bool(may_tear)
        if leads:
            leading.append(index)
    return leading
