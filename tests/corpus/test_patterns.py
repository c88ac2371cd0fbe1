"""What only several lines together show."""

from __future__ import annotations

from rkbrief.corpus.lines import split_lines
from rkbrief.corpus.reader import read_article
from rkbrief.corpus.wrapping import unwrap

LEAD = "市は五日、古い橋を架け替える工事を来年の春に始めると発表した。費用は十二億円を見込む。"
MORE = "住民からは通学の道を心配する声が上がっている。市は仮の橋を設けて通れるようにする。"


def rules(*lines: str) -> dict[str, str]:
    text = "\n".join(lines)
    return {line.text: line.rule for line in read_article(text).dropped}


def test_the_line_under_the_label_of_a_picture_is_its_caption() -> None:
    assert rules(LEAD, "写真・図版", "架け替えられる橋", MORE)["架け替えられる橋"] == "caption"


def test_a_paragraph_under_such_a_label_stays() -> None:
    assert MORE not in rules(LEAD, "写真・図版", MORE, LEAD)


def test_the_line_above_the_button_that_enlarges_a_picture_is_its_caption() -> None:
    assert rules(LEAD, "橋の完成予想図", "写真の拡大", MORE)["橋の完成予想図"] == "caption"


def test_a_line_without_its_last_full_stop_is_a_caption_where_no_paragraph_lacks_it() -> None:
    caption = "古い橋の欄干。細かな彫刻が残る"
    assert rules(LEAD, MORE, caption, LEAD, MORE, LEAD)[caption] == "caption"
    assert caption not in rules("市は橋を架け替える。費用は十二億円", caption, LEAD)


def test_a_list_of_the_days_of_this_month_is_no_part_of_the_article() -> None:
    page = (LEAD, "今月の催し", "5日 橋の見学会", "20日 川の掃除", MORE)
    assert set(rules(*page).values()) == {"calendar"}


def test_a_list_of_days_under_another_heading_stays() -> None:
    assert rules(LEAD, "工事の日程", "5日 橋の見学会", "20日 川の掃除", MORE) == {}


def test_sentences_under_names_and_times_are_readers_comments() -> None:
    page = (
        "橋の近く",
        "2024年3月5日 10:15",
        "工事は必ず遅れるでしょう。",
        "通りすがり",
        "2024年3月5日 11:40",
        "費用も二倍になると思います。",
    )
    assert set(rules(LEAD, MORE, *page)) == set(page)


def test_what_each_page_of_a_document_repeats_is_no_part_of_it() -> None:
    head = "山川市　橋の架け替えについて"
    page = (LEAD, "- 1 -", head, MORE, LEAD, "- 2 -", head, MORE, "- 3 -")
    dropped = rules(*page)
    assert dropped[head] == "running_head"
    assert {LEAD, MORE}.isdisjoint(dropped)


def test_numbers_that_count_the_pages_are_dropped_and_a_lone_one_stays() -> None:
    assert set(rules(LEAD, "1", MORE, "2", LEAD)) == {"1", "2"}
    assert rules(LEAD, "148", MORE) == {}


def test_rows_of_numbers_and_the_row_above_them_are_a_table() -> None:
    assert rules(LEAD, "始値　高値　終値", "1,801　1,806　1,724", MORE).keys() == {
        "始値　高値　終値",
        "1,801　1,806　1,724",
    }


def test_who_does_what_in_a_picture_is_a_caption_and_a_short_crosshead_is_none() -> None:
    caption = "新しい橋の模型を手に取る市長の海野さん"
    assert rules(LEAD, caption, MORE) == {caption: "caption"}
    assert rules(LEAD, "橋を渡る人たち", MORE) == {}


def test_whoever_is_about_to_speak_stays_above_the_quotation() -> None:
    assert rules(LEAD, "古い橋のたもとで店を営む商店会長", "「橋が残ると思います」", MORE) == {}


def test_a_box_goes_on_in_the_next_line_where_paragraphs_have_blank_lines() -> None:
    page = f"{LEAD}\n\n{MORE}\n\n【写真1】古い橋の欄干\n長さは六メートルほど\n\n{LEAD}\n\n{MORE}"
    assert set(rules(*page.split("\n"))) == {"【写真1】古い橋の欄干", "長さは六メートルほど"}


APART = [LEAD, MORE, "橋は石の欄干で知られる。市は一部を残すことも検討する。", LEAD, MORE]


def gapped(*blocks: str) -> dict[str, str]:
    return {line.text: line.rule for line in read_article("\n\n".join(blocks)).dropped}


def test_short_lines_in_one_block_are_the_pages_where_blank_lines_part_the_paragraphs() -> None:
    box = "橋の本、できました\nくわしく知る"
    assert gapped(*APART[:3], box, *APART[3:]) == dict.fromkeys(box.split("\n"), "cluster")


def test_a_crosshead_alone_in_its_block_stays() -> None:
    assert gapped(*APART[:3], "石の欄干", *APART[3:]) == {}


