from datetime import date

import pytest
from joining_records import Corpus
from msgspec.structs import replace

from rkbrief.analysis.resolution import mark_due, resolve
from rkbrief.analysis.terms import Spellings
from rkbrief.model import Horizon

FORECAST = "両社は包括的な提携協定に署名する可能性がある。"
REPORT = "両社は19日、「包括的提携協定」に署名した。"


def settle(
    report: str, *, forecast_day: date | None, report_day: date | None, beside: str = ""
) -> str | None:
    corpus = Corpus()
    ahead = corpus.add(*filter(None, (beside, FORECAST)), published=forecast_day)
    corpus.add(report, published=report_day)
    corpus.forecast(ahead, FORECAST.rstrip("。"), "可能性がある", "possible")
    (forecast,) = resolve(corpus.forecasts, findings=corpus.findings())
    return forecast.resolution.status if forecast.resolution else None


def test_a_later_report_settles_a_forecast_with_its_sentence() -> None:
    corpus = Corpus()
    ahead = corpus.add(FORECAST, published=date(2024, 6, 1))
    corpus.add(REPORT, published=date(2024, 6, 20))
    corpus.forecast(ahead, FORECAST.rstrip("。"), "可能性がある", "possible")
    (forecast,) = resolve(corpus.forecasts, findings=corpus.findings())
    assert forecast.resolution is not None
    assert forecast.resolution.status == "happened"
    assert forecast.resolution.evidence.quote == REPORT


@pytest.mark.parametrize(
    "report",
    [
        "両社は包括的な提携協定に署名するとみられる。",
        "両社は包括的な提携協定に署名したい考えだ。",
        "両社は包括的な提携協定に署名しなかった。",
        "両社は工場の売却契約に署名した。",
        "組合は包括的な提携協定に反対した。",
    ],
)
def test_what_is_no_report_of_the_event_settles_nothing(report: str) -> None:
    days = date(2024, 6, 1), date(2024, 6, 20)
    assert settle(report, forecast_day=days[0], report_day=days[1]) is None


def test_an_earlier_report_settles_nothing() -> None:
    assert settle(REPORT, forecast_day=date(2024, 6, 20), report_day=date(2024, 6, 1)) is None


def test_an_undated_forecast_is_settled_only_when_its_article_awaits_the_event() -> None:
    day = date(2024, 6, 20)
    assert settle(REPORT, forecast_day=None, report_day=day) is None
    awaits = "両社は調印式の準備を進める。"
    assert settle(REPORT, forecast_day=None, report_day=day, beside=awaits) == "happened"


def test_an_undated_report_settles_nothing() -> None:
    assert settle(REPORT, forecast_day=date(2024, 6, 1), report_day=None) is None


def test_a_horizon_is_due_from_the_day_after_it_ends() -> None:
    corpus = Corpus()
    corpus.forecast(corpus.add("提携は続くだろう。"), "提携は続くだろう", "だろう")
    timed = replace(corpus.forecasts[0], horizon=Horizon("1年", "P1Y", "2025-06-27", "open"))
    assert mark_due([timed], as_of=date(2025, 6, 27))[0] == timed
    (due,) = mark_due([timed], as_of=date(2025, 6, 28))
    assert due.horizon is not None
    assert due.horizon.state == "due"


def test_a_horizon_without_a_day_is_never_due() -> None:
    corpus = Corpus()
    corpus.forecast(corpus.add("提携は続くだろう。"), "提携は続くだろう", "だろう")
    event = replace(corpus.forecasts[0], horizon=Horizon("戦争終結まで", None, None, "event"))
    assert mark_due([event], as_of=date(2100, 1, 1)) == (event,)


def test_things_of_several_names_are_one_where_the_corpus_says_so() -> None:
    corpus = Corpus()
    ahead = corpus.add("両国は来月にも停戦文書に署名する見通しだ。", published=date(2026, 2, 18))
    corpus.add("3月6日に署名された停戦合意が発効した。", published=date(2026, 3, 13))
    corpus.forecast(ahead, "両国は来月にも停戦文書に署名する見通しだ", "見通しだ", "likely")
    findings = corpus.findings()
    (apart,) = resolve(corpus.forecasts, findings=findings)
    names = Spellings({"停戦文書": ["停戦合意"]})
    (joined,) = resolve(corpus.forecasts, findings=findings, spell=names.unify)
    assert apart.resolution is None
    assert joined.resolution is not None
