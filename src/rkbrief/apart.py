"""Analysis in a process of its own, so that a front end stays quick while Janome works.

In a thread Janome and numpy hold the interpreter for tens of milliseconds at a time, and a key
waits as long. The process lives as long as its front end: Janome is loaded once, the terms
of every sentence stay remembered, and a curation is combined anew in a moment. What it finds
is sent over once; afterwards only what a curation can change. Briefs are drafted there too,
of the analysis that was sent last.
"""

from __future__ import annotations

import os
import threading
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from rkbrief.config import BriefSettings, Config, CorpusConfig, find_corpus_file, load_corpus
from rkbrief.curation import Curation
from rkbrief.errors import CorpusError, RkbriefError
from rkbrief.fingerprint import digest_reading
from rkbrief.model import Analysis
from rkbrief.parcels import pack, unpack
from rkbrief.spawning import prepare_spawning

if TYPE_CHECKING:
    from rkbrief.brief.record import Record

_POLL_SECONDS = 0.05
_ENDED = "the process that analyses came to an end; read again"


@dataclass(slots=True)
class Workroom:
    """The process that analyses the articles under ``places``; started when first needed.

    May be called from any thread; one call waits for the other.
    """

    places: Sequence[Path]
    config: Config
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _process: SpawnProcess | None = None
    _line: Connection | None = None
    _latest: Analysis | None = None
    _closed: bool = False

    def analyse(
        self, *, on_progress: Callable[[int, int], object], is_cancelled: Callable[[], bool]
    ) -> Analysis:
        """Read the articles and find what they say; see :func:`rkbrief.pipeline.analyse`.

        Raises:
            RkbriefError: it cannot be done, or ``is_cancelled`` answered True.
        """
        with self._lock:
            self._latest = unpack(self._ask("analyse", (), on_progress, is_cancelled))
            return self._latest

    def combine(self, analysis: Analysis, curation: Curation) -> Analysis:
        """Make ``analysis`` anew under a curation.

        Raises:
            RkbriefError: it cannot be done.
        """
        with self._lock:
            latest = self._known()
            known = latest is not None and latest.findings is analysis.findings
            bare = replace(analysis, figures=(), figure_groups=(), forecasts=(), questions=())
            sent = pack(replace(bare, findings=()) if known else bare)
            answer = unpack(self._ask("combine", (sent, curation)))
            self._latest = replace(answer, findings=analysis.findings)
            return self._latest

    def render(self, analysis: Analysis, settings: BriefSettings, previous: Record | None) -> str:
        """Write the brief of ``analysis``; see :func:`rkbrief.brief.render.render_brief`.

        Raises:
            RkbriefError: there is none; the message says why.
        """
        with self._lock:
            parcel = None if self._known() is analysis else pack(analysis)
            text: str = self._ask("render", (parcel, settings, previous))
            self._latest = analysis
            return text

    def close(self) -> None:
        """End the process, whatever it is at."""
        self._closed = True
        self._end()

    def _known(self) -> Analysis | None:
        """Return the analysis that the process has, None when there is no process."""
        alive = self._process is not None and self._process.is_alive()
        return self._latest if alive else None

    def _ask(
        self,
        what: str,
        given: tuple[object, ...],
        on_progress: Callable[[int, int], object] = lambda _done, _total: None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> Any:  # noqa: ANN401 - what was asked for
        """Have something done in the process and wait for the answer."""
        try:
            line = self._open()
            line.send((what, given))
            while True:
                while not line.poll(_POLL_SECONDS):
                    if self._closed or is_cancelled():
                        self._end()
                        raise CorpusError("cancelled")
                kind, content = line.recv()
                if kind == "progress":
                    on_progress(*content)
                elif kind == "error":
                    raise content
                elif kind == "defect":
                    raise RuntimeError(f"in the process that analyses:\n{content}")
                else:
                    return content
        except (EOFError, OSError) as error:
            self._end()
            raise CorpusError(_ENDED) from error

    def _open(self) -> Connection:
        """Return the line to the process, starting it where there is none."""
        if self._closed:
            raise CorpusError("cancelled")
        if self._line is not None and self._process is not None and self._process.is_alive():
            return self._line
        self._end()
        context = prepare_spawning()
        ours, theirs = context.Pipe()
        # Not a daemon: those may not open workers of their own, which --jobs asks for.
        process = context.Process(
            target=serve, args=(theirs, tuple(self.places), self.config), daemon=False
        )
        process.start()
        theirs.close()
        self._process, self._line = process, ours
        return ours

    def _end(self) -> None:
        """Kill the process: a person who cancels does not wait for a long article."""
        process, self._process = self._process, None
        self._latest = None
        if process is not None:
            process.kill()
            process.join()
        line, self._line = self._line, None
        if line is not None:
            line.close()


def serve(line: Connection, places: tuple[Path, ...], config: Config) -> None:
    """Answer what comes over ``line`` until it is closed. Runs in the process apart."""
    _be_silent()
    try:
        _serve(line, places, config)
    except BaseException:  # noqa: BLE001 - told to the front end, which ends over it
        line.send(("defect", traceback.format_exc()))


def _serve(line: Connection, places: tuple[Path, ...], config: Config) -> None:
    """Load what analyses, then answer."""
    digest_reading()  # of the very files that are loaded next
    from rkbrief.engine import host_workers, prepare_worker

    prepare_worker()  # before what is imported next compiles its patterns
    from rkbrief.pipeline import analyse  # not in the parent, which has a screen to paint
    from rkbrief.records import open_store

    host_workers()
    latest: Analysis | None = None
    corpus: CorpusConfig | None = None
    while True:
        try:
            what, given = line.recv()
        except (EOFError, OSError):
            return
        try:
            if what == "render":
                parcel, *others = given
                latest = unpack(parcel) if parcel else latest
                line.send(("answer", _render(latest, *others)))
                continue
            if what == "analyse" or corpus is None:
                corpus = _load_corpus(places, config)
            if what == "analyse":
                with open_store(config.cache) as store:
                    latest = analyse(
                        places,
                        config,
                        corpus=corpus,
                        store=store,
                        on_progress=lambda done, total: line.send(("progress", (done, total))),
                    )
                line.send(("answer", pack(latest)))
            else:
                latest = _combine(*given, latest=latest, corpus=corpus, config=config)
                line.send(("answer", pack(replace(latest, findings=()))))
        except RkbriefError as error:
            line.send(("error", error))
        except BaseException:  # noqa: BLE001 - told to the front end, which ends over it
            line.send(("defect", traceback.format_exc()))


def _render(analysis: Analysis | None, settings: BriefSettings, previous: Record | None) -> str:
    """Write a brief of what was sent or found last."""
    from rkbrief.brief.render import render_brief

    if analysis is None:
        raise CorpusError(_ENDED)
    return render_brief(analysis, settings.template, settings=settings, previous=previous)


def _load_corpus(places: tuple[Path, ...], config: Config) -> CorpusConfig:
    """Read the corpus.yaml of these articles."""
    return load_corpus(Path(config.corpus_file) if config.corpus_file else find_corpus_file(places))


def _combine(
    parcel: bytes,
    curation: Curation,
    *,
    latest: Analysis | None,
    corpus: CorpusConfig,
    config: Config,
) -> Analysis:
    """Combine what was sent, with the findings from before where none were."""
    from rkbrief.pipeline import combine

    sent = unpack(parcel)
    return combine(
        sent.findings or (latest.findings if latest else ()),
        corpus=corpus,
        config=config,
        as_of=sent.provenance.as_of,
        curation=curation,
        skipped=sent.skipped,
    )


def _be_silent() -> None:
    """Let nothing that a library prints reach the screen, which belongs to the dashboard."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
