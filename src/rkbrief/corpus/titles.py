"""The title among the lines above the body."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from functools import partial

from msgspec import Struct

from rkbrief.corpus.bylines import is_byline, load_rules
from rkbrief.corpus.dates import find_bracketed, find_glued, find_leading
from rkbrief.corpus.headlines import (
    PARTICLE,
    SHORTEST,
    TRAIL,
    USUAL,
    is_last_of_menu,
    is_of_site,
    is_same,
    is_trail,
    is_word_list,
    may_be_title,
    repeats,
    second_line,
    trim_title,
)
from rkbrief.corpus.judged import Judged
from rkbrief.corpus.phrases import core
from rkbrief.corpus.subject_lines import MARK, Title, find_subject
from rkbrief.corpus.title_looks import find_sure_title
from rkbrief.corpus.windows import part_site, site_behind
from rkbrief.corpus.words import bigrams
from rkbrief.lexicon import compile_rules

_rules = partial(compile_rules, "metadata")
_OPENING = re.compile(r"^(?:1|一|Ⅰ|I)[.、)\s]\s*\S{1,12}$")
_NUMBER = re.compile(r"^(?:(?i:no|vol)\.?\s?|#|第\s?)\d{1,5}\s?[号回話]?$")
_EPISODE = re.compile(r"^(?:#|(?i:ep|vol)\.?\s?|第)\d{1,4}(?:回|話)?[\s:]\s?\S.{4,}")
_NEAR = 4  # lines under the title, buttons aside, where a date or a byline is looked for
_MOST_BUTTONS = 12
_ROW = 3  # words
_SHARED_WORTH, _SHARED_ENOUGH = 3.0, 0.5  # for pairs of characters that the body holds too
_SHARED_FEW = 3  # pairs; fewer are shared by chance
_TOP_LINES = 8  # in which a site says what it is
_LEAST = 2.0
_LIKELY = 0.5  # of the title above a day, rather than what stands below it
_TIE = 0.8
_TIE_SIZE = 0.6  # of the better one's length: a title above its subtitle, not a category
_SAME_HEAD = 6  # lines between a title and what may be its subtitle
_HEADING, _HEADLINE = 6, 8  # characters
_OWN_DAY = 1.5  # of a headline with its day, as a line of the day above it gives
_MOST_LINES = 300
_LEAD = 6000  # characters of the body that a title is compared with


def find_title(
    page: Sequence[Judged],
    first: int,
    marks: frozenset[int],
    dated: frozenset[int] = frozenset(),
) -> Title | None:
    """Return the best title above line ``first``; ``marks`` are lines of dates and bylines.

    Marks may stand below ``first``, where a deck comes between the title and the byline;
    ``dated`` are headlines that hold the day themselves. None when no line above the body
    looks like a title.
    """
    subject = find_subject(page)
    if subject:
        return subject
    prose = (judged.line.plain for judged in page[first : first + 60] if judged.is_prose)
    body = bigrams("\n".join(prose)[:_LEAD])
    texts = {index: core(page[index].line) for index in reachable_lines(first)}
    around = "\n".join(judged.line.plain for judged in page[:_MOST_LINES])
    trails = frozenset(
        TRAIL.split(page[index].line.plain)[-1].strip()
        for index in texts
        if is_trail(page[index].line.plain)
    )
    scores = {
        index: _score(page, index, first, marks, _Context(text, body, around, trails))
        + (_OWN_DAY if index in dated else 0.0)
        for index, text in texts.items()
        if may_be_title(page[index], text) and index not in marks
    }
    lines = [judged.line for judged in page]
    likely = find_sure_title(lines, first, scores)
    best = max(scores, key=lambda index: (scores[index], -index), default=None)
    if best is None or scores[best] < (_LEAST if len(scores) > 1 else _LEAST / 2):
        if likely is not None:
            return _title(page, likely, texts)
        top = first
        while top and _OPENING.match(page[top - 1].line.plain):
            top -= 1
        above = [i for i in scores if i + 1 in (first, top) or i + 1 in marks]
        lone = [i for i in above if len(texts[i]) >= _HEADLINE and _names_something(texts[i])]
        return _title(page, lone[0], texts) if len(lone) == 1 else _from_trail(page, first)
    if _EPISODE.match(page[best].line.plain):
        return _title(page, best, texts)
    chosen = next(
        index
        for index in sorted(scores)
        if scores[index] >= scores[best] - _TIE
        and best - index <= _SAME_HEAD
        and len(texts[index]) >= _TIE_SIZE * len(texts[best])
        and all(i in scores for i in range(index, best))
        and not any(page[i].is_date for i in range(index, best))
    )
    chosen -= chosen - 1 in scores and second_line(page, chosen - 1) is not None
    if likely is None and page[chosen - 1].is_date:  # what a picture under the day shows
        likely = find_sure_title(lines, first, [i for i in scores if i + 2 == chosen], _LIKELY)
    if likely is not None and likely != chosen + 1 and not is_same(texts[likely], texts[chosen]):
        chosen = likely
    return _title(page, chosen, texts)


def reachable_lines(first: int) -> list[int]:
    """Return the lines that may hold the title: the top of the page and what is near the body."""
    return sorted(
        {*range(min(first, _MOST_LINES // 2)), *range(max(0, first - _MOST_LINES), first)}
    )


class _Context(Struct, frozen=True, gc=False):
    """What a candidate is compared with."""

    text: str
    body: set[str]
    around: str
    trails: frozenset[str]
    """The ends of the breadcrumb trails."""


def _score(
    page: Sequence[Judged], index: int, first: int, marks: frozenset[int], context: _Context
) -> float:
    line, text = page[index].line, context.text
    own = bigrams(text)
    shared = len(own & context.body)
    share = min(1.0, shared / _SHARED_FEW, shared / (_SHARED_ENOUGH * len(own) or 1))
    size = min(1.0, len(text) / USUAL.start)
    score = _SHARED_WORTH * share * size
    score += 1.5 if len(text) in USUAL else 0.5 if len(text) >= _HEADING else 0.0
    below = [i for i in _lines_below(page, index) if i in marks]
    # In a list of days and entries, the day below is of the next entry.
    of_next = index and page[index - 1].is_date and all(page[i].is_date for i in below)
    if below and not of_next:
        score += 2.5 * size
    elif index and (index - 1 in marks or page[index - 1].is_date):
        # Below a name that stands under another headline it is the first heading.
        under_name = is_byline(page[index - 1]) and index > 1 and _heads(page, index - 2, marks)
        score += -0.5 if under_name else 1.5 * size
    around_twice = context.around.count(text) > 1
    if around_twice and _is_caption_twice(page, index, own):
        score -= 1.5
    elif around_twice and index + 1 < first and page[index + 1].line.plain == line.plain:
        score += 2.5  # that of the window, and that of the page
    elif around_twice:  # a headline that the trail repeats, or else a menu
        score += 1.5 if len(text) in USUAL else -1.0
    sentence, stop, _ = text.partition("。")
    if stop and context.around.count(sentence + stop) > 1:  # a caption that repeats the lead
        score -= 2.0
    score += 2.0 if text in context.trails else 0.0
    if page[first].line.plain.startswith((f"{text}(", f"{text}は")):  # an entry of a reference work
        score += 3.0
    score += _OWN_DAY if _holds_day(line.plain) else 0.0
    score -= 2.0 * line.is_truncated + 2.0 * line.ends_sentence
    score -= 0.0 if not line.bullet else 1.0 if MARK.match(line.text) else 2.0
    score -= 0.0 if line.is_japanese else 1.5
    score -= 3.0 if is_word_list(text) or is_last_of_menu(page, index, text) else 0.0
    below_it = page[index + 1 : index + 2]
    is_series = _rules("series").match(text) or any(_NUMBER.match(j.line.plain) for j in below_it)
    score -= 2.0 if is_series or _rules("bulletins").match(text) else 0.0
    score -= 4.0 if text != line.plain and _rules("bulletins").match(line.plain) else 0.0
    score -= 2.0 if _rules("translators").search(line.plain) else 0.0
    score -= 2.0 if not index and _rules("outlets").search(text) else 0.0
    score -= 3.0 if _rules("of_company").fullmatch(text) else 0.0
    is_tagline = not below and load_rules("publishers")["tagline"].search(text)
    score -= 1.5 if is_tagline and index < _TOP_LINES else 0.0
    score -= 3.0 if is_of_site(page, index, text) else 0.0
    if index == first - 1 and marks.isdisjoint(range(index + 1, first + _NEAR)):
        score += 1.0 if around_twice else 0.0
    return score - min(1.5, 0.02 * (first - index))


def _is_caption_twice(page: Sequence[Judged], index: int, own: set[str]) -> bool:
    """Tell what a picture is called and its caption: one line twice, right below a headline."""
    text = page[index].line.plain
    near = page[max(0, index - 1)].line.plain, page[index + 1].line.plain
    above = [judged for judged in page[max(0, index - _NEAR) : index] if judged.line.plain != text]
    headlines = [j for j in above if len(core(j.line)) in USUAL and not j.found and not j.is_date]
    return text in near and any(
        len(own & bigrams(judged.line.plain)) > _SHARED_FEW for judged in headlines
    )


def _holds_day(plain: str) -> bool:
    """Tell a line that a day begins or ends, as the headline of a post does."""
    return any(find(plain) for find in (find_bracketed, find_leading, find_glued))


def _names_something(text: str) -> bool:
    """Tell a headline by a particle in it, or by what it says to be the record of."""
    return bool(PARTICLE.search(text) or _rules("records").search(text))


def _heads(page: Sequence[Judged], index: int, marks: frozenset[int]) -> bool:
    """Tell a line that could be the headline above a byline."""
    text = core(page[index].line)
    return len(text) > _HEADING and index not in marks and may_be_title(page[index], text)


def _lines_below(page: Sequence[Judged], index: int) -> list[int]:
    """Return the next few lines, but for buttons between a title and its date."""
    below = range(index + 1, min(index + 1 + _MOST_BUTTONS, len(page)))
    near = itertools.takewhile(lambda i: not _is_menu_row(page[i]), below)
    return [i for i in near if not any(found.rule == "share" for found in page[i].found)][:_NEAR]


def _is_menu_row(judged: Judged) -> bool:
    """Tell several words of a menu in a row, which part the site's name from the article."""
    is_menu = any(found.rule == "menu" for found in judged.found)
    return is_menu and len(judged.line.plain.split()) >= _ROW


def _title(page: Sequence[Judged], chosen: int, texts: Mapping[int, str]) -> Title:
    others = {text for index, text in texts.items() if index != chosen}
    raw, site = part_site(page[chosen].line.text, others, page)
    wanted = texts[chosen] if site is None else raw
    copies = tuple(
        index for index, text in texts.items() if index != chosen and repeats(text, wanted)
    )
    rest = second_line(page, chosen) if site is None else None
    if rest is not None:
        return Title(MARK.sub("", raw) + rest, chosen, (chosen + 1, *copies))
    beside = (site_behind(texts[index].partition(wanted)[2]) for index in copies)
    site = site or next(filter(None, beside), None)
    return Title(trim_title(MARK.sub("", raw)), chosen, copies, site)


def _from_trail(page: Sequence[Judged], first: int) -> Title | None:
    """Return the last part of a breadcrumb trail, where nothing else names the article."""
    for index in range(first - 1, -1, -1):
        plain = page[index].line.plain
        if is_trail(plain) and not page[index].found:
            last = TRAIL.split(page[index].line.text)[-1].strip()
            if len(last) >= 2 * SHORTEST:
                return Title(last, index)
    return None
