import pytest
from joining_records import Corpus

from rkbrief.analysis.agreement import agree, list_buckets, rate_distinctness
from rkbrief.analysis.measures import Measure, measure
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
        (make(1163), make(1162), "apart"),
        (make(900, modifier="more_than"), make(1055), "overlap"),
        (make(41.8, modifier="more_than"), make(42.4), "apart"),
        (make(41.8, modifier="more_than"), make(41.8), "same"),
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
