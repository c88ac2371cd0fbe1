"""Each entry of a feed is an article, and so is each file of an archive."""

from __future__ import annotations

from datetime import date

import pytest
from files import make_zip
from hypothesis import given, settings
from hypothesis import strategies as st

from rkbrief.corpus.bundles import unfold, write_entry
from rkbrief.corpus.conversion import child
from rkbrief.corpus.conversion.forms import Entry, Stated
from rkbrief.corpus.files import MAX_BYTES, SourceFile
from rkbrief.corpus.reader import read_article
from rkbrief.errors import CorpusError

PROSE = "県は3日、防潮堤の工期を延ばすと発表した。地盤が弱く、追加の工事が必要になったためだ。"
RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>港町日報</title>
<item><title>工期の延長 &quot;続報&quot;</title><link>https://port.example/1</link>
<dc:creator>海野太一</dc:creator><pubDate>Tue, 04 Jun 2024 20:00:00 GMT</pubDate>
<description>要約。</description>
<content:encoded><![CDATA[<p>{PROSE}</p><p>完成は2026年春になる。</p>]]></content:encoded></item>
<item><title>題だけ</title></item>
<item><title>人手の不足</title><description>{PROSE}</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>港町日報</title>
<entry><title>工期の延長</title><updated>2024-06-05T09:00:00+09:00</updated>
<author><name>海野太一</name></author><content type="text">{PROSE}</content></entry></feed>"""


def source(path: str, data: bytes | str) -> SourceFile:
    raw = data.encode() if isinstance(data, str) else data
    return SourceFile(path, raw)


def test_each_entry_of_rss_is_an_article() -> None:
    read, skipped = unfold([source("feed.xml", RSS)], max_bytes=MAX_BYTES)
    assert [s.path for s in read] == ["feed.xml#1", "feed.xml#3"]
    assert [(s.path, s.reason) for s in skipped] == [("feed.xml#2", "an entry without text")]
    first = read_article(read[0].data, name=read[0].path)
    assert first.title == '工期の延長 "続報"'
    assert (first.publisher, first.author) == ("港町日報", "海野太一")
    assert first.published == date(2024, 6, 5)  # in Japan
    assert first.url == "https://port.example/1"
    assert first.text.endswith(f"{PROSE}\n\n完成は2026年春になる。\n")
    assert first.sha256 == read[0].sha256
    assert {d.rule for d in first.dropped} == {"front_matter"}


def test_each_entry_of_atom_is_an_article() -> None:
    (read,), _ = unfold([source("feed.atom", ATOM)], max_bytes=MAX_BYTES)
    article = read_article(read.data, name=read.path)
    assert (article.title, article.author) == ("工期の延長", "海野太一")
    assert article.published == date(2024, 6, 5)


@pytest.mark.parametrize(
    ("kind", "markup"),
    [
        ("html", f"<p>{PROSE}</p><p>完成は遅れる。</p>".replace("<", "&lt;")),
        ("html", f"<![CDATA[<p>{PROSE}</p><p>完成は遅れる。</p>]]>"),
        (
            "xhtml",
            f'<div xmlns="http://www.w3.org/1999/xhtml"><p>{PROSE}</p><p>完成は遅れる。</p></div>',
        ),
    ],
)
@pytest.mark.parametrize("element", ["content", "summary"])
def test_the_markup_of_an_atom_entry_is_none_of_its_text(
    element: str, kind: str, markup: str
) -> None:
    told = f'<{element} type="{kind}">{markup}</{element}>'
    feed = ATOM.replace(f'<content type="text">{PROSE}</content>', told)
    (read,), _ = unfold([source("feed.atom", feed)], max_bytes=MAX_BYTES)
    text = read_article(read.data, name=read.path).text
    assert text.endswith(f"---\n{PROSE}\n\n完成は遅れる。\n")


@pytest.mark.parametrize(
    "title", ["🚌湖北線", "「湖北」\\の線", "湖\u2028北\x85線", "\ufeff湖\t北", "# 湖: 北"]
)
def test_a_title_is_read_as_the_feed_has_it(title: str) -> None:
    stated = Stated(title=title, publisher="県😀")
    data = write_entry(Entry(text="渡し船は6隻になる。", stated=stated))
    article = read_article(data, name="feed.xml#1")
    assert (article.title, article.publisher) == (" ".join(title.split()), "県😀")
    assert "\\u6e56" not in data.decode()


def test_an_archive_may_hold_feeds_and_the_order_is_that_of_paths() -> None:
    packed = make_zip({"feed.xml": RSS, "a.txt": PROSE})
    read, _ = unfold([source("z.txt", PROSE), source("clips.zip", packed)], max_bytes=MAX_BYTES)
    assert [s.path for s in read] == [
        *("clips.zip/a.txt", "clips.zip/feed.xml#1", "clips.zip/feed.xml#3", "z.txt"),
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("<urlset><url/></urlset>", "neither RSS nor Atom"),
        ("", "empty"),
        ('<rss version="2.0"><channel></channel></rss>', "no entry in the feed"),
        (f'<rss version="2.0"><channel>{"<item/>" * 501}</channel></rss>', "more than 500 entries"),
    ],
)
def test_what_is_no_feed_is_told(data: str, reason: str) -> None:
    read, (skip,) = unfold([source("a.rss", data)], max_bytes=MAX_BYTES)
    assert (read, skip.path, skip.reason) == ((), "a.rss", reason)


LAUGHS = "<!ENTITY a '" + "あ" * 50 + "'>"
for _before, _name in zip("abcdefgh", "bcdefghi", strict=True):
    LAUGHS += f"<!ENTITY {_name} '{10 * f'&{_before};'}'>"
BOMBS = {
    "entities": f"<!DOCTYPE x [{LAUGHS}]>" + RSS.partition("?>")[2].replace("要約。", "&i;"),
    "external": '<!DOCTYPE x [<!ENTITY p SYSTEM "file:///etc/passwd">]>'
    + ATOM.replace(PROSE, "&p;"),
    "nested": ATOM.replace(PROSE, "<b>" * 50_000),
    "markup": RSS.replace(PROSE, "<div>" * 20_000),
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_f33_a_bomb_costs_the_feed_and_reads_nothing_else(bomb: str) -> None:
    both = [source("bomb.xml", bomb), source("good.xml", ATOM)]
    read, skipped = unfold(both, max_bytes=MAX_BYTES)
    assert "good.xml#1" in {s.path for s in read}
    assert all(s.reason for s in skipped)
    assert not any(b"root:" in s.data or len(s.data) > 2 * len(bomb) + 1000 for s in read)


@pytest.mark.parametrize(
    ("references", "read_as"),
    [
        ("&#55357;&#56832;", "😀"),
        ("&#xD83D;&#xDE00;", "😀"),
        ("&#55357;", "\ufffd"),
        ("&#xdc00;&#38;", "\ufffd&"),
        ("&#x110000;", "\ufffd"),
        ("&#9731;&#38;", "☃&"),
    ],
)
def test_f33_references_to_no_character_cost_no_feed(references: str, read_as: str) -> None:
    spoilt = RSS.replace("工期の延長", f"工期{references}の延長").replace("3日", f"3日{references}")
    read, _ = unfold([source("feed.xml", spoilt)], max_bytes=MAX_BYTES)
    article = read_article(read[0].data, name=read[0].path)
    assert article.title == f'工期{read_as}の延長 "続報"'
    assert f"県は3日{read_as}、" in read_article(read[1].data, name=read[1].path).text


def test_a_bundle_is_not_one_article() -> None:
    for name in ("clips.zip", "feed.xml"):
        with pytest.raises(CorpusError, match="holds several articles"):
            read_article("x", name=name)


@given(st.integers(0, 900), st.binary(min_size=1, max_size=30))
@settings(deadline=None, max_examples=40)
def test_any_bytes_get_an_answer(at: int, noise: bytes) -> None:
    whole = RSS.encode()
    for data in (noise, whole[:at] + noise + whole[at + len(noise) :]):
        sign, body = child.answer("feed", data)
        assert sign in {b"+", b"-"}
        assert body
