"""Who wrote the article: the page's bylines, the most trusted first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rkbrief.corpus.boilerplate import Body
from rkbrief.corpus.bylines import (
    LONGEST_LINE,
    MOST_NAMES,
    SURE_RULES,
    Byline,
    is_person,
    labelled,
    load_rules,
    name_lines,
)
from rkbrief.corpus.dates import beside_dates
from rkbrief.corpus.judged import Judged
from rkbrief.corpus.names import (
    clean_name,
    is_certain_name,
    is_foreign_name,
    is_japanese_person,
    may_be_name,
    without_category,
)
from rkbrief.corpus.signatures import PROFILE_LINES, bracketed_below, in_body, is_follow, signatures
from rkbrief.lexicon.sought import Sought

_HEAD_LINES = 30  # above the body, when no title says where the head begins
_ABOVE_TITLE = 6
_TOP_LINES = 3  # in which the site's name stands
_TAIL_LINES = 14
_HEAD_RULES = (
    *("sender", "translated", "of_title", "for_members"),
    *(
        "english_by",
        "staff",
        "written_by",
        "with_post",
        "foreign_with_post",
        "with_role",
        "to_follow",
        "foreign_with_role",
    ),
    *(
        "desk_and_name",
        "title_and_author",
        "with_post_behind",
        "of_answer",
        "with_reading",
        "with_life",
        "dateline_alone",
        "with_colon",
        "of_outlet",
        "with_mail",
    ),
    *("desk", "bracketed"),
    *("reader_with_job", "reader", "reviewer", "issued_by", "of_column"),
)
_TAIL_RULES = (
    *("labelled", "agency_credit", "who_wrote", "posted", "handle", "english_by", "issued_by"),
    *(
        "with_post",
        "foreign_with_post",
        "with_role",
        "with_mail",
        "bracketed",
        "desk_and_name",
        "desk",
    ),
)
_AGE_LINES = 3  # right below the body
_READING = re.compile(r"^[ぁ-ん]{1,8} [ぁ-ん]{1,8}$")
_VITA_LINES = 2  # at the end of the body
_LEAD_LINES = 2  # paragraphs


def find_authors(page: Sequence[Judged], body: Body, start: int) -> Iterator[Byline]:
    """Yield the bylines of the page, the most trusted first.

    Whom a release names for its company, or for questions, has not written it.
    ``start`` is the first line of the head: the title's, or a little before the body.
    """
    contact = load_rules("others")["contact"]
    for byline in _find_named(page, body, start):
        if byline.name.isascii():
            yield from _in_kana(page, range(max(start, 0), body.first))
        if _READING.match(byline.name) and not byline.inside:
            yield from _in_kanji(page, byline.index)
        if byline.inside or not contact.match(page[byline.index].line.plain):
            yield byline


def _in_kana(page: Sequence[Judged], head: range) -> Iterator[Byline]:
    """Yield the name in katakana that has a line of the head for itself."""
    for index in head:
        if is_foreign_name(page[index].line.plain) and not page[index].found:
            yield Byline(page[index].line.plain, index)


def _in_kanji(page: Sequence[Judged], index: int) -> Iterator[Byline]:
    """Yield the name of which line ``index`` gives the reading: it stands right above or below."""
    for near in (index + 1, index - 1):
        plain = page[near].line.plain if 0 <= near < len(page) else ""
        if plain and may_be_name(plain) and is_japanese_person(plain.replace(" ", "")):
            yield Byline(plain, near)


def _find_named(page: Sequence[Judged], body: Body, start: int) -> Iterator[Byline]:
    head = range(max(start, body.first - _HEAD_LINES, 0), body.first)
    tail = range(body.last + 1, min(body.last + 1 + _TAIL_LINES, len(page)))
    yield from labelled(page, head, SURE_RULES)
    yield from _translated(page, body, head)
    yield from labelled(page, tail, ("posted_by",))
    yield from _site_owners(page, body)
    yield from labelled(page, head, _HEAD_RULES)
    yield from _beside_dates(page, head)
    yield from labelled(page, range(body.last, min(body.last + 2, len(page))), ("bracketed",))
    yield from bracketed_below(page, body)
    yield from name_lines(page, head, body)
    above = range(max(start - _ABOVE_TITLE, 0), min(start, body.first))
    yield from labelled(page, above, SURE_RULES)
    yield from labelled(page, range(min(start, body.first)), ("sender", "issued_by"))
    yield from name_lines(page, above, body)
    last = range(max(body.first, body.last - 1), min(body.last + 1 + _AGE_LINES, len(page)))
    yield from labelled(page, last, ("agency_credit",))
    yield from in_body(page, body, head.start)
    yield from signatures(page, body)
    yield from _handles(page, head, body)
    yield from _bloggers(page, body)
    yield from _profiles(page, body, tail)
    yield from labelled(page, tail, _TAIL_RULES)
    yield from labelled(page, range(min(_TOP_LINES, body.first)), ("of_masthead",))
    yield from labelled(page, range(body.last + 1, len(page)), ("owner",))


def _translated(page: Sequence[Judged], body: Body, head: range) -> Iterator[Byline]:
    """Yield whose essay a page says to have translated, above it or in its first paragraphs."""
    rule = load_rules("authors")["essay_of"]
    for index in (*head, *range(body.first, min(body.first + _LEAD_LINES, body.last + 1))):
        found = rule.search(page[index].line.plain)
        if found:
            yield Byline(found["name"], index, inside=True)


def _beside_dates(page: Sequence[Judged], where: range) -> Iterator[Byline]:
    """Yield the names of persons in the lines of dates."""
    for index in where:
        plain = page[index].line.plain
        rest = beside_dates(plain) if len(plain) <= LONGEST_LINE else None
        found = load_rules("authors")["labelled"].search(rest) if rest else None
        name = without_category(clean_name(found["name"] if found else rest)) if rest else ""
        if name and is_person(name):
            yield Byline(name, index)


def _handles(page: Sequence[Judged], head: range, body: Body) -> Iterator[Byline]:
    """Yield the name in the head, of whatever form, that a profile below the body repeats.

    Under it stands a button to follow, or prose.
    """
    names = {page[i].line.plain: i for i in head if not page[i].found and not page[i].is_date}
    for index in range(body.last + 1, len(page) - 1):
        plain = page[index].line.plain
        if plain not in names or not 1 < len(plain) <= MOST_NAMES or page[index].is_prose:
            continue
        if (
            any(rule.search(plain) for rule in _company_rules())
            or plain == page[head.start].line.plain
        ):
            continue
        below = page[index + 1 : index + 1 + PROFILE_LINES]
        if any(judged.is_prose or is_follow(judged) for judged in below):
            yield Byline(plain, names[plain])


def _bloggers(page: Sequence[Judged], body: Body) -> Iterator[Byline]:
    """Yield the name, of whatever form, that a button to follow has and a line below repeats.

    Or the one that stands with the age of the post right below it.
    """
    below = range(body.last + 1, len(page))
    alone = {page[i].line.plain for i in below if not page[i].is_prose}
    for byline in labelled(page, below, ("followed",)):
        if byline.name in alone and not any(r.search(byline.name) for r in _company_rules()):
            yield byline
    yield from labelled(page, range(below.start, below.start + _AGE_LINES), ("ago",))


def find_vitae(page: Sequence[Judged], body: Body, name: str) -> list[int]:
    """Return the lines at the end of the body that tell of the author in the third person."""
    vita = load_rules("others")["vita"]
    last = range(max(body.first + 1, body.last - _VITA_LINES + 1), body.last + 1)
    return [
        index
        for index in last
        if page[index].line.plain.startswith(name) and vita.match(page[index].line.plain, len(name))
    ]


def _company_rules() -> Sequence[Sought]:
    rules = load_rules("publishers")
    return [rules[name] for name in ("outlet", "outlet_line", "institution")]


def _site_owners(page: Sequence[Judged], body: Body) -> Iterator[Byline]:
    """Yield the name in a profile that the site is named after: なみのり, なみのりの旅日記."""
    tops = [judged.line.plain for judged in page[:_TOP_LINES] if not judged.is_prose]
    for index in range(body.last + 1, len(page)):
        if not any(found.rule == "profile" and found.is_section for found in page[index].found):
            continue
        for below in range(index + 1, min(index + 4, len(page))):
            name = page[below].line.plain
            names_site = any(top.startswith(f"{name}の") for top in tops)
            is_company = any(rule.search(name) for rule in _company_rules())
            if names_site and 1 < len(name) <= MOST_NAMES and not is_company:
                yield Byline(name, below)


def _profiles(page: Sequence[Judged], body: Body, tail: range) -> Iterator[Byline]:
    """Yield the first name under the heading of a profile, unless the article quotes it."""
    article = "".join(judged.line.plain for judged in page[body.first : body.last + 1])
    for index in tail:
        is_heading = any(
            found.rule == "profile" and found.is_section for found in page[index].found
        )
        if not is_heading or "監修" in page[index].line.text:
            continue
        yield from labelled(page, range(index, index + 1), ("labelled",))
        for below in range(index + 1, min(index + 4, len(page))):
            name = clean_name(page[below].line.plain) if not page[below].section else ""
            if is_certain_name(name) or (may_be_name(name) and len(name) > 2):  # noqa: PLR2004
                if name.replace(" ", "") not in article:
                    yield Byline(name, below)
                break
