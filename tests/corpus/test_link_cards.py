"""Cards of other pages and of books between a blog's paragraphs."""

from __future__ import annotations

from rkbrief.corpus.reader import read_article

BODY = [
    "町の図書室の貸し出しの記録を、去年の春から小さなデータベースに移して使っています。",
    "検索は速くなりました。困ったのは二文字の言葉で、いまも前から順に探しています。",
    "三年分の記録を入れても重くはなりません。司書の海野さんもそう話していました。",
]


def dropped(*lines: str) -> dict[str, str]:
    return {line.text: line.rule for line in read_article("\n".join(lines)).dropped}


def test_a_card_of_a_page_is_dropped_down_to_the_count_of_its_bookmarks() -> None:
    card = ["umi.minatolog.example", "以前書いた記事です。図書室の話をしています。", "12 users"]
    rules = dropped("貸し出しの記録を移す", *BODY[:2], *card, "重さの話", BODY[2])
    assert set(card) <= set(rules)
    assert not {"重さの話", *BODY} & set(rules)


def test_a_card_of_a_book_is_dropped_and_the_heading_below_it_is_not() -> None:
    card = ["小さなデータベース（石文庫）", "作者:海野 太一", "石書房", "はま書店"]
    rules = dropped("貸し出しの記録を移す", *BODY[:2], *card, "重さの話", BODY[2])
    assert {rules.get(line) for line in card} <= {"card", "byline"}
    assert not {"重さの話", *BODY} & set(rules)
