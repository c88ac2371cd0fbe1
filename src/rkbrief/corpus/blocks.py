"""Where on the page the article stands: the stretch of lines with the most prose for its noise.

Each line gets a weight, prose above zero and everything else below; the body is the stretch
with the largest sum (maximum subsequence segmentation: Pasternack and Roth, WWW 2009). Here
the weights come from the look of a line and from the lexicon instead of from training.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from rkbrief.corpus.judged import INTERLEAVED, Judged
from rkbrief.corpus.lines import Line
from rkbrief.corpus.phrases import Found, is_edited

Mode = Literal["body", "aside", "ended"]

_LINE_WORTH = 0.6  # of a character of prose
_MOST_WORTH = 220  # characters of one paragraph that count
_LEAST_WORTH = 8.0
_ASIDE_SHARE = 0.25  # of a lone paragraph after 関連記事: an abstract, more likely than not
_ASIDE_NOISE = 0.5  # of what noise costs there, where it is no surprise
_LONG_GAP, _KNOWN_IN_GAP = 6, 2  # lines
_SMALL_SHARE = 0.2  # of the prose of the body
_BYLINE = 6  # lines above the body in which its date stands
_BELOW = 6  # lines under コメント that show whose they are
_AD = 60  # characters that no advertisement in words reaches
_LONG_PARAGRAPH = 140  # a lone paragraph of this length is the article again
_GAP_COST = -60.0  # the most that a run of unremarkable short lines costs: a table, a list
_SECTION_COST, _END_COST, _NOISE_COST = -25.0, -80.0, -8.0
_AMID = frozenset({"related", "ranking", "ad", "subscribe", "promotion", "tags"})
"""Sections that stand in the midst of articles."""
_LAST = frozenset({"comments", "company", "footnote", "profile", "references", "contact"})
_EARLY = 0.6  # of the prose above the end: where a section stands in the midst
_RANK = re.compile(r"^(?P<rank>\d{1,2})(?:位|[.)、:]|\s)\s?\S")
_FEWEST_RANKS, _LONG_LIST = 2, 30
_BULLETS = "・･•"
_BULLET = -1.5  # of an item where no section of the page has begun
_HEADLINE = 15  # characters
_LABELLED = re.compile(r"^[^\s:。]{1,10}:\s?\S")
_ENOUGH_BODY = 150  # characters of prose before a section can end the body
_ENOUGH_SHARE = 0.25  # of the page's prose, where that is less


def find_body(page: Sequence[Judged]) -> tuple[int, int] | None:
    """Return the first and the last line of the body (indices, both inclusive).

    None when no line reads as prose.
    """
    best, best_sum = None, 0.0
    start, total = 0, 0.0
    for index, weight in enumerate(_weights(page)):
        if total <= 0:
            start, total = index, 0.0
        total += weight if total > 0 or page[index].is_prose else min(0.0, weight)
        if total > best_sum:
            best, best_sum = (start, index), total
    return _trim(page, *best) if best else None


def find_cut_off(page: Sequence[Judged]) -> tuple[int, int] | None:
    """Return the longest paragraph that a paywall breaks off, first and last line of a body.

    It is asked for where no line reads as prose; None where it is no longer than an abstract.
    """
    cut = [
        index
        for index, judged in enumerate(page)
        if judged.line.is_truncated and not judged.found and not judged.line.bullet
    ]
    longest = max(cut, key=lambda index: page[index].line.length, default=None)
    if longest is None:
        return None
    line = page[longest].line
    if line.length < (_AD if "。" in line.text else _LONG_PARAGRAPH) or "、" not in line.text:
        return None
    return longest, longest


def _trim(page: Sequence[Judged], first: int, last: int) -> tuple[int, int]:
    """Cut off a little prose that a run of a page's lines parts from the rest.

    It is the site's account of itself at the top, its legal notes at the bottom.
    """
    prose = [i for i in range(first, last + 1) if page[i].is_prose]
    whole = sum(page[i].line.length for i in prose)
    dated = any(judged.is_date for judged in page[max(0, first - _BYLINE) : first])
    tail = head = 0
    for before, after in zip(reversed(prose[:-1]), reversed(prose[1:]), strict=True):
        tail += page[after].line.length
        if tail > _SMALL_SHARE * whole:
            break
        if _is_furniture(page[before + 1 : after]):
            last = before
    for before, after in pairwise([] if dated else prose):
        head += page[before].line.length
        if head > _SMALL_SHARE * whole or after > last:
            break
        if _is_furniture(page[before + 1 : after]):
            first = after
    return first, last


def _is_furniture(gap: Sequence[Judged]) -> bool:
    """Tell a long run of short lines in which the page's own phrases stand."""
    of_article = INTERLEAVED - {"contents", "calendar"}
    strange = [j for j in gap if not any(found.rule in of_article for found in j.found)]
    known = sum(bool(judged.found) or judged.line.is_truncated for judged in strange)
    return len(strange) >= _LONG_GAP and known >= _KNOWN_IN_GAP


