"""A PDF gives its text without the furniture of its pages; a hostile one costs itself."""

from __future__ import annotations

from datetime import date

import pytest
from files import assemble_pdf, make_pdf
from hypothesis import given, settings
from hypothesis import strategies as st

from rkbrief.corpus.conversion import child
from rkbrief.corpus.conversion.pdf import find_furniture
from rkbrief.corpus.reader import read_article
from rkbrief.errors import CorpusError
from rkbrief.language.sentences import split_sentences

WRAPPED = (
    "県は三日、防潮堤の工期を延ばすと発表した。地盤が弱く、追加",
    "の工事が必要になったためだ。完成は二年後の春になる見通しで、",
    "総事業費は当初の計画の一・八倍に膨らむと説明している。",
)
TORN = (
    "港湾の労働組合は人手が足りないと訴えており、増加が続くかどう",
    "かは人材の確保にかかっている。",
)


def test_heads_and_numbers_are_dropped_and_wraps_are_joined() -> None:
    pages = [
        ["港湾の見通し", *WRAPPED, TORN[0], "- 1 -"],
        ["港湾の見通し", TORN[1], *WRAPPED, "- 2 -"],
        ["港湾の見通し", *WRAPPED, "- 3 -"],
    ]
    article = read_article(make_pdf(pages), name="paper.pdf")
    assert article.encoding == "pdf"
    assert article.title == "港湾の見通し"
    dropped = [(d.text, d.rule) for d in article.dropped]
    assert dropped.count(("港湾の見通し", "running_head")) == 2
    assert [text for text, rule in dropped if rule == "page_number"] == ["- 1 -", "- 2 -", "- 3 -"]
    sentences = split_sentences(article.text, excluded=[d.span for d in article.dropped])
    texts = [s.text.replace("\n", "") for s in sentences]
    assert "地盤が弱く、追加の工事が必要になったためだ。" in texts
    assert all(d.span.of(article.text) == d.text for d in article.dropped)


def test_f33_half_a_character_costs_no_pdf() -> None:
    article = read_article(
        make_pdf([[*WRAPPED, "橋\ud83d\ude00は\udc00閉じる。"]]), name="paper.pdf"
    )
    assert article.text.endswith("橋😀は\ufffd閉じる。")


def test_a_line_of_few_pages_and_a_line_of_prose_are_no_furniture() -> None:
    assert find_furniture([["題", "一"], ["題", "二"]]) == frozenset()
    assert find_furniture([["題 1", "一"], ["題 2", "二"], ["題 3", "三"]]) == {"題 0"}
    assert find_furniture([["同じ文。"], ["同じ文。"], ["同じ文。"]]) == frozenset()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (make_pdf([[]]), "no text in the PDF: pictures of pages are not read"),
        (b"%PDF-1.7\nnothing", "cannot be taken apart"),
    ],
)
def test_what_has_no_text_is_named(data: bytes, reason: str) -> None:
    with pytest.raises(CorpusError, match=reason):
        read_article(data, name="a.pdf")


LOOPS = {
    "pages": ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 9 /Kids [2 0 R] >>"],
    "reference": ["<< /Type /Catalog /Pages 2 0 R >>", "2 0 R"],
    "form": [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>",
        "<< /Length 5 >>\nstream\n/X Do\nendstream",
        (
            "<< /Type /XObject /Subtype /Form /Length 5 /Resources << /XObject << /X 5 0 R >> >> >>"
            "\nstream\n/X Do\nendstream"
        ),
    ],
    "nested": ["[" * 50_000],
    "count": ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 999999999 /Kids [] >>"],
}


@pytest.mark.parametrize("bodies", LOOPS.values(), ids=LOOPS)
def test_f33_a_loop_or_a_bomb_costs_the_file(bodies: list[str]) -> None:
    with pytest.raises(CorpusError):
        read_article(assemble_pdf(bodies), name="loop.pdf")
    assert WRAPPED[0] in read_article(make_pdf([WRAPPED]), name="good.pdf").text


