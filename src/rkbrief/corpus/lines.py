"""The lines of a page, and what can be seen of each without knowing what it says.

Prose is told by its punctuation and its hiragana; everything else on a page (menus, headlines,
captions, counts) is short, ends without 。 and is poor in particles.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Generic, TypeVar, overload

from msgspec import Struct

from rkbrief.model import Span

_HIRAGANA = re.compile(r"[ぁ-ゟ]")
_JAPANESE = re.compile(r"[ぁ-ヿ一-鿿]")
_CLOSERS = "。｡!?！？」』)]）］】〉》>♪☆★■ \u3000\u00a0…"
_BULLET = re.compile(r"^(?:[-*+•‣◦・･●○◎◆◇■□▼▽▲△▶►※✔✓☑→⇒]|\d{1,2}[.)．）]|[(（]\d{1,2}[)）])\s*")
_TRUNCATED = re.compile(r"(?:\.\.\.|…|‥)\s*$")
_POLITE = re.compile(
    r"(?:です|ます|でした|ました|ません|ましょう|でしょう|ください|下さい)(?:よね|[ねよ])?[。!?♪☆…w笑()]*$"
)

_DECK = re.compile(
    r"^(?:[─―—][^─―—].*|[<＜〈][^>＞〉]+[>＞〉]|[〜～][^〜～]+[〜～]|[─―—]{2}.+|-\s.+\s-)$"
)
_SIGNED = re.compile(r"。[(（【\[][^()（）【】]{2,20}[)）】\]]$")
_CREDITED = re.compile(r"[^)）]。\s?[(（][cC][)）]\s?[A-Za-z=/][A-Za-z=/ .]{1,22}$")
"""An agency's mark behind its last sentence: …と話した。(c)AFP."""
_QUOTATION = re.compile(r"^「[^「」]*」$")

_BLANK_WITHIN = re.compile("(?<=[ぁ-ヿ一-鿿、。「」（）]) (?=[ぁ-ヿ一-鿿、。「」（）])")
_SPACED = 0.04
"""Of a page's characters: with more blanks within Japanese it is a translation by machine."""
WIDE_SIGNS = str.maketrans("｡､｢｣", "。、「」")
"""Half-width punctuation, which some sites set, as all others write it; character for character."""
WIDEST_WRAP = 90
"""Columns; no writer breaks lines farther out."""
MATCHED_CHARACTERS = 400
"""How much of a line the phrase rules look at."""
_LONG = 60  # a line of this length holds a sentence even without 。
_SHORT_SENTENCE, _SHORT_POLITE = 5, 12
_PROSE_HIRAGANA = 0.25


@lru_cache(maxsize=8192)
def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WFA"


_T = TypeVar("_T")


class once(Generic[_T]):  # noqa: N801 - stands where property stands
    """A property computed at its first reading.

    functools.cached_property takes a lock at each first reading until Python 3.12, which
    for a page of 100,000 lines costs more than what it guards.
    """

    def __init__(self, compute: Callable[[Any], _T]) -> None:
        self._compute = compute
        self._name = compute.__name__
        self.__doc__ = compute.__doc__

    @overload
    def __get__(self, line: None, owner: type) -> once[_T]: ...
    @overload
    def __get__(self, line: object, owner: type) -> _T: ...
    def __get__(self, line: object | None, owner: type) -> _T | once[_T]:
        if line is None:
            return self
        value = line.__dict__[self._name] = self._compute(line)
        return value


