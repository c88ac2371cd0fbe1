"""What was said before a sentence."""

from __future__ import annotations

from datetime import date

from rkbrief.analysis.antecedents import Antecedents
from rkbrief.analysis.figures import find_figures
from rkbrief.analysis.forecasts import find_forecasts
from rkbrief.language.sentences import split_sentences

DAY = date(2017, 12, 22)


def test_only_a_sentence_that_leans_back_needs_what_was_said() -> None:
    first, plain, leaning = split_sentences(
        "町は2015年に橋を建てた。橋は長い。同年に渡り初めをした。"
    )
    antecedents = Antecedents()
    antecedents.add(first)
    assert antecedents.before(plain) == ""
    antecedents.add(plain)
    assert antecedents.before(leaning) == first.text + plain.text


def test_an_era_is_remembered_over_paragraphs_for_short_years_alone() -> None:
    text = "平成29年度に建った。\n\n橋は長い。\n\n川は深い。\n\n30年度は増える。翌日に決めた。"
    sentences = split_sentences(text)
    antecedents = Antecedents()
    for sentence in sentences[:-2]:
        antecedents.add(sentence)
    assert antecedents.before(sentences[-2]).startswith("平成29年度")
    antecedents.add(sentences[-2])
    assert "平成" not in antecedents.before(sentences[-1])


def test_the_last_day_that_was_named_is_remembered_over_paragraphs_for_the_same_day_alone() -> None:
    text = "町は23日に橋を閉じた。\n\n車は8月から増えた。\n\n客も増えた。"
    text += "\n\n同日、船が出た。翌日に着いた。"
    sentences = split_sentences(text)
    antecedents = Antecedents()
    for sentence in sentences[:-2]:
        antecedents.add(sentence)
    assert "23日" in antecedents.before(sentences[-2])
    antecedents.add(sentences[-2])
    assert "23日" not in antecedents.before(sentences[-1])
    days = [
        f.iso for f in find_figures(sentences, reference=date(2017, 12, 24)) if f.kind == "date"
    ]
    assert days[2] == "2017-12-23"


def test_figures_and_horizons_count_by_the_era_in_use() -> None:
    sentences = split_sentences(
        "平成29年度の税収は5億円だった。\n\n町の税収は32年ごろに倍になる見通しだ。"
    )
    dates = [f.iso for f in find_figures(sentences, reference=DAY) if f.kind == "date"]
    assert dates == ["FY2017", "2020"]
    (forecast,) = find_forecasts(sentences, reference=DAY)
    assert forecast.horizon is not None
    assert forecast.horizon.until == "2020-12-31"


def test_the_condition_keeps_its_own_time() -> None:
    (forecast,) = find_forecasts(
        split_sentences("橋の開通は3月末までに直らなければ、夏まで遅れる見通しだ。"),
        reference=date(2024, 2, 1),
    )
    assert forecast.horizon is not None
    assert forecast.horizon.text == "夏"
