"""Dates as pages print them."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from rkbrief.corpus.dates import (
    beside_dates,
    find_glued,
    find_page_dates,
    is_date_line,
    read_address,
    read_yearless,
    says_saved,
    says_updated,
)

DAY = date(2024, 6, 5)


@pytest.mark.parametrize(
    "text",
    [
        "2024年6月5日",
        "2024年06月05日(水)16時14分",
        "2024年6月5日水曜日",
        "2024/6/5",
        "2024/06/05 11:39",
        "2024/6/5(水) 17:05 配信",
        "2024-06-05",
        "2024-06-05T09:00:00+09:00",
        "2024.06.05 12:30",
        "2024.6.5 Wed 8:00",
        "令和6年6月5日",
        "令和六年六月五日",
        "二〇二四年六月五日",
        "R6.6.5",
        "2024年(令和6年)6月5日 水曜日",
        "5 6月、2024",
        "6 月 5, 2024",
        "05.06.2024 21:15",
        "更新日：R6.6.5",
        "令和 6 年 6 月 5 日",
        "公開日:2024年6月5日",
        "» 2024年06月05日 12時34分 公開",
        "最終更新: 2024/06/05 18:00",
        "Jun 5, 2024",
        "June 5, 2024 at 10:00 AM",
        "5 June 2024",
        "Posted on June 5th, 2024",
        "2024(令和6)年6月5日",
        "[2024/06/05 12:00]",
        "2024年6月5日午前 9:14 GMT+9 更新",
    ],
)
def test_a_line_of_a_date_is_known_and_read(text: str) -> None:
    assert [found.value for found in find_page_dates(text)] == [DAY]
    assert is_date_line(text)


@pytest.mark.parametrize(
    "text",
    [
        "6月5日 12時34分",
        "2024年2月30日",
        "2024年6月",
        "バージョン 2024.6.5.1",
        "12024/6/5",
        "電話 2024-06-0512",
        "平成",
        "",
        "May the force be with you, 2024",
    ],
)
def test_what_is_no_full_date_is_none(text: str) -> None:
    assert find_page_dates(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "2024年6月5日、県は工期を延ばすと発表した。",
        "2024年6月5日号",
        "海野太一 2024年6月5日",
        "工期は2024年6月5日まで",
    ],
)
def test_a_line_that_says_more_is_no_date_line(text: str) -> None:
    assert not is_date_line(text)


@pytest.mark.parametrize(
    ("title", "is_glued"),
    [
        ("仮の橋のお知らせ2024年6月5日", True),
        ("仮の橋のお知らせ2024/6/5", True),
        ("仮の橋のお知らせ 2024年6月5日", False),
        ("仮の橋を使う日は2024年6月5日", False),
        ("仮の橋のお知らせ(2024年6月5日", False),
        ("仮の橋のお知らせ2024年6月5日まで", False),
        ("2024年6月5日", False),
    ],
)
def test_a_day_that_is_glued_to_a_title_is_told_from_one_it_speaks_of(
    title: str, is_glued: bool
) -> None:
    found = find_glued(title)
    assert (found is not None and found.value == DAY) == is_glued


def test_what_stands_beside_a_date_is_told() -> None:
    assert beside_dates("海野太一 2024年6月5日 6時00分") == "海野太一"
    assert beside_dates("日付のない行") is None


def test_an_update_is_told_from_a_publication() -> None:
    assert says_updated("最終更新:2024/6/5")
    assert not says_updated("公開 2024/6/5 更新 2024/6/6")


@pytest.mark.parametrize(
    ("line", "other", "day"),
    [
        ("4/2(木) 10:15配信", "https://news.example.jp/2026/04/02/abc", date(2026, 4, 2)),
        ("4月2日（木）10時15分", "© 2026 Example", date(2026, 4, 2)),
        ("4月2日（金）10時15分", "© 2026 Example", None),
        ("4/2 10:15", "© 2026 Example", None),
        ("4/2 10:15配信", "https://news.example.jp/2026/05/02/abc", None),
        ("4/2(木) 10:15発信", "前回は2026年3月に開いた", date(2026, 4, 2)),
        ("4/2(木) 10:15発信", "2015年3月と2026年3月に開いた", None),
        ("4/2(木) 10:15発信", "予算は2026億円", None),
        ("2/30(木)", "https://news.example.jp/2026/02/28/abc", None),
    ],
)
def test_a_day_without_its_year_takes_it_from_the_page(
    line: str, other: str, day: date | None
) -> None:
    read = read_yearless(unicodedata.normalize("NFKC", line))
    assert read is not None
    assert read.in_year_of([other]) == day


@pytest.mark.parametrize("line", ["3時間前", "4月2日の会見", "1/3ページ"])
def test_other_lines_are_no_day_without_its_year(line: str) -> None:
    assert read_yearless(line) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("example.org/2024/06/05/bridge", DAY),
        ("https://example.org/news/20240605-bridge.html", DAY),
        ("https://web.example.org/web/20240605120000/http://example.com/", None),
        ("https://example.org/a/20241399", None),
        ("詳しくは example.org/2024/06/05/bridge", None),
    ],
)
def test_an_address_alone_in_its_line_may_hold_the_day(text: str, value: date | None) -> None:
    assert read_address(text) == value


def test_the_day_on_which_a_reader_kept_the_page_is_told_apart() -> None:
    assert says_saved("Saved on 2024-06-05")
    assert says_saved("取得日：2024年6月5日")
    assert not says_saved("公開：2024年6月5日")
