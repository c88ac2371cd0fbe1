"""Which words a text must hold for a pattern to match in it, read off the pattern itself.

``(?:懸念|憂慮)が[^。]{1,9}高ま`` finds nothing where neither 懸念が nor 憂慮が stands. The parser
is a small one of what patterns of the lexicon are written in, so that the answer is the same
under every version of Python; what it does not know needs nothing, and so is always tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from rkbrief.lexicon.sought import fold, leaves_case_open

MOST = 64
"""Words that a pattern may need at most, and strings that a stretch of it may stand for."""
_CLASS = 6  # members of a class that is taken apart
_TOKEN = re.compile(
    r"(?P<look>\(\?<?[=!])|(?P<open>\((?:\?(?:-?i)?:|\?P<\w+>|(?!\?)))"
    r"|(?P<end>[)|])|(?P<edge>[\^$]|\\[bBAZ])"
    r"|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<class>\.|\\[dDsSwW])"
    r"|(?P<plain>[^\\\[\](){}|.*+?^$]|\\[^\w])"
)
_TIMES = re.compile(r"(?:(?P<sign>[*+?])|\{(?P<least>\d*)(?P<range>,\d*)?\})[?+]?")
_LISTED = re.compile(r"[^\\^-][^\\-]*")

Words = frozenset[str]
NONE: Words = frozenset()
_EMPTY: Words = frozenset(("",))


class UnknownError(Exception):
    """The pattern holds something that is not known here."""


@dataclass(frozen=True, slots=True)
class Part:
    """``strings`` is all that a part of a pattern matches, none when that cannot be listed.

    ``needs`` are words, one of which stands in whatever it matches; none when none are known.
    """

    strings: Words = NONE
    needs: Words = NONE


def needed_words(pattern: str) -> list[str]:
    """Return words, one of which stands in whatever ``pattern`` matches; empty if unknown.

    ``pattern`` is compiled without flags. Where it leaves case open in some place, all of its
    words are folded, and stand in what it matches when that is folded too.
    """
    try:
        return sorted(_Reader(pattern).read().needs)
    except UnknownError:
        return []


class _Reader:
    """A walk through one pattern."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._folds = leaves_case_open(pattern)
        self._at = 0

    def read(self) -> Part:
        """Read alternatives up to a closing bracket, or to the end."""
        parts = [self._read_sequence()]
        while self._pattern.startswith("|", self._at):
            self._at += 1
            parts.append(self._read_sequence())
        return Part(
            _unite(part.strings for part in parts), _shorten(_unite(part.needs for part in parts))
        )

    def _read_sequence(self) -> Part:
        """Read parts that follow each other; those that can be listed are joined."""
        whole: Words = _EMPTY
        run: Words = _EMPTY
        best: Words = NONE
        for part, least, most in self._read_parts():
            strings = part.strings | (NONE if least else _EMPTY) if part.strings else NONE
            whole = _join(whole, strings) if most == 1 else NONE
            longer = _join(run, strings) if most == 1 else NONE
            if longer:
                run = longer
                continue
            if least:  # at least once right behind what came before, at most last of its kind
                best = _rarer(_rarer(best, part.needs), _join(run, part.strings))
            best = _rarer(best, run)
            run = (strings if most == 1 else part.strings if least else NONE) or _EMPTY
        return Part(whole, _rarer(best, run))

    def _read_parts(self) -> Iterator[tuple[Part, int, int]]:
        """Yield each part of a sequence with 0 or 1 as least and 1 or 2 as most times."""
        while self._at < len(self._pattern):
            token = _TOKEN.match(self._pattern, self._at)
            if token is None:
                raise UnknownError
            if token.lastgroup == "end":
                return
            self._at = token.end()
            part = self._read_part(token)
            if part is not None:
                yield (part, *self._read_times())

    def _read_part(self, token: re.Match[str]) -> Part | None:
        """Read what begins with ``token``; None for what takes no place in the text."""
        text, kind = token[0], token.lastgroup
        if kind in {"look", "open"}:
            part = self.read()
            self._at += 1
            return None if kind == "look" else part
        if kind == "edge":
            return None
        members = text[-1] if kind == "plain" else text[1:-1]
        if kind == "class" or (
            kind == "set" and (len(members) > _CLASS or not _LISTED.fullmatch(members))
        ):
            return Part()
        strings = frozenset(fold(char) if self._folds else char for char in members)
        return Part(strings, strings)

    def _read_times(self) -> tuple[int, int]:
        found = _TIMES.match(self._pattern, self._at)
        if found is None:
            return 1, 1
        self._at = found.end()
        if found["sign"]:
            return int(found["sign"] == "+"), 1 if found["sign"] == "?" else 2
        return min(1, int(found["least"] or 0)), 2


def _unite(sets: Iterable[Words]) -> Words:
    """Return all of the sets together, none if one is empty or they are too many."""
    each = list(sets)
    united = frozenset().union(*each)
    return united if all(each) and len(united) <= 4 * MOST else NONE


def _join(before: Words, after: Words) -> Words:
    """Return every string of one with every one of the other, none if they are too many."""
    if len(before) * len(after) > MOST:
        return NONE
    return frozenset(map("".join, product(before, after)))


def _rarer(one: Words, other: Words) -> Words:
    """Return which of two sets of words a text holds more seldom."""
    words = NONE if "" in other else _shorten(other)
    return max(one, words, key=_rarity)


def _shorten(words: Words) -> Words:
    """Drop the words that hold another one; none if too many are left."""
    kept = frozenset(w for w in words if not any(o in w for o in words if o != w))
    return kept if len(kept) <= MOST else NONE


def _rarity(words: Words) -> tuple[float, int]:
    """Tell how seldom a text holds one of ``words``: by the commonest of them."""
    weights = [sum(0.5 if "ぁ" <= c <= "ん" or c in "、。" else 1 for c in w) for w in words]
    return min(weights, default=0), -len(words)
