"""Who speaks, as an interview prints it: ――… of who asks, 海野　… of who answers, 大臣 above it.

A label is no word of what is said, as a bullet is none of its item. Only a page that asks
several times, or on which two names take turns, is an interview.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rkbrief.corpus.lines import Line
from rkbrief.corpus.names import is_japanese_person
from rkbrief.lexicon import compile_rules, load_table
from rkbrief.model import Span

ASKS = re.compile(r"^(?:[―─—]{1,3}|--)\s?(?=[^\s―─—-])")
"""The dashes in front of what an interviewer says."""
_NAMED = re.compile(
    r"^[○◯〇●◎]?(?P<name>[一-龥々]{1,5}|[一-龥々]{2,12}[長員臣官]|[ァ-ヴー・]{2,14})(?:さん|氏|教授)?[\u3000：:]\s?(?=\S)"
)
_OFFICE = re.compile(
    r"^[○◯〇](?P<name>[一-龥々ァ-ヴー・]{2,16}(?:[（(][一-龥々ぁ-んァ-ヴー ]{2,9}君?[）)]|君))"
    r"\u3000\s?(?=\S)"
)
"""As the records of parliaments have it: ○委員長（青木一郎君）　…."""
_MARKS = "○◯〇"
_PART = re.compile(r"^[QAＱＡ][.．：:]?$")
"""A question or an answer of a dialogue, on a line of its own."""
_ALONE = re.compile(r"^[○◯〇●◎]?(?P<name>[一-龥々ァ-ヴー・]{2,14}(?:さん|氏)?)$")
"""On a line of its own, as ministries print their press conferences."""
_ALONE_IN_BRACKETS = re.compile(r"^[（(【〔\[](?P<name>[一-龥々ァ-ヴー・]{2,14})[）)】〕\]]$")
_SPACED = re.compile(
    r"^(?P<name>[一-龥々] [一-龥々]|[一-龥々]{2,5}|[ァ-ヴー・]{2,14}) (?=[^\sA-Za-z0-9])"
)
"""Before a blank of half width, which only in an interview is no part of a sentence."""
_BRACKETED = re.compile(
    r"^[（(](?:[○◯●■□◆]\s?[:：]\s?)?(?P<name>[一-龥々ァ-ヴー]{1,12})[)）]\s?(?=[^\s（(])"
)
"""In brackets, as minutes have it: （記者）…, （大臣）…."""
_FEWEST_QUESTIONS, _FEWEST_TURNS = 2, 2


def name_speakers_above(lines: Sequence[Line]) -> frozenset[str]:
    """Return the lines that only name who says what stands below, by their text.

    There are two at least, which take turns (記者, 大臣, 記者, 大臣) or bear the mark that the
    minutes of councils have: ○青木委員.
    """
    above = [
        line.text
        for line, below in pairwise(lines)
        if below.is_prose and not line.is_prose and _is_speaker(line.text)
    ]
    marked = {name for name in above if name[0] in _MARKS}
    if len(marked) >= _FEWEST_TURNS:  # an office or a company that answers is no person
        marked |= {
            a.text
            for a, below in pairwise(lines)
            if a.text[0] in _MARKS and below.is_prose and not a.is_prose and _ALONE.match(a.text)
        }
    again = {name for name, times in Counter(above).items() if times >= _FEWEST_TURNS}
    speakers = max(again, marked, _find_bracketed(lines), key=len)
    parts = [a.text for a, below in pairwise(lines) if _PART.match(a.text) and below.is_prose]
    asked = {part[0] for part in parts} & set("QＱ") and {part[0] for part in parts} & set("AＡ")
    return frozenset(
        (*(parts if asked else ()), *(speakers if len(speakers) >= _FEWEST_TURNS else ()))
    )


def _find_bracketed(lines: Sequence[Line]) -> set[str]:
    """Return the lines of nothing but a speaker in brackets, who stand above what they say.

    One speaks again, another at least once: what is above the first may be out of the article.
    """
    above = [a.text for a, below in pairwise(lines) if below.is_prose and not a.is_prose]
    times = Counter(text for text in above if _ALONE_IN_BRACKETS.match(text))
    again = sum(count for count in times.values() if count >= _FEWEST_TURNS)
    known = any(_is_speaker(text[1:-1]) for text in times)
    each = len(times) >= _FEWEST_TURNS and all(_ends_as_speaker(text[1:-1]) for text in times)
    quoted = {
        a.text
        for a, below in pairwise(lines)
        if _ALONE_IN_BRACKETS.match(a.text) and below.text[0] == "「" and below.is_prose
    }
    if len(quoted) >= _FEWEST_TURNS:
        return quoted | (set(times) if each else set())
    return set(times) if each or (known and 2 * again > times.total()) else set()


def _ends_as_speaker(text: str) -> bool:
    """Tell a post, or a person with what he is called behind his name: 元所長・青木氏."""
    table = load_table("attribution")
    return text.endswith(("氏", "さん", *table["titles"], *table["chairs"]))


def is_turn(line: Line) -> bool:
    """Tell a line that begins as what somebody says in a talk does: ――…, 青木　…."""
    return bool(ASKS.match(line.text) or _NAMED.match(line.text))


def _is_speaker(text: str) -> bool:
    """Tell a line that is a person, or a title (大臣, 青木委員), from a crosshead (背景)."""
    alone = _ALONE.match(text)
    if alone is None:
        return False
    table = load_table("attribution")
    titles = (*table["titles"], *table["chairs"])
    return alone["name"].endswith(titles) or is_japanese_person(alone["name"])


def find_speaker_labels(lines: Sequence[Line], text: str) -> Iterator[tuple[int, Span]]:
    """Yield the number of the line in the file and the span of each label in ``lines``.

    ``text`` is the whole text that the spans of the lines are of.
    """
    begins = [(line.numbers[0], line.spans[0], line.spans[0].of(text)) for line in lines]
    asks = sum(ASKS.match(said) is not None for _, _, said in begins) >= _FEWEST_QUESTIONS
    forms = (_NAMED, _OFFICE, _SPACED, _BRACKETED)
    names = {label: _find_names(lines, text, label) for label in forms}
    enough = {label: len(known) >= _FEWEST_TURNS for label, known in names.items()}
    knows = any(map(_is_speaker, names[_BRACKETED]))
    heard = {
        _NAMED: names[_NAMED] if asks or enough[_NAMED] else set(),
        _OFFICE: names[_OFFICE] if enough[_OFFICE] else set(),
        _SPACED: names[_SPACED] if asks and enough[_SPACED] else set(),
        _BRACKETED: names[_BRACKETED] if enough[_BRACKETED] and knows else set(),
    }
    above = name_speakers_above(lines)
    for number, span, said in begins:
        match = compile_rules("metadata", "speakers").match(said) or (
            ASKS.match(said) if asks else None
        )
        for label, known in heard.items():
            named = label.match(said) if known else None
            match = named if named and named["name"] in known else match
        if said in above:
            yield number, span
        if match:
            yield number, Span(span.start, span.start + match.end())


def _find_names(lines: Sequence[Line], text: str, label: re.Pattern[str]) -> set[str]:
    """Return the names before what is said that speak more than once."""
    turns = Counter(
        match["name"]
        for line in lines
        if line.is_prose and (match := label.match(line.spans[0].of(text)))
    )
    return {name for name, times in turns.items() if times >= _FEWEST_TURNS}
