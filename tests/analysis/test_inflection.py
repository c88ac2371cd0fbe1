import pytest

from rkbrief.analysis.inflection import find_word, list_forms


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("続く", "続かない"),
        ("続く", "続いた"),
        ("増える", "増えそうだ"),
        ("下がる", "下がったままだ"),
        ("高い", "高くなる"),
        ("離反", "離反していく"),
    ],
)
def test_a_word_is_found_in_its_inflected_forms(word: str, text: str) -> None:
    place = find_word(text, word)
    assert place is not None
    assert place[0] == 0


@pytest.mark.parametrize(
    ("word", "text"), [("続く", "連続の"), ("見る", "見本市"), ("増える", "増税")]
)
def test_a_word_is_not_found_in_another(word: str, text: str) -> None:
    assert find_word(text, word) is None


def test_the_longest_form_at_the_first_place_counts() -> None:
    assert find_word("増える", "増える") == (0, 3)


def test_a_noun_has_one_form() -> None:
    assert list_forms("同盟") == ("同盟",)


def test_an_empty_word_is_nowhere() -> None:
    assert find_word("同盟", "") is None