def _weights(page: Sequence[Judged]) -> list[float]:
    """Return one weight a line, in characters of prose."""
    prose = [judged.is_prose for judged in page]
    whole = sum(
        judged.line.length for judged, is_prose in zip(page, prose, strict=True) if is_prose
    )
    enough = min(_ENOUGH_BODY, _ENOUGH_SHARE * whole)
    weights: list[float] = []
    mode: Mode = "body"
    opened, early, until_end = 0, False, _measure_until_end(page, prose)
    before = gap = 0.0
    for index, judged in enumerate(page):
        section = judged.section
        if prose[index]:
            if mode == "aside" and (
                _is_dense(page, prose, index)
                or _is_past_ad(page, index)
                or (early and judged.line.length >= _AD and judged.line.ends_sentence)
                or _is_past_list(page, opened, index)
            ):
                mode = "body"
            # Prose that a page holds too (a vita) belongs to the body only in its midst.
            weights.append(0.0 if judged.found else _prose_weight(judged.line, mode))
            before += judged.line.length
            gap = 0.0
            continue
        if judged.is_listed and mode != "ended":
            weights.append(-_SECTION_COST if mode == "aside" else 0.0)
            mode = "body"
            continue
        if section and before >= enough and section.rule not in INTERLEAVED:
            cost = _END_COST if section.ends else _SECTION_COST
            weights.append(cost if mode == "body" or section.ends else _NOISE_COST)
            mode = _mode_after(page, index, section, mode)
            opened, early = index, section.rule in _AMID and before <= _EARLY * until_end
            continue
        weight = _noise_weight(judged)
        if mode == "aside":
            weight *= _ASIDE_NOISE
        elif judged.line.text[0] in _BULLETS and not judged.found:
            weight = max(weight, _BULLET)
        if mode == "aside" or not (judged.found or judged.is_date or judged.line.is_truncated):
            weight = max(weight, _GAP_COST - gap)
            gap += weight
        weights.append(weight)
    return weights


def _measure_until_end(page: Sequence[Judged], prose: Sequence[bool]) -> int:
    """Return the characters of prose above the first section below which no article goes on."""
    length = 0
    for judged, is_prose in zip(page, prose, strict=True):
        length += judged.line.length if is_prose else 0
        section = judged.section
        if section and section.ends and section.rule in _LAST and length >= _ENOUGH_BODY:
            break
    return length


def _is_past_list(page: Sequence[Judged], opened: int, index: int) -> bool:
    """Tell a paragraph right under a numbered ranking, which does not go on below it."""
    line = page[index].line
    ranks = [
        _RANK.match(judged.line.plain)
        for judged in page[max(opened + 1, index - _LONG_LIST) : index]
    ]
    known = [int(rank["rank"]) for rank in ranks if rank]
    if len(known) < _FEWEST_RANKS or ranks[-1] is None or line.length < _AD:
        return False
    below = (_RANK.match(judged.line.plain) for judged in page[index + 1 : index + 3])
    return all(rank is None or int(rank["rank"]) != known[-1] + 1 for rank in below)


def _mode_after(page: Sequence[Judged], index: int, section: Found, mode: Mode) -> Mode:
    """Return how prose counts below a section: comments are prose, and never the article.

    A bare コメント may also head what a company's president says; there, the lines below
    tell: readers' comments have dates, counts and buttons.
    """
    if mode == "ended":
        return mode
    if section.rule != "comments":
        return "aside"
    below = page[index + 1 : index + 1 + _BELOW]
    signs = any(judged.is_date or judged.found for judged in below)
    return "ended" if section.ends or signs else "aside"


def _is_dense(page: Sequence[Judged], prose: Sequence[bool], index: int) -> bool:
    """Tell prose that goes on: a long paragraph, or one that another follows at once."""
    if page[index].line.length >= _LONG_PARAGRAPH:
        return True
    return any(0 <= near < len(page) and prose[near] for near in (index - 1, index + 1))


def _is_past_ad(page: Sequence[Judged], index: int) -> bool:
    """Tell a paragraph right under 広告: advertisements themselves are short."""
    section = page[index - 1].section if index else None
    line = page[index].line
    return bool(section and section.rule == "ad") and "。" in line.text and line.length >= _AD


def _prose_weight(line: Line, mode: Mode) -> float:
    if mode == "ended":
        return -2.0
    worth = max(_LEAST_WORTH, _LINE_WORTH * min(line.length, _MOST_WORTH))
    return worth if mode == "body" else worth * _ASIDE_SHARE


def _noise_weight(judged: Judged) -> float:
    line = judged.line
    if any(found.rule in INTERLEAVED for found in judged.found):
        return 0.0
    if line.is_truncated:
        return 2 * _NOISE_COST
    if is_edited(line) and not judged.found:
        return 0.0
    if judged.found or judged.is_date:
        return _NOISE_COST
    is_headline = line.length >= _HEADLINE and line.is_japanese and not _LABELLED.match(line.plain)
    return -6.0 if is_headline else -3.0
