"""Title, author and date where the lines around the article name them in unusual ways."""

from __future__ import annotations

import pytest

from rkbrief.corpus.reader import read_article

BODY = (
    "市は五日、古い橋を架け替える工事を来年の春に始めると発表した。費用は十二億円を見込む。\n"
    "住民からは通学の道を心配する声が上がっている。市は仮の橋を設けて通れるようにする。\n"
    "橋は昭和の初めに架けられた。いまの基準では、大きな地震に耐えられないおそれがあるという。"
)
TITLE = "古い橋を架け替えへ　来春に着工"
MENU = "川\n港\n船\n坂道\nトンネル\n水門"
HEADLINE = "古い橋を架け替えへ。市長「春に始めたい」"
QUESTION = "古い橋は渡っても平気でしょうか"
WHY = "橋はなぜ落ちるのか"
NOTICE = "ただいま窓口がたいへん混み合っております。"
OWNER = "橋を守る 港町の会"


@pytest.mark.parametrize(
    ("above", "below", "author"),
    [
        ("監修：建築士 山川 花子　ライター：海野太一", "", "海野太一"),
        ("三木谷亨、海野花子", "", "三木谷亨、海野花子"),
        ("Ｒ・スミス（橋梁ジャーナリスト）", "", "R・スミス"),
        ("山川地域 暮らし", "（海野太一）", "海野太一"),
        ("山川地域 暮らし", "", None),
        ("経済、社会", "", None),
        ("海野太一・経済部記者", "", "海野太一"),
        ("写真・文　海野太一", "", "海野太一"),
        ("海野太一＝文", "", "海野太一"),
        ("ワシントン＝海野太一", "", "海野太一"),
        ("写真＝海野太一撮影", "", None),
        ("構成・海野太一　写真・山川", "", "海野太一"),
        ("ジェーン・スミス（橋梁史家）　訳＝山川花子", "", "ジェーン・スミス"),
        ("海野太一　［有料会員限定］", "", "海野太一"),
        ("海野太一　有料記事", "", "海野太一"),
        ("Author, ジェーン・スミス", "", "ジェーン・スミス"),
        ("BY JANE SMITH\nジェーン・スミス", "", "ジェーン・スミス"),
        ("海野 太一*", "", "海野 太一"),
        ("橋の日記", "イ・スミン記者", "イ・スミン"),
        ("橋の日記", "なみのりをフォローする\nなみのり", "なみのり"),
        ("橋の日記", "naminori 3日前", "naminori"),
        ("出席者\n海野太一（教授）\n山川花子（石工）", "（構成・文＝谷村ゆき）", "谷村ゆき"),
        ("テーマ：橋　書いた人：海野太一", "", "海野太一"),
        ("代表者　代表取締役社長　海野太一", "", None),
        ("海野 太一（うんの・たいち）", "", "海野 太一"),
        ("海野 太一（うんの・たいち）＝港湾局長", "", None),
        ("なみのり（元・造船所勤務）", "", "なみのり"),
        ("出席者　海野委員長", "", None),
        ("", "なみのり (id:naminori) 2日前 ☆☆☆ 18", "なみのり"),
        ("問合せ　広報部長　海野太一（電話 000-0000-0000）", "", None),
        ("弁護士　海野 太一", "", "海野 太一"),
        ("著：ジェーン・スミス　訳：山川花子", "", "ジェーン・スミス"),
        ("ゲスト：建築学者・海野太一さん", "", None),
        ("", "（元新聞記者）", None),
        ("", "（赤い石の橋、思ったより長い…）", None),
        ("第四章　橋", "", None),
        ("", "文／海野太一\n関連記事", "海野太一"),
        ("", "海野太一", "海野太一"),
        ("", "港町商工会議所 会頭　海野太一", "海野太一"),
        ("声明　2026/07/30　マドゥラ / 東京", "", None),
    ],
)
def test_the_writer_is_named_in_many_ways(above: str, below: str, author: str | None) -> None:
    page = f"港町の話\n{TITLE}\n2024年3月5日 10:15\n{above}\n{BODY}\n{below}"
    assert read_article(page).author == author


@pytest.mark.parametrize(
    ("head", "title"),
    [
        # a headline of two sentences above the date, a menu above it
        (f"橋　川　港　船　トンネル　坂道\n{HEADLINE}\n2024年3月5日 10:15", HEADLINE),
        # a notice of the site, then the title of its window and the title
        (f"港町の市\n{NOTICE}\n{TITLE} - 港町の市\n{TITLE}\n2024年3月5日 10:15", TITLE),
        # a question that reads as a sentence, below who asks
        (f"質問広場\n質問者：なみのりさん 質問日時：2026/07/19 回答数：4件\n{QUESTION}", QUESTION),
    ],
)
def test_a_title_that_reads_as_prose_is_found(head: str, title: str) -> None:
    assert read_article(f"{head}\n{BODY}").title == title


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("橋はなぜ落ちるのか", "橋はなぜ落ちるのか"),
        ("プレスリリース", None),
        ("Vol.12　2026年3月号", None),
    ],
)
def test_a_phrase_alone_above_the_body_is_its_title(above: str, title: str | None) -> None:
    assert read_article(f"{above}\n{BODY}").title == title


def test_whose_the_copyright_is_gives_no_title() -> None:
    page = f"{OWNER}\n{TITLE}\n{OWNER}\n{BODY}\nCopyright 2026 {OWNER}"
    assert read_article(page).title == TITLE


