"""The Janome adapter: morphemes with exact spans, and the terms that carry content.

Janome is not safe to share between threads, so each thread has its own tokenizer, loaded at
its first use (0.3 s, 86 MiB). It strips outer blanks and chokes on lone surrogates; both are
dealt with here, so that ``span.of(text) == surface`` holds for any text.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Protocol

from rkbrief.language.sentences import split_sentences
from rkbrief.lexicon import load_table
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
_WORDLIKE = re.compile(r"[^\W_]")
_LONE_KANA = re.compile(r"[ぁ-ゖァ-ヺー]\Z")
_SEPARATOR = re.compile(r"[.,．，・]\Z")
_UNIT = re.compile(r"(?:[A-Za-z%％℃°ァ-ヺー㌀-㏿]{1,6}|[\u4e00-\u9fff])\Z")
_NUMBER = "名詞,数"
_NOT_TERMS = ("名詞,非自立", "名詞,代名詞", "名詞,接尾", "名詞,数", "名詞,特殊", "名詞,接続詞的")


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


@cache
def stop_words() -> frozenset[str]:
    """Return the words without content of their own, as base forms in NFKC."""
    return frozenset(load_table("stopwords")["words"])


@lru_cache(maxsize=REMEMBERED_TEXTS)
def content_terms(text: str) -> tuple[str, ...]:
    """Return the terms that carry the content of ``text``, in order, repeats kept.

    Nouns but 非自立, 代名詞, 接尾 and bare numbers; verbs and adjectives as base forms; a number
    with its counter as one term (24年, 1万発). In NFKC and lower case, stop words left out.
    """
    morphemes = tokenize(text)
    stop = stop_words()
    terms: list[str] = []
    at = 0
    while at < len(morphemes):
        if morphemes[at].pos.startswith(_NUMBER):
            at, joined = _numeral(morphemes, at)
            term = joined
        else:
            term = _term(morphemes[at])
            at += 1
        if term and term not in stop:
            terms.append(term)
    return tuple(terms)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def _term(morpheme: Morpheme) -> str:
    """Return the term that a morpheme is, ``""`` when it carries none."""
    pos = morpheme.pos
    if pos.startswith("名詞") and not pos.startswith(_NOT_TERMS):
        term = _plain(morpheme.surface)
    elif pos.startswith(("動詞,自立", "形容詞,自立")):
        term = _plain(morpheme.base_form)
    else:
        return ""
    return term if _WORDLIKE.search(term) and not _LONE_KANA.match(term) else ""


def _numeral(morphemes: Sequence[Morpheme], at: int) -> tuple[int, str]:
    """Join the number at ``at`` with its counter; return where it ends and the term.

    The term is ``""`` for a number without a counter: it says nothing by itself.
    """
    end = at + 1
    while end < len(morphemes) and _touches(morphemes, end):
        here = morphemes[end]
        point = _SEPARATOR.match(here.surface) and _number_at(morphemes, end + 1)
        if not (here.pos.startswith(_NUMBER) or point):
            break
        end += 1
    if end < len(morphemes) and _touches(morphemes, end) and _is_counter(morphemes[end]):
        end += 1
        return end, _plain("".join(m.surface for m in morphemes[at:end])).replace(",", "")
    return end, ""


def _touches(morphemes: Sequence[Morpheme], at: int) -> bool:
    return morphemes[at - 1].span.end == morphemes[at].span.start


def _number_at(morphemes: Sequence[Morpheme], at: int) -> bool:
    return at < len(morphemes) and morphemes[at].pos.startswith(_NUMBER) and _touches(morphemes, at)


def _is_counter(morpheme: Morpheme) -> bool:
    return morpheme.pos.startswith("名詞,接尾") or (
        morpheme.pos.startswith("名詞") and bool(_UNIT.match(morpheme.surface))
    )


class SumyTokenizer:
    """What sumy asks of a tokenizer, answered by our own splitter and terms."""

    def to_sentences(self, paragraph: str) -> tuple[str, ...]:
        """Return the sentences of ``paragraph`` as text."""
        return tuple(sentence.text for sentence in split_sentences(paragraph))

    def to_words(self, sentence: str) -> tuple[str, ...]:
        """Return the content terms of ``sentence``."""
        return content_terms(sentence)
