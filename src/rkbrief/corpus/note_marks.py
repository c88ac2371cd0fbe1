"""What a reference work sets between its sentences and behind its headings: [1], [編集].

They are no part of what it says. Only marks behind a full stop or at the end of a line are
taken out; one within a sentence stays, for a sentence is one slice of its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rkbrief.corpus.lines import Line
from rkbrief.model import Span

_MARK = r"[\[［](?:\d{1,3}|(?:注釈?|註)\s?\d{1,3}|要出典|要検証|誰によって?\?|いつ\?)[\]］]"
_NOTES = re.compile(rf"(?<=[。｡])(?:\s?{_MARK})+|(?<=[^\s\]］])(?:\s?{_MARK}){{1,9}}$")
_EDIT = re.compile(r"\s?\[(?:ソースを)?(?:編集|edit)(?:\s?\|[^\[\]]{1,12})?\]$")
_FEWEST = 2  # marks that show a page of that kind


def find_note_marks(lines: Sequence[Line], text: str) -> Iterator[tuple[int, Span]]:
    """Yield the number of the line in the file and the span of each mark in ``lines``.

    ``text`` is the whole text that the spans of the lines are of. A single [1] may be a
    word of the article, and is left.
    """
    found = [
        (number, Span(span.start + match.start(), span.start + match.end()))
        for line in lines
        for number, span in zip(line.numbers, line.spans, strict=True)
        for match in _find(span.of(text))
    ]
    if len(found) >= _FEWEST:
        yield from found


def _find(said: str) -> Iterator[re.Match[str]]:
    if "[" in said or "［" in said:
        yield from _NOTES.finditer(said)
        edit = _EDIT.search(said)
        if edit and edit.start():
            yield edit
