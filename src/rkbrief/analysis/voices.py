"""Whose number it is: the party that gives it, by the words before and behind it.

町の調べで30人; 館は30人と言い; 30人だと館長は話す; 館の言う30人; 数え直すと30人.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal

from msgspec import Struct

from rkbrief.analysis.holders import is_self, name_of_holder
from rkbrief.lexicon import compile_pattern, load_table

_FOREIGN = re.compile(r"[ァ-ヴー・＝=]{3,}|[A-ZＡ-Ｚ]{2,}")
_TIME = re.compile(r"[0-9０-９]+(?:年|月|日|時)(?:末|度)?$")
_BARE = re.compile("[^、。がを]{0,16}")
"""A number with little before it."""
_LONGEST = 300
"""Characters before a number that are looked through for the one who gives it."""


class Voice(Struct, frozen=True, gc=False):
    """Who gives a number, and what the words around it say of it.

    ``who`` is empty where the number is counted anew or published by nobody that is named. ``at``
    is where the party begins in the sentence, or the number where the party follows it; ``thing``
    is what stands between the party and the number, ``told`` what stands behind the number up to
    the verb. ``edition`` tells a first publication from what was found in the end.
    """

    who: str
    at: int
    thing: str
    told: str
    edition: Literal["first", "final"] | None = None


def find_voice(text: str, start: int, end: int) -> Voice | None:
    """Return who gives the number at ``start`` to ``end`` of a sentence, None where nobody does."""
    turned = compile_pattern(load_table("disputes")["turned"]["pattern"]).search(text[:start])
    floor = max(start - _LONGEST, turned.end() if turned else 0)
    head, tail = text[floor:start], text[end:]
    for rule in load_table("disputes")["behind"]:
        match = compile_pattern(rule["pattern"]).search(tail)
        if match and not _is_time(match["who"]):
            return Voice(match["who"], start, "", match["is"])
    found = [*_find_before(head, tail), *_find_speaker(head, tail)]
    if not found:
        return None
    best = min(found, key=lambda voice: (not voice.who, len(voice.thing)))
    return Voice(best.who, best.at + floor, best.thing, best.told, best.edition)


def _find_before(head: str, tail: str) -> Iterator[Voice]:
    rules = load_table("disputes")
    for rule in rules["before"]:
        match = compile_pattern(rule["pattern"]).search(head)
        if match is None or _is_time(match["who"] or ""):
            continue
        if "behind" in rule and not compile_pattern(rules[rule["behind"]]["pattern"]).search(tail):
            continue
        who = match["who"] or ""
        if "named" in rule and not is_party(who):
            continue
        at = (
            match.start("who" if who else "how") if who or "how" in match.groupdict() else len(head)
        )
        yield Voice(who, at, match["thing"], _cut(tail), _read_edition(rule))


def _read_edition(rule: Mapping[str, Any]) -> Literal["first", "final"] | None:
    return "first" if "first" in rule else "final" if "final" in rule else None


def _find_speaker(head: str, tail: str) -> Iterator[Voice]:
    """Yield the last one before a number who can hold a view, where a verb of saying follows it."""
    rules = load_table("disputes")
    held = compile_pattern(rules["held"]["pattern"]).search(tail)
    if held is None:
        return
    told = _read_told(held["is"])
    voice = None if told is None else find_topic(head, told)
    if voice:
        yield voice


def _read_told(told: str) -> str | None:
    """Return what is said of a number, None where the verb is of another party: 人を招き、警察は.

    Of two numbers with one verb the first is said without words: 町は|9人、館は8人と言う.
    """
    before, comma, rest = told.partition("、")
    other = find_topic(rest) if comma else None
    if other is None:
        return told
    elliptic = compile_pattern(load_table("disputes")["elliptic"]["pattern"])
    alike = elliptic.search(before + comma) and _BARE.fullmatch(other.thing)
    return "" if alike else None


def find_topic(head: str, told: str = "") -> Voice | None:
    """Return the last party before a number that is a topic or a subject: 館は席を|30."""
    topics = compile_pattern(load_table("disputes")["topic"]["pattern"]).compiled.finditer(head)
    found = list(topics)
    for n, match in reversed(list(enumerate(found))):
        if is_party(match["who"]) and "。" not in head[match.end() :]:
            at = match.start("who")
            if n and found[n - 1].end() == at and head[at - 1] == "が":  # 私が|会った館長は
                at = found[n - 1].start("who")
            return Voice(match["who"], at, head[match.end() :], told)
    return None


def is_party(who: str) -> bool:
    """Tell whether a noun phrase is of somebody who can give a number."""
    if _is_time(who):
        return False
    ends = tuple(load_table("disputes")["parties"])
    known = is_self(who) or who.endswith(ends) or name_of_holder(who) is not None
    _, _, name = who.rpartition("の")  # 環境団体のオーシャン
    return known or _FOREIGN.fullmatch(name) is not None


@cache
def _is_time(who: str) -> bool:
    times = tuple(load_table("disputes")["times"])
    return who.endswith(times) or _TIME.search(who) is not None


def _cut(tail: str) -> str:
    """Return what follows a number up to its verb of saying, or to the end of its clause."""
    clause = re.split("[、。]", tail, maxsplit=1)[0]
    held = compile_pattern(load_table("disputes")["held"]["pattern"]).search(clause)
    return str(held["is"]) if held else clause
