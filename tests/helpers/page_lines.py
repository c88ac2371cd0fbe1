"""The lines of a page as tests compare them with what is annotated of it."""

from __future__ import annotations

import re
import unicodedata

_MARK = re.compile(r"(?:[・•●▪◦■□◆◇▽▼○◎★☆>\-–—*※]+|\d{1,2}[.)、]|\(\d{1,2}\)|[①-⑳]|──|<|【|〈)")
_NUMBER = re.compile(r"^\s*\d{1,2}\s+(?=\D)")
_LAST = ">】〉—─―◇◆■"


def fold(text: str) -> str:
    """Return a text without blanks, marks of lists and differences of width."""
    text = _NUMBER.sub("", unicodedata.normalize("NFKC", text))
    text = re.sub(r"\s+", "", text)
    while (mark := _MARK.match(text)) and mark.end() < len(text):
        text = text[mark.end() :]
    return text.strip(_LAST)
