"""How far ahead a text looks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rkbrief.analysis.horizons import find_horizon

DAY = date(2024, 2, 29)
FORECASTS: dict[str, dict[str, str | date]] = yaml.safe_load(
    Path(__file__).with_name("timed_forecasts.yaml").read_text("utf-8")
)


@pytest.mark.parametrize(
    ("written", "text", "until"),
    [
        (written, text, str(until))
        for written, texts in FORECASTS.items()
        for text, until in texts.items()
    ],
)
def test_a_forecast_reaches_to_the_day_that_a_reader_takes_it_for(
    written: str, text: str, until: str
) -> None:
    horizon = find_horizon(text, reference=date.fromisoformat(written))
    assert horizon is not None
    assert until in {horizon.until or "open", horizon.state}


@pytest.mark.parametrize(
    ("text", "duration", "until"),
    [
        ("期間は1年ほどだ", "P1Y", "2025-02-28"),
        ("3カ月以内に下がる", "P3M", "2024-05-29"),
        ("2030年までに半減する", None, "2030-12-31"),
        ("年内に下がる", None, "2024-12-31"),
    ],
)
def test_spans_and_dates_end_on_a_day(text: str, duration: str | None, until: str) -> None:
    horizon = find_horizon(text, reference=DAY)
    assert horizon is not None
    assert (horizon.duration, horizon.until) == (duration, until)


def test_without_a_reference_a_span_has_no_last_day() -> None:
    horizon = find_horizon("1年ほど続く")
    assert horizon is not None
    assert (horizon.duration, horizon.until) == ("P1Y", None)


@pytest.mark.parametrize(
    "text", ["10年前に建った", "3年ぶりに下がる", "2020年に建った", "橋が建つ"]
)
def test_what_lies_behind_is_no_horizon(text: str) -> None:
    assert find_horizon(text, reference=DAY) is None


def test_the_day_of_the_telling_is_no_horizon() -> None:
    horizon = find_horizon("同社は29日、2026年度に黒字になると発表した", reference=DAY)
    assert horizon is not None
    assert horizon.text == "2026年度"


def test_vague_words_and_events_are_kept_as_worded() -> None:
    vague = find_horizon("将来は減る")
    event = find_horizon("人気は放送の終了とともに消える")
    assert vague is not None
    assert vague.text == "将来"
    assert event is not None
    assert event.state == "event"


@given(st.integers(min_value=1, max_value=10**7))
def test_no_span_is_too_long(years: int) -> None:
    found = find_horizon(f"今後{years}年続く", reference=date(9990, 12, 31))
    assert found is None or found.text == f"今後{years}年"
