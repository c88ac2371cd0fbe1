"""One article as read: nothing lost, nothing raised, a person's note before the page's word."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from growth import growth
from hypothesis import given, settings
from hypothesis import strategies as st

from rkbrief.config import ArticleNote, OutletNote
from rkbrief.corpus.reader import read_article
from rkbrief.errors import CorpusError
from rkbrief.model import Article
from rkbrief.safe_text import is_blank

BODY = (
    "県は3日、防潮堤の工期を延ばすと発表した。地盤が弱く、追加の工事が必要になったためだ。\n"
    "完成は2026年春になる見通しで、総事業費は当初の計画の1.8倍に膨らむ。\n"
)
PIECES = (
    *(
        "関連記事",
        "プロフィール",
        "コメント",
        "目次",
        "2024年6月5日",
        "海野 太一",
        "シェア",
        "・",
        "…",
        "",
    ),
    *(
        "---",
        "写真:通信社",
        "<小見出し>",
        "ホーム > 経済",
        "「",
        "県は3日、工期を延ばすと発表した。",
        "By Jane Smith",
        "published: 2024-13-45",
        "更新：2025年2月30日",
        "費用は1兆2・5億円。",
        "｢橋｣の話､写真｡",
    ),
)


def covers(article: Article) -> bool:
    """Tell that every non-blank line is kept or dropped once, at its exact span."""
    dropped = {line.line: line for line in article.dropped}
    position = 0
    for number, raw in enumerate(article.text.split("\n"), 1):
        line = dropped.pop(number, None)
        if line:
            text = raw.strip()
            start = position + raw.index(text)
            if not text or (line.span.start, line.span.end) != (start, start + len(text)):
                return False
            if line.text != text:
                return False
        position += len(raw) + 1
    return not dropped


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=60)), max_size=40))
@settings(deadline=None)
def test_f38_any_lines_are_kept_or_dropped_exactly_once(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        article = read_article(text)
    except CorpusError:
        assert is_blank(text)
        return
    assert covers(article)
    assert len({line.line for line in article.dropped}) == len(article.dropped)
    assert all(line.rule for line in article.dropped)


def test_f38_what_is_dropped_is_told_to_the_letter_in_a_header_too() -> None:
    header = "---\npublisher: ｢波｣新聞｡\n\ntitle: 防潮堤､\n  延期へ｡\n---\n"
    article = read_article(header + BODY, name="a.md")
    assert covers(article)
    assert [line.text for line in article.dropped] == [
        *filter(None, map(str.strip, header.split("\n")))
    ]


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes_give_an_article_or_a_corpus_error(data: bytes) -> None:
    try:
        assert covers(read_article(data, name="a.md"))
    except CorpusError as error:
        reason = str(error)
    else:
        reason = "empty"
    hidden = "nothing but hidden or control characters"
    foreign = "no text in a known encoding"
    assert reason in {"empty", "binary", hidden, foreign, "nothing below the front matter"}


def test_the_hash_is_of_the_bytes_and_a_str_counts_as_utf_8() -> None:
    assert read_article(BODY).sha256 == hashlib.sha256(BODY.encode()).hexdigest()
    data = BODY.encode("cp932")
    assert read_article(data).sha256 == hashlib.sha256(data).hexdigest()


def test_invalid_bytes_are_counted_in_a_warning() -> None:
    article = read_article(BODY.encode() + b"\xff\xfe\n")
    assert "2 invalid bytes in utf-8 read as U+FFFD" in article.warnings
    assert (
        "1 invalid byte in utf-8 read as U+FFFD" in read_article(BODY.encode() + b"\xff").warnings
    )


def test_a_lone_surrogate_in_a_str_is_read() -> None:
    assert read_article(f"{BODY}\ud800").text.endswith("\ud800")


def test_what_is_missing_is_warned_of() -> None:
    assert read_article(BODY).warnings == ("no title", "no author", "undated")


def test_a_note_takes_the_place_of_what_the_page_says() -> None:
    note = ArticleNote(
        title="題", publisher="港町日報", author="海野太一", published=date(2024, 1, 2), note="要約"
    )
    article = read_article(f"別の題名がここにある\n2023年3月4日\n{BODY}", note=note)
    assert (article.title, article.publisher, article.author) == ("題", "港町日報", "海野太一")
    assert article.published == article.reference_date == date(2024, 1, 2)
    assert article.note == "要約"
    assert article.warnings == ()


def test_an_outlets_rating_holds_where_the_note_has_none() -> None:
    outlets = {"港町日報": OutletNote(reliability="B")}
    by_outlet = read_article(BODY, note=ArticleNote(publisher="港町日報"), outlets=outlets)
    own = ArticleNote(publisher="港町日報", reliability="E")
    assert by_outlet.reliability == "B"
    assert read_article(BODY, note=own, outlets=outlets).reliability == "E"
    assert read_article(BODY, outlets=outlets).reliability is None


def test_an_outlet_is_named_and_noted_where_the_note_says_nothing() -> None:
    outlets = {"港町日報": OutletNote(name_en="Minatomachi Daily", note="夕刊")}
    article = read_article(BODY, note=ArticleNote(publisher="港町日報"), outlets=outlets)
    assert (article.publisher_en, article.note) == ("Minatomachi Daily", "夕刊")
    own = ArticleNote(publisher="港町日報", note="号外")
    assert read_article(BODY, note=own, outlets=outlets).note == "号外"
    assert read_article(BODY, outlets=outlets).publisher_en is None


def test_an_undated_article_is_read_against_the_day_of_its_events() -> None:
    text = "県は2024年6月5日、工期を延ばすと発表した。\n2030年3月31日までに終える計画だ。\n"
    article = read_article(text)
    assert article.published is None
    assert article.reference_date == date(2024, 6, 5)


def test_an_article_without_any_date_has_no_reference_date() -> None:
    assert read_article(BODY).reference_date is None


@pytest.mark.parametrize("line", ["published: 2024-13-45", "2025年2月30日", "2024/00/10"])
def test_a_line_that_is_like_a_date_and_names_no_day_is_none_of_publication(line: str) -> None:
    assert read_article(f"{line}\n\n{BODY}").published is None


def test_a_text_that_is_only_paragraphs_loses_none() -> None:
    text = f"{BODY}\n地盤の弱さ\n\n{BODY}\n■今後の予定\n\n・説明会を4月に開く。\n・工程を見直す。\n"
    assert read_article(text).dropped == ()


def test_a_single_line_without_any_sentence_stays() -> None:
    assert read_article("本日は晴天なり").dropped == ()


@pytest.mark.parametrize(
    "unit",
    [
        "あ",
        "。",
        "「",
        "(",
        "#a ",
        "関連記事\n",
        "2024年6月5日\n",
        "県は3日、工期を延ばすと発表した。\n",
    ],
    ids=lambda unit: unit.strip(),
)
def test_f13_time_grows_with_length_and_no_faster(unit: str) -> None:
    def read(characters: int) -> None:
        text = unit * (characters // len(unit))
        assert read_article(text).text == text

    assert growth(read, 100_000, 200_000) < 3


MARKDOWN = """\
---
title: 南港の岸壁、2027年春に着工へ
site: 港新聞
date: 2026-03-02
---

