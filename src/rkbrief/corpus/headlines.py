"""Lines of a page's head that can be its title, and those of a menu, a trail or the site."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import partial

from rkbrief.corpus.dates import find_glued, find_leading, find_page_dates
from rkbrief.corpus.judged import Judged
from rkbrief.corpus.phrases import core, load_phrases
from rkbrief.lexicon import compile_rules, load_table

_rules = partial(compile_rules, "metadata")
TRAIL = re.compile(r"\s?(?:>|›|»|≫|＞|→)\s?")
PARTICLE = re.compile(r"[ぁ-ん]")
SHORTEST, USUAL = 4, range(10, 71)  # characters; of most headlines
_LONGEST, _STATEMENT = 110, 40
_BREAKS_OFF = re.compile(r"(?:[をがは]|[^ぁ-ん][のにでと]|、)$")
_IS_WHOLE = re.compile(r"\u3000\S{4,}に$")
"""Two parts of a headline, the second of which says what becomes of something: 売り場を2倍に."""
_GOES_ON = re.compile(
    r"(?:および|及び|ならびに|並びに|または|又は|に(?:関する|ついて|伴う|係る|おける|対する)|の(?:お知らせ|件))"
)
_LONGEST_REST = 40
_DASHES = re.compile(r"^[-‐‑–—]\s(?P<title>.+)\s[-‐‑–—]$")
_AFTER_DAY = re.compile(r"\s?(?:更新|公開|掲載|改訂|作成)?$")
PAGED = re.compile(r"\s?[(（]\d{1,2}\s?[/／]\s?\d{1,2}\s?(?:ページ|頁)[)）]$")
_TRAIL_START = re.compile(r"^(?:ホーム|HOME|Home|home|TOP|Top|トップ(?:ページ)?)(?=\W)")
_WORD_GAP = re.compile(r"[\s|]+")
_CODE = re.compile(r"^[A-Z]{1,8}[-_]?[\dA-Z-]*\d$")  # of a notice, not its name
_NUMBERED = re.compile(r"^\S{2,20}\s+(?i:no|vol)\.?\s?\d[\d-]*$")  # of a series
_BOXES = re.compile(r"(?:[\[【<][^\[\]【】<>]{1,20}[\]】>]\s?){3,}$")  # the words of a menu
_PAIRS = re.compile(r"(?:^|\s)[^\s:/]{1,8}\s?:\s?\S")  # 質問日時: 2026/07/19 回答数: 4
_MENU_WORDS = 3
_TAGLINES = 3  # lines at the top in which a site says what it is
_ISSUE = re.compile(
    r"^(?:(?i:no|vol)\.?\s?\d{1,4}\s)?\d{4}年\s?\d{1,2}月\s?(?:\d{0,2}日?号?)?\s?(?:発行|発売|刊|号)?$"
)


def may_be_title(judged: Judged, text: str) -> bool:
    """Tell a line, ``text`` its core, that is not known to be anything else."""
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
        or _rules("standings").search(judged.line.plain)
        or _rules("no_titles").search(judged.line.plain)
        or _BOXES.match(judged.line.plain)
        or len(_PAIRS.findall(text)) > 1
        or judged.line.plain.count("(") != judged.line.plain.count(")")
        or not SHORTEST <= len(text) <= _LONGEST
        or not any(map(str.isalpha, text))
        or _is_statement(judged)
        or _is_menu(text)
    ):
        return False
    return not is_trail(judged.line.plain)


def _is_statement(judged: Judged) -> bool:
    """Tell a sentence of some length with its full stop, which no headline is."""
    line = judged.line
    return line.plain.endswith("。") and line.length >= _STATEMENT and "、" in line.plain


def is_trail(plain: str) -> bool:
    """Tell a breadcrumb trail."""
    return bool(_TRAIL_START.match(plain)) or len(TRAIL.findall(plain)) > 1


def _is_menu(text: str) -> bool:
    """Tell a row in which half of the words or more are a menu's."""
    words = _WORD_GAP.split(text)
    known = sum(word in load_phrases().all_words for word in words)
    return known >= _MENU_WORDS - 1 and known * 2 >= len(words)


