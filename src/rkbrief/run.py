"""One run of the command line: its settings, its corpus, its target."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.structs import replace

from rkbrief.checks import require_settings
from rkbrief.config import FLAGS, Config, config_files, resolve_config
from rkbrief.errors import ConfigError
from rkbrief.extras import find_extras, install_command
from rkbrief.fingerprint import digest_reading
from rkbrief.model import Analysis
from rkbrief.settings.layers import Resolved
from rkbrief.stock import digest_files
from rkbrief.talk import Talk

if TYPE_CHECKING:
    from rkbrief.brief.record import Record
    from rkbrief.store import Store

STDIN = "-"
_SNIFFED = 1024  # bytes of standard input that tell its format
_BEFORE = rb"(?:<\?[^>]*>|<!--[^>]*-->|\s)*"
_FEED = re.compile(_BEFORE + rb"<(?:rss|feed|rdf:rdf)\b")
_PAGE = re.compile(_BEFORE + rb"<(?:!doctype\s+html|html|head|body)\b")


_IMPLIED = {".html": "html", ".htm": "html", ".json": "json", ".jsonl": "jsonl"}
_FOREIGN = frozenset((".pdf", ".doc", ".docx", ".odt", ".rtf", ".xls", ".xlsx", ".csv", ".epub"))
"""Endings of files that other programs would open and find broken."""


class Run(Struct, frozen=True, gc=False):
    """What one call asks for.

    ``paths`` are as typed; none means the config's corpus. ``output`` is what -o or
    RKBRIEF_OUTPUT says, None when neither does. ``previous`` is an earlier brief to compare
    with. ``arguments`` is the command line as typed, ``config_digests`` what the files were
    that settings may come from, before they were read.
    """

    resolved: Resolved[Config]
    paths: tuple[str, ...]
    talk: Talk
    arguments: tuple[str, ...] = ()
    config_digests: Mapping[str, str | None] = field(default_factory=dict)
    output: str | None = None
    force: bool = False
    diff: bool = False
    read_only: bool = False
    previous: Path | None = None

    @property
    def config(self) -> Config:
        """The settings that hold."""
        return self.resolved.settings

    @property
    def format(self) -> str:
        """One of ``Format``: as told, else as the target ends, else the config's."""
        told_here = self.resolved.origins.get("format", "").startswith(("--", "RKBRIEF_"))
        ending = Path(self.output).suffix.lower() if self.output else ""
        implied = None if told_here else _IMPLIED.get(ending)
        return implied or self.config.format


def _refuse_foreign(output: str | None) -> None:
    """Refuse a file that another program would open by its ending and find broken.

    Raises:
        ConfigError: with the endings that there are.
    """
    ending = Path(output).suffix.lower() if output and not output.endswith(os.sep) else ""
    if ending in _FOREIGN and not os.path.isdir(output or ""):  # noqa: PTH112 - never raises
        how = "; a browser prints one in html to PDF" if ending == ".pdf" else ""
        raise ConfigError(f"{output}: a brief is written as md, html, json or jsonl{how}")


def prepare(
    paths: Sequence[str],
    options: Mapping[str, Any],
    talk: Talk,
    *,
    arguments: Sequence[str] = (),
) -> Run:
    """Resolve the settings behind ``options``, click's parameters by name.

    Raises:
        ConfigError: with every problem of every source of settings.
    """
    flags = {}
    for flag in FLAGS:
        value = options[flag.replace("-", "_")]
        if flag != "output" and value is not None:
            flags[flag] = str(value).lower() if isinstance(value, bool) else value
    named = Path(options["config"]) if options["config"] else None
    if options["corpus_name"] and paths:
        raise ConfigError("--corpus-name names the articles, and so does PATH; give one of them")
    digests = digest_files(map(str, config_files(named)))
    resolved = _leave_foreign(
        resolve_config(named, flags=flags, choose_corpus=not paths), paths, talk
    )
    output = options["output"]
    if output is None and resolved.origins.get("output") == "RKBRIEF_OUTPUT":
        output = resolved.settings.output
    _refuse_foreign(output)
    return Run(
        resolved,
        tuple(paths),
        talk,
        tuple(arguments),
        digests,
        output=output,
        force=options["force"],
        diff=options["diff"],
        read_only=options["read_only"] or options["serve"],
        previous=Path(options["previous"]) if options["previous"] else None,
    )


def _leave_foreign(
    resolved: Resolved[Config], paths: Sequence[str], talk: Talk
) -> Resolved[Config]:
    """Leave out the corpus.yaml that a config file names for articles other than ``paths``.

    It tells title and questions of the config's own articles; over others it would put the
    wrong ones. What --corpus or RKBRIEF_CORPUS names is meant for any.
    """
    config, origin = resolved.settings, resolved.origins.get("corpus_file", "")
    if not paths or config.corpus_file is None or origin.startswith(("--", "RKBRIEF_")):
        return resolved
    own = [Path(os.path.realpath(place)) for place in config.corpus]
    typed = [Path(os.path.realpath(path)) for path in paths if path != STDIN]
    if any(a.is_relative_to(b) or b.is_relative_to(a) for a in typed for b in own):
        return resolved
    talk.note(
        f"{config.corpus_file} tells of other articles than these and is left out; "
        f"to use it, say --corpus {config.corpus_file}"
    )
    kept = {key: place for key, place in resolved.origins.items() if key != "corpus_file"}
    return Resolved(replace(config, corpus_file=None), kept)


