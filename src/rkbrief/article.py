"""One article: what there is to do, and what it says by itself.

:func:`analyse_article` is pure and knows no other article: it is what a pool runs and a store
keeps.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct, field

from rkbrief.allowed import Tokenizer
from rkbrief.analysis.summaries import summarise_sentences, weigh_evidence
from rkbrief.config import ArticleNote, OutletNote
from rkbrief.corpus.files import SourceFile
from rkbrief.errors import CorpusError
from rkbrief.language.content import NO_WORDS, fold_words, known_words
from rkbrief.language.morphology import expect, noting_failures, ran_out_of_time
from rkbrief.language.sentences import split_sentences
from rkbrief.language.tokenizers import tokenizing_by
from rkbrief.model import (
    Article,
    ArticleFindings,
    Figure,
    Forecast,
    Problem,
    RankedSentence,
    Sentence,
    Span,
    Summary,
)
from rkbrief.orders import is_failure
from rkbrief.patience import stopped_when_long
from rkbrief.safe_text import find_hidden

_BLANKS = re.compile(r"\s*")


class ArticleTask(Struct, frozen=True, gc=False):
    """One article to analyse and all that the answer depends on."""

    source: SourceFile
    article_id: str
    note: ArticleNote | None = None
    outlets: Mapping[str, OutletNote] = field(default_factory=dict)
    method: str = "coverage"
    sentences: int = 3
    tokenizer: Tokenizer = "janome"

    @property
    def made_from(self) -> tuple[bytes, ...]:
        """All that the findings depend on, but for the program and the article's name and id."""
        ending = os.path.splitext(self.source.path)[1].lower()  # noqa: PTH122 - tells the format
        options = (ending, self.note, self.outlets, self.method, self.sentences, self.tokenizer)
        return (self.source.sha256.encode(), msgspec.json.encode(options, order="deterministic"))


def analyse_article(task: ArticleTask) -> ArticleFindings:
    """Read one article and find what it says by itself. Pure: the same task, the same findings.

    Raises:
        CorpusError: there is no article in the file, or it takes too long; the message is the
            reason.
    """
    with tokenizing_by(task.tokenizer), noting_failures() as failures:
        found = _find_in_time(task, failures)
        summary, troubles = _summarise(found, task, failures)
        article = found.article
        unknown = NO_WORDS if troubles else ""  # nobody is to ask what failed once more
        texts = (article.title or "", *(sentence.text for sentence in found.sentences))
        return ArticleFindings(
            article,
            found.sentences,
            found.figures,
            found.forecasts,
            summary,
            problems=(*_find_problems(article, found.forecasts), *troubles),
            words=fold_words(known_words(text) or unknown for text in texts),
        )


class _Found(Struct, frozen=True, gc=False):
    """What stands in one article."""

    article: Article
    sentences: tuple[Sentence, ...]
    figures: tuple[Figure, ...]
    forecasts: tuple[Forecast, ...]


def _find_in_time(task: ArticleTask, failures: Sequence[BaseException]) -> _Found:
    """Find what stands in the article; without morphemes where their tokenizer hung."""
    for _ in range(2):
        try:
            with stopped_when_long(len(task.source.data)):
                return _find(task)
        except TimeoutError as error:
            late = error
            if not ran_out_of_time(failures):
                break
    raise CorpusError(str(late)) from late


def _find(task: ArticleTask) -> _Found:
    # Patterns that take 0.1 s to compile: nothing for a run whose articles are all known.
    from rkbrief.analysis.figures import find_figures
    from rkbrief.analysis.forecasts import find_forecasts
    from rkbrief.corpus.reader import read_article

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
    expect((article.title or "", *(s.text for s in sentences if s.kind != "heading")))
    figures = find_figures(sentences, reference=article.reference_date)
    forecasts = find_forecasts(
        sentences,
        author=article.author,
        publisher=article.publisher,
        title=article.title,
        reference=article.reference_date,
        labels=_labels(article, sentences),
    )
    return _Found(article, sentences, figures, forecasts)


def _labels(article: Article, sentences: Sequence[Sentence]) -> dict[str, str]:
    """Return the label that an interview sets in front of a sentence, by sentence id."""
    behind: dict[int, str] = {}
    for dropped in article.dropped:
        if dropped.rule == "speaker_label":
            gap = _BLANKS.match(article.text, dropped.span.end)
            begins = gap.end() if gap else dropped.span.end
            behind[begins] = dropped.text + ("\u3000" if gap and "\n" in gap[0] else "")
    return {s.id: behind[s.span.start] for s in sentences if s.span.start in behind}


def _summarise(
    found: _Found, task: ArticleTask, failures: Sequence[BaseException]
) -> tuple[Summary, tuple[Problem, ...]]:
    """Summarise; a tokenizer or summariser that fails costs this article its ranking only."""
    article = found.article
    try:
        with stopped_when_long(len(task.source.data)):
            summary = summarise_sentences(
                found.sentences,
                title=article.title or "",
                count=task.sentences,
                method=task.method,
                article_id=article.id,
                bonus=weigh_evidence(found.figures, found.forecasts),
            )
        error: BaseException | None = next(iter(failures), None)
    except BaseException as raised:  # whatever a library throws, the article stays
        if not is_failure(raised):
            raise
        error = raised
    if error is None:
        return summary, ()
    lead = tuple(RankedSentence(s, 0.0) for s in found.sentences[: task.sentences])
    note = f"no summary ({type(error).__name__}): the first sentences stand in for it"
    return Summary(article.id, "lead", lead), (Problem(article.id, "summary", note),)


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
    for span, sign in find_hidden(article.text):
        places.setdefault(sign, []).append(span)
    return [
        Problem(article.id, "hidden character", f"{sign} ×{len(spans)}", spans[0])
        for sign, spans in places.items()
    ]
