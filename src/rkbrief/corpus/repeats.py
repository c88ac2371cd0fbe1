"""What a page has twice: entries of its contents, sentences set off, quotations set again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from rkbrief.corpus.lines import Line
from rkbrief.corpus.phrases import Found, core
from rkbrief.lexicon import compile_rules

_SENTENCE_END = re.compile(r"[。!?“”❝❞\"]")
_SHORTEST_SENTENCE = 8
_QUOTES = '“❝"「『〝'
_ALL_QUOTES = _QUOTES + '”❞"」』〟。'
_WINDOW, _MOST_PLACES = 10, 4  # characters of a quotation that is looked for, and its finds
_SHORTEST_QUOTE, _MARKS = 15, 8  # characters, and those that set a quotation off

_QUOTED_LINES, _LONGEST_NAME = 2, 20

_NUMBER = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2})*(?:[.)、:]?\s+|[.)、:](?!\d))|[(]\d{1,2}[)]\s?|[①-⑳]\s?)"
)
_OF_ARTICLE = frozenset({"contact", "table", "box", "cluster", "contents", "specifications"})
"""What a heading may look like to others."""
_FEWEST_ENTRIES, _LONGEST_ENTRY, _SHORTEST_ENTRY = 3, 60, 2


def find_repeats(
    lines: Sequence[Line], dates: Sequence[bool], known: Sequence[tuple[Found, ...]]
) -> Iterator[tuple[int, Found]]:
    """Yield the index of each line that the article says itself elsewhere, and what it is."""
    yield from _entries(lines, dates, known)
    quotes = dict(_pull_quotes(lines, known))
    yield from quotes.items()
    yield from _quoted(lines, known, quotes)
    yield from _quoted_again(lines, known)


def entry(line: Line) -> str:
    """Return a heading without its number and marks, as a table of contents may list it."""
    return _NUMBER.sub("", core(line))


def find_listed(
    lines: Sequence[Line], dates: Sequence[bool], known: Sequence[tuple[Found, ...]]
) -> Iterator[int]:
    """Yield the headings that a table of contents above them lists.

    The contents end where the first entry stands again, or where a line is no entry.
    """
    names: set[str] = set()
    is_open = False
    for index, line in enumerate(lines):
        name = entry(line)
        is_entry = not (line.is_prose or dates[index]) and len(name) >= _SHORTEST_ENTRY
        if any(found.rule == "contents" for found in known[index]):
            is_open = True
            names |= {name} - {core(line)} if known[index][0].is_section else {name}
        elif is_entry and name in names:
            is_open = False
            if all(found.rule in _OF_ARTICLE for found in known[index]):
                yield index
        elif is_open and is_entry and line.length <= _LONGEST_ENTRY:
            names.add(name)
        else:
            is_open = False


def _entries(
    lines: Sequence[Line], dates: Sequence[bool], known: Sequence[tuple[Found, ...]]
) -> Iterator[tuple[int, Found]]:
    """Yield a table of contents that has no heading: each line stands below above prose.

    One entry may have been worded otherwise below, the last one too where the page is cut.
    """
    may_be = [
        not (line.is_prose or dates[at] or known[at]) and line.length <= _LONGEST_ENTRY
        for at, line in enumerate(lines)
    ]
    headings: dict[str, int] = {}
    for index in range(1, len(lines)):
        if may_be[index] and index + 1 < len(lines) and lines[index + 1].is_prose:
            headings[entry(lines[index])] = index
    run: list[int] = []
    for index in range(len(lines) + 1):
        name = entry(lines[index]) if index < len(lines) and may_be[index] else ""
        if len(name) >= _SHORTEST_ENTRY and headings.get(name, -1) > index:
            run.append(index)
            continue
        if len(run) >= _FEWEST_ENTRIES:
            yield from ((at, Found("contents")) for at in run)
        run = []


def _pull_quotes(
    lines: Sequence[Line], known: Sequence[tuple[Found, ...]]
) -> Iterator[tuple[int, Found]]:
    """Yield lines below the lead whose sentences all stand in a longer paragraph too."""
    lead = next((i for i, line in enumerate(lines) if line.is_prose), len(lines))
    longest: dict[str, int] = {}
    for line in lines[lead:]:
        for sentence in _sentences(line) if line.is_prose else ():
            longest[sentence] = max(longest.get(sentence, 0), line.length)
    windows = _windows_of_prose(lines, lead)
    for index in range(lead + 1, len(lines)):
        line = lines[index]
        is_set_off = not line.text.endswith("。") or line.text[0] in _QUOTES
        if known[index] or line.bullet or line.length < _SHORTEST_QUOTE or not is_set_off:
            continue
        if line.text[0] in _QUOTES and _stands_in_longer(line, windows):
            yield index, Found("pull_quote")
            continue
        sentences = _sentences(line)
        if sentences and all(longest.get(part, 0) > line.length + _MARKS for part in sentences):
            yield index, Found("pull_quote")


def _quoted(
    lines: Sequence[Line], known: Sequence[tuple[Found, ...]], quotes: Mapping[int, Found]
) -> Iterator[tuple[int, Found]]:
    """Yield who is quoted, and what he is, in short lines right under a quotation set off."""
    person = compile_rules("boilerplate", "quoted_persons")
    for index in quotes:
        below = range(index + 1, min(index + 1 + _QUOTED_LINES, len(lines)))
        if index + 1 >= len(lines) or not person.search(lines[index + 1].plain):
            continue
        for at in below:
            line = lines[at]
            if line.gap or line.is_prose or known[at] or line.length > _LONGEST_NAME:
                break
            yield at, quotes[index]


def _windows_of_prose(lines: Sequence[Line], lead: int) -> dict[str, list[tuple[Line, int]]]:
    """Return where the beginnings of the lines in quotation marks stand in longer paragraphs."""
    quoted = (line.plain.strip(_ALL_QUOTES) for line in lines[lead:] if line.text[0] in _QUOTES)
    places: dict[str, list[tuple[Line, int]]] = {text[:_WINDOW]: [] for text in quoted}
    for line in lines[lead:] if places else ():
        plain = line.plain
        for start in range(len(plain) - _WINDOW + 1):
            found = places.get(plain[start : start + _WINDOW])
            if found is not None and len(found) < _MOST_PLACES:
                found.append((line, start))
    return places


def _stands_in_longer(line: Line, windows: Mapping[str, list[tuple[Line, int]]]) -> bool:
    said = line.plain.strip(_ALL_QUOTES)
    return any(
        other is not line and other.length > line.length + _MARKS
        for other, start in windows.get(said[:_WINDOW], ())
        if other.plain.startswith(said, start) and len(said) > _WINDOW
    )


def _quoted_again(
    lines: Sequence[Line], known: Sequence[tuple[Found, ...]]
) -> Iterator[tuple[int, Found]]:
    """Yield a quotation below the lead that has stood alone in its line before."""
    lead = next((i for i, line in enumerate(lines) if line.is_prose), len(lines))
    seen: set[str] = set()
    for index in range(lead + 1, len(lines)):
        line = lines[index]
        if line.text[0] not in _QUOTES or line.length < _SHORTEST_QUOTE:
            continue
        if line.plain in seen and not known[index]:
            yield index, Found("pull_quote")
        seen.add(line.plain)


def _sentences(line: Line) -> list[str]:
    parts = (part.strip() for part in _SENTENCE_END.split(line.plain))
    return [part for part in parts if len(part) >= _SHORTEST_SENTENCE]
