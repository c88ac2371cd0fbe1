"""Tables, price lists and boxes in the text of a page."""

from __future__ import annotations

import pytest

from rkbrief.corpus.reader import read_article

LEAD = "市は五日、古い橋を架け替える工事を来年の春に始めると発表した。費用は十二億円を見込む。"
MORE = "住民からは通学の道を心配する声が上がっている。市は仮の橋を設けて通れるようにする。"


def rules(*lines: str) -> dict[str, str]:
    text = "\n".join((LEAD, MORE, *lines, LEAD, MORE))
    return {line.text: line.rule for line in read_article(text).dropped}


@pytest.mark.parametrize(
    "table",
    [
        ("仮の橋の通行料（1台、税込み）", "大型　500円", "普通　350円", "二輪　100円"),
        ("【川の水位（メートル）】", "上流の橋　2.40（＋0.1）", "下流の橋　1.85（▲0.2）"),
        ("通れる時間", "3月 - 10月　6:00 - 19:30", "11月 - 2月　6:30 - 18:00"),
        ("上流　200ミリ", "中流　280ミリ", "下流　350ミリ"),
        ("表　橋の長さ", "橋　昨年　今年　来年", "山川　131　124　119", "海野　142　138　126"),
        ("橋　費用　前年比", "山川　168.4　＋11.2％", "海野　121.0　＋8.0％", "岬　48.6　＋2.1％"),
        ("新しい橋の仕様", "長さ　90メートル", "耐荷重　A9", "幅　12メートル"),
        ("渡りやすさ ★★★★☆", "見晴らし ★★★★★", "近さ ★★☆☆☆"),
        ("【得点】", "山川 000 200 000 2", "海野 010 001 001 3", "【勝】三上3勝1敗【敗】谷2敗"),
    ],
)
def test_a_table_is_dropped_with_its_title(table: tuple[str, ...]) -> None:
    assert rules(*table) == dict.fromkeys(table, "table")


def test_data_beside_their_labels_are_a_box_where_one_label_is_a_box_s() -> None:
    box = ("品名　港の灯り", "型番　MN-203（白、紺）", "寸法　縦12センチ、横8センチ")
    assert rules(*box) == dict.fromkeys(box, "box")
    talk = ("山川　橋は残したい。", "海野　費用が要る。")
    assert "box" not in rules(*talk).values()


@pytest.mark.parametrize(
    "lines",
    [
        ("橋を渡る人　500人", "渡らない人　350人"),  # two are no table without a head
        ("費用は　500円", "長い橋と短い橋"),
        ("第1章　橋の歴史", "第2章　川の話", "第3章　町の声"),
        ("材料（2人分）", "なす　4本", "だし　300ml", "しょうゆ　大さじ2"),
        ("・工期　3年", "・費用　12億円", "・長さ　40メートル"),
    ],
)
def test_a_list_of_words_or_with_bullets_stays(lines: tuple[str, ...]) -> None:
    assert rules(*lines) == {}


def test_a_crosshead_above_a_table_stays() -> None:
    assert "橋の重さ" not in rules("橋の重さ", "上流　200トン", "中流　280トン", "下流　350トン")


def test_a_numbered_heading_above_a_table_stays() -> None:
    heading = "1．橋の費用の修正（今年度）"
    table = ("前の予想　12,000　800　780", "今の予想　13,200　1,020　1,000")
    assert rules(heading, *table) == dict.fromkeys(table, "table")


def test_a_box_of_labels_is_dropped_with_the_name_above_it() -> None:
    box = ("橋のたもと屋", "住所：山川町湯元0-00", "営業：22:00〜4:00", "料金：蕎麦 380円")
    assert rules(*box) == dict.fromkeys(box, "box")


def test_labels_that_an_article_has_too_are_no_box_by_themselves() -> None:
    assert rules("場所：山川町", "期間：三年") == {}


def test_days_with_weekdays_under_next_weeks_plans_are_a_calendar() -> None:
    days = ("来週の主な予定", "10/19（月）貿易統計", "10/21（水）住宅着工")
    assert rules(*days) == dict.fromkeys(days, "calendar")


def test_the_line_right_above_the_source_of_a_figure_is_its_title() -> None:
    figure = ("（円）橋の費用の推移（月次）", "（出所）市の資料より作成")
    assert rules(*figure)[figure[0]] == "figure"


def test_any_label_belongs_to_a_box_that_has_one_of_the_sure_ones() -> None:
    box = ("新しい工場の概要", "名称：山川工場", "生産品目：橋げた", "従業員数：約420人")
    assert rules(*box) == dict.fromkeys(box, "box")


def test_what_speakers_say_is_no_box() -> None:
    assert rules("山川：橋は残る？", "海野：残るよ") == {}


def test_rows_that_begin_with_an_hour_are_a_timetable_with_its_name() -> None:
    rows = ("あすの予定", "8:50 工事の説明会", "13:30 渡り初め")
    assert rules(*rows) == dict.fromkeys(rows, "calendar")
    assert rules("8:50 工事の説明会") == {}


def test_hours_alone_are_of_reports_where_the_latest_stands_first() -> None:
    assert rules("15:40", LEAD, "12:20", MORE) == {"15:40": "date", "12:20": "date"}
    assert rules("6:30", LEAD, "12:20", MORE) == {}


def test_words_above_two_rows_of_as_many_columns_head_a_table() -> None:
    table = ("使う量　今　改定後", "10立方　1,210円　1,430円", "20立方　2,640円　3,115円")
    assert dict.fromkeys(table, "table").items() <= rules(*table).items()
