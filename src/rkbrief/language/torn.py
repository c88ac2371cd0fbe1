"""Lines that a writer broke at a phrase, at widths of no rule: releases, mails, old pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_SURE_TEAR = re.compile(r"[、，のがを]\s*\Z")
"""No headline, and hardly an entry of a list, ends so."""
_TEAR = re.compile(r"[ぁ-ん、，]\s*\Z")
_FULL_STOP = re.compile(r"[。｡][」』）)】〕》〉”〟\]\"'*＊■◆★☆♪\s]*\Z")
_FINAL = re.compile(r"[。｡．！？!?：:…‥][」』）)】〕》〉”〟\]\"'*＊■◆★☆♪\s]*\Z")
_MARK = re.compile(
    r"\s*(?:[-–—*+‐−・•●▪◦‣▶►➤✓✔■□◆◇▼▲○◎★☆※#<＜〈【①-⑳]|[0-9０-９]{1,2}[.)．）、](?![0-9０-９])|[(（][^()（）]{1,3}[)）])"
)
_ENDS_SENTENCE = re.compile(r"(?:です|ます|ません|[ただ]|ない|[かねよ])\s*\Z")
"""A sentence without its full stop, as headings and blogs have it."""
_FEWEST_SURE = 2
_SURE_SHARE = 20
"""One line in so many must be surely torn before a page counts as broken by hand."""
_NARROWEST, _NARROWEST_SURE = 30, 16
"""Cells; a shorter line that ends in kana may well be a heading."""
_NARROWEST_FULL, _WIDEST, _SLACK = 60, 90, 6
"""Cells of a line that reaches the margin, on a page where hardly any line passes it."""


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line, its width in cells, and whether a blank line parts it from the one before."""

    text: str
    width: int
    apart: bool


def find_torn(lines: Sequence[PageLine]) -> frozenset[int]:
    """Return the indices of the lines that go on in the next one.

    Each of them leads, within lines that no blank line parts, to one with a full stop. Empty
    unless enough lines of the page end where no sentence, heading or entry does.
    """
    usual = [line.width for line in lines if line.width <= _WIDEST]
    is_narrow = (len(lines) - len(usual)) * _SURE_SHARE <= len(lines)
    full = max(_NARROWEST_FULL, max(usual, default=0) - _SLACK) if is_narrow else _WIDEST + 1
    leads = [False] * len(lines)
    sure = 0
    torn: set[int] = set()
    for index in range(len(lines) - 2, -1, -1):
        line, after = lines[index], lines[index + 1]
        if after.apart or _FINAL.search(line.text) or _MARK.match(after.text):
            continue
        leads[index] = bool(_FULL_STOP.search(after.text)) or leads[index + 1]
        if not leads[index]:
            continue
        is_sure = bool(_SURE_TEAR.search(line.text)) and line.width >= _NARROWEST_SURE
        sure += is_sure
        is_full = full <= line.width <= _WIDEST
        if (
            is_sure
            or is_full
            or (
                line.width >= _NARROWEST
                and _TEAR.search(line.text)
                and not _ENDS_SENTENCE.search(line.text)
            )
        ):
            torn.add(index)
        else:
            leads[index] = False
    enough = sure >= _FEWEST_SURE and sure * _SURE_SHARE >= len(lines)
    return frozenset(torn) if enough else frozenset()
