"""What Python's compiler makes of the program's patterns, made beforehand.

A pattern with a class of kanji takes half a millisecond to compile, and a first article needs
nearly a thousand patterns: a third of its time. What comes out is a list of numbers, which the
matcher checks before it takes it. ``patterns.cpython-311.bin`` and the like hold those of the
patterns met in articles, made by tools/patterns.py under the Python that they are for. A pattern
that is not among them is compiled as ever, and under another Python all are.
"""

from __future__ import annotations

import re
import sys
import zlib
from array import array
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec

FILE = Path(__file__).parent / f"patterns.{sys.implementation.cache_tag}.bin"


class Compiled(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """A compiled pattern. ``asked`` are the flags it was compiled with, ``flags`` all it has.

    ``code`` is made of numbers of 32 bits, the lowest byte first. ``groups`` counts the groups,
    ``numbers`` gives those that have names, ``names`` the name of each, from the whole match on.
    """

    pattern: str
    asked: int
    flags: int
    code: bytes
    groups: int
    numbers: dict[str, int]
    names: tuple[str | None, ...]


class Collection(msgspec.Struct, array_like=True, frozen=True):
    """Compiled patterns, and the ``magic`` number of the matcher that takes them."""

    magic: int
    patterns: list[Compiled]


@cache
def take_compiled() -> None:
    """Let re.compile take what was compiled beforehand, in a process of the program's own."""
    known = {(each.pattern, each.asked): each for each in read_compiled(FILE)}
    if not known:
        return
    compiler: Any = import_module("re._compiler")
    compile_anew = compiler.compile

    def compile_known(pattern: Any, flags: int = 0) -> Any:  # noqa: ANN401 - as re has it
        made = known.get((pattern, int(flags))) if isinstance(pattern, str) else None
        try:
            return build(made) if made else compile_anew(pattern, flags)
        except RuntimeError:  # of another width: a matcher of 32 bits counts no further than 2**31
            return compile_anew(pattern, flags)

    compiler.compile = compile_known


def build(made: Compiled) -> re.Pattern[str]:
    """Return the pattern. Raises RuntimeError where its code is none."""
    matcher: Any = import_module("_sre")
    code = array("I", made.code).tolist()
    pattern: re.Pattern[str] = matcher.compile(
        made.pattern, made.flags, code, made.groups, made.numbers, made.names
    )
    return pattern


def read_compiled(file: Path) -> list[Compiled]:
    """Return what ``file`` holds; nothing when this Python's matcher does not take it."""
    if sys.byteorder != "little":
        return []
    try:
        found = msgspec.msgpack.decode(zlib.decompress(file.read_bytes()), type=Collection)
    except (OSError, zlib.error, msgspec.DecodeError):
        return []
    return found.patterns if found.magic == import_module("_sre").MAGIC else []
