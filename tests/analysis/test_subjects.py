import pytest
from hypothesis import given
from hypothesis import strategies as st

from rkbrief.analysis.subjects import find_subject
from rkbrief.model import FigureKind, Span


@pytest.mark.parametrize(
    ("sentence", "figure", "kind", "subject"),
    [
        ("工場は1日に約300台の電動バスを造っている。", "1日に約300台", "rate", "電動バス"),
        ("首相が12年ぶりに訪米し、大統領と会った。", "12年ぶり", "interval_since", "訪米"),
        ("この島国への訪問は12年ぶりとなる。", "12年ぶり", "interval_since", "この島国への訪問"),
        (
            "前回この大会を主催したのは12年前だ。",
            "12年前",
            "interval_since",
            "前回この大会を主催した",
        ),
        ("完全失業率は2.5%だった。", "2.5%", "percentage", "完全失業率"),
        ("売上高は前年同期比3.2%増えた。", "3.2%", "percentage", "売上高"),
        ("射程約500キロの機体を公開した。", "約500キロ", "distance", "射程"),
        ("取材に応じた5人の漁師は首を振った。", "5人", "count", "漁師"),
        ("列車の脱線で12人が死亡した。", "12人", "count", "死亡"),
    ],
)
def test_a_figure_is_about_what_its_sentence_says(
    sentence: str, figure: str, kind: FigureKind, subject: str
) -> None:
    at = sentence.index(figure)
    assert find_subject(sentence, Span(at, at + len(figure)), kind) == subject


def test_a_topic_that_points_back_is_looked_up_in_the_sentence_before() -> None:
    sentence = "その期間は2年ほど。"
    span = Span(5, 9)
    assert (
        find_subject(sentence, span, "horizon", previous="両社の蜜月は長く続かない。")
        == "両社の蜜月"
    )


def test_a_bare_number_is_about_nothing_known() -> None:
    assert find_subject("30%。", Span(0, 3), "percentage") is None


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_any_text_gives_a_slice_of_itself_or_nothing(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    subject = find_subject(text, Span(start, end), "count")
    assert subject is None or (len(subject) > 1 and subject in text)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("2割ほどにのぼると指摘した。", "2割"),
        ("300台を並べて敵を圧倒した。", "300台"),
        ("工場は火薬を製造し", "工場"),
    ],
)
def test_telling_and_doing_are_not_what_a_number_is_about(text: str, figure: str) -> None:
    start = text.index(figure)
    found = find_subject(text, Span(start, start + len(figure)), "percentage")
    assert found not in {"指摘", "敵を圧倒", "火薬を製造"}


def test_a_long_vowel_stays_at_the_end_of_a_name() -> None:
    text = "フェリーは211人を乗せた。"
    assert find_subject(text, Span(5, 9), "count") == "フェリー"
