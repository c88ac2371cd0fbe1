from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rkbrief.language.widths import fold_widths


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("３．５％", "3.5%"),
        ("１０〜２０", "10~20"),
        ("−５", "-5"),
        ("ﾄﾞﾙ", "ドル"),
        ("５㌔", "5キロ"),
        ("３㎞", "3km"),
        ("カ\u3099", "ガ"),
        ("①の①", "①の①"),
        ("水位は３\n１．４％", "水位は31.4%"),
        ("平成１\n  ７年", "平成17年"),
        ("10 km\nper hour", "10 km\nper hour"),
    ],
)
def test_width_variants_become_equal(text: str, folded: str) -> None:
    assert fold_widths(text).text == folded


def test_a_span_of_the_folded_text_leads_back_to_the_original() -> None:
    text = "計ﾄﾞﾙ３㌔だ"
    folded = fold_widths(text)
    at = folded.text.index("3キロ")
    assert folded.span(at, at + 3).of(text) == "３㌔"


def test_a_span_takes_in_no_line_break_behind_it() -> None:
    text = "12年ぶり\nの雨"
    assert fold_widths(text).span(0, 5).of(text) == "12年ぶり"
    assert fold_widths(text).span(3, 6).of(text) == "ぶり\nの"


def test_a_text_whose_length_stays_needs_no_way_back() -> None:
    assert fold_widths("全角１２３と半角123").begins is None


@given(st.text(max_size=60))
def test_any_text_folds_and_every_span_stays_inside_it(text: str) -> None:
    folded = fold_widths(text)
    whole = folded.span(0, len(folded.text))
    assert 0 <= whole.start <= whole.end <= len(text)
    starts = [folded.span(i, i).start for i in range(len(folded.text) + 1)]
    assert starts == sorted(starts)
