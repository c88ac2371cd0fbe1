import pytest
from joining_records import Corpus

from rkbrief.analysis.agreement import agree
from rkbrief.analysis.measures import Measure, count_digits, measure
from rkbrief.model import FigureKind, Modifier, Quantity


@pytest.mark.parametrize(("value", "digits"), [(18000, 2), (142.15, 5), (2, 1), (0.25, 2), (0, 0)])
def test_significant_digits_are_those_written(value: float, digits: int) -> None:
    assert count_digits(Quantity(value)) == digits


def written(
    text: str, kind: FigureKind, value: float, unit: str, modifier: Modifier = "exact"
) -> Measure:
    """Return the measure of a figure by its wording."""
    corpus = Corpus()
    quantity = Quantity(value, unit=unit, modifier=modifier)
    found = measure(corpus.figure(corpus.add(text), text, quantity, kind))
    assert found
    return found


def test_a_fraction_is_a_share() -> None:
    third = written("3分の1", "number", 1 / 3, "")
    assert agree(third, written("33%", "percentage", 33, "percent")) == "near"
    assert agree(third, written("27%", "percentage", 27, "percent")) == "apart"
    quarter = written("4分の1", "number", 0.25, "")
    assert agree(quarter, written("25%", "percentage", 25, "percent")) == "same"


def test_a_fraction_of_a_point_is_no_share() -> None:
    moved = written("4分の3ポイント", "percentage", 0.75, "pp")
    assert agree(moved, written("0.75ポイント", "percentage", 0.75, "pp")) == "same"
    assert agree(moved, written("4分の3", "number", 0.75, "")) == "apart"


def test_what_stands_before_dai_reaches_to_the_next_step() -> None:
    step = written("4.1ドル台", "money", 4.1, "USD")
    assert agree(step, written("4.12ドル", "money", 4.12, "USD")) == "near"
    assert agree(step, written("4.25ドル", "money", 4.25, "USD")) == "apart"
    tens = written("3割台", "percentage", 30, "percent")
    assert agree(tens, written("34%", "percentage", 34, "percent")) == "apart"


def test_nearly_and_more_than_reach_no_farther_than_to_the_next_round_number() -> None:
    nearly = written("1300人近く", "count", 1300, "person", "nearly")
    assert agree(nearly, written("1280人", "count", 1280, "person")) != "apart"
    assert agree(nearly, written("1121人", "count", 1121, "person")) == "apart"
    over = written("2300人超", "count", 2300, "person", "more_than")
    assert agree(over, written("2379人", "count", 2379, "person")) != "apart"
    assert agree(over, written("2650人", "count", 2650, "person")) == "apart"


def test_counters_that_may_be_left_out_are_compared_and_others_are_not() -> None:
    assert agree(written("3点", "count", 3, "item"), written("3枚", "count", 3, "sheet")) == "same"
    assert (
        agree(written("3人", "count", 3, "person"), written("3隻", "count", 3, "ship")) == "apart"
    )


@pytest.mark.parametrize(
    ("text", "iso", "day"),
    [
        ("来年末", "2031", "2031-12末"),
        ("12月末", "2031-12", "2031-12末"),
        ("年度末", "FY2030", "2031-03末"),
        ("3月上旬", "2031-03", "2031-03上旬"),
        ("2031年の後半", "2031", "2031"),
    ],
)
def test_the_end_of_a_year_is_that_of_its_last_month(text: str, iso: str, day: str) -> None:
    corpus = Corpus()
    figure = corpus.figure(corpus.add(text), text, Quantity(iso, unit="date"), "date", iso=iso)
    found = measure(figure)
    assert found is not None
    assert found.day == day
