from datetime import date

import pytest

from rkbrief.analysis.figures import find_figures
from rkbrief.language.sentences import split_sentences
from rkbrief.model import FigureKind, Importance, Sentence, Span


def read(*texts: str, start: int = 100) -> tuple[Sentence, ...]:
    sentences, at = [], start
    for index, text in enumerate(texts, 1):
        sentences.append(Sentence("S1", index, 1, "sentence", Span(at, at + len(text)), text))
        at += len(text)
    return tuple(sentences)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1日の利用者は平均8600人だ。", ["8600人"]),
        ("1日あたりの利用者は約1万人になる。", ["約1万人"]),
        ("1日平均の乗客は3万人だ。", ["3万人"]),
        ("3日の利用者は8600人だ。", ["3日", "8600人"]),
        ("9月1日の利用者は8600人だ。", ["9月1日", "8600人"]),
        ("来月1日あたりから値上がりする。", ["来月1日"]),
    ],
)
def test_what_a_day_has_on_average_is_of_no_day_of_the_month(text: str, told: list[str]) -> None:
    assert [f.text for f in find_figures(read(text), reference=date(2024, 6, 20))] == told


def test_a_figure_stands_at_its_place_in_the_article() -> None:
    sentences = read("会場には多くの客が来た。", "来場者は3万2000人だった。")
    (figure,) = find_figures(sentences)
    whole = "".join(s.text for s in sentences)
    assert Span(figure.span.start - 100, figure.span.end - 100).of(whole) == figure.text
    assert figure.evidence.sentence_id == "S1:2"
    assert (figure.id, figure.subject, figure.importance) == ("F1", "来場者", "key")


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (("両社の蜜月は長く続かない。", "その期間は1年ほど。"), "horizon"),
        (("今後3年で設備を入れ替える。",), "horizon"),
        (("混乱は2年ほど続くだろう。",), "horizon"),
        (("過去1年で両社は近づいた。",), "duration"),
        (("交渉は2年続いた。",), "duration"),
        (("首相は12年ぶりに訪米した。",), "interval_since"),
    ],
)
def test_a_span_of_time_is_a_horizon_only_when_it_lies_ahead(
    texts: tuple[str, ...], kind: FigureKind
) -> None:
    (figure,) = find_figures(read(*texts), reference=date(2024, 6, 20))
    assert figure.kind == kind


@pytest.mark.parametrize(
    ("text", "importance"),
    [
        ("首相は12年ぶりに訪米した。", "key"),
        ("内閣の支持率は31.5%だった。", "key"),
        ("取材に応じた5人の漁師は首を振った。", "supporting"),
        ("火曜日に式典が開かれた。", "incidental"),
    ],
)
def test_a_figure_matters_by_what_it_is(text: str, importance: Importance) -> None:
    (figure,) = find_figures(read(text), reference=date(2024, 6, 20))
    assert figure.importance == importance


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("水門は12年もの間閉じたままだ。", ["12年もの間"]),
        ("堤の普請は3年もの長きにわたった。", ["3年もの"]),
        ("20年もの国債を売り出した。", []),
        ("30年ものの利回りが下がった。", []),
    ],
)
def test_years_that_are_felt_as_long_are_no_term_of_a_bond(text: str, told: list[str]) -> None:
    assert [f.text for f in find_figures(split_sentences(text))] == told


def test_the_number_of_an_item_is_no_figure() -> None:
    assert find_figures(read("2. 旅行者の数")) == ()
    assert find_figures(read("3.1　現状のまま進む場合")) == ()


def test_an_amount_in_brackets_behind_another_is_about_the_same() -> None:
    first, second = find_figures(read("補修費は300万ドル〔訳注：約4億円〕に膨らむ。"))
    assert (first.subject, second.subject) == ("補修費", "補修費")


def test_a_row_of_bare_numbers_has_no_figures() -> None:
    assert find_figures(read("1,801 1,806 1,711 +2.3%")) == ()
    assert len(find_figures(read("始値1,801円、高値1,806円、安値1,711円"))) == 3


def test_no_sentences_have_no_figures() -> None:
    assert find_figures(()) == ()


def test_same_year_leans_on_the_sentence_before() -> None:
    text = "2011年6月に橋が落ちた。同年8月に架け替えが決まった。"
    values = [f.quantity.value for f in find_figures(split_sentences(text))]
    assert values == ["2011-06", "2011-08"]
