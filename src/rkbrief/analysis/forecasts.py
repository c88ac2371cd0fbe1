"""Sentences to forecasts: claims about what will be, and what is kept apart from them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rkbrief.analysis.modality import read_modality
from rkbrief.model import Evidence, Forecast, Sentence


def find_forecasts(
    sentences: Sequence[Sentence], *, author: str | None = None, reference: date | None = None
) -> tuple[Forecast, ...]:
    """Return every forecast and its neighbours by kind, in the order of the text."""
    del reference
    found: list[Forecast] = []
    for sentence in sentences:
        modality = read_modality(sentence.text)
        if sentence.kind == "heading" or modality.likelihood is None:
            continue
        evidence = Evidence(sentence.article_id, sentence.index, sentence.span, sentence.text)
        found.append(
            Forecast(
                id=f"P{len(found) + 1}",
                article_id=sentence.article_id,
                evidence=(evidence,),
                span=sentence.span,
                claim=sentence.text,
                kind="forecast",
                holder=author,
                holder_status="author",
                cue=modality.cue,
                likelihood=modality.likelihood,
            )
        )
    return tuple(found)
