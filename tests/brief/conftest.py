"""Fixtures over the hand-made corpus."""

from types import SimpleNamespace

import pytest

import corpus
from rkbrief.model import Analysis


@pytest.fixture(scope="session")
def railway() -> Analysis:
    return corpus.railway()


@pytest.fixture(scope="session")
def digests() -> Analysis:
    return corpus.digests()


@pytest.fixture(scope="session")
def build() -> SimpleNamespace:
    """Give the functions that make articles, figures, forecasts and analyses."""
    return SimpleNamespace(
        article=corpus.make_article,
        analysis=corpus.make_analysis,
        figure=corpus.figure,
        forecast=corpus.forecast,
        find=corpus.find,
    )
