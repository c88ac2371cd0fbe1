"""The dashboard of one run: what its desk can do, and its end as an exit code."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from rkbrief.apart import Workroom
from rkbrief.brief.writer import inspect_brief, write_atomically
from rkbrief.config import BriefSettings, CacheSettings, Config
from rkbrief.curation import CurationFile
from rkbrief.model import Analysis
from rkbrief.orders import is_failure
from rkbrief.run import Run, locate_corpus, recall
from rkbrief.safe_text import show
from rkbrief.spawning import prepare_spawning
from rkbrief.target import STDOUT, find_target, read_existing
from rkbrief.tui.desk import Desk

if TYPE_CHECKING:
    from rkbrief.brief.record import Record

_FAILED = 1


def open_dashboard(run: Run) -> int:
    """Show the dashboard until it is left; return its exit code.

    Raises:
        ConfigError: the corpus is not there, a file of settings is wrong, or the brief to
            compare with cannot be used.
    """
    places = locate_corpus(run)
    workroom = Workroom(places, choose_config(run))
    desk = lay_desk(run, places, workroom)
    from rkbrief.tui.app import Dashboard
    from rkbrief.tui.choices import check_choices

    chosen = run.config.dashboard
    check_choices(chosen.theme, chosen.keys, run.resolved.origins)
    prepare_spawning()
    app = Dashboard(desk)
    try:
        app.run()
    except BaseException as error:  # of which Textual does not hear
        app.put_back()
        if not is_failure(error):
            raise
        app.failure = app.failure or error
    finally:
        app.let_go()
        workroom.close()
    if app.failure is None:
        return app.return_code or 0
    run.talk.complain(_log(app.failure))
    return app.return_code or _FAILED


def check_dashboard(run: Run) -> None:
    """See that a dashboard of ``run`` could be opened, as :func:`open_dashboard` does.

    Raises:
        ConfigError: it could not; the message says why.
    """
    from rkbrief.tui.choices import check_choices

    chosen = run.config.dashboard
    check_choices(chosen.theme, chosen.keys, run.resolved.origins)
    CurationFile(Path(run.config.curation)).load()
    recall(run)


def choose_config(run: Run) -> Config:
    """Return the settings to analyse by: who is to write nothing keeps nothing either."""
    if not run.read_only:
        return run.config
    return msgspec.structs.replace(run.config, cache=CacheSettings(use=False))


def _log(failure: BaseException) -> str:
    """Keep the traceback of a defect in a file and return the one line that names it.

    The screen it happened on may show anybody's text, so nothing of it goes to the terminal.
    """
    from platformdirs import user_log_path

    told = f"internal error: {type(failure).__name__}"
    log = user_log_path("rkbrief") / "dashboard.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(show("".join(traceback.format_exception(failure))), "utf-8")
    except OSError as error:
        return f"{told}; no log at {log}: {error.strerror}"
    return f"{told}; what happened is in {log}"


def lay_desk(run: Run, places: Sequence[Path], workroom: Workroom) -> Desk:
    """Return the functions that the dashboard works with, those of the command line.

    Raises:
        ConfigError: the curation file is wrong, or the brief to compare with cannot be used.
    """
    config = run.config
    curation_file = CurationFile(Path(config.curation))

    def name_target(analysis: Analysis, settings: BriefSettings) -> Path:
        target = find_target(_writing(run, settings), analysis)
        assert target is not None  # noqa: S101 - _writing never names standard output
        return target

    recalled = _recalling(run, name_target)

    def render(analysis: Analysis, settings: BriefSettings) -> str:
        return workroom.render(analysis, settings, recalled(analysis, settings))

    return Desk(
        analyse=workroom.analyse,
        combine=workroom.combine,
        render=render,
        find_target=name_target,
        read_target=_read_text,
        write=lambda target, text, *, force: write_atomically(
            target, text.encode("utf-8", "replace"), inspect=inspect_brief, force=force
        ),
        save_curation=curation_file.save,
        locate=lambda path: _locate(path, places),
        load_curation=curation_file.load,
        curation=curation_file.load(),
        settings=config.brief,
        places=places,
        language=config.dashboard.language,
        theme=config.dashboard.theme,
        ambiguous=config.dashboard.ambiguous_width,
        keymap=config.dashboard.keys,
        read_only=run.read_only,
    )


def _writing(run: Run, settings: BriefSettings) -> Run:
    """Return ``run`` as one that writes a brief into a file, with ``settings``."""
    config = msgspec.structs.replace(run.config, brief=settings, format="md")
    origins = {**run.resolved.origins, "format": "--format"}
    output = None if run.output == STDOUT else run.output
    return replace(
        run, resolved=replace(run.resolved, settings=config, origins=origins), output=output
    )


def _recalling(
    run: Run, name_target: Callable[[Analysis, BriefSettings], Path]
) -> Callable[[Analysis, BriefSettings], Record | None]:
    """Return what gives the record to compare a brief with: of --previous, else of the latest.

    What the latest is stays settled while the articles stay the same: a brief that is written
    over it meanwhile is compared with what it replaced, as it says on the disk.
    """
    if run.previous is not None:
        told = recall(run)
        return lambda *_: told
    settled: dict[tuple[Path, frozenset[str]], Record | None] = {}

    def recall_latest(analysis: Analysis, settings: BriefSettings) -> Record | None:
        from rkbrief.brief.latest import find_latest  # loaded after the first paint

        folder = name_target(analysis, settings).parent
        hashes = frozenset(article.sha256 for article in analysis.articles)
        if (folder, hashes) not in settled:
            as_of = analysis.provenance.as_of
            settled[folder, hashes] = find_latest(folder, as_of=as_of, sources=hashes)
        return settled[folder, hashes]

    return recall_latest


def _read_text(target: Path) -> str | None:
    """Return what stands at a target, None when nothing does."""
    there = os.path.isfile(target)  # noqa: PTH113 - never raises
    return read_existing(target).decode("utf-8", "replace") if there else None


def _locate(path: str, places: Sequence[Path]) -> Path | None:
    """Return the file of an article by its path below the corpus, None when it is gone."""
    below = ((place / path) if place.is_dir() else place for place in places)
    named = Path(path).name
    return next((file for file in below if file.is_file() and file.name == named), None)
