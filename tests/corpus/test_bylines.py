"""Who wrote the article, named below it, in a mail, in a greeting or by a picture."""

from __future__ import annotations

import pytest

from rkbrief.corpus.reader import read_article

BODY = (
    "市は五日、古い橋を架け替える工事を来年の春に始めると発表した。費用は十二億円を見込む。\n\n"
    "住民からは通学の道を心配する声が上がっている。市は仮の橋を設けて通れるようにする。\n\n"
    "橋は昭和の初めに架けられた。いまの基準では、大きな地震に耐えられないおそれがあるという。"
)
TITLE = "古い橋を架け替えへ　来春に着工"
COMPANIES = (
    "関連企業・業界\n港町建設　明日の株価　1,214円（-11）\nこちらもおすすめ\n卸3社の純利益、2%増"
)


@pytest.mark.parametrize(
    ("below", "author"),
    [
        (f"（編集委員　海野太一）\n{COMPANIES}", "海野太一"),
        (f"（海野太一）\n{COMPANIES}", "海野太一"),
        ("（久我山剛）", "久我山剛"),  # a family name that the dictionary takes for a place
        ("（戸波七海）", "戸波七海"),  # and a given name
        ("（中部経済）", None),
        ("（港湾新聞）", None),
        (f"（随時掲載）\n{COMPANIES}", None),
        ("この記事を書いた人　なみのり　釣り歴22年。", "なみのり"),
    ],
)
def test_a_name_below_the_last_paragraph_is_the_writers(below: str, author: str | None) -> None:
    page = f"港町新聞\n{TITLE}\n2024年3月5日 10:15\n\n{BODY}\n\n{below}"
    assert read_article(page).author == author


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("マドNEWS", None),
        ("港町日報　電子版", None),
        ("登録する　ログイン", None),
        ("ジェーン・スミス　波止場大学海洋政策研究所上級研究員", "ジェーン・スミス"),
        ("果樹部 出荷課長　海野 睦", "海野 睦"),
        ("🕒2024.03.05　✎2024.03.06　👤なみのり", "なみのり"),
        ("（聞き手　本誌・海野太一）", "海野太一"),
        ("さざなみ千帆", "さざなみ千帆"),
        ("海野太一（元駐波止場国大使）", "海野太一"),
    ],
)
def test_a_line_of_the_head_names_a_writer_or_none(line: str, author: str | None) -> None:
    page = f"港の声\n{TITLE}\n{line}\n2024年3月5日 10:15\n\n{BODY}"
    assert read_article(page).author == author


@pytest.mark.parametrize(
    ("head", "author", "publisher"),
    [
        ("From: 海野エリ <post@example.com>\nSubject: 【橋の算盤】{}\n", "海野エリ", None),
        ("差出人: 橋の裏口 <a@example.com>\n件名: {}\n\n発行：海野 花子\n", "海野 花子", None),
        ("件名: {}\n発行：港町調査社　配信数 1,200部\n", None, "港町調査社"),
    ],
)
def test_who_sends_a_letter_is_a_writer_or_a_publisher(
    head: str, author: str | None, publisher: str | None
) -> None:
    article = read_article(f"{head.format(TITLE)}日時: 2024年3月5日 7:00\n\n{BODY}")
    assert (article.author, article.publisher) == (author, publisher)


@pytest.mark.parametrize(
    ("greeting", "below", "author"),
    [
        ("こんばんは、海野太一です。", "", "海野太一"),
        ("こんばんは、なみのりです。", "© 2024 なみのり", "なみのり"),
        ("こんばんは、なみのりです。", "", None),
        ("こんばんは、日曜日です。", "日曜日のお知らせ", None),
    ],
)
def test_a_greeting_names_whom_the_page_names_again(
    greeting: str, below: str, author: str | None
) -> None:
    page = f"橋の日記\n{TITLE}\n2024年3月5日 10:15\n\n{greeting}\n\n{BODY}\n\n{below}"
    assert read_article(page).author == author


def test_the_life_of_the_writer_below_his_name_is_no_part_of_the_article() -> None:
    life = "ライター。二児の母。教育と地域を取材。"
    article = read_article(f"{TITLE}\n2026年3月5日\n海野 太一\n{BODY}\n海野 太一\n{life}")
    assert article.author == "海野 太一"
    assert {line.text: line.rule for line in article.dropped}[life] == "profile"
    said = f"{TITLE}\n2026年3月5日\n海野 太一\n{BODY[:40]}\n海野 太一\n{BODY}"
    assert "profile" not in {line.rule for line in read_article(said).dropped}


@pytest.mark.parametrize(
    ("name", "kept"),
    [("青木 太一", "青木 太一"), ("冬木 花子", "冬木 花子"), ("月岡 太一", "月岡 太一")],
)
def test_a_name_beside_the_day_keeps_what_may_be_a_weekday(name: str, kept: str) -> None:
    assert read_article(f"{TITLE}\n2026年3月5日　{name}\n{BODY}").author == kept


def test_the_owner_of_a_blog_is_its_writer_where_nobody_else_is_named() -> None:
    page = f"{TITLE}\n2026年3月5日\n{BODY}\n© 2026 みなと診療所　海野 太一"
    assert read_article(page).author == "海野 太一"
    page = f"{TITLE}\n2026年3月5日\n{BODY}\n© 2026 みなと新聞社"
    assert read_article(page).author is None


def test_a_family_name_alone_signs_an_article_and_is_no_part_of_its_last_sentence() -> None:
    article = read_article(f"{TITLE}\n2026年3月5日\n{BODY}（山本）")
    assert article.author == "山本"
    assert [line.text for line in article.dropped if line.rule == "byline"] == ["（山本）"]
    assert read_article(f"{TITLE}\n2026年3月5日\n{BODY}（参考）").author is None
