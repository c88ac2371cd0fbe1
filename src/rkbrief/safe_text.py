"""What may be shown of a text that somebody else wrote.

:func:`show` is a display function of an exact slice, made at the edge and nowhere stored:
whatever comes out of an article, a file name or a config file reaches a terminal, stderr or a
brief only through it. Control characters, bidirectional overrides and invisible characters
become visible symbols, so that they cannot act and cannot hide. Nothing is normalised, and
offsets, quotations and hashes stay those of the original.

Unicode TR 36 (security considerations) and TR 9 (bidirectional text) name the characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from rkbrief.marks import COMMON, RARE

TYPE_CHECKING = False  # as typing has it, whose import would take 3 ms
if TYPE_CHECKING:
    from typing import NewType

    from rkbrief.model import Span

    SafeText = NewType("SafeText", str)
else:
    SafeText = str
"""Text that went through :func:`show`; the only str that a widget, stderr or a brief takes."""

_NAMES = {
    0x00AD: "SHY",
    0x034F: "CGJ",
    0x061C: "ALM",
    0x115F: "HCF",
    0x1160: "HJF",
    0x180E: "MVS",
    0x200B: "ZWSP",
    0x200C: "ZWNJ",
    0x200D: "ZWJ",
    0x200E: "LRM",
    0x200F: "RLM",
    0x2028: "LS",
    0x2029: "PS",
    0x202A: "LRE",
    0x202B: "RLE",
    0x202C: "PDF",
    0x202D: "LRO",
    0x202E: "RLO",
    0x2060: "WJ",
    0x2066: "LRI",
    0x2067: "RLI",
    0x2068: "FSI",
    0x2069: "PDI",
    0x3164: "HF",
    0xFEFF: "ZWNBSP",
    0xFFA0: "HHF",
}
_COMBINING_CAP = 8
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""They choose the form of the character before them; behind nothing, or each other, they hide."""
_BEYOND = "\U00010000-\U0010ffff"
_MARK = f"(?:[{COMMON}{_SELECTORS}]|(?=[{_BEYOND}])[{RARE}])"
"""What heaps are made of: with a selector between marks, what follows is the same heap."""
_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f"
_HIDDEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff\\ud800-\\udfff"
)
"""For a class of characters. Halves of one are spelt out, so that a file may hold the pattern."""
_JOINED_EMOJI = frozenset({"So", "Sk"})
_EMOJI_STYLE = "\ufe0f"
_ZWJ = "\u200d"


@cache
def _unsafe() -> re.Pattern[str]:
    """What is made visible. Compiled when it is asked for (3 ms, with the next two)."""
    return re.compile(
        f"(?P<control>[{_CONTROL}])"
        f"|(?P<hidden>[{_HIDDEN}])"
        f"|(?P<idle>(?<![^\\s{_SELECTORS}])[{_SELECTORS}]+)"
        f"|(?P<stacked>(?<={_MARK}{{{_COMBINING_CAP}}}){_MARK}+)"
    )


@cache
def _suspect() -> re.Pattern[str]:
    """A character that may be one of those: most texts have none, which one look at each tells."""
    return re.compile(f"[{_CONTROL}{_HIDDEN}{_SELECTORS}{COMMON}{_BEYOND}]")


@cache
def _seen() -> re.Pattern[str]:
    """A character that shows something by itself."""
    return re.compile(f"[^\\s{_CONTROL}{_HIDDEN}{_SELECTORS}{COMMON}{RARE}]")


def show(text: str, *, one_line: bool = False) -> SafeText:
    """Return ``text`` as it may be shown; linear in its length.

    Line feeds and tabs stay, unless ``one_line`` asks for a text that cannot leave its line
    (a file name, a message): then they become ␊ and ␉. Characters that need no care are
    returned as they are, so ``show(show(x)) == show(x)``.
    """
    shown = _unsafe().sub(lambda m: _sign(m, text), text) if _suspect().search(text) else text
    if one_line:
        shown = shown.replace("\n", "␊").replace("\t", "␉")
    return SafeText(shown)


def is_blank(text: str) -> bool:
    """Tell whether there is nothing in ``text`` that anybody can see."""
    return _seen().search(text) is None


def leave_hidden(text: str) -> str:
    """Return ``text`` without what :func:`show` makes visible, to compare what can be seen."""
    return _unsafe().sub("", text) if _suspect().search(text) else text


def find_hidden(text: str) -> Iterator[tuple[Span, str]]:
    """Yield what :func:`show` would replace, in order: the evidence for a problem entry.

    Each is a place and the sign that stands for what is there.
    """
    if not _suspect().search(text):
        return
    from rkbrief.model import Span  # 10 ms that showing a text does without

    for match in _unsafe().finditer(text):
        sign = _sign(match, text)
        if sign != match[0]:
            yield Span(*match.span()), sign


def _sign(match: re.Match[str], text: str) -> str:
    """Return the visible sign for one match of ``_unsafe()`` in ``text``."""
    found = match[0]
    if match["stacked"] or match["idle"]:
        return f"‹{'VS' if match['idle'] else ''}+{len(found)}›"
    code = ord(found)
    if match["control"]:
        if code <= 0x1F:  # noqa: PLR2004 - the block of control pictures mirrors C0
            return chr(0x2400 + code)
        return "␡" if code == 0x7F else f"‹U+{code:04X}›"  # noqa: PLR2004 - DEL
    if found == _ZWJ and _joins_emoji(text, match.start()):
        return found
    if 0xE0020 <= code <= 0xE007E:  # noqa: PLR2004 - tag characters mirror ASCII
        return f"‹TAG {chr(code - 0xE0000)}›"
    return f"‹{_NAMES.get(code) or f'U+{code:04X}'}›"


def _joins_emoji(text: str, at: int) -> bool:
    """Tell whether the joiner at ``at`` stands between two parts of one emoji."""
    before = at - 2 if text[at - 1 : at] == _EMOJI_STYLE else at - 1
    if before < 0 or at + 1 >= len(text):
        return False
    return all(unicodedata.category(text[i]) in _JOINED_EMOJI for i in (before, at + 1))
