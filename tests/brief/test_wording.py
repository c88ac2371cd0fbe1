"""Fixed wording over what was read."""

from __future__ import annotations

import pytest

from rkbrief.brief.phrases import Phrases
from rkbrief.brief.wording import say_probability


@pytest.mark.parametrize(
    ("claim", "stated", "told"),
    [
        ("再開の確率は70~80%だろう", (70.0, 80.0), "70–80 %"),
        ("再開の確率は1割もない", (0.0, 10.0), "less than 10 %"),
        ("再開の確率は0～20％だ", (0.0, 20.0), "0–20 %"),
        ("再開の確率は5%以下だ", (0.0, 5.0), "at most 5 %"),
        ("再開の確率は8割を超える", (80.0, 100.0), "more than 80 %"),
        ("再開の確率は100%だ", (100.0, 100.0), "100 %"),
        # the number stands in another sentence, or behind what is quoted of the claim
        ("再開は難しい", (0.0, 10.0), "at most 10 %"),
        ("再開は確実だ", (90.0, 100.0), "at least 90 %"),
        ("再開は必至だ", (100.0, 100.0), "100 %"),
        ("再開はない", (0.0, 0.0), "0 %"),
        ("再開は近い", (60.0, 70.0), "60–70 %"),
    ],
)
def test_a_probability_names_no_end_that_its_source_leaves_open(
    claim: str, stated: tuple[float, float], told: str
) -> None:
    assert say_probability(Phrases("en"), claim, stated) == told
