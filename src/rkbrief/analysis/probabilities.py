"""Probabilities that a text states in numbers, and the step of the scale they fall on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal
from unicodedata import normalize

from msgspec import Struct

from rkbrief.language.numerals import read_value
from rkbrief.lexicon import compile_pattern, compile_rules, load_table
from rkbrief.model import Likelihood, Span

_TOLD_BY = ("chances", "expected", "allotting")
_NEAR = 0.2
_ALL = 100.0
_STEPS: tuple[tuple[float, Likelihood], ...] = (
    (5, "almost_no_chance"),
    (20, "very_unlikely"),
    (44.999, "unlikely"),
    (55, "roughly_even"),
    (80, "likely"),
    (95, "very_likely"),
)


Bound = Literal["exact", "range", "less_than", "at_most", "at_least", "more_than"]
"""What a stated number is to the probability: itself, or an end of what it may be."""
_UPPER: tuple[Bound, ...] = ("less_than", "at_most")
_LOWER: tuple[Bound, ...] = ("at_least", "more_than")


class Probability(Struct, frozen=True, gc=False):
    """A stated probability: where it stands, and (low, high) in percent, what it may be.

    Of a number alone both are that number. One that is only an end (1割もない, 5％以下, 8割超)
    has 0 or 100 for the other; ``bound`` tells which end is written.
    """

    span: Span
    bounds: tuple[float, float]
    bound: Bound


def find_probabilities(text: str) -> Iterator[Probability]:
    """Yield each stated probability."""
    table = load_table("probabilities")
    if not any(unit in text for unit in table["units"]):
        return
    if not any(word in text for name in _TOLD_BY for word in table[name]):
        return
    for match in _find_all("below", text):
        high = _percent(match["low"], match["unit"])
        yield Probability(Span(match.start("low"), match.end()), (0.0, high), "less_than")
    taken: set[int] = set()
    for match in _find_all("stated", text):
        number_ends = max(match.end("unit"), match.end("tenth"))
        tail = compile_rules("probabilities", "tails").match(text[number_ends:])
        bounds, bound = _read(match, tail, text)
        if bounds[0] <= bounds[1] <= _ALL and number_ends not in taken:
            taken.add(number_ends)
            end = number_ends + (tail.end() if tail else 0)
            yield Probability(Span(match.start(), max(match.end(), end)), bounds, bound)


def find_odds(text: str, likelihood: Likelihood) -> tuple[float, float] | None:
    """Return the odds in percent that a set phrase in ``text`` gives for that step, or None."""
    meant = (odds for step, odds in _find_phrases(text) if step == likelihood)
    return next(meant, None)


def find_all_odds(text: str) -> set[float]:
    """Return every number in percent that a set phrase in ``text`` stands for: 五分五分 is 50."""
    return {number for _, odds in _find_phrases(text) for number in odds}


def _find_phrases(text: str) -> Iterator[tuple[Likelihood, tuple[float, float]]]:
    """Yield the step and the odds in percent of each set phrase that stands in ``text``."""
    for row in load_table("probabilities")["odds"]:
        if compile_pattern(row["pattern"]).search(text):
            low, high = map(float, row["percent"])
            yield row["likelihood"], (low, high)


def find_probability_behind(text: str) -> Probability | None:
    """Return what is stated in the brackets at the head of ``text``: （確率70％）."""
    behind = compile_rules("probabilities", "behind").match(text)
    return next(find_probabilities(behind["stated"]), None) if behind else None


def _find_all(section: str, text: str) -> Iterator[re.Match[str]]:
    """Yield what the rows of a section of lexicon/probabilities.yaml match, row by row."""
    for row in load_table("probabilities")[section]:
        yield from compile_pattern(row["pattern"]).finditer(text)


def _read(
    match: re.Match[str], tail: re.Match[str] | None, text: str
) -> tuple[tuple[float, float], Bound]:
    """Return what a probability may be, in percent, and what its number is to that."""
    low = _percent(match["low"], match["unit"]) + _percent(match["tenth"] or "0", "%")
    if match["high"]:
        high = _percent(match["high"], match["unit"])
        behind = compile_rules("probabilities", "moved").match(text[match.end() :])
        moved = "から" in match[0] and behind
        return ((high, high), "exact") if moved else ((low, high), "range")
    named = {**match.groupdict(), **(tail.groupdict() if tail and tail.lastgroup else {})}
    for upper in _UPPER:
        if named.get(upper):
            return (0.0, low), upper
    for lower in _LOWER:
        if named.get(lower):
            return (low, _ALL), lower
    return (low, low), "exact"


def _percent(number: str, unit: str) -> float:
    return float(read_value(normalize("NFKC", number))[0] or 0) * (10 if unit == "割" else 1)


def step_of(probability: Probability) -> Likelihood:
    """Return the ICD 203 step that the middle of its bounds falls on.

    What is only said to be less than a number (1割もない) is not far below it, and what is said
    to be more not far above.
    """
    low, high = probability.bounds
    middle = (low + high) / 2
    if probability.bound in _UPPER:
        middle = (1 - _NEAR) * high
    elif probability.bound in _LOWER:
        middle = low + _NEAR * (_ALL - low)
    return next((name for top, name in _STEPS if middle <= top), "almost_certain")
