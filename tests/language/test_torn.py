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


def broken_by_program(text: str, length: int) -> list[str]:
    """Return ``text`` as a mailer breaks it, at a number of characters and wherever that is."""
    return [text[at : at + length] for at in range(0, len(text), length)]


PARAGRAPHS = (
    (
        "港の水族館は夏の入館者が前の年より12％多い48200人だったと発表した。雨の日が少なく、近くの海水浴場から"
        "流れた客が増えた。大人の料金は1600円に据え置く。"
    ),
    (
        "来年は新しい水槽を公開する。カツオの群れが泳ぐ様子を近くで見られるという。工事費は3億5千万円で、市が半分を"
        "負担する見込みだ。"
    ),
)


def test_lines_of_one_length_that_break_words_are_one_paragraph() -> None:
    lines = ["水族館の夏"]
    for paragraph in PARAGRAPHS:
        lines += broken_by_program("　" + paragraph, 26)
    text = "\n".join(lines)
    found = [s.text.replace("\n", "") for s in split_sentences(text)]
    assert found == ["水族館の夏", *(f"{s}。" for p in PARAGRAPHS for s in p.split("。") if s)]


def test_headings_of_one_length_above_their_paragraphs_are_not_joined() -> None:
    page = []
    for heading in (
        "展示を待つ人の列が港まで続く夏休み最後の日曜日の様子",
        "飼育員が語る水槽の裏側と新しい餌の工夫と苦労の数々",
    ):
        page += [heading, f"{PARAGRAPHS[0]}"]
    assert torn(*page) == frozenset()
