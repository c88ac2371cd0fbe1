"""Probabilities stated in numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rkbrief.analysis.forecasts import find_forecasts
from rkbrief.analysis.probabilities import Bound, Probability, find_probabilities, step_of
from rkbrief.language.sentences import split_sentences
from rkbrief.model import Span


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
        ("確率は0～20％とみられる", (0, 20)),
        ("成功する確率は20％以下だ", (0, 20)),
        ("成功する確率はせいぜい20％だ", (0, 20)),
        ("2割未満の確率で起きる", (0, 20)),
        ("確率は8割を超えるとみる", (80, 100)),
        ("再開の可能性は少なくとも60％ある", (60, 100)),
        ("8割以上の確率で晴れる", (80, 100)),
        ("勝つ確率は2割5分だ", (25, 25)),
        ("町に及ぶ確率は、8月末までで40％だ", (40, 40)),
        ("署名する確率は、どんなに高く見積もっても3割だ", (0, 30)),
        ("元に戻る目は2割かな", (20, 20)),
        ("再び閉じる確率を「３割から４割」とみる", (30, 40)),
        ("私はこの筋書きに3割を割り当てる", (30, 30)),
        ("残る15％は、店が売られるケースである", (15, 15)),
        ("確率は2030年1月現在で「今後30年以内に7割」とされる", (70, 70)),
    ],
)
def test_the_bounds_are_read_in_percent(text: str, bounds: tuple[float, float]) -> None:
    assert [found.bounds for found in find_probabilities(text)] == [bounds]


@pytest.mark.parametrize(
    "text", ["消費税率は10％だ", "確率は300％だ", "可能性は高い", "客の見込みは7割だ"]
)
def test_other_shares_are_no_probabilities(text: str) -> None:
    assert list(find_probabilities(text)) == []


@pytest.mark.parametrize(
    ("text", "bound", "words"),
    [
        ("確率は0～20％とみられる", "range", "0～20％"),
        ("実現する確率は1割もない", "less_than", "1割もない"),
        ("実現する確率は5％に満たない", "less_than", "5％に満た"),
        ("確率は20％を下回るとみる", "less_than", "20％を下回る"),
        ("確率は20％以下だ", "at_most", "20％以下"),
        ("確率は最大20％だ", "at_most", "最大20％"),
        ("確率は8割を超えるとみる", "more_than", "8割を超える"),
        ("確率は8割以上だ", "at_least", "8割以上"),
        ("確率は7割を下回らないとみる", "at_least", "7割を下回らない"),
        ("確率は2割を超えないとみる", "at_most", "2割を超えない"),
        ("確率は3割程度とみる", "exact", "3割程度"),
    ],
)
def test_a_number_may_be_an_end_of_what_a_probability_may_be(
    text: str, bound: str, words: str
) -> None:
    (found,) = find_probabilities(text)
    assert found.bound == bound
    assert found.span.of(text).endswith(words)


@pytest.mark.parametrize(
    ("text", "likelihood", "bounds"),
    [
        ("3割の確率で雨が降るだろう。", "unlikely", (30, 30)),
        ("研究所は、90％の確率で来年までに橋が落ちると予測した。", "very_likely", (90, 90)),
        ("来年は雨が降るだろう。", "likely", None),
    ],
)
def test_a_stated_probability_outweighs_the_word_it_goes_with(
    text: str, likelihood: str, bounds: tuple[float, float] | None
) -> None:
    (found,) = find_forecasts(split_sentences(text))
    assert (found.likelihood, found.stated_probability) == (likelihood, bounds)


@pytest.mark.parametrize(
    ("text", "claim", "likelihood", "bounds"),
    [
        (
            "来年は3割の確率で水門が壊れる。",
            "来年は3割の確率で水門が壊れる",
            "unlikely",
            (30, 30),
        ),
        (
            "三割の確率で、来年は霜が降りる。",
            "三割の確率で、来年は霜が降りる",
            "unlikely",
            (30, 30),
        ),
        (
            "五分五分の確率で、来年は水門が壊れる。",
            "五分五分の確率で、来年は水門が壊れる",
            "roughly_even",
            (50, 50),
        ),
        (
            "森氏は、五分五分の確率で窯は来年止まるとみている。",
            "森氏は、五分五分の確率で窯は来年止まるとみている",
            "roughly_even",
            (50, 50),
        ),
        ("水門が壊れる確率は3割だ。", "水門が壊れる確率は3割だ", "unlikely", (30, 30)),
        ("再発は2割の確率である。", "再発は2割の確率である", "very_unlikely", (20, 20)),
    ],
)
def test_a_claim_with_such_odds_goes_on_to_what_is_so_likely(
    text: str, claim: str, likelihood: str, bounds: tuple[float, float]
) -> None:
    (found,) = find_forecasts(split_sentences(text))
    assert found.claim == claim
    assert (found.likelihood, found.stated_probability) == (likelihood, bounds)


@pytest.mark.parametrize(
    "text",
    ["来月霜が降りるのは3割の確率で、平年より低い。", "7割の確率で起きる地震に備える。"],
)
def test_odds_that_go_with_no_verb_of_their_own_end_the_claim(text: str) -> None:
    (found,) = find_forecasts(split_sentences(text))
    assert found.claim.endswith("確率で")


def stated(low: float, high: float, bound: Bound = "exact") -> Probability:
    return Probability(Span(0, 1), (low, high), bound)


def test_the_steps_follow_icd_203() -> None:
    steps = [step_of(stated(p, p)) for p in (3, 15, 30, 50, 70, 90, 97)]
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
    assert step_of(stated(0, 10, "less_than")) == "very_unlikely"
    assert step_of(stated(0, 50, "at_most")) == "unlikely"
    assert step_of(stated(0, 1, "less_than")) == "almost_no_chance"


def test_more_than_a_number_is_just_above_it() -> None:
    assert step_of(stated(50, 100, "more_than")) == "likely"
    assert step_of(stated(80, 100, "at_least")) == "very_likely"


def test_a_range_from_nothing_is_as_likely_as_its_middle() -> None:
    assert step_of(stated(0, 20, "range")) == "very_unlikely"
    assert step_of(stated(0, 8, "range")) == "almost_no_chance"


@given(st.text(alphabet="確率は0123456789.．～から%％割の", max_size=40))
def test_bounds_are_ordered_and_within_a_hundred(text: str) -> None:
    for found in find_probabilities(text):
        assert 0 <= found.bounds[0] <= found.bounds[1] <= 100
        assert found.span.start < found.span.end <= len(text)


@pytest.mark.parametrize(
    ("text", "likelihood", "bounds"),
    [
        ("3月に橋が開くかどうかは五分五分だ。", "roughly_even", (50, 50)),
        ("年内に再選挙になる確率は五分五分とみる。", "roughly_even", (50, 50)),
        ("当社は次の値上げを7月と予想する（確率80％）。", "likely", (80, 80)),
        ("夏までに休戦がまとまる見込みは2割にも届かない。", "very_unlikely", (0, 20)),
        ("来年は客が増えるだろう（国内の3割）。", "likely", None),
    ],
)
def test_odds_in_words_and_in_brackets_are_stated(
    text: str, likelihood: str, bounds: tuple[float, float] | None
) -> None:
    (found,) = find_forecasts(split_sentences(text))
    assert (found.likelihood, found.stated_probability) == (likelihood, bounds)
