"""Lines that no phrase is known of, and that several signs together show to be the page's.

An article speaks of the world; a page speaks to its reader, of itself, of what it offers and
of who writes for it. One such sign proves nothing, for articles make requests and tell of
offers too. So each sign has a weight in lexicon/boilerplate.yaml, and so has the way in which
a line stands among the others; a line whose sum is large enough is the page's. The weights
are those of a logistic model over labelled pages, rounded to whole numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from rkbrief.corpus.blocks import find_body
from rkbrief.corpus.judged import Judged, parts_by_blank_lines
from rkbrief.corpus.lines import Line
from rkbrief.corpus.phrases import Found, heads_summary
from rkbrief.corpus.words import bigrams
from rkbrief.lexicon import compile_pattern, compile_rules, load_table
from rkbrief.lexicon.sought import Sought, SoughtRules

_QUOTED = re.compile(r"「[^「」]*」|『[^『』]*』")
_SENTENCE = re.compile(r"[^。!?]+")
_POLITE = re.compile(
    r"(?:です|ます|でした|ました|ません|でしょう|ましょう|ください|下さい)[ねよか]*\s*$"
)
OF_DIALOGUE = re.compile(r"^(?:[QA問答]\s?\d{0,2}\s?[:.\s、)]|[(](?:問|答)[)])")
_SEVERAL = 3  # sentences
_TOPICS, _TOLD_OFTEN = frozenset({"medium", "text", "offer"}), 3  # signs, and other paragraphs
_PLAIN_SHARE, _FEWEST = 0.12, 6  # polite sentences of a plain body, and how many show what it is
_SHORT, _LONG = 40, 150  # characters
_TELLING, _THROUGHOUT = 2, 0.4  # weight of signs, and how many paragraphs bear it
_GREETING = 3  # paragraphs
_MOST_FLAGGED = 0.25  # of a body's prose; with more of it the article itself speaks like that


class _Sign(Struct, frozen=True, gc=False):
    name: str
    weight: int
    pattern: Sought


class _Table(Struct, frozen=True, gc=False):
    signs: SoughtRules[_Sign]
    standing: dict[str, int]
    enough: dict[str, int]


class _Body(Struct, frozen=True, gc=False):
    """What a line is compared with: where the body stands, how it speaks, what it says."""

    first: int
    last: int
    is_plain: bool
    has_gaps: bool
    words: Counter[str]
    own: dict[int, set[str]]


@cache
def _load() -> _Table:
    table = load_table("boilerplate")
    signs = [
        _Sign(row["sign"], row["weight"], compile_pattern(row["pattern"])) for row in table["signs"]
    ]
    sought = SoughtRules([(sign.pattern, sign) for sign in signs])
    return _Table(sought, table["standing"], table["enough"])


@lru_cache(maxsize=4096)  # each part of the reading asks of the same lines
def _find_signs(plain: str) -> tuple[_Sign, ...]:
    """Return the signs that stand in a line."""
    return tuple(
        sign for sign in _load().signs.may_match(plain) if sign.pattern.compiled.search(plain)
    )


def weigh(page: list[Judged]) -> list[Judged]:
    """Mark the lines that their signs show to be the page's, everywhere or beside the body."""
    found = find_body(page)
    if not found:
        return page
    body = _read_body(page, *found)
    marks = {i: mark for i in range(len(page)) if (mark := _judge(page, i, body))}
    inside = [i for i, mark in marks.items() if mark.where == "any" and i in body.own]
    whole = sum(page[i].line.length for i in body.own)
    flagged = sum(page[i].line.length for i in inside)
    if (
        flagged > _MOST_FLAGGED * whole
        or tells_throughout(page, list(body.own))
        or opens_as_letter(page, list(body.own))
    ):
        marks = {i: mark for i, mark in marks.items() if i not in body.own}
    return [
        replace(judged, found=(marks[i],)) if i in marks else judged
        for i, judged in enumerate(page)
    ]


def sum_signs(line: Line, *, without: str = "") -> int:
    """Return the weight of all signs in a line, quotations aside; ``without`` names one.

    What is asked and answered (Q, A) speaks to somebody by itself, and bears none.
    """
    if OF_DIALOGUE.match(line.plain):
        return 0
    said = _QUOTED.sub("「」", line.plain)
    return sum(sign.weight for sign in _find_signs(said) if sign.name != without)


def tells_throughout(page: Sequence[Judged], paragraphs: Sequence[int]) -> bool:
    """Tell an article that speaks to its reader itself: a notice, a guide, a letter."""
    telling = sum(sum_signs(page[i].line) >= _TELLING for i in paragraphs)
    return telling > _THROUGHOUT * len(paragraphs)


