"""What reads like a forecast in whatever words, and how strong it is then."""

from __future__ import annotations

from datetime import date

import pytest
from forecast_odds import learn, load_sentences

from rkbrief.analysis.forecast_odds import list_runs, rate_forecast
from rkbrief.analysis.forecasts import find_forecasts
from rkbrief.analysis.strengths import find_strength, find_weaker
from rkbrief.language.sentences import split_sentences
from rkbrief.lexicon import load_table
from rkbrief.model import Forecast

_SAME = 0.99
"""Share of the sentences that must be decided as weights that are learned anew decide them."""


def read(text: str) -> list[Forecast]:
    found = find_forecasts(split_sentences(text), author="青木", reference=date(2031, 6, 10))
    return [f for f in found if f.kind == "forecast"]


def test_the_weights_are_learned_from_the_labelled_sentences_of_today() -> None:
    labelled = list(load_sentences())
    table = learn(labelled)
    alike = sum(
        (rate_forecast(s.text, table) >= 0) == (rate_forecast(s.text) >= 0) for s in labelled
    )
    assert alike >= _SAME * len(labelled), (
        "stale: run tools/forecast_odds.py, then tools/lexicon.py"
    )
    right = sum((rate_forecast(s.text) >= 0) == s.is_forecast for s in labelled)
    assert right >= 0.93 * len(labelled)
    assert any(s.is_forecast for s in labelled)


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ("この橋は十年もたない。", "この橋は十年前に架かった。"),
        ("秋には客足が戻ってくるでしょう。", "秋には客足が戻ってきました。"),
        ("規制が緩めば、参入は相次ぐ。", "規制が緩み、参入は相次いだ。"),
        ("赤字は来期も続くとにらむ。", "赤字は三期続いた。"),
    ],
)
def test_what_is_to_come_reads_more_like_a_forecast(more: str, less: str) -> None:
    assert rate_forecast(more) > rate_forecast(less) + 1


def test_runs_are_of_folded_text_and_of_its_end() -> None:
    anywhere, at_end = list_runs("来年は１２３台")
    assert {"0台", "来年は"} <= anywhere
    assert {"0台$", "^来"} <= at_end
    assert not any("１" in run or "2" in run for run in anywhere | at_end)


def test_what_may_be_of_a_thing_named_is_not_looked_at() -> None:
    assert not any("かね" in run for run in list_runs("争いを招きかねない発言を控えた。")[0])
    assert any("かね" in run for run in list_runs("争いを招きかねない。")[0])


@pytest.mark.parametrize("text", ["", "。", "「" * 50, "あ" * 100_000])
def test_any_text_is_rated(text: str) -> None:
    assert -20 < rate_forecast(text) < 20
    assert len(list_runs(text)[0]) <= 3 * 400


@pytest.mark.parametrize(
    ("text", "likelihood"),
    [
        ("二つの町の合併は、早晩行き詰まるというのが森氏の見立てである。", "likely"),
        ("年内に三割を超えていても私は驚きません。", "possible"),
        ("再来年までに黒字に戻る見込みは、正直ほとんどありません。", "very_unlikely"),
    ],
)
def test_a_forecast_in_words_no_rule_knows_has_the_strength_of_its_words(
    text: str, likelihood: str
) -> None:
    assert likelihood in {f.likelihood for f in read(text)}


@pytest.mark.parametrize(
    "text",
    [
        "森社長は来年4月に新しい工場を建てる方針だ。",
        "この会は来年も二度開く予定です。",
        "水は百度で沸く。",
        "昨年の試算は外れた。",
        "荷主は損害を招きかねない積み方を改めた。",
        "隣国は、争いを深めかねない会合に加わることも当面は控えている。",
        "年内に橋が架かる見込みがない恐れはありますか。",
        "来年には半分になるという店主の読みは、見事に外れました。",
    ],
)
def test_plans_laws_and_what_is_past_are_no_forecasts(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("claim", "likelihood", "cue"),
    [
        ("再開はかなり厳しいだろう", "unlikely", "厳しい"),
        ("値上げは避けて通れない", "almost_certain", "避けて通れない"),
        ("三割の確率で雨になる", "unlikely", None),
        ("値は下がる", "asserted", None),
    ],
)
def test_the_last_wording_tells_the_strength(claim: str, likelihood: str, cue: str | None) -> None:
    told = find_strength(claim)
    assert told.likelihood == likelihood
    if cue is not None:
        assert told.cue == cue
    assert (told.cue is None) == (likelihood == "asserted")


@pytest.mark.parametrize(
    ("claim", "view", "likelihood"),
    [
        ("秋まで引っ張る線も残るというのが教授の読みだ", "というのが", "possible"),
        ("割って入る余地はほとんどないとみる", "とみる", "very_unlikely"),
        ("秋に終わるとみる", "とみる", None),
        ("年内に終えるのは難しいだろう", "だろう", "unlikely"),
        ("年内に終えるのは極めて難しいだろう", "だろう", "very_unlikely"),
        ("満額には届かないだろう", "だろう", None),
        ("余地はほとんどないが、値は上がるとみる", "とみる", None),
    ],
)
def test_a_view_of_what_may_be_is_of_a_possibility(
    claim: str, view: str, likelihood: str | None
) -> None:
    presumed = view == "だろう"
    assert find_weaker(claim, claim.index(view), presumed=presumed) == likelihood


def test_the_table_has_runs_of_both_kinds() -> None:
    table = load_table("forecast_odds")
    assert len(table["anywhere"]) > 1000
    assert len(table["at_end"]) > 1000


@pytest.mark.parametrize(
    ("text", "likelihood"),
    [
        ("このままでは、冬には油が足りなくなるのが目に見えている。", "very_likely"),
        ("人が残ってくれる限り、町が息を吹き返す目は残る。", "possible"),
        ("来年、値下げの余地が広がるとまでは思わない。", "unlikely"),
        ("来年は客が減る。", "asserted"),
    ],
)
def test_an_idiom_at_the_end_of_a_bare_claim_tells_its_strength(text: str, likelihood: str) -> None:
    assert [f.likelihood for f in read(text)] == [likelihood]
