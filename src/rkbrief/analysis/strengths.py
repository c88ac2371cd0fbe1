"""How strong a forecast is whose wording no modal of the tables tells: lexicon/strengths.yaml."""

from __future__ import annotations

from msgspec import Struct

from rkbrief.analysis.probabilities import find_probabilities, step_of
from rkbrief.lexicon import compile_pattern, compile_rules, load_table
from rkbrief.model import Likelihood

_WEAKER = frozenset({"possible", "very_unlikely", "almost_no_chance"})
_NEAR_END = 6
"""Characters (だろう, といえる) that may stand behind an idiom which closes a bare claim."""
_LINKED = 1  # the の or ん that links it
_CLOSE = 2  # characters between the ends of two wordings that are told by the order of the rows


class Strength(Struct, frozen=True, gc=False):
    """The likelihood, the words that tell it (None for a bare assertion), a stated probability.

    ``probability`` is (low, high) in percent, None where none is stated.
    """

    likelihood: Likelihood
    cue: str | None = None
    probability: tuple[float, float] | None = None


def find_strength(claim: str) -> Strength:
    """Return how strong the forecast ``claim`` is: by the last wording that tells it."""
    stated = list(find_probabilities(claim))
    if stated:
        last = stated[-1]
        return Strength(step_of(last), last.span.of(claim), last.bounds)
    best, furthest = Strength("asserted"), -_CLOSE - 1
    softened = compile_rules("strengths", "softened")
    for rule in load_table("strengths")["rules"]:
        for match in compile_pattern(rule["pattern"]).finditer(claim):
            soft = softened.match(claim, match.end())
            end = soft.end() if soft else match.end()
            if end > furthest + _CLOSE:
                best, furthest = Strength(rule["likelihood"], match[0]), end
    return best


def find_closing(claim: str) -> Strength | None:
    """Return how strong the idiom that closes the bare ``claim`` makes it, None without one."""
    for rule in load_table("strengths")["rules"]:
        if rule.get("closes"):
            for match in compile_pattern(rule["pattern"]).finditer(claim):
                if len(claim) - match.end() <= _NEAR_END:
                    return Strength(rule["likelihood"], match[0])
    return None


def find_weaker(text: str, at: int, *, presumed: bool) -> Likelihood | None:
    """Return the likelihood that the words right before ``at`` give a claim, weaker than likely.

    A view stands from ``at`` on, だろう where it is ``presumed``, and softens only how it is
    told: 難しい|とみる, 終えるのは難しい|だろう. None where no such words stand there.
    """
    for rule in load_table("strengths")["rules"]:
        weaker = rule["likelihood"] in _WEAKER or rule.get("weakens")
        if rule.get("presumed") if presumed else weaker:
            for match in compile_pattern(rule["pattern"]).finditer(text):
                if match.start() < at <= match.end() + _LINKED:
                    likelihood: Likelihood = rule["likelihood"]
                    return likelihood
    return None