def test_f33_more_pages_than_any_article_has_are_refused() -> None:
    with pytest.raises(CorpusError, match="more than 500 pages"):
        read_article(make_pdf([["文"]] * 501), name="book.pdf")


@given(st.integers(0, 1800), st.binary(min_size=1, max_size=30))
@settings(deadline=None, max_examples=40)
def test_any_bytes_get_an_answer(at: int, noise: bytes) -> None:
    whole = make_pdf([WRAPPED])
    for data in (noise, whole[:at] + noise + whole[at + len(noise) :]):
        sign, body = child.answer("pdf", data)
        assert sign in {b"+", b"-"}
        assert body


def test_the_radicals_that_browsers_print_are_the_characters_that_were_meant() -> None:
    pages = [["瀬⼾の出⼒", "2026年6⽉2⽇", "⾼い⾒通しを⻑く⽤いた。⻘い⽬の⺠もいた。"]]
    article = read_article(make_pdf(pages), name="printed.pdf")
    assert article.published == date(2026, 6, 2)
    assert article.text.split("\n")[0] == "瀬戸の出力"
    assert article.text.split("\n")[-1] == "高い見通しを長く用いた。青い目の民もいた。"


WIDE = (
    "県と電力会社は十三日、海峡海底に潮流発電機一基を設置した。総事業費四十八億円、国が二十四億円",
    "を負担し、三年間の実証実験を行う。",
    "漁協は慎重",
    "県の木下課長は「二年後には商用機の建設に入れる可能性が高い」と話した。発電の費用は今は高いが",
    "五年以内に半分になるとみている。",
    "・水揚げは約二割減った。",
)


def test_few_and_wide_lines_are_joined_at_the_margin_that_the_printer_had() -> None:
    article = read_article(make_pdf([["潮流発電機を設置", *WIDE]]), name="wide.pdf")
    assert article.text.split("\n")[1:] == [
        WIDE[0] + WIDE[1], WIDE[2], WIDE[3] + WIDE[4], WIDE[5],
    ]  # fmt: skip
    assert [line.text for line in article.dropped] == ["潮流発電機を設置"]


SHEETS = (
    "港湾論集　第33号　2031年5月16日",
    "港湾研究所",
    "火薬の備蓄を検証する",
    "理論研究部 主任研究官　海野 太一",
    "　各国は、二年後までに砲弾の生産を年に二百五十万発へ引き上げるとして",
    "きた。しかし、去年の実績は百七十万発にとどまっている1。なぜ増えないのか。",
    "本稿は、火薬、人員、契約という三つの壁からこれを検証する。",
    "　最大の制約は、推進薬の原料となる綿である。域内の工場は五か所しかなく、",
    "新しい工場の稼働は早くても三年後になるとみられる。当面は輸入に頼らざる",
    "を得ない。加えて、綿花の不作が追い打ちをかけた。値段は二年で四割上がり、",
    "1 港湾局「弾薬年報」2031年3月、14頁。",
    "1",
    "港湾論集　第33号",
    "小さな工場ほど買い負けている。政府が価格を保証する案も出ているが、財源は",
    "決まっていない。議会の審議は秋まで続く見込みであり、年内の実施は難しい。",
    "　次に、人員である。旋盤を扱える工員の平均年齢は五十四歳に達し、毎年三分",
    "が引退している。養成には二年を要するため、戦力になるのは三年後となる。",
    "　労働組合の調査では、移ってもよいと答えた工員は一割にすぎなかった。",
    "2",
)


def test_a_copied_document_goes_on_below_the_foot_of_a_sheet() -> None:
    article = read_article("\n".join(SHEETS))
    assert (article.title, article.author) == ("火薬の備蓄を検証する", "海野 太一")
    dropped = {d.text: d.rule for d in article.dropped}
    assert dropped["1 港湾局「弾薬年報」2031年3月、14頁。"] == "notes"
    assert dropped["港湾論集　第33号"] == "running_head"
    said = split_sentences(article.text, excluded=[d.span for d in article.dropped])
    assert "政府が価格を保証する案も出ているが、財源は決まっていない。" in [
        s.text.replace("\n", "") for s in said
    ]
