"""What keeps two figures from being one fact, however much their words share."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rkbrief.analysis.as_of import are_of_two_days, are_of_two_stretches
from rkbrief.analysis.facts import Fact

_OPPOSITE = frozenset("不非反未無")
_PLAIN = 2
"""Distinctness below which a number alone says nothing of what it belongs to."""
_TELLING = 3
"""Distinctness from which a number is known again whatever time its passage speaks of."""


def contradict(one: Fact, other: Fact, *, vouched: bool = False) -> bool:
    """Tell whether two figures cannot be one fact, whatever their words share.

    Where other evidence vouches for them, what they count need not be called the same.
    """
    for speaks in SIGNS.values():  # any() takes half as long again, and this is asked very often
        if speaks(one, other):
            return True
    return not vouched and _count_different_things(one, other)


def _have_two_amounts(one: Fact, other: Fact) -> bool:
    """Tell whether two numbers are for so much of two things: per day, per head."""
    per, other_per = one.quantity.per, other.quantity.per
    return bool(per and other_per and per != other_per)


def _have_two_directions(one: Fact, other: Fact) -> bool:
    return bool(one.direction and other.direction and one.direction != other.direction)


def _have_two_bases(one: Fact, other: Fact) -> bool:
    """Tell whether two numbers are reckoned against different things: the year, the plan."""
    return bool(one.bases and other.bases and not one.bases & other.bases)


def _have_two_periods(one: Fact, other: Fact) -> bool:
    return bool(one.periods and other.periods and not _share_period(one.periods, other.periods))


def _are_of_two_times(one: Fact, other: Fact) -> bool:
    """Tell whether two numbers that say little, or two hours, belong to two times."""
    hours = one.kind == other.kind == "time"
    if min(one.distinctness, other.distinctness) >= _TELLING and not hours:
        return False
    if are_of_two_days(one.as_of, other.as_of):
        return True
    untold = not one.periods or not other.periods
    return (
        untold
        and one.measure is not None
        and one.measure.day is None
        and are_of_two_stretches(one.as_of, other.as_of)
    )


def _are_elsewhere(one: Fact, other: Fact) -> bool:
    """Tell whether two plain numbers belong to two places, or to a thing and its opposite."""
    if one.distinctness >= _PLAIN and other.distinctness >= _PLAIN:
        return False
    if one.place and other.place and not (one.place in other.place or other.place in one.place):
        return True
    shorter, longer = one.subject, other.subject
    if not shorter or not longer or shorter == longer:
        return False
    if len(longer) < len(shorter):
        shorter, longer = longer, shorter
    at = longer.find(shorter)
    return at > 0 and longer[at - 1] in _OPPOSITE


def _count_different_things(one: Fact, other: Fact) -> bool:
    counted = one.kind == "count", other.kind == "count"
    if any(counted) and one.quantity.unit != other.quantity.unit:
        return True
    if not all(counted):
        return False
    if not one.subject_terms or not other.subject_terms:
        return False
    if one.distinctness >= _TELLING:
        return False
    return not (_is_of(one, other) or _is_of(other, one))


def _is_of(one: Fact, other: Fact) -> bool:
    """Tell whether the subject of one figure is named near another one, too."""
    named = frozenset(t for t in one.subject_terms if len(t) > 1) or frozenset(one.subject_terms)
    return not named.isdisjoint(other.near)


def _share_period(one: frozenset[str], other: frozenset[str]) -> bool:
    if not one.isdisjoint(other):
        return True
    return any(a.startswith(b) or b.startswith(a) for a in one for b in other)


SIGNS: Mapping[str, Callable[[Fact, Fact], bool]] = {
    "two_amounts": _have_two_amounts,
    "two_directions": _have_two_directions,
    "two_bases": _have_two_bases,
    "two_periods": _have_two_periods,
    "two_places": _are_elsewhere,
    "two_times": _are_of_two_times,
}
"""What speaks against two figures, each by its name."""
