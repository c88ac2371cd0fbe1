"""The title among the lines above the body."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import partial

from msgspec import Struct

from rkbrief.corpus.blocks import Judged
from rkbrief.corpus.dates import find_glued
from rkbrief.corpus.phrases import core, load_phrases
from rkbrief.corpus.windows import part_site, site_behind
from rkbrief.corpus.words import bigrams
from rkbrief.lexicon import compile_rules, load_table

_rules = partial(compile_rules, "metadata")
_TRAIL = re.compile(r"\s?(?:>|›|»|≫|＞|→)\s?")
_TRAIL_START = re.compile(r"^(?:ホーム|HOME|Home|home|TOP|Top|トップ(?:ページ)?)(?=\W)")
_MARK = re.compile(r"^(?:#{1,6}\s+|[■◆◇●◎□▼▽★☆]\s*)")  # of a heading, no part of the title
_PARTICLE = re.compile(r"[ぁ-ん]")
_WORD_GAP = re.compile(r"[\s|]+")
_CODE = re.compile(r"^[A-Z]{1,8}[-_]?[\dA-Z-]*\d$")  # of a notice, not its name
_NUMBERED = re.compile(r"^\S{2,20}\s+(?i:no|vol)\.?\s?\d[\d-]*$")  # of a series
_ISSUE = re.compile(
    r"^(?:(?i:no|vol)\.?\s?\d{1,4}\s)?\d{4}年\s?\d{1,2}月\s?(?:\d{0,2}日?号?)?\s?(?:発行|発売|刊|号)?$"
)
_NUMBER = re.compile(r"^(?:(?i:no|vol)\.?\s?|#|第\s?)\d{1,5}\s?[号回話]?$")
_BOXES = re.compile(r"(?:[\[【<][^\[\]【】<>]{1,20}[\]】>]\s?){3,}$")  # the words of a menu
_PAIRS = re.compile(r"(?:^|\s)[^\s:/]{1,8}\s?:\s?\S")  # 質問日時: 2026/07/19 回答数: 4
_SUBJECT = re.compile(
    r"^(?:Subject|件名)\s?:\s?(?:(?i:re|fwd?|転送):\s?)*"
    r"(?:[【\[][^】\]]{1,30}[】\]]\s?)?(?:(?:(?i:no|vol)\.?\s?|#|第)\d{1,5}\s?[号回]?\s)?(?P<title>.{4,100})$"
)
_BREAKS_OFF = re.compile(r"(?:[をがはへ]|[^ぁ-ん][のにでと]|、)$")
_LONGEST_REST = 40
_COLON = re.compile("[:：]")
_HEADERS, _MOST_HEADERS = 12, 40  # lines at the top of a mail; of those, where its text begins
_MENU_WORDS = 3
_SHORTEST, _LONGEST, _USUAL = 4, 110, range(10, 71)  # characters; of most headlines
_NEAR = 4  # lines under the title, buttons aside, where a date or a byline is looked for
_MOST_BUTTONS = 12
_TAGLINES = 3  # lines at the top in which a site says what it is
_SHARED_WORTH, _SHARED_ENOUGH = 3.0, 0.5  # for pairs of characters that the body holds too
_SHARED_FEW = 3  # pairs; fewer are shared by chance
_LEAST = 2.0
_TIE = 0.8
_TIE_SIZE = 0.6  # of the better one's length: a title above its subtitle, not a category
_SAME_HEAD = 6  # lines between a title and what may be its subtitle
_HEADING, _HEADLINE = 6, 8  # characters
_MOST_LINES = 300
_LEAD = 6000  # characters of the body that a title is compared with


class Title(Struct, frozen=True, gc=False):
    """The title and the site's name behind it; ``index`` is its line, ``copies`` repeat it."""

    text: str
    index: int
    copies: tuple[int, ...] = ()
    site: str | None = None


