"""Joining what the articles give: facts told more than once, questions, what came due."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

import msgspec
from msgspec.structs import replace

from rkbrief import __version__
from rkbrief.analysis.grouping import group_figures
from rkbrief.analysis.independence import find_origins
from rkbrief.analysis.labels import label_figure
from rkbrief.analysis.packed import Readings, join, pack_figures, pack_forecasts
from rkbrief.analysis.partition import part_by_story
from rkbrief.analysis.sentences_by_id import SentencesById
from rkbrief.analysis.stories import part_in_time
from rkbrief.analysis.summaries import summarise_corpus
from rkbrief.config import Config, CorpusConfig
from rkbrief.curation import Curation, curate, curate_summary
from rkbrief.language.content import tell_words, unfold_words
from rkbrief.language.tokenizers import tokenizing_by
from rkbrief.model import (
    Analysis,
    AnalystWords,
    ArticleFindings,
    Figure,
    FigureGroup,
    Forecast,
    Label,
    Problem,
    Provenance,
    Question,
    Skipped,
    Summary,
)
from rkbrief.orders import is_failure
from rkbrief.patience import stopped_when_long
from rkbrief.prospects import Awaited, Stories, reading_prospects

_WHERE_NOT_HOW = (
    "as_of",  # which a brief names itself
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
    findings: Iterable[ArticleFindings],
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
    whole = _name(findings, corpus)
    findings, remarks = curate(whole, curation)
    # First: it lets go of the memory that it takes, and the stages after it use that again.
    summary = summarise(findings) if summarise else summarise_anew(findings, config)
    origins = find_origins(findings)
    groups, forecasts, questions, stories = _join(
        findings, corpus=corpus, as_of=as_of, origins=origins, jobs=config.jobs
    )
    articles = [f.article.id for f in findings]
    ties = [group.article_ids for group in groups] + _list_answering(forecasts, questions)
    return Analysis(
        provenance=Provenance(
            __version__,
            _config_hash(config, corpus, curation),
            as_of,
            config.summary.method,
            config.tokenizer,
        ),
        title=corpus.title,
        findings=whole,
        corpus_summary=curate_summary(summary, findings, curation),
        figures=join([f.figures for f in findings]),
        figure_groups=groups,
        forecasts=forecasts,
        questions=questions,
        origins=origins,
        stories=part_by_story(articles, stories, ties),
        skipped=tuple(skipped),
        problems=(*(p for f in findings for p in f.problems), *problems),
        remarks=remarks,
        words=AnalystWords(
            curation.title, curation.bottom_line, curation.comment, curation.implication
        ),
    )


def _join(
    findings: Sequence[ArticleFindings],
    *,
    corpus: CorpusConfig,
    as_of: date,
    origins: Sequence[Sequence[str]],
    jobs: int,
) -> tuple[Sequence[FigureGroup], Sequence[Forecast], tuple[Question, ...], Stories]:
    """Return the facts of all figures, the forecasts with what came of them, their questions.

    The last are the articles that tell one story.
    """
    published = {f.article.id: f.article.published for f in findings}
    with reading_prospects(findings, corpus=corpus, as_of=as_of, jobs=jobs) as reading:
        groups = group_figures(
            join([f.figures for f in findings]),
            sentences=SentencesById(findings),
            articles=[f.article for f in findings],
            origins=origins,
            corpus=corpus,
            stories=Awaited(lambda: part_in_time(reading.stories, published)),
            forecasts=join([f.forecasts for f in findings]),
        )
        return groups, *reading.take_prospects(), reading.stories


def has_no_summary(findings: ArticleFindings) -> bool:
    """Tell whether a summariser failed at an article, whose first sentences stand in."""
    return any(problem.kind == "summary" for problem in findings.problems)


def summarise_anew(findings: Sequence[ArticleFindings], config: Config) -> Summary:
    """Pick the sentences of the whole corpus (0.1 s to load numpy).

    An article that the summariser failed at has none of them: it would fail again, and cost those
    of the others. Where it fails or hangs all the same, each article's first sentences stand in,
    by the method ``lead``.
    """
    count = config.summary.corpus_sentences
    fit = [f for f in findings if not has_no_summary(f)] or findings
    with tokenizing_by(config.tokenizer), _telling_words(findings):
        try:
            with stopped_when_long(sum(len(f.article.text) for f in findings)):
                return summarise_corpus(fit, count=count, method=config.summary.method)
        except BaseException as error:  # whatever a library throws, the findings stay
            if not is_failure(error):
                raise
            return summarise_corpus(findings, count=count, method="lead")


def _name(findings: Iterable[ArticleFindings], corpus: CorpusConfig) -> tuple[ArticleFindings, ...]:
    """Give figures and forecasts ids that hold across the corpus, and figures their labels.

    Ids are in the order of the text.
    """
    named, figure_at, forecast_at = [], 0, 0
    labels: dict[Label, Label] = {}  # most are equal to another
    figures_known: Readings[Figure] = {}
    forecasts_known: Readings[Forecast] = {}
    for f in findings:
        figures = []
        for n, x in enumerate(f.figures, figure_at + 1):
            label = label_figure(x, corpus=corpus, text=f.article.text)
            figures.append(replace(x, id=f"F{n}", label=labels.setdefault(label, label)))
        forecasts = [replace(x, id=f"P{n}") for n, x in enumerate(f.forecasts, forecast_at + 1)]
        figure_at, forecast_at = figure_at + len(figures), forecast_at + len(forecasts)
        named.append(
            replace(
                f,
                figures=pack_figures(f.article, figures, figures_known),
                forecasts=pack_forecasts(f.article, forecasts, forecasts_known),
            )
        )
    return tuple(named)


@contextmanager
def _telling_words(findings: Sequence[ArticleFindings]) -> Iterator[None]:
    """Let nothing that is run inside tokenise what an article was tokenised for."""
    words: dict[str, str] = {}
    for f in findings:
        texts = (f.article.title or "", *(sentence.text for sentence in f.sentences))
        own = zip(texts, unfold_words(f.words), strict=False)  # what is made by hand has no words
        words.update((text, packed) for text, packed in own if packed)
    tell_words(words)
    try:
        yield
    finally:
        tell_words({})


def _list_answering(
    forecasts: Sequence[Forecast], questions: Sequence[Question]
) -> list[list[str]]:
    """Return the articles that answer each question."""
    told_by = {f.id: f.article_id for f in forecasts}
    return [[told_by[i] for i in question.forecast_ids if i in told_by] for question in questions]


def _config_hash(config: Config, corpus: CorpusConfig, curation: Curation) -> str:
    """Hash all settings and words of the analyst's that can change a brief, and no others."""
    settings = msgspec.to_builtins(config)
    settings["brief"].pop("template_folder", None)
    for name in _WHERE_NOT_HOW:
        settings.pop(name, None)
    hashed = [settings, msgspec.to_builtins(corpus)]
    if curation != Curation():
        hashed.append(msgspec.to_builtins(curation))
    packed = msgspec.json.encode(hashed, order="deterministic")
    return hashlib.sha256(packed).hexdigest()
