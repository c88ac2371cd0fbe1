"""A figure with what it takes to compare it: its measure, its words, its direction, its period."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from sys import intern
from typing import Literal

from msgspec import Struct

from rkbrief.analysis.agreement import rate_distinctness
from rkbrief.analysis.as_of import UNTOLD, AsOf, read_hours, read_times
from rkbrief.analysis.foretold import find_foretold
from rkbrief.analysis.holders import name_of_holder
from rkbrief.analysis.measures import Measure, measure
from rkbrief.analysis.modifiers import is_denied
from rkbrief.analysis.surroundings import (
    Surroundings,
    blank_figures,
    by_sentence,
    choose_keys,
    cut_clause,
    cut_topic,
)
from rkbrief.analysis.terms import fold
from rkbrief.config import CorpusConfig
from rkbrief.lexicon import compile_pattern, compile_rules, load_table
from rkbrief.lexicon.sought import Sought
from rkbrief.model import Figure, Forecast, Sentence

_PLACE = re.compile(r"(?:[^、。は]{1,6}、)?([々\u4e00-\u9fffァ-ヴー]{2,8})(?:では|においては)")
_COST_OF = re.compile("の?費用$")
_SHORTEST_MATTER = 3
_EDGE = re.compile(r"[、。，．,;；「」『』]")
_NEAR, _WIDE = 1.0, 0.35
"""Weights of a term of the clause, the topic or the subject, and of the rest of a sentence."""
_RARE_UNIT = 3
_PLAIN_UNITS = frozenset(("", "year", "month", "week", "day", "hour", "percent", "person", "item"))
_TAIL = 10
"""Characters behind a figure in which 以来 must begin."""
_BACK_TO = re.compile(r"(?:の[^、。0-9０-９]{1,6})?(?:以来|に次ぐ)|[がを]最後")
_LAST = re.compile(r"最後に[^。]{1,24}のは$|(?:前回|直近)の[^、。]{1,16}は$|最後は$")
_TOLD_SINCE = re.compile(r"([12]\d{3})年[^、。0-9０-９]{0,8}以来、?[^、。0-9０-９]{0,6}$", re.ASCII)
"""The year that an interval goes back to, told before it: 1981年以来、実に|45年ぶり."""
_IS_THEN = re.compile(r"だ|で|。|である")
_ENDS_PAST = re.compile(r"た[。」]*$")
_NONE: frozenset[str] = frozenset()
_SETS_KEPT = 1 << 12
_FEW_SETS = 1024
_sets: dict[int, tuple[tuple[str, ...], frozenset[str]]] = {}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
_PERIOD = re.compile(r"^(?:FY)?\d{4}(?:-(?:\d{2}|Q\d|H\d))?$")

Outlook = Literal["foretold", "past"]


class Fact(Struct, frozen=True, gc=False):
    """A figure and what is compared of it.

    ``near`` are the words of its clause, its topic and its subject, ``around`` those and the
    rest of the sentence, the rarest first in both; ``near_weight`` and ``around_weight`` are
    what they weigh. ``least`` is the weight of words that can be judged by their share; of all
    terms, ``weights`` are what they weigh and ``shared`` those that stand elsewhere too.
    ``place`` is where the sentence plays, if it says so.
    ``since`` is the year that an interval or a date with 以来 goes back to, None for other
    figures. ``periods`` are the years, quarters and months that its sentence speaks of up to the
    end of its clause; ``named`` counts the glossary terms in its surroundings. ``matter`` is
    what the figure is of, in one spelling: its subject where that is a thing (修理費), else what
    is done with it, within its period if it has one (投資 FY2034); None where neither is known.
    ``outlook`` tells whether a forecast claims it or a sentence of the past tells it; ``as_of``
    is the time that its passage speaks of.
    """

    figure: Figure
    measure: Measure | None
    since: str | None
    near: tuple[str, ...]
    around: tuple[str, ...]
    near_weight: float
    around_weight: float
    weights: Mapping[str, float]
    shared: frozenset[str]
    subject_terms: tuple[str, ...]
    least: float
    place: str | None
    direction: str | None
    bases: frozenset[str]
    periods: frozenset[str]
    distinctness: int
    named: int
    matter: str | None
    outlook: Outlook | None
    as_of: AsOf

    @property
    def keys(self) -> tuple[str, ...]:
        """The rarest of its words that stand elsewhere too, under which it can be found."""
        return choose_keys(self.near, self.around, self.shared)


class _Within(Struct, frozen=True, gc=False):
    """A sentence that holds figures: its number among them, its text without them, its periods."""

    sentence: Sentence
    number: int
    bare: str
    periods: Sequence[tuple[int, str]]


def gather_facts(
    figures: Sequence[Figure],
    *,
    sentences: Mapping[str, Sentence],
    corpus: CorpusConfig,
    forecasts: Iterable[Forecast] = (),
) -> tuple[Fact, ...]:
    """Return a fact for each figure, in their order; ``forecasts`` tell which are foretold."""
    around = Surroundings(figures, sentences, corpus)
    periods = _list_periods(figures, sentences)
    times = read_times(figures, sentences)
    hours = read_hours(figures, times)
    measures = [None if _is_denied(f, sentences) else measure(f) for f in figures]
    foretold = find_foretold(figures, forecasts)
    common = Counter(m.dimension for m in measures if m)
    rare = max(_RARE_UNIT, len(figures) // 200)
    facts: list[Fact] = []
    for number, (at, inside) in enumerate(by_sentence(figures)):
        sentence = sentences[at]
        within = _Within(sentence, number, blank_figures(sentence, inside), periods.get(at, ()))
        for figure in inside:
            measured = measures[len(facts)]
            fact = _make_fact(
                figure,
                measured,
                around,
                within,
                rare_unit=measured is not None and common[measured.dimension] <= rare,
                is_foretold=figure.id in foretold,
                as_of=hours.get(figure.id) or times.get(at, UNTOLD),
            )
            facts.append(fact)
    return tuple(facts)


def _make_fact(
    figure: Figure,
    measured: Measure | None,
    around: Surroundings,
    within: _Within,
    *,
    rare_unit: bool,
    is_foretold: bool,
    as_of: AsOf,
) -> Fact:
    sentence, bare = within.sentence, within.bare
    start = figure.span.start - sentence.span.start
    end = start + len(figure.text)
    clause = cut_clause(bare, start, end)
    is_base = compile_rules("joining", "reckoned_from").search(sentence.text[:start])
    periods = _NONE if is_base else _choose_periods(within.periods, sentence.text, end)
    subject = around.read_phrase(figure.subject or "")
    near = around.read_phrase(clause) | around.read_phrase(cut_topic(bare)) | subject
    ranked, near_weight = around.rank(near)
    whole, weight = around.rank_sentence(within.number)
    if not near.issubset(whole):
        whole, weight = around.rank(near.union(whole))
    rare = int(rare_unit and figure.quantity.unit not in _PLAIN_UNITS)
    return Fact(
        figure=figure,
        measure=measured,
        since=_read_since(figure, sentence.text[:start], sentence.text[end : end + _TAIL]),
        near=ranked,
        around=whole,
        near_weight=near_weight,
        around_weight=blend(near_weight, weight),
        weights=around.weights,
        shared=around.shared,
        subject_terms=around.rank(subject)[0],
        least=around.least,
        place=_read_place(sentence.text),
        direction=None
        if is_base
        else _read_direction(_EDGE.split(fold(sentence.text[end:]), maxsplit=1)[0]),
        bases=_read_bases(fold(cut_clause(sentence.text, start, end))),
        periods=periods,
        distinctness=min(rate_distinctness(figure, measured) + rare, 4) if measured else 0,
        named=_count_named(clause, around),
        matter=_read_matter(figure.subject, fold(sentence.text[end : end + _TAIL]), periods),
        outlook="foretold" if is_foretold else _read_outlook(sentence.text, end),
        as_of=as_of,
    )


def _is_denied(figure: Figure, sentences: Mapping[str, Sentence]) -> bool:
    """Tell whether the sentence says that this is not the number: 半分にはならない."""
    sentence = sentences[figure.evidence.sentence_id]
    end = figure.span.end - sentence.span.start
    return figure.kind != "date" and is_denied(sentence.text, end)


def _read_outlook(sentence: str, end: int) -> Outlook | None:
    """Return ``past`` for what was so; what was only expected (…と予測していた) is neither."""
    expected = compile_rules("joining", "expected_then").match(sentence, end)
    return "past" if expected is None and _ENDS_PAST.search(sentence) else None


def _read_matter(subject: str | None, tail: str, periods: frozenset[str]) -> str | None:
    """Return what a figure is of; a holder of views or an actor is no matter."""
    for name, pattern in _rules("uses"):
        if pattern.match(tail):
            return " ".join((name, *sorted(periods)))
    return _name_matter(subject or "")


@lru_cache(maxsize=_SETS_KEPT)
def _name_matter(subject: str) -> str | None:
    thing = fold(subject)
    if len(thing) < _SHORTEST_MATTER or name_of_holder(thing) is not None:
        return None
    return _COST_OF.sub("費", thing)


def _count_named(clause: str, around: Surroundings) -> int:
    """Count the glossary terms in a clause."""
    if not around.glossary:
        return 0
    unified = around.spellings.unify(clause)
    return sum(term in unified for term in around.glossary)


def blend(near: float, around: float) -> float:
    """Return the weight of a sentence of which ``near`` stands in the clause of the figure."""
    return _WIDE * around + (_NEAR - _WIDE) * near


def _read_place(sentence: str) -> str | None:
    """Return where a sentence plays (山形県では), None when it does not begin with it."""
    match = _PLACE.match(sentence)
    return intern(match[1]) if match else None


def _read_since(figure: Figure, head: str, tail: str) -> str | None:
    """Return the year that 17年ぶり, 2008年以来 or 最後は2008年だ goes back to, None for others.

    ``head`` and ``tail`` are what stands before and behind the figure in its sentence.
    """
    if figure.kind == "interval_since":
        if told := _TOLD_SINCE.search(head):
            return told[1]
        year = (figure.implied_date or "")[:4]
        return year if year.isdigit() and "/" not in (figure.implied_date or "") else None
    goes_back = figure.text.endswith("以来") or _BACK_TO.match(tail) is not None
    goes_back = goes_back or (_LAST.search(head) and _IS_THEN.match(tail)) is not None
    if figure.kind == "date" and goes_back and (figure.iso or "")[:4].isdigit():
        return (figure.iso or "")[:4]
    return None


def share_words(one: Fact, other: Fact, *, least: float) -> tuple[float, float]:
    """Tell how far two figures share the words near them, and those of their sentences, 0 to 1.

    Each is how far the lighter lies in the other, as in
    :func:`rkbrief.analysis.terms.measure_overlap`; what is near counts most in a sentence.
    """
    near = _weigh_shared(one, one.near, other.near)
    around = blend(near, _weigh_shared(one, one.around, other.around))
    return (
        near / (max(least, min(one.near_weight, other.near_weight)) or 1.0),
        around / (max(least, min(one.around_weight, other.around_weight)) or 1.0),
    )


def share_near(one: Fact, other: Fact, *, least: float) -> float:
    """Tell how far two figures share the words near them: the first of :func:`share_words`."""
    near = _weigh_shared(one, one.near, other.near)
    return near / (max(least, min(one.near_weight, other.near_weight)) or 1.0)


def _weigh_shared(one: Fact, terms: tuple[str, ...], others: tuple[str, ...]) -> float:
    """Return the weight of the terms that stand in both, as the corpus of ``one`` weighs them."""
    return sum(map(one.weights.__getitem__, as_set(others).intersection(terms)))


def as_set(terms: tuple[str, ...]) -> frozenset[str]:
    """Return terms as a set: one figure is compared with many, and all have tuples only.

    Sets are found again by the tuple itself, which stays with its set: to hash its words would
    take longer than all that is done with them.
    """
    if known := _sets.get(id(terms)):
        return known[1]
    if len(_sets) >= _FEW_SETS:
        _sets.clear()
    made = frozenset(terms)
    _sets[id(terms)] = terms, made
    return made


def name_what_they_count(fact: Fact) -> bool:
    """Tell whether a counter alone says what is counted: 羽, 隻."""
    return fact.figure.quantity.unit not in _PLAIN_UNITS


def _list_periods(
    figures: Iterable[Figure], sentences: Mapping[str, Sentence]
) -> dict[str, list[tuple[int, str]]]:
    """Return the years, quarters and months that each sentence speaks of, by its id.

    Each is given with its place in the sentence. A year that it only looks back to
    (1985年以来) is left out; a sentence that names a month and a day speaks of the day's, too.
    """
    found: dict[str, list[tuple[int, str]]] = {}
    days: dict[str, list[tuple[int, str]]] = {}
    for figure in figures:
        if figure.kind != "date" or not figure.iso:
            continue
        sentence = sentences[figure.evidence.sentence_id]
        start, end = (at - sentence.span.start for at in (figure.span.start, figure.span.end))
        if _DAY.match(figure.iso):
            days.setdefault(sentence.id, []).append((start, figure.iso[: len("2024-06")]))
        elif _PERIOD.match(figure.iso):
            tail = sentence.text[end : end + _TAIL]
            if _read_since(figure, sentence.text[:start], tail) is None:
                found.setdefault(sentence.id, []).append((start, figure.iso))
    return {i: [*periods, *days.get(i, ())] for i, periods in found.items()}


def _choose_periods(told: Sequence[tuple[int, str]], sentence: str, end: int) -> frozenset[str]:
    """Return the periods of a figure that ends at ``end``: no later clause gives it its time."""
    if not told:
        return _NONE
    edge = _EDGE.search(sentence, end)
    clause_end = edge.start() if edge else len(sentence)
    return _share(frozenset(iso for at, iso in told if at < clause_end))


@lru_cache(maxsize=_SETS_KEPT)
def _share(names: frozenset[str]) -> frozenset[str]:
    """Return the first set that was equal: a corpus has few, and each takes 200 bytes."""
    return names


@cache
def _rules(name: str) -> tuple[tuple[str, Sought], ...]:
    return tuple(
        (rule["name"], compile_pattern(rule["pattern"])) for rule in load_table("joining")[name]
    )


def _read_direction(tail: str) -> str | None:
    """Return the way the number goes by the first word that tells, None when none does."""
    hits = [(m.start(), name) for name, p in _rules("directions") if (m := p.search(tail))]
    return min(hits)[1] if hits else None


def _read_bases(clause: str) -> frozenset[str]:
    return _share(frozenset(name for name, pattern in _rules("bases") if pattern.search(clause)))
