"""Lines to units: which lines are one paragraph, and which are headings, bullets, decks."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from rkbrief.language.boundaries import is_spoken
from rkbrief.language.torn import PageLine, find_torn
from rkbrief.model import SentenceKind, Span

LONGEST_HEADING = 45
"""A line of its own, no longer than this and without a full stop, is a heading."""
LONGEST_QUESTION = 30
"""A line of its own that ends in ? or ! is a heading up to this length."""
LONGEST_CROSSHEAD = 30
"""A bracketed line (<…>) of up to this length without a full stop is a heading, else a deck."""

FEWEST_WRAPPED = 2
"""Lines that must run on before a text is taken for wrapped by hand."""
NARROWEST_WRAP = 30
"""Cells below which lines that run on are verse, a list or a table."""
WRAP_SLACK = 6
"""Cells by which wrapped lines differ."""

_LONGEST_LABEL = 32
"""Characters of a label in front of a line that its width counts."""

_LINE = re.compile(r"[^\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_FINAL = re.compile(
    r"[。｡．！？!?‼⁇⁈⁉][」』）)】〕》〉”〟］\]\"'’>＞■◆★☆♪\s]*\Z|[A-Za-z0-9]\.\s*\Z"
)
_FULL_STOP = re.compile(r"[。｡]")
_BULLET = re.compile(
    r"\s*(?:[-–—*+‐−]\s+|[・•●▪◦‣▶►➤✓✔⚫]\s*(?=\S)|[◆◇○◎]\s*(?=\S)|\(?[0-9０-９]{1,2}[.)．）]\s+"
    r"|[(（][0-9０-９a-zア-ン]{1,2}[)）]|[0-9０-９]{1,2}[)）]|[①-⑳]|[0-9０-９]{1,2}[.．、](?=[^0-9０-９\s]))"
)
_FALSE_BULLET = re.compile(
    r"[・(（][^\s]|[0-9０-９]{1,2}[)）.、．]|第[0-9０-９一二三四五六七八九十]|【"
)
"""What looks like a bullet, yet may be a line of wrapped text that happens to begin so."""
_MARKDOWN_HEADING = re.compile(r"\s{0,3}#{1,6}(?:\s+|$)")
_MARKED_HEADING = re.compile(
    r"\s*(?:[■□◆◇▼▲●○◎★☆]|【[^】]{1,40}】\s*\Z|第[0-9０-９一二三四五六七八九十]{1,3}[章節部回])"
)
_PARAGRAPH_MARKS = frozenset("▼▽")
"""Set before the paragraphs of a column, too, whose first lines run on."""
_DECK = re.compile(
    r"\s*(?:<[^<>]*>|＜[^＜＞]*＞|〈[^〈〉]*〉|《[^《》]*》|≪[^≪≫]*≫|[─━―—–-]{2,}[^─━―—–-].*[─━―—–-]{2,})\s*\Z"
)
_SPEECH = re.compile(r"\s*「(?P<said>[^「」]{8,})」\s*\Z")
_INDENTED = re.compile(r"　|[ \t]{2,}")
_GOES_ON = re.compile(r"[、，,：:]\s*\Z")
_CARRIED = re.compile(
    r"\s*[、。，．！？」』）)】〕》〉”ぁぃぅぇぉっゃゅょァィゥェォッャュョーをん]"
)


class Unit(Struct, frozen=True, gc=False):
    """A stretch that is split by itself; ``paragraph`` counts from 1."""

    span: Span
    kind: SentenceKind
    paragraph: int


class _Line(Struct, frozen=True, gc=False):
    """A line of the page, its width in cells and in characters.

    Both count a label that was cut off in front of it, too.
    """

    span: Span
    text: str
    width: int
    characters: int
    apart: bool
    """Nothing may join it to the line before: a blank or dropped line stands between."""


def cell_width(text: str) -> int:
    """Return how many terminal cells ``text`` takes, full-width characters counting two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def _kept(length: int, excluded: Sequence[Span]) -> Iterator[Span]:
    """Yield the stretches outside ``excluded``, whose spans may come in any order."""
    at = 0
    for span in sorted(excluded):
        if span.start > at:
            yield Span(at, min(span.start, length))
        at = max(at, span.end)
    if at < length:
        yield Span(at, length)


def _lines(text: str, excluded: Sequence[Span]) -> list[_Line]:
    lines: list[_Line] = []
    apart = True
    for stretch in _kept(len(text), excluded):
        apart = True
        end = stretch.start
        for match in _LINE.finditer(text, stretch.start, stretch.end):
            apart = apart or text.count("\n", end, match.start()) > 1
            end = match.end()
            content = match.group()
            if not content.strip():
                apart = True
                continue
            begins = max(match.start() - _LONGEST_LABEL, 0)
            label = text[text.rfind("\n", begins, match.start()) + 1 or begins : match.start()]
            whole = label + content.rstrip()
            lines.append(_Line(Span(*match.span()), content, cell_width(whole), len(whole), apart))
            apart = False
    return lines


