"""Which articles tell one story, and what all forecasts come to: questions, what came due and how.

It needs nothing of what the figures come to, so a large corpus has it done in a process beside.
The figures need the stories, but late, so that the process beside finds these first.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from rkbrief.analysis.events import keep_things
from rkbrief.analysis.packed import join, pack_again
from rkbrief.analysis.questions import mark_due, pose_questions, resolve
from rkbrief.analysis.sentences_by_id import SentencesById
from rkbrief.analysis.stories import find_stories
from rkbrief.analysis.terms import Spellings
from rkbrief.config import CorpusConfig
from rkbrief.engine import can_spawn, count_processes, kill, open_pool
from rkbrief.model import ArticleFindings, Forecast, Horizon, Question, Resolution, Stance
from rkbrief.sharing import Sharing
from rkbrief.textless import leave_texts_out, put_texts_in

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

LEAST_TEXT = 250_000
"""Characters of the articles from which a process beside saves more time than it takes to start."""
_PIECE = 20
"""Articles that are sent at once: all together they would take their room once more."""
_taken: list[ArticleFindings] = []
_sharing = Sharing()
_found: list[Stories] = []

Stories = Mapping[str, Sequence[str]]
Prospects = tuple[Sequence[Forecast], tuple[Question, ...]]
_Told = tuple[str | None, Stance | None, Horizon | None, Resolution | None]
"""All that joining tells of a forecast."""


class _Given(Struct, frozen=True, gc=False):
    """What there is to read: the articles, their settings, the day."""

    findings: Sequence[ArticleFindings]
    corpus: CorpusConfig
    as_of: date


class Awaited(Mapping[str, Sequence[str]]):
    """Stories that ``find`` gives: whoever looks for one first waits until they are there."""

    def __init__(self, find: Callable[[], Stories]) -> None:
        self._find = cache(find)

    def __getitem__(self, article: str) -> Sequence[str]:
        return self._find()[article]

    def __iter__(self) -> Iterator[str]:
        return iter(self._find())

    def __len__(self) -> int:
        return len(self._find())


class Reading:
    """The stories of the articles and the prospects, read here when they are asked for."""

    def __init__(self, given: _Given) -> None:
        self._given = given

    @cached_property
    def stories(self) -> Stories:
        """The other articles that tell the same story as each: see :func:`find_stories`."""
        return _find_stories(self._given)

    def take_prospects(self) -> Prospects:
        """Return the forecasts with what came of them, and their questions."""
        forecasts, questions = _read(self._given, self.stories)
        return pack_again(self._given.findings, forecasts), questions


class _ReadingBeside(Reading):
    """The same from a process beside; if that dies, it is read here all the same.

    ``sent`` are its answers in order: none to each piece, then the stories, then the prospects.
    They are asked for all: a piece that did not arrive must not be missed in silence.
    """

    def __init__(self, given: _Given, sent: Sequence[Future[bytes]]) -> None:
        super().__init__(given)
        self._sent = sent

    @cached_property
    def stories(self) -> Stories:
        packed = self._wait(self._sent[:-1])
        if packed is None:
            return _find_stories(self._given)
        return pickle.loads(packed)  # type: ignore[no-any-return]  # noqa: S301 - our own process

    def take_prospects(self) -> Prospects:
        packed = self._wait(self._sent)
        if packed is None:
            return super().take_prospects()
        told, questions = pickle.loads(packed)  # noqa: S301 - of our own process
        findings = self._given.findings
        forecasts = join([f.forecasts for f in findings])
        noted = (_note(*each) for each in zip(forecasts, told, strict=True))
        return pack_again(findings, noted), questions

    @staticmethod
    def _wait(sent: Sequence[Future[bytes]]) -> bytes | None:
        """Return the last of some answers, None where the process died."""
        from concurrent.futures.process import BrokenProcessPool

        try:
            return [each.result() for each in sent][-1]
        except (BrokenProcessPool, IndexError):
            return None


@contextmanager
def reading_prospects(
    findings: Sequence[ArticleFindings],
    *,
    corpus: CorpusConfig,
    as_of: date,
    jobs: int,
) -> Iterator[Reading]:
    """Yield what has the stories and the prospects.

    Of a large corpus, where ``jobs`` allow for another process, that one reads them while the
    block is run.
    """
    given = _Given(findings, corpus, as_of)
    large = sum(len(f.article.text) for f in findings) >= LEAST_TEXT
    if not large or count_processes(jobs) == 1 or not can_spawn():
        yield Reading(given)
        return
    from concurrent.futures.process import BrokenProcessPool

    pool = open_pool(1)
    sent: list[Future[bytes]] = []
    try:
        with suppress(BrokenProcessPool, OSError):
            sent += _send(given, pool)
        yield _ReadingBeside(given, sent)
    except BaseException:
        kill(pool)
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _find_stories(given: _Given) -> Stories:
    """Find which articles tell one story."""
    return find_stories(SentencesById(given.findings), Spellings(given.corpus.aliases))


def _read(given: _Given, stories: Stories) -> Prospects:
    """Ask the questions of all forecasts, and tell which came due and how they ended."""
    forecasts, questions = pose_questions(
        tuple(p for f in given.findings for p in f.forecasts),
        corpus=given.corpus,
        sentences=SentencesById(given.findings),
        stories=stories,
    )
    due = mark_due(forecasts, as_of=given.as_of)
    names = Spellings(keep_things(given.corpus.aliases))
    resolved = resolve(due, findings=given.findings, spell=names.unify, stories=stories)
    return resolved, questions


def _send(given: _Given, pool: ProcessPoolExecutor) -> list[Future[bytes]]:
    """Give another process what there is to read, piece by piece, and ask what it reads."""
    parcels: list[Any] = [_Parcel(f) for f in given.findings]  # they arrive as findings
    pieces = [parcels[at : at + _PIECE] for at in range(0, len(parcels), _PIECE)]
    taken = [pool.submit(_take_in, piece) for piece in pieces]
    bare = replace(given, findings=())
    return [*taken, pool.submit(_tell_stories, bare), pool.submit(_tell_prospects, bare)]


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
    _taken.extend(map(_sharing.share, piece))
    return b""


def _tell_stories(given: _Given) -> bytes:
    """Return a pickle of the stories, and keep them for the prospects."""
    _found.append(_find_stories(replace(given, findings=_taken)))
    return pickle.dumps(_found[0], pickle.HIGHEST_PROTOCOL)


def _tell_prospects(given: _Given) -> bytes:
    """Return a pickle of what was not known of each forecast before, and of the questions.

    It is read when it is asked for: until then it takes a tenth of the room.
    """
    forecasts, questions = _read(replace(given, findings=_taken), _found[0])
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
