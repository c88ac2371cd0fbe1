"""From files to an analysis: the only entry for both front ends and for scripts.

:func:`analyse_article` is pure and knows one article: it is what a pool runs and a store
keeps. :func:`combine` joins what the articles give. Janome, sumy and numpy are loaded by the
modules that need them when they need them, so that ``import rkbrief.pipeline`` stays light.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import msgspec

from rkbrief import __version__
from rkbrief.analysis.figures import find_figures, group_figures, label_figure
from rkbrief.analysis.forecasts import find_forecasts
from rkbrief.analysis.independence import find_origins
from rkbrief.analysis.questions import mark_due, pose_questions, resolve
from rkbrief.analysis.summaries import summarise_corpus, summarise_sentences, weigh_evidence
from rkbrief.config import (
    ArticleNote,
    Config,
    CorpusConfig,
    OutletNote,
    find_corpus_file,
    load_corpus,
    today,
)
from rkbrief.corpus.reader import SourceFile, find_sources, read_article
from rkbrief.curation import Curation, curate, curate_summary, load_curation
from rkbrief.engine import run_tasks
from rkbrief.errors import CorpusError
from rkbrief.language.sentences import split_sentences
from rkbrief.model import (
    Analysis,
    AnalystWords,
    Article,
    ArticleFindings,
    Figure,
    Forecast,
    Problem,
    Provenance,
    RankedSentence,
    Sentence,
    Skipped,
    Span,
    Summary,
)
from rkbrief.safe_text import find_hidden

_WHERE_NOT_HOW = (
    "corpus",
    "corpus_file",
    "curation",
    "dashboard",
    "output",
    "jobs",
    "strict",
    "format",
)
"""Settings that say where a brief is made and not what it says: left out of its hash."""

_REASONS = 5
"""How many reasons an error names when no article could be read."""

_OWN_SEAL = re.compile(rb"(?m)^<!-- rkbrief \S+ template=\S+ sha256=[0-9a-f]{64} -->\r?$")
"""The last line of a brief; a person may have written below it."""


@dataclass(frozen=True, slots=True)
class ArticleTask:
    """One article to analyse and all that the answer depends on."""

    source: SourceFile
    article_id: str
    note: ArticleNote | None = None
    outlets: Mapping[str, OutletNote] = field(default_factory=dict)
    method: str = "coverage"
    sentences: int = 3


def analyse_article(task: ArticleTask) -> ArticleFindings:
    """Read one article and find what it says by itself. Pure: the same task, the same findings.

    Raises:
        CorpusError: there is no article in the file; the message is the reason.
    """
    article = read_article(
        task.source.data,
        name=task.source.path,
        article_id=task.article_id,
        note=task.note,
        outlets=task.outlets,
    )
    sentences = split_sentences(
        article.text, article_id=article.id, excluded=[d.span for d in article.dropped]
    )
    figures = find_figures(sentences, reference=article.reference_date)
    forecasts = find_forecasts(
        sentences,
        author=article.author,
        publisher=article.publisher,
        reference=article.reference_date,
    )
    summary, troubles = _summarise(article, sentences, figures, forecasts, task)
    problems = (*_find_problems(article, forecasts), *troubles)
    return ArticleFindings(article, sentences, figures, forecasts, summary, problems)


def _summarise(
    article: Article,
    sentences: tuple[Sentence, ...],
    figures: tuple[Figure, ...],
    forecasts: tuple[Forecast, ...],
    task: ArticleTask,
) -> tuple[Summary, tuple[Problem, ...]]:
    """Summarise; a tokenizer or summariser that raises costs this article its ranking only."""
    try:
        summary = summarise_sentences(
            sentences,
            title=article.title or "",
            count=task.sentences,
            method=task.method,
            article_id=article.id,
            bonus=weigh_evidence(figures, forecasts),
        )
    except Exception as error:  # noqa: BLE001 - whatever a library throws, the article stays
        lead = tuple(RankedSentence(s, 0.0) for s in sentences[: task.sentences])
        note = f"no summary ({type(error).__name__}): the first sentences stand in for it"
        return Summary(article.id, "lead", lead), (Problem(article.id, "summary", note),)
    return summary, ()


def _find_problems(article: Article, forecasts: Sequence[Forecast]) -> tuple[Problem, ...]:
    """Collect what a person should look at in one article."""
    notes = [Problem(article.id, "warning", warning) for warning in article.warnings]
    notes += _find_hidden(article)
    notes += [
        Problem(article.id, "speaker to check", forecast.holder or "", forecast.span)
        for forecast in forecasts
        if forecast.holder_status == "check"
    ]
    return tuple(notes)


def _find_hidden(article: Article) -> list[Problem]:
    """Tell of each sign that stands for something hidden once, at its first place."""
    places: dict[str, list[Span]] = {}
    for hidden in find_hidden(article.text):
        places.setdefault(hidden.sign, []).append(hidden.span)
    return [
        Problem(article.id, "hidden character", f"{sign} ×{len(spans)}", spans[0])
        for sign, spans in places.items()
    ]


def combine(
    findings: Sequence[ArticleFindings],
    *,
    corpus: CorpusConfig,
    config: Config,
    as_of: date,
    curation: Curation | None = None,
    skipped: Sequence[Skipped] = (),
    problems: Sequence[Problem] = (),
) -> Analysis:
    """Join what the articles give: facts told more than once, questions, what came due.

    ``curation`` is what the analyst pinned, dropped and corrected; the findings of the
    analysis stay whole, so that they can be combined again with another one.
    """
    curation = curation or Curation()
    whole = _number(findings)
    findings, remarks = curate(whole, curation)
    origins = find_origins(findings)
    by_id = {s.id: s for f in findings for s in f.sentences}
    figures = tuple(
        replace(figure, label=label_figure(figure, corpus=corpus))
        for f in findings
        for figure in f.figures
    )
    groups = group_figures(
        figures,
        sentences=by_id,
        articles=[f.article for f in findings],
        origins=origins,
        corpus=corpus,
    )
    forecasts, questions = pose_questions(
        tuple(p for f in findings for p in f.forecasts), corpus=corpus, sentences=by_id
    )
    forecasts = resolve(mark_due(forecasts, as_of=as_of), findings=findings)
    return Analysis(
        provenance=Provenance(
            __version__, _config_hash(config, corpus), as_of, config.summary.method, "janome"
        ),
        title=corpus.title,
        findings=whole,
        corpus_summary=curate_summary(
            summarise_corpus(
                findings, count=config.summary.corpus_sentences, method=config.summary.method
            ),
            findings,
            curation,
        ),
        figures=figures,
        figure_groups=groups,
        forecasts=forecasts,
        questions=questions,
        origins=origins,
        skipped=tuple(skipped),
        problems=(*(p for f in findings for p in f.problems), *problems),
        remarks=remarks,
        words=AnalystWords(
            curation.title, curation.bottom_line, curation.comment, curation.implication
        ),
    )


def _number(findings: Sequence[ArticleFindings]) -> tuple[ArticleFindings, ...]:
    """Give figures and forecasts ids that hold across the corpus, in the order of the text."""
    numbered, figure_at, forecast_at = [], 0, 0
    for f in findings:
        figures = tuple(replace(x, id=f"F{figure_at + n}") for n, x in enumerate(f.figures, 1))
        forecasts = tuple(
            replace(x, id=f"P{forecast_at + n}") for n, x in enumerate(f.forecasts, 1)
        )
        figure_at, forecast_at = figure_at + len(figures), forecast_at + len(forecasts)
        numbered.append(replace(f, figures=figures, forecasts=forecasts))
    return tuple(numbered)


def analyse(
    paths: Sequence[Path | str],
    config: Config | None = None,
    *,
    corpus: CorpusConfig | None = None,
    as_of: date | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> Analysis:
    """Read the articles under ``paths`` and find what they say, apart and together.

    ``corpus`` None reads the corpus.yaml beside the articles, if there is one. ``as_of``
    None means the config's date, else SOURCE_DATE_EPOCH, else today. ``on_progress`` is told
    (articles done, articles in all).

    Raises:
        CorpusError: no article could be read, or ``is_cancelled`` answered True.
        ConfigError: the corpus.yaml is wrong.
    """
    config = config or Config()
    places = [Path(path) for path in paths]
    if corpus is None:
        beside = Path(config.corpus_file) if config.corpus_file else find_corpus_file(places)
        corpus = load_corpus(beside)
    sources, skipped = find_sources(
        places, follow_symlinks=config.follow_symlinks, max_bytes=config.max_file_bytes
    )
    sources, own = _leave_briefs(sources)
    sources, replaced = _prefer_originals(sources)
    tasks = [
        ArticleTask(
            source,
            f"S{number}",
            corpus.articles.get(source.path) or corpus.articles.get(Path(source.path).name),
            corpus.outlets,
            config.summary.method,
            config.summary.sentences,
        )
        for number, source in enumerate(sources, 1)
    ]
    answers = run_tasks(
        tasks,
        analyse_article,
        jobs=config.jobs,
        on_progress=on_progress,
        is_cancelled=is_cancelled,
    )
    read = [answer for answer in answers if isinstance(answer, ArticleFindings)]
    findings = [f for f in read if _in_time(f, config)]
    skipped = (*skipped, *own, *replaced, *(a for a in answers if isinstance(a, Skipped)))
    if not findings:
        reasons = [f"{s.path}: {s.reason}" for s in skipped[:_REASONS]]
        reasons += [f"{len(read)} published outside --since and --until"] if read else []
        raise CorpusError(f"no article to read{': ' if reasons else ''}{'; '.join(reasons)}")
    return combine(
        findings,
        corpus=corpus,
        config=config,
        as_of=as_of or config.as_of or today(),
        curation=load_curation(Path(config.curation)),
        skipped=sorted(skipped, key=lambda skip: (skip.path, skip.reason)),
    )


def _leave_briefs(
    sources: Sequence[SourceFile],
) -> tuple[tuple[SourceFile, ...], tuple[Skipped, ...]]:
    """Leave out rkbrief's own briefs: a brief is no evidence for what it was made of."""
    kept = tuple(source for source in sources if not _OWN_SEAL.search(source.data))
    left = [source for source in sources if _OWN_SEAL.search(source.data)]
    return kept, tuple(Skipped(source.path, "a brief by rkbrief") for source in left)


