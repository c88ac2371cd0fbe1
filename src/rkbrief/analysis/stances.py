"""Which side a forecast takes, and whether two differ in substance."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache

from rkbrief.analysis.events import moves, opposites, read_act
from rkbrief.analysis.foretold import NEGATED, without_cue
from rkbrief.analysis.inflection import find_word
from rkbrief.analysis.terms import fold
from rkbrief.lexicon import compile_pattern, compile_rules, load_table
from rkbrief.lexicon.sought import Sought
from rkbrief.model import Forecast, Horizon, Likelihood, Stance

_LEVELS: Mapping[Likelihood, int] = {
    "almost_no_chance": -3,
    "very_unlikely": -2,
    "unlikely": -1,
    "roughly_even": 0,
    "likely": 1,
    "very_likely": 2,
    "almost_certain": 3,
}
_FAR = 2
"""Steps of the likelihood scale that make two forecasts differ in substance."""
_ONE_TIME = timedelta(days=183)
_ANY = date(2000, 1, 1)
_ISO = re.compile(
    r"P(?:(\d+(?:\.\d+)?)Y)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?"
)
_DAYS = (365.25, 30.44, 7.0, 1.0)


def read_stance(forecast: Forecast, affirm: Sequence[str], deny: Sequence[str]) -> Stance:
    """Return the side that a forecast takes by the words of a question, negation included.

    The claim is read first, the rest of the chain when the claim tells nothing; a condition is
    no claim (便が増えなければ). A modal that lowers the claim (とは考えにくい) turns its side
    round, unless it is itself a listed word.
    """
    lowered = _LEVELS.get(forecast.likelihood, 0) < 0
    cue = fold(forecast.cue or "")
    chain = "".join(e.quote for e in forecast.evidence)
    for text in (fold(without_condition(forecast, t)) for t in (forecast.claim, chain)):
        signs = [
            sign if not lowered or (cue and (word in cue or cue in word)) else -sign
            for word, sign in _find_signs(text, affirm, deny, cue)
        ]
        total = sum(signs) or (signs[-1] if signs else 0)
        if total:
            return "affirm" if total > 0 else "deny"
    return "unclear"


def without_condition(forecast: Forecast, text: str) -> str:
    """Return ``text`` of a forecast without the words of its condition."""
    return text.replace(forecast.condition, "") if forecast.condition else text


def _find_signs(
    text: str, affirm: Sequence[str], deny: Sequence[str], cue: str
) -> list[tuple[str, int]]:
    """Return the listed words in ``text`` with +1 or -1, without those inside a longer one."""
    hits: list[tuple[int, int, str, int]] = []
    for words, sign in ((affirm, 1), (deny, -1)):
        for word in map(fold, words):
            if place := find_word(text, word):
                turned = _is_negated(text[place[1] :], cue)
                hits.append((*place, word, -sign if turned else sign))
    kept = [
        h
        for h in hits
        if not any(o[0] <= h[0] and h[1] <= o[1] and o[1] - o[0] > h[1] - h[0] for o in hits)
    ]
    return [(word, sign) for _, _, word, sign in sorted(kept)]


def _is_negated(after: str, cue: str) -> bool:
    """Tell whether what follows a word negates it; the modal itself (考えにくい) does not count."""
    if cue:
        after = after.split(cue, 1)[0]
    negated, twice = (compile_rules("claims", name) for name in ("negated", "negated_twice"))
    return bool(negated.match(after)) and not twice.match(after)


@cache
def _directions() -> tuple[tuple[str, Sought], ...]:
    rows = load_table("joining")["directions"]
    return tuple((row["name"], compile_pattern(row["pattern"])) for row in rows)


def read_direction(forecast: Forecast) -> Stance | None:
    """Return ``affirm`` for a claim that something rises or is done, ``deny`` for the contrary.

    None where the claim is of neither a measure that moves nor an act that has a contrary.
    """
    side = find_side(forecast)
    if side is not None:
        return "affirm" if side[1] else "deny"
    text = fold(forecast.claim)
    aside = compile_rules("joining", "direction_aside")
    last = [
        (m.end(), name)
        for name, p in _directions()
        for m in p.finditer(text)
        if not aside.match(text, m.end())
    ]
    if not last:
        return None
    end, name = max(last)
    extent = text.startswith("幅", end)  # 下げ幅は5%に届かない: it falls all the same
    turned = not extent and _is_negated(text[end:], fold(forecast.cue or ""))
    rises = (name == "up") != turned
    if _LEVELS.get(forecast.likelihood, 0) < 0:
        rises = not rises
    return "affirm" if rises else "deny"


def find_side(forecast: Forecast) -> tuple[str, bool] | None:
    """Return the act that a claim closes on and whether it says that it will be done.

    Of two acts that exclude each other (可決, 否決) the first in order stands for both. None
    for an act that has no contrary.
    """
    body = without_cue(fold(forecast.claim).rstrip("。"), fold(forecast.cue or ""))
    negated = NEGATED.search(body) is not None
    act = read_act(NEGATED.sub("る", body) if negated else body)
    contrary = opposites(act.name) if act else ()
    if act is None or not contrary or act.name in moves():
        return None
    name = min(act.name, *contrary)
    done = (act.name == name) != negated
    return name, done if _LEVELS.get(forecast.likelihood, 0) >= 0 else not done


def oppose(one: Forecast, other: Forecast) -> bool:
    """Tell whether two forecasts take opposite sides."""
    return {one.stance, other.stance} == {"affirm", "deny"}


def oppose_in_time(one: Forecast, other: Forecast) -> bool:
    """Tell whether two forecasts take opposite sides, and not of different times."""
    ends = [
        date.fromisoformat(f.horizon.until) for f in (one, other) if f.horizon and f.horizon.until
    ]
    return oppose(one, other) and max(ends, default=_ANY) - min(ends, default=_ANY) <= _ONE_TIME


def differ(one: Forecast, other: Forecast) -> bool:
    """Tell whether two forecasts on one question differ in substance.

    They take opposite sides, or stand two steps or more apart on the scale of likelihood, or
    look at horizons of which one is at least twice the other.
    """
    sides = {one.stance, other.stance}
    if oppose(one, other):
        return True
    levels = [_LEVELS.get(f.likelihood) for f in (one, other)]
    if levels[0] is not None and levels[1] is not None:
        if sides & {"affirm", "deny"}:
            levels = [abs(level) for level in levels if level is not None]
        if abs((levels[0] or 0) - (levels[1] or 0)) >= _FAR:
            return True
    return _reach_apart(one.horizon, other.horizon)


def _reach_apart(one: Horizon | None, other: Horizon | None) -> bool:
    lengths = sorted(days for h in (one, other) if h and (days := _count_days(h.duration)))
    return bool(lengths) and lengths[0] != lengths[-1] and lengths[-1] >= 2 * lengths[0]


def _count_days(duration: str | None) -> float:
    match = _ISO.fullmatch(duration or "")
    return (
        sum(float(n or 0) * k for n, k in zip(match.groups(), _DAYS, strict=True)) if match else 0
    )
