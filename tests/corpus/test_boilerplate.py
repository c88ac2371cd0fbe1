"""Single rules of what is not the article, each in the smallest page that shows it."""

from __future__ import annotations

import pytest

from rkbrief.corpus.reader import read_article
from rkbrief.lexicon import load_table

LEAD = "県は3日、港町の防潮堤の工期を3年延ばし、完成が2026年春になると発表した。"
SECOND = "地盤が弱く、追加の工事が必要になったためで、総事業費は計画の1.8倍に膨らむという。"
THIRD = "住民からは不安の声も上がる。漁協の組合長は「工期は守ってほしい」と求めた。"
LAST = "県は4月に説明会を開き、工程を見直す方針だ。専門家の会議も新たに設ける。"
BODY = [LEAD, SECOND, THIRD, LAST]


def dropped(*lines: str) -> dict[str, str]:
    return {line.text: line.rule for line in read_article("\n".join(lines)).dropped}


def test_every_rule_that_drops_is_named_in_the_table() -> None:
    table = load_table("boilerplate")
    names = {row["rule"] for key in ("lines", "sections", "words") for row in table[key]}
    page = [
        "ホーム",
        "工期を3年延長",
        "2024年3月4日",
        "海野 太一",
        "夜景",
        *BODY,
        "関連記事",
        "値上げ",
    ]
    assert set(dropped(*page).values()) <= names | set(table["structural"])


def test_the_blanks_of_a_translation_hide_no_phrase_of_the_page() -> None:
    spaced = [
        line.replace("、", " 、 ").replace("の", " の ").replace("は", " は ") for line in BODY
    ]
    rules = dropped(*spaced, "関連 する 記事", "港 の 工事 が 遅れる")
    assert rules["関連 する 記事"] == "related"
    assert set(rules) == {"関連 する 記事", "港 の 工事 が 遅れる"}


def test_a_line_that_begins_with_a_particle_is_no_caption() -> None:
    torn = "はありません。私が町の会社に頼み、6歳の子を持つ"
    assert torn not in dropped("港町の話", *BODY[:2], "工事は終わったわけで", torn, *BODY[2:])


def test_title_byline_and_date_are_dropped_by_rules_of_those_names() -> None:
    rules = dropped("港町の防潮堤、工期を3年延長", "2024年3月4日", "海野 太一", *BODY)
    assert rules == {
        "港町の防潮堤、工期を3年延長": "title",
        "2024年3月4日": "date",
        "海野 太一": "byline",
    }


@pytest.mark.parametrize(
    "heading", ["地盤の弱さ", "<想定を超える>", "なぜ遅れたのか?", "■今後の予定", "「工期は守れ」"]
)
def test_a_heading_between_paragraphs_stays(heading: str) -> None:
    assert dropped(LEAD, SECOND, heading, THIRD, LAST) == {}


def test_headings_and_paragraphs_in_turn_all_stay() -> None:
    assert dropped(
        "港町の今", LEAD, "地盤の弱さ", SECOND, "住民の声", THIRD, "今後", LAST
    ).keys() <= {"港町の今"}


def test_bullets_that_are_sentences_stay() -> None:
    assert dropped("要点", *(f"- {line}" for line in BODY)) == {}


@pytest.mark.parametrize(
    "line",
    [
        "写真を拡大",
        "この記事は会員限定です。",
        "[PR]",
        "次のページへ",
        "記事・写真の無断転載を禁じます。",
        "関連記事:値上げの理由",
        "会見する知事=3日、県庁、海野太一撮影",
        "ツイート 24",
        "#港町 #防潮堤",
    ],
)
def test_a_known_line_in_the_midst_of_the_body_is_dropped(line: str) -> None:
    assert list(dropped(LEAD, SECOND, line, THIRD, LAST)) == [line]


def test_a_list_of_links_in_the_midst_is_dropped_and_the_body_goes_on() -> None:
    links = [
        "あわせて読みたい",
        "河口の水門、来年度に着工へ",
        "津波の避難路、4割が未整備…",
        "堤防の桜、移植を断念",
    ]
    assert list(dropped(LEAD, SECOND, *links, THIRD, LAST)) == links


def test_what_follows_the_body_is_dropped_though_it_reads_as_prose() -> None:
    tail = [
        "関連記事",
        "河口の水門、来年度に着工へ",
        "高さ8メートルの水門を河口に造る計画が動き出した。事業費は90億円を見込む。",
        "堤防の桜、移植を断念",
        "樹齢60年を超える桜は移しても根づかないと、専門家が判断した。",
    ]
    assert list(dropped(*BODY, *tail)) == tail


def test_readers_comments_are_never_the_article_however_long() -> None:
    comments = ["コメント(2)", "umi 2024年3月4日 10:00", SECOND * 4, THIRD * 4, "返信する"]
    assert list(dropped(*BODY, *comments)) == comments


def test_what_a_president_says_under_the_word_comment_stays() -> None:
    assert set(dropped(LEAD, SECOND, "コメント", THIRD, LAST)) <= {"コメント"}


def test_a_caption_that_repeats_the_lead_is_dropped() -> None:
    caption = f"{LEAD}工事の現場"
    rules = dropped("港町の防潮堤、工期を3年延長", caption, *BODY)
    assert rules[caption] == "caption"
    assert LEAD not in rules


def test_the_english_original_under_a_translation_is_dropped() -> None:
    original = ["Harbour wall delayed by three years", "By", "Jane Smith", "https://example.org/a"]
    assert list(dropped(*BODY, *original)) == original


def test_code_in_the_midst_of_an_article_stays() -> None:
    assert dropped(LEAD, SECOND, "$ grep -c wall records.txt", "148", THIRD, LAST) == {}


def test_a_vita_under_the_body_is_dropped_and_one_in_its_midst_stays() -> None:
    vita = "1969年、山川市生まれ。山川大学を卒業し、新聞記者を経て独立した。"
    assert list(dropped(*BODY, "海野 太一", vita)) == ["海野 太一", vita]
    assert dropped(LEAD, SECOND, vita, THIRD, LAST) == {}


def test_a_cookie_notice_above_the_article_is_dropped() -> None:
    notice = "当サイトではCookieを使用しています。閲覧を続けると同意したものとみなします。"
    assert notice in dropped(notice, "港町の防潮堤、工期を3年延長", *BODY)


def test_the_mark_of_a_heading_is_no_part_of_the_title() -> None:
    article = read_article("\n".join(["# 港町の防潮堤、工期を3年延長", "", *BODY]), name="a.md")
    assert article.title == "港町の防潮堤、工期を3年延長"


def test_an_article_without_a_title_loses_no_line() -> None:
    assert dropped(*BODY) == {}


def test_page_furniture_alone_is_dropped_by_its_phrases_only() -> None:
    assert dropped("ホーム", "ログイン", "本日は晴天なり") == {
        "ホーム": "menu",
        "ログイン": "subscribe",
    }


def test_what_an_advertisement_says_between_its_heading_and_its_price_is_no_part() -> None:
    box = ["[PR]港の本", "海を知る者は、明日を知る。", "定価1,980円(税込)"]
    assert list(dropped(LEAD, SECOND, *box, THIRD, LAST)) == box


def test_a_short_sentence_below_an_advertisement_stays() -> None:
    assert list(dropped(LEAD, SECOND, "[PR]港の本", "工期は3年延びる。", THIRD, LAST)) == [
        "[PR]港の本"
    ]
