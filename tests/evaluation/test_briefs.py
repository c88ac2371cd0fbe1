"""What the evaluation articles say makes a brief that its own check lets pass."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from score import LARGE, SMALL, read_articles

from rkbrief.allowed import Language
from rkbrief.brief.render import render_brief
from rkbrief.config import BriefSettings

CORPORA = [(c, each.as_of) for each in (LARGE, SMALL) for c in each.corpora]


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize(("corpus", "as_of"), CORPORA, ids=lambda c: getattr(c, "name", ""))
def test_every_corpus_makes_a_brief_that_stands(
    corpus: Path, as_of: date, language: Language
) -> None:
    analysis = read_articles(corpus, as_of)
    brief = render_brief(analysis, settings=BriefSettings(language=language))
    assert all(f"[{article.id}:" in brief for article in analysis.articles[:6])
