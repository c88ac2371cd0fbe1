"""Where a number or a word of letters would be torn: the rest of one is a number no source gives.

Patterns for names reach back so many characters and no further; before them may stand a number
of any length.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from rkbrief.model import Forecast

_DIGITS = "0-9０-９"
_NUMERALS = f"{_DIGITS}〇一二三四五六七八九十百千万億兆"
_LETTERS = "A-Za-zＡ-Ｚａ-ｚ"
_POINTS = ".,．，"
UNTORN = (
    f"(?!(?<=[{_NUMERALS}])[{_NUMERALS}]|(?<=[{_DIGITS}{_LETTERS}])[{_DIGITS}{_LETTERS}]"
    f"|(?<=[{_DIGITS}])[{_POINTS}](?=[{_DIGITS}])|(?<=[{_DIGITS}][{_POINTS}])[{_DIGITS}])"
)
"""Pattern of a place that is not within a number or a word of letters; takes no characters."""

_UNTORN = re.compile(UNTORN)
_HEAD = re.compile(f"[{_NUMERALS}{_LETTERS}{_POINTS}]+")
_NUMERAL = re.compile(f"[{_NUMERALS}]")
_LINES = 500
"""Sentences in which a name is looked for: as many for each, however long an article is."""


class WholeNames(Struct):
    """Follows the sentences of one article and mends the holders' names read in them."""

    _lines: deque[str] = field(default_factory=lambda: deque(maxlen=_LINES))
    _torn: dict[str, bool] = field(default_factory=dict)

    def hear(self, line: str) -> None:
        """Take in the next sentence."""
        self._lines.append(line)

    def mend(self, found: Sequence[Forecast], following: str = "") -> list[Forecast]:
        """Return the forecasts of the sentence heard last, no holder beginning within a number.

        A holder of whom nothing but the number was read is nobody, which is to be checked.
        ``following`` is the text after the sentence, which may name the speaker.
        """
        return [self._mended(f, following) for f in found]

    def _mended(self, forecast: Forecast, following: str) -> Forecast:
        name, status = forecast.holder, forecast.holder_status
        head = _HEAD.match(name) if name else None
        if not name or not head or status == "author" or not _NUMERAL.search(head[0]):
            return forecast
        if name not in self._torn:
            self._torn[name] = self._is_torn(name, following)
        if not self._torn[name]:
            return forecast
        rest = name[head.end() :] or None
        return replace(forecast, holder=rest, holder_status=status if rest else "check")

    def _is_torn(self, name: str, following: str) -> bool:
        """Tell whether ``name`` begins within a number where it stood last, if anywhere."""
        for line in (*reversed(self._lines), following):
            at = line.rfind(name)
            if at >= 0:
                return _UNTORN.match(line, at) is None
        return False