def find_title(page: Sequence[Judged], first: int, marks: frozenset[int]) -> Title | None:
    """Return the best title above line ``first``; ``marks`` are lines of dates and bylines.

    Marks may stand below ``first``, where a deck comes between the title and the byline.
    None when no line above the body looks like one.
    """
    subject = _find_subject(page)
    if subject:
        return subject
    body = bigrams("\n".join(judged.line.plain for judged in page[first : first + 60])[:_LEAD])
    texts = {index: core(page[index].line) for index in reachable_lines(first)}
    around = "\n".join(judged.line.plain for judged in page[:_MOST_LINES])
    trails = frozenset(
        _TRAIL.split(page[index].line.plain)[-1].strip()
        for index in texts
        if _is_trail(page[index].line.plain)
    )
    scores = {
        index: _score(page, index, first, marks, _Context(text, body, around, trails))
        for index, text in texts.items()
        if _is_candidate(page[index], text) and index not in marks
    }
    best = max(scores, key=lambda index: (scores[index], -index), default=None)
    if best is None or scores[best] < (_LEAST if len(scores) > 1 else _LEAST / 2):
        above = [i for i in scores if i + 1 == first or i + 1 in marks]
        lone = [i for i in above if len(texts[i]) >= _HEADLINE and _PARTICLE.search(texts[i])]
        return _title(page, lone[0], texts) if len(lone) == 1 else _from_trail(page, first)
    chosen = next(
        index
        for index in sorted(scores)
        if scores[index] >= scores[best] - _TIE
        and best - index <= _SAME_HEAD
        and len(texts[index]) >= _TIE_SIZE * len(texts[best])
        and all(i in scores for i in range(index, best))
        and not any(page[i].is_date for i in range(index, best))
    )
    return _title(page, chosen, texts)


def _find_subject(page: Sequence[Judged]) -> Title | None:
    """Return the subject of a mail without the newsletter's name and number, None without one.

    Where the text repeats it as a headline, that line is the title.
    """
    for index, judged in enumerate(page[:_HEADERS]):
        found = _SUBJECT.match(judged.line.plain)
        if not found:
            continue
        for below in range(index + 1, min(index + _MOST_HEADERS, len(page))):
            if core(page[below].line) == found["title"]:
                return Title(_MARK.sub("", page[below].line.text), below, (index,))
        text = judged.line.text
        last = text[-len(found["title"]) :]
        exact = unicodedata.normalize("NFKC", last) == found["title"]
        return Title(last if exact else _COLON.split(text, maxsplit=1)[1].strip(), index)
    return None


