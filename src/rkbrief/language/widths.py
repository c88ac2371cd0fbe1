"""Width variants made equal without losing the place of a single character.

NFKC changes the length of some texts (half-width ﾄﾞﾙ, squared ㌔), so the folded text carries
the offsets back into the original. Most texts need none: full-width ASCII folds one to one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from rkbrief.model import Span

_ONE_TO_ONE = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **{ord(char): " " for char in "\u3000\u00a0\u2009\u202f"},
    **{ord(char): "-" for char in "−‒–‐‑﹣"},
    ord("〜"): "~",
    ord("∼"): "~",
    ord("￥"): "¥",
    ord("￡"): "£",
    ord("○"): "〇",
    ord("◯"): "〇",
    ord("△"): "▲",
}
# A long dash between digits joins the ends of a range: 1―3月期.
_LONG_DASH = re.compile("(?<=[0-9])[―—](?=[0-9])")
# The dot of a magnitude as newspapers print it: M7・7, マグニチュード(M)7・7.
_MAGNITUDE_DOT = re.compile("(?:(?<=M[0-9])|(?<=M\\)[0-9])|(?<=ード[0-9]))・(?=[0-9])")
# Half-width kana with their marks, decomposed kana, squared words such as ㌔ and ㎞.
_LONGER = re.compile("[\uff66-\uff9f\u30a1-\u30fe\u3041-\u3096][ﾞﾟ\u3099\u309a]|[\uff66-\uff9f㌀-㏿]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; ``offsets[i]`` is where its i-th character began, None when at ``i``."""

    text: str
    offsets: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> Span:
        """Return the stretch of the original behind ``[start, end)`` of the folded text."""
        if self.offsets is None:
            return Span(start, end)
        return Span(self.offsets[start], self.offsets[end])


def fold_widths(text: str) -> Folded:
    """Return ``text`` with digits, signs, Latin letters and kana in their usual width."""
    folded = _LONG_DASH.sub("-", text.translate(_ONE_TO_ONE))
    folded = _MAGNITUDE_DOT.sub(".", folded)
    if _LONGER.search(folded) is None:
        return Folded(folded)
    pieces: list[str] = []
    offsets: list[int] = []
    last = 0
    for match in _LONGER.finditer(folded):
        start, end = match.span()
        pieces.append(folded[last:start])
        offsets.extend(range(last, start))
        wide = unicodedata.normalize("NFKC", match[0])
        pieces.append(wide)
        offsets.extend([start] * len(wide))
        last = end
    pieces.append(folded[last:])
    offsets.extend(range(last, len(folded) + 1))
    return Folded("".join(pieces), tuple(offsets))
