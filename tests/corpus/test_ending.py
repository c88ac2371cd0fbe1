"""Where an article ends, told by what stands below it and no phrase names."""

from __future__ import annotations

import pytest

from rkbrief.corpus.ending import mark_ending
from rkbrief.corpus.judged import judge
from rkbrief.corpus.lines import split_lines
from rkbrief.corpus.reader import read_article

ARTICLE = [
    "北港の荷役会社5社は4月から、夜間の作業を2時間短くする。若い作業員が集まらないためだ。",
    "5社の作業員は1月末で418人。10年前より3割少ない。夜間の手当を増やしても応募は伸びなかった。",
    "船会社の反応は割れる。外航の2社は受け入れたが、内航の組合は運賃に響くと反発する。",
    "港湾局は6月に影響をまとめる。夜間の取扱量は全体の1割に満たず、混乱は小さいとみている。",
    "荷主の側では、内陸の倉庫に荷を早めに送る動きが出てきた。倉庫の空きは2月の半ばで1割しかない。",
    "トラックの組合は、夜の待ち時間が1台あたり40分延びると試算する。運転手の拘束時間は上限に近い。",
    "5社は合わせて12億円を投じ、岸壁のクレーンを遠隔で動かす設備を来年度に入れる方針を固めた。",
    "遠隔の操作には免許の見直しが要る。国は有識者の会議を開き、秋までに結論を出す予定だ。",
]
LAST = "作業員の応募は夏までに戻ると港湾局はみている。"
TEASERS = [
    "灯台の窓から",
    "朝の便り",
    "山の分校に新入生が来ました。今年は双子です。",
    "古い時計の直し方",
    "ねじを一つ外してみます。続きは紙面で。",
]


def beyond(*lines: str) -> list[str]:
    before = judge(split_lines("\n".join(lines)))
    return [
        judged.line.text
        for judged, known in zip(mark_ending(before), before, strict=True)
        if judged.found != known.found
    ]


@pytest.mark.parametrize(
    ("below", "told"),
    [
        ([*TEASERS], [TEASERS[2], TEASERS[4]]),  # strange, polite, in as many lines as paragraphs
        (["夏の見通し", LAST], []),  # a crosshead and what it heads
        ([LAST], []),
        (["◇", "◇", LAST], []),
        (["夏の見通し", f"組合によると、{LAST}"], []),
        ([*TEASERS, *ARTICLE], []),  # the article goes on
    ],
)
def test_the_article_ends_above_what_many_weak_signs_speak_against(
    below: list[str], told: list[str]
) -> None:
    assert beyond(*ARTICLE, *below) == told


def test_a_name_right_below_the_end_is_still_the_authors() -> None:
    page = "\n".join(["荷役の夜間短縮", "海野 太一", *ARTICLE, "海野 太一", *TEASERS])
    article = read_article(page)
    assert article.author == "海野 太一"
    kept = {line.text for line in article.dropped}
    assert {"海野 太一", *TEASERS} <= kept


def test_a_page_without_prose_has_no_end() -> None:
    assert beyond("経済", "社会") == []
    assert beyond(ARTICLE[0]) == []
