"""How likely it is that two figures of two articles on one event are one fact.

A log-linear record linkage in the sense of Fellegi and Sunter (1969): what is seen of a pair adds
or takes weight, and the sum is the logarithm of the odds. The weights stand in the table
``linkage``; ``tools/linkage.py`` fits them by logistic regression to annotated articles.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache

from rkbrief.analysis.agreement import Agreement
from rkbrief.analysis.alikeness import measure_likeness, says_rounded
from rkbrief.analysis.contradictions import SIGNS
from rkbrief.analysis.facts import Fact, as_set, name_what_they_count
from rkbrief.analysis.measures import Measure
from rkbrief.analysis.repetitions import look_back
from rkbrief.lexicon import load_table

_DAY = len("2024-06-19")
_YEARS = (len("2024"), len("FY2024"))
_MOST_DIGITS = 4
_UNSEEN = 4
"""Figures of a dimension that an article might as well have given."""
_FAR = 1.06
"""Ratio from which two numbers that agree are not much alike."""
_DOUBT = 0.7
"""Logarithm of two to one."""
_LEAST_ROUND = 20
_MUCH_ALIKE = 0.5
"""Likeness from which more says nothing more."""
_STRETCHES = frozenset(("duration", "horizon"))


def observe(
    one: Fact,
    other: Fact,
    agreement: Agreement,
    *,
    figures: tuple[int, int],
    rivals: int,
    tellers: int = 2,
) -> dict[str, float]:
    """Return what is seen of a pair, by the names of the weights; what is absent is 0.

    ``figures`` are how many of that dimension each article gives, ``rivals`` how many figures of
    the other article come near to either, the pair itself counted twice, ``tellers`` how many of
    the two articles and their kin give the number of the first.
    """
    if one.measure is None or other.measure is None:
        raise ValueError("a figure without a measure has no like")
    kinds = {one.kind, other.kind}
    day = _count_day(one.measure, other.measure)
    likeness = measure_likeness(one, other)
    named = _name_each_other(one, other)
    since = one.since is not None and one.since == other.since
    alone = not (named or since or _share_word(one, other))
    digits = min(one.measure.digits, other.measure.digits, _MOST_DIGITS)
    seen = {
        "same": agreement == "same",
        "overlap": agreement == "overlap",
        "unsaid": agreement == "near" and not says_rounded(one, other),
        "far": agreement != "same" and _are_far(one.measure.value, other.measure.value),
        "units": one.quantity.unit != other.quantity.unit,
        "times": one.quantity.per != other.quantity.per,
        "digits": digits,
        "strangers": alone and not day and _have_subjects(one, other),
        "plain": alone and day != _DAY and (day > 0 or digits == 1),
        "day": day == _DAY,
        "month": day > 0 and day != _DAY and day not in _YEARS,
        "year": day in _YEARS,
        "within": day > 0 and agreement == "near",
        "stretch": not kinds.isdisjoint(_STRETCHES),
        "interval": kinds == {"interval_since"},
        "number": "number" in kinds,
        "since": since,
        "back": _tells_last_time(one) != _tells_last_time(other),
        "likeness": min(likeness, _MUCH_ALIKE),
        "subject": named,
        "foretold": (one.outlook == "foretold") + (other.outlook == "foretold"),
        "periods": not day and not one.periods.isdisjoint(other.periods),
        "modifier": one.measure.modifier == other.measure.modifier,
        "figures": math.log((figures[0] + _UNSEEN) * (figures[1] + _UNSEEN)),
        "rivals": math.log(max(rivals - 1, 1)),
        "tellers": math.log(max(tellers - 1, 1)),
        "share": one.measure.dimension[1] == "percent",
        "round": _is_round(one) and _is_round(other),
    }
    seen |= {name: speaks(one, other) for name, speaks in SIGNS.items()}
    return seen


def is_chance(one: Fact, other: Fact) -> bool:
    """Tell whether two facts are of months or years and have no word in common.

    Most of these are chance. It is asked before anything else is looked at: most pairs are such.
    """
    if one.measure is None or other.measure is None:
        return False
    if _count_day(one.measure, other.measure) in (0, _DAY):
        return False
    if one.since is not None and one.since == other.since:
        return False
    return not _share_word(one, other) and not _name_each_other(one, other)


def _count_day(one: Measure, other: Measure) -> int:
    """Return the characters of the wider of two dates, or of the only one; 0 where none is."""
    return min(map(len, filter(None, (one.day, other.day))), default=0)


def _share_word(one: Fact, other: Fact) -> bool:
    """Tell whether a word stands near both."""
    return any(len(t) > 1 for t in as_set(other.near).intersection(one.near))


def _name_each_other(one: Fact, other: Fact) -> bool:
    """Tell whether what one is about is named around the other."""
    return _is_named(one.subject_terms, other.around) or _is_named(other.subject_terms, one.around)


def _is_named(subject: Iterable[str], around: tuple[str, ...]) -> bool:
    words = [t for t in subject if len(t) > 1]
    return bool(words) and not as_set(around).isdisjoint(words)


def _have_subjects(*pair: Fact) -> bool:
    return all(any(len(t) > 1 for t in fact.subject_terms) for fact in pair)


def _tells_last_time(fact: Fact) -> bool:
    """Tell whether a fact says when something was last so: 17年ぶり, 2008年以来; no 17年前."""
    return fact.since is not None and look_back(fact)


def _is_round(fact: Fact) -> bool:
    """Tell whether a number has one digit and yet is not everywhere: 40店, but no 3店 or 40人."""
    measure = fact.measure
    if measure is None or measure.value is None or not name_what_they_count(fact):
        return False
    return measure.digits == 1 and abs(measure.value) >= _LEAST_ROUND


def _are_far(one: float | None, other: float | None) -> bool:
    """Tell whether two numbers that agree are more than a few percent apart: 500超 and 538."""
    if not one or not other:
        return False
    smaller, larger = sorted((abs(one), abs(other)))
    return larger > _FAR * smaller


def rate_odds(seen: Mapping[str, float], weights: Mapping[str, float] | None = None) -> float:
    """Return the logarithm of the odds that a pair is one fact: 0 where it is even.

    A month or a year without a word in common is left alone, since most of these are chance, and
    a number of one digit must be twice as likely as not. ``weights`` are those of the table unless
    others are given.
    """
    if seen["plain"] and (seen["month"] or seen["year"]):
        return -math.inf
    weights = weights or _load_weights()
    odds = weights["always"] + sum(weights[name] * value for name, value in seen.items())
    return odds - _DOUBT if seen["plain"] else odds


@cache
def _load_weights() -> Mapping[str, float]:
    return dict(load_table("linkage")["weights"])
