"""Sentences: where they end, what kind they are, and that no character is lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from growth import growth
from hypothesis import given
from hypothesis import strategies as st

from rkbrief.language.sentences import split_sentences
from rkbrief.model import Span

PIECES = st.sampled_from(
    [
        *'。．.！？!?…、「」『』（）()【】“”"・-*#<>＜＞■　 \n\t\r1２aＡあア漢\u2028\x0b\x85\ud800',
        "雨が降った。",
        "「行く。」",
        "と述べた。",
        "\n\n",
        "- ",
        "(^_^)",
    ]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join)


def texts(source: str) -> list[str]:
    return [sentence.text for sentence in split_sentences(source)]


def kinds(source: str) -> list[str]:
    return [sentence.kind for sentence in split_sentences(source)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["雨が降った。", "川があふれた。"],
        ["本当か？", "誰も知らない。"],
        ["すごい！！", "また来たい。"],
        ["「雨がやんだ。出かけよう。」と父は言った。", "私は黙っていた。"],
        ["「雨がやんだ。」", "父は靴を履いた。"],
        ["監督は「勝てる。いや、勝つ」と話した。", "選手も同じ考えだ。"],
        ["予算（前年の額は除く。）を増やした。", "議会は認めた。"],
        ["気温は３．５度上がった。", "湿度は 40.2 %だった。"],
        ["設定は test.py に書く。", "版は 2.0 でよい。"],
        ["人気は No.1 だという。", "売れ行きもよい。"],
        ["Yahoo!ニュースが伝えた。", "確認は取れていない。"],
        ["どう思うか？と記者が尋ねた。", "答えはなかった。"],
        ["遅い。。。と思った。", "まだ来ない。"],
        ["これでよいのか……と悩む。", "答えは出ない。"],
        ["新店が開いた。（山田太郎）", "客は多い。"],
        ["売り上げは伸びた.", "利益は減った."],
        ["よく眠れた(^_^)", "朝食もよかった。"],
        ["歌手は「あさひ。」の元メンバーだ。", "今は俳優である。"],
        ["「はい」「いいえ」と二人は答えた。", "会見は終わった。"],
        ["終わりだ。■", "次の話に移る。"],
    ],
)
def test_a_paragraph_splits_into_its_sentences(sentences: list[str]) -> None:
    assert texts("".join(sentences)) == sentences


def test_an_unclosed_quotation_swallows_nothing() -> None:
    source = "社長は「来年は黒字にすると語った。株価は上がった。\n\n市場は「様子見」だ。次は春だ。"
    assert texts(source) == [
        "社長は「来年は黒字にすると語った。",
        "株価は上がった。",
        "市場は「様子見」だ。",
        "次は春だ。",
    ]


def test_a_stray_closer_swallows_nothing() -> None:
    assert texts("社長は語った」。株価は上がった。") == ["社長は語った」。", "株価は上がった。"]


def test_wrapped_lines_are_one_paragraph() -> None:
    prose = (
        "港の倉庫では朝から荷下ろしの作業が続き、岸壁には順番を待つトラックが長い列を作った。"
        "作業員の一人は、例年の三倍の荷が届いたと話す。台風で二日遅れた船が重なったためだという。"
        "市は臨時の駐車場を開く。"
    )
    wrapped = "\n".join(prose[at : at + 20] for at in range(0, len(prose), 20))
    assert [t.replace("\n", "") for t in texts(wrapped)] == texts(prose)
    assert set(kinds(wrapped)) == {"sentence"}


def test_the_marked_paragraphs_of_a_column_run_on() -> None:
    first = "▼港の倉庫で茶葉を積み替える仕事は三十年前の半分になり、残った人も春には辞めるという。"
    second = (
        "▼橋ができれば客は戻ると町の人は言うが、その橋の完成は来年の夏までずれ込む見通しである。"
    )
    wrapped = "\n".join(
        text[at : at + 22] for text in (first, second) for at in range(0, len(text), 22)
    )
    assert [t.replace("\n", "") for t in texts(wrapped)] == [first, second]


def test_titles_of_like_length_are_not_wrapped_lines() -> None:
    lines = [
        "港の倉庫で荷下ろしの作業が続く",
        "台風で遅れた船が二隻重なった朝",
        "市は臨時の駐車場を開くと決めた",
    ]
    assert texts("\n".join([*lines, "市長は会見した。" * 6]))[:3] == lines


def test_an_indented_line_starts_a_paragraph() -> None:
    source = "　朝から雨が降った。\n　昼には上がった。"
    assert [s.paragraph for s in split_sentences(source)] == [1, 2]


def test_headings_bullets_and_decks_are_told_apart() -> None:
    source = (
        "<値上げは春まで続く。家計には痛手だ>\n\n"
        "# 物価の見通し\n\n"
        "卵の値段が上がった。牛乳も上がった。\n\n"
        "背景にある天候\n\n"
        "- 夏の暑さが続いた。\n"
        "・飼料が高くなった\n"
        "1. 輸送費もかさむ\n"
        "① 円安が響く\n\n"
        "<今後の動き>\n\n"
        "春には落ち着くという。\n\n"
        "それでも安くなるのか?\n\n"
        "専門家の見方は割れる。"
    )
    assert [(s.kind, s.text) for s in split_sentences(source)] == [
        ("deck", "<値上げは春まで続く。"),
        ("deck", "家計には痛手だ>"),
        ("heading", "# 物価の見通し"),
        ("sentence", "卵の値段が上がった。"),
        ("sentence", "牛乳も上がった。"),
        ("heading", "背景にある天候"),
        ("bullet", "- 夏の暑さが続いた。"),
        ("bullet", "・飼料が高くなった"),
        ("bullet", "1. 輸送費もかさむ"),
        ("bullet", "① 円安が響く"),
        ("heading", "<今後の動き>"),
        ("sentence", "春には落ち着くという。"),
        ("heading", "それでも安くなるのか?"),
        ("sentence", "専門家の見方は割れる。"),
    ]


@pytest.mark.parametrize(
    ("source", "items"),
    [
        (
            "１．卵が上がった。牛乳もだ。\n２．肉も",
            ["１．卵が上がった。", "牛乳もだ。", "２．肉も"],
        ),
        ("（１）卵だ。\n（２）\n（３）肉だ。", ["（１）卵だ。", "（２）", "（３）肉だ。"]),
        ("１．\n２．卵だ。", ["１．", "２．卵だ。"]),
    ],
)
def test_the_label_of_an_item_stays_with_it_and_is_not_lost(source: str, items: list[str]) -> None:
    assert texts(f"前文だ。\n\n{source}\n\n後文だ。") == [
        "前文だ。",
        *items,
        "後文だ。",
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("「来年は畑を半分に減らすのではないか」", "sentence"),
        ("　「雪が解ければ、道はまた通れる」", "sentence"),
        ("「町に残る若い人はもう十人もいないと聞いている」", "sentence"),
        ("「もう続けられません」", "sentence"),
        ("「高値は春まで」", "heading"),
        ("「畑を守りたい」農家の声", "heading"),
        ("「必ず戻る」", "heading"),
        ("「産地」と「消費地」", "heading"),
    ],
)
def test_what_somebody_says_in_a_line_of_its_own_is_no_heading(line: str, kind: str) -> None:
    found = split_sentences(f"農家の一人がこう言った。\n{line}\n別の農家は首を振った。")
    assert found[1].kind == kind


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("「雪が解ければ、道はまた通れる」同氏は、春を待つと続けた。", 2),
        ("「若い人は必ず帰ってきます」しかし村長は首を振る。", 2),
        ("「来年も人は来ますよ」村は港を直す。", 2),
        ("「春には終わると信じています」「準備が足りませんでした」", 2),
        ("「もう限界です」「助けてください」と訴えた。", 1),
        ("「村に残りたいと思う」人は多い。", 1),
        ("「値下げします」宣言が相次いだ。", 1),
        ("村長は「若い人は必ず帰ってきます」村は待つと話した。", 1),
    ],
)
def test_what_somebody_says_stands_alone_before_a_new_sentence(line: str, pieces: int) -> None:
    assert len(split_sentences(f"村の人が集まった。{line}")) == pieces + 1


def test_a_heading_is_one_piece_whatever_marks_it_holds() -> None:
    found = split_sentences("# 増えた！　次は？　減るか\n\n本文だ。続く。\n\n次の段落だ。")
    assert (found[0].kind, found[0].text) == ("heading", "# 増えた！　次は？　減るか")
    assert {sentence.article_id for sentence in found} == {""}


def test_a_lone_line_is_a_sentence_even_without_a_full_stop() -> None:
    assert kinds("明日は晴れ") == ["sentence"]


def test_a_decimal_at_a_line_start_is_no_bullet() -> None:
    assert kinds("3.5%の増加だった。\n\n次も増える。") == ["sentence", "sentence"]


def test_no_sentence_crosses_an_excluded_line() -> None:
    source = "雨が降ったので、\n広告はこちら\n川があふれた。"
    dropped = Span(source.index("広告"), source.index("\n川"))
    found = split_sentences(source, article_id="S1", excluded=[dropped])
    assert [s.text for s in found] == ["雨が降ったので、", "川があふれた。"]
    assert [s.id for s in found] == ["S1:1", "S1:2"]


def test_a_giant_is_cut_where_it_pauses() -> None:
    pieces = split_sentences("雨が降り、" * 1000)
    assert all(len(s.text) <= 1200 and s.text.endswith("、") for s in pieces)
    assert all(len(s.text) <= 400 for s in split_sentences("雨" * 5000))


@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=3))
def test_every_character_is_in_one_sentence_or_excluded(
    source: str, holes: list[tuple[int, int]]
) -> None:
    excluded = [Span(min(a, len(source)), min(a + n, len(source))) for a, n in holes]
    found = split_sentences(source, excluded=excluded)
    outside = [
        at
        for at, character in enumerate(source)
        if not character.isspace() and not any(x.start <= at < x.end for x in excluded)
    ]
    inside = [
        at for s in found for at in range(s.span.start, s.span.end) if not source[at].isspace()
    ]
    assert inside == outside


@given(TEXTS)
def test_spans_are_exact_ordered_and_disjoint(source: str) -> None:
    found = split_sentences(source)
    assert all(s.span.of(source) == s.text == s.text.strip() != "" for s in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert [s.index for s in found] == list(range(1, len(found) + 1))
    paragraphs = [s.paragraph for s in found]
    assert paragraphs == sorted(paragraphs)
    assert not found or paragraphs[0] == 1


@pytest.mark.parametrize(
    "unit",
    [
        "あ",
        "。",
        "「",
        "「あ。」",
        "あ、",
        "！a",
        "あ\n",
        "(^",
        '"',
        "- ",
        "あ。」",
        "─",
        "1.",
        "。 ",
    ],
)
def test_time_doubles_when_the_text_doubles(unit: str) -> None:
    size = 20_000 // len(unit)

    assert growth(lambda count: split_sentences(unit * count), size, 2 * size) < 2.6


@pytest.mark.parametrize("unit", ["「あ」", "あ（あ。）", "「ある。」と"])
def test_f13_a_line_of_nothing_but_quotations_takes_time_in_proportion(unit: str) -> None:
    assert growth(lambda count: split_sentences(unit * count), 40_000, 80_000) < 2.6


def test_thousands_of_stretches_cut_out_of_one_line_take_time_in_proportion() -> None:
    told = "港の貨物は増えると市は話した。[1]"

    def split(count: int) -> None:
        marks = (len(told) * n + len(told) - 3 for n in range(count))
        split_sentences(told * count, excluded=[Span(at, at + 3) for at in marks])

    assert growth(split, 500, 1000) < 2.6


def test_f13_a_stretch_of_blanks_longer_than_a_sentence_is_none() -> None:
    assert texts("荷が増えた" + "\u3000" * 4_000 + "と市は言う。") == ["荷が増えた", "と市は言う。"]
