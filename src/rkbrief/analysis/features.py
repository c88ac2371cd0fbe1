"""What speaks for a sentence before anything is picked, part by part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from rkbrief.analysis.dangling import continues_speech, lacks_speaker, leaning
from rkbrief.language.content import makes_statement
from rkbrief.lexicon import compile_pattern, load_table
from rkbrief.lexicon.sought import Sought
from rkbrief.model import Sentence

WEIGHTS: Mapping[str, float] = {
    "salience": 0.4,
    "position": 1.0,
    "title": 0.6,
    "evidence": 1.5,
    "coverage": 0.8,
}
"""What a part of 1.0 adds to the score."""
COVERAGE_BESIDE_EVIDENCE = 0.6
"""What coverage adds where figures and forecasts tell what matters better than words do."""
LONG = 120
"""Characters beyond which a sentence is too long for a summary."""
PENALTIES: Mapping[str, float] = {
    "antecedent": 0.5,
    "thread": 0.05,
    "no speaker": 0.6,
    "goes on": 0.6,
    "long": 0.15,
    "deck": 1.0,
    "question": 0.3,
    "fragment": 0.3,
    "slight": 0.4,
    "superseded": 0.6,
}
"""What speaks against a sentence; a deck is the editor's own summary of what follows."""
SHORTEST = 3
"""A sentence with fewer content terms says too little by itself."""
SLIGHT = 4
"""One with fewer and no number among them tells neither who nor when."""


def place_parts(sentences: Sequence[Sentence]) -> list[float]:
    """Return the position part of each sentence of one article, 0 to 1.

    News leads with what matters, and a paragraph with its point (Baxendale 1958): the first
    sentence has 1, the second a half, the third a third, and 0.1 more opens a paragraph.
    """
    parts: list[float] = []
    order, paragraph = 0, 0
    for sentence in sentences:
        if sentence.kind == "heading":
            parts.append(0.0)
            continue
        opens = sentence.paragraph != paragraph
        paragraph = sentence.paragraph
        parts.append(min(1.0, 1.0 / (1 + order) + (0.1 if opens else 0.0)))
        order += 1
    return parts


def title_part(terms: Sequence[str], title: frozenset[str]) -> float:
    """Return the share of the title's terms that a sentence holds, 0 to 1."""
    return len(title.intersection(terms)) / len(title) if title else 0.0


def penalties(sentence: Sentence, terms: Sequence[str], *, leads: bool = False) -> dict[str, float]:
    """Return what speaks against a sentence, each as a negative part.

    ``leads`` tells that it is the first of its article, which may be slight: a headline's.
    """
    text = sentence.text
    against = {
        "antecedent": leaning(text) == "antecedent",
        "thread": leaning(text) == "thread",
        "no speaker": lacks_speaker(text),
        "goes on": continues_speech(text),
        "long": len(text) > LONG,
        "deck": sentence.kind == "deck",
        "question": text.rstrip("」』）)").endswith(("?", "？")),
        "fragment": len(set(terms)) < SHORTEST or not makes_statement(text),
        "slight": not leads and len(set(terms)) < SLIGHT and not _has_number(terms),
        "superseded": any(rule.search(text) for rule in _superseded()),
    }
    return {name: -PENALTIES[name] for name, holds in against.items() if holds}


def _has_number(terms: Sequence[str]) -> bool:
    return any(map(str.isdecimal, "".join(terms)))


def evidence_part(sentence: Sentence, bonus: Mapping[str, float]) -> float:
    """Return the weight of the sentence's figures and forecasts, 0 to 1."""
    return min(2.0, max(0.0, bonus.get(sentence.id, 0.0))) / 2.0


@cache
def _superseded() -> tuple[Sought, ...]:
    return tuple(compile_pattern(rule["pattern"]) for rule in load_table("superseded")["rules"])
