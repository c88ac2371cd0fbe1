"""Width variants made equal without losing the place of a single character.

NFKC changes the length of some texts (half-width ﾄﾞﾙ, squared ㌔), and a break or a blank in a
number goes, so the folded text carries the way back into the original. Most texts need none:
full-width ASCII folds one to one.
"""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct

from rkbrief.language.remembering import remembered
from rkbrief.lexicon.sought import Sought
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
_LONG_DASH = re.compile("(?<=[0-9])[―—─━](?=[0-9])")
# The dot of a magnitude as newspapers print it: M7・7, マグニチュード(M)7・7.
_MAGNITUDE_DOT = re.compile("(?:(?<=M[0-9])|(?<=M\\)[0-9])|(?<=ード[0-9]))・(?=[0-9])")
# A line break in a text wrapped by hand; between Latin words it stays, as the blank it is.
_BREAK = "\n[ \t]*"
_INSIDE = re.compile(f"(?<![A-Za-z]){_BREAK}|{_BREAK}(?![A-Za-z \t])")
# Some publishers set every number off with blanks: 約 5 千 人, 2026 年 2 月.
_CJK = "[一-鿿ぁ-んァ-ヴ]"
_SET_OFF = Sought(f"{_CJK} [0-9][0-9,.]* {_CJK}", (" ",))
_BLANK_INSIDE = Sought(f"(?<=[0-9]) (?={_CJK})|(?<=[約第十百千万億兆年月時]) (?=[0-9])", (" ",))
# Half-width kana with their marks, decomposed kana, squared words such as ㌔ and ㎞.
_LONGER = "[\uff66-\uff9f\u30a1-\u30fe\u3041-\u3096][ﾞﾟ\u3099\u309a]|[\uff66-\uff9f㌀-㏿]"
_OTHER_LENGTH = Sought(f"{_INSIDE.pattern}|{_LONGER}")
_OTHER_LENGTH_SET_OFF = Sought(f"{_INSIDE.pattern}|{_BLANK_INSIDE.pattern}|{_LONGER}")


class Folded(Struct, frozen=True, gc=False):
    """A folded text; ``begins[i]`` and ``ends[i]`` are where its i-th character lay.

    Both are None when it lay at ``i``.
    """

    text: str
    begins: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> Span:
        """Return the stretch of the original behind ``[start, end)`` of the folded text."""
        if self.begins is None or self.ends is None:
            return Span(start, end)
        if start == end:
            return Span(self.begins[start], self.begins[start])
        return Span(self.begins[start], self.ends[end - 1])


@remembered(1024)  # a sentence and its parts are folded by each who reads it
def fold_widths(text: str) -> Folded:
    """Return ``text`` with digits, signs, Latin letters and kana in their usual width.

    What a writer broke over two lines, or set off with blanks, is whole again.
    """
    folded = _LONG_DASH.sub("-", text.translate(_ONE_TO_ONE))
    folded = _MAGNITUDE_DOT.sub(".", folded)
    changes = _OTHER_LENGTH_SET_OFF if _SET_OFF.search(folded) else _OTHER_LENGTH
    if changes.search(folded) is None:
        return Folded(folded)
    pieces: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    last = 0
    for match in changes.finditer(folded):
        start, end = match.span()
        pieces.append(folded[last:start])
        begins.extend(range(last, start))
        ends.extend(range(last + 1, start + 1))
        wide = "" if match[0][0] in "\n " else unicodedata.normalize("NFKC", match[0])
        pieces.append(wide)
        begins.extend([start] * len(wide))
        ends.extend([end] * len(wide))
        last = end
    pieces.append(folded[last:])
    begins.extend(range(last, len(folded) + 1))
    ends.extend(range(last + 1, len(folded) + 2))
    return Folded("".join(pieces), tuple(begins), tuple(ends))
