"""Headings that only the lines below them tell, offers between marks, and what goes on below."""

from __future__ import annotations

from rkbrief.corpus.reader import read_article

TITLE = "古い石橋を架け替えへ　来春に着工"
BODY = [
    "町は五日、古い石橋を架け替える工事を来年の春に始めると発表した。費用は十二億円を見込む。",
    "住民からは通学の道を心配する声が上がっている。町は仮の橋を設けて通れるようにする。",
    "橋は昭和の初めに造られ、石の欄干で知られる。町は欄干の一部を残すことも検討する。",
]
LAST = "工事の間は川沿いの店の客が減ると見て、商店会は町に補償を求める。"


def dropped(*lines: str) -> dict[str, str]:
    return {line.text: line.rule for line in read_article("\n".join(lines)).dropped}


def test_a_heading_of_steps_is_the_articles_and_one_of_an_address_is_not() -> None:
    steps = ["1　町の窓口で用紙を受け取る", "2　用紙を書いて出す", "3　返事を待つ"]
    rules = dropped("石橋を架け替え", *BODY, "申し込み方法", *steps, LAST, BODY[0][:-1] + "のだ。")
    assert not {"申し込み方法", *steps} & set(rules)
    rules = dropped("石橋を架け替え", *BODY, "申し込み方法", "電話：03-0000-0000", "橋梁課")
    assert rules["申し込み方法"] == rules["橋梁課"] == "contact"


def test_what_heads_links_or_paragraphs_is_told_by_what_stands_below() -> None:
    rules = dropped(
        "石橋を架け替え", *BODY, "", "関連サービス", "", BODY[0] + "という。", LAST, *BODY
    )
    assert "関連サービス" not in rules
    links = ["石橋を歩く旅の案内", "川沿いの宿を探す"]
    assert dropped("石橋を架け替え", *BODY, "", "関連サービス", *links)["関連サービス"] == "related"


def test_a_paragraph_behind_two_angles_is_the_articles_and_a_headline_there_is_a_link() -> None:
    told = ">> 石橋を渡る客は減った。川を回る船に戻る動きがある。"
    assert told not in dropped("石橋を架け替え", *BODY, told, LAST)
    assert (
        dropped("石橋を架け替え", *BODY, ">> 石橋の名の由来は?", LAST)[">> 石橋の名の由来は?"]
        == "links"
    )


def test_notes_begin_where_the_first_of_them_stands_below_their_heading() -> None:
    rules = dropped("石橋を架け替え", *BODY, "注", "1）町の統計による。", "2）昨年の額。")
    assert rules["注"] == "notes"
    assert rules["1）町の統計による。"] == "notes"
    assert "注" not in dropped("石橋を架け替え", *BODY, "注", LAST, *BODY)


def test_an_offer_between_two_marks_does_not_end_the_article() -> None:
    offer = ["▼広告▼", "橋の本なら石書房", "https://ishi.example/", "▲広告▲"]
    rules = dropped("石橋を架け替え", "", BODY[0], "", BODY[1], "", *offer, "", LAST)
    assert {rules[line] for line in offer} == {"offer"}
    assert LAST not in rules


def test_a_heading_that_the_contents_list_opens_the_article_again() -> None:
    contents = ["目次", "1. 石橋の歴史", "2. 工事の費用", "3. まとめ"]
    offer = ["あわせて読みたい", "【記録】空き家になった橋番の小屋を訪ねて思ったこと"]
    rest = ["工事の費用", "十二億円です。半分は県が出します。", "まとめ", "早めに直しましょう。"]
    rules = dropped("石橋を架け替え", BODY[0], *contents, "石橋の歴史", BODY[1], *offer, *rest)
    assert not set(rest) & set(rules)
    assert {rules[line] for line in offer} == {"related"}


LISTED = ["1. 分かったこと", "2. 橋の工事", "3. 石橋の歴史", "4. まとめ"]
POINTS = ["・橋は来年の春から架け替える", "・費用は十二億円", "・欄干の一部を残すことも検討"]


def test_the_lead_above_the_contents_and_the_points_below_their_first_heading_are_body() -> None:
    listed = [*LISTED[:3], "4. 橋の費用", "5. まとめ"]
    first = [listed[0], *POINTS, "・仮の橋を設けて通れるようにする"]
    above = ["小橋研究所", "サービス　ブログ　会社概要", "2030/10/22　読了目安 6分"]
    page = [
        *above,
        "石橋を架け替え",
        "この記事を書いた人：小橋 一",
        "",
        BODY[0],
        "",
        "目次",
        *listed,
    ]
    page += ["", *first, "", BODY[2] + LAST, "", listed[1], BODY[0][:-1] + "のだ。" + BODY[1]]
    told = dropped(*page, "", listed[2], *(BODY[n % 3] + LAST + f"{n}年目だ。" for n in range(9)))
    assert not {BODY[0], *first[1:]} & set(told)
    assert told["目次"] == "contents"


