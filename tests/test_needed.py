"""Which words a pattern needs, as tools/needed.py reads them off."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from needed import MOST, needed_words

from rkbrief.lexicon.sought import Sought


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("(?:懸念|憂慮)が[^。]{1,9}高ま", ["憂慮が", "懸念が"]),
        ("見通し(?:だ|です)?", ["見通し"]),
        ("(?<!長期)見(?=通)", ["見"]),
        ("(?P<name>港)+湾", ["港湾"]),
        ("高[いまく]|低い", ["低い", "高い", "高く", "高ま"]),
        ("図{2,3}の", ["図の"]),
        ("図{0,3}の表", ["の表"]),
        (r"\(撮影\)$", ["(撮影)"]),
        ("(?i:PDF)", ["pdf"]),
        ("続き|続きを読む", ["続き"]),
    ],
)
def test_words_stand_in_every_match(pattern: str, words: list[str]) -> None:
    assert needed_words(pattern) == words


@pytest.mark.parametrize(
    "pattern",
    [
        "", "[一-鿿]", "港?", "港*", "港|[a-z]", "(?:港)?湾?", ".+", r"\w", "(?!港)",
        "(?<=港)", "[^港]", "(港|湾|)", r"(.)\1", "港(?(1)a|b)",
        "|".join(chr(ord("あ") + at) for at in range(MOST + 1)),
    ],
)  # fmt: skip
def test_nothing_is_needed_where_nothing_is_certain(pattern: str) -> None:
    assert needed_words(pattern) == []


CHARS = st.sampled_from(["港", "湾", "a", "K", ".", "[港湾]", "[^a]", r"\d", "[あ-ん]"])
PATTERNS = st.recursive(
    CHARS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda each: f"(?:{'|'.join(each)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{2}", "{0,2}", "{1,3}"])).map(
            lambda pair: f"(?:{pair[0]}){pair[1]}"
        ),
        inner.map(lambda each: f"(?={each})"),
        inner.map(lambda each: f"(?i:{each})"),
    ),
    max_leaves=8,
)


@given(PATTERNS, st.text("港湾aAkK\u212a.1あb", max_size=12))
def test_no_text_that_matches_is_passed_over(pattern: str, text: str) -> None:
    sought = Sought(pattern, needed_words(pattern))
    assert (sought.search(text) is None) == (re.search(pattern, text) is None)
