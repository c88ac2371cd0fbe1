"""Where a claim lies in time: behind, now, or ahead, read off its predicate and its time words."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import Literal

from rkbrief.lexicon import compile_pattern, compile_rules, load_table
from rkbrief.lexicon.sought import Sought

_rules = partial(compile_rules, "futures")

Tense = Literal["past", "progressive", "state", "noun", "ahead"]

_REGRETTED = re.compile("(?:(?<=な)っ)?[てで]しま(?:う|います)$")
_REGRETTED_DEED = re.compile("してしま(?:う|います)$")
_POLITE_DEED = re.compile("します$")
_NAMED = re.compile("「[^「」。]{1,16}」(?=[をのに])")
"""A thing called so, whose words are no time of the claim: 「今後の分」を."""
_YEAR = re.compile(
    "(?<![0-9.])(?:2[01])?[0-9]{2}(?=年[度代]?(?:[、にはがもの末中春夏秋冬前後半ご頃ま初序]|$))"
)
_CENTURY = 100
_SHORT = 2  # digits of a year without its century
_AHEAD = range(1, 41)
"""Years after the writing in which a year without its century lies ahead."""
_ENDING = re.compile("[ぁ-ん]{0,4}")
_PREDICATE = re.compile(r"[いえかきくしちっつてなはまらりるれせんすゆ]{0,6}")


def tense_of(proposition: str) -> Tense:
    """Return the tense of what stands before a modal; ``ahead`` is a verb of action, non-past."""
    text = _rules("links").sub("", proposition)
    comes_to_pass = _rules("comes_to_pass")
    if comes_to_pass.search(text) or comes_to_pass.search(proposition.rstrip("とのは、 」")):
        return "ahead"
    return next((tense for ending, tense in _tenses() if ending.search(text)), "noun")


@cache
def _tenses() -> tuple[tuple[Sought, Tense], ...]:
    rows = load_table("futures")["tenses"]
    return tuple((compile_pattern(row["pattern"]), row["tense"]) for row in rows)


def looks_ahead(text: str) -> bool:
    """Tell whether a word of ``text`` sets it in time to come, not one of a clause told before."""
    text = _NAMED.sub(lambda m: " " * len(m[0]), text)
    told = [m.end() for m in _rules("told_before").finditer(text)]
    return _rules("ahead").search(text, told[-1] if told else 0) is not None


def names_year_ahead(text: str, written: int | None) -> bool:
    """Tell whether ``text`` names a year after ``written``, with its century or without."""
    if written is None:
        return False
    years = (match[0] for match in _YEAR.finditer(text))
    return any(
        int(year) > written if len(year) > _SHORT else (int(year) - written) % _CENTURY in _AHEAD
        for year in years
    )


def foretells(text: str) -> bool:
    """Tell whether the predicate means by itself that something will (not) last or be."""
    return _rules("lasting").search(text) is not None


def is_habit(text: str) -> bool:
    """Tell whether ``text`` speaks of habit, law or definition."""
    return _rules("habits").search(text) is not None


def changes(text: str) -> bool:
    """Tell whether ``text`` ends in a verb of change, without an agent who decides."""
    text = _plain(text)
    return any(_PREDICATE.fullmatch(text, m.end()) for m in _rules("changes").finditer(text))


def _plain(text: str) -> str:
    """Return ``text`` without the regret or politeness at its end: 消えてしまう is 消える."""
    return _POLITE_DEED.sub("する", _REGRETTED.sub("る", _REGRETTED_DEED.sub("する", text)))


def becomes(text: str) -> bool:
    """Tell whether ``text`` ends in になる or ことはない, which may foretell."""
    return _rules("becoming").search(_plain(text)) is not None


def is_pledge(text: str) -> bool:
    """Tell whether ``text`` is what its speaker binds himself to (二度と起こさない)."""
    return _rules("pledges").search(text) is not None


def is_foreseen(text: str) -> bool:
    """Tell whether ``text`` is told by somebody's view of what is to come (彼の見立てでは)."""
    return _rules("foreseen").search(text) is not None


def dates_event(text: str) -> bool:
    """Tell whether the predicate of ``text`` says when or how many it will be (…のは来春)."""
    return _rules("clefts").search(text) is not None


def tells_outcome(text: str) -> bool:
    """Tell whether ``text`` says of what follows from something how it is (影響は小さい)."""
    return _rules("outcomes").search(text) is not None


def is_scheduled(text: str) -> bool:
    """Tell whether ``text`` ends in what somebody decides: a schedule, not a forecast."""
    return any(_ENDING.fullmatch(text, m.end()) for m in _rules("schedules").finditer(text))
