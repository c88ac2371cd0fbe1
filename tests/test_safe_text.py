"""Safe text: nothing acts, nothing hides, nothing is lost (faults F01, F03, F12)."""

import unicodedata

import pytest
from growth import growth
from hypothesis import given
from hypothesis import strategies as st

from rkbrief.safe_text import find_hidden, is_blank, leave_hidden, show

SIGNS = [
    ("\x1b[31m", "␛[31m"),
    ("\x1b]52;c;eA==\x07", "␛]52;c;eA==␇"),
    ("a\x00b", "a␀b"),
    ("a\rb", "a␍b"),
    ("\x7f", "␡"),
    ("\x9b2J", "‹U+009B›2J"),
    ("a\u202eb\u202c", "a‹RLO›b‹PDF›"),
    ("金\u200b額", "金‹ZWSP›額"),
    ("\ufeff", "‹ZWNBSP›"),
    ("\u2028\u2029", "‹LS›‹PS›"),
    ("\u3164", "‹HF›"),
    ("\x1f", "␟"),
    ("\U000e0020\U000e0041\U000e007e", "‹TAG  ›‹TAG A›‹TAG ~›"),
    ("\U000e001f\U000e007f", "‹U+E001F›‹U+E007F›"),
    ("\U000e0001", "‹U+E0001›"),
    ("\ud800", "‹U+D800›"),
    ("\ufff9", "‹U+FFF9›"),
    ("e" + "\u0301" * 10, "e" + "\u0301" * 8 + "‹+2›"),
    ("\ufe0f\ufe0e葛\U000e0100\U000e0101\ufe00", "‹VS+2›葛\U000e0100‹VS+2›"),
    (" \ufe0f", " ‹VS+1›"),
    ("👩\u200d\u034f👩", "👩‹ZWJ›‹CGJ›👩"),
]
UNTOUCHED = [
    "",
    "本文\n\t続き",
    "が" + "か\u3099",  # a voiced kana in two code points
    "葛\U000e0100城",  # an ideographic variation sequence
    "👩\u200d🚒",
    "👩🏽\u200d🚀",
    "❤\ufe0f\u200d🔥",
    "ｶﾞ①㍻",
]


@pytest.mark.parametrize(("text", "shown"), SIGNS)
def test_what_could_act_or_hide_is_shown_as_a_sign(text: str, shown: str) -> None:
    assert show(text) == shown


@pytest.mark.parametrize("text", UNTOUCHED)
def test_ordinary_text_is_returned_as_it_is(text: str) -> None:
    assert show(text) == text
    assert not list(find_hidden(text))


@pytest.mark.parametrize(
    "text",
    [
        "a\u200db",
        "\u200d",
        "👩\u200d",
        "漢\u200d字",
        "👩\u200d字",
        "漢\u200d👩",
        "👩字\u200d👩",
        "👩\u200d字👩",
        "\ufe0f\u200d👩",
        "字\ufe0f\u200d👩",
        "👩\u200d\ufe0f",
    ],
)
def test_a_joiner_outside_an_emoji_is_shown(text: str) -> None:
    assert "‹ZWJ›" in show(text)


@pytest.mark.parametrize("text", ["", " \n\u3000", "\u200b\x1b\ufeff", "\ufe0f\u0301", "\ud800"])
def test_what_shows_nothing_is_blank(text: str) -> None:
    assert is_blank(text)
    assert not is_blank(f"{text}橋{text}")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("橋の工事", "橋の工事"),
        ("橋\u200bの\x1b[2J\u202e工事\x20", "橋の[2J工事 "),
        ("葛\U000e0100城 \ufe0f", "葛\U000e0100城 "),
        ("e" + "\u0301" * 10, "e" + "\u0301" * 8),
    ],
)
def test_what_hides_is_left_out_where_texts_are_compared(text: str, left: str) -> None:
    assert leave_hidden(text) == left


def test_one_line_keeps_a_file_name_on_its_line() -> None:
    assert show("a\nb\tc.txt", one_line=True) == "a␊b␉c.txt"


@given(st.text(st.characters(codec=None)))
def test_no_control_bidi_or_invisible_character_is_left(text: str) -> None:
    shown = show(text)
    joiners = {"\u200d"}  # kept inside emoji only, tested above
    left = {c for c in shown if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}} - {"\n", "\t"}
    assert not left
    assert not set(shown) & ({chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))})
    assert not set(shown) & ({"\u200b", "\u200c", "\u2060", "\ufeff"} - joiners)
    assert show(shown) == shown


@given(st.text(st.characters(codec=None)))
def test_each_replacement_has_a_problem_entry_at_its_place(text: str) -> None:
    rebuilt, at = [], 0
    for span, sign in find_hidden(text):
        rebuilt += [text[at : span.start], sign]
        at = span.end
    assert "".join([*rebuilt, text[at:]]) == show(text)


@pytest.mark.parametrize(
    "mark",
    ["\u0301", "\u06d6", "\u0730", "\u0f71", "\u1cd0", "\u20d7", "\u302a", "\ua8e0", "\U0001d165"],
)
def test_f03_a_heap_of_marks_of_any_script_is_cut_off(mark: str) -> None:
    assert show("字" + mark * 8) == "字" + mark * 8
    assert show("字" + mark * 300) == "字" + mark * 8 + "‹+292›"
    assert is_blank(mark)


def test_f03_a_selector_between_marks_begins_no_new_heap() -> None:
    assert show("字" + ("\u0301" * 8 + "\ufe0f") * 40) == "字" + "\u0301" * 8 + "‹+352›"


def test_f03_every_mark_that_unicode_knows_and_nothing_else_makes_a_heap() -> None:
    heaped = {chr(c) for c in range(0x110000) if "‹+1›" in show(chr(c) * 9)}
    marks = {chr(c) for c in range(0x110000) if unicodedata.category(chr(c)) in {"Mn", "Me"}}
    hidden = {c for c in marks if show(c) != c}
    assert marks - hidden - heaped == set()
    assert {unicodedata.category(c) for c in heaped - marks} <= {"Mc", "Cn"}


def test_time_grows_with_length_and_no_faster() -> None:
    hostile = "あ\u202e\x1b" + "\u0301" * 20
    assert growth(lambda times: show(hostile * times), 10_000, 20_000) < 3
