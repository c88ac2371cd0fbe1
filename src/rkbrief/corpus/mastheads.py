"""The site's name at the very top of the page, and what proves that it is one.

A name alone might be a category or a series. It is the site's where it has the form of an
outlet's, where a menu follows it, or where the page says it again as a site's name is said.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import partial

from rkbrief.corpus.bylines import is_person, load_rules
from rkbrief.corpus.judged import Judged
from rkbrief.corpus.phrases import core, load_phrases
from rkbrief.corpus.words import close_up
from rkbrief.lexicon import compile_rules, load_table
from rkbrief.lexicon.sought import Sought

_rules = partial(compile_rules, "metadata")


_LINES = 4
_LONGEST_LINE = 160
LONGEST_NAME, SHORTEST_NAME = 24, 3
_SHORTEST_TOLD = 2  # where a line below says what kind of site it is
_MENU_WORDS = 2  # of a menu that stands in the line of the site's name, or under it
_MENU_LINES = 4  # under the name, in which its menu begins
_SPACED = 5  # letters with blanks between them: 港 町 通 信
_ROW = 3  # short words with bars between them: a menu, whatever they say
_BAR = re.compile(r"\s?[|｜・/／]\s?")
_BETWEEN = re.compile(r"\s?[|/>»]\s?|\s+")
_TAGLINE = re.compile(
    r"^(?P<name>[^|｜]{3,24}?)\s?[|｜]\s?(?P<tagline>[^|｜]{6,40})$"
    r"|^(?P<site>[^|｜\s:：-]{3,20})\s?[-–—:：]\s?[^|｜:：]{3,30}(?:サイト|メディア|マガジン|ブログ|ポータル)$"
)
_TOP = 2  # lines
_MOTTO = re.compile(r"[ぁ-ん、]{1}.*[ぁ-ん].*[ぁ-ん]")
_TRAIL = re.compile(r"\S\s?[>»›]\s?\S")
_WIDE = re.compile(r"[\u3000|｜]+")
_STOPS = re.compile(r"[、。?？>»/:@]|\d")
_FEW_KANJI = Sought(r"^[一-龥々]{1,5}$")
_TRAIL_AFTER = re.compile(r"(?:トップ|ホーム|TOP|HOME)?\s?[>»›]")
_REMARK = re.compile(r"\s?[(（][^()（）]{1,12}[)）]$")
_SHORT_WORD, _SHORT_WORDS = 6, 3  # characters, and lines of them that are a menu


def find_mastheads(page: Sequence[Judged], head: range, title: str) -> Iterator[tuple[str, int]]:
    """Yield the site's name, by its form or because the page says it again."""
    rules = load_rules("publishers")
    words = load_phrases().all_words
    for index, judged in enumerate(page[: min(_LINES, head.stop)]):
        own = _rules("own_names").match(judged.line.plain)
        if own and not judged.found:
            yield own["name"], index
    for index, name, rest in _candidates(page, head.stop, title):
        if (
            _rules("bodies_corporate").match(core(page[index].line))
            or rules["outlet"].search(name)
            or rules["institution"].search(name)
            or _rules("with_edition").match(page[index].line.plain)
            or _rules("in_both").match(page[index].line.plain)
            or sum(part in words for part in rest) >= _MENU_WORDS
            or (not rest and (_comes_again(page, name) or _has_tagline(page, index)))
        ):
            yield name, index


def is_masthead(judged: Judged) -> bool:
    """Tell a line of nothing but an outlet's or an office's name, in one script or in two."""
    rules = load_rules("publishers")
    plain = judged.line.plain
    name, rest = _split(_REMARK.sub("", plain)) if len(plain) <= _LONGEST_LINE else ("", [])
    if _rules("with_edition").match(plain):
        return True
    if rest or judged.is_prose or not SHORTEST_NAME <= len(name) <= LONGEST_NAME:
        return False
    return bool(rules["outlet"].search(name) or rules["institution"].search(name))


def find_menu_heads(page: Sequence[Judged], title: str) -> Iterator[tuple[str, int]]:
    """Yield what stands right above the menu at the very top, a weaker sign."""
    for index, name, rest in _candidates(page, len(page), title):
        if not rest and not _rules("services").search(name) and _heads_menu(page, index, title):
            yield name, index


def name_at_top(page: Sequence[Judged], title: str, *, is_sure: bool) -> tuple[str, int] | None:
    """Return the few words that the page begins with, the weakest sign of the site's name.

    Where it has to be ``is_sure``, a motto or a trail stands beside or below them, or they name
    a body.
    """
    first = next((i for i in range(min(_TOP, len(page))) if not page[i].found), None)
    if first is None:
        return None
    judged = page[first]
    parts = [part.strip() for part in _WIDE.split(judged.line.text) if part.strip()]
    name = unicodedata.normalize("NFKC", parts[0]) if parts else ""
    both = _rules("in_both").match(name)
    name = both["name"] if both else name
    name = _rules("bodies_corporate").sub("", name)
    is_row = len(parts) > 2 or bool(_STOPS.search(name))  # noqa: PLR2004 - a name and its motto
    known = judged.is_prose or judged.is_date or bool(judged.line.bullet) or judged.line.is_deck
    if is_row or known or not _SHORTEST_TOLD <= len(name) <= LONGEST_NAME:
        return None
    words = load_phrases().all_words
    is_word = name in words or _rules("services").search(name) or _rules("series").match(name)
    if is_word or name in title or name.isascii() or is_person(name):
        return None
    body = load_rules("publishers")["organisation"].search(name)
    if is_sure and not (len(parts) > 1 or body or _has_motto(page, first + 1, title)):
        return None
    return name, first


