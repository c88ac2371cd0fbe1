"""A saved page gives its article, what it states of itself, and nothing of the rest."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rkbrief.corpus.conversion.forms import PageText, Stated
from rkbrief.corpus.judged import judge
from rkbrief.corpus.lines import split_lines
from rkbrief.corpus.reader import read_article
from rkbrief.corpus.saved_page import choose, decode_page
from rkbrief.errors import CorpusError
from rkbrief.language.sentences import split_sentences
from rkbrief.model import Article

NEWS = (Path(__file__).parent / "saved/regional_news.html").read_bytes()
PROSE = "県は3日、防潮堤の工期を延ばすと発表した。地盤が弱く、追加の工事が必要になったためだ。"
MORE = "完成は2026年春になる見通しで、総事業費は当初の計画の1.8倍に膨らむと県は説明している。"


def is_covered(article: Article) -> bool:
    """Tell that each character but blanks is in one sentence or dropped line, exactly."""
    sentences = split_sentences(article.text, excluded=[d.span for d in article.dropped])
    spans = [s.span for s in sentences] + [d.span for d in article.dropped]
    seen = [0] * len(article.text)
    for span in spans:
        for at in range(span.start, span.end):
            seen[at] += 1
    texts_hold = all(d.span.of(article.text) == d.text for d in article.dropped)
    return texts_hold and all(
        n == 1 or char.isspace() for n, char in zip(seen, article.text, strict=True)
    )


def test_the_text_is_the_article_alone() -> None:
    article = read_article(NEWS, name="news.html")
    lines = [line for line in article.text.split("\n") if line]
    assert lines[0].startswith("県は17日、")
    assert lines[-1].endswith("人材の確保にかかっている。")
    assert "深さ14米まで" in article.text
    for strange in ("ランキング", "シェア", "関連記事", "転載", "tracker", "メートル", "ホーム"):
        assert strange not in article.text
    assert "920" not in article.text
    assert is_covered(article)


def test_what_the_page_states_is_used() -> None:
    article = read_article(NEWS, name="news.html")
    assert article.title == "港の貨物、3年ぶりに増加 県が速報値を公表"
    assert (article.publisher, article.author) == ("港町日報", "海野太一")
    assert article.published == date(2025, 4, 18)
    assert article.url == "https://minatomachi.example/2025/04/cargo.html"
    assert article.warnings == ()


def test_what_the_page_only_shows_is_read_from_its_lines() -> None:
    page = (
        f"<div><h1>防潮堤の工期を延長</h1><p>2024年6月3日</p><p>文・海野太一</p>"
        f"<p>{PROSE}</p><p>{MORE}</p></div>"
    )
    article = read_article(page, name="page.htm")
    assert article.title == "防潮堤の工期を延長"
    assert article.published == date(2024, 6, 3)
    assert article.author == "海野太一"
    assert article.text == f"{PROSE}\n\n{MORE}"


def test_a_line_that_is_a_link_as_a_whole_is_not_the_articles() -> None:
    teaser = "港の祭りに2万人が集まりました。来年も開かれる見通しです。"
    page = f'<div><p>{PROSE}</p><p><a href="/1">{teaser}</a></p><p>{MORE}</p></div>'
    assert read_article(page, name="page.html").text == f"{PROSE}\n\n{MORE}"
    partly = f'<div><p>{PROSE}</p><p>{MORE}<a href="/1">続報</a></p></div>'
    assert read_article(partly, name="page.html").text == f"{PROSE}\n\n{MORE}続報"


def test_the_name_of_the_site_behind_the_headline_is_left_off() -> None:
    page = (
        "<title>防潮堤の工期が延びる - 港のブログ</title><div>防潮堤の工期が延びる</div>"
        f"<div>2024.06.05</div><div>{PROSE}</div><div>{MORE}</div>"
    )
    assert read_article(page, name="page.html").title == "防潮堤の工期が延びる"


@pytest.mark.parametrize("declared", ["", '<meta charset="{}">', '<meta content="a; charset={}">'])
@pytest.mark.parametrize(
    ("codec", "label"), [("utf-8", "UTF-8"), ("cp932", "Shift_JIS"), ("euc-jp", "x-euc-jp")]
)
def test_the_encoding_is_declared_or_found(declared: str, codec: str, label: str) -> None:
    page = f"<html><head>{declared.format(label)}</head><body><p>{PROSE}</p><p>{MORE}</p></body>"
    article = read_article(page.encode(codec), name="page.html")
    assert article.encoding == codec
    assert article.text == f"{PROSE}\n\n{MORE}"


def test_a_declaration_that_the_bytes_contradict_is_not_believed() -> None:
    page = f'<meta charset="utf-8"><p>{PROSE}</p>'
    assert decode_page(page.encode("cp932")).encoding == "cp932"
    assert decode_page(b"\xef\xbb\xbf" + b'<meta charset="Shift_JIS">').encoding == "utf-8"
    assert (
        decode_page('<?xml version="1.0" encoding="EUC-JP"?>題'.encode("euc-jp")).text[-1] == "題"
    )


def test_a_page_without_an_article_is_told() -> None:
    with pytest.raises(CorpusError, match="no article in the page"):
        read_article("<ul><li>経済</li><li>社会</li></ul>", name="menu.html")
    with pytest.raises(CorpusError, match="empty"):
        read_article("<script>x()</script>", name="app.html")
    with pytest.raises(CorpusError, match="empty"):
        read_article(b" \n", name="app.html")


def test_the_rules_stand_in_for_an_extract_that_missed_the_article(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    form = PageText(f"見出し\n\n{PROSE}\n\n{MORE}\n\n会社概要", (7,), (), Stated())
    monkeypatch.setattr("rkbrief.corpus.saved_page.convert_page", lambda _markup: form)
    assert read_article("<p>", name="page.html").text == f"{PROSE}\n\n{MORE}"


def test_an_extract_that_takes_in_what_is_surely_the_pages_is_not_heard() -> None:
    below = (
        "<p>無断転載を禁じます</p><p>この記事をシェアする</p><p>港の祭りの写真が届きました。</p>"
    )
    page = f"<p>{PROSE}</p><p>{MORE}</p><p>{PROSE}</p><p>関連記事</p>{below}"
    assert read_article(page, name="page.html").text == f"{PROSE}\n\n{MORE}\n\n{PROSE}"


@pytest.mark.parametrize(
    ("chosen", "kept"), [({0, 1, 3}, [0, 1, 3]), ({0, 1, 3, 4, 5}, [0, 1]), ({0}, [0, 1])]
)
def test_only_an_extract_that_parts_the_page_outweighs_the_place_of_a_paragraph(
    chosen: set[int], kept: list[int]
) -> None:
    lines = [PROSE, MORE, "祭りの人出", "雪が夜半まで降った。", "港の歩き方", "町の朝市"]
    page = judge(split_lines("\n".join(lines)))
    rules = dict.fromkeys(range(2, 6), "sidebar")
    assert choose(page, rules, frozenset(chosen)) == kept


def test_a_paragraph_that_the_extract_lost_in_the_midst_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    form = PageText(f"{PROSE}\n\n{MORE}\n\n{PROSE}", (1, 5), (), Stated())
    monkeypatch.setattr("rkbrief.corpus.saved_page.convert_page", lambda _markup: form)
    assert read_article("<p>", name="page.html").text == form.text


def test_the_rows_of_a_table_are_the_articles_and_no_sentences(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    form = PageText(f"{PROSE}\n\n東港 920\n\n{MORE}", (1, 3, 5), (3,), Stated())
    monkeypatch.setattr("rkbrief.corpus.saved_page.convert_page", lambda _markup: form)
    article = read_article("<p>", name="page.html")
    assert [(d.line, d.text, d.rule) for d in article.dropped] == [(3, "東港 920", "table")]
    assert is_covered(article)


def test_the_same_page_gives_the_same_article() -> None:
    assert read_article(NEWS, name="a.html") == read_article(NEWS, name="a.html")


PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<div>", "</div>", "<table><tr><td>", "</table>", "<br>", "<!--", "-->",
        "<script>", "</script>", "&#0;", "&amp", "<h1>", "<ruby>漢<rt>かん</rt>", PROSE, MORE,
        "関連記事", "2024年6月5日", "\u202e", "\x00", "<", ">", '"', "<title>", "<svg>",
    ]
)  # fmt: skip


@given(st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=25))
@settings(deadline=None, max_examples=60)
def test_any_markup_gives_an_article_without_a_lost_character_or_a_reason(
    pieces: list[str],
) -> None:
    try:
        assert is_covered(read_article("".join(pieces), name="page.html"))
    except CorpusError as error:
        reason = str(error)
    else:
        reason = "empty"
    assert reason in {"empty", "no article in the page"}


@given(st.binary(max_size=200))
@settings(deadline=None, max_examples=40)
def test_any_bytes_give_an_article_or_a_reason(data: bytes) -> None:
    try:
        assert is_covered(read_article(data, name="page.html"))
    except CorpusError as error:
        reason = str(error)
    else:
        reason = "empty"
    foreign = "no text in a known encoding"
    assert reason in {"empty", "binary", foreign, "no article in the page"}
