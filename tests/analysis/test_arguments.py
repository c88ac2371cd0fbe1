import pytest
from growth import growth

from rkbrief.analysis.arguments import drop_dates, read_arguments


def told(text: str) -> list[tuple[str, str]]:
    return [(p.role, p.text) for p in read_arguments(drop_dates(text))]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("菱和電機は31日、2工場を", [("subject", "菱和電機"), ("object", "2工場")]),
        ("機構は、「H9」2号機を", [("subject", "機構"), ("object", "「H9」2号機")]),
        ("2025年の訪日客は4000万人を", [("subject", "訪日客"), ("object", "4000万人")]),
        ("雨が続き、ふたば大橋の工事が", [("subject", "ふたば大橋の工事")]),
        ("市長は任期満了を待たずに", [("subject", "市長")]),
        ("両国は、軍備を含む条約に", [("subject", "両国"), ("に", "協定")]),
        ("両国は関税の引き下げで", [("subject", "両国"), ("matter", "関税の引き下げ")]),
    ],
)  # fmt: skip
def test_the_particles_tell_who_does_what(text: str, phrases: list[tuple[str, str]]) -> None:
    assert told(text) == phrases


def test_in_the_passive_the_subject_is_what_something_is_done_to() -> None:
    (phrase,) = read_arguments("水道料金が", passive=True)
    assert phrase.role == "object"


def test_names_and_numbers_tell_one_of_a_kind() -> None:
    (phrase,) = read_arguments("新型ロケット「H9」2号機を")
    assert phrase.names == {"ロケット", "H9"}
    assert phrase.numbers == {("号機", "2")}


@pytest.mark.parametrize("piece", ["漢", "漢の", "「漢」", "か", "漢9", "9,", "カ", "漢り"])
def test_reading_takes_time_in_proportion_to_the_text(piece: str) -> None:
    assert growth(lambda size: read_arguments(piece * size), 500, 4000) < 24
