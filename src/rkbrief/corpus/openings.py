"""Headings that open an article, told by their marks and by how they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rkbrief.corpus.boilerplate import LONGEST_HEADING
from rkbrief.corpus.judged import Judged
from rkbrief.corpus.phrases import core
from rkbrief.corpus.published import is_about_date
from rkbrief.corpus.speaker_labels import is_turn
from rkbrief.corpus.words import close_up
from rkbrief.lexicon import load_table

_HEADING_MARKS = "■◆●▼○【<〈≪《◇□★☆▽第Q"
FIRST_NUMBER = re.compile(r"^(?:第?[1一](?:[章節部.、)]|\s)|\(1\))\s*\D")
_MOST_PARTS = 2  # of a heading; more parts with spaces between them are buttons in a row
_HEADING_LENGTH, _PARTICLES = (6, 24), re.compile(r"[ぁ-ん]")
_SHORTEST_HEADING = 3
_FEWEST_TURNS = 3
_SPEAKER = re.compile(r"^【[^【】。、]{2,20}】\s?[^\s【]")


def is_opening(judged: Judged) -> bool:
    """Tell a heading by a known word, the number one, or a mark before it."""
    line = judged.line
    line_core = close_up(core(line), fewest=2)
    many = len(line_core.split()) > _MOST_PARTS
    if judged.noise or judged.is_date or many:
        return False
    if line_core in load_table("boilerplate")["openings"]:
        return True
    if FIRST_NUMBER.match(line.plain) and line.length <= LONGEST_HEADING and not judged.found:
        return not line.ends_sentence
    return (
        line.text[0] in _HEADING_MARKS
        and _SHORTEST_HEADING <= len(line_core) <= LONGEST_HEADING
        and not judged.found
    )


def is_glued_heading(page: Sequence[Judged], index: int) -> bool:
    """Tell a few words right above the first paragraph, which blank lines set apart from the rest.

    So the page sets its paragraphs, too.
    """
    line, below = page[index].line, page[index + 1 :]
    known = page[index].found or page[index].is_date or line.bullet or not line.is_japanese
    later = [judged.line for judged in below[1:] if judged.is_prose]
    apart = line.gap and not below[0].line.gap and later and all(each.gap for each in later[:3])
    is_short = _HEADING_LENGTH[0] <= line.length <= _HEADING_LENGTH[1]
    return bool(apart) and is_short and not known and bool(_PARTICLES.search(line.plain))


def is_heading_of_talk(page: Sequence[Judged], index: int) -> bool:
    """Tell a short line above the first of several turns of a talk (青木　…, 【大臣】…).

    A blank line or the day sets it off above.
    """
    line = page[index].line
    is_apart = line.gap or (index > 0 and is_about_date(page[index - 1]))
    known = page[index].found or page[index].is_date or line.bullet or not is_apart
    if known or line.length > LONGEST_HEADING or "\u3000" in line.text:
        return False
    turns = [judged for judged in page[index + 1 :] if judged.is_prose and _is_turn(judged)]
    return _is_turn(page[index + 1]) and len(turns) >= _FEWEST_TURNS


def _is_turn(judged: Judged) -> bool:
    return is_turn(judged.line) or bool(_SPEAKER.match(judged.line.text))


def has_marked_above(page: Sequence[Judged], index: int) -> bool:
    """Tell the second line of a heading: short, and right below one with a mark of its own."""
    line, above = page[index].line, page[index - 1]
    known = page[index].found or page[index].is_date or line.bullet or line.gap
    return not known and line.length <= LONGEST_HEADING and above.line.gap and is_opening(above)