def _prefer_originals(
    sources: Sequence[SourceFile],
) -> tuple[tuple[SourceFile, ...], tuple[Skipped, ...]]:
    """Leave out each digest whose original lies in the corpus too."""
    present = {source.sha256 for source in sources}
    kept, replaced = [], []
    for source in sources:
        digest = None
        if b"digest_of:" in source.data[:4096]:
            digest = read_article(source.data, name=source.path).digest_of
        if digest and digest.sha256 in present:
            replaced.append(Skipped(source.path, f"its original {digest.file} is in the corpus"))
        else:
            kept.append(source)
    return tuple(kept), tuple(replaced)


def _in_time(findings: ArticleFindings, config: Config) -> bool:
    """Tell whether an article lies between ``since`` and ``until``; undated ones always do."""
    published = findings.article.published
    if published is None:
        return True
    return (config.since is None or config.since <= published) and (
        config.until is None or published <= config.until
    )


def _config_hash(config: Config, corpus: CorpusConfig) -> str:
    """Hash every setting that can change a word of a brief, and none that cannot."""
    settings = msgspec.to_builtins(config)
    settings["brief"].pop("template_folder", None)
    for name in _WHERE_NOT_HOW:
        settings.pop(name, None)
    packed = msgspec.json.encode([settings, msgspec.to_builtins(corpus)], order="deterministic")
    return hashlib.sha256(packed).hexdigest()
