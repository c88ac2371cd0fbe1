"""The lines of every page of the tests that says which of them are its article."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml
from msgspec import Struct

from rkbrief.corpus.formats import read_format
from rkbrief.corpus.lines import Line, split_lines
from rkbrief.corpus.wrapping import unwrap

TESTS = Path(__file__).parent.parent / "tests"
_HALF, _LEAST = 0.5, 8  # of a line's characters, or so many of them, that the article has
_UNSURE = 2


class Labelled(Struct, frozen=True):
    """A page. ``group`` tells with which others it was written.

    ``is_article`` is one a line, None where readers differ.
    """

    name: str
    group: str
    text: str
    suffix: str
    lines: list[Line]
    is_article: list[bool | None]
    title: str | None


def load_pages() -> list[Labelled]:
    """Return the pages of the evaluation, the collected ones and those whose lines are marked."""
    marked = [*_load_marked("corpus/pages"), *_load_marked("evaluation/pages")]
    return [*_load_evaluation(), *_load_collected(), *marked]


def _load_evaluation() -> Iterator[Labelled]:
    sys.path.insert(0, str(TESTS / "evaluation"))
    from gold import load_gold, locate_sentences

    small = sorted(path for path in (TESTS / "evaluation/small").iterdir() if path.is_dir())
    for folder in (TESTS / "evaluation", *small):
        for gold in load_gold(folder):
            spans = [(start, end) for _, start, end in locate_sentences(gold)]
            number = int(gold.file[:2])
            group = folder.name if folder.parent.name == "small" else f"large {number // 20}"
            yield _label(gold.file, group, gold.read(), Path(gold.file).suffix, spans, gold.title)


def _load_collected() -> Iterator[Labelled]:
    for path in sorted((TESTS / "corpus/collected").glob("*.txt")):
        text = path.read_text("utf-8")
        wanted = yaml.safe_load(path.with_suffix(".yaml").read_text("utf-8"))
        spans: list[tuple[int, int]] = []
        at = 0
        for unit in wanted["body"]:
            letters = re.sub(r"\s", "", unit["text"])
            pattern = re.compile(r"\s*".join(map(re.escape, letters)))
            found = pattern.search(text, at) or pattern.search(text)
            if found:
                spans.append(found.span())
                at = max(at, found.end())
        yield _label(
            path.name, f"collected {int(path.name[:2]) // 12}", text, ".txt", spans, wanted["title"]
        )


def _load_marked(folder: str) -> Iterator[Labelled]:
    """Yield the pages whose lines of the article are marked ``B ``, all others ``. `` or ``? ``."""
    for number, path in enumerate(sorted((TESTS / folder).glob("*.page"))):
        head, _, page = path.read_text("utf-8").partition("\n---\n")
        marked = page.rstrip("\n").split("\n")
        spans: dict[str, list[tuple[int, int]]] = {"B": [], "?": [], ".": []}
        at = 0
        for line in marked:
            spans[line[:1]].append((at, at + len(line) - 2))
            at += len(line) - 1
        text = "\n".join(line[2:] for line in marked)
        title = dict(line.split(": ", 1) for line in head.split("\n")).get("title")
        title = title if folder == "corpus/pages" else None  # on many others it stands elsewhere
        group = f"{folder} {number % 6}"
        yield _label(path.name, group, text, ".txt", spans["B"], title, unsure=spans["?"])


def _label(
    name: str,
    group: str,
    text: str,
    suffix: str,
    spans: Sequence[tuple[int, int]],
    title: str | None,
    unsure: Sequence[tuple[int, int]] = (),
) -> Labelled:
    formatted = read_format(text, suffix)
    lines = unwrap(split_lines(formatted.text, formatted.header_end))
    own = bytearray(len(text) + 1)
    for mark, among in enumerate((spans, unsure), 1):
        for start, end in among:
            own[start:end] = bytes([mark]) * (end - start)
    labels: list[bool | None] = []
    for line in lines:
        told = sum(own.count(1, span.start, span.end) for span in line.spans)
        whole = sum(span.end - span.start for span in line.spans)
        is_own = told > _HALF * whole or told >= max(_LEAST, whole / 3)
        labels.append(None if own[line.spans[0].start] == _UNSURE else is_own)
    return Labelled(name, group, text, suffix, lines, labels, title)
