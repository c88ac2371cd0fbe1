"""Title, publisher, author and date of an article, and the lines that hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from rkbrief.corpus.blocks import Judged
from rkbrief.corpus.boilerplate import Body, begin_body, end_body, skip_caption
from rkbrief.corpus.bylines import Byline, find_authors, find_publisher, is_byline, name_outlet
from rkbrief.corpus.dates import PageDate, beside_dates, find_page_dates, says_updated
from rkbrief.corpus.titles import Title, find_title, reachable_lines

_ABOVE_TITLE = 6  # lines in which a blog prints the day of a post
_BELOW_BODY = 6  # lines in which it prints when and by whom it was posted
_BESIDE = 24  # characters beside a date that still leave a line about the date
_HIRAGANA = re.compile(r"[ぁ-ん]")
_FEW_KANA = 4
_LONGEST_TITLE = 60
_DECK_LINES, _DECK_PARAGRAPHS, _LONGEST_DECK = 8, 2, 240
_LEAD = 3  # paragraphs that are searched for the day of the events
_DEADLINES = ("まで", "から", "以降", "以後", "より", "に予定", "を予定", "を目")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says of its article; ``roles`` are the lines that say it.

    ``body`` is where the article stands, its first line moved past what turned out to be
    the title or up to a heading that opens it. ``decks`` are lines above it that are the
    article's all the same.
    """

    body: Body
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    roles: dict[int, str] = field(default_factory=dict)
    decks: frozenset[int] = frozenset()


def read_metadata(page: Sequence[Judged], body: Body) -> Metadata:
    """Read the metadata of the page around its body."""
    upper = skip_caption(page, body)
    body, decks = _skip_deck(page, upper)
    title, body = _find_title(page, upper, body)
    roles: dict[int, str] = {}
    start = title.index if title else max(0, body.first - _ABOVE_TITLE)
    top = max(0, start - _ABOVE_TITLE)
    if title:
        roles |= dict.fromkeys((title.index, *title.copies), "title")
    published = _find_published(page, body, title)
    byline = next(find_authors(page, body, start), None)
    outlet = find_publisher(page, body, top)
    publisher = outlet[0] if outlet else title.site if title else None
    for index in range(top, body.first):
        if _is_about_date(page[index]):
            roles.setdefault(index, "date")
    if byline:
        roles |= _repeated_bylines(page, body, byline)
    if outlet and outlet[1] < body.first:
        roles.setdefault(outlet[1], "byline")
    floor = max((index for index in roles if index < body.first), default=-1)
    body = Body(begin_body(page, body.first, floor), end_body(page, body.last))
    if title:
        _mark_subtitles(roles, title.index, body.first)
    decks |= _decks_in_head(page, range(start + 1, body.first))
    return Metadata(
        body=body,
        title=title.text if title else None,
        publisher=publisher,
        author=byline.name if byline else None,
        published=published,
        roles={index: role for index, role in roles.items() if index not in decks},
        decks=decks,
    )


def _repeated_bylines(page: Sequence[Judged], body: Body, byline: Byline) -> dict[int, str]:
    """Return the line of the byline and the lines of the body that say no more than it."""
    alone = {byline.name} if byline.inside else {byline.name, page[byline.index].line.plain}
    roles = {} if byline.inside else {byline.index: "byline"}
    for index in range(body.first, body.last + 1):
        plain = page[index].line.plain
        if len(plain) <= _LONGEST_TITLE and (
            plain in alone or plain.strip("[]()【】《》 ") in alone
        ):
            roles[index] = "byline"
    return roles


def _skip_deck(page: Sequence[Judged], body: Body) -> tuple[Body, frozenset[int]]:
    """Pass over a deck that stands above the line of the date; return its lines too."""
    prose = [i for i in range(body.first, body.last + 1) if page[i].is_prose]
    for index in range(body.first + 1, min(body.first + _DECK_LINES, body.last)):
        deck = [i for i in prose if i < index]
        later = [i for i in prose if i > index]
        if page[index].is_date and len(deck) <= _DECK_PARAGRAPHS and len(later) > len(deck):
            if deck and sum(page[i].line.length for i in deck) <= _LONGEST_DECK:
                return Body(later[0], body.last), frozenset(deck)
            break
    return body, frozenset()


def _decks_in_head(page: Sequence[Judged], head: range) -> frozenset[int]:
    return frozenset(i for i in head if page[i].line.is_deck and not page[i].found)


def _find_title(page: Sequence[Judged], upper: Body, body: Body) -> tuple[Title | None, Body]:
    """Return the title above ``upper``, where the deck or else the body begins."""
    lower = _skip_preface(page, body)
    marks = frozenset(
        index
        for index in reachable_lines(lower.first)
        if _is_about_date(page[index]) or name_outlet(page[index]) or is_byline(page[index])
    )
    first = upper.first if lower == body else lower.first
    return _title_in_body(page, lower) or (find_title(page, first, marks), lower)


