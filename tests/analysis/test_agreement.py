import pytest
from joining_records import Corpus

from rkbrief.analysis.agreement import (
    Measure,
    agree,
    count_digits,
    list_buckets,
    measure,
    rate_distinctness,
)
from rkbrief.model import Figure, FigureKind, Modifier, Quantity


def make(
    value: float | None,
    *,
    low: float | None = None,
    high: float | None = None,
    unit: str = "person",
    kind: FigureKind = "count",
    modifier: Modifier = "exact",
) -> Figure:
    corpus = Corpus()
    article = corpus.add("9")
    return corpus.figure(article, "9", Quantity(value, low, high, unit, None, modifier), kind)


@pytest.mark.parametrize(
    ("one", "other", "agreement"),
    [
        (make(18000), make(18000), "same"),
        (make(12345), make(12000), "near"),
        (make(12345), make(12300), "near"),
        (make(24, unit="year"), make(25, unit="year", modifier="about"), "near"),
        (make(120, modifier="about"), make(130, modifier="about"), "apart"),
        (make(124), make(126, modifier="about"), "apart"),
        (make(124), make(120, modifier="about"), "near"),
        (make(11000, modifier="at_least"), make(13000), "overlap"),
        (make(None, low=20, high=99, modifier="tens_of"), make(60), "overlap"),
        (make(None, low=10, high=20, modifier="range"), make(21), "apart"),
        (make(30), make(35), "apart"),
        (make(158), make(150), "apart"),
        (make(158), make(150, modifier="more_than"), "near"),
        (make(156), make(160, modifier="more_than"), "apart"),
        (make(7), make(7.4), "apart"),
        (make(10000), make(11000, modifier="at_least"), "apart"),
        (make(1, unit="year", kind="horizon"), make(1, unit="year", kind="duration"), "apart"),
        (make(50, unit="percent", kind="percentage"), make(50), "apart"),
    ],
)
def test_numbers_agree_as_their_wording_allows(one: Figure, other: Figure, agreement: str) -> None:
    first, second = measure(one), measure(other)
    assert first is not None
    assert second is not None
    assert agree(first, second) == agreement
    assert agree(second, first) == agreement


def test_measures_that_agree_meet_under_one_bucket() -> None:
    for one, other in (
        (make(24), make(25, modifier="about")),
        (make(12345), make(12000)),
        (make(11000, modifier="at_least"), make(13000)),
        (make(None, low=20, high=99, modifier="tens_of"), make(95)),
    ):
        first, second = measure(one), measure(other)
        assert first is not None
        assert second is not None
        assert set(list_buckets(first, spare=1)) & set(list_buckets(second))


@pytest.mark.parametrize(("value", "digits"), [(18000, 2), (142.15, 5), (2, 1), (0.25, 2), (0, 0)])
def test_significant_digits_are_those_written(value: float, digits: int) -> None:
    assert count_digits(Quantity(value)) == digits


def test_a_number_that_nobody_knows_has_no_measure() -> None:
    assert measure(make(None)) is None


def test_two_quotes_of_a_rate_of_exchange_are_not_one() -> None:
    dimension = ("", "JPY", "USD")
    first = Measure(dimension, 142.15, 142.15, 142.15, 5, "exact")
    second = Measure(dimension, 142.1, 142.1, 142.1, 4, "exact")
    assert agree(first, second) == "apart"
    assert agree(first, Measure(dimension, 142, 142, 142, 3, "exact")) == "near"


def test_a_range_is_more_distinct_than_one_of_its_ends() -> None:
    ends = make(None, low=40, high=90, unit="m", modifier="range", kind="length")
    one = make(40, unit="m", kind="length")
    assert rate_distinctness(ends, measured(ends)) > rate_distinctness(one, measured(one))


def measured(figure: Figure) -> Measure:
    found = measure(figure)
    assert found is not None
    return found


def written(text: str, kind: FigureKind, value: float, unit: str) -> Measure:
    """Return the measure of a figure by its wording."""
    corpus = Corpus()
    found = measure(corpus.figure(corpus.add(text), text, Quantity(value, unit=unit), kind))
    assert found
    return found


def test_a_fraction_is_a_share() -> None:
    third = written("3分の1", "number", 1 / 3, "")
    assert agree(third, written("33%", "percentage", 33, "percent")) == "near"
    assert agree(third, written("27%", "percentage", 27, "percent")) == "apart"
    quarter = written("4分の1", "number", 0.25, "")
    assert agree(quarter, written("25%", "percentage", 25, "percent")) == "same"


def test_what_stands_before_dai_reaches_to_the_next_step() -> None:
    step = written("4.1ドル台", "money", 4.1, "USD")
    assert agree(step, written("4.12ドル", "money", 4.12, "USD")) == "near"
    assert agree(step, written("4.25ドル", "money", 4.25, "USD")) == "apart"
    tens = written("3割台", "percentage", 30, "percent")
    assert agree(tens, written("34%", "percentage", 34, "percent")) == "apart"


def test_counters_that_may_be_left_out_are_compared_and_others_are_not() -> None:
    assert agree(written("3点", "count", 3, "item"), written("3枚", "count", 3, "sheet")) == "same"
    assert (
        agree(written("3人", "count", 3, "person"), written("3隻", "count", 3, "ship")) == "apart"
    )
