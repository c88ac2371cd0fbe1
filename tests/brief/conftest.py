"""The railway corpus as fixtures, whole and as digests."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from railway import (
    figure,
    find,
    forecast,
    make_analysis,
    make_article,
    make_digests,
    make_railway,
)

from rkbrief.model import Analysis


@pytest.fixture(scope="session")
def railway() -> Analysis:
    return make_railway()


@pytest.fixture(scope="session")
def digests() -> Analysis:
    return make_digests()


@pytest.fixture(scope="session")
def build() -> SimpleNamespace:
    """Give the functions that make articles, figures, forecasts and analyses."""
    return SimpleNamespace(
        article=make_article, analysis=make_analysis, figure=figure, forecast=forecast, find=find
    )
