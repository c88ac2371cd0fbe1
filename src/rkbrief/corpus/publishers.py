"""Who published the article: the page's own words for it, the surest first.

None rather than a guess: a menu's first word, a category or a quoted institution is no
publisher.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from rkbrief.corpus.boilerplate import Body
from rkbrief.corpus.bylines import is_person, load_rules
from rkbrief.corpus.dates import beside_dates, beside_yearless
from rkbrief.corpus.judged import Judged
from rkbrief.corpus.mastheads import (
    LONGEST_NAME,
    SHORTEST_NAME,
    find_mastheads,
    find_menu_heads,
    name_at_top,
)
from rkbrief.corpus.phrases import core
from rkbrief.corpus.subject_lines import Title
from rkbrief.lexicon import compile_rules

_LONGEST = 80
_HEAD_LINES, _TOP_LINES = 12, 4
_NEAR = 4  # lines below the hour at which a portal got its article
_LEAD_LINES = 3  # of the body, in which an agency names itself
_BETWEEN = re.compile(r"\s?[|/>»()]\s?|\s+")
_BRACKETED = re.compile(r"^[【\[](?P<name>[^】\]]{2,24})[】\]]")
_ADDRESS = re.compile(
    r"^(?:https?://)?(?:www\.)?(?P<host>(?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,12})(?:/[!-~]{0,300})?$"
)
_BESIDE = ("outlet", "institution", "organisation")
_OTHERS = frozenset(
    {"related", "ranking", "comments", "subscribe", "ad", "tags", "page_navigation"}
)
_LAST_PART = re.compile(r"(?:[|:»]|\s[-–—])\s?(?P<name>[^\s|:»–—]{3,24})$")


def name_outlet(judged: Judged) -> str | None:
    """Return the outlet or company that a line of the head names and nothing else, or None."""
    rules = load_rules("publishers")
    plain = judged.line.plain
    if len(plain) > _LONGEST or judged.is_prose:
        return None
    if any(found.rule in ("caption", "copyright") for found in judged.found):
        found = rules["copyright"].match(plain)
        is_photo = " / " in plain  # an agency and its photographer
        return found["name"].strip() if found and not is_photo else None
    labelled = rules["labelled"].search(plain)
    if labelled and not beside_dates(plain) and not _is_writer(labelled["name"]):
        return _alone(labelled["name"])
    if is_issue(judged):
        return rules["issue"].sub(r"\g<name>", plain)
    found = rules["outlet_line"].search(beside_dates(plain) or plain)
    if not found or judged.found:
        return None
    name: str = (found["name"] or found["kana"]).strip()
    return None if name.endswith("ニュース") and not rules["outlet"].search(name) else name


def is_issue(judged: Judged) -> bool:
    """Tell a line of an outlet's name and the number of its issue."""
    rules = load_rules("publishers")
    found = rules["issue"].match(judged.line.plain) if len(judged.line.text) <= _LONGEST else None
    return bool(found and rules["outlet"].search(found["name"]))


def find_publisher(
    page: Sequence[Judged], body: Body, start: int, title: str = ""
) -> tuple[str, int] | None:
    """Return the publisher and the line that names it, None when the page does not say.

    ``start`` is a little above the title; the masthead may stand higher.
    """
    head = range(max(start, 0), body.first)
    title = unicodedata.normalize("NFKC", title)
    finders = (
        _subjects,
        _labelled,
        _beside_date,
        _credited,
        find_mastheads,
        _outlet_lines,
        _institutions,
        _trails,
    )
    for find in (*finders, _senders):
        for name, index in find(page, head, title):
            return _shorten(name), index
    for name, index in (*_agencies(page, body), *find_menu_heads(page, title)):
        return _shorten(name), index
    below = _find_below(page, body)
    # In Latin letters, or by the name of who writes: the head may say it better.
    if below is None or below[0].isascii() or is_person(below[0]):
        top = _at_top(page, title, is_sure=below is None)
        below = next(_windows(page, title), None) or top or below
    return below or next(_addresses(page, head), None)


def _at_top(page: Sequence[Judged], title: str, *, is_sure: bool) -> tuple[str, int] | None:
    found = name_at_top(page, title, is_sure=is_sure)
    return (_shorten(found[0]), found[1]) if found else None


def _subjects(page: Sequence[Judged], head: range, _: str) -> Iterator[tuple[str, int]]:
    """Yield the letter that the subject of a mail names in brackets: 件名:【港だより 第3号】…."""
    rule = compile_rules("metadata", "subjects")
    for index in range(min(head.stop, _HEAD_LINES)):
        found = rule.match(page[index].line.plain[: 2 * _LONGEST])
        if found:
            yield found["name"] or found["who"], index


def _windows(page: Sequence[Judged], title: str) -> Iterator[tuple[str, int]]:
    """Yield what stands last behind the title in a line at the top, as in a browser's window."""
    for index, judged in enumerate(page[:_TOP_LINES]):
        plain = judged.line.plain
        found = _LAST_PART.search(plain, len(title)) if title and plain.startswith(title) else None
        if found and not found["name"].isascii():
            yield found["name"], index


def _find_below(page: Sequence[Judged], body: Body) -> tuple[str, int] | None:
    """Return whom the page's end names, the last line first."""
    for index in range(len(page) - 1, body.last, -1):
        found = load_rules("publishers")["quoted_with_day"].match(page[index].line.plain)
        if found and load_rules("publishers")["outlet"].search(found["name"]):
            return found["name"], index
    for rule in ("feed", "labelled", "copyright", "permission", "supplement", "signature"):
        for index in range(len(page) - 1, body.last, -1):
            if any(found.rule in _OTHERS for found in page[index].found):
                continue
            plain = page[index].line.plain
            found = (
                load_rules("publishers")[rule].search(plain) if len(plain) <= 4 * _LONGEST else None
            )
            if found and core(page[index].line) and not beside_dates(plain):
                return _shorten(_alone(found["name"])), index
    return None


