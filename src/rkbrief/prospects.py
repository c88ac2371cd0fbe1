"""What the forecasts of all articles come to: their questions, what came due, how it ended.

It needs nothing of what the figures come to, so a large corpus has it done in a process beside.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from rkbrief.analysis.events import keep_things
from rkbrief.analysis.questions import mark_due, pose_questions, resolve
from rkbrief.analysis.terms import Spellings
from rkbrief.config import CorpusConfig
from rkbrief.engine import can_spawn, count_processes, kill, open_pool
from rkbrief.model import ArticleFindings, Forecast, Horizon, Question, Resolution, Stance
from rkbrief.textless import leave_texts_out, put_texts_in

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

LEAST_TEXT = 250_000
"""Characters of the articles from which a process beside saves more time than it takes to start."""
_PIECE = 20
"""Articles that are sent at once: all together they would take their room once more."""
_taken: list[ArticleFindings] = []

Stories = Mapping[str, Sequence[str]]
Prospects = tuple[tuple[Forecast, ...], tuple[Question, ...]]
_Told = tuple[str | None, Stance | None, Horizon | None, Resolution | None]
"""All that joining tells of a forecast."""


class _Given(Struct, frozen=True, gc=False):
    """What there is to read: the articles, their settings, the day, who tells one story."""

    findings: Sequence[ArticleFindings]
    corpus: CorpusConfig
    as_of: date
    stories: Stories


@contextmanager
def reading_prospects(
    findings: Sequence[ArticleFindings],
    *,
    corpus: CorpusConfig,
    as_of: date,
    stories: Stories,
    jobs: int,
) -> Iterator[Callable[[], Prospects]]:
    """Yield what returns the forecasts with what came of them, and their questions.

    Of a large corpus, where ``jobs`` allow for another process, that one reads
    them while the block is run. If it dies, they are read here when they are asked for.
    """
    given = _Given(findings, corpus, as_of, stories)
    large = sum(len(f.article.text) for f in findings) >= LEAST_TEXT
    if not large or count_processes(jobs) == 1 or not can_spawn():
        yield partial(_read, given)
        return
    from concurrent.futures.process import BrokenProcessPool

    pool = open_pool(1)
    sent: list[Future[bytes]] = []

    def take() -> Prospects:
        try:
            packed = [each.result() for each in sent][-1]
        except (BrokenProcessPool, IndexError):
            return _read(given)
        told, questions = pickle.loads(packed)  # noqa: S301 - of our own process
        forecasts = [forecast for f in findings for forecast in f.forecasts]
        return tuple(_note(*each) for each in zip(forecasts, told, strict=True)), questions

    try:
        with suppress(BrokenProcessPool, OSError):
            sent += _send(given, pool)
        yield take
    except BaseException:
        kill(pool)
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _read(given: _Given) -> Prospects:
    """Ask the questions of all forecasts, and tell which came due and how they ended."""
    forecasts, questions = pose_questions(
        tuple(p for f in given.findings for p in f.forecasts),
        corpus=given.corpus,
        sentences={s.id: s for f in given.findings for s in f.sentences},
        stories=given.stories,
    )
    due = mark_due(forecasts, as_of=given.as_of)
    names = Spellings(keep_things(given.corpus.aliases))
    resolved = resolve(due, findings=given.findings, spell=names.unify, stories=given.stories)
    return resolved, questions


def _send(given: _Given, pool: ProcessPoolExecutor) -> list[Future[bytes]]:
    """Give another process what there is to read, piece by piece; the last answer is its own.

    The others are asked for, too: a piece that did not arrive must not be missed in silence.
    """
    parcels: list[Any] = [_Parcel(f) for f in given.findings]  # they arrive as findings
    pieces = [parcels[at : at + _PIECE] for at in range(0, len(parcels), _PIECE)]
    taken = [pool.submit(_take_in, piece) for piece in pieces]
    return [*taken, pool.submit(_tell, replace(given, findings=()))]


class _Parcel:
    """The findings of an article, which arrive in another process as what is read there.

    Each text that is pickled keeps its UTF-8 beside itself as long as it lives, half as large
    again as itself. So only the article's is sent, as bytes.
    """

    def __init__(self, findings: ArticleFindings) -> None:
        self._findings = findings

    def __reduce__(self) -> tuple[Callable[..., ArticleFindings], tuple[object, ...]]:
        """Return what is put together again. Called as late as the text is sent."""
        article = self._findings.article
        lean = replace(
            self._findings,
            article=replace(article, dropped=()),
            figures=(),
            summary=replace(self._findings.summary, sentences=()),
            problems=(),
            words=b"",
        )
        data = article.text.encode("utf-8", "surrogatepass")
        return _unpack, (leave_texts_out(lean), data)


def _unpack(lean: ArticleFindings, data: bytes) -> ArticleFindings:
    """Return the findings of a parcel with the slices of their text."""
    article, text = lean.article, data.decode("utf-8", "surrogatepass")
    return put_texts_in(lean, text, article_id=article.id, path=article.path)


def _take_in(piece: Sequence[ArticleFindings]) -> bytes:
    """Keep some of the articles, in the process beside; there is nothing to tell yet."""
    _taken.extend(piece)
    return b""


def _tell(given: _Given) -> bytes:
    """Return a pickle of what was not known of each forecast before, and of the questions.

    It is read when it is asked for: until then it takes a tenth of the room.
    """
    forecasts, questions = _read(replace(given, findings=_taken))
    told: list[_Told] = [(f.question_id, f.stance, f.horizon, f.resolution) for f in forecasts]
    return pickle.dumps((told, questions), pickle.HIGHEST_PROTOCOL)


def _note(forecast: Forecast, told: _Told) -> Forecast:
    """Return a forecast with what joining tells of it."""
    known = forecast.question_id, forecast.stance, forecast.horizon, forecast.resolution
    if known == told:
        return forecast
    question_id, stance, horizon, resolution = told
    return replace(
        forecast, question_id=question_id, stance=stance, horizon=horizon, resolution=resolution
    )
