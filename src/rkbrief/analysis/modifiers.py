"""Words that bound a number: 約, およそ, 少なくとも before it; 以上, 近く, ほど behind it."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from rkbrief.lexicon import compile_rules, load_table
from rkbrief.model import Modifier


class _Words(Struct, frozen=True, gc=False):
    before: dict[str, list[tuple[str, Modifier]]]
    after: dict[str, list[tuple[str, Modifier]]]
    outside: frozenset[str]


def _with_adverbs(word: str, adverbs: list[str]) -> list[str]:
    """Return a wording and, of a verb, those with an adverb in between: を大きく上回る."""
    if word[0] != "を":
        return [word]
    return [word, *(f"を{adverb}{word[1:]}" for adverb in adverbs)]


@cache
def _words() -> _Words:
    table = load_table("numerals")
    before: dict[str, list[tuple[str, Modifier]]] = {}
    after: dict[str, list[tuple[str, Modifier]]] = {}
    for modifier, words in table["before"].items():
        for word in words:
            before.setdefault(word[-1], []).append((word, modifier))
    for modifier, words in table["after"].items():
        for word in words:
            for spelling in _with_adverbs(word, table["adverbs"]):
                after.setdefault(word[0], []).append((spelling, modifier))
    for index in (before, after):
        for entries in index.values():
            entries.sort(key=lambda entry: -len(entry[0]))
    outside = {w for word in table["outside"] for w in _with_adverbs(word, table["adverbs"])}
    return _Words(before, after, frozenset(outside))


def modifier_before(text: str, position: int, floor: int) -> tuple[Modifier, int] | None:
    """Return the modifier that ends at ``position`` and where it begins, not before ``floor``.

    One blank may stand between the word and the number.
    """
    end = position - (text[position - 1 : position] == " ")
    for word, modifier in _words().before.get(text[end - 1 : end] if end else "", ()):
        start = end - len(word)
        if start >= floor and text.startswith(word, start):
            return modifier, start
    return None


def modifier_after(text: str, position: int) -> tuple[Modifier, str] | None:
    """Return the modifier that begins at ``position`` and its wording."""
    for word, modifier in _words().after.get(text[position : position + 1], ()):
        if text.startswith(word, position):
            return modifier, word
    return None


def is_denied(text: str, position: int) -> bool:
    """Tell whether what follows a number says that this is not it: 半分|にはならない."""
    return compile_rules("numerals", "denied").match(text, position) is not None


def is_outside(word: str) -> bool:
    """Tell that a word bounds the number but is no part of the figure (増, 幅)."""
    return word in _words().outside
