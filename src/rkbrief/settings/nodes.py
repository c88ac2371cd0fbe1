"""YAML text to a tree of nodes, or to problems with their places; never to objects.

PyYAML's pure loader only: the one in C ends in a segmentation fault on 50,000 ``[``. What a
settings file has no use for is refused before it is built: aliases (they multiply), tags
(they name types), a second document, nesting beyond :data:`MAX_DEPTH`, and files of more than
:data:`MAX_BYTES`.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import NoReturn

import yaml

from rkbrief.errors import ConfigError

MAX_DEPTH = 40
MAX_BYTES = 1024 * 1024
_LONGEST = 300
"""Characters of a complaint, which may quote a tag or a name from the file."""
_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character, which an escape can write and no file can hold."""


class _PlainLoader(yaml.SafeLoader):
    """A loader that composes scalars, lists and mappings, and nothing else."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._depth = 0

    def compose_node(self, parent: yaml.Node | None, index: object) -> yaml.Node | None:
        """Compose one node, unless it is of a kind that a settings file must not hold."""
        event: yaml.Event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent):
            _refuse(event, "aliases (*name) are not allowed here; write the value out")
        if (tag := getattr(event, "tag", None)) is not None:
            written = tag.replace("tag:yaml.org,2002:", "!!")
            _refuse(event, f"tags ({written}) are not allowed here; write the plain value")
        if self._depth >= MAX_DEPTH:
            _refuse(event, f"nested more than {MAX_DEPTH} levels deep")
        self._depth += 1
        try:
            node: yaml.Node | None = super().compose_node(parent, index)  # type: ignore[arg-type]
        finally:
            self._depth -= 1
        if isinstance(node, yaml.ScalarNode) and (half := _SURROGATE.search(node.value)):
            _refuse(event, f"\\u{ord(half[0]):04x} is half a character; write the character itself")
        return node


def _refuse(event: yaml.Event, problem: str) -> NoReturn:
    """Stop composing at ``event``."""
    raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)  # type: ignore[arg-type]


def read_bytes(path: Path, *, most: int = MAX_BYTES) -> bytes:
    """Return what the regular file ``path`` holds, at most ``most`` bytes.

    Raises:
        ConfigError: it is missing, unreadable, too large, or no regular file.
    """
    try:
        # O_NONBLOCK, so that opening a FIFO that nobody writes to does not wait for ever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise ConfigError(f"{path}: not a regular file")
            data: bytes | None = file.read(most + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ConfigError(f"{path}: cannot be read: {reason}") from error
    if data is None:  # one of those in /proc that have nothing to give yet
        raise ConfigError(f"{path}: cannot be read")
    if len(data) > most:
        raise ConfigError(f"{path}: larger than {most} bytes")
    return data


def compose(data: bytes, name: str) -> yaml.Node | None:
    """Return the root node of one YAML document, None for an empty one.

    ``name`` stands for the file in messages.

    Raises:
        ConfigError: the bytes are not one plain YAML document; the message holds the place.
    """
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        place = _place(data[: error.start].decode("utf-8"), error.start)
        raise ConfigError(f"{name}:{place}: not UTF-8") from error
    loader = None
    try:
        loader = _PlainLoader(text)
        node: yaml.Node | None = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{mark.line + 1}:{mark.column + 1}" if mark else "1:1"
        raise ConfigError(f"{name}:{place}: {_explain(error)}") from error
    except yaml.reader.ReaderError as error:
        place = _place(text, error.position)
        raise ConfigError(
            f"{name}:{place}: character U+{_code(error):04X} is not allowed"
        ) from error
    except RecursionError as error:
        raise ConfigError(f"{name}:1:1: nested too deep") from error
    except (OverflowError, ValueError) as error:  # of chr(), which the scanner calls
        place = f"{loader.line + 1}:{loader.column + 1}" if loader else "1:1"
        raise ConfigError(f"{name}:{place}: an escape names no character") from error
    finally:
        if loader is not None:
            loader.dispose()
    return node


def _explain(error: yaml.MarkedYAMLError) -> str:
    """Put PyYAML's complaint into the words of a settings file."""
    problem = error.problem or error.context or "cannot be read"
    if "but found another document" in problem:
        return "a second document starts here; a settings file holds one"
    if "cannot start any token" in problem and "\\t" in problem:
        return "a tab cannot indent YAML; use spaces"
    told = f"{problem} ({error.context})" if error.context else problem
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST]}…"


def _code(error: yaml.reader.ReaderError) -> int:
    """Return the code point that the reader refused."""
    return error.character if isinstance(error.character, int) else ord(error.character)


def _place(text: str, at: int) -> str:
    """Return ``line:column``, both from 1, of the index ``at`` in ``text``."""
    before = text[:at]
    return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
