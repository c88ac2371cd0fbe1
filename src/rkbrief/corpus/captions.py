"""Captions that have no sign of their own: by a label, a missing full stop, or what they show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import accumulate, pairwise

from rkbrief.corpus.lines import Line
from rkbrief.corpus.phrases import Found
from rkbrief.lexicon import compile_rules

_rules = partial(compile_rules, "boilerplate")

_LONGEST_LABEL, _LONGEST_CAPTION = 24, 100
_LONGEST_NAME = 16  # characters of what a picture is called, above its credit
_SAYS = re.compile(r"[「」、。？！?!は]")
_TORN = re.compile(r"[、のがをにはでと:：…*＊\d]$")
_ENDS_POLITELY = re.compile(r"(?:です|ます|ました|でした|ません|だ|た)[ねよ]?\W*$")
_AFTER_STOP = re.compile(r"。(?P<rest>[^。]*)$")
_FEWEST_PROSE, _CLOSED_SHARE = 5, 0.85
"""Of the prose of a page whose writer never leaves out a full stop."""
_PARAGRAPH = 50  # characters, more than nearly all captions have
_SHORTEST_REST = 3
_SCENE_LENGTHS = range(16, 60)
_POINTERS = "▲↑△"
_RUNS_ON = frozenset("はがをのへ")
"""A particle at the front of a line: it goes on with the line before, and is no caption."""
_ENDS_POLITELY_NOW = re.compile(
    r"(?:です|ます|ました|でした|ません|でしょう|ください)[ねよか]?\W*$"
)
_POLITE_SHARE = 0.4
_DESCRIBED = re.compile(
    r"^[^。、はがをにでとも「」!?]{3,20}[一-龥ァ-ヶー](?:\([^()]{1,12}\))?。[^。「」!?]{6,34}[うくすつぬぶむるい]。$"
)
_SOURCES = ("source:", "source ")
_CLOSING_QUOTES = '」』”"'
_QUOTES = '「『“"'


def find_captions(
    lines: Sequence[Line], known: Sequence[tuple[Found, ...]]
) -> Iterator[tuple[int, Found]]:
    """Yield the index of each caption; ``known`` is what the lexicon says of each line."""
    yield from _labelled_captions(lines, known)
    yield from _unclosed_captions(lines, known)
    yield from _scenes(lines, known)
    yield from _foreign_titles(lines, known)
    yield from _described(lines, known)
    yield from _pointing(lines, known)
    yield from _above_credits(lines, known)


def _labelled_captions(
    lines: Sequence[Line], known: Sequence[tuple[Found, ...]]
) -> Iterator[tuple[int, Found]]:
    told = False
    for index, line in enumerate(lines):
        told = told or line.is_prose
        is_short = told and len(line.text) <= _LONGEST_LABEL
        is_film = is_short and _rules("films").match(line.plain) is not None
        if is_film and not lines[index - 1].ends_sentence and not known[index - 1]:
            yield index - 1, Found("caption")
        if len(line.text) > _LONGEST_LABEL or not known[index]:
            continue
        at = index + 1 if _rules("labels_above").match(line.plain) else index - 1
        if at < index and not _rules("labels_below").match(line.plain):
            continue
        if not 0 <= at < len(lines) or known[at]:
            continue
        fits = _fits_label(lines, at) if at > index else not lines[at].ends_sentence
        if fits and lines[at].length <= _LONGEST_CAPTION:
            yield at, Found("caption")


def _pointing(
    lines: Sequence[Line], known: Sequence[tuple[Found, ...]]
) -> Iterator[tuple[int, Found]]:
    """Yield what points up to its picture (▲…, ↑…), where the crossheads have no such mark."""
    pointing = [i for i, line in enumerate(lines) if line.text[0] in _POINTERS and not known[i]]
    if not pointing or not _has_plain_heads(lines, known):
        return
    for index in pointing:
        line = lines[index]
        alone = not any(lines[i].text[0] == line.text[0] for i in _beside(index, lines))
        fits = line.length <= _LONGEST_CAPTION and not line.ends_sentence
        if alone and fits and line.bare[:1].isalpha():
            yield index, Found("caption")


def _above_credits(
    lines: Sequence[Line], known: Sequence[tuple[Found, ...]]
) -> Iterator[tuple[int, Found]]:
    """Yield what a picture is called right above its credit, with a crosshead below that."""
    for index in range(1, len(lines) - 1):
        line = lines[index]
        is_short = line.length <= _LONGEST_NAME and not (line.is_prose or line.bullet)
        if known[index] or not is_short or not lines[index - 1].is_prose:
            continue
        below = index + 1
        while below < len(lines) and any(found.rule == "caption" for found in known[below]):
            below += 1
        heads = lines[below : below + 2]
        if below == index + 1 or len(heads) < 2 or known[below] or _SAYS.search(line.text):  # noqa: PLR2004
            continue
        head, paragraph = heads
        if paragraph.is_prose and not head.is_prose:
            yield index, Found("caption")


def _has_plain_heads(lines: Sequence[Line], known: Sequence[tuple[Found, ...]]) -> bool:
    """Tell a page with a crosshead below its lead that has no mark."""
    above = accumulate((line.is_prose for line in lines), initial=False)
    return any(
        told and not (line.is_prose or line.bullet or known[index]) and below.is_prose
        for index, ((line, below), told) in enumerate(zip(pairwise(lines), above, strict=False))
    )


def _described(
    lines: Sequence[Line], known: Sequence[tuple[Found, ...]]
) -> Iterator[tuple[int, Found]]:
    """Yield what a picture shows and a plain sentence on it, on a page that speaks politely.

    It stands beside a line that is no paragraph: 仕事場の机。左手で読む。
    """
    prose = [line for line in lines if line.is_prose]
    polite = sum(bool(_ENDS_POLITELY_NOW.search(line.plain)) for line in prose)
    if len(prose) < _FEWEST_PROSE or polite < _POLITE_SHARE * len(prose):
        return
    for index in range(1, len(lines) - 1):
        line = lines[index]
        parted = any(not lines[at].is_prose for at in (index - 1, index + 1))
        is_short = line.length <= _PARAGRAPH and not known[index] and not line.bullet
        if is_short and parted and _DESCRIBED.match(line.plain):
            yield index, Found("caption")


def _foreign_titles(
    lines: Sequence[Line], known: Sequence[tuple[Found, ...]]
) -> Iterator[tuple[int, Found]]:
    """Yield the title of a figure in Latin letters, right above its source."""
    for index in range(1, len(lines)):
        is_source = lines[index].plain.lower().startswith(_SOURCES)
        if is_source and not lines[index - 1].is_japanese and not known[index - 1]:
            yield index - 1, Found("figure")


def _fits_label(lines: Sequence[Line], at: int) -> bool:
    """Tell what may be a caption right under a label: a short line, and no paragraph below it."""
    if not lines[at].ends_sentence:
        return True
    below = lines[at + 1 : at + 2]
    is_short = not lines[at].gap and lines[at].length <= _PARAGRAPH
    return is_short and all(not line.is_prose or line.gap for line in below)


def _unclosed_captions(
    lines: Sequence[Line], known: Sequence[tuple[Found, ...]]
) -> Iterator[tuple[int, Found]]:
    """Yield lines that hold a full stop and lack the last one, where no paragraph does."""
    prose = [line for line in lines if line.is_prose]
    closed = sum(line.ends_sentence for line in prose)
    unclosed = sum(not line.ends_sentence and line.length > _PARAGRAPH for line in prose)
    if closed < _FEWEST_PROSE or closed < _CLOSED_SHARE * (closed + unclosed):
        return
    lead = next(i for i, line in enumerate(lines) if line.is_prose and line.ends_sentence)
    for index, line in enumerate(lines):
        if index < lead or known[index] or line.ends_sentence:  # titles and decks come before
            continue
        if line.bullet and any(lines[i].bullet == line.bullet for i in _beside(index, lines)):
            continue
        if line.length > _LONGEST_CAPTION or line.text[0] in _RUNS_ON:
            continue
        found = _AFTER_STOP.search(line.text) if "。" in line.text else None
        rest = found["rest"].strip() if found else ""
        if (
            len(rest) >= _SHORTEST_REST
            and rest[-1].isalnum()
            and rest[0] not in "(（[［【"
            and not _TORN.search(rest)
            and not _ENDS_POLITELY.search(rest)
        ):
            yield index, Found("caption")


def _beside(index: int, lines: Sequence[Line]) -> Iterator[int]:
    return (i for i in (index - 1, index + 1) if 0 <= i < len(lines))


def _scenes(
    lines: Sequence[Line], known: Sequence[tuple[Found, ...]]
) -> Iterator[tuple[int, Found]]:
    """Yield what says who does what in a picture and has no sign of a caption.

    A crosshead is shorter; whoever is about to speak has the quotation under the name.
    """
    scene = _rules("scenes")
    lead = next((i for i, line in enumerate(lines) if line.is_prose and line.ends_sentence), 0)
    for index in range(lead + 1, len(lines) - 1):
        line = lines[index]
        below = lines[index + 1]
        quoted = below.text[0] in _QUOTES and (below.is_prose or below.text[-1] in _CLOSING_QUOTES)
        torn = line.text[0] in _RUNS_ON
        if line.is_prose or known[index] or quoted or torn or line.length not in _SCENE_LENGTHS:
            continue
        if scene.search(line.plain):
            yield index, Found("caption")