def _has_motto(page: Sequence[Judged], index: int, title: str) -> bool:
    """Tell a line that says what a site is about, or where on the site the page stands."""
    plain = page[index].line.plain if index < len(page) else title
    if plain in title or title in plain or page[index].found or page[index].is_date:
        return False
    is_phrase = _MOTTO.search(plain) and not page[index].line.ends_sentence
    return bool(is_phrase and len(plain) <= LONGEST_NAME) or bool(_TRAIL.search(plain))


def _candidates(
    page: Sequence[Judged], stop: int, title: str
) -> Iterator[tuple[int, str, list[str]]]:
    """Yield the first line that may name the site, its name and what else it holds.

    Nothing but furniture that is known may stand above it.
    """
    rules = load_rules("publishers")
    for index in range(min(_LINES, stop)):
        judged = page[index]
        plain = judged.line.plain
        issue = rules["issue"].match(plain)
        if issue and issue["name"] not in title and rules["outlet"].search(issue["name"]):
            yield index, issue["name"], []
            return
        name, rest = _split(_REMARK.sub("", core(judged.line)))
        name = plain if _rules("with_edition").match(judged.line.text) else name
        if judged.found or not name or _rules("kinds").match(name):
            continue
        is_part = name in title and not rules["institution"].search(name)
        is_known = judged.is_prose or judged.is_date or judged.line.bullet in ("-", "・")
        may_be = not (is_known or plain == title or is_part)
        shortest = _SHORTEST_TOLD if _has_tagline(page, index) else SHORTEST_NAME
        if may_be and shortest <= len(name) <= LONGEST_NAME:
            yield index, name, rest
        return


def _split(text: str) -> tuple[str, list[str]]:
    """Return the name and what else stands in its line; not its own name in Latin letters."""
    both = _rules("in_both").match(text)
    return (both["name"], []) if both else _split_line(text)


def _split_line(text: str) -> tuple[str, list[str]]:
    text = _rules("bodies_corporate").sub("", text)
    if _rules("periodicals").match(text):
        return text, []
    text = close_up(text, fewest=_SPACED)
    if text.replace("’", "'").isascii():
        name, _, rest = text.partition("|")
        return name.strip(), [part for part in rest.split() if part]
    parts = [part for part in _BETWEEN.split(text) if part]
    if not parts:
        return "", []
    companies = [part for part in parts if _rules("companies").search(part)]
    if len(parts) == 2 and len(companies) == 1:  # noqa: PLR2004 - a programme and its station
        return companies[0], []
    tagline = _TAGLINE.match(text)
    if tagline and not any(part in load_phrases().all_words for part in parts[1:]):
        name = (tagline["name"] or tagline["site"]).strip()
        both = _rules("in_both").match(name)
        return both["name"] if both else name, []
    return parts[0], [] if all(part.isascii() for part in parts[1:]) else parts[1:]


def _has_tagline(page: Sequence[Judged], index: int) -> bool:
    """Tell a name under which a line says what kind of site it is."""
    below = page[index + 1 : index + 2]
    return any(
        load_rules("publishers")["tagline"].search(j.line.plain[:_LONGEST_LINE]) for j in below
    )


def _heads_menu(page: Sequence[Judged], index: int, title: str) -> bool:
    """Tell a name at the top right under which, before the title, a menu begins.

    A menu begins with the way home, a search or a login, or it stands in one line. Of any
    other menu a few kanji may be the first word.
    """
    if any(found.rule == "menu" for judged in page[:index] for found in judged.found):
        return False
    words = short = 0
    for judged in page[index + 1 : index + 1 + _MENU_LINES]:
        plain = judged.line.plain
        if plain == title or judged.is_prose:
            return False
        if plain.isascii() and not all(part[:1].isupper() for part in plain.split()):
            continue  # words of a sentence, no row of headings
        for parts in (_BAR.split(plain), plain.split()):
            if len(parts) >= _ROW and max(map(len, parts)) < LONGEST_NAME // 2:
                return True
        short += len(plain) <= _SHORT_WORD and not judged.is_date
        if plain.split()[0] in load_table("metadata")["home"]:
            return True
        words += any(found.rule in ("menu", "share") for found in judged.found)
    is_menu = words >= _MENU_WORDS or short >= _SHORT_WORDS
    return is_menu and not _FEW_KANJI.match(page[index].line.plain)


def _comes_again(page: Sequence[Judged], name: str) -> bool:
    """Tell a name that heads a trail, ends a title, or that the page speaks of as its own."""
    own = re.compile(
        rf"(?:[|｜–—=《-]|on|by|(?:発行|配信|運営|編集|制作):)\s?{re.escape(name)}(?:編集部|事務局)?[.》]?$"
        rf"|^\W{{0,2}}{re.escape(name)}」?は、?.{{0,40}}(?:運営|発行|提供)し"
        rf"|^Thanks for reading {re.escape(name)}\W"
        rf"|^\W{{0,2}}{re.escape(name)}(?:について|とは|編集部|事務局|からのお知らせ|の記事をもっと|のニュースをもっと|をフォロー|運営)"
    )
    for judged in page:
        plain = judged.line.plain
        if len(plain) > _LONGEST_LINE or name not in plain or plain == name:
            continue
        if plain.startswith(name) and _TRAIL_AFTER.match(plain, len(name)):
            return True
        if own.search(plain) or any(found.rule == "copyright" for found in judged.found):
            return True
    return False
