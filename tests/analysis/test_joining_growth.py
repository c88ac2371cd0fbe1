"""Joining and writing take twice as long for twice the articles, and never four times."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache, partial
from random import Random

import pytest
from calls import count_calls
from growth import growth
from joining_records import Corpus
from msgspec.structs import replace

from rkbrief.analysis.grouping import group_figures
from rkbrief.analysis.independence import find_origins
from rkbrief.analysis.questions import pose_questions
from rkbrief.analysis.resolution import resolve
from rkbrief.analysis.stories import find_stories
from rkbrief.analysis.terms import Spellings
from rkbrief.analysis.topics import cluster_forecasts
from rkbrief.brief.export import export_json
from rkbrief.brief.render import render_brief
from rkbrief.config import CorpusConfig, QuestionConfig
from rkbrief.model import Analysis, FigureGroup, FigureKind, Provenance, Quantity, Summary

SIZES = {"questions": 600, "topics": 600, "stories": 600}
"""Articles at which the lists of neighbours are full; the other stages show it sooner."""
FEW = 100
NOUNS = [f"{a}{b}" for a in "水木金土天地海空" for b in "道場力車路員線器物所"]
THINGS: tuple[tuple[str, str, FigureKind], ...] = (
    ("人", "person", "count"),
    ("%", "percent", "percentage"),
    ("トン", "t", "mass"),
    ("円", "JPY", "money"),
)
CONFIG = CorpusConfig(
    questions=(
        QuestionConfig(
            id="q", ask="水力は増えるか", terms=("水力", "木場"), affirm=("増える",), deny=("減る",)
        ),
    )
)


@cache
def make(size: int) -> Corpus:
    """Return articles of six sentences with a figure each, the last of which is a forecast."""
    corpus, dice = Corpus(), Random(size)  # noqa: S311 - to be repeated
    for _ in range(size):
        texts, told = [], []
        for n in range(6):
            counter, unit, kind = dice.choice(THINGS)
            value = dice.choice([dice.randint(1, 99), dice.randint(100, 9999)])
            one, two, three = dice.sample(NOUNS, 3)
            verb = "増えた" if n < 5 else "増える"
            texts.append(f"{one}の{two}は{three}{n}番で{value}{counter}{verb}。")
            told.append((f"{value}{counter}", Quantity(float(value), unit=unit), kind))
        day = date(2025, 1, 1) + timedelta(days=dice.randrange(300))
        article = corpus.add(*texts, published=day)
        for words, quantity, kind in told:
            corpus.figure(article, words, quantity, kind)
        corpus.forecast(article, texts[-1], None)
    return corpus


@cache
def analyse(size: int) -> Analysis:
    """Return what is known of the articles, without a summary."""
    corpus = make(size)
    findings = tuple(
        replace(f, article=replace(f.article, sha256=f"{n:012x}" + "0" * 52))
        for n, f in enumerate(corpus.findings())
    )
    forecasts, questions = pose_questions(corpus.forecasts, corpus=CONFIG)
    return Analysis(
        Provenance("0", "0" * 64, date(2026, 1, 1), "coverage", "janome"),
        None,
        findings,
        Summary(None, "coverage", ()),
        tuple(corpus.figures),
        join(size),
        forecasts,
        questions,
        find_origins(findings),
    )


def group(corpus: Corpus) -> Sequence[FigureGroup]:
    return group_figures(
        corpus.figures,
        sentences=corpus.sentences,
        articles=corpus.articles,
        origins=(),
        corpus=CorpusConfig(),
    )


def join(size: int) -> Sequence[FigureGroup]:
    return group(make(size))


def join_one_story(size: int) -> Sequence[FigureGroup]:
    """Join what articles on one event tell, half of them with another toll."""
    corpus = Corpus()
    for n in range(size):
        toll = 37 + n % 2
        texts = (
            "水道局の断水は4812戸に上った。",
            f"断水で{toll}人が搬送された。",
            "復旧費は125億円と水道局は見積もる。",
        )
        article = corpus.add(*texts)
        corpus.figure(article, "4812戸", Quantity(4812.0, unit="household"), "count")
        corpus.figure(article, f"{toll}人", Quantity(float(toll), unit="person"), "count")
        corpus.figure(article, "125億円", Quantity(1.25e10, unit="JPY"), "money")
    return group(corpus)


STAGES: dict[str, Callable[[int], object]] = {
    "figures": join,
    "origins": lambda size: find_origins(make(size).findings()),
    "questions": lambda size: pose_questions(
        make(size).forecasts, corpus=CONFIG, sentences=make(size).sentences
    ),
    "topics": lambda size: cluster_forecasts(make(size).forecasts, CorpusConfig()),
    "stories": lambda size: find_stories(make(size).sentences, Spellings({})),
    "events": lambda size: resolve(make(size).forecasts, findings=make(size).findings()),
    "brief": lambda size: render_brief(analyse(size)),
    "export": lambda size: export_json(analyse(size)),
}


@pytest.mark.parametrize("stage", STAGES)
def test_twice_the_articles_take_twice_as_long(stage: str) -> None:
    small = SIZES.get(stage, FEW)
    for size in (small, 2 * small):
        make(size) if small > FEW else analyse(size)
    assert growth(STAGES[stage], small, 2 * small) < 3


@pytest.mark.parametrize("stage", ["figures", "origins", "events", "brief", "export"])
def test_twice_the_articles_make_twice_the_calls(stage: str) -> None:
    for size in (2 * FEW, 4 * FEW):
        analyse(size)
    few, many = (count_calls(partial(STAGES[stage], n)) for n in (2 * FEW, 4 * FEW))
    assert many < 2.6 * few


def test_a_fact_that_all_articles_tell_is_joined_in_calls_that_grow_with_them() -> None:
    few, many = (count_calls(partial(join_one_story, n)) for n in (FEW, 2 * FEW))
    assert many < 2.3 * few


@pytest.mark.parametrize("stage", ["figures", "stories"])
def test_twice_the_articles_take_twice_the_memory(stage: str) -> None:
    small = SIZES.get(stage, FEW)
    taken = {}
    for size in (small, 2 * small):
        make(size)
        tracemalloc.start()
        try:
            STAGES[stage](size)
            taken[size] = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert taken[2 * small] < 2.5 * taken[small]
