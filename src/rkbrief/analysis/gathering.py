"""What is compared of each figure, read off its sentence and off the words of the corpus."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import groupby
from sys import intern

from msgspec import Struct

from rkbrief.analysis.agreement import rate_distinctness
from rkbrief.analysis.as_of import UNTOLD, AsOf, read_hours, read_times
from rkbrief.analysis.facts import Column, Facts, Nature, Outlook, blend, name_what_they_count
from rkbrief.analysis.foretold import find_foretold
from rkbrief.analysis.holders import name_of_holder
from rkbrief.analysis.measures import Measure, measure
from rkbrief.analysis.modifiers import is_denied
from rkbrief.analysis.sentences_by_id import part_by_article
from rkbrief.analysis.surroundings import (
    Surroundings,
    Weighed,
    blank_figures,
    by_sentence,
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
_RARE_UNIT = 3
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
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
_PERIOD = re.compile(r"^(?:FY)?\d{4}(?:-(?:\d{2}|Q\d|H\d))?$")


class _Within(Struct, frozen=True, gc=False):
    """A sentence that holds figures: its text without them, its words, its periods, its time."""

    sentence: Sentence
    bare: str
    words: Weighed
    periods: Sequence[tuple[int, str]]
    time: AsOf


def gather_facts(
    figures: Sequence[Figure],
    *,
    sentences: Mapping[str, Sentence],
    corpus: CorpusConfig,
    forecasts: Sequence[Forecast] = (),
) -> Facts:
    """Return a fact for each figure, in their order; ``forecasts`` tell which are foretold.

    Each article is read by itself, so that no more than its own records are there at once.
    """
    around = Surroundings(figures, sentences, corpus)
    natures = _read_natures(figures, sentences)
    common = Counter(
        measured.dimension for *_, measured in map(natures.at, range(len(figures))) if measured
    )
    rare = max(_RARE_UNIT, len(figures) // 200)
    facts = Facts(
        figures, natures, weights=around.weights, shared=around.shared, least=around.least
    )
    for told, inside, claims in walk_articles(figures, sentences, forecasts):
        periods, times = _list_periods(told, inside), read_times(told, inside)
        hours, foretold = read_hours(told, times), find_foretold(told, claims)
        for at, group in by_sentence(told):
            sentence = inside[at]
            bare = blank_figures(sentence, group)
            within = _Within(
                sentence,
                bare,
                around.rank_sentence(sentence, bare),
                periods.get(at, ()),
                times.get(at, UNTOLD),
            )
            for figure in group:
                measured = natures.at(len(facts))[2]
                _add_fact(
                    facts,
                    figure,
                    measured,
                    around,
                    within,
                    rare_unit=measured is not None and common[measured.dimension] <= rare,
                    is_foretold=figure.id in foretold,
                    as_of=hours.get(figure.id, within.time),
                )
    facts.close()
    return facts


def walk_articles(
    figures: Iterable[Figure], sentences: Mapping[str, Sentence], forecasts: Sequence[Forecast]
) -> Iterator[tuple[list[Figure], dict[str, Sentence], list[Forecast]]]:
    """Yield the figures of each article, its sentences by id, and its forecasts."""
    inside = part_by_article(sentences)
    claims: dict[str, list[int]] = {}
    for n, forecast in enumerate(forecasts):
        claims.setdefault(forecast.article_id, []).append(n)
    for article, told in groupby(figures, lambda figure: figure.evidence.article_id):
        own = {sentence.id: sentence for sentence in inside[article]}
        yield list(told), own, [forecasts[n] for n in claims.get(article, ())]


def _read_natures(figures: Sequence[Figure], sentences: Mapping[str, Sentence]) -> Column[Nature]:
    """Return what each figure is by itself; one that its sentence denies has no measure."""
    natures: Column[Nature] = Column()
    for at, told in by_sentence(figures):
        sentence = sentences[at]
        for figure in told:
            measured = None if _is_denied(figure, sentence) else measure(figure)
            nature = figure.kind, figure.quantity, measured
            natures.add(nature, (figure.kind, id(figure.quantity), id(measured)))
    return natures


def _add_fact(
    facts: Facts,
    figure: Figure,
    measured: Measure | None,
    around: Surroundings,
    within: _Within,
    *,
    rare_unit: bool,
    is_foretold: bool,
    as_of: AsOf,
) -> None:
    sentence, bare = within.sentence, within.bare
    start = figure.span.start - sentence.span.start
    end = start + len(figure.text)
    clause = cut_clause(bare, start, end)
    is_base = compile_rules("joining", "reckoned_from").search(sentence.text[:start])
    periods = _NONE if is_base else _choose_periods(within.periods, sentence.text, end)
    subject = around.read_phrase(figure.subject or "")
    near = around.read_phrase(clause) | around.read_phrase(cut_topic(bare)) | subject
    ranked, near_weight = around.rank(near)
    whole, weight = within.words
    if not near.issubset(whole):
        whole, weight = around.rank(near.union(whole))
    rare = int(rare_unit and name_what_they_count(figure))
    tail = fold(sentence.text[end : end + _TAIL])
    facts.add(
        figure,
        (
            ranked,
            whole,
            around.rank(subject)[0],
            figure.subject,
            near_weight,
            blend(near_weight, weight),
        ),
        (
            _read_since(figure, sentence.text[:start], sentence.text[end : end + _TAIL]),
            "ぶり" in figure.text,
            None
            if is_base
            else _read_direction(_EDGE.split(fold(sentence.text[end:]), maxsplit=1)[0]),
            _read_bases(fold(cut_clause(sentence.text, start, end))),
            min(rate_distinctness(figure, measured) + rare, 4) if measured else 0,
            _count_named(clause, around),
            _read_matter(figure.subject, tail, periods),
            figure.importance,
        ),
        (
            _read_place(sentence.text),
            periods,
            "foretold" if is_foretold else _read_outlook(sentence.text, end),
            as_of,
        ),
    )


def _is_denied(figure: Figure, sentence: Sentence) -> bool:
    """Tell whether the sentence says that this is not the number: 半分にはならない."""
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
