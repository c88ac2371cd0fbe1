"""A few sentences compared term by term: what the arrays say of many."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rkbrief.analysis import centrality, redundancy
from rkbrief.analysis.term_lists import FEW, compare_few, cosine_of, rate_few, unit_of

SENTENCES = st.lists(
    st.lists(st.sampled_from("港湾船税額市長町料金水"), max_size=9),
    min_size=1,
    max_size=14,
)


def rate_by_lists(words: Sequence[Sequence[str]]) -> list[float]:
    return rate_few(words, threshold=0.1, borderline=centrality.BORDERLINE, epsilon=0.1)


def rate_in_arrays(words: Sequence[Sequence[str]]) -> list[float]:
    return centrality._rate_many(words, 0.1, 0.1)


def near(find: object, words: Sequence[Sequence[str]]) -> list[tuple[int, list[tuple[int, bool]]]]:
    assert callable(find)
    return [(row, list(others)) for row, others in find(words)]


@given(SENTENCES)
def test_the_ratings_are_those_of_the_arrays(words: list[list[str]]) -> None:
    assert rate_by_lists(words) == pytest.approx(rate_in_arrays(words), abs=1e-13)


@given(SENTENCES)
def test_what_says_the_same_is_what_the_arrays_find(words: list[list[str]]) -> None:
    by_lists = near(redundancy._near_of_few, words)
    assert by_lists == near(redundancy._near_of_many, words)


def test_one_sentence_more_than_a_few_is_rated_alike() -> None:
    words = [[f"{at % 7}", f"{at % 11}", f"{at % 13}", f"{at}"] for at in range(FEW + 1)]
    assert centrality.rate_centrality(words) == pytest.approx(rate_by_lists(words), abs=1e-13)
    assert near(redundancy._find_near, words) == near(redundancy._near_of_few, words)


def test_a_product_is_of_what_both_hold() -> None:
    rows = [{"a": 2.0, "b": 1.0}, {"b": 3.0}, {}]
    assert list(compare_few(rows)) == [[5.0, 3.0, 0.0], [3.0, 9.0, 0.0], [0.0, 0.0, 0.0]]
    assert unit_of({"a": 3.0, "b": 4.0}) == {"a": 0.6, "b": 0.8}
    assert cosine_of({"a": 3.0}, {"a": 2.0}) == 1.0
    assert unit_of({}) == {}
    assert cosine_of({}, {"a": 1.0}) == 0.0
