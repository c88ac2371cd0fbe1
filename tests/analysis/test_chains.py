"""Claims that belong together."""

from __future__ import annotations

from datetime import date

import pytest

from rkbrief.analysis.forecasts import find_forecasts
from rkbrief.language.sentences import split_sentences
from rkbrief.model import Forecast

DAY = date(2025, 6, 10)


def read(text: str) -> tuple[Forecast, ...]:
    return find_forecasts(split_sentences(text), reference=DAY)


@pytest.mark.parametrize(
    "second", ["その期間は1年ほどだ。", "1年ほどだ。", "港が閉じるまでだ。", "少なくとも年内は。"]
)
def test_a_span_or_an_end_in_the_next_sentence_joins_the_forecast(second: str) -> None:
    (found,) = read("品薄は続くだろう。" + second)
    assert len(found.evidence) == 2
    assert found.horizon or found.condition


def test_a_sentence_of_its_own_stays_apart() -> None:
    (found,) = read("品薄は続くだろう。港は町の北にある。")
    assert len(found.evidence) == 1


def test_what_only_weighs_a_claim_gives_it_its_strength() -> None:
    (found,) = read("値は下がるとみられるが、これはほぼ間違いない。")
    assert found.likelihood == "almost_certain"


def test_a_claim_keeps_to_the_time_that_its_quotation_spoke_of() -> None:
    first, second = read("「来年は客が減るだろう。店も減るはずだ」と森氏は話した。")
    assert first.horizon == second.horizon
    apart = read("「来年は客が減るだろう」と森氏は話した。店も減るはずだ。")
    assert apart[1].horizon is None
