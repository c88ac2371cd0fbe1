"""Short lines amid the paragraphs: what ties a crosshead to its article, and what does not."""

from __future__ import annotations

import pytest

from rkbrief.corpus.reader import read_article

BODY = [
    "町は五日、古い石橋を架け替える工事を来年の春に始めると発表した。費用は十二億円を見込む。",
    "住民からは通学の道を心配する声が上がっている。町は仮の橋を設けて通れるようにする。",
    "橋は昭和の初めに造られ、石の欄干で知られる。町は欄干の一部を残すことも検討する。",
    "工事の間、川沿いの店は客が減ると見ている。商店会は町に補償を求める方針だ。",
]


def dropped(*lines: str) -> dict[str, str]:
    return {line.text: line.rule for line in read_article("\n".join(lines)).dropped}


@pytest.mark.parametrize(
    "line",
    [
        "スクロールして全体を表示",
        "朝刊の定期便を申し込む",
        "山川町 / 石橋 / 防災",
        "会員だけの特典、三月まで",
        "港の灯台、修理は来月　灯室に新しいレンズ",
    ],
)
def test_a_line_of_the_site_that_shares_nothing_with_the_article_is_dropped(line: str) -> None:
    assert list(dropped(*BODY[:2], line, *BODY[2:])) == [line]


@pytest.mark.parametrize(
    "line", ["石の欄干", "通学の道に有料案", "「客が減る」", "今後の予定", "無料で渡れる石橋"]
)
def test_a_crosshead_stays(line: str) -> None:
    assert dropped(*BODY[:2], line, *BODY[2:]) == {}


def test_a_line_without_the_mark_that_all_crossheads_bear_is_none() -> None:
    page = [BODY[0], "■通学の道", BODY[1], "古い石橋", BODY[2], "■店の不安", BODY[3]]
    assert dropped(*page) == {"古い石橋": "unmarked"}


def test_what_somebody_says_in_a_line_of_its_own_stays() -> None:
    said = "（店主の森さん）「来年は店を畳むかもしれない」"
    page = [BODY[0], "■心配の声", BODY[1], said, BODY[2], "■補償", BODY[3]]
    assert said not in dropped(*page)


def test_an_unmarked_line_that_names_who_speaks_below_stays() -> None:
    quoted = "「工事は早く終わってほしい。客が減る」"
    page = [BODY[0], "■通学の道", BODY[1], "町の主婦", quoted, "■店の不安", BODY[3]]
    assert dropped(*page) == {}


def test_a_paragraph_without_the_indent_of_all_others_is_an_offer_under_pr() -> None:
    paragraphs = [f"　{line}" for line in (*BODY, BODY[0])]
    offer = "薪のある暮らしを始めませんか。店は年中無休です。"
    rules = dropped("石橋を架け替え", *paragraphs[:3], "ＰＲ", offer, *paragraphs[3:], *paragraphs)
    assert rules[offer] == "address"
    plain = "工事は春に始まる。"
    assert plain not in dropped("石橋を架け替え", *paragraphs[:3], plain, *paragraphs[3:])
