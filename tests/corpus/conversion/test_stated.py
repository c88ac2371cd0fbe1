"""What a page states of itself is read from where pages state it, the most exact first."""

from __future__ import annotations

import pytest

from rkbrief.corpus.conversion.forms import Stated
from rkbrief.corpus.conversion.page import parse
from rkbrief.corpus.conversion.stated import read_stated

SITE = '<meta property="og:site_name" content="港町日報">'


def stated(head: str, body: str = "<p>本文。</p>") -> Stated:
    return read_stated(parse(f"<html><head>{head}</head><body>{body}</body></html>"))


def json_ld(content: str) -> str:
    return f'<script type="application/ld+json">{content}</script>'


def test_schema_org_goes_before_open_graph() -> None:
    found = stated(
        json_ld(
            '[{"@type": "BreadcrumbList"}, {"@graph": [{"@type": ["NewsArticle"],'
            ' "headline": "工期の延長", "author": [{"name": "海野太一"}, {"name": "山野花"}],'
            ' "publisher": {"name": "港町日報"}, "datePublished": "2024-06-05T08:00:00+09:00"}]}]'
        )
        + '<meta property="og:title" content="別の題"><meta name="author" content="別人">'
    )
    assert found == Stated("工期の延長", "港町日報", "海野太一、山野花", "2024-06-05")


def test_open_graph_and_meta_stand_in() -> None:
    found = stated(
        '<meta property="og:title" content="工期の延長">'
        '<meta property="og:site_name" content="港町日報"><meta name="author" content="海野太一">'
        '<meta property="article:published_time" content="2024-06-05">'
        '<link rel="canonical" href="https://port.example/a">'
    )
    assert found == Stated(
        "工期の延長", "港町日報", "海野太一", "2024-06-05", "https://port.example/a"
    )


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>工期の延長 | 港町日報</title>", "<h1>工期の延長</h1>", "工期の延長"),
        (f"<title>工期の延長｜港町日報</title>{SITE}", "", "工期の延長"),
        ("<title>工期の延長</title>", "", "工期の延長"),
        ("<title>  </title>", "", None),
        ("", "", None),
    ],
)  # fmt: skip
def test_the_title_is_the_headline_without_the_site(
    head: str, body: str, title: str | None
) -> None:
    assert stated(head, body).title == title


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-06-05", "2024-06-05"),
        ("2024-06-05T23:59:00+09:00", "2024-06-05"),
        ("2024-06-05T15:00:00Z", "2024-06-06"),  # midnight in Japan
        ("2024-06-05T23:59:00", "2024-06-05"),
        ("9999-12-31T23:59:59Z", None),
        ("6月5日", None),
        ("", None),
    ],
)
def test_a_day_is_that_of_japan(written: str, day: str | None) -> None:
    assert stated(f'<meta name="pubdate" content="{written}">').published == day


def test_a_time_counts_when_marked_or_alone() -> None:
    one, two = (f'<time datetime="2024-06-0{n}">' for n in (5, 6))
    assert stated("", one).published == "2024-06-05"
    assert stated("", one + two).published is None
    marked = '<time datetime="2024-06-07" itemprop="datePublished">'
    assert stated("", one + two + marked).published == "2024-06-07"


@pytest.mark.parametrize(
    "head",
    [
        json_ld("{"),
        json_ld("[" * 5000),
        json_ld("null"),
        json_ld('{"@type": 3, "headline": []}'),
        json_ld('{"@type": "Article", "headline": {"a": 1}, "author": 5, "publisher": []}'),
        '<meta property="og:title">',
        '<meta name="author" content="https://social.example/someone">',
    ],
)
def test_what_is_malformed_states_nothing(head: str) -> None:
    assert stated(head) == Stated()


def test_an_author_who_is_the_publisher_is_none() -> None:
    head = '{"@type": "Article", "author": {"name": "港町日報"}, "publisher": {"name": "港町日報"}}'
    assert stated(json_ld(head)) == Stated(publisher="港町日報")