# 南港の岸壁、2027年春に着工へ

市は2日、南港の岸壁を延ばす計画を公表した。事業費は約320億円に上る。

| 年度 | 事業費 |
|---|---|
| 2027 | 80億円 |

専門家は、貨物の量が10年後に1.5倍になるとみている。

```
rkbrief --export
```

工事は2030年度末に終わる見通しだ。
"""


def test_tables_and_listings_of_markdown_end_no_body() -> None:
    article = read_article(MARKDOWN, name="port.md")
    rules = {dropped.text: dropped.rule for dropped in article.dropped}
    assert rules["| 2027 | 80億円 |"] == "table"
    assert rules["rkbrief --export"] == rules["```"] == "listing"
    dropped = "".join(rules)
    assert "1.5倍" not in dropped
    assert "2030年度末" not in dropped
    lines = [d.line for d in article.dropped]
    assert lines == sorted(lines)


def test_front_matter_is_read_by_the_names_that_clippers_use() -> None:
    article = read_article(MARKDOWN, name="port.md")
    assert (article.publisher, article.published) == ("港新聞", date(2026, 3, 2))


def test_a_fence_that_never_closes_takes_nothing_away() -> None:
    text = "```\n" + "市は2日、南港の岸壁を延ばす計画を公表した。\n" * 3
    assert not [d for d in read_article(text, name="a.md").dropped if d.rule == "listing"]


@pytest.mark.parametrize(
    ("lines", "author"),
    [
        (("海野 太一：港町週報 編集委員　著者フォロー",), "海野 太一"),
        (("2024年3月4日　聞き手＝海野太一　撮影＝山川花子",), "海野太一"),
        (("2024/03/04 10:15 配信　商品　海野太一",), "海野太一"),
        (("2024年3月4日", "環境ユニット　主任研究員　海野太一"), "海野太一"),
        (("2024年3月4日", "海野 太一　港町新聞"), "海野 太一"),
        (("2024年3月4日", "自転車 暮らし"), None),
    ],
)
def test_a_writer_is_named_with_a_post_a_credit_or_an_outlet(
    lines: tuple[str, ...], author: str | None
) -> None:
    body = (
        "市は五日、古い橋を架け替える工事を来年の春に始めると発表した。費用は十二億円を見込む。",
        "住民からは通学の道を心配する声が上がっている。市は仮の橋を設けて通れるようにする。",
    )
    assert (
        read_article("\n".join(("古い橋を架け替えへ　来春に着工", *lines, *body))).author == author
    )


@pytest.mark.parametrize("blanks", ["\n", "\n\n", " \n\u3000\n"])
def test_f13_more_lines_than_any_article_has_are_told_and_not_judged(
    monkeypatch: pytest.MonkeyPatch, blanks: str
) -> None:
    monkeypatch.setattr("rkbrief.corpus.reader.MOST_LINES", 40)
    assert len(read_article(blanks.join("港" * 40)).text.split()) == 40
    assert read_article(BODY + "\n" * 200).title is None  # what is empty is no line
    with pytest.raises(CorpusError, match=r"\Amore than 40 lines\Z"):
        read_article(blanks.join("港" * 41))