def _is_about_date(judged: Judged) -> bool:
    """Tell a line that gives a date and at most a name besides, from a headline with a date."""
    rest = beside_dates(judged.line.plain)
    return rest is not None and len(rest) <= _BESIDE and len(_HIRAGANA.findall(rest)) <= _FEW_KANA


def _title_in_body(page: Sequence[Judged], body: Body) -> tuple[Title, Body] | None:
    """Return a title that reads as a sentence (…しました) and so was taken for the lead.

    It has a line of the date right above or below and does not end with 。 itself.
    """
    first = page[body.first].line
    if first.length > _LONGEST_TITLE or first.text.endswith("。"):
        return None
    near = (body.first - 1, body.first + 1, body.first + 2)
    after = next((i for i in range(body.first + 1, body.last + 1) if page[i].is_prose), None)
    if after is None or not any(0 <= i < len(page) and page[i].is_date for i in near):
        return None
    return Title(first.text, body.first), Body(after, body.last)


def _skip_preface(page: Sequence[Judged], body: Body) -> Body:
    """Pass over prose that stands above the title: a site's account of itself.

    Only a date with its time or its label tells a title below it from a heading.
    """
    prose = [i for i in range(body.first, body.last + 1) if page[i].is_prose]
    whole = sum(page[i].line.length for i in prose)
    seen = 0
    if len(prose) > 1 and prose[1] - prose[0] > 2 and "。" not in page[prose[0]].line.text:  # noqa: PLR2004
        return Body(prose[1], body.last)  # a call of the site, not a lead
    for index in range(body.first, body.last):
        if page[index].is_prose:
            seen += page[index].line.length
            if seen > 0.3 * whole:
                return body
        elif page[index].is_date and _has_time_or_label(page[index]):
            later = [i for i in prose if i > index]
            above = [page[i] for i in (index - 1, index - 2) if i > body.first]
            if later and any(not j.is_prose and not j.found and j.line.length > 7 for j in above):  # noqa: PLR2004
                return Body(later[0], body.last)
    return body


def _has_time_or_label(judged: Judged) -> bool:
    plain = judged.line.plain
    return (
        ":" in plain or "時" in plain or any(w in plain for w in ("公開", "更新", "投稿", "配信"))
    )


def _find_published(page: Sequence[Judged], body: Body, title: Title | None) -> date | None:
    """Return the first date of the head, in the order of trust; never a sidebar's."""
    updated: date | None = None
    for index in _date_places(page, body, title):
        judged = page[index]
        if any(f.rule in ("magazine", "copyright", "related", "ranking") for f in judged.found):
            continue
        dates = find_page_dates(judged.line.plain)
        if not dates or not _is_about_date(judged):
            continue
        if says_updated(judged.line.plain):
            updated = updated or dates[0].value
            continue
        return _labelled_published(judged.line.plain, dates)
    return updated


def _labelled_published(plain: str, dates: Sequence[PageDate]) -> date:
    """Return the date of publication of a line that may give that of the update too."""
    for found in dates:
        if not says_updated(plain[max(0, found.start - 8) : found.start]):
            return found.value
    return dates[0].value


def _date_places(page: Sequence[Judged], body: Body, title: Title | None) -> Iterator[int]:
    if title:
        yield from range(title.index, body.first)
        yield from range(title.index - 1, max(-1, title.index - 1 - _ABOVE_TITLE), -1)
    else:
        yield from range(body.first - 1, max(-1, body.first - 1 - 2 * _ABOVE_TITLE), -1)
    for index in range(body.first, min(body.first + 2, body.last + 1)):
        if page[index].is_date:
            yield index
    for index in range(body.last + 1, min(body.last + 1 + _BELOW_BODY, len(page))):
        if any(found.is_section for found in page[index].found):
            return
        yield index


def _mark_subtitles(roles: dict[int, str], title: int, first: int) -> None:
    """Drop what stands between the title and the last line of the byline as its subtitle."""
    last = max(
        (i for i, role in roles.items() if role in ("byline", "date") and i < first), default=0
    )
    for index in range(title + 1, last):
        roles.setdefault(index, "subtitle")


def find_event_date(page: Sequence[Judged], body: Body, roles: dict[int, str]) -> date | None:
    """Return the latest full date that an undated article gives for its own events.

    Captions and the lead come before the rest of the body; deadlines and starting days
    (…まで, …から) are not events.
    """
    head = [j for i, j in enumerate(page[: body.first]) if roles.get(i) in ("caption", "head")]
    paragraphs = list(page[body.first : body.last + 1])
    for part in (head + paragraphs[:_LEAD], paragraphs[_LEAD:]):
        days = [
            found.value
            for judged in part
            for found in find_page_dates(judged.line.text)
            if not judged.line.text[found.end :].startswith(_DEADLINES)
        ]
        if days:
            return max(days)
    return None
