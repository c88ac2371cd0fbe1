"""Who has the floor."""

from __future__ import annotations

from rkbrief.analysis.turns import read_turns
from rkbrief.language.sentences import split_sentences


def speakers(text: str, title: str | None = None) -> list[str | None]:
    return [t.holder if t else "-" for t in read_turns(split_sentences(text), title=title)]


def test_the_interviewer_asks_and_the_label_answers() -> None:
    text = (
        "――来年はどうですか。\n\n青木　増えます。店も増えます。\n\n――再来年は。\n\n青木　減ります。"
    )
    assert speakers(text, title="青木花子社長に聞く") == [
        None,
        "青木花子社長",
        "青木花子社長",
        None,
        "青木花子社長",
    ]


def test_a_word_before_a_blank_is_no_label_unless_it_comes_again_and_is_known() -> None:
    assert speakers("結果　値は上がった。\n\n結果　客は減った。") == ["-", "-"]


def test_a_list_behind_hyphens_asks_nothing() -> None:
    text = "- 値上げを進める。\n\n- 店を増やす。\n\n町は静かだ。"
    assert set(speakers(text)) == {"-"}


def test_an_interview_with_nobody_known_leaves_the_answers_open() -> None:
    text = "――来年はどうですか。\n\n増えるでしょう。\n\n――再来年は。\n\n減るでしょう。"
    assert speakers(text) == [None, "-", None, "-"]


def test_the_turn_under_a_name_ends_with_the_quotation() -> None:
    text = "港で働く男性\n「波は高い。船は出ない」\n\n町は静かだ。"
    assert speakers(text) == ["港で働く男性", "港で働く男性", "-"]


def test_a_label_that_was_taken_from_the_front_still_tells_who_speaks() -> None:
    sentences = split_sentences("来年はどうですか。\n\n増えます。\n\n再来年は。\n\n減ります。")
    labels = dict(
        zip([s.id for s in sentences], ("――", "青木\u3000", "――", "青木\u3000"), strict=True)
    )
    turns = read_turns(sentences, title="青木花子社長に聞く", labels=labels)
    assert [t.holder if t else "-" for t in turns] == [
        None,
        "青木花子社長",
        None,
        "青木花子社長",
    ]


def test_names_that_take_turns_speak_and_so_do_marked_ones_that_come_once() -> None:
    turns = (
        "タク　来年はどうなるの。\n\nミオ　増えるよ。\n\nタク　そうか。\n\nミオ　減りもするけどね。"
    )
    assert speakers(turns) == ["タク", "ミオ", "タク", "ミオ"]
    marked = "◯議長　始めます。\n\n◯森委員　来年は増えます。"
    assert speakers(marked) == ["議長", "森委員"]


def test_the_minutes_name_who_holds_an_office_in_brackets() -> None:
    text = "○森花子議員　費用は増えますか。\n\n○市長（青木一郎君）　増える見込みでございます。"
    assert speakers(text) == ["森花子議員", "青木一郎市長"]


def test_a_name_right_behind_a_question_answers_it() -> None:
    text = "――来年は。\n\n青木　増えます。\n\n――再来年は。\n\n青木　減ります。"
    assert speakers(text) == [None, "青木", None, "青木"]


def test_letters_that_take_turns_speak_and_those_of_questions_and_answers_do_not() -> None:
    talk = "A：来年は減る。\n\nB：増えるよ。\n\nA：いや、減る。\n\nB：増えるはずだ。"
    assert speakers(talk) == ["A", "B", "A", "B"]
    listed = "Q：来年は。\n\nA：増えます。\n\nQ：再来年は。\n\nA：減ります。"
    assert set(speakers(listed)) <= {None, "-"}


def test_an_answer_of_a_press_conference_is_of_who_gave_it() -> None:
    text = "（問）来年は。\n\n（答）増えるでしょう。\n\n（問）再来年は。\n\n（答）減るでしょう。"
    assert speakers(text, title="森総裁定例会見") == [None, "森総裁", None, "森総裁"]


def test_a_person_in_brackets_at_the_head_of_a_paragraph_speaks_all_of_it() -> None:
    text = "――行方は。\n\n(港の記者 森健一氏)はい。荷は減ります。\n\n（注）荷は重さで数える。"
    assert speakers(text) == ["-", "森健一氏", "森健一氏", "-"]


def test_somebody_in_the_street_may_be_named_with_his_town() -> None:
    text = "青葉町 南町の住民\n「荷は減る」"
    assert speakers(text) == ["青葉町 南町の住民", "青葉町 南町の住民"]


def test_members_by_letter_and_by_number_speak_behind_a_mark() -> None:
    text = "○B委員 減るでしょう。\n\n○5番(森) まさか。\n\n○町長 増えます。"
    assert speakers(text) == ["B委員", "森5番", "町長"]


def test_a_dialogue_names_its_speakers_right_before_their_quotations() -> None:
    text = "水野「減りますよ。」\n\n記者「いつですか。」\n\n水野「秋でしょうね。」"
    assert speakers(text) == ["水野", None, "水野"]
    assert set(speakers("水野「港の朝」\n\n森「町の夜」")) == {"-"}


def test_the_office_speaks_in_minutes_where_it_comes_again() -> None:
    text = "事務局：来年は減ります。\n\n事務局：秋までは続きます。"
    assert speakers(text) == ["事務局", "事務局"]
    assert set(speakers("結果：来年は減ります。\n\n結果：秋までは続きます。")) == {"-"}


def test_those_who_are_called_by_a_letter_take_turns() -> None:
    text = "B氏 来年は増えます。\n\nC氏 そうでしょうか。\n\nB氏 増えます。\n\nC氏 減ります。"
    assert speakers(text) == ["B氏", "C氏", "B氏", "C氏"]
