"""Sentence by sentence: what is a forecast, how likely, whose, on what condition, until when."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from rkbrief.analysis.forecasts import find_forecasts
from rkbrief.language.sentences import split_sentences
from rkbrief.model import Forecast

CASES = yaml.safe_load(Path(__file__).with_name("read_sentences.yaml").read_text("utf-8"))
DAY = date(2025, 6, 10)


def read_one(case: dict[str, Any]) -> list[Forecast]:
    """Return what is read in the last sentence of a case, or in the one that it names."""
    sentences = split_sentences(case["text"])
    wanted = sentences[case.get("at", -1)].index
    found = find_forecasts(sentences, author="青木", reference=DAY)
    return [f for f in found if f.evidence[0].sentence_index == wanted]


@pytest.mark.parametrize("case", CASES, ids=[c["text"] for c in CASES])
def test_a_sentence_is_read_as_a_careful_reader_reads_it(case: dict[str, Any]) -> None:
    found = read_one(case)
    assert [[f.kind, f.likelihood, f.holder] for f in found] == case["reads"]
    if "condition" in case:
        assert found[0].condition == case["condition"]
    if "until" in case:
        assert (found[0].horizon.until if found[0].horizon else None) == case["until"]