def _senders(page: Sequence[Judged], head: range, _: str) -> Iterator[tuple[str, int]]:
    """Yield the outlet that sent the mail, or whose number of an issue the line gives."""
    rules = load_rules("publishers")
    for index in range(head.stop):
        plain = page[index].line.plain
        for rule in ("sender", "issue", "source"):
            found = rules[rule].search(plain) if len(plain) <= _LONGEST else None
            name = found["name"].strip() if found else ""
            if rules["outlet"].search(name) or rules["institution"].search(name):
                yield name, index


def _agencies(page: Sequence[Judged], body: Body) -> Iterator[tuple[str, int]]:
    """Yield the agency in the dateline that the article itself begins with."""
    for index in range(body.first, min(body.first + _LEAD_LINES, body.last + 1)):
        found = load_rules("publishers")["by_line"].search(page[index].line.plain)
        if found:
            yield found["name"], index


def _addresses(page: Sequence[Judged], head: range) -> Iterator[tuple[str, int]]:
    """Yield the host of an address that the head gives, where nothing names the site."""
    for index in range(min(head.stop, _TOP_LINES)):
        found = _ADDRESS.match(page[index].line.plain)
        if found:
            yield found["host"], index


def _is_writer(name: str) -> bool:
    """Tell a person who issues what he writes, from a firm whose name is in Latin letters."""
    return not name.isascii() and is_person(name.strip())


def _alone(name: str) -> str:
    """Return a publisher's name without what its line goes on with: an address, a count."""
    name = name.strip().strip("「」『』")
    found = compile_rules("metadata", "beside_publishers").search(name)
    return name[: found.start()].strip() if found and found.start() else name


def _shorten(name: str) -> str:
    """Return a paper's name without the edition that the page is of."""
    return compile_rules("metadata", "editions").sub("", name).strip() or name


def _labelled(page: Sequence[Judged], head: range, _: str) -> Iterator[tuple[str, int]]:
    """Yield what a label names: 配信元, 会社名."""
    rule = load_rules("publishers")["labelled"]
    for index in head:
        plain = page[index].line.plain
        found = rule.search(plain) if len(plain) <= _LONGEST and not page[index].is_prose else None
        captioned = any(f.rule in ("caption", "copyright") for f in page[index].found)
        if found and not captioned and not beside_dates(plain):
            name = _alone(found["name"])
            if not _is_writer(name):
                yield name, index


def _beside_date(page: Sequence[Judged], head: range, _: str) -> Iterator[tuple[str, int]]:
    """Yield the outlet or office that stands in the line of the date."""
    rules = load_rules("publishers")
    for index in head:
        plain = page[index].line.plain
        rest = beside_dates(plain) or beside_yearless(plain) if len(plain) <= _LONGEST else None
        bracketed = _BRACKETED.match(plain) if rest else None
        parts = _BETWEEN.split(bracketed["name"] if bracketed else rest or "")
        for part in parts:
            if any(rules[rule].search(part) for rule in _BESIDE):
                yield part, index


def _credited(page: Sequence[Judged], head: range, title: str) -> Iterator[tuple[str, int]]:
    """Yield the outlet whose article a portal shows: below its day, or named again below."""
    outlet = load_rules("publishers")["outlet"]
    own = [i for i in head if page[i].line.plain == title]
    for index in range(own[-1] + 1 if own else head.stop, head.stop):
        plain = page[index].line.plain
        if page[index].found or len(plain) > LONGEST_NAME or not outlet.search(plain):
            continue
        below_date = own and page[index - 1].is_date
        if below_date or any(plain == judged.line.plain for judged in page[head.stop :]):
            yield plain, index
    if own:
        yield from _delivered(page, range(own[-1] + 1, head.stop))


def is_delivered_by(page: Sequence[Judged], body: Body, title: Title | None, name: str) -> bool:
    """Tell the outlet that delivered the article, which repeats its name as a writer would."""
    head = range(title.index + 1 if title else 0, body.first)
    return any(found == name for found, _ in _delivered(page, head))


def _delivered(page: Sequence[Judged], head: range) -> Iterator[tuple[str, int]]:
    """Yield who delivered the article, of whatever name: below 配信 and again below the article."""
    delivers = compile_rules("metadata", "delivered")
    sent = next((i for i in head if delivers.search(page[i].line.plain[:_LONGEST])), head.stop)
    for index in range(sent + 1, head.stop):
        plain = page[index].line.plain
        short = SHORTEST_NAME <= len(plain) <= LONGEST_NAME
        if not short or page[index].found or page[index].is_date or page[index].is_prose:
            continue
        between = page[sent + 1 : index]
        is_due = index - sent <= _NEAR and all(judged.found for judged in between)
        is_outlet = is_due and load_rules("publishers")["outlet"].search(plain)
        if is_outlet or any(plain == judged.line.plain for judged in page[head.stop :]):
            yield plain, index


def _outlet_lines(page: Sequence[Judged], head: range, _: str) -> Iterator[tuple[str, int]]:
    for index in head:
        name = name_outlet(page[index])
        if name:
            yield name, index


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
        if trail and len(title) > SHORTEST_NAME and plain.endswith(title):
            name = plain[trail.end() : -len(title)].strip(" >»/|›")
            if SHORTEST_NAME <= len(name) <= LONGEST_NAME and rules["outlet"].search(name):
                yield name, index
