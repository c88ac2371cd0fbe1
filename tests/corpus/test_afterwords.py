"""Prose below an article that is the page's, and such that is not."""

from __future__ import annotations

import pytest

from rkbrief.corpus.afterwords import mark_afterwords
from rkbrief.corpus.judged import judge
from rkbrief.corpus.lines import split_lines

PLAIN = [
    "北港の荷役会社5社は4月から、夜間の作業を2時間短くする。若い作業員が集まらないためだ。",
    "5社の作業員は1月末で418人。10年前より3割少ない。夜間の手当を増やしても応募は伸びなかった。",
    "船会社の反応は割れる。外航の2社は受け入れたが、内航の組合は運賃に響くと反発する。",
    "港湾局は6月に影響をまとめる。夜間の取扱量は全体の1割に満たず、混乱は小さいとみている。",
]
POLITE = [
    "北港の荷役会社5社は4月から、夜間の作業を2時間短くします。若い作業員が集まらないためです。",
    "5社の作業員は1月末で418人でした。夜間の手当を増やしても応募は伸びませんでした。",
    "船会社の反応は割れています。内航の組合は運賃に響くと反発しています。",
    "港湾局は6月に影響をまとめます。夜間の取扱量は全体の1割に満たないそうです。",
]
ASKING = [f"{name}岸壁をご利用のお客様は、荷役の間、北の門へお回りください。" for name in "東西南"]
RULE = "------------------------------------------------------------"
TURN = "次の会合は3月3日の朝に開きます。"


def marked(*lines: str) -> list[str]:
    page = judge(split_lines("\n".join(lines)))
    before = [judged.found for judged in page]
    after = mark_afterwords(page)
    return [
        judged.line.text
        for judged, known in zip(after, before, strict=True)
        if judged.found != known
    ]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ((*PLAIN, RULE, TURN), [TURN]),
        ((*PLAIN, TURN), []),  # nothing parts it from the article
        ((*POLITE, RULE, TURN), []),  # the article speaks like that
        ((*PLAIN, RULE, "次の会合は3月3日の朝に開く。"), []),
        ((*PLAIN[:2], RULE, *PLAIN[2:]), []),
        ((*PLAIN * 2, RULE, ASKING[0]), [ASKING[0]]),
        ((*ASKING * 3, RULE, ASKING[0]), []),  # the article itself makes requests
        ((*PLAIN, RULE, *[f"{TURN}{TURN}{TURN}"] * 2), []),  # too long for a notice
    ],
)
def test_a_short_notice_below_an_article_is_told_by_its_voice(
    lines: tuple[str, ...], told: list[str]
) -> None:
    assert marked(*lines) == told
