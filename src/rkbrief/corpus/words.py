"""What two lines have in common, without a dictionary."""

from __future__ import annotations

import re

_CONTENT = re.compile(r"[一-鿿々ァ-ヺー]{2,}|[A-Za-z0-9]{2,}")


def bigrams(text: str) -> set[str]:
    """Return the pairs of neighbouring characters in words of kanji, katakana, letters."""
    return {word[i : i + 2] for word in _CONTENT.findall(text) for i in range(len(word) - 1)}
