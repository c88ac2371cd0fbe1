"""Who wrote the article, from the lines around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from rkbrief.corpus.blocks import Judged
from rkbrief.corpus.boilerplate import Body
from rkbrief.corpus.dates import beside_dates
from rkbrief.corpus.names import clean_name, is_certain_name, is_japanese_person, may_be_name
from rkbrief.lexicon import load_table

_LONGEST = 80
_HEAD_LINES = 30  # above the body, when no title says where the head begins
_ABOVE_TITLE = 6
_TAIL_LINES = 14
_MOST_NAMES = 24  # characters of a line of nothing but names
_LOGIN = re.compile(r"^[a-z0-9_.-]+$")
_BETWEEN_NAMES = re.compile(r"[/、,]")
_SURE_RULES = ("labelled", "posted", "posted_by")
_HEAD_RULES = ("english_by", "with_post", "desk", "bracketed")
_TAIL_RULES = ("labelled", "posted", "english_by", "with_post", "bracketed", "desk")


@dataclass(frozen=True, slots=True)
class Byline:
    """A name and the line that gave it; ``inside`` tells that the line is of the body."""

    name: str
    index: int
    inside: bool = False


@cache
def load_rules(key: str) -> dict[str, re.Pattern[str]]:
    """Return the rules of one list of lexicon/metadata.yaml by their names."""
    return {row["rule"]: re.compile(row["pattern"]) for row in load_table("metadata")[key]}


def find_authors(page: Sequence[Judged], body: Body, start: int) -> Iterator[Byline]:
    """Yield the bylines of the page, the most trusted first.

    ``start`` is the first line of the head: the title's, or a little before the body.
    """
    head = range(max(start, body.first - _HEAD_LINES, 0), body.first)
    tail = range(body.last + 1, min(body.last + 1 + _TAIL_LINES, len(page)))
    yield from _labelled(page, head, _SURE_RULES)
    yield from _labelled(page, tail, ("posted_by",))
    yield from _labelled(page, head, _HEAD_RULES)
    yield from _beside_dates(page, head)
    yield from _name_lines(page, head, body)
    above = range(max(start - _ABOVE_TITLE, 0), min(start, body.first))
    yield from _labelled(page, above, _SURE_RULES)
    yield from _name_lines(page, above, body)
    yield from _in_body(page, body)
    yield from _profiles(page, body, tail)
    yield from _labelled(page, tail, _TAIL_RULES)


def _labelled(page: Sequence[Judged], where: range, names: Sequence[str]) -> Iterator[Byline]:
    rules = load_rules("authors")
    for rule in names:
        for index in where:
            plain = page[index].line.plain
            if len(plain) > _LONGEST or page[index].line.ends_sentence:
                continue
            if page[index].found and rule not in _SURE_RULES:
                continue
            found = rules[rule].search(plain)
            if not found:
                continue
            name = found["name"].strip() if rule == "desk" else clean_name(found["name"])
            if rule == "desk" and ":" in name:
                continue
            if name and _is_plausible(rule, name):
                yield Byline(name, index)


def _is_plausible(rule: str, name: str) -> bool:
    if rule == "posted" and _LOGIN.match(name):
        return False
    if rule in (*_SURE_RULES, "desk", "english_by"):
        return len(name) <= 30 and not re.search(r"[。、!?「」]|https?:|^\d+$", name)  # noqa: PLR2004
    return _is_person(name)


def _beside_dates(page: Sequence[Judged], where: range) -> Iterator[Byline]:
    for index in where:
        plain = page[index].line.plain
        rest = beside_dates(plain) if len(plain) <= _LONGEST else None
        name = clean_name(rest) if rest else ""
        if name and _is_person(name):
            yield Byline(name, index)


def _name_lines(page: Sequence[Judged], where: range, body: Body) -> Iterator[Byline]:
    """Yield lines of nothing but a name, unless the article is about that person."""
    paragraphs = (j.line.plain for j in page[body.first : body.last + 1])
    topics = "\n".join(plain for plain in paragraphs if len(plain) > _MOST_NAMES)
    for index in where:
        judged = page[index]
        plain = judged.line.plain
        if judged.found or judged.is_date or len(plain) > _LONGEST:
            continue
        name = clean_name(plain)
        if not name or topics.count(name) > 1 or name in topics[:200]:
            continue
        certain = is_certain_name(name)
        named = certain and (
            judged.line.is_japanese or (index - 1 in where and _is_by(page[index - 1]))
        )
        if named or (not certain and name not in topics and is_japanese_person(name)):
            yield Byline(name, index)


def _is_by(judged: Judged) -> bool:
    return judged.line.plain.lower().rstrip(":") in {
        "by",
        "text by",
        "written by",
        "author",
        "著者",
        "文",
        "筆者",
    }


def _in_body(page: Sequence[Judged], body: Body) -> Iterator[Byline]:
    rules = load_rules("authors")
    for index in (*range(body.first, min(body.first + 3, body.last + 1)),):
        found = rules["dateline"].search(page[index].line.plain)
        name = found["name"].strip() if found else ""
        if name and (is_certain_name(name) or is_japanese_person(name)):
            yield Byline(name, index, inside=True)
    for index in range(body.last, max(body.first, body.last - 3) - 1, -1):
        tail = page[index].line.text[-30:]
        found = rules["signed"].search(tail.replace("（", "(").replace("）", ")"))
        name = clean_name(found["name"]) if found else ""
        if name and (is_certain_name(name) or is_japanese_person(name)):
            yield Byline(name, index, inside=True)


def _profiles(page: Sequence[Judged], body: Body, tail: range) -> Iterator[Byline]:
    """Yield the first name under the heading of a profile, unless the article quotes it."""
    article = "".join(judged.line.plain for judged in page[body.first : body.last + 1])
    for index in tail:
        is_heading = any(
            found.rule == "profile" and found.is_section for found in page[index].found
        )
        if not is_heading or "監修" in page[index].line.text:
            continue
        for below in range(index + 1, min(index + 4, len(page))):
            name = clean_name(page[below].line.plain)
            if is_certain_name(name) or (may_be_name(name) and len(name) > 2):  # noqa: PLR2004
                if name.replace(" ", "") not in article:
                    yield Byline(name, below)
                break


def is_byline(judged: Judged) -> bool:
    """Tell a line that names a writer by its form alone."""
    plain = judged.line.plain
    if len(plain) > _LONGEST or judged.line.ends_sentence:
        return False
    rules = load_rules("authors")
    if any(rules[rule].search(plain) for rule in (*_SURE_RULES, "with_post", "desk")):
        return True
    found = rules["bracketed"].search(plain)
    return bool(found and _is_person(clean_name(found["name"]))) or _is_person_line(plain)


def _is_person_line(plain: str) -> bool:
    """Tell a line of nothing but names: 海野太一/山川花子."""
    parts = [clean_name(part) for part in _BETWEEN_NAMES.split(plain)]
    return len(plain) <= _MOST_NAMES and all(part and _is_person(part) for part in parts)


def _is_person(name: str) -> bool:
    return is_certain_name(name) or (may_be_name(name) and is_japanese_person(name))