def test_the_last_part_that_the_contents_list_is_body_where_it_says_what_the_article_says() -> None:
    page = [
        "石橋を架け替え",
        "",
        "目次",
        *LISTED,
        "",
        LISTED[0],
        *BODY,
        "",
        LISTED[1],
        *BODY[:2],
        LAST,
    ]
    page += ["", LISTED[2], BODY[2] + BODY[0], "", LISTED[3]]
    related = ["", "関連記事", "・港の町に雪が積もる", "・石工を訪ねた"]
    assert not set(POINTS) & set(dropped(*page, *POINTS, *related))
    notices = ["◎新刊『魚の数え方』発売中", "◎講演会　十一月二十四日　会費三千円"]
    assert set(notices) <= set(dropped(*page, *notices, *related))


def test_the_article_goes_on_below_a_list_of_links_that_stands_early() -> None:
    links = ["関連ホワイトペーパー", "橋の図面を残すための七つの心得", "石の値段はなぜ上がったか"]
    lines = [BODY[0], *links, BODY[1] + BODY[2], "町の考え", LAST * 2]
    rules = dropped("石橋を架け替え", *lines)
    assert {rules[line] for line in links} == {"related"}
    assert not {*lines[4:]} & set(rules)


def test_the_article_goes_on_below_a_ranking_of_numbered_lines() -> None:
    ranks = ["人気記事ランキング（橋）", "1 港の橋、春に開通", "2 石工の町に雪"]
    rules = dropped("石橋を架け替え", *BODY, *ranks, BODY[1] + LAST)
    assert {rules[line] for line in ranks} == {"ranking"}
    assert BODY[1] + LAST not in rules


def test_a_companys_letter_is_not_taken_for_what_a_page_says_to_its_reader() -> None:
    letter = [
        "平素は弊社の手すりをご愛用いただき、誠にありがとうございます。",
        "このたび、手すりの一部でねじがゆるむおそれがあることが分かりました。",
        "ご返送いただいた品は、三週間ほどで直した品とお取り替えいたします。",
        "代金の返金をご希望の場合は、その旨をお申し出ください。一律六千円をお支払いいたします。",
    ]
    assert not set(letter) & set(dropped("手すりの無償交換のお願い", *letter))
    closing = "今後は検査をいっそう強化し、再発の防止に努めてまいります。何卒お願い申し上げます。"
    told = dropped("手すりの無償交換のお願い", *letter, "お問い合わせ窓口", "0120-000-000", closing)
    assert closing not in told
    assert told["お問い合わせ窓口"] == "contact"


def test_a_summary_that_a_program_made_is_dropped_with_its_heading() -> None:
    summary = ["この記事の要約", "- 費用は十二億円", "- 工事は来春に始まる"]
    rules = dropped(TITLE, "2026年3月5日", *summary, "要約はAIが作成しました。", *BODY)
    assert {rules.get(line) for line in summary} == {"summary_note"}
    rules = dropped(TITLE, "2026年3月5日", *summary, *BODY)
    assert not set(summary) & set(rules)


def test_half_width_punctuation_is_read_as_any_other() -> None:
    narrow = str.maketrans("。、「」", "｡､｢｣")
    title = "石橋の架け替え､費用は12億円"
    page = "\n".join(
        ["みなと堂", title, "2026年3月5日", *(line.translate(narrow) for line in BODY)]
    )
    article = read_article(page)
    assert article.title == title
    kept = set(page.split("\n")) - {line.text for line in article.dropped}
    assert kept == {line.translate(narrow) for line in BODY}


def test_what_a_blog_says_right_above_its_thanks_is_its_text() -> None:
    last = "一緒に渡れるかな"
    rules = dropped(
        "石橋を架け替え", *BODY, last, "最後までお読みいただき、ありがとうございました。"
    )
    assert last not in rules


def test_numbered_notes_need_no_heading_where_the_text_has_their_mark() -> None:
    notes = ["1 町の統計による。昨年の額。", "2 推計の詳細は別の稿に記した。"]
    marked = BODY[0].replace("見込む。", "見込む1。")
    rules = dropped("石橋を架け替え", marked, *BODY[1:], *notes)
    assert {rules.get(line) for line in notes} == {"notes"}
    assert not set(notes) & set(dropped("石橋を架け替え", *BODY, *notes, LAST))


def test_a_caption_with_its_credit_that_says_the_lead_is_no_reason_to_drop_the_lead() -> None:
    caption = BODY[0].removesuffix("。") + "（画像提供：石工新聞）"
    rules = dropped(TITLE, "", caption, caption, BODY[0], "", BODY[1], "", BODY[2], "", LAST)
    assert BODY[0] not in rules
    assert caption in rules


def test_the_beginning_of_a_sentence_right_under_the_paragraphs_is_where_a_page_breaks_off() -> (
    None
):
    cut = "工事の間、川沿いの店の客が減ると見て..."
    assert cut not in dropped(TITLE, *BODY, cut, "合わせて読みたい", "石橋の歩き方")
    assert cut in dropped(TITLE, *BODY, "", cut, "合わせて読みたい", "石橋の歩き方")


def test_the_first_mark_of_a_note_may_stand_in_brackets_and_a_note_be_foreign() -> None:
    notes = ("1 港湾局「統計」2025年版。", "2 Jane Smith, Bridges, 2024, p. 4.")
    page = ("港の貨物は四百万トンに達した[1]。しかし、目標には遠く及ばない。", "船は七隻である。")
    dropped = {line.text: line.rule for line in read_article("\n".join((*page, *notes))).dropped}
    assert {note: dropped.get(note) for note in notes} == dict.fromkeys(notes, "notes")
