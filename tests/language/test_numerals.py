from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rkbrief.language.numerals import find_numerals

KANJI = "〇一二三四五六七八九"


def in_kanji(number: int) -> str:
    """Spell a number below 10**16 as Japanese does."""
    text = ""
    for power, scale in ((12, "兆"), (8, "億"), (4, "万"), (0, "")):
        group = number // 10**power % 10**4
        if not group:
            continue
        for tens, unit in ((3, "千"), (2, "百"), (1, "十"), (0, "")):
            digit = group // 10**tens % 10
            if digit:
                text += (KANJI[digit] if digit > 1 or not unit else "") + unit
        text += scale
    return text or "〇"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三千", 3000),
        ("１万", 10_000),
        ("1,000", 1000),
        ("1億2000万", 120_000_000),
        ("1万2000", 12_000),
        ("29万1,890", 291_890),
        ("１兆３９８６.６４億", 1_398_664_000_000),
        ("５，３０６億", 530_600_000_000),
        ("二〇一五", 2015),
        ("二千十六", 2016),
        ("〇・〇八", 0.08),
        ("四・八", 4.8),
        ("３．５", 3.5),
        ("7千", 7000),
        ("48.2 万", 482_000),
        ("3分の2", 2 / 3),
        ("100億分の1", 1e-10),
    ],
)
def test_a_numeral_has_its_value(text: str, value: float) -> None:
    (numeral,) = find_numerals(text)
    assert numeral.span.of(text) == text
    assert numeral.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("数人", 2, 9),
        ("数十", 20, 99),
        ("数千", 2000, 9999),
        ("十数", 12, 19),
        ("40数", 42, 49),
        ("何百", 200, 999),
        ("数百万", 2_000_000, 9_990_000),
    ],
)
def test_a_vague_numeral_has_bounds_and_no_value(text: str, low: float, high: float) -> None:
    (numeral,) = find_numerals(text)
    assert (numeral.value, numeral.low, numeral.high) == (None, low, high)


@pytest.mark.parametrize(
    "text", ["数字", "数学", "人数を", "複数の", "何人", "幾度", "件数", "変数名"]
)
def test_a_word_with_a_numeral_character_is_none(text: str) -> None:
    assert find_numerals(text) == ()


def test_separators_split_numerals_that_are_no_thousands() -> None:
    assert [n.value for n in find_numerals("12,34と1、2")] == [12, 34, 1, 2]


@given(st.integers(min_value=1, max_value=10**16 - 1))
def test_kanji_digits_and_commas_say_the_same(number: int) -> None:
    for spelled in (in_kanji(number), f"{number}", f"{number:,}"):
        (numeral,) = find_numerals(spelled)
        assert numeral.value == pytest.approx(number, rel=1e-12)
        assert numeral.span.of(spelled) == spelled


@given(st.text(alphabet="0123456789,.・一二十百千万億兆数何分の 年", max_size=40))
def test_numerals_stand_in_order_and_apart(text: str) -> None:
    found = find_numerals(text)
    for one, other in pairwise(found):
        assert one.span.end <= other.span.start