def is_word_list(text: str) -> bool:
    """Tell words in a row, a menu: three or more and no particle between them, or more still."""
    words = _WORD_GAP.split(text)
    short = all(len(word) < USUAL.start for word in words)
    few = len(words) == _MENU_WORDS
    return short and len(words) >= _MENU_WORDS and not (few and PARTICLE.search(text))


def is_last_of_menu(page: Sequence[Judged], index: int, text: str) -> bool:
    """Tell short words in a row under such a row."""
    words = _WORD_GAP.split(text)
    short = len(words) >= _MENU_WORDS and all(len(word) < USUAL.start for word in words)
    return short and index > 0 and is_word_list(page[index - 1].line.plain)


def is_of_site(page: Sequence[Judged], index: int, text: str) -> bool:
    """Tell what the site is, right above its menu, and a part of it: Sport: Site."""
    below = page[index + 1 : index + 2]
    if index < _TAGLINES and any(j.line.plain in load_table("metadata")["home"] for j in below):
        return True
    if _rules("own_names").match(text):
        return True
    name = core(page[0].line)
    rest = text.replace(name, "", 1).strip(" :|-–—/")
    return index > 0 and len(name) >= SHORTEST and rest != text and len(rest) < USUAL.start


def ends_of_trails(page: Sequence[Judged], first: int) -> frozenset[int]:
    """Return the lines that a breadcrumb trail above them ends with: the titles of their pages."""
    ends: set[str] = set()
    found = set()
    for index in range(first):
        plain = page[index].line.plain
        if plain in ends:
            found.add(index)
        elif is_trail(plain):
            ends.add(TRAIL.split(plain)[-1].strip())
    return frozenset(found)


def is_same(one: str, other: str) -> bool:
    """Tell the title from a copy of it with something beside."""
    return one in other or other in one


def repeats(text: str, title: str) -> bool:
    """Tell the title alone, or set apart from what stands before and behind it."""
    before, found, behind = text.partition(title)
    is_apart = not (before[-1:].isalnum() or behind[:1].isalnum())
    return bool(found) and is_apart and len(text) < 3 * len(title)


def second_line(page: Sequence[Judged], index: int) -> str | None:
    """Return the rest of a title that breaks off at a particle, None where it is whole."""
    if index + 1 >= len(page):
        return None
    below = page[index + 1]
    if _IS_WHOLE.search(page[index].line.text):
        return None
    if not (_BREAKS_OFF.search(page[index].line.plain) or _GOES_ON.match(below.line.plain)):
        return None
    line = below.line
    dated = below.is_date or (_WORD_GAP.search(line.plain) and find_page_dates(line.plain))
    whole = line.gap or below.found or dated or line.is_prose or line.is_deck
    fits = len(below.line.text) <= _LONGEST_REST and PARTICLE.search(below.line.plain)
    return below.line.text if fits and not whole else None


def _day_behind(plain: str) -> int | None:
    """Return where a title ends behind which, after several blanks, its day stands, or None."""
    day = next(reversed(find_page_dates(plain)), None)
    if day is None or not _AFTER_DAY.match(plain, day.end):
        return None
    before = plain[: day.start]
    return (
        len(before.rstrip()) if before.endswith("  ") and len(before.strip()) >= SHORTEST else None
    )


def trim_title(raw: str) -> str:
    """Return a title without the day glued to it or before it, or the dashes around it."""
    raw = _DASHES.sub(r"\g<title>", raw)
    plain = unicodedata.normalize("NFKC", raw)
    leading = find_leading(plain)
    if leading is not None and not _rules("gatherings").search(plain):
        rest = plain[leading.end :]
        return raw[-len(rest) :] if raw.endswith(rest) else rest
    behind = _day_behind(plain)
    if behind is not None and len(plain) == len(raw):
        return raw[:behind].rstrip()
    glued = find_glued(plain)
    if glued is None:
        return raw
    day = plain[glued.start :]
    # Counted from the end: NFKC may give what stands before the day other lengths.
    cut = len(raw) - len(day)
    return raw[:cut] if unicodedata.normalize("NFKC", raw[cut:]) == day else raw
