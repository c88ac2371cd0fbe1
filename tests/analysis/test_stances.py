import pytest
from joining_records import Corpus
from msgspec.structs import replace

from rkbrief.analysis.stances import (
    differ,
    find_side,
    oppose,
    oppose_in_time,
    read_direction,
    read_stance,
)
from rkbrief.model import Forecast, Horizon, Likelihood, Stance


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
        ("強まる揺れに耐える備えを整えられるだろう", "likely", None),
        ("客が増えたため、駅は改修されるだろう", "likely", None),
        ("客が増えたため、空席は減るだろう", "likely", "deny"),
        ("需要が高まる公算が大きい", "likely", "affirm"),
        ("客足は減る一方だろう", "likely", "deny"),
        ("運賃の下げ幅は5%に届かないだろう", "likely", "deny"),
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


@pytest.mark.parametrize(
    ("claim", "cue", "likelihood", "done"),
    [
        ("議案は可決される見通しだ", "見通しだ", "likely", True),
        ("議案は否決される可能性は低い", "可能性は低い", "unlikely", True),
        ("議案は可決されないだろう", "だろう", "likely", False),
        ("議案は年内に必ず否決される", "必ず", "almost_certain", False),
    ],
)
def test_an_act_and_its_contrary_are_two_sides(
    claim: str, cue: str, likelihood: Likelihood, *, done: bool
) -> None:
    side = find_side(make(claim, cue, likelihood))
    assert side == (min("可決", "否決"), done == (min("可決", "否決") == "可決"))


def test_an_act_without_a_contrary_has_no_sides() -> None:
    assert find_side(make("橋は開通する見通しだ", "見通しだ")) is None


def test_opposite_sides_of_different_times_do_not_contradict() -> None:
    rise = replace(make("値は上がる"), stance="affirm", horizon=Horizon("春", None, "2026-05-31"))
    fall = replace(make("値は下がる"), stance="deny", horizon=Horizon("夏", None, "2026-08-31"))
    later = replace(fall, horizon=Horizon("5年後", None, "2031-05-31"))
    assert oppose_in_time(rise, fall)
    assert not oppose_in_time(rise, later)
    assert oppose_in_time(rise, replace(fall, horizon=None))
