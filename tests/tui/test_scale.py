"""Likelihoods drawn: a band in its place, and a lane for what has no percentage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rkbrief.model import LIKELIHOOD_BANDS, Likelihood
from rkbrief.tui.cells import cell_width
from rkbrief.tui.scale import WIDTH, draw_scale


def drawn(likelihood: Likelihood, **more: object) -> str:
    return "".join(piece.text for piece in draw_scale(likelihood, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("likelihood", "scale"),
    [
        ("almost_no_chance", "  ▌▁▁▁▁▁▁▁▁▁"),
        ("very_unlikely", "  ▐█▁▁▁▁▁▁▁▁"),
        ("unlikely", "  ▁▁██▌▁▁▁▁▁"),
        ("roughly_even", "  ▁▁▁▁▐▌▁▁▁▁"),
        ("likely", "  ▁▁▁▁▁▐██▁▁"),
        ("very_likely", "  ▁▁▁▁▁▁▁▁█▌"),
        ("almost_certain", "  ▁▁▁▁▁▁▁▁▁▐"),
    ],
)
def test_a_band_is_drawn_where_its_percentages_are(likelihood: Likelihood, scale: str) -> None:
    assert drawn(likelihood) == scale


@pytest.mark.parametrize(
    ("likelihood", "sign"), [("possible", "◌"), ("asserted", "■"), ("undetermined", "?")]
)
def test_what_has_no_percentage_has_a_sign_in_the_lane_and_an_empty_scale(
    likelihood: Likelihood, sign: str
) -> None:
    assert drawn(likelihood) == f"{sign} {'▁' * 10}"


def test_a_percentage_of_the_source_is_drawn_in_place_of_the_band() -> None:
    assert drawn("likely", stated=(30, 30)) == "  ▁▁▁▌▁▁▁▁▁▁"
    assert drawn("likely", stated=(90, 100)) == "  ▁▁▁▁▁▁▁▁▁█"


def test_bands_that_touch_leave_no_gap_and_do_not_overlap() -> None:
    halves = {"▁": (0, 0), "▌": (1, 0), "▐": (0, 1), "█": (1, 1)}
    filled = [
        at
        for word in LIKELIHOOD_BANDS
        for at, half in enumerate(h for cell in drawn(word)[2:] for h in halves[cell])
        if half
    ]
    assert filled == list(range(20))


@given(
    st.floats(-10, 110),
    st.floats(-10, 110),
    st.sampled_from([1, 2]),
    st.sampled_from(["possible", "likely"]),
)
def test_every_scale_is_equally_wide_and_shows_something(
    low: float, high: float, ambiguous: int, likelihood: Likelihood
) -> None:
    shown = drawn(likelihood, stated=(low, high), ambiguous=ambiguous)
    assert cell_width(shown, ambiguous) == WIDTH
    assert set(shown) - set(" ▁.")
