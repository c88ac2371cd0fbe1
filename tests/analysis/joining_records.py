"""Builders of records for the tests of joining: articles from plain sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from rkbrief.analysis.facts import Facts
from rkbrief.analysis.figures import find_figures
from rkbrief.analysis.gathering import gather_facts
from rkbrief.analysis.subjects import find_subject
from rkbrief.config import CorpusConfig
from rkbrief.model import (
    Article,
    ArticleFindings,
    Evidence,
    Figure,
    FigureKind,
    Forecast,
    Likelihood,
    Quantity,
    Sentence,
    Span,
    Summary,
)

SHIP = ("沈んだ貨物船は全長187.5メートルだ。", "貨物船からは重油4320キロリットルが流れ出た。")
SAME_SHIP = ("貨物船の全長は187.5メートルある。", "流れ出た重油は4320キロリットルに上る。")
"""What two articles on one event tell in any case, so that they are known for kin."""


class Corpus:
    """Articles of given sentences, with the figures and forecasts that a test puts in."""

    def __init__(self) -> None:
        self.articles: list[Article] = []
        self.sentences: dict[str, Sentence] = {}
        self.figures: list[Figure] = []
        self.forecasts: list[Forecast] = []
        self._of: dict[str, list[Sentence]] = {}

    def add(self, *texts: str, published: date | None = None, author: str | None = None) -> str:
        article_id = f"S{len(self.articles) + 1}"
        at = 0
        for index, text in enumerate(texts, 1):
            span = Span(at, at + len(text))
            sentence = Sentence(article_id, index, index, "sentence", span, text)
            self.sentences[sentence.id] = sentence
            self._of.setdefault(article_id, []).append(sentence)
            at += len(text)
        self.articles.append(
            Article(
                article_id,
                f"{article_id}.txt",
                article_id * 20,
                "utf-8",
                None,
                None,
                author,
                published,
                "".join(texts),
            )
        )
        return article_id

    def evidence(self, article_id: str, text: str, within: str | None = None) -> Evidence:
        for sentence in self._of[article_id]:
            at = sentence.text.find(text) if within in {None, sentence.text} else -1
            if at >= 0:
                start = sentence.span.start + at
                return Evidence(article_id, sentence.index, Span(start, start + len(text)), text)
        raise AssertionError(f"{text} is not in {article_id}")

    def figure(
        self,
        article_id: str,
        text: str,
        quantity: Quantity,
        kind: FigureKind,
        *,
        iso: str | None = None,
        within: str | None = None,
    ) -> Figure:
        evidence = self.evidence(article_id, text, within)
        sentence = self.sentences[evidence.sentence_id]
        inside = evidence.span.shifted(-sentence.span.start)
        subject = find_subject(sentence.text, inside, kind)
        name = f"F{len(self.figures) + 1}"
        self.figures.append(Figure(name, evidence, quantity, kind, iso, subject))
        return self.figures[-1]

    def forecast(
        self, article_id: str, claim: str, cue: str | None, likelihood: Likelihood = "likely"
    ) -> Forecast:
        at = self.evidence(article_id, claim)
        sentence = self.sentences[at.sentence_id]
        whole = Evidence(article_id, sentence.index, sentence.span, sentence.text)
        self.forecasts.append(
            Forecast(
                f"P{len(self.forecasts) + 1}",
                article_id,
                (whole,),
                at.span,
                claim,
                "forecast",
                None,
                "author",
                cue,
                likelihood,
            )
        )
        return self.forecasts[-1]

    def findings(self) -> tuple[ArticleFindings, ...]:
        figures: dict[str, list[Figure]] = {}
        for figure in self.figures:
            figures.setdefault(figure.evidence.article_id, []).append(figure)
        forecasts: dict[str, list[Forecast]] = {}
        for forecast in self.forecasts:
            forecasts.setdefault(forecast.article_id, []).append(forecast)
        return tuple(
            ArticleFindings(
                article,
                tuple(self._of.get(article.id, ())),
                tuple(figures.get(article.id, ())),
                tuple(forecasts.get(article.id, ())),
                Summary(article.id, "lead", ()),
            )
            for article in self.articles
        )


def gather_ship_facts(
    one: Sequence[str], other: Sequence[str]
) -> tuple[Facts, dict[str, Sentence]]:
    """Return the facts of two articles on one wreck that tell ``one`` and ``other`` besides."""
    day = date(2026, 5, 14)
    corpus = Corpus()
    figures: list[Figure] = []
    for texts in ((*SHIP, *one), (*SAME_SHIP, *other)):
        article = corpus.add(*texts, published=day)
        sentences = [s for s in corpus.sentences.values() if s.article_id == article]
        figures += [
            replace(f, id=f"{article}{f.id}") for f in find_figures(sentences, reference=day)
        ]
    facts = gather_facts(figures, sentences=corpus.sentences, corpus=CorpusConfig())
    return facts, corpus.sentences
