"""What goes on with the article below a box in its midst."""

from __future__ import annotations

from rkbrief import read_article

_PARAGRAPHS = [
    "町は川沿いの古い倉庫を直し、来年の春に図書館として開くと発表した。蔵書は三万冊になる。",
    "倉庫は百年前に建てられ、長く米を納めるために使われてきた。町の人は今も米倉と呼ぶ。",
    "図書館の費用は六億円で、町と県が半分ずつ出す。町は寄付も集めている。",
    "館長になる予定の青木さんは、子どもが声を出して読める図書館にしたいと語る。",
]
_LAST = (
    "図書館が開けば、町の人が川沿いに集まる。倉庫の前の広場では、蔵書を並べた古本市も開く予定だ。"
    "町は広場の石を倉庫の石とそろえるという。"
)
_LINKS = [
    "【写真特集】米倉の百年",
    "＜あわせて読みたい＞",
    "町営プール、来月に再開へ",
    "駅前に新しいパン屋",
]
_END = ["※この記事は有料会員限定です", "Copyright © 川辺新報社"]


def body_of(lines: list[str]) -> str:
    article = read_article("\n".join(lines), name="page.txt")
    kept = article.text
    for line in sorted(article.dropped, key=lambda d: d.span.start, reverse=True):
        kept = kept[: line.span.start] + kept[line.span.end :]
    return kept


def page(paragraphs: list[str], below: list[str]) -> list[str]:
    head = ["川辺新報", "米倉が図書館に　来春開館へ", "2026年3月5日", ""]
    parts = [line for text in paragraphs for line in (text, "")]
    return [*head, *parts, *_LINKS, "", *below, "", *_END]


def test_an_indented_paragraph_on_the_same_matter_goes_on_with_an_indented_article() -> None:
    indented = [f"　{text}" for text in _PARAGRAPHS]
    assert _LAST in body_of(page(indented, [f"　{_LAST}"]))


def test_a_paragraph_on_another_matter_or_set_otherwise_does_not() -> None:
    indented = [f"　{text}" for text in _PARAGRAPHS]
    other = "プールは昨年の秋から閉じていた。水を温める機械が壊れ、部品が届かなかったためである。"
    assert other not in body_of(page(indented, [f"　{other}"]))


def test_the_next_numbered_heading_goes_on_with_the_numbers() -> None:
    numbered = [
        line
        for n, text in enumerate(_PARAGRAPHS, 1)
        for line in (f"{n}．{['経緯', '建物', '費用', '館長'][n - 1]}について", text)
    ]
    text = body_of(page(numbered, ["5．広場について", _LAST]))
    assert "広場について" in text
    assert _LAST in text
    again = body_of(page(numbered, ["1．町営プールについて", "プールは来月に再開します。"]))
    assert "プールは来月に再開します。" not in again


def test_further_questions_go_on_with_an_interview() -> None:
    asked = [line for text in _PARAGRAPHS for line in ("――それはなぜですか。", f"青木　{text}")]
    text = body_of(page(asked, ["広場のこと", "――広場はどうなりますか。", f"青木　{_LAST}"]))
    assert "広場はどうなりますか。" in text
    assert _LAST in text


def test_the_next_numbered_heading_goes_on_with_the_numbers_though_a_list_stands_below_it() -> None:
    numbered = ["1. 経緯", _PARAGRAPHS[0], "2. 建物の目安", _PARAGRAPHS[1]]
    points = ["・百年前の米倉", "・蔵書は三万冊"]
    causes = ["3. 直す理由", "・広場が近い", "・川から見える"]
    article = read_article("\n".join([*numbered, "規模", *points, *causes, "", *_END]))
    assert [line.text for line in article.dropped] == _END
    links = ["3. 米倉の百年を写真で見る", "駅前に新しいパン屋"]
    article = read_article("\n".join([*numbered, *_LINKS, *links, "", *_END]))
    assert set(links) <= {line.text for line in article.dropped}
