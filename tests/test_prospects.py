from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from rkbrief import prospects
from rkbrief.config import Config, load_corpus
from rkbrief.engine import open_pool
from rkbrief.joining import combine
from rkbrief.model import Analysis, ArticleFindings
from rkbrief.pipeline import analyse

CORPUS = Path(__file__).parent / "evaluation" / "small" / "dam-and-lunch"
DAY = date(2030, 5, 1)


@pytest.fixture(scope="module")
def findings() -> tuple[ArticleFindings, ...]:
    return analyse([CORPUS / "articles"], as_of=DAY).findings


@pytest.fixture
def join(findings: tuple[ArticleFindings, ...]) -> Callable[[int], Analysis]:
    corpus = load_corpus(CORPUS / "corpus.yaml")
    return lambda jobs: combine(findings, corpus=corpus, config=Config(jobs=jobs), as_of=DAY)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prospects, "LEAST_TEXT", 1)
    monkeypatch.setattr(prospects, "_PIECE", 2)


def equal(one: Analysis, other: Analysis) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in one.__struct_fields__)


@pytest.mark.usefixtures("large")
def test_a_process_beside_reads_what_this_one_would(join: Callable[[int], Analysis]) -> None:
    here, beside = join(1), join(2)
    assert any(f.question_id for f in here.forecasts)
    assert any(f.horizon and f.horizon.state == "due" for f in here.forecasts)
    assert equal(here, beside)
    assert multiprocessing.active_children() == []


def test_an_article_arrives_whole_and_its_text_is_no_larger_for_it(
    findings: tuple[ArticleFindings, ...],
) -> None:
    article = findings[0].article
    one = replace(findings[0], article=replace(article, text=article.text + "\ud800"))
    texts = [one.article.text, *(s.text for s in one.sentences), *(p.claim for p in one.forecasts)]
    sizes = [sys.getsizeof(each) for each in texts]
    (arrived,) = pickle.loads(pickle.dumps([prospects._Parcel(one)]))  # noqa: S301 - made here
    assert arrived.article == replace(one.article, dropped=())
    assert (arrived.sentences, arrived.forecasts) == (one.sentences, one.forecasts)
    assert [sys.getsizeof(each) for each in texts] == sizes


@pytest.mark.parametrize(("jobs", "least"), [(1, 1), (2, 1 << 30)])
def test_no_process_is_opened_for_one_job_or_a_small_corpus(
    join: Callable[[int], Analysis], monkeypatch: pytest.MonkeyPatch, jobs: int, least: int
) -> None:
    monkeypatch.setattr(prospects, "LEAST_TEXT", least)
    monkeypatch.setattr(prospects, "open_pool", None)
    assert join(jobs).questions


@pytest.mark.usefixtures("large")
def test_when_the_process_beside_dies_its_work_is_done_here(
    join: Callable[[int], Analysis], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = join(1)

    def open_dying(workers: int) -> object:
        pool = open_pool(workers)
        pool.submit(os.kill, pool.submit(os.getpid).result(), signal.SIGKILL)
        return pool

    monkeypatch.setattr(prospects, "open_pool", open_dying)
    assert equal(join(2), expected)


@pytest.mark.usefixtures("large")
def test_articles_that_do_not_arrive_in_the_process_beside_are_not_passed_over(
    join: Callable[[int], Analysis], monkeypatch: pytest.MonkeyPatch
) -> None:
    def open_losing(workers: int) -> object:
        pool = open_pool(workers)
        send, times = pool.submit, iter(range(1000))

        def submit(work: Callable[..., object], *given: object) -> object:
            return send(work, *given) if next(times) else send(os.stat, "/gone/astray")

        monkeypatch.setattr(pool, "submit", submit)
        return pool

    monkeypatch.setattr(prospects, "open_pool", open_losing)
    with pytest.raises(FileNotFoundError):
        join(2)
    assert multiprocessing.active_children() == []


@pytest.mark.usefixtures("large")
def test_a_failure_meanwhile_leaves_no_process(
    join: Callable[[int], Analysis], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("rkbrief.joining.group_figures", fail)
    with pytest.raises(KeyboardInterrupt):
        join(2)
    assert multiprocessing.active_children() == []
