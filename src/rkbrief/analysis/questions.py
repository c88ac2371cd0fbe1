"""Forecasts on one question, side by side, asked by the corpus or found by their words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from rkbrief.analysis.labels import name_term
from rkbrief.analysis.resolution import mark_due, resolve
from rkbrief.analysis.stances import differ, oppose, read_direction, read_stance
from rkbrief.analysis.terms import (
    Spellings,
    Terms,
    find_phrases,
    find_terms,
    fold,
    measure_overlap,
    weigh_rarity,
)
from rkbrief.config import CorpusConfig, QuestionConfig
from rkbrief.model import Forecast, Label, Position, Question

__all__ = ["mark_due", "pose_questions", "resolve"]

_BESIDE_CLAIM = 0.5
"""Weight of a word in the chain but outside the claim."""
_ALIKE = 0.28
_ALIKE_WITHIN = 0.2
_SHARED = 2
_NEIGHBOURS = 24
_NAMES = 2
_COMMON, _COMMON_LEAST = 0.25, 3


def pose_questions(
    forecasts: Sequence[Forecast], *, corpus: CorpusConfig
) -> tuple[tuple[Forecast, ...], tuple[Question, ...]]:
    """Bring the forecasts on each question together.

    Every forecast of kind ``forecast`` joins the question of the corpus whose terms it holds
    best; those that no question of the corpus takes are grouped by what they are about where
    two articles speak of it. Returns all forecasts, in their order, with question and stance,
    and the questions that have a position: those of the corpus first, in its order.
    """
    own = [f for f in forecasts if f.kind == "forecast"]
    taken = _assign(own, corpus.questions)
    by_id = {q.id: q for q in corpus.questions}
    changed = {
        f.id: replace(
            f,
            question_id=taken[f.id],
            stance=read_stance(f, by_id[taken[f.id]].affirm, by_id[taken[f.id]].deny),
        )
        for f in own
        if f.id in taken
    }
    questions = [
        _make_question(
            q.id,
            Label(q.ask_en or q.ask, q.ask),
            [f for f in changed.values() if f.question_id == q.id],
            given=True,
        )
        for q in corpus.questions
    ]
    rest = [f for f in own if f.id not in taken]
    number = len(corpus.questions)
    common = _find_common_names(own, corpus)
    for cluster in _cluster(rest, corpus):
        ask = _name_topic(cluster, corpus, common=common)
        if ask is None:
            continue
        number += 1
        while f"Q{number}" in by_id:
            number += 1
        members = [replace(f, question_id=f"Q{number}", stance=read_direction(f)) for f in cluster]
        changed |= {f.id: f for f in members}
        questions.append(_make_question(f"Q{number}", ask, members, given=False))
    return (
        tuple(changed.get(f.id, f) for f in forecasts),
        tuple(q for q in questions if q.positions),
    )


def _make_question(
    question_id: str, ask: Label, members: Sequence[Forecast], *, given: bool
) -> Question:
    """Line up the forecasts by article and holder, in the order in which they come."""
    held: dict[tuple[str, str | None], list[str]] = defaultdict(list)
    for forecast in members:
        held[forecast.article_id, forecast.holder].append(forecast.id)
    positions = tuple(Position(a, h, tuple(ids)) for (a, h), ids in held.items())
    judge = differ if given else oppose
    contested = any(
        (one.article_id, one.holder) != (other.article_id, other.holder) and judge(one, other)
        for one, other in combinations(members[:200], 2)
    )
    return Question(question_id, ask, positions, contested, given)


def _assign(forecasts: Sequence[Forecast], questions: Sequence[QuestionConfig]) -> dict[str, str]:
    """Return the question of each forecast that holds a term of one, by forecast id.

    A term weighs the more the fewer forecasts hold it; ties go to the earlier question.
    """
    chains = [fold("".join(e.quote for e in f.evidence)) for f in forecasts]
    terms = {fold(t) for q in questions for t in q.terms if t}
    held = [frozenset(t for t in terms if t in chain) for chain in chains]
    rarity = weigh_rarity(held)
    taken = {}
    for forecast, hits in zip(forecasts, held, strict=True):
        claim = fold(forecast.claim)
        weight = {t: rarity[t] * (1.0 if t in claim else _BESIDE_CLAIM) for t in hits}
        scores = [sum(weight.get(t, 0.0) for t in {fold(t) for t in q.terms}) for q in questions]
        best = max(scores, default=0.0)
        if best > 0:
            taken[forecast.id] = questions[scores.index(best)].id
    return taken


@dataclass(frozen=True, slots=True)
class _Topic:
    """A forecast with the words it is compared by; ``claimed`` are those of its claim."""

    forecast: Forecast
    terms: Terms
    claimed: frozenset[str]


def _cluster(forecasts: Sequence[Forecast], corpus: CorpusConfig) -> list[list[Forecast]]:
    """Group forecasts of several articles that speak of the same thing."""
    topics = _read_topics(forecasts, Spellings(corpus.aliases))
    home = list(range(len(topics)))
    clusters = {n: [n] for n in home}
    for _, i, j in _rate_pairs(topics):
        a, b = sorted((home[i], home[j]))
        if a != b and _hold_together(topics, clusters[a], clusters[b]):
            for n in clusters[b]:
                home[n] = a
            clusters[a] += clusters.pop(b)
    groups = [[topics[n].forecast for n in sorted(c)] for _, c in sorted(clusters.items())]
    return [g for g in groups if len({f.article_id for f in g}) > 1]


def _read_topics(forecasts: Sequence[Forecast], spellings: Spellings) -> list[_Topic]:
    claimed = [_read_words(spellings.unify(f.claim)) for f in forecasts]
    chained = [
        _read_words(spellings.unify("".join(e.quote for e in f.evidence))) for f in forecasts
    ]
    rarity = weigh_rarity(chained)
    return [
        _Topic(
            forecast,
            {t: rarity.get(t, 1.0) * (1.0 if t in own else _BESIDE_CLAIM) for t in own | whole},
            own,
        )
        for forecast, own, whole in zip(forecasts, claimed, chained, strict=True)
    ]


def _read_words(text: str) -> frozenset[str]:
    """Return the terms of more than one character: a lone kanji is too little to go by."""
    return frozenset(t for t in find_terms(text) if len(t) > 1)


def _rate_pairs(topics: Sequence[_Topic]) -> list[tuple[float, int, int]]:
    """Return the pairs of different articles that are alike, most alike first."""
    postings: dict[str, list[int]] = defaultdict(list)
    pairs = []
    for j, topic in enumerate(topics):
        near: set[int] = set()
        for term in topic.claimed:
            near.update(postings[term][-_NEIGHBOURS:])
            postings[term].append(j)
        for i in sorted(near):
            other = topics[i]
            if other.forecast.article_id == topic.forecast.article_id:
                continue
            alike = measure_overlap(other.terms, topic.terms)
            if alike >= _ALIKE and len(other.claimed & topic.claimed) >= _SHARED:
                pairs.append((-alike, i, j))
    return sorted(pairs)


def _hold_together(topics: Sequence[_Topic], one: Sequence[int], other: Sequence[int]) -> bool:
    """Tell whether two clusters are alike on the average, by the first few of each."""
    alike = [measure_overlap(topics[i].terms, topics[j].terms) for i in one[:8] for j in other[:8]]
    return sum(alike) >= _ALIKE_WITHIN * len(alike)


def _find_common_names(forecasts: Sequence[Forecast], corpus: CorpusConfig) -> frozenset[str]:
    """Return the names that so many forecasts hold that they tell none apart."""
    spellings = Spellings(corpus.aliases)
    counts: Counter[str] = Counter()
    for forecast in forecasts:
        text = spellings.unify("".join(e.quote for e in forecast.evidence))
        counts.update(set(find_phrases(text)))
    most = max(_COMMON_LEAST, _COMMON * len(forecasts))
    return frozenset(name for name, n in counts.items() if n > most)


def _name_topic(
    members: Sequence[Forecast], corpus: CorpusConfig, *, common: frozenset[str]
) -> Label | None:
    """Ask by the names that several articles of a cluster use, None when they share none.

    A name that is ``common`` in the corpus may stand beside another, never alone.
    """
    spellings = Spellings(corpus.aliases)
    chains = [
        (f.article_id, spellings.unify("".join(e.quote for e in f.evidence))) for f in members
    ]
    names = {name for _, chain in chains for name in find_phrases(chain)}
    held = {name: {a for a, chain in chains if name in chain} for name in names}
    counts = {name: sum(name in chain for _, chain in chains) for name in names}
    ranked = sorted(
        (n for n in names if len(held[n]) > 1),
        key=lambda n: (n in common, -len(held[n]), -counts[n], -len(n), n),
    )
    chosen: list[str] = []
    for name in ranked:
        if len(chosen) < _NAMES and not any(name in c or c in name for c in chosen):
            chosen.append(name)
    if not chosen or chosen[0] in common:
        return None
    english = [name_term(name, corpus)[0] or name for name in chosen]
    return Label(f"What is said of {' and '.join(english)}?", f"{'・'.join(chosen)}の見通し")
