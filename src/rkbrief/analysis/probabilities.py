"""Probabilities that a text states in numbers, and the step of the scale they fall on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

from rkbrief.language.numerals import read_value
from rkbrief.lexicon.sought import Sought
from rkbrief.model import Likelihood, Span

_NUMBER = (
    r"(?:約|およそ|ほぼ|最大で?|少なくとも|わずか|よくて|良くて|せいぜい|高くて|高くても|多くて)?"
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
_CHANCE = Sought(
    "(?<=[うくぐすつぬぶむる])見込み[はがも][、「]?"
    + _RANGE
    + "(?=(?:ほど|程度|前後|くらい|ぐらい)?(?:あ[るり]|だ|です|と[みいし]|」|。|$))",
    ("見込みが", "見込みは", "見込みも"),
)
"""勝つ見込みは3割だ; 申込者の見込みは7割だ is an amount that is expected."""
_MOVED = re.compile(r"[へに」]")
_JUST_BELOW = 0.8
_STEPS: tuple[tuple[float, Likelihood], ...] = (
    (5, "almost_no_chance"),
    (20, "very_unlikely"),
    (44.999, "unlikely"),
    (55, "roughly_even"),
    (80, "likely"),
    (95, "very_likely"),
)


def find_probabilities(text: str) -> Iterator[tuple[Span, tuple[float, float]]]:
    """Yield each stated probability with its (low, high) in percent, 0 to 100."""
    if not any(unit in text for unit in _UNITS):
        return
    if not any(word in text for word in ("率", "可能性", "公算", "蓋然性", "見込み")):
        return
    for match in _BELOW.finditer(text):
        yield Span(match.start("low"), match.end()), (0.0, _percent(match["low"], match["unit"]))
    for pattern in (_AFTER, _BEFORE, _CHANCE):
        for match in pattern.finditer(text):
            low = _percent(match["low"], match["unit"])
            high = _percent(match["high"] or match["low"], match["unit"])
            if "から" in match[0] and _MOVED.match(text, match.end()):
                low = high
            if low <= high <= 100:  # noqa: PLR2004 - percent
                yield Span(*match.span()), (low, high)


def _percent(number: str, unit: str) -> float:
    return float(read_value(normalize("NFKC", number))[0] or 0) * (10 if unit == "割" else 1)


def step_of(bounds: tuple[float, float]) -> Likelihood:
    """Return the ICD 203 step that the middle of ``bounds`` (percent) falls on.

    What is only said to be less than a number (1割もない) is not far below it.
    """
    middle = sum(bounds) / 2 if bounds[0] else bounds[1] * _JUST_BELOW
    return next((name for top, name in _STEPS if middle <= top), "almost_certain")
