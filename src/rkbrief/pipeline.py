"""From files to an analysis: the only entry for both front ends and for scripts.

What one article gives is in :mod:`rkbrief.article`, how they are joined in
:mod:`rkbrief.joining`. Janome, sumy and numpy are loaded by the modules that need them when
they need them, so that ``import rkbrief.pipeline`` stays light.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path

from msgspec import Struct

from rkbrief.article import ArticleTask, analyse_article
from rkbrief.cluster import require_cluster, run_on_cluster
from rkbrief.config import Config, CorpusConfig, today
from rkbrief.curation import Curation, load_curation
from rkbrief.engine import run_tasks
from rkbrief.errors import CorpusError
from rkbrief.joining import Summarise, combine, has_no_summary, summarise_anew
from rkbrief.language.morphology import tokenizing_beside
from rkbrief.language.tokenizers import require_tokenizer
from rkbrief.material import Material, gather
from rkbrief.model import Analysis, ArticleFindings, Skipped, Summary
from rkbrief.records import ArticleRecords, SummaryRecord
from rkbrief.store import Store

__all__ = ["ArticleTask", "analyse", "analyse_article", "combine"]

_REASONS = 5
"""How many reasons an error names when no article could be read."""


def analyse(
    paths: Sequence[Path | str] | Path | str,
    config: Config | None = None,
    *,
    corpus: CorpusConfig | None = None,
    as_of: date | None = None,
    store: Store | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> Analysis:
    """Read the articles under ``paths`` and find what they say, apart and together.

    A single path may stand for a list of one.
    ``corpus`` None reads the corpus.yaml beside the articles, if there is one. ``as_of``
    None means the config's date, else SOURCE_DATE_EPOCH, else today. ``store`` gives and takes
    what was found in articles; without one nothing is kept. ``on_progress`` is told (articles
    done, articles in all).

    Raises:
        CorpusError: no article could be read, or ``is_cancelled`` answered True.
        ConfigError: the corpus.yaml is wrong, or what the config asks for is not installed.
        ClusterError: the cluster that the config names cannot be reached, or was lost.
    """
    config = config or Config()
    require_tokenizer(config.tokenizer)
    require_cluster(config.scheduler)
    store = store or Store(None)
    places = [paths] if isinstance(paths, str | Path) else paths
    material = gather([Path(place) for place in places], config, corpus)
    corpus = material.corpus
    read = _read(material, config, store, on_progress, is_cancelled)
    del material  # with the bytes of all files
    curation = load_curation(Path(config.curation))
    return combine(
        _hand_over(read.findings),
        corpus=corpus,
        config=config,
        as_of=as_of or config.as_of or today(),
        curation=curation,
        skipped=read.skipped,
        summarise=_summarise_once(store, read, config, curation),
    )


class _Read(Struct, frozen=True, gc=False):
    """What came of the articles; ``made_from`` is what each was made from, by article id."""

    findings: list[ArticleFindings]
    skipped: list[Skipped]
    made_from: dict[str, tuple[bytes, ...]]


def _read(
    material: Material,
    config: Config,
    store: Store,
    on_progress: Callable[[int, int], None] | None,
    is_cancelled: Callable[[], bool] | None,
) -> _Read:
    """Read the articles, and let go of their tasks."""
    tasks = _lay_tasks(material, config)
    if config.scheduler:
        run = partial(run_on_cluster, address=config.scheduler)
    else:
        run = partial(
            run_tasks,
            jobs=config.jobs,
            size_of=_count_bytes,
            helped=partial(tokenizing_beside, config.tokenizer),
        )
    answers = run(
        tasks,
        analyse_article,
        memory=ArticleRecords(store),
        on_progress=on_progress,
        is_cancelled=is_cancelled,
    )
    skipped = (*material.skipped, *(a for a in answers if isinstance(a, Skipped)))
    findings = _choose(answers, config, skipped)
    chosen = frozenset(f.article.id for f in findings)
    return _Read(
        findings,
        sorted(skipped, key=lambda skip: (skip.path, skip.reason)),
        {task.article_id: task.made_from for task in tasks if task.article_id in chosen},
    )


def _hand_over(findings: list[ArticleFindings]) -> Iterator[ArticleFindings]:
    """Yield the findings and keep none: what they become is as large as they are."""
    findings.reverse()
    while findings:
        yield findings.pop()


def _lay_tasks(material: Material, config: Config) -> list[ArticleTask]:
    """Lay out one task an article, numbered in the order of the sources."""
    notes = material.corpus.articles
    return [
        ArticleTask(
            source,
            f"S{number}",
            notes.get(source.path) or notes.get(Path(source.path).name),
            material.corpus.outlets,
            config.summary.method,
            config.summary.sentences,
            config.tokenizer,
        )
        for number, source in enumerate(material.sources, 1)
    ]


def _count_bytes(task: ArticleTask) -> int:
    return len(task.source.data)


def _choose(
    answers: Sequence[ArticleFindings | Skipped], config: Config, skipped: Sequence[Skipped]
) -> list[ArticleFindings]:
    """Return the findings of the articles in time.

    Raises:
        CorpusError: there are none; the message names a few reasons.
    """
    read = [answer for answer in answers if isinstance(answer, ArticleFindings)]
    findings = [f for f in read if _in_time(f, config)]
    if not findings:
        reasons = [f"{s.path}: {s.reason}" for s in skipped[:_REASONS]]
        reasons += [f"{len(read)} published outside --since and --until"] if read else []
        raise CorpusError(f"no article to read{': ' if reasons else ''}{'; '.join(reasons)}")
    return findings


def _in_time(findings: ArticleFindings, config: Config) -> bool:
    """Tell whether an article lies between ``since`` and ``until``; undated ones always do."""
    published = findings.article.published
    if published is None:
        return True
    return (config.since is None or config.since <= published) and (
        config.until is None or published <= config.until
    )


def _summarise_once(store: Store, read: _Read, config: Config, curation: Curation) -> Summarise:
    """Return what summarises the corpus, or finds the summary that was made of the same."""
    # A pick is kept by the id of its sentence, so the ids belong to what it was made from.
    options = (
        config.summary.method,
        config.summary.corpus_sentences,
        curation,
        list(read.made_from),
    )
    record = SummaryRecord(store, chain.from_iterable(read.made_from.values()), options)

    def summarise(curated: Sequence[ArticleFindings]) -> Summary:
        known = record.recall(curated)
        if known is not None:
            return known
        made = summarise_anew(curated, config)
        # What stands in for a summary that failed, or lacks an article, is not for the next run.
        whole = made.method == config.summary.method and not any(map(has_no_summary, curated))
        return record.keep(made) if whole else made

    return summarise
