"""The bundled corpus: five digests, and the three figures that everybody looks for in them."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from rkbrief.config import load_corpus
from rkbrief.corpus.reader import read_article
from rkbrief.model import Analysis, Figure, FigureGroup
from rkbrief.pipeline import analyse

SEEDS = Path(__file__).parents[1] / "seeds"
DIGESTS = sorted(SEEDS.glob("[0-9]*.md"))


@cache
def brief_seeds() -> Analysis:
    corpus = load_corpus(SEEDS / "corpus.yaml")
    return analyse(DIGESTS, corpus=corpus, as_of=date(2025, 7, 1))


def group_of(text: str) -> tuple[FigureGroup, list[Figure]]:
    analysis = brief_seeds()
    figures = {f.id: f for f in analysis.figures}
    for group in analysis.figure_groups:
        members = [figures[i] for i in group.figure_ids]
        if any(m.text == text for m in members):
            return group, members
    raise AssertionError(f"{text} was not read")


def test_there_is_one_digest_for_each_of_the_five_articles() -> None:
    stands_for = [read_article(p.read_bytes(), name=p.name).digest_of for p in DIGESTS]
    assert len(DIGESTS) == 5
    assert len({d.sha256 for d in stands_for if d}) == 5
    assert all(d and re.fullmatch(r"[0-9a-f]{64}", d.sha256) for d in stands_for)
    assert [d.file for d in stands_for if d] == sorted(d.file for d in stands_for if d)


@pytest.mark.parametrize("path", DIGESTS, ids=lambda p: p.name)
def test_a_digest_is_800_to_1500_characters_long(path: Path) -> None:
    body = path.read_text("utf-8").split("---\n", 2)[2]
    assert 800 <= len("".join(body.split())) <= 1500


@pytest.mark.parametrize("path", DIGESTS, ids=lambda p: p.name)
def test_only_what_is_dated_has_a_date(path: Path) -> None:
    article = read_article(path.read_bytes(), name=path.name)
    assert (article.published is None) == ("undated" in path.name)


def test_24_years_is_one_fact_from_three_sources() -> None:
    group, members = group_of("24年ぶり")
    assert group.status == "corroborated"
    assert len(group.article_ids) == group.independent == 3
    assert {m.text for m in members} == {"24年ぶり", "約四半世紀ぶり", "24年前"}
    assert group.label.en == "24 years since the previous visit to North Korea"


def test_10000_shells_a_day_has_a_single_source() -> None:
    group, members = group_of("1日に約1万発")
    assert group.status == "single"
    assert len(group.article_ids) == 1
    assert group.label.en == "about 10,000 shells a day"
    assert (members[0].quantity.value, members[0].quantity.per) == (10000, "day")


def test_the_one_year_outlook_is_due_in_june_2025() -> None:
    analysis = brief_seeds()
    outlook = next(f for f in analysis.forecasts if f.horizon and f.horizon.text == "1年ほど")
    assert outlook.horizon is not None
    assert outlook.horizon.duration == "P1Y"
    assert (outlook.horizon.until or "").startswith("2025-06")
    assert outlook.horizon.state == "due"
    assert outlook.question_id == "Q1"
    assert "カール" in (outlook.holder or "")


def test_the_sources_disagree_on_whether_the_alignment_lasts() -> None:
    question = next(q for q in brief_seeds().questions if q.id == "Q1")
    assert question.given
    assert question.contested
    assert len({p.article_id for p in question.positions}) >= 4


def test_the_corpus_file_knows_every_digest_and_its_original() -> None:
    named = load_corpus(SEEDS / "corpus.yaml").articles
    for path in DIGESTS:
        article = read_article(path.read_bytes(), name=path.name)
        assert article.digest_of is not None
        assert {path.name, article.digest_of.file} <= set(named)