def _wrap_width(lines: Sequence[_Line]) -> tuple[int | None, int]:
    """Return the width at which the text was wrapped by hand, or None, and how many lines fill it.

    The lines that run on to the next one share one width, give or take what a rule against
    punctuation at line starts moves; nearly no line is wider, and most of the paragraphs that
    they stand in have full stops. A list of titles fails one of the three.
    """
    open_ended = [
        (a.width, bool(_FULL_STOP.search(a.text) or _FULL_STOP.search(b.text)))
        for a, b in pairwise(lines)
        if not b.apart and not _FINAL.search(a.text) and not _BULLET.match(a.text)
    ]
    if len(open_ended) < FEWEST_WRAPPED:
        return None, 0
    widest = max(width for width, _ in open_ended)
    full = [stops for width, stops in open_ended if width >= widest - WRAP_SLACK]
    wider = sum(line.width > widest + WRAP_SLACK for line in lines)
    wrapped = (
        widest >= NARROWEST_WRAP
        and len(full) >= max(FEWEST_WRAPPED, 0.6 * len(open_ended))
        and wider <= len(lines) // 20
        and sum(full) * 3 >= len(full)
    )
    return (widest, len(full)) if wrapped else (None, 0)


def _starts_anew(line: _Line) -> bool:
    return bool(
        line.apart
        or _BULLET.match(line.text)
        or _MARKDOWN_HEADING.match(line.text)
        or _MARKED_HEADING.match(line.text)
        or _DECK.match(line.text)
    )


def _joins(before: _Line, line: _Line, wrap: int | None, indented: bool) -> bool:
    """Tell whether ``line`` goes on with the paragraph of the line before it."""
    if line.apart or _MARKDOWN_HEADING.match(before.text) or _DECK.match(before.text):
        return False
    if indented and _INDENTED.match(line.text):
        return False
    final = _FINAL.search(before.text)
    full = wrap is not None and before.width >= wrap - WRAP_SLACK
    if full and not final and _FALSE_BULLET.match(line.text):
        return True
    if _starts_anew(line):
        return False
    if full:
        mark = before.text.lstrip()[:1]
        return mark in _PARAGRAPH_MARKS or not _MARKED_HEADING.match(before.text)
    return not final and bool(_GOES_ON.search(before.text) or _CARRIED.match(line.text))


def _kind(text: str, *, alone: bool, prose: bool) -> SentenceKind:
    """Return what a paragraph is; ``prose`` says that the text around it uses full stops."""
    bare = text.strip()
    if _MARKDOWN_HEADING.match(text):
        return "heading"
    if _DECK.match(text):
        short = len(bare) <= LONGEST_CROSSHEAD and not _FULL_STOP.search(bare)
        return "heading" if short else "deck"
    stops = _FULL_STOP.search(bare)
    if _BULLET.match(text) and not (_MARKED_HEADING.match(text) and not stops):
        return "bullet"
    if not alone or stops or not prose or "\n" in bare or _is_speech(text):
        return "sentence"
    longest = LONGEST_QUESTION if _FINAL.search(bare) else LONGEST_HEADING
    return "heading" if len(bare) <= longest else "sentence"


def _is_speech(line: str) -> bool:
    """Tell whether a line is what somebody says (「来年も売れるだろう」), no crosshead in 「」."""
    quoted = _SPEECH.match(line)
    return quoted is not None and is_spoken(quoted["said"], plainly=True)


def bullet_end(text: str) -> int:
    """Return where the bullet or number in front of an item ends, 0 without one."""
    found = _BULLET.match(text)
    return found.end() if found else 0


def lay_out(text: str, excluded: Sequence[Span] = ()) -> list[Unit]:
    """Return the units of ``text`` in order; ``excluded`` are dropped stretches, any order.

    Together the units hold every non-blank character outside ``excluded``. A line that starts
    a paragraph is told by blank lines, markers, indents and the width at which the text was
    wrapped.
    """
    lines = _lines(text, excluded)
    wrap, full = _wrap_width(lines)
    counted = [replace(line, width=2 * line.characters) for line in lines]
    wrap_counted, full_counted = _wrap_width(counted)
    if full_counted > full:  # some wrap by characters, whatever their width
        wrap, lines = wrap_counted, counted
    torn = find_torn([PageLine(line.text, line.width, line.apart) for line in lines])
    indents = Counter(bool(_INDENTED.match(line.text)) for line in lines)
    indented = indents[True] * 8 <= indents[False] * 7
    groups: list[list[_Line]] = []
    for index, line in enumerate(lines):
        goes_on = index - 1 in torn and not _starts_anew(line)
        if goes_on or (groups and _joins(groups[-1][-1], line, wrap, indented)):
            groups[-1].append(line)
        else:
            groups.append([line])
    prose = len(groups) > 1 and any(_FULL_STOP.search(line.text) for line in lines)
    units = []
    for number, group in enumerate(groups, 1):
        span = Span(group[0].span.start, group[-1].span.end)
        kind = _kind(span.of(text), alone=len(group) == 1, prose=prose)
        units.append(Unit(span, kind, number))
    return units
