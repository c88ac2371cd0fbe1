"""What an article said before a sentence, on whose dates the sentence's own may lean."""

from __future__ import annotations

import re
from collections import deque

from rkbrief.language.calendar import leans_back
from rkbrief.language.short_years import names_era
from rkbrief.language.widths import fold_widths
from rkbrief.model import Sentence

_REACH = 4  # sentences of a paragraph in which the date that is leaned on may stand
_SHORT_YEAR = re.compile("(?<![0-9０-９])[0-9０-９]{2}年")
_DAY = re.compile("(?<![0-9０-９])[0-9０-９]{1,2}日(?!間|ほど|以内|連続)")


class Antecedents:
    """The sentences of one article, added one by one in the order of its text."""

    def __init__(self) -> None:
        self._earlier: deque[Sentence] = deque(maxlen=_REACH)
        self._era: Sentence | None = None
        self._dated: Sentence | None = None

    def add(self, sentence: Sentence) -> None:
        """Take ``sentence`` in once it has been read."""
        self._earlier.append(sentence)
        if names_era(fold_widths(sentence.text).text):
            self._era = sentence
        if _DAY.search(sentence.text):
            self._dated = sentence

    def before(self, sentence: Sentence) -> str:
        """Return the text on whose dates 同年, 翌日, 8日 and 30年度 of ``sentence`` may lean.

        It is the paragraph so far, the sentence before where a paragraph begins, for a short
        year the last sentence that named an era and for 同日 the last one that named a day.
        Empty when nothing in it leans back.
        """
        if not leans_back(sentence.text):
            return ""
        said = [
            s
            for s in self._earlier
            if s.kind != "heading"
            and (s.paragraph == sentence.paragraph or s.index == sentence.index - 1)
        ]
        if self._era and self._era not in said and _SHORT_YEAR.search(sentence.text):
            said.insert(0, self._era)
        if self._dated and "同日" in sentence.text and not any(_DAY.search(s.text) for s in said):
            said.insert(0, self._dated)
        return "".join(s.text for s in said)
