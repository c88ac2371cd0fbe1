import re

import pytest

from rkbrief.analysis.nouns import PHRASE, as_noun, read_name


@pytest.mark.parametrize(
    "phrase",
    [
        "勝ち点",
        "制度の見直し",
        "波の高さ",
        "小惑星の大きさ",
        "物価の伸び",
        "損害の支払い",
        "買い入れ額",
    ],
)
def test_a_noun_keeps_the_kana_of_the_verb_it_was_made_from(phrase: str) -> None:
    found = re.search(PHRASE, f"、{phrase}は")
    assert found is not None
    assert found[0] == phrase


@pytest.mark.parametrize(
    "phrase", ["取り消", "制度の見直", "先週末", "指摘", "山本氏", "その期間", "大台"]
)
def test_what_is_cut_off_or_names_nothing_is_refused(phrase: str) -> None:
    assert read_name(phrase, "") is None


def test_the_unit_of_a_number_before_is_no_part_of_the_name() -> None:
    assert read_name("隻とヘリ", "救命艇3") == "ヘリ"


@pytest.mark.parametrize(
    ("subject", "noun"),
    [
        ("島国に接近", "島国への接近"),
        ("歓迎式典を開催", "歓迎式典開催"),
        ("前にこの町を訪れた", "前にこの町を訪れたとき"),
        ("燃料の重油", "燃料の重油"),
        ("緊張と不安定性", "緊張と不安定性"),
    ],
)
def test_a_label_is_understood_without_its_sentence(subject: str, noun: str) -> None:
    assert as_noun(subject) == noun