class Line(Struct, frozen=True, dict=True):
    """One non-blank line, or several that a hard wrap tore out of one paragraph.

    ``numbers`` are lines of the file from 1; ``spans`` the same lines without outer blanks.
    ``text`` is the whole as one string, its punctuation of full width. ``gap`` tells that a
    blank line stands before it.
    """

    numbers: tuple[int, ...]
    spans: tuple[Span, ...]
    text: str
    gap: bool
    indent: int = 0

    @once
    def plain(self) -> str:
        """The beginning in NFKC, as the rules of the lexicon expect it."""
        return unicodedata.normalize("NFKC", self.text[:MATCHED_CHARACTERS]).strip()

    @once
    def length(self) -> int:
        """Characters without the bullet."""
        return len(self.bare)

    @once
    def bare(self) -> str:
        """The text without its bullet or number."""
        return _BULLET.sub("", self.text, count=1)

    @once
    def bullet(self) -> str:
        """The bullet or number in front (``・``, ``1.``), ``""`` without one."""
        found = _BULLET.match(self.text)
        return found[0].strip() if found else ""

    @once
    def hiragana(self) -> float:
        """The share of hiragana, 0 to 1."""
        sample = self.text[:MATCHED_CHARACTERS]
        return len(_HIRAGANA.findall(sample)) / len(sample)

    @once
    def is_japanese(self) -> bool:
        """Whether any kana or kanji stands in it."""
        return bool(_JAPANESE.search(self.text))

    @once
    def columns(self) -> int:
        """The width on a terminal of its beginning, without the indent."""
        sample = self.text[:WIDEST_WRAP]
        if sample.isascii():
            return len(sample)
        return len(sample) + sum(map(_is_wide, sample))

    @once
    def is_rule(self) -> bool:
        """Whether it only parts others: no letter or digit in it."""
        return not any(map(str.isalnum, self.text[:MATCHED_CHARACTERS]))

    @once
    def is_truncated(self) -> bool:
        """Whether it breaks off with … as headlines in lists do."""
        return bool(_TRUNCATED.search(self.text[-8:]))

    @once
    def ends_sentence(self) -> bool:
        """Whether 。 stands at the end, closing brackets aside."""
        tail = self.text[-24:]
        return "。" in tail[len(tail.rstrip(_CLOSERS)) :]

    @once
    def is_deck(self) -> bool:
        """Whether it is set off as a subtitle is: ──…──, <…>, 〜…〜."""
        return self.length >= _SHORT_SENTENCE and not self.is_rule and bool(_DECK.match(self.text))

    @once
    def is_prose(self) -> bool:
        """Whether it reads as a sentence or a paragraph of them."""
        if not self.is_japanese:
            return False
        if self.is_truncated:
            return self.text.count("。") > 1 and self.length > 2 * _LONG
        if self.ends_sentence:
            return self.length >= _SHORT_SENTENCE
        tail = self.text[-24:]
        if _CREDITED.search(tail) or (_SIGNED.search(tail) and self.text.count("。") > 1):
            return self.hiragana >= _PROSE_HIRAGANA / 2
        if self.hiragana < _PROSE_HIRAGANA:  # many years and names, yet sentences
            is_long = self.length >= 2 * _LONG and self.hiragana >= _PROSE_HIRAGANA / 2
            return is_long and "。" in self.text and "、" in self.text
        return (
            "。" in self.text
            or (self.length >= _LONG and "、" in self.text)
            or (self.length >= _SHORT_POLITE and bool(_QUOTATION.match(self.plain)))
            or (self.length >= _SHORT_POLITE and bool(_POLITE.search(self.plain[-24:])))
        )


def split_lines(text: str, start: int = 0) -> list[Line]:
    """Return the non-blank lines of ``text`` from offset ``start`` on."""
    lines = []
    blanks = len(_BLANK_WITHIN.findall(text))
    is_spaced = blanks > _SPACED * len(text)
    position, gap = 0, True
    for number, raw in enumerate(text.split("\n"), 1):
        begin, position = position, position + len(raw) + 1
        stripped = raw.strip()
        if begin < start:
            continue
        if not stripped:
            gap = True
            continue
        indent = len(raw) - len(raw.lstrip())
        span = Span(begin + indent, begin + indent + len(stripped))
        shown = _BLANK_WITHIN.sub("", stripped) if is_spaced else stripped
        lines.append(Line((number,), (span,), shown.translate(WIDE_SIGNS), gap, indent))
        gap = False
    return lines
