"""Forecasts on one question, side by side, asked by the corpus or found by their words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from msgspec.structs import replace

from rkbrief.analysis.inflection import find_word
from rkbrief.analysis.resolution import mark_due, resolve
from rkbrief.analysis.stances import (
    differ,
    oppose_in_time,
    read_direction,
    read_stance,
    without_condition,
)
from rkbrief.analysis.terms import Spellings, fold, weigh_rarity
from rkbrief.analysis.topics import cluster_forecasts, find_common_names, name_topic
from rkbrief.config import CorpusConfig, QuestionConfig
from rkbrief.lexicon import compile_rules
from rkbrief.model import Forecast, Label, Position, Question, Sentence

__all__ = ["mark_due", "pose_questions", "resolve"]

_BESIDE_CLAIM = 0.5
"""Weight of a word in the chain but outside the claim."""
_MEANS = re.compile("[^、。]{1,16}(?:を通じて|を通して|に伴って|に伴い|によって|により)")
"""By what something comes, which is not what a claim is about: 通貨安を通じて物価が上がる."""
_SIDED = 2.0
"""How much more the terms of a question weigh in a claim that takes one of its sides."""
_LOOK_BACK = 2
_HARDLY = 0.5
"""Share of the terms of the question most touched, below which an article hardly touches one."""
_MENTIONS = 3
"""Times that an article must name the terms of a question to be on it as a whole."""


def pose_questions(
    forecasts: Sequence[Forecast],
    *,
    corpus: CorpusConfig,
    sentences: Mapping[str, Sentence] | None = None,
    stories: Mapping[str, Sequence[str]] | None = None,
) -> tuple[tuple[Forecast, ...], tuple[Question, ...]]:
    """Bring the forecasts on each question together.

    Every forecast of kind ``forecast`` joins the question of the corpus whose terms it holds
    best; those that no question of the corpus takes are grouped by what they are about where
    two articles speak of it. Returns all forecasts, in their order, with question and stance,
    and the questions that have a position: those of the corpus first, in its order.
    ``sentences``, by id, let a forecast without a term follow what stands before it; ``stories``
    tell which articles tell one story, without them any may.
    """
    own = [f for f in forecasts if f.kind == "forecast"]
    taken = _assign(own, corpus, sentences or {})
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
    common = find_common_names(own, corpus)
    for cluster in cluster_forecasts(rest, corpus, stories):
        ask = name_topic(cluster, corpus, common=common)
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
    judge = differ if given else oppose_in_time
    contested = any(
        (one.article_id, one.holder) != (other.article_id, other.holder) and judge(one, other)
        for one, other in combinations(members[:200], 2)
    )
    return Question(question_id, ask, positions, contested, given)


def _assign(
    forecasts: Sequence[Forecast],
    corpus: CorpusConfig,
    sentences: Mapping[str, Sentence],
) -> dict[str, str]:
    """Return the question of each forecast that holds a term of one, by forecast id.

    A term weighs the more the fewer forecasts hold it; ties go to the earlier question. A
    forecast that holds none follows what stands around it: see :func:`_follow`. One that
    comes with a question of the corpus keeps it: a person put it there.
    """
    asked = {q.id for q in corpus.questions}
    reader = _TermReader(corpus)
    held = [reader.find("".join(e.quote for e in f.evidence)) for f in forecasts]
    rarity = weigh_rarity(held)
    bodies = _join_bodies(sentences) if corpus.questions else {}
    taken: dict[str, str] = {}
    before: Forecast | None = None
    for forecast, hits in zip(forecasts, held, strict=True):
        if forecast.question_id in asked:
            taken[forecast.id] = forecast.question_id
            continue
        claim = _MEANS.sub("", without_condition(forecast, forecast.claim))
        claimed = reader.find(claim)
        weight = {t: rarity[t] * (1.0 if t in claimed else _BESIDE_CLAIM) for t in hits}
        body = bodies.get(forecast.article_id, "")
        question = reader.choose(weight, body, fold(claim))
        if question is None and before is not None and _answers(forecast, before):
            taken[forecast.id] = taken[before.id]
        elif question := question or _follow(forecast, reader, sentences, bodies):
            taken[forecast.id] = question.id
        before = forecast if forecast.id in taken else before
    return taken


def _answers(forecast: Forecast, before: Forecast) -> bool:
    """Tell whether a claim points back to the one right before it: そこまで増えるとは思わない."""
    here, there = forecast.evidence[0], before.evidence[-1]
    near = 0 <= here.sentence_index - there.sentence_index <= _LOOK_BACK
    pointing = compile_rules("claims", "pointing_back").search(forecast.claim) is not None
    return near and pointing and here.article_id == there.article_id


class _TermReader:
    """The terms of a corpus's questions, looked for in any spelling and form."""

    def __init__(self, corpus: CorpusConfig) -> None:
        self.questions = corpus.questions
        self._spellings = Spellings(corpus.aliases)
        self._terms = {q.id: frozenset(fold(t) for t in q.terms if t) for q in corpus.questions}
        self._all = sorted(frozenset().union(*self._terms.values()))

    def find(self, text: str) -> frozenset[str]:
        """Return the terms that ``text`` holds."""
        read = f"{fold(text)}\n{self._spellings.unify(text)}"
        return frozenset(t for t in self._all if find_word(read, t))

    def choose(
        self, weight: Mapping[str, float], body: str = "", claim: str = ""
    ) -> QuestionConfig | None:
        """Return the question whose terms weigh most, the earlier of equals, None for none.

        Of a question that ``body``, the text of the article, hardly touches they weigh less:
        供給 in an article on eggs is of eggs. Of one on which ``claim`` takes a side in the
        question's own words they weigh more.
        """
        bearing = [sum(t in body for t in self._terms[q.id]) for q in self.questions]
        most = max(bearing, default=0)
        scores = [
            self._weigh(q, weight, claim) * (_BESIDE_CLAIM if near < _HARDLY * most else 1.0)
            for q, near in zip(self.questions, bearing, strict=True)
        ]
        best = max(scores, default=0.0)
        return self.questions[scores.index(best)] if best > 0 else None

    def _weigh(self, question: QuestionConfig, weight: Mapping[str, float], claim: str) -> float:
        total = sum(weight.get(t, 0.0) for t in self._terms[question.id])
        sided = total and any(find_word(claim, fold(w)) for w in _sides(question))
        return _SIDED * total if sided else total


