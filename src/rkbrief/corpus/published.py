"""When the article was published, and when what it tells took place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from itertools import pairwise
from unicodedata import normalize

from rkbrief.corpus.boilerplate import CROSSHEAD_MARKS, Body
from rkbrief.corpus.dates import (
    PageDate,
    beside_dates,
    find_bracketed,
    find_glued,
    find_leading,
    find_page_dates,
    opens_with_time,
    read_address,
    read_yearless,
    says_saved,
    says_updated,
)
from rkbrief.corpus.judged import Judged
from rkbrief.lexicon import compile_rules, load_table

_rules = partial(compile_rules, "metadata")

_ABOVE_TITLE = 6  # lines in which a blog prints the day of a post
_BELOW_BODY = 6  # lines in which it prints when and by whom it was posted
_BESIDE = 24  # characters beside a date that still leave a line about the date
_CELLS = re.compile("[\u3000|｜]+|[ ]{2,}")
_DIGITS = re.compile("[0-9]")
_MOST_CELLS = 6
_CELL = 16  # characters of a cell, whatever it says
_MASTHEAD = 48  # characters beside the date in the head line of a printed page
_HIRAGANA = re.compile(r"[ぁ-ん]")
_FEW_KANA = 4
_LETTER_HEAD = 3  # lines at the top of a letter or a release, where its day stands
_RELEASE_HEAD = 12  # lines above its title that name who issues it and whom to ask
_ADDRESS = 300  # characters of a line that is an address
_LEAD = 3  # paragraphs that are searched for the day of the events
_ISSUE_NUMBER = re.compile(r"第\s?\d{1,5}号|(?i:\b(?:no|vol)\.?\s?\d)")
_ISSUE_DAY = re.compile(r"日号(?:[\s・]?\d{1,2}面?(?:[~〜・-]\d{1,2}面)?)?$")
_CLOCK = re.compile(r"\d{1,2}(?::\d{2}|時)")
_LABELLED_LINE = 80
_DAY_MARKS = CROSSHEAD_MARKS + "〇・-"
_UNTIL = re.compile(r"\s?(?:\([^()]{1,4}\))?\s?(?:[~\u301c-]|から|より)\s?")


def is_about_date(judged: Judged) -> bool:
    """Tell a line that gives a date and at most a name besides, from a headline with a date.

    A row that tells when something took place (発生日時) is none.
    """
    if _rules("of_event").match(judged.line.plain):
        return False
    if not judged.is_prose and opens_with_time(judged.line.plain):
        return True
    rest = beside_dates(judged.line.plain)
    if rest and _rules("gatherings").search(rest):
        return False
    if rest is None:
        return False
    return _is_short(rest) or _is_row_with_date(judged.line.text)


def _is_short(rest: str) -> bool:
    return len(rest) <= _BESIDE and len(_HIRAGANA.findall(rest)) <= _FEW_KANA


def _is_row_with_date(text: str) -> bool:
    """Tell a row of short cells that a date opens: 2031.05.20　海外　聞き手／青木一郎.

    Sections in Latin letters may stand before it; a title before a date is of another page.
    """
    cells = [cell.strip() for cell in _CELLS.split(text) if cell.strip()]
    if not 1 < len(cells) <= _MOST_CELLS or "。" in text:
        return False
    opening = next(
        cell for cell in (*(c for c in cells if not c.isascii() or _DIGITS.search(c)), "")
    )
    dated = beside_dates(normalize("NFKC", opening)) == ""
    return dated and all(len(cell) <= _CELL or _is_short(cell) for cell in cells)


def find_published(page: Sequence[Judged], body: Body, title: int | None) -> date | None:
    """Return the first date of the head, in the order of trust; never a sidebar's."""
    updated: date | None = None
    for index in _date_places(page, body, title):
        judged = page[index]
        if any(f.rule in ("magazine", "copyright", "related", "ranking") for f in judged.found):
            continue
        dates = find_page_dates(judged.line.plain)
        if not dates or not is_about_date(judged) or says_saved(judged.line.plain):
            continue
        if _rules("of_member").search(judged.line.plain) or _tells_of_events(page, judged, dates):
            continue
        if says_updated(judged.line.plain):
            updated = updated or dates[0].value
            continue
        return _labelled_published(judged.line.plain, dates)
    labelled = _find_labelled(page, body, title)
    if labelled:
        return labelled
    in_address = _find_in_address(page, body)
    if updated:
        return in_address if in_address and in_address < updated else updated
    if in_address:
        return in_address
    head = page[: title if title is not None else body.first]
    dated = [judged for judged in head[-_RELEASE_HEAD:] if judged.is_date]
    top = [*head[:_LETTER_HEAD], *(dated if len(dated) == 1 else ())]
    top = [judged for judged in top if not _is_of_chronicle(page, judged)]
    alone = (judged for judged in top if judged.is_date or _is_of_issue(judged))
    days = (day for judged in alone for day in find_page_dates(judged.line.plain))
    first = next(days, None)  # a line of none is like a date: 2024-13-45
    if first:
        return first.value
    return (
        _find_issue_day(page, body, title)
        or _find_yearless(page, body, title)
        or _find_in_title(page, title)
        or _find_held(page, body)
    )


def _tells_of_events(page: Sequence[Judged], judged: Judged, dates: Sequence[PageDate]) -> bool:
    return _is_stretch(judged.line.plain, dates) or _is_of_chronicle(page, judged)


def _is_of_chronicle(page: Sequence[Judged], judged: Judged) -> bool:
    """Tell one of several days that the same mark heads: 〇4月5日, 〇4月9日."""
    mark = judged.line.text[0]
    days = {other.line.plain for other in page if other.is_date and other.line.text[0] == mark}
    return mark in _DAY_MARKS and len(days) > 1


