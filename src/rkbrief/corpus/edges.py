"""Where the body begins and ends: captions, opening headings, announced lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rkbrief.corpus.boilerplate import LONGEST_HEADING, Body
from rkbrief.corpus.judged import Judged
from rkbrief.corpus.openings import (
    FIRST_NUMBER,
    has_marked_above,
    is_glued_heading,
    is_heading_of_talk,
    is_opening,
)
from rkbrief.corpus.phrases import core
from rkbrief.corpus.repeats import entry
from rkbrief.corpus.words import bigrams
from rkbrief.lexicon import compile_rules, load_table

_POINT_MARKS = "■◆●▼○◇□★☆◎"
_OPEN_ENDS = ("、", "は", "が", "を", "の")
_TAIL = 40  # characters at the end of a paragraph that announce a list
_CAPTION_WORDS, _LEAD_WORDS = 12, 6  # pairs of characters
_SAME = 0.8  # of them that the other one has
_LAST_WORDS = 2  # lines that are no prose, right above the thanks for reading
_CONTENTS = 40  # lines above a heading in which its table of contents stands
_SHORTEST_HEADING, _LONGEST_WORD = 3, 5
_LIST_MARKS, _LIST_SHARE = frozenset("・･•‣◦"), 0.4
_DIGITS = re.compile(r"\d+")
_SAYS = re.compile(r"[^ぁ-ん][はがを](?!じめ)")
_BELOW_LIST, _LEAD = 2, 40  # lines between a list and the lead, and of the article


def skip_caption(page: Sequence[Judged], body: Body) -> Body:
    """Move the first line past a caption that reads as a sentence.

    Either it says what the lead says, or it stands right under the credit of its picture, on
    a page that sets its paragraphs apart by blank lines.
    """
    first = page[body.first]
    second = next((i for i in range(body.first + 1, body.last + 1) if page[i].is_prose), None)
    if body.first and core(page[body.first - 1].line) in load_table("boilerplate")["openings"]:
        return body
    if second is not None and _repeats(first.line.plain, page[second].line.plain):
        return Body(second, body.last)
    above = page[body.first - 1].found if body.first else ()
    if above and _repeats(first.line.plain, page[body.first - 1].line.plain, fewest=_LEAD_WORDS):
        return body
    if first.line.gap or not any(found.rule in ("caption", "image_alt") for found in above):
        return body
    later = [i for i in range(body.first + 1, body.last + 1) if page[i].is_prose]
    if not later or sum(page[i].line.gap for i in later) * 2 <= len(later):
        return body
    return Body(later[0], body.last)


def _repeats(caption: str, lead: str, fewest: int = _CAPTION_WORDS) -> bool:
    """Tell a sentence nearly all of whose words, ``fewest`` pairs or more, the lead has too."""
    own = bigrams(caption)
    return len(own) >= fewest and len(own & bigrams(lead)) >= _SAME * len(own)


def begin_body(page: Sequence[Judged], first: int, floor: int) -> int:
    """Move the first line up over a heading and its bullets; ``floor`` stays outside, or -1."""
    first = _begin_with_contents(page, first, floor)
    while first - 1 > floor and _goes_on(page[first - 1]):
        first -= 1
    if first - 1 > floor and (is_opening(page[first - 1]) or _is_entry(page, first - 1)):
        first = _begin_points(page, first - 1, floor)
        has_part = first - 1 > floor and _numbers_above(page, first - 1)
        return first - 1 if has_part else first
    if first - 2 > floor and has_marked_above(page, first - 1):
        return first - 2
    index = first - 1
    if index > floor and (is_glued_heading(page, index) or is_heading_of_talk(page, index)):
        return index
    index = first - 1
    while index > floor and page[index].line.bullet and not page[index].found:
        index -= 1
    if index > floor and is_opening(page[index]):
        return index
    return _begin_with_list(page, first, floor)


def _begin_with_list(page: Sequence[Judged], first: int, floor: int) -> int:
    """Return the heading of a list that says what the article goes on to tell, else ``first``.

    It stands right above the first paragraph, or a heading or two above it; its items have one
    mark and say something, and half of them or more share their words with the article.
    """
    last = next((i for i in range(first - 1, floor, -1) if page[i].line.bullet), floor)
    bullet = page[last].line.bullet if last > floor else ""
    index = last
    while index > floor and page[index].line.bullet == bullet and not page[index].noise:
        index -= 1
    items = range(index + 1, last + 1)
    below = page[last + 1 : first]
    is_apart = len(below) > _BELOW_LIST or any(j.found or j.is_date for j in below)
    if len(items) <= 1 or bullet not in _LIST_MARKS or is_apart:
        return first
    article = bigrams("\n".join(judged.line.plain for judged in page[first : first + _LEAD]))
    own = [bigrams(page[i].line.plain) for i in items]
    told = sum(len(words & article) >= _LIST_SHARE * len(words) > 0 for words in own)
    says = sum(bool(_SAYS.search(page[i].line.plain)) for i in items)
    if 2 * min(told, says) < len(items) or any(page[i].is_date or page[i].found for i in items):
        return first
    heading = page[index]
    is_heading = index > floor and not (heading.found or heading.is_date or heading.line.bullet)
    return index if is_heading and not page[index + 1].line.gap else first


def _numbers_above(page: Sequence[Judged], index: int) -> bool:
    """Tell the heading of a part (1.) above that of its first section ((1), ▽)."""
    above, below = page[index].line, page[index + 1].line
    is_part = bool(FIRST_NUMBER.match(above.plain)) and is_opening(page[index])
    return is_part and above.plain[0] != below.plain[0]


def _begin_with_contents(page: Sequence[Judged], first: int, floor: int) -> int:
    """Move the first line up to the first heading that the contents list.

    And over the contents, to the paragraphs that stand right above them: the lead.
    """
    headings = (i for i in range(floor + 1, first) if page[i].is_listed)
    listed = next(headings, first if page[first].is_listed else None)
    if listed is None:
        return first
    above = range(floor + 1, listed)
    contents = next((i for i in above if any(f.rule == "contents" for f in page[i].found)), None)
    lead = listed if contents is None else contents
    while contents is not None and lead - 1 > floor and _is_paragraph(page[lead - 1]):
        lead -= 1
    return listed if lead == contents else lead


def _is_paragraph(judged: Judged) -> bool:
    line = judged.line
    return judged.is_prose and not judged.found and line.ends_sentence and line.length >= _TAIL


def _begin_points(page: Sequence[Judged], index: int, floor: int) -> int:
    """Return the first of the lines with one mark that sum the article up, ``index`` the last."""
    mark = page[index].line.text[0]
    while index - 1 > floor and mark in _POINT_MARKS:
        above = page[index - 1]
        if above.line.text[0] != mark or above.noise or above.is_date:
            break
        index -= 1
    return index


def _is_entry(page: Sequence[Judged], index: int) -> bool:
    """Tell a heading that the table of contents above lists."""
    name = entry(page[index].line)
    above = range(index - 1, max(-1, index - _CONTENTS), -1)
    same = next((i for i in above if entry(page[i].line) == name), None)
    opened = (page[i].section for i in range(max(0, index - _CONTENTS), same or 0))
    return not page[index].found and any(s and s.rule == "contents" for s in opened)


def _goes_on(judged: Judged) -> bool:
    """Tell the beginning of a sentence that the page breaks, at a comma or at a link.

    A first sentence of a word or two (雪だ。) reads as no prose by itself.
    """
    text = judged.line.text
    if judged.found or judged.is_date or judged.line.is_deck:
        return False
    if text.endswith("。"):
        return len(text) <= _LONGEST_WORD
    return text.endswith(_OPEN_ENDS) and len(text) > _SHORTEST_HEADING


def end_body(page: Sequence[Judged], last: int) -> int:
    """Move the last line down over the list that the last paragraph announces."""
    last = _end_with_contents(page, last)
    if last + 1 < len(page) and _is_cut_off(page, last + 1):
        return last + 1
    below = page[last + 1 : last + 2 + _LAST_WORDS]
    closing = next((n for n, j in enumerate(below) if _thanks(j)), 0)
    if closing and not any(judged.found or judged.is_date for judged in below[:closing]):
        return last + closing
    if not compile_rules("boilerplate", "announces_points").search(page[last].line.plain[-_TAIL:]):
        return last
    index = last + 1
    while index < len(page) and page[index].line.bullet and not page[index].found:
        if page[index].line.is_truncated or _mark(page[index]) != _mark(page[last + 1]):
            break
        index += 1
    return index - 1


def _mark(judged: Judged) -> str:
    """Return the mark of an item, whatever its number."""
    return _DIGITS.sub("1", judged.line.bullet)


def _end_with_contents(page: Sequence[Judged], last: int) -> int:
    """Move the last line down over the last part that the contents list: a heading, its block.

    What the block says must be of the article: a newsletter lists its notices, too.
    """
    listed = [i for i in range(last + 1, len(page)) if page[i].is_listed]
    for heading in listed[-1:]:
        index = heading + 1
        while index < len(page) and not page[index].found and not page[index].is_date:
            if page[index].line.gap and index > heading + 1 and not _is_paragraph(page[index]):
                break
            index += 1
        above, block = (
            bigrams("\n".join(judged.line.plain for judged in part))
            for part in (page[: last + 1], page[heading + 1 : index])
        )
        return index - 1 if len(block & above) > _LIST_SHARE * len(block) else last
    return last


def _thanks(judged: Judged) -> bool:
    """Tell the thanks to the reader with which a blog closes; what stands above is its text."""
    return any(found.rule == "closing" for found in judged.found)


def _is_cut_off(page: Sequence[Judged], index: int) -> bool:
    """Tell a paragraph that a paywall breaks off with …; a short one has the notice below it."""
    line = page[index].line
    below = page[index + 1 : index + 2]
    is_known = any(found.rule == "subscribe" for judged in below for found in judged.found)
    if not line.is_truncated or line.bullet:
        return False
    if "。" in line.text:
        return line.length >= LONGEST_HEADING or is_known
    # One beginning of a sentence right under paragraphs that stand without blank lines.
    alone = not any(judged.line.is_truncated for judged in below)
    above = page[index - 1]
    return "、" in line.text and not line.gap and above.is_prose and not above.line.gap and alone
