"""Who published the article: the page's own words for it, the surest first.

None rather than a guess: a menu's first word, a category or a quoted institution is no
publisher.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rkbrief.corpus.blocks import Judged
from rkbrief.corpus.boilerplate import Body
from rkbrief.corpus.bylines import load_rules
from rkbrief.corpus.dates import beside_dates
from rkbrief.corpus.phrases import core, load_phrases

_LONGEST = 80
_LONGEST_NAME, _SHORTEST_NAME = 24, 3
_MASTHEAD_LINES = 4
_HEAD_LINES = 12
_MENU_WORDS = 2  # of a menu that stands in the line of the site's name
_BETWEEN = re.compile(r"\s?[|/>»]\s?|\s+")
_TRAIL_AFTER = re.compile(r"\s?[>»›]")
_OTHERS = frozenset(
    {"related", "ranking", "comments", "subscribe", "ad", "tags", "page_navigation"}
)
_WEB = re.compile(r"(?:\s?(?:WEB|Web|web|ウェブ))$")


def name_outlet(judged: Judged) -> str | None:
    """Return the outlet or company that a line of the head names and nothing else, or None."""
    rules = load_rules("publishers")
    plain = judged.line.plain
    if len(plain) > _LONGEST or judged.is_prose:
        return None
    if any(found.rule in ("caption", "copyright") for found in judged.found):
        found = rules["copyright"].match(plain)
        return found["name"].strip() if found else None
    labelled = rules["labelled"].search(plain)
    if labelled and not beside_dates(plain):
        return labelled["name"].strip()
    found = rules["outlet_line"].search(beside_dates(plain) or plain)
    if not found or judged.found:
        return None
    name: str = (found["name"] or found["kana"]).strip()
    return None if name.endswith("ニュース") and not rules["outlet"].search(name) else name


def find_publisher(
    page: Sequence[Judged], body: Body, start: int, title: str = ""
) -> tuple[str, int] | None:
    """Return the publisher and the line that names it, None when the page does not say.

    ``start`` is a little above the title; the masthead may stand higher.
    """
    for find in (_labelled, _beside_date, _mastheads, _outlet_lines, _institutions, _trails):
        for name, index in find(page, range(max(start, 0), body.first), title):
            return _shorten(name), index
    for rule in ("copyright", "permission", "supplement", "signature"):
        for index in range(len(page) - 1, body.last, -1):
            if any(found.rule in _OTHERS for found in page[index].found):
                continue
            plain = page[index].line.plain
            found = (
                load_rules("publishers")[rule].search(plain) if len(plain) <= 4 * _LONGEST else None
            )
            if found and core(page[index].line):
                return _shorten(found["name"].strip()), index
    return None


def _shorten(name: str) -> str:
    return _WEB.sub("", name).strip() or name


def _labelled(page: Sequence[Judged], head: range, _: str) -> Iterator[tuple[str, int]]:
    """Yield what a label names: 配信元, 会社名."""
    rule = load_rules("publishers")["labelled"]
    for index in head:
        plain = page[index].line.plain
        found = rule.search(plain) if len(plain) <= _LONGEST and not page[index].is_prose else None
        captioned = any(f.rule in ("caption", "copyright") for f in page[index].found)
        if found and not captioned and not beside_dates(plain):
            yield found["name"].strip(), index


def _beside_date(page: Sequence[Judged], head: range, _: str) -> Iterator[tuple[str, int]]:
    """Yield the outlet or office that stands in the line of the date."""
    rules = load_rules("publishers")
    for index in head:
        plain = page[index].line.plain
        rest = beside_dates(plain) if len(plain) <= _LONGEST else None
        for part in _BETWEEN.split(rest or ""):
            if rules["outlet"].search(part) or rules["institution"].search(part):
                yield part, index


def _outlet_lines(page: Sequence[Judged], head: range, _: str) -> Iterator[tuple[str, int]]:
    for index in head:
        name = name_outlet(page[index])
        if name:
            yield name, index


def _mastheads(page: Sequence[Judged], head: range, title: str) -> Iterator[tuple[str, int]]:
    """Yield the site's name at the very top: by its form, its menu, or where it comes again.

    Nothing but furniture that is known may stand above it.
    """
    words = load_phrases().all_words
    outlet = load_rules("publishers")["outlet"]
    for index in range(min(_MASTHEAD_LINES, head.stop)):
        judged = page[index]
        parts = [part for part in _BETWEEN.split(core(judged.line)) if part]
        if judged.found or not parts:
            continue
        name, rest = parts[0], parts[1:]
        may_be = not (judged.is_prose or judged.is_date or judged.line.plain == title)
        if may_be and _SHORTEST_NAME <= len(name) <= _LONGEST_NAME and name not in title:
            menu = sum(part in words for part in rest) >= _MENU_WORDS
            if outlet.search(name) or menu or (not rest and _comes_again(page, name)):
                yield name, index
        return


def _comes_again(page: Sequence[Judged], name: str) -> bool:
    """Tell a name that heads a breadcrumb trail, or that the copyright line gives."""
    for judged in page:
        plain = judged.line.plain
        if len(plain) <= 2 * _LONGEST and name in plain and plain != name:
            if _TRAIL_AFTER.match(plain, len(name)) and plain.startswith(name):
                return True
            if any(found.rule == "copyright" for found in judged.found):
                return True
    return False


def _institutions(page: Sequence[Judged], head: range, _: str) -> Iterator[tuple[str, int]]:
    """Yield an office or agency that has a line of its own in the head, or its dateline."""
    rules = load_rules("publishers")
    for index in range(max(head.start, head.stop - _HEAD_LINES), head.stop):
        judged = page[index]
        if judged.found or judged.is_prose:
            continue
        plain = judged.line.plain
        agency = rules["agency_dateline"].search(plain)
        if agency:
            yield agency["name"], index
        elif rules["institution"].search(plain):
            yield plain, index


def _trails(page: Sequence[Judged], head: range, title: str) -> Iterator[tuple[str, int]]:
    """Yield what a breadcrumb trail holds besides its ends: ホーム and the title."""
    rules = load_rules("publishers")
    for index in range(head.stop):
        plain = page[index].line.plain
        trail = rules["trail"].match(plain) if len(plain) <= 2 * _LONGEST else None
        if trail and len(title) > _SHORTEST_NAME and plain.endswith(title):
            name = plain[trail.end() : -len(title)].strip(" >»/|›")
            if _SHORTEST_NAME <= len(name) <= _LONGEST_NAME and rules["outlet"].search(name):
                yield name, index
