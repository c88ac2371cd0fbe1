"""Compile beforehand the patterns that articles need; see rkbrief.lexicon.compiled.

``python tools/patterns.py`` reads two halves of the evaluation's articles and writes what both
needed to src/rkbrief/lexicon/, for the Python that runs it. What is not renewed after a change is
not wrong, only compiled by each process once more.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import zlib
from array import array
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec

from rkbrief.lexicon.compiled import FILE, Collection, Compiled

_SURROGATE = re.compile("[\\ud800-\\udfff]")  # half a character, which no file holds
_ARTICLES = Path(__file__).parent.parent / "tests" / "evaluation" / "articles"


def main(arguments: Sequence[str]) -> int:
    """Write the patterns; with FOLDER and ANSWER write those that its articles need to ANSWER."""
    if arguments:
        collect(*map(Path, arguments))
        return 0
    files = sorted(_ARTICLES.iterdir())
    before = FILE.read_bytes() if FILE.exists() else b""
    FILE.unlink(missing_ok=True)  # or nothing that it holds would be compiled
    try:
        first, second = (_collect_apart(half) for half in (files[::2], files[1::2]))
    except BaseException:
        FILE.write_bytes(before)
        raise
    kept = [first[key] for key in sorted(first.keys() & second.keys())]
    FILE.write_bytes(pack(kept))
    sys.stdout.write(f"{FILE.name}: {len(kept)} patterns\n")
    return 0


def pack(patterns: list[Compiled]) -> bytes:
    """Return ``patterns`` as the file holds them."""
    found = Collection(import_module("_sre").MAGIC, patterns)
    return zlib.compress(msgspec.msgpack.encode(found), 9)


def _collect_apart(articles: Sequence[Path]) -> dict[tuple[str, int], Compiled]:
    """Return the patterns that a fresh process needs for ``articles``."""
    with tempfile.TemporaryDirectory() as place:
        folder, answer = Path(place) / "articles", Path(place) / "answer"
        folder.mkdir()
        for article in articles:
            (folder / article.name).write_bytes(article.read_bytes())
        command = [sys.executable, str(Path(__file__).resolve()), str(folder), str(answer)]
        own = {name: value for name, value in os.environ.items() if not name.startswith("RKBRIEF_")}
        own["XDG_CONFIG_HOME"] = place
        quiet = subprocess.DEVNULL
        subprocess.run(command, check=True, stdout=quiet, cwd=place, env=own)  # noqa: S603 - this file
        found = msgspec.msgpack.decode(answer.read_bytes(), type=list[Compiled])
    return {(each.pattern, each.asked): each for each in found}


def collect(folder: Path, answer: Path) -> None:
    """Make briefs of ``folder`` and write the patterns that were compiled on the way."""
    compiler: Any = import_module("re._compiler")
    compile_anew = compiler.compile
    asked: dict[tuple[str, int], None] = {}

    def compile_noting(pattern: Any, flags: int = 0) -> Any:  # noqa: ANN401 - as it is
        if type(pattern) is str:  # not one made of words of an article
            asked[pattern, int(flags)] = None
        return compile_anew(pattern, flags)

    compiler.compile = compile_noting
    from rkbrief.cli import run

    with tempfile.TemporaryDirectory() as place:
        for kind in ("md", "html", "json"):
            # In one process: what others compile is not noted here.
            output = ("--jobs", "1", "--quiet", "--format", kind, "-o", f"{place}/brief.{kind}")
            if run(["--export", "--no-cache", *output, str(folder)]):
                raise SystemExit(1)
    compiler.compile = compile_anew
    found = [compile_beforehand(*each) for each in asked if not _SURROGATE.search(each[0])]
    answer.write_bytes(msgspec.msgpack.encode(found))


def compile_beforehand(pattern: str, asked: int) -> Compiled:
    """Return what re.compile hands to the matcher for ``pattern`` with the flags ``asked``."""
    compiler: Any = import_module("re._compiler")
    parsed = compiler._parser.parse(pattern, asked)  # noqa: SLF001 - there is no public way
    code = array("I", compiler._code(parsed, asked))  # noqa: SLF001
    numbers = dict(parsed.state.groupdict)
    names: list[str | None] = [None] * parsed.state.groups
    for name, number in numbers.items():
        names[number] = name
    flags = asked | parsed.state.flags
    return Compiled(pattern, asked, flags, code.tobytes(), len(names) - 1, numbers, tuple(names))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
