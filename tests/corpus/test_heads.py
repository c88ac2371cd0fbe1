"""What stands above an article: a day in the line of the title, a site's account of itself."""

from __future__ import annotations

from datetime import date

import pytest

from rkbrief.corpus.dates import find_bracketed, find_leading
from rkbrief.corpus.reader import read_article

BODY = (
    "市は五日、古い橋を架け替える工事を来年の春に始めると発表した。費用は十二億円を見込む。\n\n"
    "住民からは通学の道を心配する声が上がっている。市は仮の橋を設けて通れるようにする。\n\n"
    "橋は昭和の初めに架けられた。いまの基準では、大きな地震に耐えられないおそれがあるという。"
)
TITLE = "古い橋を架け替えへ　来春に着工"
DAY = date(2024, 3, 5)


@pytest.mark.parametrize(
    ("head", "title", "day"),
    [
        ("橋の係\n\n2024年03月05日 (火)長い橋をめぐる話を少し\n\n", "長い橋をめぐる話を少し", DAY),
        ("橋の係\n\n2024年03月05日 (火)三年間、ありがとうございました。\n\n", None, DAY),
        (
            "大臣会見\n\n海野大臣会見録 (令和6年3月5日(火)9:30~9:50 於:港湾庁会議室)\n\n1.発言\n\n",
            "海野大臣会見録 (令和6年3月5日(火)9:30~9:50 於:港湾庁会議室)",
            DAY,
        ),
        (f"{TITLE}\n2024年03月05日 06:00 国内・地域“橋は渡れる”／交流も\n", TITLE, DAY),
        (f"‐ {TITLE} ‐\n2024年3月5日\n", TITLE, DAY),
        ("橋は渡れるんだろう?――海野さん:港に生きる(2/2 ページ)\n", None, None),
    ],
)
def test_the_day_and_the_title_are_told_apart(
    head: str, title: str | None, day: date | None
) -> None:
    article = read_article(head + BODY)
    assert article.published == day
    assert article.title is not None
    assert article.title == (title or article.title)
    assert "2024年" not in article.title
    assert "渡れるんだろう" in article.title or "渡れるんだろう" not in head


def test_a_line_of_the_day_and_more_is_none_of_the_article() -> None:
    line = "2024年03月05日 06:00 国内・地域“橋は渡れる”／交流も"
    article = read_article(f"{TITLE}\n{line}\n{BODY}")
    assert line in {dropped.text for dropped in article.dropped}


@pytest.mark.parametrize("title", ["2024年3月5日の日記", "2024年3月5日 橋の話", "橋の話"])
def test_a_title_may_begin_with_its_day(title: str) -> None:
    assert find_leading(title) is None


@pytest.mark.parametrize("title", ["橋の話(全3回)", "橋の話 [2024年3月5日から]", "橋の話"])
def test_other_brackets_hold_no_day(title: str) -> None:
    assert find_bracketed(title) is None
    assert find_bracketed("橋の話 [2024年3月5日(Tue)]") is not None


@pytest.mark.parametrize(
    "account",
    [
        "写真を撮らずに旅した記録です。雑記も載せています。",
        "橋、川、港を網羅した\n最新ニュース・情報を発信しています。",
        "企業のプレスリリースをそのまま掲載しています。内容は各社にお問い合わせください。",
    ],
)
def test_what_a_site_says_of_itself_is_neither_title_nor_body(account: str) -> None:
    article = read_article(f"波止場の旅\n\n{account}\n\n{TITLE}\n\n{BODY}")
    assert article.title == TITLE
    dropped = {line.text for line in article.dropped}
    assert set(account.split("\n")) <= dropped


def test_a_lead_that_tells_of_a_record_stays() -> None:
    lead = "古い橋のたもとに残るのは、工事に携わった人々の記録です。"
    article = read_article(f"{TITLE}\n\n{lead}\n\n{BODY}")
    assert lead not in {line.text for line in article.dropped}


@pytest.mark.parametrize(
    ("line", "author"),
    [
        (f"{TITLE} 海野太一(波止場大学教授、橋の会代表)", "海野太一"),
        (f"{TITLE}\n港町支局 海野太一", "海野太一"),
        (f"{TITLE}\n海野太一(波止場大学教授)×山川花子(元港湾庁長官)", None),
    ],
)
def test_who_stands_in_the_line_of_the_title_or_below(line: str, author: str | None) -> None:
    article = read_article(f"論考\n\n{line}\n\n{BODY}")
    assert (article.title, article.author) == (TITLE, author)


def test_who_asked_is_named_at_the_end_of_the_lead() -> None:
    lead = "商社を経てフリーになった山川さんの考えに迫った。(聞き手:海野太一 連載:橋をつくる人々)"
    article = read_article(f"{TITLE}\n\n{lead}\n\n――橋は好きですか。\n\n{BODY}")
    assert article.author == "海野太一"
    assert lead not in {line.text for line in article.dropped}


@pytest.mark.parametrize(
    ("label", "publisher"),
    [("配信元:PR HARBOUR", "PR HARBOUR"), ("2024年3月5日\n波止場テレビ", "波止場テレビ")],
)
def test_an_outlet_by_its_label_or_below_the_day(label: str, publisher: str) -> None:
    article = read_article(f"{TITLE}\n{label}\n{BODY}")
    assert article.publisher == publisher
    assert (
        "波止場テレビ" not in {line.text for line in article.dropped} or publisher == "波止場テレビ"
    )


def test_a_talk_is_no_title() -> None:
    article = read_article(f"2034トップインタビュー\n{TITLE}\n{BODY}")
    assert article.title == TITLE
