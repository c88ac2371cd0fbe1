"""Probabilities that a text states in numbers, and the step of the scale they fall on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal
from unicodedata import normalize

from msgspec import Struct

from rkbrief.language.numerals import read_value
from rkbrief.lexicon.sought import Sought
from rkbrief.model import Likelihood, Span

_NUMBER = (
    r"(?:約|およそ|ほぼ|わずか|(?P<at_most>最大で?|よくて|良くて|せいぜい|高くて|高くても|多くて)"
    r"|(?P<at_least>少なくとも))?"
    r"(?P<{0}>[0-9０-９]+(?:[.．][0-9０-９]+)?|[一二三四五六七八九](?=割))"
)
_UNITS = ("%", "％", "割", "パーセント")
_UNIT = "|".join(_UNITS)
_RANGE = (
    _NUMBER.format("low")
    + rf"(?:(?:{_UNIT})?(?:[～〜~－―–\-]|から|ないし)"
    + r"(?P<high>[0-9０-９]+(?:[.．][0-9０-９]+)?))?"
    + rf"(?P<unit>{_UNIT})"
)
_WORD = r"(?:確率|可能性|公算|蓋然性|勝率)"
_AFTER = re.compile(
    _WORD
    + r"(?:(?:について|に関して)[はも]?、?(?:[^、。「」]{1,24}(?:では|によると、?))?"
    + r"(?:[^、。「」]{1,10}で)?)?"
    r"[はがもを]?[、「]?(?:[^、。「」はが0-9０-９]{1,12}は、?)?(?:(?:前回|従来|当初|先月|前月|[0-9０-９]{1,2}月)(?:時点|調査|予測)?の)?"
    + _RANGE
    + r"(?!も?な[いく]|もあり|に満た|未満)"
)
_BELOW = re.compile(
    _WORD
    + r"[はがもを][^。「」]{0,16}?[、「]?(?:、[^、。「」]{1,16}は「)?"
    + _NUMBER.format("low")
    + rf"(?P<unit>{_UNIT})"
    + r"(?:も(?:な[いく]|ありません)|に満た|未満)"
)
"""An upper bound: 確率は「1割もない」."""
_BEFORE = re.compile(_RANGE + r"(?:程度|前後|以上|以下|超|未満|ほど|近く|弱|強)?の" + _WORD)
_TAIL = re.compile(
    r"(?P<less_than>未満|を(?:大きく|わずかに)?下回(?:る|り|って|った))"
    r"|(?P<at_most>以下|以内|を(?:超え|上回ら)(?:ない|ず))"
    r"|(?P<at_least>以上|を下回ら(?:ない|ず)|は下らない)"
    r"|(?P<more_than>超(?!え)|を(?:大きく|優に|わずかに)?(?:超え[るてた]|上回(?:る|り|って|った)))"
    r"|程度|前後|ほど|くらい|ぐらい|近く|弱|強"
)
_CHANCE = Sought(
    "(?<=[うくぐすつぬぶむる])見込み[はがも][、「]?"
    + _RANGE
    + "(?=(?:ほど|程度|前後|くらい|ぐらい)?(?:あ[るり]|だ|です|と[みいし]|」|。|$))",
    ("見込みが", "見込みは", "見込みも"),
)
"""勝つ見込みは3割だ; 申込者の見込みは7割だ is an amount that is expected."""
_MOVED = re.compile(r"[へに」]")
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


class Probability(Struct, frozen=True, gc=False):
    """A stated probability: where it stands, and (low, high) in percent, 0 to 100, as written.

    What is less than a number (1割もない) has bounds, from 0; at most, at least and more than a
    number leave it as it is.
    """

    span: Span
    bounds: tuple[float, float]
    bound: Bound


def find_probabilities(text: str) -> Iterator[Probability]:
    """Yield each stated probability."""
    if not any(unit in text for unit in _UNITS):
        return
    if not any(word in text for word in ("率", "可能性", "公算", "蓋然性", "見込み")):
        return
    for match in _BELOW.finditer(text):
        high = _percent(match["low"], match["unit"])
        yield Probability(Span(match.start("low"), match.end()), (0.0, high), "less_than")
    for pattern in (_AFTER, _BEFORE, _CHANCE):
        for match in pattern.finditer(text):
            tail = _TAIL.match(text, match.end("unit"))
            bounds, bound = _read(match, tail, text)
            if bounds[0] <= bounds[1] <= _ALL:
                end = max(match.end(), tail.end() if tail else 0)
                yield Probability(Span(match.start(), end), bounds, bound)


def _read(
    match: re.Match[str], tail: re.Match[str] | None, text: str
) -> tuple[tuple[float, float], Bound]:
    """Return what a probability may be, in percent, and what its number is to that."""
    low = _percent(match["low"], match["unit"])
    if match["high"]:
        high = _percent(match["high"], match["unit"])
        moved = "から" in match[0] and _MOVED.match(text, match.end())
        return ((high, high), "exact") if moved else ((low, high), "range")
    named = {**match.groupdict(), **(tail.groupdict() if tail and tail.lastgroup else {})}
    if named.get("less_than"):
        return (0.0, low), "less_than"
    bounds: tuple[Bound, ...] = ("at_most", "at_least", "more_than")
    return (low, low), next((each for each in bounds if named.get(each)), "exact")


def _percent(number: str, unit: str) -> float:
    return float(read_value(normalize("NFKC", number))[0] or 0) * (10 if unit == "割" else 1)


def step_of(probability: Probability) -> Likelihood:
    """Return the ICD 203 step that the middle of its bounds falls on.

    What is only said to be less than a number (1割もない) is not far below it, and what is said
    to be more not far above.
    """
    low, high = probability.bounds
    middle = (low + high) / 2
    if probability.bound in {"less_than", "at_most"}:
        middle = (1 - _NEAR) * high
    elif probability.bound in {"at_least", "more_than"}:
        middle = low + _NEAR * (_ALL - low)
    return next((name for top, name in _STEPS if middle <= top), "almost_certain")
