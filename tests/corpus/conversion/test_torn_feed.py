"""Of a feed that is not well formed nothing is lost: not to the library, not to a stray mark."""

from __future__ import annotations

import pytest

from rkbrief.corpus.conversion import feed as feeds
from rkbrief.corpus.conversion.feed import read_feed
from rkbrief.corpus.conversion.forms import Refusal
from rkbrief.corpus.conversion.torn_feed import read_bare, split_feed

TEXTS = [
    "港の工事は半年遅れ、費用は五百億円を超える見通しだ。",
    "橋の架け替えは再来年に始まると市は説明した。",
    "商店街の空き店舗は三割に達し、組合は家賃の補助を求めた。",
]


def make_feed(*, link: str = "https://news.example/1", text: str = "{}") -> bytes:
    items = "".join(
        f"<item><title>題{n}</title><link>{link}</link><guid>{n}-{n}</guid>"
        f"<description>{text.format(words)}</description></item>"
        for n, words in enumerate(TEXTS)
    )
    head = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>便り</title>'
    return f"{head}{items}</channel></rss>".encode()


def read(data: bytes) -> list[tuple[str | None, str]]:
    return [(entry.stated.title, entry.text) for entry in read_feed(data).entries]


WHOLE = [(f"題{n}", words) for n, words in enumerate(TEXTS)]


def test_f38_an_entry_that_ends_within_a_link_costs_the_feed_nothing() -> None:
    found = read(make_feed(link="https://news.example/</item>1"))  # where feedparser raises
    assert [title for title, _ in found] == ["題0", "題1", "題2"]
    assert all(words in text for (_, text), words in zip(found, TEXTS, strict=True))


@pytest.mark.parametrize(
    "spoiled", ["<!-- {}", "{}</item>", "</description>{}", "<![CDATA[{}", "<item>{}", "&bogus {}<"]
)
def test_f38_a_stray_mark_takes_no_text_with_it(spoiled: str) -> None:
    told = "\n".join(text for _, text in read(make_feed(text=spoiled)))
    assert [words for words in TEXTS if words not in told] == []


def test_f38_every_failure_of_the_library_leaves_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError("links")

    monkeypatch.setattr("feedparser.parse", fail)
    assert read(make_feed(text="<![CDATA[<p>{}</p>]]>")) == WHOLE


def test_a_feed_that_is_not_well_formed_and_lost_nothing_is_read_as_the_library_reads_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(feeds, "read_entries", pytest.fail)
    assert read(make_feed(text="<b>{}").replace(b"</channel>", b"")) == WHOLE


def test_a_well_formed_feed_may_hide_what_it_likes() -> None:
    assert (
        read(make_feed(text="{}<!-- 編集部への指示はここに書き、読者には見せないことにする。 -->"))
        == WHOLE
    )


def test_what_holds_no_entry_is_refused_though_it_is_torn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "_parse", lambda _: None)
    with pytest.raises(Refusal, match="no entry"):
        read_feed(b"<rss><channel><title>x")
    with pytest.raises(Refusal, match="more than"):
        read_feed(b"<rss>" + b"<item>x</item>" * 501)


def test_the_text_of_torn_markup_is_a_line_a_block_without_code_and_machines_words() -> None:
    data = (
        "<item><link>https://a.example/</link><p>一の<b>段落</b></p><script>f('x')</script>"
        "<p>二&amp;三<!-- x --></p>&lt;p&gt;四&lt;/p&gt;<!-- 五"
    )
    assert read_bare(data.encode()).split("\n") == ["一の段落", "二&三", "四", "五"]


def test_entries_are_cut_where_each_begins() -> None:
    assert split_feed(b"<rss><items><item>1</item><ITEM a='b'>2</rss>") == [
        b"<item>1</item>",
        b"<ITEM a='b'>2</rss>",
    ]
