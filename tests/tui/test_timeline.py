"""Horizons on a line of time."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rkbrief.tui.blocks import Row
from rkbrief.tui.cells import cell_width
from rkbrief.tui.timeline import Bar, draw_timeline

TODAY = date(2026, 5, 1)


def drawn(*bars: Bar, width: int = 80, ambiguous: int = 1) -> list[str]:
    rows = draw_timeline(bars, today=TODAY, now="now", width=width, ambiguous=ambiguous)
    return [text(row) for row in rows]


def text(row: Row) -> str:
    return "".join(piece.text for piece in row)


def test_a_bar_that_is_due_ends_left_of_today_with_a_flag() -> None:
    axis, bar = drawn(Bar("S2:2", date(2024, 9, 10), date(2026, 3, 31), "due"))
    assert bar.startswith("S2:2")
    assert bar.index("├") < bar.index("┤") < bar.index("⚑") < bar.index("│")
    assert axis.index("now") >= bar.index("⚑")


def test_a_bar_that_is_open_crosses_today_and_ends_right_of_it() -> None:
    _, bar = drawn(Bar("S1:5", date(2024, 8, 2), date(2027, 8, 2)))
    assert bar.index("├") < bar.index("┼") < bar.index("┤")


def test_the_axis_names_years_where_they_begin() -> None:
    axis, bar = drawn(Bar("S1:5", date(2024, 1, 1), date(2030, 1, 1)))
    assert axis.index("2024") == bar.index("├")
    assert axis.index("2030") == bar.index("┤")


def test_an_outcome_stands_at_the_end_of_its_bar() -> None:
    _, bar = drawn(Bar("S1:5", date(2024, 8, 2), date(2025, 8, 2), "happened"))
    assert "┤✔" in bar


def test_a_horizon_without_a_day_is_told_in_words_and_never_drawn() -> None:
    told = drawn(
        Bar("S1:5", date(2024, 8, 2), date(2027, 8, 2)),
        Bar("S3:12", None, None, "event", "「終戦まで」 ends with an event"),
    )
    assert told[-1].split() == ["S3:12", "「終戦まで」", "ends", "with", "an", "event"]
    assert drawn(Bar("S3:1", None, None, "event", "「終戦まで」")) == ["S3:1  「終戦まで」"]


def test_a_source_without_a_date_has_a_bar_without_a_beginning() -> None:
    _, bar = drawn(Bar("S3:1", None, date(2027, 1, 1)))
    assert "├" not in bar
    assert "┄" in bar


def test_nothing_at_all_is_drawn_of_nothing() -> None:
    assert drawn() == []


def test_plain_signs_are_drawn_where_box_drawing_takes_two_cells() -> None:
    rows = drawn(Bar("S1:5", date(2024, 8, 2), date(2027, 8, 2)), ambiguous=2)
    assert all(ord(char) < 128 for row in rows for char in row)


days = st.dates(date(1, 1, 1), date(9999, 12, 31))


@given(
    st.lists(st.builds(Bar, st.text("S1:4漢", max_size=9), st.none() | days, st.none() | days)),
    st.integers(1, 200),
    days,
)
def test_no_days_and_no_width_break_the_line(bars: list[Bar], width: int, today: date) -> None:
    rows = draw_timeline(bars, today=today, now="現在", width=width)
    least = 30
    if width >= least:
        assert all(cell_width(text(row)) <= width for row in rows)


@given(st.integers(0, 400))
def test_a_later_end_never_stands_left_of_an_earlier_one(more: int) -> None:
    start, end = date(2024, 1, 1), date(2025, 1, 1)
    later = end + timedelta(days=more)
    _, first, second = drawn(Bar("a", start, end), Bar("b", start, later))
    assert first.rindex("┤") <= max(second.rfind("┤"), second.rfind("┼"))
