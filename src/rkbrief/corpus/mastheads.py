"""The site's name at the very top of the page, and what proves that it is one.

A name alone might be a category or a series. It is the site's where it has the form of an
outlet's, where a menu follows it, or where the page says it again as a site's name is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rkbrief.corpus.blocks import Judged
from rkbrief.corpus.bylines import load_rules
from rkbrief.corpus.phrases import core, load_phrases

_LINES = 4
_LONGEST_LINE = 160
LONGEST_NAME, SHORTEST_NAME = 24, 3
_MENU_WORDS = 2  # of a menu that stands in the line of the site's name, or under it
_MENU_LINES = 4  # under the name, in which its menu begins
_ROW = 3  # short words with bars between them: a menu, whatever they say
_BAR = re.compile(r"\s?[|｜・/／]\s?")
_BETWEEN = re.compile(r"\s?[|/>»]\s?|\s+")
_TRAIL_AFTER = re.compile(r"(?:トップ|ホーム|TOP|HOME)?\s?[>»›]")
_REMARK = re.compile(r"\s?[(（][^()（）]{1,12}[)）]$")
_BODY_CORPORATE = re.compile(r"^(?:認定|特定非営利活動|公益|一般)?(?:NPO|社団|財団)?法人\s")


def find_mastheads(page: Sequence[Judged], head: range, title: str) -> Iterator[tuple[str, int]]:
    """Yield the site's name; nothing but furniture that is known may stand above it."""
    rules = load_rules("publishers")
    for index in range(min(_LINES, head.stop)):
        judged = page[index]
        issue = rules["issue"].match(judged.line.plain)
        if issue and issue["name"] not in title and rules["outlet"].search(issue["name"]):
            yield issue["name"], index
            return
        name, rest = _split(_REMARK.sub("", core(judged.line)))
        if judged.found or not name:
            continue
        if judged.is_prose or judged.is_date or judged.line.plain == title or name in title:
            return
        if not SHORTEST_NAME <= len(name) <= LONGEST_NAME:
            return
        words = load_phrases().all_words
        if (
            rules["outlet"].search(name)
            or rules["institution"].search(name)
            or sum(part in words for part in rest) >= _MENU_WORDS
            or (not rest and (_heads_menu(page, index, title) or _comes_again(page, name)))
        ):
            yield name, index
        return


def _split(text: str) -> tuple[str, list[str]]:
    """Return the name and what else stands in its line; not its own name in Latin letters."""
    text = _BODY_CORPORATE.sub("", text)
    if text.isascii():
        name, _, rest = text.partition("|")
        return name.strip(), [part for part in rest.split() if part]
    parts = [part for part in _BETWEEN.split(text) if part]
    if not parts:
        return "", []
    return parts[0], [] if all(part.isascii() for part in parts[1:]) else parts[1:]


def _heads_menu(page: Sequence[Judged], index: int, title: str) -> bool:
    """Tell a name at the top right under which, before the title, a menu begins."""
    if any(found.rule == "menu" for judged in page[:index] for found in judged.found):
        return False
    words = 0
    for judged in page[index + 1 : index + 1 + _MENU_LINES]:
        plain = judged.line.plain
        if plain == title or judged.is_prose:
            break
        parts = [part for part in _BAR.split(plain) if part]
        if len(parts) >= _ROW and max(map(len, parts)) < LONGEST_NAME // 2:
            return True
        words += any(found.rule in ("menu", "share") for found in judged.found)
    return words >= _MENU_WORDS


def _comes_again(page: Sequence[Judged], name: str) -> bool:
    """Tell a name that heads a trail, ends a title, or that the page speaks of as its own."""
    own = re.compile(
        rf"(?:[|｜–—-]|on|発行:|配信:|運営:)\s?{re.escape(name)}(?:編集部|事務局)?\.?$"
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
