"""Probabilities stated in numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rkbrief.analysis.probabilities import find_probabilities, step_of


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("確率は６０％だ", (60, 60)),
        ("3割の確率で起きる", (30, 30)),
        ("再び起きる確率を三割と見る", (30, 30)),
        ("確率は０．５％だ", (0.5, 0.5)),
        ("確率を「70～80%」とした", (70, 80)),
        ("確率を20％から30％に引き上げた", (30, 30)),
        ("春に終わる見込みは7割あると話した", (70, 70)),
        ("再び起きる確率について、町の試算では年内で40％とされる", (40, 40)),
        ("損が出る確率を、幹部は「1割もない」と見積もった", (0, 10)),
    ],
)
def test_the_bounds_are_read_in_percent(text: str, bounds: tuple[float, float]) -> None:
    assert [found for _, found in find_probabilities(text)] == [bounds]


@pytest.mark.parametrize(
    "text", ["消費税率は10％だ", "確率は300％だ", "可能性は高い", "客の見込みは7割だ"]
)
def test_other_shares_are_no_probabilities(text: str) -> None:
    assert list(find_probabilities(text)) == []


def test_the_steps_follow_icd_203() -> None:
    steps = [step_of((p, p)) for p in (3, 15, 30, 50, 70, 90, 97)]
    assert steps == [
        "almost_no_chance",
        "very_unlikely",
        "unlikely",
        "roughly_even",
        "likely",
        "very_likely",
        "almost_certain",
    ]


def test_less_than_a_number_is_just_below_it() -> None:
    assert step_of((0, 10)) == "very_unlikely"
    assert step_of((0, 50)) == "unlikely"
    assert step_of((0, 1)) == "almost_no_chance"


@given(st.text(alphabet="確率は0123456789.．～から%％割の", max_size=40))
def test_bounds_are_ordered_and_within_a_hundred(text: str) -> None:
    for span, (low, high) in find_probabilities(text):
        assert 0 <= low <= high <= 100
        assert span.start < span.end <= len(text)