@pytest.mark.parametrize(
    ("title", "line", "day"),
    [
        ("古い橋を架け替える工事と、仮の橋のお知らせ（2025年12月4日）", "港町市", "2025-12-04"),
        ("古い橋を架け替える工事と、仮の橋のお知らせ（2025年12月4日から）", "港町市", "None"),
        (TITLE, "登録日時: 2019年6月2日(日) 11:40", "None"),
        ("古い橋を架け替える工事と、仮の橋のお知らせ2025年12月4日", "港町市", "2025-12-04"),
        ("古い橋を架け替える工事が終わり、新しい橋を使う日は2027年4月1日", "港町市", "None"),
        (TITLE, "工事の期間　2025年4月1日～2026年3月31日", "None"),
        (TITLE, "公開 2025.12.04 - 2025.12.06 更新", "2025-12-04"),
        (
            f"橋の夢を見た人びとをたずねる小さな旅のはじまりの第1回　2026年3月2日\n{MENU}\n{TITLE}",
            "3月4日 5時",
            "2026-03-04",
        ),
        (
            f"橋の夢を見た人びとをたずねる小さな旅のはじまりの第1回　2026年6月2日\n{MENU}\n{TITLE}",
            "3月4日 5時",
            "None",
        ),
    ],
)
def test_the_day_is_that_of_publication(title: str, line: str, day: str) -> None:
    assert str(read_article(f"港町の話\n{title}\n{line}\n{BODY}").published) == day


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "㈱港町の橋を架け替える工事のお知らせ２０２５年１２月４日",
            "㈱港町の橋を架け替える工事のお知らせ",
        ),
        ("橋を架け替える工事のお知らせ2025/12/4", "橋を架け替える工事のお知らせ"),
        ("新しい橋を使い始める日は2027年4月1日", "新しい橋を使い始める日は2027年4月1日"),
    ],
)
def test_the_day_that_is_glued_to_a_title_is_no_part_of_it(head: str, title: str) -> None:
    assert read_article(f"{head}\n港町市\n{BODY}").title == title


def test_who_signs_the_first_paragraph_with_his_desk_is_the_writer() -> None:
    lead, *rest = BODY.splitlines()
    signed = "\n".join([f"{lead}（港町調査社情報部　海野太一）", *rest])
    assert read_article(f"{TITLE}\n{signed}").author == "海野太一"
    signed = "\n".join([f"{lead}（聞き手は海野太一）", *rest])
    assert read_article(f"{TITLE}\n{signed}").author is None


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            f"トップページ > 市長室 > 令和4年3月2日 市長会見\n令和4年3月2日 市長会見\n{TITLE}",
            "令和4年3月2日 市長会見",
        ),
        (f"連載コラム　橋の百年\n{TITLE}\n2026年3月2日", TITLE),
        (f"橋を調べる町\n{TITLE}\n海野 太一\n古い橋を架け替えるわけ", TITLE),
        (
            "08 // 1.2.3.4.5.6.7.8.9.10 // 10\n古い橋のはなしを聞いてきた",
            "古い橋のはなしを聞いてきた",
        ),
        (
            "【港町】橋の百年（上） 架け替えを待つ人びと",
            "【港町】橋の百年（上） 架け替えを待つ人びと",
        ),
        ("2026年3月2日\n\n橋を渡りました。\n", "橋を渡りました。"),
        (f"3 Downloads\n{TITLE}", TITLE),
    ],
)
def test_the_title_is_told_from_what_stands_around_it(head: str, title: str) -> None:
    assert read_article(f"{head}\n\n{BODY}").title == title


def test_the_only_paragraph_may_be_one_that_a_paywall_breaks_off() -> None:
    cut = BODY.splitlines()[0] + "住民からは通学の道を心配する声が…"
    notice = "この記事は会員限定です。ログインすると続きをお読みいただけます。"
    article = read_article(f"{TITLE}\n\n{cut}\n\n{notice}")
    assert article.title == TITLE
    assert [line.text for line in article.dropped] == [TITLE, notice]


def test_a_roll_of_those_present_names_no_writer() -> None:
    roll = "（部　会　長）　海野 花子\n（委　　　員）　山川 太一"
    assert read_article(f"{TITLE}\n{roll}\n{BODY}").author is None


def test_a_title_with_a_full_stop_within_it_stands_alone_above_paragraphs_that_end_with_one() -> (
    None
):
    title = "古い橋を架け替える町。 石工の手を借りて春に始める"
    paragraphs = "\n\n".join(BODY.splitlines())
    article = read_article(f"波止場\n\n{title}\n\n{paragraphs}")
    assert article.title == title
    assert title in [line.text for line in article.dropped]


def test_the_days_of_other_articles_and_headings_of_days_are_not_that_of_publication() -> None:
    others = "みなと\n2014/4/23\nみなと\n2014/2/21\nみなと\n2014/5/20"
    assert read_article(f"{TITLE}\n{BODY}\n{others}").published is None
    assert read_article(f"{TITLE}\n{BODY}\n▼2025年11月24日\n橋の話").published is None
    assert read_article(f"{TITLE}\n（2020年3月31日現在）\n{BODY}").published is None


def test_the_label_of_a_title_is_no_part_of_it() -> None:
    head = f"[文書名] {TITLE}\n[年月日] 2003年8月27日"
    assert read_article(f"{head}\n{BODY}").title == TITLE


def test_the_days_of_a_chronicle_are_not_that_of_publication() -> None:
    lead, *rest = BODY.splitlines()
    days = f"〇2025年4月5日（土曜日）\n・{lead}\n〇2025年4月9日（水曜日）\n・{rest[0]}"
    assert read_article(f"{TITLE}\n{days}\n{rest[1]}").published is None


def test_the_day_with_its_weekday_in_brackets_behind_a_title_is_that_of_publication() -> None:
    assert str(read_article(f"{TITLE}　[2016年10月31日(Mon)]\n{BODY}").published) == "2016-10-31"
