"""Headings of which only the lines below tell whether they head a part of the page.

申し込み方法 heads an address in a release, and in a notice what the notice is about; 注 heads
notes only where numbered ones follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from rkbrief.corpus.lines import Line
from rkbrief.corpus.phrases import Found, core, heads_summary
from rkbrief.lexicon import compile_rules

_rules = partial(compile_rules, "boilerplate")
_BELOW = 4  # lines under a heading that show what it heads
_DOUBTFUL = frozenset({"contact", "specifications"})
_RULED = re.compile(r"[▼▲▽△↓↑]|[─━═＝=\-－―—]{2}")
_LONGEST_OFFER, _PARAGRAPH = 8, 60  # lines, and characters that no offer has
_ITEM = re.compile(r"^(?:\d{1,2}[\s.)、]|[①-⑳])\s?\S")
_NUMBERED_NOTE = re.compile(r"^(?P<number>\d{1,2})(?:\s|[)])\s?[^\d\s]")
_NOTE_MARK = re.compile(
    r"[ぁ-んァ-ヶー一-龥」)）](?:[1１](?:[)）])?|[\[［(（][1１][\]］)）])[。、]|[。][\[［][1１][\]］]"
)
_NOTE = re.compile(r"^(?:注\s?)?[(*※]?1(?:[).:、]|\s)\s?\S")


def find_parts(lines: Sequence[Line], known: Sequence[tuple[Found, ...]]) -> Iterator[int]:
    """Yield the headings that seem to head an address or links and head steps or paragraphs."""
    for index, found in enumerate(known):
        if not any(each.is_section and each.rule in _DOUBTFUL for each in found):
            continue
        below = lines[index + 1 : index + 1 + _BELOW]
        told = any(_rules("addresses").search(line.plain) for line in below)
        steps = [line for line in below[:2] if _ITEM.match(line.plain)]
        if len(steps) > 1 and not told:
            yield index
    for index, line in enumerate(lines):
        below = lines[index + 1 : index + 3]
        paragraphs = [each for each in below if each.is_prose and each.ends_sentence]
        if len(paragraphs) > 1 and known[index] and _rules("topics").match(core(line)):
            yield index


def find_offers(
    lines: Sequence[Line], known: Sequence[tuple[Found, ...]]
) -> Iterator[tuple[int, Found]]:
    """Yield the lines from a mark (▼広告▼, [PR]──) to the one that closes it."""
    opened: int | None = None
    for index, line in enumerate(lines):
        is_mark = any(f.rule == "ad" for f in known[index]) and _RULED.search(line.text)
        if is_mark and opened is not None and index - opened <= _LONGEST_OFFER:
            yield from ((at, Found("offer")) for at in range(opened, index + 1))
            opened = None
        elif is_mark:
            opened = index
        elif line.is_prose and line.length >= _PARAGRAPH:
            opened = None


def find_made_summaries(
    lines: Sequence[Line], known: Sequence[tuple[Found, ...]]
) -> Iterator[tuple[int, Found]]:
    """Yield the heading and the items of a summary that a program made, by the page's own words."""
    for index, found in enumerate(known):
        if not any(each.rule == "summary_note" for each in found):
            continue
        above = list(_list_items(lines, known, index, -1))
        for at in above or _list_items(lines, known, index, 1):
            yield at, Found("summary_note")


def find_numbered_notes(lines: Sequence[Line]) -> Iterator[tuple[int, Found]]:
    """Yield notes without a heading: 1, 2 in front of sentences, and a 1 behind a word above."""
    is_marked = False
    expected = 1
    for index, line in enumerate(lines):
        is_whole = line.ends_sentence or (not line.is_japanese and line.plain.endswith("."))
        note = _NUMBERED_NOTE.match(line.plain) if is_marked and is_whole else None
        if note and int(note["number"]) == expected:
            expected += 1
            yield index, Found("notes")
        elif expected == 1:
            is_marked = is_marked or bool(line.is_prose and _NOTE_MARK.search(line.text))


def _list_items(
    lines: Sequence[Line], known: Sequence[tuple[Found, ...]], index: int, step: int
) -> Iterator[int]:
    """Yield the items beside line ``index``, and above them the heading of a summary."""
    first = lines[index + step].bullet if 0 <= index + step < len(lines) else ""
    at = index + step
    while first and 0 <= at < len(lines) and abs(at - index) <= _LONGEST_OFFER:
        if known[at] or lines[at].bullet != first:
            break
        yield at
        at += step
    if first and step < 0 and at >= 0 and heads_summary(lines[at]):
        yield at


def find_notes(lines: Sequence[Line]) -> Iterator[tuple[int, Found]]:
    """Yield the heading of notes, where the first of them stands right below it."""
    for index in range(1, len(lines) - 1):
        heads = _rules("note_heads").match(core(lines[index]))
        if heads and _NOTE.match(lines[index + 1].plain):
            yield index, Found("notes", is_section=True, ends=True)
