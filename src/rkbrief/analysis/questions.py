"""Forecasts on one question, side by side, asked by the corpus or found by their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from msgspec.structs import replace

from rkbrief.analysis.assignment import assign_questions
from rkbrief.analysis.resolution import mark_due, resolve
from rkbrief.analysis.stances import (
    differ,
    oppose_in_time,
    read_direction,
    read_stance,
)
from rkbrief.analysis.topics import cluster_forecasts, find_common_names, name_topic
from rkbrief.config import CorpusConfig
from rkbrief.model import Forecast, Label, Position, Question, Sentence

__all__ = ["mark_due", "pose_questions", "resolve"]


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
    taken = assign_questions(own, corpus, sentences or {}, stories or {})
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
