"""Who wrote the article, where its own first or last words say so, or the line right below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rkbrief.corpus.boilerplate import Body
from rkbrief.corpus.bylines import (
    LONGEST_LINE,
    MOST_NAMES,
    Byline,
    has_post,
    is_person,
    labelled,
    load_rules,
)
from rkbrief.corpus.dates import find_page_dates
from rkbrief.corpus.judged import Judged
from rkbrief.corpus.names import (
    clean_name,
    is_certain_name,
    is_family_name,
    is_japanese_person,
    is_two_names,
    is_word,
    may_be_name,
)

PROFILE_LINES = 2  # lines under a name that show whose it is
_LIFE = 0.25  # of the article's prose
_SIGNED_INDENT = 6  # blanks before the name under a letter
_LEAD_LINES, _LEAD = 2, 60  # paragraphs, and characters of one
_GREETING_LINES = 5  # around the beginning of the body
_MAIL = re.compile(r"^[A-Za-z0-9_.+-]{1,40}@[A-Za-z0-9.-]{3,60}$")
_NARROW = str.maketrans("（）＝　：／", "()= :/")


def in_body(page: Sequence[Judged], body: Body, start: int) -> Iterator[Byline]:
    """Yield names in a dateline, in a greeting, and in brackets at the end."""
    rules = load_rules("authors")
    for index in range(body.first, min(body.first + _LEAD_LINES, body.last + 1)):
        tail = page[index].line.text[-60:].translate(_NARROW)
        found = rules["signed_lead"].search(tail)
        name = (found["name"] or found["who"]) if found else ""
        if is_person(name):
            yield Byline(name, index, inside=True)
    floor = start if start < body.first else 0  # a mail's title may stand in its text again
    first = max(floor, body.first - _GREETING_LINES)
    for index in range(first, min(body.first + _GREETING_LINES, body.last + 1)):
        plain = page[index].line.plain
        found = rules["dateline"].search(plain) or rules["introduced"].search(plain)
        name = clean_name(found["name"]) if found else ""
        if name and is_person(name):
            yield Byline(name, index, inside=True)
        yield from _greeted(page, body, index)
        reporter = rules["reporter"].search(plain[:_LEAD])
        if reporter:
            name = (reporter["name"] or reporter["who"]).strip()
            yield Byline(name, index, inside=True)
    for index in range(body.last, max(body.first, body.last - 3) - 1, -1):
        tail = page[index].line.text[-40:]
        found = rules["signed"].search(tail.translate(_NARROW))
        name = clean_name(found["name"]) if found else ""
        is_due = found and found["where"] and may_be_name(name)
        is_due = is_due or (index == body.last and is_family_name(name))
        if name and (is_due or is_person(name)):
            yield Byline(name, index, inside=True)


def _greeted(page: Sequence[Judged], body: Body, index: int) -> Iterator[Byline]:
    """Yield who greets the reader (こんばんは、なみのりです), a person or named beside the body."""
    found = load_rules("authors")["greeted"].match(page[index].line.plain)
    if not found:
        return
    beside = (j.line.plain for i, j in enumerate(page) if not body.first <= i <= body.last)
    name = found["name"]
    times = sum(name in plain for plain in beside) - (not body.first <= index <= body.last)
    if is_person(name) or (times > 0 and not is_word(name)):
        yield Byline(name, index, inside=True)


def signatures(page: Sequence[Judged], body: Body) -> Iterator[Byline]:
    """Yield the byline that has the last line of the body for itself."""
    where = range(max(body.first + 1, body.last - 1), body.last + 1)
    yield from labelled(page, where, ("labelled", "with_post", "foreign_with_post", "bracketed"))
    yield from _signed_alone(page, body)
    yield from _signed_below(page, body)
    # What still follows a name in brackets may be a box beside the article.
    later = range((body.first + body.last) // 2 + 1, where.start)
    yield from labelled(page, later, ("bracketed",))


def _signed_below(page: Sequence[Judged], body: Body) -> Iterator[Byline]:
    """Yield the person whom the line right below the last paragraph names, and nothing else."""
    article = "".join(judged.line.plain for judged in page[body.first : body.last + 1])
    for judged in page[body.last + 1 : body.last + 2]:
        plain = judged.line.plain
        name = clean_name(plain) if len(plain) <= 2 * MOST_NAMES and not judged.found else ""
        if is_japanese_person(name.replace(" ", "")) and name.replace(" ", "") not in article:
            yield Byline(name, body.last + 1)


def _signed_alone(page: Sequence[Judged], body: Body) -> Iterator[Byline]:
    """Yield a name alone under the last paragraph.

    It stands at the right margin, in the head as well, or above its address of mail.
    """
    head = "\n".join(judged.line.plain for judged in page[: body.first + 1])
    for index in range((body.first + body.last) // 2 + 1, min(body.last + 4, len(page))):
        line = page[index].line
        if not 2 < len(line.plain) <= MOST_NAMES or page[index].found:  # noqa: PLR2004
            continue
        at_margin = line.indent >= _SIGNED_INDENT and is_certain_name(line.plain)
        followed = any(map(is_follow, page[index + 1 : index + 1 + PROFILE_LINES]))
        named_above = (page[index - 1].is_prose or followed) and line.plain in head
        below = page[index + 1].line.plain if index + 1 < len(page) else ""
        with_mail = page[index - 1].is_prose and _MAIL.match(below)
        if (at_margin or named_above or with_mail) and is_person(line.plain):
            yield Byline(line.plain, index)


def bracketed_below(page: Sequence[Judged], body: Body) -> Iterator[Byline]:
    """Yield the name in brackets right below the last paragraph: (編集委員 海野太一).

    There a name is due, so that one which the dictionary takes for two places is one, too; and
    so is one above the names of companies or links, with which it looks like their first.
    """
    for index in range(body.last + 1, min(body.last + 2, len(page))):
        judged = page[index]
        found = load_rules("authors")["bracketed"].search(judged.line.plain[:LONGEST_LINE])
        if not found or any(known.rule != "cluster" for known in judged.found):
            continue
        name = "" if find_page_dates(found["name"]) else clean_name(found["name"])
        if name and (has_post(found["name"], name) or is_person(name) or is_two_names(name)):
            yield Byline(name, index)


def end_at_name(page: Sequence[Judged], body: Body, byline: Byline) -> tuple[Body, dict[int, str]]:
    """Return the body without the life of its writer, whose name stands again above it alone."""
    for index in range(body.last - 1, (body.first + body.last) // 2, -1):
        if byline.inside or page[index].line.plain not in (
            byline.name,
            page[byline.index].line.plain,
        ):
            continue
        below = [i for i in range(index + 1, body.last + 1) if page[i].is_prose]
        above = [i for i in range(body.first, index) if page[i].is_prose]
        sizes = [sum(page[i].line.length for i in part) for part in (below, above)]
        if sizes[0] <= _LIFE * sizes[1] and index != byline.index and not page[index].is_prose:
            life = dict.fromkeys(range(index + 1, body.last + 1), "profile")
            return Body(body.first, above[-1]), {index: "byline", **life}
    return body, {}


def is_follow(judged: Judged) -> bool:
    """Tell a button to follow somebody, or to subscribe."""
    return any(found.rule in ("share", "subscribe") for found in judged.found)
