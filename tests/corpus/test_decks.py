"""Lines above the body that are the article's all the same."""

from __future__ import annotations

from rkbrief.corpus.reader import read_article

TITLE = "山川町の石橋、来春に架け替え"
DAY = "2026年3月4日"
BODY = [
    "山川町は四日、古い石橋を架け替える工事を来年の春に始めると発表した。費用は十二億円を見込む。",
    "住民からは通学の道を心配する声が上がっている。町は仮の橋を設けて通れるようにする。",
    "石橋は昭和の初めに造られた。町は石の欄干の一部を残すことも検討する。",
]


def dropped(*lines: str) -> list[str]:
    return [line.text for line in read_article("\n".join(lines)).dropped]


def test_a_line_under_the_title_that_goes_on_with_it_is_a_deck() -> None:
    deck = "通学の道は仮の橋で、石の欄干も一部残す"
    assert dropped(TITLE, deck, DAY, *BODY) == [TITLE, DAY]


def test_a_line_under_the_title_that_says_nothing_of_the_article_is_dropped() -> None:
    other = "猫と暮らす、港の宿"
    assert dropped(TITLE, other, DAY, *BODY) == [TITLE, other, DAY]


def test_the_bullets_that_sum_up_the_article_stay_though_a_caption_parts_them_from_it() -> None:
    box = ["この記事の3行まとめ", "・石橋を来春に架け替え", "・費用は十二億円"]
    caption = "写真：山川町提供"
    assert dropped(TITLE, DAY, *box, caption, *BODY) == [TITLE, DAY, caption]


def test_bullets_in_the_head_under_another_heading_are_the_pages() -> None:
    box = ["人気の連載", "・石橋を歩く", "・港を歩く"]
    assert dropped(TITLE, DAY, *box, "写真：山川町提供", *BODY)[2:5] == box


def test_points_with_one_mark_right_above_the_first_paragraph_stay() -> None:
    points = ("●来年の春に架け替える", "●費用は十二億円に膨らむ", "●住民は通学の道を案じる")
    assert set(points).isdisjoint(dropped(TITLE, DAY, *points, *BODY))


def test_a_first_sentence_of_one_word_stays_and_a_caption_there_does_not() -> None:
    assert "雪だ。" not in dropped(TITLE, DAY, "雪だ。", *BODY)
    caption = "山川町の海野町長は四日、町役場で会見した。"
    assert caption in dropped(TITLE, caption, "（提供写真）", DAY, *BODY)


def test_a_paragraph_above_the_byline_is_a_deck_where_it_says_what_the_article_says() -> None:
    deck = "山川町の石橋が架け替えられる。通学の道には仮の橋が設けられることになった。"
    art = ["文・海野太一", DAY, "写真：山川町提供", "海野太一"]
    assert deck not in dropped(TITLE, deck, *art, *BODY)
    other = "猫と暮らす宿を、港から港へとたずね歩きました。"
    assert other in dropped(TITLE, other, *art, *BODY)


def test_a_heading_between_the_points_and_the_body_stays() -> None:
    box = ["この記事のポイント", "・石橋を来春に架け替え", "・費用は十二億円"]
    assert dropped(TITLE, DAY, *box, "橋はなぜ古いのか", *BODY) == [TITLE, DAY]


def test_a_list_with_its_heading_right_above_the_article_stays_where_it_says_what_that_says() -> (
    None
):
    heading = "石橋の工事が決まる"
    told = [
        "・石橋を架け替える工事は来年の春に始まる",
        "・工事の費用は十二億円",
        "・通学の道を心配",
    ]
    assert dropped(TITLE, DAY, "", heading, *told, "", *BODY) == [TITLE, DAY]
    other = ["・猫が眠る宿", "・朝は港の市", "・坂の上の画廊"]
    assert dropped(TITLE, DAY, "", heading, *other, "", *BODY)[2:] == [heading, *other]


def test_a_polite_paragraph_under_the_title_stays_though_a_picture_parts_it_from_the_rest() -> None:
    lead = "昨日、町役場の方に話を聞いてきました。"
    assert dropped(TITLE, DAY, lead, "hashi01.jpg", *BODY) == [TITLE, DAY, "hashi01.jpg"]
    caption = "石の欄干を調べる職員。"
    assert caption in dropped(TITLE, DAY, caption, "hashi01.jpg", *BODY)
