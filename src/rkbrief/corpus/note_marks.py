"""What a reference work sets between its sentences and behind its headings: [1], [編集].

Any article may close with the mark of its end or its writer's name. They are no part of what it
says. Only marks behind a full stop or at the end of a line are taken out; one within a sentence
stays, for a sentence is one slice of its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, partial

from rkbrief.corpus.lines import Line
from rkbrief.corpus.names import is_family_name, is_japanese_person
from rkbrief.lexicon import compile_rules
from rkbrief.model import Span

_rules = partial(compile_rules, "boilerplate")

_BRACKETS = "（）()〔〕［］[] "
_SIGNED_LINES = 3  # in which a writer's name stands at the end of an article
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


def find_dateline(lines: Sequence[Line], text: str) -> tuple[int, Span] | None:
    """Return where an agency reports from, in front of its first words: 港町（ABC）　….

    It is the number of the line in the file and the span, None where there is none.
    """
    lead = next((line for line in lines if line.is_prose), None)
    match = _rules("datelines").match(lead.spans[0].of(text)) if lead else None
    if lead is None or match is None:
        return None
    start = lead.spans[0].start
    return lead.numbers[0], Span(start, start + match.end())


def find_closing(lines: Sequence[Line], text: str) -> tuple[int, Span, str] | None:
    """Return what a line says behind its last sentence: （了）, （青木一郎）.

    It is the number of the line in the file, the span and the rule, None where there is nothing.
    The last line may bear either mark, one of the two above it a name: a note stands below.
    """
    for line in reversed(lines[-_SIGNED_LINES:]):
        number, span = line.numbers[-1], line.spans[-1]
        match = _rules("closings").search(span.of(text))
        if match is None or not match.start():
            continue
        name = match["name"]
        given = "" if name is None else re.sub(r"[\s・]", "", name)
        is_writer = is_japanese_person(given) or (
            line is lines[-1] and given == match[0].strip(_BRACKETS) and is_family_name(given)
        )
        if is_writer or (name is None and line is lines[-1]):
            at = Span(span.start + match.start(), span.start + match.end())
            return number, at, "byline" if name else "end_mark"
    return None


@cache
def _notes() -> re.Pattern[str]:
    mark = _rules("note_marks").pattern
    return re.compile(rf"(?<=[。｡])(?:\s?{mark})+|(?<=[^\s\]］])(?:\s?{mark}){{1,9}}$")


def _find(said: str) -> Iterator[re.Match[str]]:
    if "[" in said or "［" in said:
        yield from _notes().finditer(said)
        edit = _rules("edit_links").search(said)
        if edit and edit.start():
            yield edit
