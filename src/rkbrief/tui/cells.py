"""Japanese in terminal cells: how wide a character is and where a line may break.

Widths follow UAX 11 (East Asian Width) and line breaks JIS X 4051 (kinsoku): no line starts
with closing punctuation or a small kana, none ends with an opening bracket, and a word in
Latin letters stays whole where it fits. Every row is a slice of the text, so that a place on
the screen is always a place in the source.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from rkbrief.model import Span
from rkbrief.safe_text import SafeText, show

NOT_AT_START = frozenset(
    "、。，．・：；？！‼⁇⁈⁉゛゜ヽヾゝゞ々〻ー―‐–〜～）〕］｝〉》」』】〙〗〟’”｠»"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
    ",.:;?!)]}…‥%％‰℃°′″ﾞﾟ､｡｣･ｰ"
)
NOT_AT_END = frozenset("（〔［｛〈《「『【〘〖〝‘“｟«([{$¥￥＄£￡#＃｢№")
_WIDE = frozenset("WF")
_TONES = "\U0001f3fb-\U0001f3ff"
_ZWJ, _EMOJI_STYLE = "\u200d", "\ufe0f"
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_LEANING = f"{_SELECTORS}{_ZWJ}{_TONES}"
"""What changes the character before it: its form, its colour, or what is joined to it."""
_LEANS = re.compile(f"[{_LEANING}]")
_RUN = re.compile(
    rf"(?P<wide>[\u3000-\u3029\u3041-\u3096\u30a1-\u30ff\u4e00-\u9fff\uff01-\uff60]+(?![{_LEANING}]))"
    rf"|(?P<narrow>[ -~]+(?![{_LEANING}]))"
    rf"|(?P<joined>[^\s{_SELECTORS}{_ZWJ}](?:{_ZWJ}[^\s{_LEANING}]|[{_LEANING}]){{1,16}})"
    r"|.",
    re.DOTALL,
)
_LONGEST_JOINED = 33
"""Runs of characters of one width whatever the terminal; what a selector, a tone or a joiner
makes one sign of; any other character by itself."""
_JAMO = re.compile("[\u1161-\u11ff\ud7b0-\ud7c6\ud7cb-\ud7fb]")
"""Vowels and finals of Korean that join the letter before them: names of files on a Mac."""
_RUN_WIDTHS = {"wide": 2, "narrow": 1}
_DRAWN_PLAINLY = str.maketrans("─│├┤┼╵┄▁▌▐█▏■", "-|||+'..||#|#")
"""Rules, bars and the article's mark in ASCII, for terminals that give drawings two cells."""
_LOOK_BACK = 12
"""How many characters a row may be shortened by for kinsoku; then it breaks where it must."""


@cache
def char_width(char: str, ambiguous: int = 1) -> int:
    """Return the cells that ``char`` takes once shown: 0, 1, 2, or more for a visible sign.

    ``ambiguous`` is the width of ambiguous characters (○, ─, Greek), 1 or 2 as the terminal
    has it.
    """
    shown = show(char)
    if shown != char:
        return sum(char_width(c, ambiguous) for c in shown)
    if unicodedata.category(char) in {"Mn", "Me"} or char == "\n" or _JAMO.match(char):
        return 0
    if char == "\t":
        return 1
    kind = unicodedata.east_asian_width(char)
    return 2 if kind in _WIDE else ambiguous if kind == "A" else 1


@lru_cache(maxsize=4096)
def _joined_width(joined: str, ambiguous: int) -> int:
    """Return the cells of a character with what leans on it; 0 where they are no one sign."""
    base = joined[0]
    is_emoji = unicodedata.category(base) == "So"
    others = {char for char in joined[1:] if _LEANS.match(char)}
    if show(joined) != joined or (not is_emoji and any(map(_is_tone, others))):
        return 0
    if is_emoji and (_ZWJ in others or any(map(_is_tone, others))):
        return 2
    if _EMOJI_STYLE in others and not base.isalpha():
        return 2
    return char_width(base, ambiguous)


def _is_tone(char: str) -> bool:
    return "\U0001f3fb" <= char <= "\U0001f3ff"


def _measure(text: str, at: int, end: int, ambiguous: int) -> tuple[int, int, int]:
    """Return the signs that follow at ``at``: how many, the characters and the cells of each."""
    run = _RUN.match(text, at, end)
    assert run is not None  # noqa: S101 - the pattern takes any character
    if (kind := run.lastgroup) in _RUN_WIDTHS:
        return run.end() - at, 1, _RUN_WIDTHS[kind or ""]
    if kind and (cells := _joined_width(run[0], ambiguous)):
        return 1, run.end() - at, cells
    return 1, 1, char_width(text[at], ambiguous)


