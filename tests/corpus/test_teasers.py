"""Lone sentences of teasers and notices below the article."""

from __future__ import annotations

from rkbrief.corpus.reader import read_article

BODY = [
    "市は五日、古い橋を架け替える工事を来年の春に始めると発表した。費用は十二億円を見込む。",
    "住民からは通学の道を心配する声が上がっている。市は仮の橋を設けて通れるようにする。",
    "橋は石の欄干で知られる。市は一部を残すことも検討する。",
    "工事は三年かかる見通しで、市は秋の議会に予算の案を出す方針だ。",
]
TEASER = "祭りの夜、町の人たちは橋の上に集まった。"


def dropped(*lines: str) -> list[str]:
    return [line.text for line in read_article("\n".join((*BODY, *lines))).dropped]


def test_teasers_with_their_titles_and_days_below_the_article_are_dropped() -> None:
    tail = ("特集ページはこちら", "川のある町", "地図で見る橋", TEASER, "1月30日")
    assert dropped(*tail) == list(tail)


def test_a_closing_sentence_under_a_list_of_the_article_stays() -> None:
    listed = ("・欄干を残す", "・歩道を広げる", "・街灯を替える", "・花壇を置く")
    closing = "市は二つの案を比べ、町の人たちの声を聞いて秋までに決めるという。"
    assert dropped(*listed, closing) == []


def test_a_sentence_under_one_crosshead_stays() -> None:
    assert dropped("橋の上の祭り", TEASER) == []
