"""Morphemes with exact spans, whichever tokenizer they come from.

Janome is not safe to share between threads, so each thread has tokenizers of its own, loaded at
their first use. Janome strips outer blanks and no tokenizer takes lone surrogates; both are dealt
with here, so that ``span.of(text) == surface`` holds for any text.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from rkbrief.allowed import Tokenizer
from rkbrief.language.tokenizers import TextTokenizer, Token, chosen_tokenizer, open_tokenizer
from rkbrief.model import Morpheme, Span
from rkbrief.orders import is_failure

LONGEST_PIECE = 400
"""Characters handed over at once; beyond 500 Janome would look for a border of its own."""
REMEMBERED_TEXTS = 2048
"""Tokenised texts that are kept a process: about 20 MiB of sentences of usual length."""
LONGEST_REMEMBERED = 1000

_PIECE = re.compile(
    rf"[^\n。]{{1,{LONGEST_PIECE}}}?(?:[。\n]|\Z)"
    rf"|[^\n]{{1,{LONGEST_PIECE}}}[、,\s]|[^\n]{{1,{LONGEST_PIECE}}}|\n"
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")


class _PerThread(threading.local):
    """The tokenizers of a thread, by their names."""

    def __init__(self) -> None:
        self.opened: dict[Tokenizer, TextTokenizer] = {}


_here = _PerThread()
_failures: ContextVar[list[BaseException] | None] = ContextVar("failures", default=None)


@contextmanager
def noting_failures() -> Iterator[list[BaseException]]:
    """Give the list that takes what tokenizers raise in this context until the block ends."""
    failures: list[BaseException] = []
    before = _failures.set(failures)
    try:
        yield failures
    finally:
        _failures.reset(before)


def _tokenizer(name: Tokenizer) -> TextTokenizer:
    """Return this thread's tokenizer of that name."""
    if name not in _here.opened:
        _here.opened[name] = open_tokenizer(name)
    return _here.opened[name]


@contextmanager
def tokenizing_beside(name: Tokenizer) -> Iterator[None]:
    """Have a process beside take this thread's texts apart until the block ends.

    Where the tokenizer is loaded here already, it stays.
    """
    if name in _here.opened:
        yield
        return
    from rkbrief.language.beside import TokenizerBeside  # 5 ms

    beside = _here.opened[name] = TokenizerBeside(name)
    try:
        yield
    finally:
        del _here.opened[name]
        beside.close()


def expect(texts: Iterable[str]) -> None:
    """Let a process beside, if there is one, begin with ``texts``, which are soon to be asked."""
    tokenizer = _here.opened.get(chosen_tokenizer())
    begin = getattr(tokenizer, "expect", None)
    if begin is None:
        return
    with _telling_the_clock():
        for text in texts:
            for piece in _pieces(text):
                begin(piece.group())


@contextmanager
def _telling_the_clock() -> Iterator[None]:
    """Note that time ran out in the block, which is at a tokenizer, and let the error pass."""
    try:
        yield
    except TimeoutError:
        if (failures := _failures.get()) is not None:
            failures.append(TimeoutError())  # what raised may be a class of the clock's own
        raise


def ran_out_of_time(failures: Sequence[BaseException]) -> bool:
    """Tell whether time ran out at a tokenizer, which is then asked no more in that context."""
    return any(isinstance(failure, TimeoutError) for failure in failures)


def tokenize(text: str) -> tuple[Morpheme, ...]:
    """Return the morphemes of ``text`` in order; blanks between them are left out.

    ``surface`` is the exact slice of ``text``, ``pos`` IPADIC's four fields, ``reading`` the
    empty string where the dictionary has none. Safe in any thread. A tokenizer that raises finds
    nothing in ``text``, which :func:`noting_failures` tells; nor does one after it hung.
    """
    if not text or text.isspace():
        return ()  # a title that is not there must not load a tokenizer: 0.3 s, 75 MB
    name, failures = chosen_tokenizer(), _failures.get()
    if failures and ran_out_of_time(failures):
        return ()
    find = _remembered if len(text) <= LONGEST_REMEMBERED else _analyse
    try:
        with _telling_the_clock():
            return find(text, name)
    except TimeoutError:
        raise
    except BaseException as error:  # whatever a library throws
        if not is_failure(error):
            raise
        if failures is not None:
            failures.append(error)
        return ()


def _analyse(text: str, name: Tokenizer) -> tuple[Morpheme, ...]:
    tokenizer = _tokenizer(name)
    found: list[Morpheme] = []
    for piece in _pieces(text):
        at = piece.start()
        for token in tokenizer.tokenize(piece.group()):
            surface = token.surface
            if not surface or surface.isspace():
                continue
            start = piece.string.find(surface, at, piece.end())
            if start < 0:
                continue
            at = start + len(surface)
            found.append(_morpheme(token, Span(start, at), text[start:at]))
    return tuple(found)


def _pieces(text: str) -> Iterator[re.Match[str]]:
    """Yield what is handed over at once; what they are matches in is as long as ``text``."""
    return _PIECE.finditer(_SURROGATE.sub("\ufffd", text))


_remembered = lru_cache(maxsize=REMEMBERED_TEXTS)(_analyse)


def _morpheme(token: Token, span: Span, surface: str) -> Morpheme:
    """Convert at the door: a token answers None, ``""`` or ``*`` to what it does not know."""
    base, reading = token.base_form, token.reading
    return Morpheme(
        surface=surface,
        base_form=base if base and base != "*" else surface,
        pos=token.part_of_speech or "名詞,一般,*,*",
        reading=reading if reading and reading != "*" else "",
        span=span,
    )
