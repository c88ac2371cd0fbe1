"""The annotation itself: every text stands in its article, every name is known."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest
from gold import (
    GoldArticle,
    load_gold,
    load_gold_corpus,
    locate_figures,
    locate_sentences,
)
from score import LARGE, SMALL

CORPORA = [*LARGE.corpora, *SMALL.corpora]
GOLD = [gold for corpus in CORPORA for gold in load_gold(corpus)]
KNOWN_LIKELIHOODS = {
    "almost_no_chance",
    "very_unlikely",
    "unlikely",
    "roughly_even",
    "likely",
    "very_likely",
    "almost_certain",
    "possible",
    "asserted",
    "undetermined",
}


@pytest.mark.parametrize("corpus", CORPORA, ids=lambda c: c.name)
def test_every_article_is_annotated(corpus: Path) -> None:
    files = sorted(p.name for p in (corpus / "articles").iterdir())
    assert [gold.file for gold in load_gold(corpus)] == files
    assert len(files) >= 6


@pytest.mark.parametrize("article", GOLD, ids=lambda g: g.file)
def test_sentences_and_figures_are_slices_in_the_order_of_the_text(article: GoldArticle) -> None:
    text, last = article.read(), 0
    for sentence, start, end in locate_sentences(article):
        between = text[last:start]
        assert "\n" in between or not between.strip() or last == 0, between
        last = end
        placed = list(locate_figures(sentence, text, start, end))
        assert len(placed) == len(sentence.figures)


@pytest.mark.parametrize("article", GOLD, ids=lambda g: g.file)
def test_every_figure_has_one_kind_of_value(article: GoldArticle) -> None:
    for figure in (f for s in article.body for f in s.figures):
        if figure.date is not None:
            assert figure.value is figure.low is figure.high is None, figure
            assert re.fullmatch(
                r"(XXXX|\d{4})(-(\d\d|Q\d)(-\d\d)?)?(/\d{4}-\d\d(-\d\d)?)?", figure.date
            ), figure
        elif figure.value is None:
            assert (figure.low or 0) < (figure.high or 0), figure
        else:
            assert figure.low is figure.high is None, figure
            assert figure.kind, figure


@pytest.mark.parametrize("article", GOLD, ids=lambda g: g.file)
def test_forecasts_use_known_likelihoods_and_words_of_their_article(article: GoldArticle) -> None:
    text = article.read().replace("\n", "")
    body = article.body
    for at, sentence in enumerate(body):
        chain = "".join(s.text for s in body[at : at + 2])
        for forecast in sentence.forecasts:
            assert set(forecast.likelihood) <= KNOWN_LIKELIHOODS
            assert all(h in text for h in forecast.holder if h != "author"), forecast.holder
            assert forecast.condition is None or forecast.condition in sentence.text
            assert forecast.horizon is None or forecast.horizon in chain
        assert not (sentence.apart and sentence.forecasts), sentence.text


def test_a_summary_of_every_article_can_be_good() -> None:
    for article in GOLD:
        assert sum(s.use in {"key", "good"} for s in article.body) >= 3, article.file


@pytest.mark.parametrize("corpus", CORPORA, ids=lambda c: c.name)
def test_facts_and_pairs_name_figures_that_exist(corpus: Path) -> None:
    told = load_gold_corpus(corpus)
    said = defaultdict[str, set[str]](set)
    for article in load_gold(corpus):
        for fact in (f.fact for s in article.body for f in s.figures if f.fact):
            said[fact].add(article.file)
    assert {name for name, files in said.items() if len(files) > 1} == set(told.facts)
    assert all(name in said for pair in told.apart for name in pair)
