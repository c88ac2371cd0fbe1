from dataclasses import replace

import pytest
from joining_records import Corpus

from rkbrief.analysis.stances import differ, oppose, read_direction, read_stance
from rkbrief.model import Forecast, Likelihood, Stance


def make(claim: str, cue: str | None = None, likelihood: Likelihood = "likely") -> Forecast:
    corpus = Corpus()
    return corpus.forecast(corpus.add(claim), claim, cue, likelihood)


@pytest.mark.parametrize(
    ("claim", "cue", "likelihood", "stance"),
    [
        ("提携は続くだろう", "だろう", "likely", "affirm"),
        ("提携は続かないだろう", "だろう", "likely", "deny"),
        ("提携が続くとは考えにくい", "とは考えにくい", "unlikely", "deny"),
        ("提携は続くかもしれない", "かもしれない", "possible", "affirm"),
        ("提携の解消は避けられない", "避けられない", "almost_certain", "deny"),
        ("提携の解消は否定できない", "否定できない", "possible", "deny"),
        ("提携が解消されることはない", None, "asserted", "affirm"),
        ("両社の社員は戸惑うだろう", "だろう", "likely", "unclear"),
    ],
)
def test_a_stance_is_read_with_its_negation(
    claim: str, cue: str | None, likelihood: Likelihood, stance: Stance
) -> None:
    assert read_stance(make(claim, cue, likelihood), ("続く",), ("解消",)) == stance


def test_a_listed_modal_is_not_turned_twice() -> None:
    forecast = make("結束を保つとは考えにくい", "とは考えにくい", "unlikely")
    assert read_stance(forecast, ("続く",), ("考えにくい",)) == "deny"


@pytest.mark.parametrize(
    ("claim", "likelihood", "direction"),
    [
        ("輸出は増えるだろう", "likely", "affirm"),
        ("輸出は減るだろう", "likely", "deny"),
        ("輸出が増える可能性は低い", "unlikely", "deny"),
        ("首相は演説するだろう", "likely", None),
    ],
)
def test_a_direction_is_a_side(
    claim: str, likelihood: Likelihood, direction: Stance | None
) -> None:
    assert read_direction(make(claim, None, likelihood)) == direction


def test_opposite_sides_differ_whatever_their_strength() -> None:
    one, other = make("続く"), make("続かない", likelihood="possible")
    one, other = replace(one, stance="affirm"), replace(other, stance="deny")
    assert oppose(one, other)
    assert differ(one, other)


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ("likely", "very_likely", False),
        ("likely", "almost_certain", True),
        ("possible", "likely", False),
        ("asserted", "unlikely", False),
    ],
)
def test_two_steps_of_likelihood_are_a_difference(
    one: Likelihood, other: Likelihood, *, far: bool
) -> None:
    a = replace(make("続く", likelihood=one), stance="affirm")
    b = replace(make("続く", likelihood=other), stance="affirm")
    assert differ(a, b) is far