def locate_corpus(run: Run) -> tuple[Path, ...]:
    """Return the files and folders to read, without standard input.

    Raises:
        ConfigError: one of them is not there, or none is named.
    """
    if run.paths:
        if "" in run.paths:
            raise ConfigError("an empty PATH names nothing; was a variable left unset?")
        places = [Path(path) for path in run.paths if path != STDIN]
        origin = ""
    else:
        places = [Path(path) for path in run.config.corpus]
        origin = run.resolved.origins.get("corpus", "")
    missing = [place for place in places if not os.path.lexists(place)]
    unnamed = not run.paths and (not places or (bool(missing) and not origin))
    if unnamed and run.config.corpora and run.config.corpus_name is None:
        names = ", ".join(sorted(run.config.corpora))
        raise ConfigError(f"the config names several corpora; choose one, --corpus-name: {names}")
    if unnamed and not places:
        raise ConfigError(f"{origin}: corpus: expected a file or folder, found an empty list")
    if unnamed:
        raise ConfigError(
            f"there is no folder {missing[0]} here; name the articles (rkbrief --export PATH), "
            "or make a folder to start from with rkbrief --init DIR"
        )
    if missing:
        where = f"{origin}: corpus: " if origin else ""
        raise ConfigError(*(f"{where}{place}: no such file or folder" for place in missing))
    return tuple(places)


@contextmanager
def open_corpus(run: Run) -> Iterator[tuple[Path, ...]]:
    """Give the files and folders to read; standard input lies in a file as long as needed."""
    places = locate_corpus(run)
    require_settings(run.resolved)
    if STDIN not in run.paths:
        yield places
        return
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="rkbrief-") as folder:
        data = _read_stdin(run.config.max_file_bytes + 1)
        spooled = Path(folder) / f"standard-input{sniff_suffix(data)}"
        spooled.write_bytes(data)
        yield (*places, spooled)


def _read_stdin(most: int) -> bytes:
    """Return what standard input gives, at most ``most`` bytes; nothing where it is closed.

    Raises:
        ConfigError: it cannot be read.
    """
    if not sys.stdin:
        return b""
    try:
        # Of a pipe that another program told not to wait, Python would read a part.
        os.set_blocking(sys.stdin.fileno(), True)
        return sys.stdin.buffer.read(most)
    except OSError as error:
        raise ConfigError(f"standard input: cannot be read: {error.strerror}") from error


def sniff_suffix(data: bytes) -> str:
    """Return the ending of a file that begins as ``data`` does."""
    head = data[:_SNIFFED].removeprefix(b"\xef\xbb\xbf")
    if head.startswith(b"%PDF-"):
        return ".pdf"
    if head.startswith(b"PK\x03\x04"):
        return ".zip"
    text = head.lstrip().lower()
    if _FEED.match(text):
        return ".xml"
    if _PAGE.match(text):
        return ".html"
    return ".md" if head.startswith(b"---") else ".txt"


def recall(run: Run) -> Record | None:
    """Return the record of the brief to compare with, None when there is none to rely on.

    Raises:
        ConfigError: it cannot be read, is no brief, or carries no record.
    """
    if run.previous is None:
        return None
    from rkbrief.brief.record import load_record

    record = load_record(run.previous)
    if record is None:
        run.talk.complain(
            f"{run.previous}: its record was changed since rkbrief wrote it; nothing is compared"
        )
    return record


def _loading_ahead(config: Config, store: Store) -> AbstractContextManager[None]:
    """Have the tokenizer loaded beside, unless articles are known and may do without it."""
    from rkbrief.engine import count_processes
    from rkbrief.language.morphology import tokenizing_beside

    if not store.is_empty or count_processes(config.jobs) == 1:
        return nullcontext()
    return tokenizing_beside(config.tokenizer)


def analyse_corpus(run: Run, meanwhile: Callable[[], object] = lambda: None) -> Analysis:
    """Analyse the corpus of ``run`` and tell what was skipped.

    ``meanwhile`` is done before, while a tokenizer is loaded beside if one is.
    """
    digest_reading()  # of the very files that are loaded next
    from rkbrief.records import open_store

    with (
        open_corpus(run) as places,
        open_store(run.config.cache) as store,
        _loading_ahead(run.config, store),
    ):
        from rkbrief.corpus.reader import find_losses
        from rkbrief.pipeline import analyse

        meanwhile()

        analysis = analyse(places, run.config, store=store, on_progress=run.talk.show_progress)
    run.talk.clear_progress()
    if store.trouble:
        run.talk.note(f"nothing is kept for the next run: {store.trouble}")
    for skipped in analysis.skipped:
        run.talk.note(f"skipped {skipped.path}: {skipped.reason}")
    reasons = [skipped.reason for skipped in analysis.skipped]
    missing = find_extras(reasons)
    if missing and not any(install_command(*missing) in reason for reason in reasons):
        run.talk.note(f"to read them: {install_command(*missing)}")
    for article in analysis.articles:
        for loss in find_losses(article):
            run.talk.note(f"{article.path}: {loss}")
    run.talk.detail(f"articles read: {len(analysis.articles)}; problems: {len(analysis.problems)}")
    return analysis
