"""Whose number it is."""

import pytest

from rkbrief.analysis.voices import find_voice, is_party


def read(text: str, number: str = "30人") -> str | None:
    """Return who gives the number, None where nobody does."""
    start = text.index(number)
    voice = find_voice(text, start, start + len(number))
    return None if voice is None else voice.who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("町によると、客は30人だった。", "町"),
        ("客は町に言わせれば30人だ。", "町"),
        ("客は町の集計で30人だ。", "町"),
        ("客は警察発表だと30人だ。", "警察"),
        ("町が5月に行った調査では、客は30人だった。", "町"),
        ("町の集計は30人である。", "町"),
        ("町の言う30人は多すぎる。", "町"),
        ("国が推定した客は30人だ。", "国"),
        ("町の30人という数字は信じがたい。", "町"),
        ("看板には席数30人とある。", "看板"),
        ("私たちが名簿を数えると、30人いた。", "私たち"),
        ("30人が要るとした町の試算がある。", "町"),
        ("客は30人だったと町長は話す。", "町長"),
        ("町は客を30人と伝えた。", "町"),
        ("町は「30人が来た」と言い、去った。", "町"),
        ("町は30人という主張を変えない。", "町"),
        ("町は30人、警察は20人と言う。", "町"),
        ("客の数は町の30人と警察の20人で食い違う。", "町"),
        ("客の数は警察の20人と町の30人で食い違う。", "町"),
        ("連合会（以下「連合」）は客を30人と数える。", "連合会"),
        ("環境団体のブルーマリンは客を30人と数える。", "環境団体のブルーマリン"),
        ("町によると、警察は30人と数える。", "警察"),
        ("私が会った町長は30人と笑った。", "会った町長"),
    ],
)
def test_a_number_has_its_giver(text: str, who: str) -> None:
    assert read(text) == who


@pytest.mark.parametrize(
    "text",
    [
        "客は30人だった。",
        "町は30人を招いた。",
        "町は30人を招き、警察は客を怒らせたと言う。",
        "今回の集計では30人だ。",
        "去年は30人と言われた。",
        "町の外で30人が待つ。",
        "客の数は去年の30人と今年の20人で食い違う。",
    ],
)
def test_a_number_that_nobody_gives(text: str) -> None:
    assert read(text) is None


def test_an_edition_has_no_party() -> None:
    text = "客は速報で30人、確報では20人。"
    first = find_voice(text, text.index("30人"), text.index("30人") + 3)
    final = find_voice(text, text.index("20人"), text.index("20人") + 3)
    assert first
    assert final
    assert (first.who, first.edition, final.who, final.edition) == ("", "first", "", "final")


@pytest.mark.parametrize(
    ("who", "is_one"), [("町", True), ("テレミア", True), ("漁師の会", True), ("去年", False)]
)
def test_who_can_give_a_number(who: str, *, is_one: bool) -> None:
    assert is_party(who) is is_one
