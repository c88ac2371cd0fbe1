"""What a page has twice."""

from __future__ import annotations

from rkbrief.corpus.reader import read_article

LEAD = "市は五日、古い橋を架け替える工事を来年の春に始めると発表した。費用は十二億円を見込む。"
MORE = "住民からは通学の道を心配する声が上がっている。市は仮の橋を設けて通れるようにする。"
THIRD = "橋は石の欄干で知られる。市は一部を残すことも検討する。"


def rules(*lines: str) -> dict[int, str]:
    return {line.line: line.rule for line in read_article("\n".join(lines)).dropped}


def test_lines_that_come_again_as_headings_are_a_table_of_contents() -> None:
    heads = ("架け替えの理由", "費用と時期", "住民の声")
    listed = ("1 架け替えの理由", "2 費用と時期", "3 住民の声")
    page = (LEAD, *listed, heads[0], MORE, heads[1], THIRD, heads[2], MORE)
    assert rules(*page) == {2: "contents", 3: "contents", 4: "contents"}


def test_two_short_lines_that_come_again_are_no_contents() -> None:
    page = (LEAD, "費用", "時期", MORE, "費用", THIRD, "時期", MORE)
    assert rules(*page) == {}


def test_a_quotation_that_stands_alone_a_second_time_is_set_off() -> None:
    quote = "「わしはこの橋を渡って学校へ通った」"
    assert rules(LEAD, quote, MORE, quote, THIRD) == {4: "pull_quote"}


def test_a_short_answer_that_comes_again_stays() -> None:
    assert rules(LEAD, "「渡ります」", MORE, "「渡ります」", THIRD) == {}


def test_a_part_of_a_sentence_set_off_and_who_said_it_are_dropped() -> None:
    told = "「ねじが一つ落ちても、渡っている人は気づかないんです」と、石工の海野さんは話した。"
    lines = [told, "町は春に工事を始める。費用は十二億円を見込む。", "橋は昭和の初めに造られた。"]
    quoted = ["「ねじが一つ落ちても、渡っている人は気づかない」", "海野太一さん", "石工"]
    rules = {
        line.text: line.rule for line in read_article("\n".join([*lines, *quoted, *lines])).dropped
    }
    assert {rules.get(line) for line in quoted} == {"pull_quote"}