def _is_stretch(plain: str, dates: Sequence[PageDate]) -> bool:
    """Tell a line that says from when until when something lasts: a term, an exhibition.

    One that says it of the page (公開) or tells when that was changed is none.
    """
    if says_updated(plain) or _rules("labels_behind").search(plain) or "公開" in plain:
        return False
    return any(_UNTIL.fullmatch(plain, a.end, b.start) for a, b in pairwise(dates))


def _find_in_title(page: Sequence[Judged], title: int | None) -> date | None:
    """Return the day that a notice's title ends with, where nothing else gives one.

    It stands in brackets or is glued to the title.
    """
    plain = page[title].line.plain if title is not None else ""
    record = _rules("records").search(plain)
    said = next(iter(find_page_dates(plain[record.end() - 1 :])), None) if record else None
    day = find_bracketed(plain) or said or find_glued(plain) or find_leading(plain)
    return day.value if day else None


def _find_held(page: Sequence[Judged], body: Body) -> date | None:
    """Return the day that the head names what was said by: 知事定例会見(2024年1月4日)."""
    lines = (judged.line.plain for judged in page[: body.first])
    named = (plain for plain in lines if _rules("gatherings").search(plain))
    return next((day.value for plain in named for day in find_page_dates(plain)), None)


def _is_of_issue(judged: Judged) -> bool:
    """Tell a line of a periodical's name, its number and its day."""
    plain = judged.line.plain
    kana = len(_HIRAGANA.findall(plain)) <= _FEW_KANA
    short = kana and len(beside_dates(plain) or "") <= _MASTHEAD and not judged.is_prose
    return short and bool(find_page_dates(plain)) and bool(_ISSUE_NUMBER.search(plain))


def _find_labelled(page: Sequence[Judged], body: Body, title: int | None) -> date | None:
    """Return the day that a label in a longer line of the head says to be that of publication."""
    for index in _date_places(page, body, title):
        plain = page[index].line.plain
        if index >= body.first or len(plain) > _LABELLED_LINE or page[index].is_prose:
            continue
        for found in find_page_dates(plain):
            before, after = plain[: found.start], plain[found.end :]
            if _rules("labels_before").search(before) or _rules("labels_behind").match(after):
                return found.value
    return None


def _find_in_address(page: Sequence[Judged], body: Body) -> date | None:
    """Return the day in the address of the page that its head gives, None without one."""
    for judged in page[: body.first]:
        value = read_address(judged.line.plain) if len(judged.line.plain) <= _ADDRESS else None
        if value:
            return value
    return None


def _find_issue_day(page: Sequence[Judged], body: Body, title: int | None) -> date | None:
    """Return the day of the issue (2026年7月18日号) where the head gives no other."""
    for index in _date_places(page, body, title):
        plain = page[index].line.plain
        issue = _ISSUE_DAY.search(plain) if len(plain) <= 2 * _BESIDE else None
        if issue and index < body.first:
            dates = find_page_dates(plain[: issue.start() + 1])
            if dates:
                return dates[-1].value
    return None


def _find_yearless(page: Sequence[Judged], body: Body, title: int | None) -> date | None:
    """Return a 4/2(木) of the head in the year that an address or the copyright line gives."""
    lines = [judged.line.plain for judged in page]
    for index in _date_places(page, body, title):
        day = read_yearless(lines[index]) if len(lines[index]) <= 2 * _BESIDE else None
        if day:
            return day.in_year_of(lines)
    return None


def _labelled_published(plain: str, dates: Sequence[PageDate]) -> date:
    """Return the date of publication of a line that may give that of the update too."""
    for found in dates:
        if not says_updated(plain[max(0, found.start - 8) : found.start]):
            return found.value
    return dates[0].value


def _date_places(page: Sequence[Judged], body: Body, title: int | None) -> Iterator[int]:
    if title is not None:
        yield from range(title, body.first)
        yield from range(title - 1, max(-1, title - 1 - _ABOVE_TITLE), -1)
    else:
        yield from range(body.first - 1, max(-1, body.first - 1 - 2 * _ABOVE_TITLE), -1)
    for index in range(body.first, min(body.first + 2, body.last + 1)):
        if page[index].is_date:
            yield index
    below = range(body.last + 1, min(body.last + 1 + _BELOW_BODY, len(page)))
    for index in () if _is_list_of_days(page, body.last + 1) else below:
        if any(found.is_section for found in page[index].found):
            return
        is_time = page[index].is_date and _CLOCK.search(page[index].line.plain)
        if is_time or page[index].line.text[0] not in CROSSHEAD_MARKS:
            yield index


def _is_list_of_days(page: Sequence[Judged], first: int) -> bool:
    """Tell headlines of other articles with their days, no two of which are one."""
    lines = [judged for judged in page[first : first + 2 * _BELOW_BODY] if judged.is_date]
    days = [judged.line.plain for judged in lines if beside_dates(judged.line.plain) == ""]
    return len(set(days)) > 1


def find_event_date(page: Sequence[Judged], body: Body, roles: dict[int, str]) -> date | None:
    """Return the latest full date that an undated article gives for its own events.

    Captions and the lead come before the rest of the body; deadlines and starting days
    (…まで, …から) are not events.
    """
    head = [j for i, j in enumerate(page[: body.first]) if roles.get(i) in ("caption", "head")]
    paragraphs = list(page[body.first : body.last + 1])
    deadlines = tuple(load_table("metadata")["deadlines"])
    for part in (head + paragraphs[:_LEAD], paragraphs[_LEAD:]):
        days = [
            found.value
            for judged in part
            for found in find_page_dates(judged.line.text)
            if not judged.line.text[found.end :].startswith(deadlines)
        ]
        if days:
            return max(days)
    return None
