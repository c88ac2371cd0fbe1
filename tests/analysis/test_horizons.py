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
    "text",
    [
        "10年前に建った",
        "3年ぶりに下がる",
        "2020年に建った",
        "橋が建つ",
        "補助はそのうち3割を占める",
    ],
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
    assert found is None or found.text in {f"今後{years}年", f"{years}年"}  # a span, or the year


@pytest.mark.parametrize(
    ("text", "horizon"),
    [
        ("2019年3月期以来の最高益となる見通しだ", None),
        ("2024年度比で半減する見通しだ", None),
        ("2024年に続き増える見通しだ", None),
        ("2月時点の在庫は来月には尽きる見通しだ", "来月"),
        ("2024年の最高値を上回る可能性がある", None),
        ("いずれも増える見通しだ", None),
        ("いずれにせよ増える見通しだ", None),
        ("いずれかの案に決まる見通しだ", None),
        ("いずれ増える見通しだ", "いずれ"),
        ("短期で折れるとは考えにくい", "短期で"),
        ("在庫が約6カ月分あり、当面の生産は保たれるとみる", "当面"),
        ("休戦が夏を越える可能性は低い", "夏"),
        ("春に元の値になることはあり得ない", "春"),
        ("機構は3月1日付のリポートで、費用は増えるとみる", None),
        ("31年産を16万トンと予想する", None),
        ("何年もかけて作った橋は残るだろう", None),
        ("今年ほどの渇水は起きないだろう", None),
        ("私は、この日程は守られないとみる", None),
    ],
)
def test_a_base_of_comparison_is_no_horizon(text: str, horizon: str | None) -> None:
    found = find_horizon(text, reference=DAY)
    assert (found and found.text) == horizon


@pytest.mark.parametrize(
    ("text", "horizon"),
    [
        ("来春の選挙を待たず、今年末までに決まるだろう", "今年末"),
        ("3月5日に開く総会の後、4月も値上げが続く見通しだ", "4月"),
        ("3月6日に予定していた式は、3月中旬に移る見込みだ", "3月中旬"),
        ("3月1日に生まれた風は、夜から3月2日にかけて強まる見込みだ", "3月2日"),
        ("3月5日に売り出す見込みで、年末までは売れないだろう", "年末"),
        ("3月5日に発表する見通しだ", "3月5日"),
        ("審理は3月に始まり、判決は9月に出る見込みだ", "9月"),
    ],
)
def test_of_several_times_the_horizon_is_the_one_of_the_predicate(text: str, horizon: str) -> None:
    found = find_horizon(text, reference=DAY)
    assert found is not None
    assert found.text == horizon


@pytest.mark.parametrize(
    ("text", "condition", "horizon"),
    [
        ("3月末までに直らなければ、夏まで延びる見通しだ", "3月末までに直らなければ", "夏"),
        ("8月までに雨が降らなければ、来期も足りない", "8月までに雨が降らなければ", "来期"),
        ("3カ月以内に届かなければ、減産は避けられない", "3カ月以内に届かなければ", None),
        ("3月に入れば、棚が空になる恐れがある", "3月に入れば", "3月"),
        ("年内なら65％となるだろう", "年内なら", "年内"),
        ("年が明ければ船が余るので、春先には下がるだろう", None, "春先には"),
    ],
)
def test_a_time_of_the_condition_is_not_that_of_the_forecast(
    text: str, condition: str | None, horizon: str | None
) -> None:
    found = find_horizon(text, reference=DAY, condition=condition)
    assert (found and found.text) == horizon


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("市長の在任中に橋が開くことはないだろう", "在任中"),
        ("会長は早晩、辞任に追い込まれるに違いない", "早晩"),
        ("国際博覧会までに直る見込みだ", "国際博覧会までに"),
    ],
)
def test_a_time_without_a_day_is_told_in_its_own_words(text: str, told: str) -> None:
    horizon = find_horizon(text, reference=DAY)
    assert horizon is not None
    assert (horizon.text, horizon.until) == (told, None)


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("開業は秋以降にずれ込むだろう", "2025-11-30"),
        ("開業は秋以降になるだろう", "2024-11-30"),
        ("11月と12月は荷が増える見込みだ", "2024-12-31"),
        ("12月の最大需要は増える見込みだ", "2024-12-31"),
        ("春に雪が残った場合、来月の荷は減るだろう", "2024-11-30"),
    ],
)
def test_a_season_that_is_on_is_not_the_one_something_slips_to(text: str, until: str) -> None:
    horizon = find_horizon(text, reference=date(2024, 10, 20), condition="春に雪が残った場合")
    assert horizon is not None
    assert horizon.until == until
