from random import Random

from hypothesis import given
from hypothesis import strategies as st

from rkbrief.analysis.terms import (
    Spellings,
    find_phrases,
    find_terms,
    fold,
    measure_overlap,
    round_weight,
    weigh_rarity,
)


def test_a_compound_meets_its_parts() -> None:
    assert {"訪問"} <= find_terms("米国訪問") & find_terms("米国を訪問した")


def test_numerals_and_light_words_are_no_terms() -> None:
    assert find_terms("二十四年と可能性") == frozenset()


def test_the_longest_spelling_gives_way_to_its_name() -> None:
    names = Spellings({"訪米": ("米国を訪問", "米国訪問"), "米国": ("アメリカ",)})
    assert names.unify("アメリカと米国訪問") == "米国と訪米"


def test_a_single_character_is_never_replaced() -> None:
    assert Spellings({"金山": ("金",)}).unify("資金") == "資金"


def test_phrases_keep_the_order_of_the_text() -> None:
    assert find_phrases("日銀が政策金利を上げ、日銀は") == ("日銀", "政策金利")


def test_a_rare_term_weighs_more() -> None:
    rarity = weigh_rarity([frozenset({"a", "b"}), frozenset({"a"})])
    assert rarity["b"] > rarity["a"] > 0


@given(st.dictionaries(st.text(max_size=2), st.floats(0.1, 5), max_size=6))
def test_a_text_overlaps_itself_wholly(terms: dict[str, float]) -> None:
    weighed = {term: round_weight(weight) for term, weight in terms.items()}
    assert measure_overlap(weighed, weighed) == (1.0 if terms else 0.0)
    assert measure_overlap(weighed, {}) == 0.0


@given(st.lists(st.floats(0.01, 20), max_size=40), st.randoms(use_true_random=False))
def test_weights_add_up_to_the_same_in_any_order(weights: list[float], dice: Random) -> None:
    rounded = [round_weight(weight) for weight in weights]
    shuffled = dice.sample(rounded, len(rounded))
    assert sum(rounded) == sum(shuffled)


@given(st.text(max_size=80))
def test_any_text_has_terms(text: str) -> None:
    assert all(find_terms(fold(text)))
