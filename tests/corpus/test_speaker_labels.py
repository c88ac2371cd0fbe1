"""Who speaks, in front of what an interview quotes."""

from __future__ import annotations

from rkbrief.corpus.reader import read_article

INTERVIEW = (
    "――工事はいつ始まりますか。",
    "海野\u3000来年の春です。橋の下の道は、工事の間も通れるようにします。",
    "――費用は足りますか。",
    "海野\u3000国の補助が半分を賄います。残りは町の基金から出す考えです。",
)


def labels(*lines: str) -> list[str]:
    dropped = read_article("\n".join(lines)).dropped
    return [line.text for line in dropped if line.rule == "speaker_label"]


def test_the_dash_of_a_question_and_the_name_before_an_answer_are_labels() -> None:
    assert labels(*INTERVIEW) == ["――", "海野\u3000", "――", "海野\u3000"]


def test_two_names_in_turn_are_labels_without_a_dash() -> None:
    talk = (
        "海野：橋の工事は来年の春に始まり、三年で終わります。",
        "山川：通学の道は、仮の橋を通れば今と変わりません。",
        "海野：石の欄干は、新しい橋に移すことにしています。",
        "山川：店の客が減ることを、商店会は心配しています。",
    )
    assert labels(*talk) == ["海野：", "山川：", "海野：", "山川："]


def test_one_name_or_one_dash_makes_no_interview() -> None:
    assert (
        labels(
            "――橋はどうなるのか。町は四日、架け替える工事を来年の春に始めると発表した。",
            "期間：来年の春から三年をかけて、古い橋を新しい橋に架け替える。",
            "期間：ただし、雨の多い年には半年ほど延びることがあるという。",
        )
        == []
    )


def test_a_name_in_brackets_before_a_quotation_is_a_label_even_once() -> None:
    told = (
        "町は四日、古い橋を架け替えると発表した。住民は工事の長さを心配している。",
        "（青葉大学・海野一郎教授）「来年の春に始めても、三年では終わりません」",
        "（写真）「石の橋」の名で親しまれてきたが、三年前の雨で傷みが進んでいた。",
    )
    assert labels(*told) == ["（青葉大学・海野一郎教授）"]


def test_names_on_lines_of_their_own_are_labels_where_two_take_turns_or_bear_a_mark() -> None:
    council = (
        "橋の工事について、委員の意見を聞きました。主な意見は次のとおりです。",
        "○海野委員",
        "工事は来年の春に始め、三年で終えるべきだと考えます。",
        "○山川委員",
        "通学の道を先に直してください。子どもが危ない目に遭っています。",
    )
    assert labels(*council) == ["○海野委員", "○山川委員"]
    assert labels(*(line.lstrip("○") for line in council)) == []
    headings = {"○海野委員": "○背景", "○山川委員": "○内容"}
    assert labels(*(headings.get(line, line) for line in council)) == []


ANSWERS = (
    "橋の工事は来年の春に始まり、三年で終わる見通しです。",
    "仮の橋を設けて、通学の道をふさがないようにします。",
    "雨の多い年には、完成が半年ほど延びることもあります。",
    "石の欄干は、新しい橋に移すことにしています。",
)


def test_speakers_in_brackets_are_labels_in_front_of_what_they_say_and_above_it() -> None:
    lead = "橋の工事について町長が記者会見を開きました。主なやりとりは次のとおりです。"
    for pair in (("（記者）", "（町長）"), ("(■:港町日報)", "(○:海野町長)")):
        told = [name + said for name, said in zip(pair * 2, ANSWERS, strict=True)]
        assert labels(lead, *told) == [*pair, *pair]
    turns = zip(("（記者）", "（町長）") * 2, ANSWERS, strict=True)
    assert labels(lead, *(part for turn in turns for part in turn)) == ["（記者）", "（町長）"] * 2


def test_headings_in_brackets_are_no_speakers() -> None:
    assert (
        labels(*(f"（{n}）{said}" for n, said in zip(("背景", "費用") * 2, ANSWERS, strict=True)))
        == []
    )
    heads = ("【背景】", "【概要】", "【背景】", "【概要】")
    assert labels(*(part for pair in zip(heads, ANSWERS, strict=True) for part in pair)) == []


def test_a_name_before_a_narrow_blank_is_a_label_in_an_interview_only() -> None:
    talk = (
        "--橋はいつできますか。",
        f"海 野 {ANSWERS[0]}",
        "--通学の道はどうなりますか。",
        f"海 野 {ANSWERS[1]}",
        "--商店会は心配しています。",
        f"ヤマカワ {ANSWERS[2]}",
        f"ヤマカワ {ANSWERS[3]}",
    )
    found = ["--", "海 野 ", "--", "海 野 ", "--", "ヤマカワ ", "ヤマカワ "]
    assert labels(*talk) == found
    assert labels(*talk[1::2], talk[-1]) == []


def test_the_records_of_parliaments_name_office_and_person_in_front() -> None:
    pair = ("○海野花子君\u3000", "○国務大臣（山川太一君）\u3000")
    told = [name + said for name, said in zip(pair * 2, ANSWERS, strict=True)]
    assert labels("橋の工事について質疑が行われました。", *told) == [*pair, *pair]


def test_a_company_that_answers_is_a_speaker_where_others_bear_its_mark() -> None:
    above = ("○海野委員", "○港町電力", "○山川委員", "○港町電力")
    council = (part for turn in zip(above, ANSWERS, strict=True) for part in turn)
    assert labels("橋の工事について、委員の意見を聞きました。", *council) == list(above)


def test_who_is_quoted_below_his_name_in_brackets_speaks_even_once() -> None:
    talk = (
        "（児童）",
        "「橋が新しくなるのが楽しみです。」",
        "（店主）",
        "「客が減らないか心配だ。」",
    )
    assert labels("町は橋を架け替える工事を来年の春に始める。", *talk) == ["（児童）", "（店主）"]
