"""Lines that a writer broke at a phrase."""

from __future__ import annotations

from rkbrief.language.sentences import split_sentences
from rkbrief.language.torn import PageLine, find_torn


def torn(*texts: str, apart: frozenset[int] = frozenset()) -> frozenset[int]:
    return find_torn(
        [PageLine(text, 2 * len(text), index in apart) for index, text in enumerate(texts)]
    )


BROKEN = (
    "港の倉庫で見つかった古い海図を、",
    "市の博物館が三年をかけて修理し、来月から展示の",
    "中心に置くことになりました。",
)


def test_lines_that_end_at_a_particle_or_a_comma_go_on() -> None:
    assert torn(*BROKEN) == {0, 1}


def test_one_such_line_alone_shows_nothing() -> None:
    assert torn("展示の中心に置かれる古い海図の", "修理が終わりました。") == frozenset()


def test_a_blank_line_and_an_item_begin_anew() -> None:
    page = (*BROKEN, "海図の展示を待つ人々の列が港まで続いた日に", "館長は喜びました。")
    assert torn(*page, apart=frozenset({4})) == {0, 1}
    assert torn(*page[:4], "・館長は喜びました。") == {0, 1}


def test_lines_that_lead_to_no_full_stop_stay_apart() -> None:
    assert torn("海図の展示を待つ人々の", "入り口で配る切符を", "売店の裏側") == frozenset()


def test_a_heading_that_ends_as_a_sentence_does_is_not_joined() -> None:
    assert 3 not in torn(
        *BROKEN, "海図の修理に三年をかけた理由を聞きました", "館長はこう話します。"
    )


def test_sentences_run_over_lines_broken_at_unequal_widths() -> None:
    assert [s.text for s in split_sentences("\n".join(BROKEN))] == ["\n".join(BROKEN)]


def test_the_label_of_an_item_stays_with_it() -> None:
    text = "次の点を改めます。\n\n１．切符の値段\n大人は五百円です。\n\n２．休みの日"
    assert "１．切符の値段" in [s.text for s in split_sentences(text)]


BROKEN_BY_PROGRAM = (
    "　水族館の夏の入館者は48200人で、前の年より12％増",
    "えた。雨の日が少なく、近くの浜から流れた客が多かった",
    "。大人の料金は1600円に据え置く。",
    "　来年は新しい水槽を公開する。長さは25メートル、水の量",
    "は1400トンで、カツオの群れが泳ぐ。工事費は3億500",
    "0万円で、市が半分を払う。売り場も広げ、働く人を80",
    "人から95人に増やす。",
    "水槽　　25メートル",
    "売り場　120平方メートル",
)


def test_lines_of_one_number_of_characters_that_break_words_go_on() -> None:
    assert torn(*BROKEN_BY_PROGRAM) == {0, 1, 3, 4, 5}


def test_headings_of_one_length_above_their_paragraphs_are_not_joined() -> None:
    paragraph = "大人の料金は千六百円に据え置き、子どもは半分とする。"
    headings = (
        "展示を待つ人の列が港まで続く夏休み最後の日曜日の様子",
        "飼育員が語る水槽の裏側と新しい餌の工夫と苦労の数々よ",
        "来年の公開に向けて進む三億五千万円の工事の今とこれか",
        "売り場を倍にする計画の中身と町の商店街が抱く期待と不",
    )
    assert torn(*(line for heading in headings for line in (heading, paragraph))) == frozenset()


def test_a_marked_heading_that_ends_in_a_verb_is_not_torn() -> None:
    wrapped = "生産が増えるのは、二年前に入った牛が搾乳に入るためで、来年の春まで続く見込みが"
    heading = "◆問屋は慎重、値上げの後の販売が鈍る"
    lines = [wrapped, "ある。", wrapped, "ある。", heading, "売れない。"]
    page = [PageLine(line, 2 * len(line), apart=False) for line in lines]
    assert find_torn(page) == {0, 2}
