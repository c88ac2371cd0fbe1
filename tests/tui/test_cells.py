"""Japanese in cells: widths, kinsoku, and rows that are slices of the source (fault F37)."""

from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rkbrief.safe_text import show
from rkbrief.tui.cells import (
    _RUN,
    _RUN_WIDTHS,
    NOT_AT_END,
    NOT_AT_START,
    cell_width,
    char_width,
    signs,
    squeeze,
    truncate,
    wrap,
)


def rows(text: str, width: int) -> list[str]:
    return [span.of(text) for span in wrap(text, width)]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("abc", 3),
        ("漢字", 4),
        ("ｶﾅ", 2),
        ("か\u3099", 2),
        ("\u1112\u1161\u11ab\u1100\u116e\u11a8", 4),  # 한국 as file names of a Mac have it
        ("\u0601", 1),
        ("○", 1),
        ("\x1b", 1),
        ("\u202e", 5),
        ("辻\U000e0100さん", 6),  # the form of a kanji in a name
        ("⚠\ufe0f", 2),
        ("1\ufe0f\u20e3", 2),
        ("👩\u200d👧", 2),
        ("👍🏽", 2),
        ("あ🏽", 4),
        ("あ\u200dい", 9),
        (" \ufe0f", 7),
    ],
)
def test_a_text_is_as_wide_as_what_is_shown_of_it(text: str, cells: int) -> None:
    assert cell_width(text) == cells


@given(st.text(st.sampled_from("あ1a 👩❤👍🏽\U000e0100\ufe0f\u200d"), max_size=12))
def test_what_leans_on_a_character_takes_no_cells_of_its_own(text: str) -> None:
    if show(text) == text:  # else a sign stands for it
        assert cell_width(text) <= 2 * len(text) - sum(map(text.count, "\U000e0100\ufe0f\u200d"))
    ends = [end for end, _ in signs(text)]
    assert ends == sorted(set(ends))
    assert ends[-1:] == [len(text)][: len(text)]
    assert sum(cells for _, cells in signs(text)) == cell_width(text)


@pytest.mark.parametrize("width", range(2, 12))
def test_no_row_begins_with_what_leans_on_the_row_before(width: int) -> None:
    text = "辻\U000e0100さんの⚠\ufe0fと👩\u200d👧と👍🏽の話" * 3
    for row in rows(text, width):
        assert row[0] not in "\U000e0100\ufe0f\u200d👧🏽"
        assert cell_width(row) <= width
        assert show(row) == row


def test_ambiguous_characters_follow_the_terminal() -> None:
    assert cell_width("○", ambiguous=2) == 2


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("利上げを見送る。", 14, ["利上げを見送", "る。"]),
        ("総裁は「当面は", 8, ["総裁は", "「当面は"]),
        ("はまって", 4, ["は", "まっ", "て"]),
        ("利率はpercent", 10, ["利率は", "percent"]),
        ("abcdefghijklmnopqrstuvwxyz", 10, ["abcdefghij", "klmnopqrst", "uvwxyz"]),
        ("一\n\n二", 10, ["一", "", "二"]),
        ("", 10, [""]),
        ("漢", 1, ["漢"]),
        ("高く、55–80 %", 12, ["高く、55–", "80 %"]),
    ],
)
def test_rows_break_where_japanese_allows(text: str, width: int, expected: list[str]) -> None:
    assert rows(text, width) == expected


@given(
    st.text(
        st.sampled_from("あ漢、。」「（）ーっabc 1\n\u202e\u3099❤👩🏽\ufe0f\u200d\U000e0100"),
        max_size=200,
    ),
    st.integers(1, 60),
)
def test_no_character_is_lost_and_no_row_is_too_wide(text: str, width: int) -> None:
    spans = list(wrap(text, width))
    assert "".join(s.of(text) for s in spans) == text.replace("\n", "")
    assert all(a.end <= b.start for a, b in pairwise(spans))
    for span in spans:
        row = span.of(text)
        assert cell_width(row) <= width or len(list(signs(row.rstrip("\u3099")))) <= 1


@given(
    st.lists(
        st.sampled_from(["経済は", "回復", "する。", "「今", "年", "は」", "と、"]), min_size=9
    )
)
def test_ordinary_prose_keeps_the_kinsoku_rules(parts: list[str]) -> None:
    text = "".join(parts)
    for width in (20, 40, 80):
        lines = rows(text, width)
        assert not any(line[0] in NOT_AT_START for line in lines[1:])
        assert not any(line[-1] in NOT_AT_END for line in lines[:-1])


@given(st.text(max_size=60), st.integers(0, 30))
def test_a_cut_text_fits_and_says_that_it_was_cut(text: str, width: int) -> None:
    cut = truncate(text, width)
    assert cell_width(cut) <= width
    assert "\n" not in cut


@pytest.mark.parametrize("ambiguous", [1, 2])
def test_runs_of_one_width_hold_only_characters_of_that_width(ambiguous: int) -> None:
    for code in (*range(0xD800), *range(0xE000, 0x11000), *range(0x1F000, 0x20010)):
        kind = (_RUN.match(chr(code)) or _RUN.match(" ")).lastgroup  # type: ignore[union-attr]
        if kind:
            assert char_width(chr(code), ambiguous) == _RUN_WIDTHS[kind], hex(code)


def test_wrapping_takes_twice_as_long_for_twice_the_text_even_without_a_line_feed() -> None:
    def seconds(count: int) -> float:
        text = "本文は日本語で、数字は1,234円を含む。○" * count
        started = perf_counter()
        for _ in wrap(text, 100):
            pass
        return perf_counter() - started

    seconds(1000)
    short = min(seconds(2000) for _ in range(3))
    long = min(seconds(8000) for _ in range(3))
    growth, doubt = 4, 2
    assert long < growth * doubt * short


@given(st.text(max_size=40), st.integers(2, 40))
def test_what_is_squeezed_fits_and_keeps_both_ends(text: str, width: int) -> None:
    shown = squeeze(text, width)
    assert cell_width(shown) <= width
    if cell_width(show(text, one_line=True)) <= width:
        assert shown == show(text, one_line=True)


def test_a_path_keeps_its_ending_when_it_is_squeezed() -> None:
    assert squeeze("…/briefs/valley-line-one-page-ja.md", 20) == "…/briefs/…page-ja.md"
