"""Who speaks, as an interview prints it in front: ――… of who asks, 海野　… of who answers.

A label is no word of what is said, as a bullet is none of its item. Only a page that asks
several times, or on which two names take turns, is an interview.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from rkbrief.corpus.lines import Line
from rkbrief.model import Span

ASKS = re.compile(r"^[―─—]{1,3}\s?(?=[^\s―─—])")
"""The dashes in front of what an interviewer says."""
_NAMED = re.compile(
    r"^[○◯〇●◎]?(?P<name>[一-龥々]{1,5}|[ァ-ヴー・]{2,14})(?:さん|氏|教授)?[\u3000：:]\s?(?=\S)"
)
_BRACKETED = re.compile(
    r"^[（(](?P<name>[^（）()「」、。]{2,24}(?:さん|氏|教授|准教授|社長|会長|記者|選手|監督|議員|知事|市長))[）)](?=「)"
)
"""In front of a quotation, in brackets: （青木さん）「…」."""
_FEWEST_QUESTIONS, _FEWEST_TURNS = 2, 2


def find_speaker_labels(lines: Sequence[Line], text: str) -> Iterator[tuple[int, Span]]:
    """Yield the number of the line in the file and the span of each label in ``lines``.

    ``text`` is the whole text that the spans of the lines are of.
    """
    begins = [(line.numbers[0], line.spans[0], line.spans[0].of(text)) for line in lines]
    asking = [match for _, _, said in begins if (match := ASKS.match(said))]
    turns = Counter(
        match["name"]
        for line in lines
        if line.is_prose and (match := _NAMED.match(line.spans[0].of(text)))
    )
    names = {name for name, times in turns.items() if times >= _FEWEST_TURNS}
    asks = len(asking) >= _FEWEST_QUESTIONS
    talks = len(names) >= _FEWEST_TURNS
    for number, span, said in begins:
        match = _BRACKETED.match(said) or (ASKS.match(said) if asks else None)
        named = _NAMED.match(said) if asks or talks else None
        match = named if named and named["name"] in names else match
        if match:
            yield number, Span(span.start, span.start + match.end())
