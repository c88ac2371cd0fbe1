"""Where a number or a word of letters would be torn: the rest of one is a number no source gives.

Patterns for names reach back so many characters and no further; before them may stand a number
of any length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

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


def with_whole_names(found: Sequence[Forecast], lines: Iterable[str]) -> Sequence[Forecast]:
    """Return the forecasts of an article with no holder's name beginning within a number.

    ``lines`` are the sentences that the names were read in. A holder of whom nothing but the
    number was read is nobody, which is to be checked.
    """
    doubted = {f.holder for f in found if f.holder and _NUMERAL.search(_head_of(f.holder))}
    if not doubted:
        return found
    text = "\n".join(lines)
    torn = {name for name in doubted if _is_torn(name, text)}
    return [_with_whole_name(f) if f.holder in torn else f for f in found]


def _with_whole_name(forecast: Forecast) -> Forecast:
    """Return ``forecast`` without the number at the head of its holder's name."""
    name = forecast.holder or ""
    if forecast.holder_status == "author":
        return forecast
    rest = name[len(_head_of(name)) :] or None
    status = forecast.holder_status if rest else "check"
    return replace(forecast, holder=rest, holder_status=status)


def _head_of(name: str) -> str:
    """Return the number or letters that ``name`` begins with."""
    head = _HEAD.match(name)
    return head[0] if head else ""


def _is_torn(name: str, text: str) -> bool:
    """Tell whether ``name`` stands in ``text``, but nowhere from its first character on."""
    found = at = text.find(name)
    while at >= 0:
        if _UNTORN.match(text, at):
            return False
        at = text.find(name, at + len(name))
    return found >= 0
