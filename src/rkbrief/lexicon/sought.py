"""Patterns that are compiled when a text holds a word that they cannot match without.

Python takes half a millisecond to compile a pattern with a class of kanji, and there are hundreds
of which an article meets a few. To ask for a word takes a hundredth of a microsecond a character.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

LONGEST = 2000
"""Characters of a text that is looked through for words: a pattern may be asked at each of its
places, and the time must grow no faster than the text."""
_OFTEN, _MANY = 200, 5
"""From so many questions, and so many words, it pays to compile the words themselves: a question
then takes half the time. A process that reads a few articles hardly comes to it."""
Row = TypeVar("Row")
_Places = dict[str, list[tuple[str, int]]]
"""Words with the places of the rows that need them, by their first characters."""


class Sought:
    """A pattern, compiled when it may match. Its methods are those of a compiled one.

    ``needs`` are words, one of which stands in whatever it matches; none: it may match anything.
    Those of a pattern that leaves case open are folded.
    """

    __slots__ = ("_asked", "_compiled", "_words", "folds", "needs", "pattern")

    def __init__(self, pattern: str, needs: Sequence[str] = ()) -> None:
        self.pattern = pattern
        self.needs = tuple(needs)
        self.folds = leaves_case_open(pattern)
        self._compiled: re.Pattern[str] | None = None
        self._words: re.Pattern[str] | None = None
        self._asked = 0 if len(self.needs) >= _MANY else _OFTEN  # which is then past already

    def __repr__(self) -> str:
        """Show the pattern as it is written."""
        return f"Sought({self.pattern!r}, {self.needs!r})"

    def may_match(self, text: str) -> bool:
        """Tell whether ``text`` holds a word that a match needs; a long one is not asked."""
        if not self.needs or len(text) > LONGEST:
            return True
        text = fold(text) if self.folds else text
        if self._words is not None:
            return self._words.search(text) is not None
        self._asked += 1
        if self._asked == _OFTEN:
            self._words = re.compile("|".join(map(re.escape, self.needs)))
        for word in self.needs:  # noqa: SIM110 - any() takes twice the time
            if word in text:
                return True
        return False

    @property
    def compiled(self) -> re.Pattern[str]:
        """The compiled pattern."""
        if self._compiled is None:
            self._compiled = re.compile(self.pattern)
        return self._compiled

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match in ``text``, as re.Pattern.search does."""
        return self.compiled.search(text, start, end) if self.may_match(text) else None

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the match at ``start``, as re.Pattern.match does."""
        return self.compiled.match(text, start, end) if self.may_match(text) else None

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the match from ``start`` to ``end``, as re.Pattern.fullmatch does."""
        return self.compiled.fullmatch(text, start, end) if self.may_match(text) else None

    def finditer(
        self, text: str, start: int = 0, end: int = sys.maxsize
    ) -> Iterator[re.Match[str]]:
        """Return every match, as re.Pattern.finditer does."""
        return self.compiled.finditer(text, start, end) if self.may_match(text) else iter(())

    def sub(self, by: str, text: str) -> str:
        """Return ``text`` with every match replaced, as re.Pattern.sub does."""
        return self.compiled.sub(by, text) if self.may_match(text) else text


class SoughtRules(Generic[Row]):
    """Rows of a table with their patterns: which may match a text, without asking each."""

    def __init__(self, rows: Sequence[tuple[Sought, Row]]) -> None:
        self._rows = [row for _, row in rows]
        self._always = [at for at, (pattern, _) in enumerate(rows) if not pattern.needs]
        self._words: tuple[_Places, _Places] = ({}, {})  # as they stand, and folded
        for at, (pattern, _) in enumerate(rows):
            for word in pattern.needs:
                self._words[pattern.folds].setdefault(word[0], []).append((word, at))

    def may_match(self, text: str) -> Iterator[Row]:
        """Yield the rows whose patterns may match ``text``, in their order."""
        found = set(self._always)
        as_written, folded = self._words
        for words, said in ((as_written, text), (folded, fold(text) if folded else "")):
            for char in words.keys() & set(said):
                for word, at in words[char]:
                    if word in said:
                        found.add(at)
        for at in sorted(found):
            yield self._rows[at]


def leaves_case_open(pattern: str) -> bool:
    """Tell whether a pattern looks through the difference of a and A somewhere."""
    return "(?i:" in pattern


def fold(text: str) -> str:
    """Return ``text`` without the difference of a and A, as re.IGNORECASE sees it."""
    return text.replace("İ", "i").casefold().replace("ı", "i")
