"""Where sentences end: each mark, each bracket, and what stands on either side of it."""

from __future__ import annotations

import pytest

from rkbrief.language.boundaries import (
    LONGEST_NAME,
    LONGEST_QUOTATION,
    LONGEST_RUN,
    LONGEST_SENTENCE,
    outer_brackets,
    sentence_ends,
)


def pieces(text: str) -> list[str]:
    ends = sentence_ends(text)
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]


@pytest.mark.parametrize(
    "marked",
    [
        # The bar stands where a sentence ends.
        "売り場はにぎわった！|ソースを買う。",
        "ＹＡＨＯＯ！ニュースが報じた。",
        "Yahoo! を使う。",
        "Hello!| みなさん。",
        "新番組スクープ！が始まる。",
        "新番組スクープ！|次の話だ。",
        "AKB！ソング集だ。",
        "すごい！|Aを見た。",
        "漢字！|カタカナだ。",
        "Wow!本当だ。",
        "Go!|そう言った。",
        "Wow!?|本当だ。",
        "本当か?と聞いた。",
        "何？、と聞く。",
        "え!?|本当だ。",
        "ver.2を使う。",
        "終わりだ．|次だ。",
        "10．|次の話だ。",
        "１０．５度だ。",
        "10.5度だ。",
        "それはtest. それは次だ。",
        "the end.| Next one.| It goes.",
        "THE END. Next one.",
        "A.B.Cの三つだ。",
        "終わった...続く。",
        "終わった．．．続く。",
        "あ.|次だ。",
        "．次だ。",
        "あ．、次だ。",
        "終わり。。と続く。",
        "終わり。|と続く。|次。",
        "「モー娘。」の話。",
    ],
)
def test_a_mark_ends_a_sentence_unless_it_is_of_a_name_a_number_or_what_goes_on(
    marked: str,
) -> None:
    assert pieces(marked.replace("|", "")) == marked.split("|")


@pytest.mark.parametrize(
    "marked",
    [
        '"はい。行く。"と言った。|次だ。',
        '"はい。"|' + "あ" * 190 + '。"次だ。"',
        "「長い話をしよう、今日は雨だ。」|次の話だ。",
        "「短い。」|次の話だ。",
        "歌「長い話をしよう、今日は雨だ。」|次の話だ。",
        "歌「短い。」次の話だ。",
        "注（長い話をしよう、今日は雨だ。）次の話だ。",
        "（長い話をしよう、今日は雨だ。）|次の話だ。",
        "・「短い。」|次の話だ。",
        "<「短い。」|次の話だ。",
        "「短い。」、次の話だ。",
        "「短い。」。|次の話だ。",
        "「短い。」と言った。",
        "「短い。」　と言った。",
        "「短い？」|次の話だ。",
        "「短い」次の話だ。",
        "雨だ。|「短い。」|次の話だ。",
        "（（二重。）。）|外だ。",
        "「あ」い」う。|「え」お。",
        "「う。（え。」|）お。|か。",
    ],
)
def test_a_bracket_ends_a_sentence_only_where_it_holds_a_whole_one(marked: str) -> None:
    assert pieces(marked.replace("|", "")) == marked.split("|")


@pytest.mark.parametrize(
    "marked",
    [
        "増えた（速報）。|次。",
        "増えた。（速報）|次。",
        "増えた。|（１）次。",  # the label of an item begins what follows
        "増えた。|（速報）、次。",
        "増えた。|（速報",
        "増えた。…■|次。",
        "歩く(^_^)|次だ。",
        "歩く（笑）次だ。",
        "終わり！」|次だ。",
        "終わり　|",
        "終わり。　|",
    ],
)
def test_what_trails_a_mark_stays_with_its_sentence(marked: str) -> None:
    assert pieces(marked.replace("|", "")) == [piece for piece in marked.split("|") if piece]


def test_nothing_has_no_sentence() -> None:
    assert sentence_ends("") == []
    assert sentence_ends("　 \n") == []


@pytest.mark.parametrize(("length", "ends"), [(LONGEST_NAME, 1), (LONGEST_NAME + 1, 2)])
def test_a_short_quotation_in_mid_sentence_may_be_a_name(length: int, ends: int) -> None:
    text = "歌「" + "あ" * (length - 2) + "。」次の話だ。"
    assert len(sentence_ends(text)) == ends


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("「あ」い「う」", [(0, 2), (4, 6)]),
        ("「あ（い）う」", [(0, 6)]),
        ("（「あ）い」", [(0, 3)]),
        ("「（あ」い）", [(0, 3)]),
        ("「（（あ」い）う）（え）", [(0, 4), (9, 11)]),
        ("「「あ」", [(1, 3)]),
        ("」あ「", []),
        ('あ"い"う"え"', [(1, 3), (5, 7)]),
        ('"' + "あ" * 199 + '"', [(0, 200)]),
        ('"' + "あ" * 200 + '"', []),
        ('"' + "あ" * 200 + '"い"', [(201, 203)]),
        ("「" + "あ" * (LONGEST_QUOTATION - 1) + "」", [(0, LONGEST_QUOTATION)]),
        ("「" + "あ" * LONGEST_QUOTATION + "」", []),
        ("あ" * 600 + "「" + "い" * 600 + "」", [(600, 1201)]),
        ("あ" * 150 + '"' + "い" * 100 + '"', [(150, 251)]),
    ],
)
def test_brackets_are_matched_from_the_outside(text: str, pairs: list[tuple[int, int]]) -> None:
    assert outer_brackets(text) == pairs


def test_a_giant_is_cut_at_its_last_pause_within_reach_else_at_a_fixed_length() -> None:
    pause = "あ" * 99 + "、"
    assert [len(p) for p in pieces(pause * 13 + "。")] == [LONGEST_SENTENCE, 101]
    assert [len(p) for p in pieces("あ" * (2 * LONGEST_RUN + 5))] == [LONGEST_RUN, LONGEST_RUN, 5]
    assert [len(p) for p in pieces("あ" * LONGEST_RUN)] == [LONGEST_RUN]
    assert [len(p) for p in pieces(pause * 12)] == [LONGEST_SENTENCE]
    assert [len(p) for p in pieces("雨だ。" + "あ" * 450)] == [3, LONGEST_RUN, 50]


@pytest.mark.parametrize("before", ["", "市は橋を直す。" * 80])
@pytest.mark.parametrize("blank", ["", "\u3000"])
def test_a_spoken_sentence_stands_alone_wherever_in_its_paragraph(before: str, blank: str) -> None:
    said = "「値は来年も下がるだろう」"
    assert pieces(f"{before}{said}{blank}同氏は港を見てきた。")[-2].strip() == said


def test_what_is_said_in_a_plain_end_needs_more_behind_it_than_a_topic() -> None:
    plain = "「雪が解ければ、道はまた通れる」"
    assert pieces(f"{plain}町の工場は動く。") == [f"{plain}町の工場は動く。"]
    assert pieces(f"{plain}しかし町は動かない。") == [plain, "しかし町は動かない。"]
    spoken = "「道はまた通れるでしょう」"
    assert pieces(f"{spoken}町の工場は動く。") == [spoken, "町の工場は動く。"]
