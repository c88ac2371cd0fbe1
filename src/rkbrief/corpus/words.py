"""The words of a line, and what two lines have in common, without a dictionary."""

from __future__ import annotations

import re

_CONTENT = re.compile(r"[一-鿿々ァ-ヺー]{2,}|[A-Za-z0-9]{2,}")


def bigrams(text: str) -> set[str]:
    """Return the pairs of neighbouring characters in words of kanji, katakana, letters."""
    return {word[i : i + 2] for word in _CONTENT.findall(text) for i in range(len(word) - 1)}


def close_up(text: str, *, fewest: int) -> str:
    """Return ``text`` without the blanks between its letters, ``fewest`` or more (要 約)."""
    letters = text.split()
    spaced = len(letters) >= fewest and all(len(letter) == 1 for letter in letters)
    return "".join(letters) if spaced else text
