import pytest
from growth import growth

from rkbrief.analysis.events import describe_nouns, list_stems, read_act, tell_outcomes


@pytest.mark.parametrize(
    ("claim", "act"),
    [
        ("機体は7月に打ち上げられる", "打ち上げ"),
        ("中銀は利上げする", "利上げ"),
        ("中銀は利上げに踏み切る", "利上げ"),
        ("両社は協定に調印する", "署名"),
        ("人口は500万人を割り込む", "下回る"),
        ("客は4000万人を上回り", "超過"),
        ("大会が開かれる", "開催"),
        ("初飛行が行われる", "初飛行"),
        ("価格は高い", None),
    ],
)
def test_an_act_has_one_name_however_it_is_spelled(claim: str, act: str | None) -> None:
    found = read_act(claim)
    assert (found.name if found else None) == act


@pytest.mark.parametrize(
    ("text", "act", "outcome"),
    [
        ("中銀は利上げを決めた。", "利上げ", "done"),
        ("打ち上げに成功したと発表した。", "打ち上げ", "done"),
        ("機体が打ち上げられた。", "打ち上げ", "done"),
        ("500万人を割り込んだ。", "下回る", "done"),
        ("大台に届かなかった。", "到達", "undone"),
        ("買収を断念した。", "買収", "dropped"),
        ("利上げを見送った。", "利上げ", "put off"),
        ("打ち上げは強風で延期された。", "打ち上げ", "put off"),
    ],
)
def test_a_report_tells_what_became_of_an_act(text: str, act: str, outcome: str) -> None:
    assert outcome in {told.outcome for told in tell_outcomes(text, act)}


@pytest.mark.parametrize(
    "text",
    [
        "署名したい考えだ。",
        "署名した場合には、",
        "署名したとみられる。",
        "署名するだろう。",
        "署名したら、",
    ],
)
def test_what_is_not_told_as_a_fact_is_no_outcome(text: str) -> None:
    assert not list(tell_outcomes(text, "署名"))


def test_every_spelling_of_an_act_can_be_found_by_a_stem() -> None:
    assert {"調印", "締結", "署名"} <= set(list_stems("署名"))
    assert "割り込" in list_stems("下回る")


@pytest.mark.parametrize("piece", ["漢", "利上げ", "漢が", "ら", "利上げを漢"])
def test_reading_takes_time_in_proportion_to_the_text(piece: str) -> None:
    def job(size: int) -> None:
        read_act(piece * size)
        list(tell_outcomes(piece * size, "利上げ"))

    assert growth(job, 500, 4000) < 24


def test_what_holds_now_is_told_apart_from_what_happened() -> None:
    (state,) = tell_outcomes("議案は市議会で可決されています。", "可決")
    (event,) = tell_outcomes("議案は市議会で可決された。", "可決")
    (undone,) = tell_outcomes("火事はまだ鎮圧に至っていない。", "鎮圧")
    assert (state.outcome, state.is_state) == ("done", True)
    assert (event.outcome, event.is_state) == ("done", False)
    assert (undone.outcome, undone.is_state) == ("undone", True)


def test_an_act_before_a_comma_is_told_when_the_sentence_is_of_the_past() -> None:
    assert [t.outcome for t in tell_outcomes("港が再開し、船が入った。", "再開")] == ["done"]
    assert list(tell_outcomes("港が再開し、船が入る。", "再開")) == []


def test_a_past_form_may_describe_the_noun_behind_it() -> None:
    text = "6日に署名された文書が発効した。"
    (told,) = describe_nouns(text, "署名")
    assert text[told.end :].startswith("文書")
    assert told.passive