def signs(text: str, ambiguous: int = 1) -> Iterator[tuple[int, int]]:
    """Yield what stands in ``text`` as one sign on a row each: where it ends, and its cells."""
    at = 0
    while at < len(text):
        count, length, cells = _measure(text, at, len(text), ambiguous)
        for _ in range(count):
            at += length
            yield at, cells


def cell_width(text: str, ambiguous: int = 1) -> int:
    """Return the cells that ``text`` takes on one row."""
    width = at = 0
    while at < len(text):
        count, length, cells = _measure(text, at, len(text), ambiguous)
        at += count * length
        width += count * cells
    return width


def draw_plainly(drawing: SafeText, ambiguous: int) -> SafeText:
    """Return what is drawn so that each of its characters takes one cell on the terminal."""
    return SafeText(drawing.translate(_DRAWN_PLAINLY)) if ambiguous > 1 else drawing


def wrap(text: str, width: int, *, ambiguous: int = 1) -> Iterator[Span]:
    """Yield the rows of ``text`` at ``width`` cells as spans, in order; linear in its length.

    Line feeds end a row and belong to none. A character wider than ``width`` gets a row to
    itself; ``width`` below 1 is read as 1. An empty line is an empty span.
    """
    width = max(1, width)
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield from _wrap_line(text, start, end, width, ambiguous)
        start = end + 1


def _wrap_line(text: str, start: int, end: int, width: int, ambiguous: int) -> Iterator[Span]:
    """Yield the rows of one line without a line feed in it, a run of equal widths at a time."""
    row, used, at = start, 0, start
    while at < end:
        # One sign more than can fit: enough to see that the row is full.
        room = max(0, width - used)
        seen = min(end, at + room + _LONGEST_JOINED)
        count, length, cells = _measure(text, at, seen, ambiguous)
        fitting = count if cells == 0 else min(count, room // cells)
        at += fitting * length
        used += fitting * cells
        if fitting == count:
            continue
        if at == row:
            at, used = at + length, cells
            continue
        at = _break_before(text, row, at)
        yield Span(row, at)
        row, used = at, 0
    if row < end or start == end:
        yield Span(row, end)


def _break_before(text: str, row: int, at: int) -> int:
    """Return where the row that began at ``row`` ends when ``at`` does not fit any more."""
    earliest = max(row + 1, at - _LOOK_BACK)
    for place in range(at, earliest - 1, -1):
        if _may_break(text, place):
            return place
    return at


def _may_break(text: str, at: int) -> bool:
    """Tell whether a row may end before the character at ``at``."""
    before, after = text[at - 1], text[at]
    if after in NOT_AT_START or before in NOT_AT_END or char_width(after) == 0:
        return False
    if before == _ZWJ or _LEANS.match(after):
        return False
    if after == " " and text[at + 1 : at + 2] in NOT_AT_START:
        return False  # the blank is not shown at the start of a row: 80 % stays together
    return not (_in_word(before) and _in_word(after))


def _in_word(char: str) -> bool:
    """Tell whether ``char`` is a Latin letter or a digit, which a row break should not part."""
    return char.isascii() and char.isalnum()


def truncate(text: str, width: int, *, ambiguous: int = 1) -> SafeText:
    """Return ``text`` on one row of at most ``width`` cells, with … where something was cut.

    A wide character is never halved; the result may be one cell short.
    """
    shown = show(text, one_line=True)
    if cell_width(shown, ambiguous) <= width:
        return shown
    room = width - char_width("…", ambiguous)
    used = 0
    kept = 0
    for end, cells in signs(shown, ambiguous):
        used += cells
        if used > room:
            break
        kept = end
    return SafeText(shown[:kept] + "…" if room >= 0 else "")


def squeeze(text: str, width: int, *, ambiguous: int = 1) -> SafeText:
    """Return ``text`` on one row of at most ``width`` cells, with … where its middle was cut."""
    shown = show(text, one_line=True)
    if cell_width(shown, ambiguous) <= width:
        return shown
    head = truncate(shown, width // 2, ambiguous=ambiguous)
    room, at = width - cell_width(head, ambiguous), 0
    left = cell_width(shown, ambiguous)
    for end, cells in signs(shown, ambiguous):
        if left <= room:
            break
        at, left = end, left - cells
    return SafeText(head + shown[at:])
