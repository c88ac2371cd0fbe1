"""Until when a forecast reaches: time words to a duration and a last day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import partial
from itertools import zip_longest

from rkbrief.analysis.dated_terms import find_dated_term
from rkbrief.analysis.occasions import find_occasion
from rkbrief.analysis.quantities import find_quantities
from rkbrief.analysis.stretches import read_stretch
from rkbrief.lexicon import compile_rules
from rkbrief.model import Horizon, Span

_rules = partial(compile_rules, "futures")

_LIMIT = re.compile(
    r"((?:(?:来|再来|今)(?:年|月|週)の?)?(?:[0-9０-９]{1,2}月)?(?:[0-9０-９]{1,2}日)?(?:末|[上中下]旬|未明|朝|昼|夕方|夜)?"
    r"(?<=[月日年週末旬朝昼方夜明]))(?:までに?(?!の)|にかけて)"
)
"""Until when, where nothing tells the day of writing: 16日朝にかけて."""
_CASE = re.compile(r"(?<=[前後])[もには]$")
_HALF = re.compile(
    "[^。「」]{4,60}(?:ものの|ますが|ですが|[いるうくすむぶつぐ]が|一方(?:で)?|[いるうくすむぶつぐた]ので)、"
)
"""What is conceded or a reason before the predicate: 上期は伸び悩むものの、|下期は戻る."""
_TO = ("から", "〜", "～", "-", "、", "ないし")


def find_horizon(
    text: str, *, reference: date | None = None, context: str = "", condition: str | None = None
) -> Horizon | None:
    """Return how far ahead ``text`` looks, None when it does not say.

    Dates are resolved against ``reference`` and durations reckoned from it; what lies behind
    it is no horizon, nor what something is compared with, nor a time that only belongs to the
    ``condition`` within ``text``. ``context`` is what was said before.
    """
    apart = _place_of(condition, text)
    timed = find_dated_term(text, reference, context, apart)
    if timed is not None:
        return timed
    limit = _LIMIT.search(text) if reference is None else None
    if limit:
        return Horizon(limit[1])
    stretches = find_quantities(text, reference=reference)
    for mention, after in zip_longest(stretches, stretches[1:]):
        if apart.overlaps(mention.span):
            continue
        horizon = read_stretch(text, mention, reference)
        if horizon is not None:
            last = None
            if after is not None and text[mention.span.end : after.span.start] in _TO:
                last = read_stretch(text, after, reference)  # 半年から|1年
            return last or horizon
    occasion = find_occasion(text, reference, apart)
    if occasion:
        return occasion
    apart = _conceded(text, apart)
    event = _outside(apart, _rules("events").finditer(text))
    if event:
        words = event[0].removesuffix("だ").removesuffix("です")
        return Horizon(_CASE.sub("", words), state="event")
    vague = _outside(apart, _rules("vague").finditer(text))
    return Horizon(vague[0]) if vague else None


def _conceded(text: str, apart: Span) -> Span:
    """Return the half of a claim that is conceded before the other, ``apart`` without one."""
    half = _HALF.match(text)
    return Span(0, half.end()) if half and not apart.end else apart


def _outside(apart: Span, found: Iterable[re.Match[str]]) -> re.Match[str] | None:
    """Return the first match that is no part of the condition, else the first, None for none."""
    matches = list(found)
    free = (match for match in matches if not apart.overlaps(Span(*match.span())))
    return next(free, matches[0] if matches else None)


def _place_of(condition: str | None, text: str) -> Span:
    """Return where a condition with more behind it stands, an empty span when nowhere.

    A condition of time (…するまで, …時点で) is itself the horizon.
    """
    start = text.find(condition) if condition else -1
    if condition is None or start < 0 or _rules("conditions_of_time").search(condition):
        return Span(0, 0)
    return Span(start, start + len(condition))
