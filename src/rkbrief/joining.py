"""Joining what the articles give: facts told more than once, questions, what came due."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import msgspec

from rkbrief import __version__
from rkbrief.allowed import Tokenizer
from rkbrief.analysis.grouping import group_figures
from rkbrief.analysis.independence import find_origins
from rkbrief.analysis.labels import label_figure
from rkbrief.analysis.questions import mark_due, pose_questions, resolve
from rkbrief.analysis.summaries import summarise_corpus
from rkbrief.config import Config, CorpusConfig
from rkbrief.curation import Curation, curate, curate_summary
from rkbrief.language.content import tell_words
from rkbrief.language.tokenizers import tokenizing_by
from rkbrief.model import (
    Analysis,
    AnalystWords,
    ArticleFindings,
    Figure,
    FigureGroup,
    Forecast,
    Problem,
    Provenance,
    Question,
    Skipped,
    Summary,
)

_WHERE_NOT_HOW = (
    "cache",
    "corpus",
    "corpora",
    "corpus_file",
    "corpus_name",
    "curation",
    "dashboard",
    "output",
    "jobs",
    "scheduler",
    "strict",
    "format",
)
"""Settings that say where a brief is made and not what it says: left out of its hash."""

Summarise = Callable[[Sequence[ArticleFindings]], Summary]
"""Picks the sentences of the whole corpus."""


def combine(
    findings: Sequence[ArticleFindings],
    *,
    corpus: CorpusConfig,
    config: Config,
    as_of: date,
    curation: Curation | None = None,
    skipped: Sequence[Skipped] = (),
    problems: Sequence[Problem] = (),
    summarise: Summarise | None = None,
) -> Analysis:
    """Join what the articles give: facts told more than once, questions, what came due.

    ``curation`` is what the analyst pinned, dropped and corrected; the findings of the
    analysis stay whole, so that they can be combined again with another one. ``summarise``
    takes the place of picking the corpus's sentences anew.
    """
    curation = curation or Curation()
    whole = _number(findings)
    _tell_words(whole, config.tokenizer)
    findings, remarks = curate(whole, curation)
    origins = find_origins(findings)
    figures, groups = _join_figures(findings, origins, corpus)
    forecasts, questions = _join_forecasts(findings, corpus, as_of)
    summary = summarise(findings) if summarise else summarise_anew(findings, config)
    return Analysis(
        provenance=Provenance(
            __version__,
            _config_hash(config, corpus),
            as_of,
            config.summary.method,
            config.tokenizer,
        ),
        title=corpus.title,
        findings=whole,
        corpus_summary=curate_summary(summary, findings, curation),
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


def summarise_anew(findings: Sequence[ArticleFindings], config: Config) -> Summary:
    """Pick the sentences of the whole corpus (0.1 s to load numpy)."""
    with tokenizing_by(config.tokenizer):
        return summarise_corpus(
            findings, count=config.summary.corpus_sentences, method=config.summary.method
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


def _tell_words(findings: Sequence[ArticleFindings], tokenizer: Tokenizer) -> None:
    """Let no stage of joining tokenise what an article was tokenised for."""
    words = {f.article.title: f.title_words for f in findings if f.article.title}
    for f in findings:
        own = zip(f.sentences, f.words, strict=False)  # records made by hand have no words
        words.update((sentence.text, packed) for sentence, packed in own if packed)
    with tokenizing_by(tokenizer):
        tell_words(words)


def _join_figures(
    findings: Sequence[ArticleFindings],
    origins: tuple[tuple[str, ...], ...],
    corpus: CorpusConfig,
) -> tuple[tuple[Figure, ...], tuple[FigureGroup, ...]]:
    """Label all figures, and group those that tell one fact."""
    figures = tuple(
        replace(figure, label=label_figure(figure, corpus=corpus))
        for f in findings
        for figure in f.figures
    )
    groups = group_figures(
        figures,
        sentences={s.id: s for f in findings for s in f.sentences},
        articles=[f.article for f in findings],
        origins=origins,
        corpus=corpus,
    )
    return figures, groups


def _join_forecasts(
    findings: Sequence[ArticleFindings], corpus: CorpusConfig, as_of: date
) -> tuple[tuple[Forecast, ...], tuple[Question, ...]]:
    """Ask the questions of all forecasts, and tell which came due and how they ended."""
    forecasts, questions = pose_questions(
        tuple(p for f in findings for p in f.forecasts),
        corpus=corpus,
        sentences={s.id: s for f in findings for s in f.sentences},
    )
    return resolve(mark_due(forecasts, as_of=as_of), findings=findings), questions


def _config_hash(config: Config, corpus: CorpusConfig) -> str:
    """Hash every setting that can change a word of a brief, and none that cannot."""
    settings = msgspec.to_builtins(config)
    settings["brief"].pop("template_folder", None)
    for name in _WHERE_NOT_HOW:
        settings.pop(name, None)
    packed = msgspec.json.encode([settings, msgspec.to_builtins(corpus)], order="deterministic")
    return hashlib.sha256(packed).hexdigest()
