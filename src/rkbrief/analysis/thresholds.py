"""Forecasts that a number passes a mark, settled by the number that was reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from rkbrief.analysis.arguments import Phrase
from rkbrief.analysis.events import Outcome, ends_in_past, is_told_as_fact
from rkbrief.language.numerals import read_value
from rkbrief.lexicon import compile_rules

_ABOVE, _REACH, _BELOW = "超過", "到達", "下回る"
_NEAR = 0.05
"""How near a mark 約 leaves the outcome open."""


class Reading(Struct, frozen=True, gc=False):
    """A number told as reached, at ``start`` of its sentence."""

    start: int
    number: float
    counter: str
    is_about: bool


def find_readings(text: str) -> tuple[Reading, ...]:
    """Return the numbers that ``text`` (NFKC) tells as what something came to."""
    return tuple(_read_numbers(text))


def _read_numbers(text: str) -> Iterator[Reading]:
    for match in compile_rules("joining", "reached").finditer(text):
        if match["first"] and not ends_in_past(text):
            continue
        value = read_value(match["number"].replace(",", ""))[0]
        if value is not None and is_told_as_fact(text, match.end()):
            yield Reading(match.start(), value, match["counter"], bool(match["about"]))


def find_mark(act: str, phrases: Sequence[Phrase]) -> tuple[Phrase, float, str] | None:
    """Return the phrase with the mark that ``act`` passes, its number and its counter."""
    if act not in {_ABOVE, _REACH, _BELOW}:
        return None
    for phrase in phrases:
        if phrase.role in {"object", "に", "ま"} and len(phrase.numbers) == 1 and not phrase.names:
            counter, number = next(iter(phrase.numbers))
            value = read_value(number)[0]
            return None if value is None or phrase.words else (phrase, value, counter)
    return None


def compare(act: str, mark: float, counter: str, reading: Reading) -> Outcome | None:
    """Return whether a number of the same kind passed the mark, None when it does not say."""
    if reading.counter != counter:
        return None
    if reading.is_about and abs(reading.number - mark) <= _NEAR * abs(mark):
        return None
    passed = {
        _ABOVE: reading.number > mark,
        _REACH: reading.number >= mark,
        _BELOW: reading.number < mark,
    }[act]
    return "done" if passed else "undone"