def test_a_list_that_is_numbered_labelled_or_announced_stays() -> None:
    numbered = "1位 山川橋\n2位 海野橋"
    labelled = "場所：山川町\n期間：三年"
    announced = "橋の名は次の通り。市が古い順に並べた。"
    for blocks in ((numbered,), (labelled,), (announced, "山川橋\n海野橋")):
        assert gapped(*APART[:3], *blocks, *APART[3:]) == {}


def test_a_sentence_set_off_that_a_paragraph_holds_too_is_its_quotation() -> None:
    quote = "市は仮の橋を設けて通れるようにする"
    assert rules(LEAD, MORE, f"“ {quote}。”", LEAD) == {f"“ {quote}。”": "pull_quote"}
    assert rules(LEAD, MORE, quote, LEAD) == {quote: "pull_quote"}


def test_a_paragraph_that_a_reader_quotes_below_stays() -> None:
    quoted = "住民からは通学の道を心配する声が上がっている。"
    assert quoted not in rules(LEAD, quoted, MORE, "コメント(1)", f"{quoted}その通りです。")


def test_an_advertisement_amid_wrapped_paragraphs_is_not_joined_to_them() -> None:
    wrapped = (
        "　市は五日、古い橋を架け替える工事を来年の春に始めると発表した。費用",
        "は十二億円を見込む。住民からは通学の道を心配する声が上がっている。市",
        "は仮の橋を設けて通れるようにする。",
    )
    advertisement = "［PR］土づくりの新定番 詳しくはこちらから"
    whole = "".join(wrapped).strip()
    lines = unwrap(split_lines("\n".join((*wrapped, advertisement, *wrapped))))
    assert [line.text for line in lines] == [whole, advertisement, whole]


def test_the_numbers_of_pages_and_the_next_pages_title_are_navigation() -> None:
    pager = ("次のページ", "橋の名はだれが付けたのか", "1", "2", "3")
    assert rules(LEAD, MORE, *pager, LEAD, MORE) == dict.fromkeys(pager, "page_navigation")


def test_a_number_that_heads_a_chapter_stays() -> None:
    assert "1" not in rules(LEAD, "1", MORE, "橋の名", LEAD)


def test_what_a_picture_shows_is_a_caption_amid_polite_paragraphs() -> None:
    polite = [
        "点字の楽譜を校正する人を訪ねました。指の先で一音ずつ確かめる仕事です。",
        "休符がいちばん難しいと海野さんは言います。弾いている本人は気づきません。",
        "一曲に四十時間かかることもあります。それでも待っている人がいます。",
        "譜めくりのできない人のために、覚えやすい所で行を折ります。",
        "次は協奏曲を直したいそうです。まだ誰にも渡していません。",
    ]
    caption = "仕事場の机。左手で読み、右手で鍵盤を押さえる。"
    page = "\n".join(["指で読む楽譜", *polite[:2], caption, "休符の話", *polite[2:]])
    assert {line.text: line.rule for line in read_article(page).dropped}.get(caption) == "caption"
    plain = [line.replace("です。", "だ。").replace("ます。", "る。") for line in polite]
    plain = [line.replace("ました。", "た。").replace("ません。", "ない。") for line in plain]
    page = "\n".join(["指で読む楽譜", *plain[:2], caption, "休符の話", *plain[2:]])
    assert caption not in {line.text for line in read_article(page).dropped}


def test_the_name_of_a_document_beside_a_page_number_is_a_running_head() -> None:
    name = "波止場レポート No.312"
    first = "町の石橋は来年の春に架け替えられる。費用は十二億円で、半分は県が出す。"
    second = "新しい橋は三年後にできる。それまでの道は町が仮に造る。"
    page = f"{name}\n2026年4月10日\n\n石橋の値段\n\n{first}\n\n1\n{name}\n\n{second}\n\n2\n"
    rules = [line.rule for line in read_article(page).dropped if line.text == name]
    assert rules[-1] == "running_head"


def test_the_title_right_under_the_button_to_the_next_page_is_none_of_the_article() -> None:
    title = "「橋が要るか」と聞かれた町長の答え"
    assert rules(LEAD, "次のページ", title, MORE)[title] == "page_navigation"
    assert title not in rules(LEAD, "次のページ", "", title, "", MORE)
    assert title not in rules(LEAD, title, MORE)


def test_the_headline_of_a_film_amid_the_article_stands_above_its_button() -> None:
    assert rules(LEAD, "橋の上を飛ぶ", "動画を再生する", MORE)["橋の上を飛ぶ"] == "caption"
    assert "橋を架け替え" not in rules(LEAD, "橋を架け替え", MORE)


def test_what_points_up_is_a_caption_where_the_crossheads_bear_no_mark() -> None:
    pointed = "▲仮の橋を渡る子どもたち"
    assert rules(LEAD, pointed, MORE, "費用の内訳", LEAD)[pointed] == "caption"
    assert pointed not in rules(LEAD, pointed, MORE)


def test_the_marks_of_a_figures_axis_go_with_it() -> None:
    page = (LEAD, "図表1 橋を渡る人", "（千人）", "20", "10", "（資料）町の調べ", MORE)
    assert {"（千人）", "20", "10"} <= set(rules(*page))
    assert "20" not in rules(LEAD, "20", MORE)
