"""The header of a Markdown article."""

from __future__ import annotations

from datetime import date

import pytest

from rkbrief.corpus.front_matter import read_front_matter
from rkbrief.corpus.reader import read_article
from rkbrief.model import DigestOf

BODY = "県は3日、工期を延ばすと発表した。完成は2026年になる見通しだ。\n"
HEADER = f"""---
title: 防潮堤の工期、3年延長
publisher: 港町日報
author: 海野太一
published: 2024-03-04
url: https://example.org/a
digest_of:
  file: original.txt
  sha256: {"ab" * 32}
---
"""


def test_front_matter_gives_the_metadata() -> None:
    article = read_article(HEADER + BODY, name="a.md")
    assert article.title == "防潮堤の工期、3年延長"
    assert article.publisher == "港町日報"
    assert article.author == "海野太一"
    assert article.published == date(2024, 3, 4)
    assert article.reference_date == date(2024, 3, 4)
    assert article.url == "https://example.org/a"
    assert article.digest_of == DigestOf("original.txt", "ab" * 32)
    assert article.warnings == ()


def test_the_header_is_dropped_line_by_line_and_offsets_count_it() -> None:
    article = read_article(HEADER + BODY, name="a.md")
    assert article.text == HEADER + BODY
    assert {line.rule for line in article.dropped} == {"front_matter"}
    assert [line.line for line in article.dropped] == list(range(1, 11))


def test_plain_text_has_no_front_matter() -> None:
    article = read_article(HEADER + BODY, name="a.txt")
    assert "front_matter" not in {line.rule for line in article.dropped}


@pytest.mark.parametrize(
    ("source", "warning"),
    [
        ("title: [", "front matter:"),
        ("title: a: b: c", "front matter:"),
        ("- a\n- b", "not a list of keys"),
        ("published: soon", "not a date"),
        ("published: 2024-13-01", "not a date"),
        ("title: [a]", "title is not a text"),
        ("digest_of: x", "digest_of needs"),
        ("digest_of: {file: a, sha256: b}", "digest_of needs"),
        pytest.param("[" * 5000, "front matter:", id="deep"),
        ("a: &a [*a, *a]\nb: !!python/object:os.system x", "front matter:"),
        ("\tx: 1", "front matter:"),
    ],
)
def test_a_malformed_header_is_a_warning_and_never_an_error(source: str, warning: str) -> None:
    header = read_front_matter(f"---\n{source}\n---\n{BODY}")
    assert any(warning in text for text in header.warnings)
    assert header.end > len(source)


def test_a_clipper_links_its_writers_and_calls_the_address_source() -> None:
    source = (
        'author:\n  - "[[海野太一]]"\n  - "[[people/山川|山川花子]]"\nsource: https://example.org/b'
    )
    header = read_front_matter(f"---\n{source}\n---\n{BODY}")
    assert header.author == "海野太一、山川花子"
    assert (header.url, header.warnings) == ("https://example.org/b", ())
    assert read_front_matter(f"---\nsource: 港町日報\n---\n{BODY}").url is None


def test_plain_values_stay_as_written() -> None:
    header = read_front_matter("---\ntitle: no\nauthor: 12:30\nextra: 1\n---\n")
    assert (header.title, header.author, header.warnings) == ("no", "12:30", ())


@pytest.mark.parametrize(
    "text", ["", "---", "---\n", "---\ntitle: x\n", "本文\n---\n", "----\na\n---\n"]
)
def test_a_text_without_a_closed_header_has_none(text: str) -> None:
    header = read_front_matter(text)
    assert (header.end, header.title, header.warnings) == (0, None, ())
