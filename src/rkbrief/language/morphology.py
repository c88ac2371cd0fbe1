"""The Janome adapter: morphemes with exact spans.

Janome is not safe to share between threads, so each thread has its own tokenizer, loaded at
its first use (0.3 s, 86 MiB). It strips outer blanks and chokes on lone surrogates; both are
dealt with here, so that ``span.of(text) == surface`` holds for any text.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol

from rkbrief.model import Morpheme, Span

LONGEST_PIECE = 400
"""Characters handed to Janome at once; beyond 500 it would look for a border of its own."""
REMEMBERED_TEXTS = 2048
"""Tokenised texts that are kept a process: about 20 MiB of sentences of usual length."""
LONGEST_REMEMBERED = 1000

_PIECE = re.compile(
    rf"[^\n。]{{1,{LONGEST_PIECE}}}?(?:[。\n]|\Z)"
    rf"|[^\n]{{1,{LONGEST_PIECE}}}[、,\s]|[^\n]{{1,{LONGEST_PIECE}}}|\n"
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")


class _Matcher(Protocol):
    def run(self, word: bytes) -> tuple[bool, set[bytes]]: ...


class _OrderedMatcher:
    """Janome's dictionary matcher with an order in what it finds.

    Janome hands over a set of bytes, whose order follows the hash seed and with it the choice
    between analyses of equal cost.
    """

    def __init__(self, matcher: _Matcher) -> None:
        self._matcher = matcher

    def run(self, word: bytes) -> tuple[bool, list[bytes]]:
        matched, found = self._matcher.run(word)
        return matched, sorted(found)


class _Token(Protocol):
    surface: str
    base_form: str
    part_of_speech: str
    reading: str


class _Tokenizer(Protocol):
    def tokenize(self, text: str) -> Iterator[_Token]: ...


class _PerThread(threading.local):
    tokenizer: _Tokenizer | None = None


_here = _PerThread()


def _tokenizer() -> _Tokenizer:
    """Return this thread's tokenizer."""
    if _here.tokenizer is None:
        from janome.tokenizer import Tokenizer  # 0.3 s that not every run needs

        janome = Tokenizer()
        janome.matcher = _OrderedMatcher(janome.matcher)
        _here.tokenizer = janome
    return _here.tokenizer


def tokenize(text: str) -> tuple[Morpheme, ...]:
    """Return the morphemes of ``text`` in order; blanks between them are left out.

    ``surface`` is the exact slice of ``text``, ``pos`` IPADIC's four fields, ``reading`` the
    empty string where the dictionary has none. Safe in any thread; never raises.
    """
    return _remembered(text) if len(text) <= LONGEST_REMEMBERED else _analyse(text)


def _analyse(text: str) -> tuple[Morpheme, ...]:
    tokenizer = _tokenizer()
    clean = _SURROGATE.sub("\ufffd", text)
    found: list[Morpheme] = []
    for piece in _PIECE.finditer(clean):
        at = piece.start()
        for token in tokenizer.tokenize(piece.group()):
            surface = token.surface
            if not surface or surface.isspace():
                continue
            start = clean.find(surface, at, piece.end())
            if start < 0:
                continue
            at = start + len(surface)
            found.append(_morpheme(token, Span(start, at), text[start:at]))
    return tuple(found)


_remembered = lru_cache(maxsize=REMEMBERED_TEXTS)(_analyse)


def _morpheme(token: _Token, span: Span, surface: str) -> Morpheme:
    """Convert at the door: a Janome token answers None or ``*`` to what it does not know."""
    base, reading = token.base_form, token.reading
    return Morpheme(
        surface=surface,
        base_form=base if base and base != "*" else surface,
        pos=token.part_of_speech or "名詞,一般,*,*",
        reading=reading if reading and reading != "*" else "",
        span=span,
    )
