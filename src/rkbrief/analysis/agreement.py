"""When two numbers can be the same number.

The finer of two agrees with the coarser when it rounds to it at the coarser's significant
digits, or when the stretches that their wording allows overlap, unless both are given to the
same digit (約120億 and 約130億 are two numbers).
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Literal

from rkbrief.analysis.measures import SPAN_KINDS, Measure
from rkbrief.analysis.units import TIME_UNITS
from rkbrief.model import Figure, Modifier

Agreement = Literal["same", "near", "overlap", "apart"]

_ROUNDED: frozenset[Modifier] = frozenset(("about", "nearly", "more_than", "less_than"))
_PLAIN: frozenset[Modifier] = frozenset(("about", "exact"))
_LOWER: frozenset[Modifier] = frozenset(("more_than", "at_least"))
_UPPER: frozenset[Modifier] = frozenset(("less_than", "at_most", "nearly"))
_OPPOSED = (
    {"more_than", "less_than"},
    {"more_than", "at_most"},
    {"at_least", "less_than"},
)
"""Bounds of one number that leave none in common: 3万人を超えた, 3万人を超えなかった."""
_CLOSE = 1e-3
_FAR = 1.1
"""Ratio from which a number only fits a bound."""
_FARTHEST = 0.9
"""Least part that cutting to two digits leaves of a number (1099: 1000), with room to spare."""
_QUOTED = 4
"""Digits from which a rate of exchange is a quote and no rounding: 142.1; 150 is one, too."""
_MARK = 3
"""Digits from which a bound is no round number."""
_STEP = math.log(1.12)
"""Width of a bucket: numbers that round to each other stand in neighbouring ones."""
_MOST_BUCKETS = 32
_NAMES_KEPT = 1024


def agree(one: Measure, other: Measure) -> Agreement:
    """Tell how two measures of one dimension agree.

    ``same``: the same number; ``near``: one is the other, rounded or called approximate;
    ``overlap``: a range or a bound that the other fits into; else ``apart``.
    """
    if one.dimension != other.dimension:
        return "apart"
    if one.day is not None or other.day is not None:
        return "same" if one.day == other.day else "apart"
    if one is other or _equal(one, other):
        return "apart" if {one.modifier, other.modifier} in _OPPOSED else "same"
    if one.digits != other.digits:
        coarse, fine = (one, other) if one.digits < other.digits else (other, one)
        if _rounds(fine, coarse):
            return "near"
    marks = _is_mark(one) or _is_mark(other) or _is_below_most(one, other)
    if marks or not _meet(one, other) or _are_rivals(one, other):
        return "apart"
    vague = one.value is None or other.value is None or _are_far(one.value, other.value)
    return "near" if not vague and {one.modifier, other.modifier} & _ROUNDED else "overlap"


def _are_far(one: float, other: float) -> bool:
    """Tell whether a bound is too far from a number to be that number, rounded: 950超, 1055."""
    smaller, larger = sorted((abs(one), abs(other)))
    return larger > _FAR * smaller


def _is_below_most(one: Measure, other: Measure) -> bool:
    """Tell that a number lies below the most that another names: 最大18円 does not round 17円."""
    known = one.value is not None and other.value is not None
    return known and "at_most" in {one.modifier, other.modifier}


def _is_mark(one: Measure) -> bool:
    """Tell whether a bound is so exact that it is a number of its own: 2029年の41.8度を上回り."""
    bound = one.modifier in _LOWER or one.modifier in _UPPER
    return bound and one.value is not None and one.digits >= _MARK


def _are_rivals(one: Measure, other: Measure) -> bool:
    """Tell two numbers given to the same digit, 約120億 and 約130億: neither rounds the other.

    Stretches of time are none: 四半世紀 and 24年 are one.
    """
    timed = one.dimension[0] in SPAN_KINDS or one.dimension[1] in TIME_UNITS
    known = one.value is not None and other.value is not None and one.digits == other.digits
    return known and not timed and {one.modifier, other.modifier} <= _PLAIN


def _equal(one: Measure, other: Measure) -> bool:
    if one.value is None or other.value is None:
        return one.value is other.value and (one.low, one.high) == (other.low, other.high)
    long = one.digits == other.digits > _QUOTED - 1  # 1163円 is not 1162円
    close = 0.0 if long or _is_exchange(one) else _CLOSE
    return math.isclose(one.value, other.value, rel_tol=close, abs_tol=1e-9)


def _is_exchange(one: Measure) -> bool:
    """Tell whether a measure is a rate of exchange (JPY per USD): two quotes, two moments."""
    return one.dimension[2].isupper()


def _meet(one: Measure, other: Measure) -> bool:
    return one.low <= other.high and other.low <= one.high


def _rounds(fine: Measure, coarse: Measure) -> bool:
    """Tell whether ``fine`` rounds to ``coarse`` at its digits, or is cut to it: 68万人余り."""
    if fine.value is None or coarse.value is None or coarse.digits < 2 or not fine.value:  # noqa: PLR2004 - one digit says too little
        return False
    if _is_exchange(coarse) and coarse.digits != _QUOTED - 1:
        return False
    if _is_beyond(fine.value, coarse):
        return False
    if not _FARTHEST * abs(fine.value) <= abs(coarse.value) <= abs(fine.value) / _FARTHEST:
        return False
    scale = 10.0 ** (math.floor(math.log10(abs(fine.value))) - coarse.digits + 1)
    steps = fine.value / scale
    ways = (round, math.floor) if coarse.modifier in _LOWER else (round,)
    return any(math.isclose(way(steps) * scale, coarse.value, rel_tol=_CLOSE) for way in ways)


def _is_beyond(value: float, bound: Measure) -> bool:
    """Tell whether a number lies on the wrong side of a bound: 156 of 160を超える."""
    if bound.value is None:
        return False
    below, above = value < bound.value * (1 - _CLOSE), value > bound.value * (1 + _CLOSE)
    return (bound.modifier in _LOWER and below) or (bound.modifier in _UPPER and above)


def list_buckets(one: Measure, *, spare: int = 0) -> tuple[str, ...]:
    """Return the hash keys of a measure: those of two that can agree meet.

    ``spare`` is how many neighbouring keys to add at either end: 1 where a measure looks for
    others, 0 where it waits to be found.
    """
    if one.day is not None:
        return (one.day,)
    if one.low <= 0 or one.high <= 0:
        sign = "-" if one.high < 0 else "0"
        return (f"{sign}{abs(one.low):.4g}",)
    first = math.floor(math.log(one.low) / _STEP) - spare
    last = min(math.floor(math.log(one.high) / _STEP) + spare, first + _MOST_BUCKETS)
    return _name_buckets(first, last)


@lru_cache(maxsize=_NAMES_KEPT)
def _name_buckets(first: int, last: int) -> tuple[str, ...]:
    return tuple(str(n) for n in range(first, last + 1))


def rate_distinctness(figure: Figure, one: Measure) -> int:
    """Tell how unlikely it is that two facts share this number by chance, 0 to 4.

    A round or small number (2人, 3カ国, 1年) says nothing, 142円15銭 nearly all.
    """
    if one.day is not None:
        return {10: 2, 9: 1, 8: 1, 7: 1}.get(len(one.day), 0)
    rating = max(one.digits - 1, 0)
    if figure.kind == "interval_since" or figure.quantity.per:
        rating += 1
    if figure.kind in {"money", "distance", "exchange_rate"} and one.digits > 1:
        rating += 1
    if figure.kind == "ordinal":
        rating -= 1
    if one.modifier == "range" and figure.kind not in SPAN_KINDS and 0 < one.low < one.high:
        rating += 1  # two numbers at once
    return min(max(rating, 0), 4)