def opens_as_letter(page: Sequence[Judged], paragraphs: Sequence[int]) -> bool:
    """Tell what a company or an office writes to its customers: it greets or apologises first."""
    letters = compile_rules("boilerplate", "letters")
    return any(letters.search(page[i].line.plain) for i in paragraphs[:_GREETING])


def shows(name: str, line: Line) -> bool:
    """Tell whether the sign called ``name`` stands in a line."""
    return any(sign.name == name for sign in _find_signs(line.plain))


def _read_body(page: Sequence[Judged], first: int, last: int) -> _Body:
    prose = [i for i in range(first, last + 1) if page[i].is_prose]
    own = {i: bigrams(page[i].line.plain) for i in prose}
    counts = [_count_polite(page[i].line.plain) for i in prose]
    polite, sentences = sum(count[0] for count in counts), sum(count[1] for count in counts)
    is_plain = sentences >= _FEWEST and polite <= _PLAIN_SHARE * sentences
    words = Counter(pair for pairs in own.values() for pair in pairs)
    return _Body(first, last, is_plain, parts_by_blank_lines(page, first, last), words, own)


def _count_polite(plain: str) -> tuple[int, int]:
    """Return how many sentences outside quotations are polite, and how many there are."""
    ends = [part.strip(" )") for part in _SENTENCE.findall(_QUOTED.sub("「」", plain))]
    ends = [end for end in ends if end and not end.endswith("」")]
    return sum(bool(_POLITE.search(end)) for end in ends), len(ends)


def is_polite(plain: str) -> bool:
    """Tell a text all of whose sentences outside quotations are polite (です, ます)."""
    polite, sentences = _count_polite(plain)
    return 0 < sentences == polite


def _judge(page: Sequence[Judged], index: int, body: _Body) -> Found | None:
    judged = page[index]
    if judged.found or judged.is_date or judged.is_listed or judged.line.length > 2 * _LONG:
        return None
    if heads_summary(judged.line):
        return None
    if index + 1 < len(page) and OF_DIALOGUE.match(page[index + 1].line.plain):
        return None
    table, told = _load(), sum_signs(judged.line)
    if told >= table.enough["told"]:
        told -= _weigh_topics(page, index, body)
    turns = body.is_plain and judged.is_prose and is_polite(judged.line.plain)
    needed = "told_politely" if turns else "told" if judged.is_prose else "told_briefly"
    if told < table.enough[needed] or _tells_mostly(judged.line.plain):
        return None
    standing = [*_standing(page, index, body), *(["polite"] if turns else [])]
    total = told + sum(table.standing[name] for name in standing)
    if total >= table.enough["anywhere"]:
        return Found("address")
    return Found("address", where="edge") if total >= table.enough["beside"] else None


def _weigh_topics(page: Sequence[Judged], index: int, body: _Body) -> int:
    """Return the weight of the signs in a line whose words the article itself is about."""
    said = _QUOTED.sub("「」", page[index].line.plain)
    weight = 0
    for sign in _find_signs(said):
        word = sign.pattern.compiled.search(said) if sign.name in _TOPICS else None
        others = (page[i].line.plain for i in body.own if i != index)
        if word and sum(word[0] in other for other in others) >= _TOLD_OFTEN:
            weight += sign.weight
    return weight


def _tells_mostly(plain: str) -> bool:
    """Tell a paragraph of several sentences half of which speak to nobody and of no page."""
    parts = _SENTENCE.findall(plain)
    bare = sum(not _find_signs(part) for part in parts)
    return len(parts) >= _SEVERAL and bare * 2 >= len(parts)


def _standing(page: Sequence[Judged], index: int, body: _Body) -> list[str]:
    """Return the names of the ways in which a line stands among the others."""
    line = page[index].line
    above = page[index - 1] if index else None
    below = page[index + 1] if index + 1 < len(page) else None
    pairs = bigrams(line.plain)
    others = (body.words[pair] - (pair in body.own.get(index, ())) for pair in pairs)
    glued = (above is not None and not above.is_prose and not line.gap) or (
        below is not None and not below.is_prose and not below.line.gap
    )
    return [
        name
        for name, holds in (
            ("alone", not any(near and near.is_prose for near in (above, below))),
            ("short", line.length < _SHORT),
            ("long", line.length > _LONG),
            ("first", index <= body.first),
            ("last", index >= body.last - 1),
            ("glued", body.has_gaps and glued),
            ("under_known", above is not None and bool(above.found)),
            ("strange", not any(others)),
        )
        if holds
    ]
