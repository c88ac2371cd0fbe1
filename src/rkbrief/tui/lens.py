"""How an analysis is looked at: the language, the filter, the width of ambiguous characters."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_KATAKANA_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}


@dataclass(frozen=True, slots=True)
class Lens:
    """What every view is told beside the analysis.

    ``query`` is what the filter holds, ``""`` for none.
    """

    language: str = "en"
    query: str = ""
    ambiguous: int = 1

    def matches(self, words: str) -> bool:
        """Tell whether ``words`` hold every word of the query, widths and kana folded."""
        folded = fold(words)
        return all(part in folded for part in fold(self.query).split())


def fold(text: str) -> str:
    """Return ``text`` for comparison: NFKC, lower case, katakana as hiragana."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_KATAKANA_TO_HIRAGANA)