def _follow(
    forecast: Forecast,
    reader: _TermReader,
    sentences: Mapping[str, Sentence],
    bodies: Mapping[str, str],
) -> QuestionConfig | None:
    """Return the question that a forecast without a term goes on with, None when there is none.

    Japanese leaves out a topic that goes on. The sentences before it in its paragraph decide,
    else the article as a whole where the claim takes a side in the question's own words.
    """
    for text in _list_before(forecast, sentences):
        if question := reader.choose(dict.fromkeys(reader.find(text), 1.0)):
            return question
    body = bodies.get(forecast.article_id, "")
    claim = fold(without_condition(forecast, forecast.claim))
    sided = [q for q in reader.questions if any(find_word(claim, fold(w)) for w in _sides(q))]
    if not sided or not body:
        return None
    counts = {q.id: sum(body.count(fold(t)) for t in q.terms if t) for q in sided}
    best = max(sided, key=lambda q: counts[q.id])
    return best if counts[best.id] >= _MENTIONS else None


def _sides(question: QuestionConfig) -> tuple[str, ...]:
    return (*question.affirm, *question.deny)


def _join_bodies(sentences: Mapping[str, Sentence]) -> dict[str, str]:
    """Return the folded text of each article, by its id."""
    parts: dict[str, list[str]] = defaultdict(list)
    for sentence in sentences.values():
        parts[sentence.article_id].append(sentence.text)
    return {article: fold("".join(texts)) for article, texts in parts.items()}


def _list_before(forecast: Forecast, sentences: Mapping[str, Sentence]) -> list[str]:
    """Return the sentences before a forecast in its paragraph, the nearest first."""
    own = sentences.get(forecast.evidence[0].sentence_id)
    if own is None:
        return []
    ids = (f"{own.article_id}:{own.index - n}" for n in range(1, _LOOK_BACK + 1))
    before = [sentences[i] for i in ids if i in sentences]
    return [s.text for s in before if s.paragraph == own.paragraph]
