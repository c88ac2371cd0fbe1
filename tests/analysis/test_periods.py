"""Dates of two precisions: which of them may be the other, told more exactly."""

import pytest

from rkbrief.analysis.periods import lies_within, list_stretches, read_stretch


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2031-03-05", "2031-03上旬"),
        ("2031-03-05", "2031-03"),
        ("2031-03-11", "2031-03半"),
        ("2031-03-31", "2031-03末"),
        ("2031-03上旬", "2031-03前半"),
        ("2031-04", "2031-SP"),
        ("2031-10-03", "2031-FA"),
        ("2031-04", "2031"),
        ("2031-SU", "2031"),
        ("2031-12末", "2031-12"),
    ],
)
def test_a_date_lies_within_one_that_is_told_less_exactly(one: str, other: str) -> None:
    assert lies_within(one, other)
    assert lies_within(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2031-03-05", "2031-03下旬"),
        ("2031-03-05", "2031-04"),
        ("2031-03-05", "2031"),  # any day of a year
        ("2031-03", "2032"),
        ("2031-SP", "2031-SU"),
        ("2031-SP", "2032-04"),
        ("2031-03上旬", "2031-03中旬"),
        ("2031-03-05", "2031-03-06"),
        ("2031-03", "FY2030"),
        ("2031-W10", "2031-03"),
    ],
)
def test_a_date_lies_in_no_other_time(one: str, other: str) -> None:
    assert not lies_within(one, other)
    assert not lies_within(other, one)


@pytest.mark.parametrize("day", ["2031-02-30", "2031-13", "0000", "203X", "FY2031", "2031-WI", ""])
def test_what_is_no_day_or_month_or_year_has_no_days(day: str) -> None:
    assert read_stretch(day) is None
    assert not lies_within(day, "2031")


@pytest.mark.parametrize(
    ("fine", "coarse"),
    [
        ("2031-03-05", "2031-03上旬"),
        ("2031-03-05", "2031-03"),
        ("2031-03上旬", "2031-03"),
        ("2031-09-05", "2031-SU"),
        ("2031-09-05", "2031-FA"),
        ("2031-04", "2031-SP"),
        ("2031-12末", "2031"),
        ("2031-SP", "2031"),
    ],
)
def test_dates_of_two_precisions_are_found_by_what_one_holds(fine: str, coarse: str) -> None:
    assert lies_within(fine, coarse)
    assert set(list_stretches(fine)[0]) & set(list_stretches(coarse)[1])
    assert not set(list_stretches(coarse)[0]) & set(list_stretches(fine)[1])


def test_what_no_stretch_holds_is_sought_nowhere() -> None:
    assert list_stretches("2031-W10") == list_stretches("FY2031") == ((), ())
    assert list_stretches("2031-03")[1] != list_stretches("2031-04")[1]
