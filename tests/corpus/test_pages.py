"""Whole pages of many kinds: which lines are the article, and what its metadata is.

A page file says what must be read of it above ``---``; below, ``B `` marks a line of the body
and ``. `` one that is not.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from rkbrief.corpus.reader import read_article
from rkbrief.model import Article, DroppedLine

PAGES = sorted((Path(__file__).parent / "pages").glob("*.page"))


def is_whole(dropped: DroppedLine, article: Article) -> bool:
    """Tell a dropped line from a dropped part of one."""
    begins = article.text.rfind("\n", 0, dropped.span.start) + 1
    line = article.text[begins:].split("\n", 1)[0]
    return dropped.text == line.strip()


def load_page(path: Path) -> tuple[dict[str, str], list[tuple[bool, str]]]:
    header, _, page = path.read_text("utf-8").partition("\n---\n")
    wanted = dict(line.split(": ", 1) for line in header.split("\n"))
    return wanted, [(line[:1] == "B", line[2:]) for line in page.rstrip("\n").split("\n")]


def read_page(path: Path) -> Article:
    _, lines = load_page(path)
    return read_article("\n".join(text for _, text in lines))


@pytest.fixture(params=PAGES, ids=lambda path: path.stem)
def page(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_there_are_pages_of_many_kinds() -> None:
    assert len(PAGES) >= 12


def test_the_lines_of_the_article_and_no_others_are_kept(page: Path) -> None:
    _, lines = load_page(page)
    article = read_page(page)
    dropped = {d.line: d.rule for d in article.dropped if is_whole(d, article)}
    wrong = [
        f"{dropped.get(number, 'kept')}: {text}"
        for number, (is_body, text) in enumerate(lines, 1)
        if text.strip() and is_body == (number in dropped)
    ]
    assert wrong == []


def test_title_author_and_date_are_the_articles(page: Path) -> None:
    wanted, _ = load_page(page)
    article = read_page(page)
    got = {key: str(getattr(article, key) or "-") for key in wanted}
    assert got == wanted


def test_a_dropped_line_is_the_exact_slice_of_the_text(page: Path) -> None:
    article = read_page(page)
    assert all(line.span.of(article.text) == line.text for line in article.dropped)


def test_a_page_reads_the_same_with_windows_line_ends_and_a_byte_order_mark(page: Path) -> None:
    _, lines = load_page(page)
    text = "\n".join(line for _, line in lines)
    plain = read_article(text.encode())
    windows = read_article(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert (windows.text, windows.dropped) == (plain.text, plain.dropped)


def test_blank_lines_between_paragraphs_change_nothing_in_the_article(page: Path) -> None:
    if page.stem in {
        "minutes_wrapped_mail",
        "release",
        "city_release",
        "indented_release",
        "broken_blog",
        "wrapped_trade_paper",
        "wrapped_weekly",
    }:  # a blank would part them
        return
    _, lines = load_page(page)
    article = read_article("\n\n".join(text for _, text in lines))
    dropped = {d.line for d in article.dropped if is_whole(d, article)}
    kept = [
        text for at, (_, text) in enumerate(lines) if text.strip() and 2 * at + 1 not in dropped
    ]
    assert kept == [text for is_body, text in lines if is_body and text.strip()]