def reachable_lines(first: int) -> list[int]:
    """Return the lines that may hold the title: the top of the page and what is near the body."""
    return sorted(
        {*range(min(first, _MOST_LINES // 2)), *range(max(0, first - _MOST_LINES), first)}
    )


def _is_candidate(judged: Judged, text: str) -> bool:
    if (
        judged.found
        or judged.is_date
        or judged.line.is_deck
        or judged.line.is_rule
        or _CODE.match(text)
        or _ISSUE.match(text)
        or _rules("parts").match(text)
        or _NUMBERED.match(text)
        or _rules("imprints").search(judged.line.plain)
        or _rules("ways_back").search(text)
        or _BOXES.match(judged.line.plain)
        or len(_PAIRS.findall(text)) > 1
        or not _SHORTEST <= len(text) <= _LONGEST
        or _is_menu(text)
    ):
        return False
    return not _is_trail(judged.line.plain)


def _is_trail(plain: str) -> bool:
    """Tell a breadcrumb trail."""
    return bool(_TRAIL_START.match(plain)) or len(_TRAIL.findall(plain)) > 1


def _is_menu(text: str) -> bool:
    """Tell a row in which half of the words or more are a menu's."""
    words = _WORD_GAP.split(text)
    known = sum(word in load_phrases().all_words for word in words)
    return known >= _MENU_WORDS - 1 and known * 2 >= len(words)


def is_word_list(text: str) -> bool:
    """Tell words in a row, a menu: three or more and no particle between them, or more still."""
    words = _WORD_GAP.split(text)
    short = all(len(word) < _USUAL.start for word in words)
    few = len(words) == _MENU_WORDS
    return short and len(words) >= _MENU_WORDS and not (few and _PARTICLE.search(text))


def _is_last_of_menu(page: Sequence[Judged], index: int, text: str) -> bool:
    """Tell short words in a row under such a row."""
    words = _WORD_GAP.split(text)
    short = len(words) >= _MENU_WORDS and all(len(word) < _USUAL.start for word in words)
    return short and index > 0 and is_word_list(page[index - 1].line.plain)


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
    size = min(1.0, len(text) / _USUAL.start)
    score = _SHARED_WORTH * share * size
    score += 1.5 if len(text) in _USUAL else 0.5 if len(text) >= _HEADING else 0.0
    below = [i for i in _lines_below(page, index) if i in marks]
    # In a list of days and entries, the day below is of the next entry.
    of_next = index and page[index - 1].is_date and all(page[i].is_date for i in below)
    if below and not of_next:
        score += 2.5 * size
    elif index and (index - 1 in marks or page[index - 1].is_date):
        score += 1.5 * size
    around_twice = context.around.count(text) > 1
    if around_twice:  # a headline that the trail repeats, or else a menu
        score += 1.5 if len(text) in _USUAL else -1.0
    sentence, stop, _ = text.partition("。")
    if stop and context.around.count(sentence + stop) > 1:  # a caption that repeats the lead
        score -= 2.0
    score += 2.0 if text in context.trails else 0.0
    if page[first].line.plain.startswith((f"{text}(", f"{text}は")):  # an entry of a reference work
        score += 3.0
    score -= 2.0 * line.is_truncated + 2.0 * line.ends_sentence + 1.0 * bool(line.bullet)
    score -= 0.0 if line.is_japanese else 1.5
    score -= 3.0 if is_word_list(text) or _is_last_of_menu(page, index, text) else 0.0
    below_it = page[index + 1 : index + 2]
    is_series = _rules("series").match(text) or any(_NUMBER.match(j.line.plain) for j in below_it)
    score -= 2.0 if is_series or _rules("bulletins").match(text) else 0.0
    score -= 2.0 if _rules("translators").search(line.plain) else 0.0
    score -= 2.0 if not index and _rules("outlets").search(text) else 0.0
    score -= 3.0 if _is_of_site(page, index, text) else 0.0
    if index == first - 1 and marks.isdisjoint(range(index + 1, first + _NEAR)):
        score += 1.0 if around_twice else 0.0
    return score - min(1.5, 0.02 * (first - index))


def _lines_below(page: Sequence[Judged], index: int) -> list[int]:
    """Return the next few lines, but for buttons between a title and its date."""
    below = range(index + 1, min(index + 1 + _MOST_BUTTONS, len(page)))
    return [i for i in below if not any(found.rule == "share" for found in page[i].found)][:_NEAR]


def _is_of_site(page: Sequence[Judged], index: int, text: str) -> bool:
    """Tell what the site is, right above its menu, and a part of it: Sport: Site."""
    below = page[index + 1 : index + 2]
    if index < _TAGLINES and any(j.line.plain in load_table("metadata")["home"] for j in below):
        return True
    if _rules("own_names").match(text):
        return True
    name = core(page[0].line)
    rest = text.replace(name, "", 1).strip(" :|-–—/")
    return index > 0 and len(name) >= _SHORTEST and rest != text and len(rest) < _USUAL.start


def _title(page: Sequence[Judged], chosen: int, texts: Mapping[int, str]) -> Title:
    others = {text for index, text in texts.items() if index != chosen}
    raw, site = part_site(page[chosen].line.text, others, page)
    wanted = texts[chosen] if site is None else raw
    copies = tuple(
        index
        for index, text in texts.items()
        if index != chosen and wanted in text and len(text) < 3 * len(wanted)
    )
    rest = _second_line(page, chosen) if site is None else None
    if rest is not None:
        return Title(_MARK.sub("", raw) + rest, chosen, (chosen + 1, *copies))
    beside = (site_behind(texts[index].partition(wanted)[2]) for index in copies)
    site = site or next(filter(None, beside), None)
    return Title(_without_day(_MARK.sub("", raw)), chosen, copies, site)


def _second_line(page: Sequence[Judged], index: int) -> str | None:
    """Return the rest of a title that breaks off at a particle, None where it is whole."""
    if not _BREAKS_OFF.search(page[index].line.plain) or index + 1 >= len(page):
        return None
    below = page[index + 1]
    whole = below.line.gap or below.found or below.is_date or below.line.is_prose
    fits = len(below.line.text) <= _LONGEST_REST and _PARTICLE.search(below.line.plain)
    return below.line.text if fits and not whole else None


def _without_day(raw: str) -> str:
    """Return a title without the day that is glued to it."""
    plain = unicodedata.normalize("NFKC", raw)
    glued = find_glued(plain)
    if glued is None:
        return raw
    day = plain[glued.start :]
    # Counted from the end: NFKC may give what stands before the day other lengths.
    cut = len(raw) - len(day)
    return raw[:cut] if unicodedata.normalize("NFKC", raw[cut:]) == day else raw


def _from_trail(page: Sequence[Judged], first: int) -> Title | None:
    """Return the last part of a breadcrumb trail, where nothing else names the article."""
    for index in range(first - 1, -1, -1):
        plain = page[index].line.plain
        if _is_trail(plain) and not page[index].found:
            last = _TRAIL.split(page[index].line.text)[-1].strip()
            if len(last) >= 2 * _SHORTEST:
                return Title(last, index)
    return None
