"""An export that was made before from the very same things, written again.

This runs before click, msgspec, yaml and the rest of the program are loaded (20 ms against 200
and more), and without pathlib, typing and OpenSSL (3 ms each). A run leaves behind what it wrote,
under a key of the program, its arguments, its environment and the day, together with the digests
of all it read. When the same run comes again and every digest is as it was, the same bytes are
written in the same way; in any other case the run is made anew and nothing is said.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence

from rkbrief.errors import ExportError, RkbriefError
from rkbrief.fingerprint import digest_program
from rkbrief.stock import Stock, take_again, take_stock
from rkbrief.store import Store, make_key
from rkbrief.store_file import find_store
from rkbrief.talk import ClosedPipeError, Talk, write_path, write_stdout
from rkbrief.target import place_target, write_target

TYPE_CHECKING = False  # as typing has it, whose import would take 3 ms
if TYPE_CHECKING:
    from typing import Any

    from rkbrief.run import Run

_MODE = "--export"
_NEVER = frozenset({"--no-cache", "--diff", "--"})
"""Arguments with which a run is always made anew."""
_ENVIRONMENT = ("HOME", "SOURCE_DATE_EPOCH", "XDG_CONFIG_HOME")
"""Variables that a brief may depend on, beside RKBRIEF_*."""
_OUTPUT = ("-o", "--output")
_CLOSED_PIPE = 141
_NO_RECORD = (AttributeError, KeyError, TypeError, ValueError)
"""What comes of a record that is none."""

Made = dict[str, "Any"]
"""How a run was made; see :func:`remember`."""


def replay(arguments: Sequence[str]) -> int | None:
    """Do what ``arguments`` ask for as it was done before; return the exit code.

    None when it has to be done anew, whatever the reason.
    """
    if _MODE not in arguments or not _NEVER.isdisjoint(arguments):
        return None
    key, told = _key_of(arguments)
    if key is None:
        return None
    recalled = _recall(key)
    return None if recalled is None else _redo(*recalled, told)


def _recall(key: bytes) -> tuple[Made, bytes] | None:
    """Return how the run of ``key`` was made and what it wrote, if all is still as it was."""
    with Store(find_store(), max_bytes=None) as store:
        body = store.get(key)
    if body is None:
        return None
    try:
        head, data = body.split(b"\n", 1)
        made: Made = json.loads(head)
        return (made, data) if take_again(made["stock"]) == made["stock"] else None
    except (*_NO_RECORD, RecursionError, OSError):
        return None


def _redo(made: Made, data: bytes, told: str | None) -> int | None:
    """Say, write and print what the run before did; return its exit code, None if it cannot."""
    try:
        return _write(made, data, told)
    except ClosedPipeError:
        return _CLOSED_PIPE
    except (*_NO_RECORD, RkbriefError, OSError):
        return None  # the run that is made anew tells why


def _write(made: Made, data: bytes, told: str | None) -> int:
    target = place_target(told or made["output"], made["folder"], os.path.basename(made["name"]))
    if target is not None:
        write_target(target, data, made["format"], force=bool(made["force"]))
    talk = Talk()
    for line in made["said"]:
        talk.complain(str(line))
    try:
        if target is None:
            write_stdout(data)
        else:
            write_path(target)
    except ExportError as error:  # what fails once points nowhere now: anew, all would seem well
        talk.complain(*error.lines)
        return error.exit_code
    return int(made["exit"])


def watch(run: Run) -> tuple[bytes, Stock] | None:
    """Return the key of ``run`` and the stock of what it depends on.

    None for a run that is not to be made again from memory: it asks not to, reads standard
    input, or uses templates of its own.
    """
    config = run.config
    if not config.cache.use or config.brief.template_folder or "-" in run.paths:
        return None
    key, told = _key_of(run.arguments)
    if key is None or _MODE not in run.arguments or told not in {None, run.output}:
        return None
    if not _NEVER.isdisjoint(run.arguments):
        return None
    from rkbrief.config import corpus_files

    places = run.paths or config.corpus
    corpus = [config.corpus_file] if config.corpus_file else map(str, corpus_files(places))
    previous = [str(run.previous)] if run.previous else []
    files = [*run.config_digests, *corpus, config.curation, *previous]
    try:
        stock = take_stock(
            files=dict.fromkeys(files),
            links=[*places, config.output, config.curation, *([config.corpus_file or ""])],
            places=places,
            follow_symlinks=config.follow_symlinks,
            max_bytes=config.max_file_bytes,
        )
    except OSError:  # the working folder is gone, and with it what its names stand for
        return None
    # The config was read before stock was taken of it.
    return (key, stock) if stock["files"].items() >= run.config_digests.items() else None


def remember(
    run: Run, watched: tuple[bytes, Stock] | None, name: str, data: bytes, code: int
) -> None:
    """Keep what ``run`` wrote, unless anything that it depends on has changed meanwhile.

    ``watched`` is from before the run, ``name`` the file's name in a folder, ``data`` what it
    holds, ``code`` the exit code.
    """
    if watched is None or watch(run) != watched:
        return
    key, stock = watched
    made = {
        "stock": stock,
        "output": run.output,
        "folder": run.config.output,
        "name": name,
        "format": run.format,
        "force": run.force,
        "said": run.talk.said,
        "exit": code,
    }
    with Store(find_store(), max_bytes=run.config.cache.max_bytes) as store:
        store.put(key, json.dumps(made).encode() + b"\n" + data)


def _key_of(arguments: Sequence[str]) -> tuple[bytes | None, str | None]:
    """Return the key of a run, and the file or folder that its arguments name.

    Where a result goes is not in the key, only its ending, which may tell the format. The key
    is None when the arguments are not plain enough, or the program cannot be told apart from
    another version.
    """
    kept, told = [], []
    words = iter(arguments)
    for word in words:
        name, equals, value = word.partition("=")
        if word in _OUTPUT:
            told.append(next(words, ""))
            kept.append("-o")
        elif name == "--output" and equals:
            told.append(value)
            kept.append("-o")
        else:
            kept.append(word)
    program = digest_program()
    if not program or len(told) > 1 or "" in told:
        return None, None
    ending = _tell_ending(told[0]) if told else ""
    environment = sorted(
        (name, value)
        for name, value in os.environ.items()
        if name.startswith("RKBRIEF_") or name in _ENVIRONMENT
    )
    parts = [kept, ending, environment, _here(), time.strftime("%Y-%m-%d")]
    key = make_key(b"export", program, json.dumps(parts).encode())
    return key, told[0] if told else None


def _tell_ending(told: str) -> str:
    """Return what pathlib has for the suffix of ``told``; it would take 3 ms to ask it."""
    name = next((part for part in reversed(told.split(os.sep)) if part not in {"", "."}), "")
    at = name.rfind(".")
    return name[at:] if 0 < at < len(name) - 1 else ""


def _here() -> str:
    try:
        return os.getcwd()
    except OSError:
        return ""
