"""A sentence as one line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rkbrief.analysis.unwrapping import unwrap
from rkbrief.model import Span


def test_a_wrapped_word_is_whole_again() -> None:
    line = unwrap("需要は増えると考え\n　られる。")
    assert line.text == "需要は増えると考えられる。"
    assert line.span_in_source(Span(6, 12)).of(line.source) == "と考え\n　られる"
    assert line.words_in_source("考えられる") == "考え\n　られる"


def test_latin_words_stay_apart() -> None:
    assert unwrap("Blue\nSea社は\n3％増").text == "Blue Sea社は3％増"


def test_blanks_around_particles_are_no_part_of_the_line_and_those_in_names_are() -> None:
    line = unwrap("港湾局 は 来年の 秋までに、 森 太郎氏の船が 2隻 増えると述べた。")
    assert line.text == "港湾局は来年の秋までに、森 太郎氏の船が2隻 増えると述べた。"
    assert line.span_in_source(Span(0, 4)).of(line.source) == "港湾局 は"


def test_commas_of_a_translation_are_japanese_but_those_of_a_number_stay() -> None:
    assert unwrap("雨が降る見込みで, 9,000人が").text == "雨が降る見込みで、9,000人が"


@given(st.text(alphabet="あ漢a9\n\r \u3000,，、。", max_size=30))
def test_every_place_is_told_in_the_source(source: str) -> None:
    line = unwrap(source)
    for at in range(len(line.text)):
        there = line.span_in_source(Span(at, at + 1)).of(source)
        assert there == line.text[at] or (line.text[at], there) in {
            ("、", ","),
            ("、", "，"),
            (" ", "\n"),
            (" ", "\r"),
            (" ", "\u3000"),
        }
