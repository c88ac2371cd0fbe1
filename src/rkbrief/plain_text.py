"""What one plain text says: the part of the public API that needs no files and no corpus."""

from __future__ import annotations

from datetime import date

from rkbrief.analysis import figures, forecasts
from rkbrief.analysis.summaries import summarise_sentences, weigh_evidence
from rkbrief.language.sentences import split_sentences
from rkbrief.model import Figure, Forecast, RankedSentence


def find_figures(text: str, *, published: date | None = None) -> tuple[Figure, ...]:
    """Find the figures of ``text``; relative dates are read against ``published``."""
    return figures.find_figures(split_sentences(text), reference=published)


def find_forecasts(
    text: str, *, published: date | None = None, author: str | None = None
) -> tuple[Forecast, ...]:
    """Find the forecasts of ``text``; plans, norms and assessments are left out."""
    found = forecasts.find_forecasts(split_sentences(text), author=author, reference=published)
    return tuple(forecast for forecast in found if forecast.kind == "forecast")


def summarise(
    text: str, *, title: str = "", sentences: int = 3, method: str = "coverage"
) -> tuple[RankedSentence, ...]:
    """Pick ``sentences`` sentences of ``text``, in the order of the text."""
    units = split_sentences(text)
    bonus = weigh_evidence(figures.find_figures(units), forecasts.find_forecasts(units))
    return summarise_sentences(
        units, title=title, count=sentences, method=method, bonus=bonus
    ).sentences
