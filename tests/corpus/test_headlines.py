"""Which lines of the head can be a title."""

from __future__ import annotations

import pytest

from rkbrief.corpus.reader import read_article

BODY = (
    "市は五日、古い橋を架け替える工事を来年の春に始めると発表した。費用は十二億円を見込む。\n"
    "住民からは通学の道を心配する声が上がっている。市は仮の橋を設けて通れるようにする。\n"
    "橋は昭和の初めに架けられた。いまの基準では、大きな地震に耐えられないおそれがあるという。"
)
TITLE = "古い橋を架け替えへ　来春に着工"


@pytest.mark.parametrize(
    "head",
    [
        f"みなと堂\n橋と港のための実務の情報\nホーム\n記事一覧\n{TITLE}\n2026年3月5日",
        f"{TITLE}\nいいね！\nポストする\nLINEで送る\nページ番号1004872\n更新日：2026年3月5日",
        f"波止場市公式ホームページ\n緊急情報\n{TITLE}\n2026年3月5日",
        f"港湾技術の研究　第27巻第1号\n2026年3月5日発行\n{TITLE}\n海野太一",
        f"みなと堂\n港の動き：みなと堂\n{TITLE}\n2026年3月5日",
    ],
)
def test_what_the_site_says_of_itself_is_no_title(head: str) -> None:
    assert read_article(f"{head}\n{BODY}").title == TITLE


def test_a_title_that_breaks_off_at_a_particle_goes_on_in_the_next_line() -> None:
    head = "会員登録\n古い橋の番小屋を\n1年借りてわかったこと\n2026年3月5日"
    assert read_article(f"{head}\n{BODY}").title == "古い橋の番小屋を1年借りてわかったこと"
    head = "会員登録\n古い橋の番小屋\n1年借りてわかったこと\n2026年3月5日"
    assert read_article(f"{head}\n{BODY}").title != "古い橋の番小屋1年借りてわかったこと"


def test_a_site_that_says_it_is_one_is_the_publisher() -> None:
    page = f"波止場市公式ホームページ\n緊急情報\n{TITLE}\n2026年3月5日\n{BODY}"
    assert read_article(page).publisher == "波止場市"


def test_a_headline_whose_beginning_the_subject_quotes_is_the_title() -> None:
    headline = "橋を渡る税――通行料はなぜ戻るのか"
    mail = "件名: 【会員限り】今月の論考「橋を渡る税」\n\n会員の皆さま\n"
    assert read_article(f"{mail}\n{headline}\n\n{BODY}").title == headline
    assert read_article(f"{mail}\n{BODY}").title == "今月の論考「橋を渡る税」"


def test_a_fragment_with_half_a_bracket_is_no_title() -> None:
    page = f"みなと辞典\n英語表記）Bridge in use\n{TITLE}\n2026年3月5日\n{BODY}"
    assert read_article(page).title == TITLE


@pytest.mark.parametrize(
    "below",
    ["きらら日報　2026年3月5日 朝刊", "2026年3月5日 きらら日報", "きらら日報 2026/03/05"],
)
def test_outlet_and_day_are_no_rest_of_a_title_that_ends_in_a_particle(below: str) -> None:
    read = read_article(f"古い橋の架け替え、着工は来春に\n{below}\n\n{BODY}")
    assert (read.title, str(read.published)) == ("古い橋の架け替え、着工は来春に", "2026-03-05")


def test_a_headline_of_two_parts_that_ends_in_a_particle_is_whole() -> None:
    head = "会員登録\n海野造船が攻勢　売り場を2倍に\n山川にも新しい店\n2026年3月5日"
    assert read_article(f"{head}\n{BODY}").title == "海野造船が攻勢　売り場を2倍に"
