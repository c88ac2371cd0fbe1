"""Where on the page the article stands: the stretch of lines with the most prose for its noise.

Each line gets a weight, prose above zero and everything else below; the body is the stretch
with the largest sum (maximum subsequence segmentation: Pasternack and Roth, WWW 2009). Here
the weights come from the look of a line and from the lexicon instead of from training.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rkbrief.corpus.dates import is_date_line
from rkbrief.corpus.lines import Line
from rkbrief.corpus.phrases import Found, find_phrases

Mode = Literal["body", "aside", "ended"]

_LINE_WORTH = 0.6  # of a character of prose
_MOST_WORTH = 220  # characters of one paragraph that count
_LEAST_WORTH = 8.0
_ASIDE_SHARE = 0.25  # of a lone paragraph after 関連記事: an abstract, more likely than not
_ASIDE_NOISE = 0.5  # of what noise costs there, where it is no surprise
_LONG_PARAGRAPH = 140  # a lone paragraph of this length is the article again
_GAP_COST = -60.0  # the most that a run of unremarkable short lines costs: a table, a list
_SECTION_COST, _END_COST, _NOISE_COST = -25.0, -80.0, -8.0
_ENOUGH_BODY = 150  # characters of prose before a section can end the body
_ENOUGH_SHARE = 0.25  # of the page's prose, where that is less


@dataclass(frozen=True)
class Judged:
    """A line with what is known of it before its place on the page counts."""

    line: Line
    found: tuple[Found, ...]
    is_date: bool

    @property
    def is_prose(self) -> bool:
        """Whether it reads as prose and no phrase of a page stands against it."""
        return self.line.is_prose and not self.noise

    @property
    def noise(self) -> Found | None:
        """The phrase that drops it wherever it stands, None when there is none."""
        return next((f for f in self.found if not f.is_section and f.where == "any"), None)

    @property
    def section(self) -> Found | None:
        """The section that it opens, None when it opens none."""
        return next((f for f in self.found if f.is_section), None)


def judge(lines: Sequence[Line]) -> list[Judged]:
    """Ask the lexicon and the calendar about every line."""
    return [Judged(line, find_phrases(line), is_date_line(line.plain)) for line in lines]


def find_body(page: Sequence[Judged]) -> tuple[int, int] | None:
    """Return the first and the last line of the body (indices, both inclusive).

    None when no line reads as prose.
    """
    best, best_sum = None, 0.0
    start, total = 0, 0.0
    for index, weight in enumerate(_weights(page)):
        if total <= 0:
            start, total = index, 0.0
        total += weight
        if total > best_sum:
            best, best_sum = (start, index), total
    return best


def _weights(page: Sequence[Judged]) -> list[float]:
    """Return one weight a line, in characters of prose."""
    prose = [judged.is_prose for judged in page]
    whole = sum(
        judged.line.length for judged, is_prose in zip(page, prose, strict=True) if is_prose
    )
    enough = min(_ENOUGH_BODY, _ENOUGH_SHARE * whole)
    weights: list[float] = []
    mode: Mode = "body"
    before = gap = 0.0
    for index, judged in enumerate(page):
        section = judged.section
        if prose[index]:
            if mode == "aside" and _is_dense(page, prose, index):
                mode = "body"
            # Prose that a page holds too (a vita) belongs to the body only in its midst.
            weights.append(0.0 if judged.found else _prose_weight(judged.line, mode))
            before += judged.line.length
            gap = 0.0
            continue
        if section and before >= enough:
            cost = _END_COST if section.ends else _SECTION_COST
            weights.append(cost if mode == "body" or section.ends else _NOISE_COST)
            mode = _mode_after(section, mode)
            continue
        weight = _noise_weight(judged)
        if mode == "aside":
            weight *= _ASIDE_NOISE
        if mode == "aside" or not (judged.found or judged.is_date or judged.line.is_truncated):
            weight = max(weight, _GAP_COST - gap)
            gap += weight
        weights.append(weight)
    return weights


def _mode_after(section: Found, mode: Mode) -> Mode:
    return "ended" if section.rule == "comments" or mode == "ended" else "aside"


def _is_dense(page: Sequence[Judged], prose: Sequence[bool], index: int) -> bool:
    """Tell prose that goes on: a long paragraph, or one that another follows at once."""
    if page[index].line.length >= _LONG_PARAGRAPH:
        return True
    return any(0 <= near < len(page) and prose[near] for near in (index - 1, index + 1))


def _prose_weight(line: Line, mode: Mode) -> float:
    if mode == "ended":
        return -2.0
    worth = max(_LEAST_WORTH, _LINE_WORTH * min(line.length, _MOST_WORTH))
    return worth if mode == "body" else worth * _ASIDE_SHARE


def _noise_weight(judged: Judged) -> float:
    line = judged.line
    if line.is_truncated:
        return 2 * _NOISE_COST
    if judged.found or judged.is_date:
        return _NOISE_COST
    return -6.0 if line.length >= 15 and line.is_japanese else -3.0  # noqa: PLR2004 - a headline
