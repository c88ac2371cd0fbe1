"""A figure with what it takes to compare it: its measure, its words, its direction, its period."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rkbrief.analysis.agreement import Measure, measure, rate_distinctness
from rkbrief.analysis.terms import (
    Spellings,
    Terms,
    find_terms,
    fold,
    weigh_rarity,
)
from rkbrief.config import CorpusConfig
from rkbrief.lexicon import load_table
from rkbrief.model import Figure, Sentence

_EDGE = re.compile(r"[、。，．,;；「」『』]")
_TOPIC = re.compile(r"^.{1,60}?は")
_NEAR, _WIDE = 1.0, 0.35
"""Weights of a term of the clause, the topic or the subject, and of the rest of a sentence."""
_PERIOD = re.compile(r"^(?:FY)?\d{4}(?:-(?:\d{2}|Q\d|H\d))?$")


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure and what is compared of it.

    ``subject_terms`` are the bare words of its subject; ``periods`` the years, quarters and
    months its sentence speaks of; ``named`` how many glossary terms its surroundings hold.
    """

    figure: Figure
    measure: Measure | None
    terms: Terms
    subject_terms: frozenset[str]
    direction: str | None
    bases: frozenset[str]
    periods: frozenset[str]
    distinctness: int
    named: int


def gather_facts(
    figures: Sequence[Figure], *, sentences: Mapping[str, Sentence], corpus: CorpusConfig
) -> tuple[Fact, ...]:
    """Return a fact for each figure, in their order."""
    spellings = Spellings(corpus.aliases)
    glossary = sorted(fold(term) for term in corpus.glossary)
    texts = {i: sentences[i].text for i in {f.evidence.sentence_id for f in figures}}
    unified = {i: spellings.unify(text) for i, text in texts.items()}
    whole = {i: find_terms(text) for i, text in unified.items()}
    rarity = weigh_rarity(whole.values())
    periods = _list_periods(figures)
    facts = []
    for figure in figures:
        at = figure.evidence.sentence_id
        sentence = sentences[at]
        start = figure.span.start - sentence.span.start
        clause = _cut_clause(sentence.text, start, start + len(figure.text))
        near_text = spellings.unify(clause) + " " + spellings.unify(figure.subject or "")
        near = find_terms(near_text) | find_terms(_cut_topic(unified[at]))
        terms = {t: rarity.get(t, 1.0) * (_NEAR if t in near else _WIDE) for t in whole[at] | near}
        tail = fold(sentence.text[start + len(figure.text) :])
        measured = measure(figure)
        facts.append(
            Fact(
                figure,
                measured,
                terms,
                find_terms(spellings.unify(figure.subject or "")),
                _read_direction(_EDGE.split(tail, maxsplit=1)[0]),
                _read_bases(fold(clause)),
                periods.get(at, frozenset()),
                rate_distinctness(figure, measured) if measured else 0,
                sum(term in near_text for term in glossary),
            )
        )
    return tuple(facts)


def contradict(one: Fact, other: Fact) -> bool:
    """Tell whether two figures cannot be one fact, whatever their words share.

    They move in opposite directions, are reckoned against different bases, speak of
    different periods, or count different things.
    """
    if one.direction and other.direction and one.direction != other.direction:
        return True
    if one.bases and other.bases and not one.bases & other.bases:
        return True
    if one.periods and other.periods and not _share_period(one.periods, other.periods):
        return True
    return _count_different_things(one, other)


def _count_different_things(one: Fact, other: Fact) -> bool:
    kinds = {one.figure.kind, other.figure.kind}
    if kinds != {"count"} or not one.subject_terms or not other.subject_terms:
        return False
    return one.distinctness < 3 and not one.subject_terms & other.subject_terms  # noqa: PLR2004 - three digits speak for themselves


def _share_period(one: frozenset[str], other: frozenset[str]) -> bool:
    return any(a.startswith(b) or b.startswith(a) for a in one for b in other)


def _list_periods(figures: Iterable[Figure]) -> dict[str, frozenset[str]]:
    """Return the years, quarters and months that each sentence names, by its id."""
    found: dict[str, set[str]] = {}
    for figure in figures:
        if figure.kind == "date" and figure.iso and _PERIOD.match(figure.iso):
            found.setdefault(figure.evidence.sentence_id, set()).add(figure.iso)
    return {i: frozenset(periods) for i, periods in found.items()}


def _cut_clause(text: str, start: int, end: int) -> str:
    """Return the stretch between commas and brackets that holds the figure.

    A stretch that is hardly longer than the figure takes the next one along.
    """
    edges = [m.start() for m in _EDGE.finditer(text)]
    left = max((e + 1 for e in edges if e < start), default=0)
    right = min((e for e in edges if e >= end), default=len(text))
    if right - left < end - start + 8:
        right = min((e for e in edges if e > right + 1), default=len(text))
    return text[left:right]


def _cut_topic(text: str) -> str:
    match = _TOPIC.match(text)
    return match[0] if match else ""


@cache
def _rules(name: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (rule["name"], re.compile(rule["pattern"])) for rule in load_table("joining")[name]
    )


def _read_direction(tail: str) -> str | None:
    """Return the way the number goes by the first word that tells, None when none does."""
    hits = [(m.start(), name) for name, p in _rules("directions") if (m := p.search(tail))]
    return min(hits)[1] if hits else None


def _read_bases(clause: str) -> frozenset[str]:
    return frozenset(name for name, pattern in _rules("bases") if pattern.search(clause))
