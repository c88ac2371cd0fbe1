"""A sentence to its statements: the sentences of a quotation, one by one, and what follows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from rkbrief.lexicon import compile_rules
from rkbrief.model import Span

_INNER_STOP = re.compile(r"[。！？!?](?=[^。！？!?」』）)])")
_NEXT_SENTENCE = re.compile("[一-龥々ァ-ヴーA-Za-z][^、。「」]{1,30}[はが]、")
"""Right behind a quotation that is a sentence of its own, the next one: 「…」|森博士は、…."""
_LONGEST = 600
_MIN_PART = 8


def split_statements(text: str) -> tuple[Span, ...]:
    """Return the statements of a sentence: the sentences of a quotation, and what follows it.

    None is much longer than 600 characters, so that any text is read in linear time.
    """
    cuts = {0, len(text)}
    for quote in find_quotes(text):
        cuts.update(quote.start + stop.end() for stop in _INNER_STOP.finditer(quote.of(text)))
        if quote.start == 1 and _NEXT_SENTENCE.match(text, quote.end + 1):
            cuts.add(quote.end + 1)
    told = compile_rules("attribution", "reported_on").finditer(text)
    cuts.update(m.end() for m in told if len(text) - m.end() >= _MIN_PART)
    cuts.update(m.end() for m in compile_rules("attribution", "said_but").finditer(text))
    for at in range(_LONGEST, len(text), _LONGEST):
        comma = text.rfind("、", at - _LONGEST // 2, at)
        cuts.add(comma + 1 if comma > 0 else at)
    spans = (Span(a, b) for a, b in pairwise(sorted(cuts)))
    return tuple(s for s in (opened(text, s) for s in spans) if s.start < s.end)


def find_quotes(text: str) -> Iterator[Span]:
    """Yield the insides of the outermost 「…」 of ``text``; an unclosed one runs to the end."""
    depth = start = 0
    for at, char in enumerate(text):
        if char == "「":
            depth += 1
            start = at + 1 if depth == 1 else start
        elif char == "」" and depth:
            depth -= 1
            if not depth:
                yield Span(start, at)
    if depth:
        yield Span(start, len(text))


def opened(text: str, span: Span) -> Span:
    """Drop blanks, brackets and commas at the start of ``span``."""
    start = span.start
    while start < span.end and (text[start].isspace() or text[start] in "、。」』「"):
        start += 1
    return Span(start, span.end)
