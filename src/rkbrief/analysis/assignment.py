"""Which question of the corpus each forecast bears on: the one whose terms it holds best."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from rkbrief.analysis.inflection import find_word
from rkbrief.analysis.kinship import name_events
from rkbrief.analysis.stances import without_condition
from rkbrief.analysis.terms import Spellings, fold, weigh_rarity
from rkbrief.config import CorpusConfig, QuestionConfig
from rkbrief.lexicon import compile_rules
from rkbrief.model import Forecast, Sentence

_BESIDE_CLAIM = 0.5
"""Weight of a word in the chain but outside the claim."""
_SIDED = 2.0
"""How much more the terms of a question weigh in a claim that takes one of its sides."""
_LOOK_BACK = 2
_HARDLY = 0.5
"""Share of the terms of the question most touched, below which an article hardly touches one."""
_MENTIONS = 3
"""Times that an article must name the terms of a question to be on it as a whole."""


def assign_questions(
    forecasts: Sequence[Forecast],
    corpus: CorpusConfig,
    sentences: Mapping[str, Sentence],
    stories: Mapping[str, Sequence[str]],
) -> dict[str, str]:
    """Return the question of each forecast that holds a term of one, by forecast id.

    A term weighs the more the fewer forecasts hold it; ties go to the earlier question. A question
    that is at home in other stories is not asked: 目標 is of fish there and of vaccines here. A
    forecast that holds none follows what stands around it: see :func:`_follow`. One that
    comes with a question of the corpus keeps it: a person put it there.
    """
    asked = {q.id for q in corpus.questions}
    bodies = _join_bodies(sentences) if corpus.questions else {}
    reader = _TermReader(corpus, bodies, stories)
    held = [reader.find("".join(e.quote for e in f.evidence)) for f in forecasts]
    rarity = weigh_rarity(held)
    taken: dict[str, str] = {}
    before: Forecast | None = None
    for forecast, hits in zip(forecasts, held, strict=True):
        if forecast.question_id in asked:
            taken[forecast.id] = forecast.question_id
            continue
        claim = compile_rules("claims", "beside_claim").sub(
            "", without_condition(forecast, forecast.claim)
        )
        claimed = reader.find(claim)
        weight = {t: rarity[t] * (1.0 if t in claimed else _BESIDE_CLAIM) for t in hits}
        question = reader.choose(weight, forecast.article_id, fold(claim))
        if question is None and before is not None and _answers(forecast, before):
            taken[forecast.id] = taken[before.id]
        elif question := question or _follow(forecast, reader, sentences):
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
    """The terms of a corpus's questions, looked for in any spelling and form.

    ``bodies`` are the texts of the articles by id, ``stories`` as in :func:`pose_questions`.
    """

    def __init__(
        self,
        corpus: CorpusConfig,
        bodies: Mapping[str, str],
        stories: Mapping[str, Sequence[str]],
    ) -> None:
        self.questions = corpus.questions
        self.bodies = bodies
        self._spellings = Spellings(corpus.aliases)
        self._terms = {q.id: frozenset(fold(t) for t in q.terms if t) for q in corpus.questions}
        self._all = sorted(frozenset().union(*self._terms.values()))
        self._bearing = {
            article: {q: sum(t in body for t in terms) for q, terms in self._terms.items()}
            for article, body in bodies.items()
        }
        self._abroad = self._find_abroad(name_events(stories, {}))

    def find(self, text: str) -> frozenset[str]:
        """Return the terms that ``text`` holds."""
        read = f"{fold(text)}\n{self._spellings.unify(text)}"
        return frozenset(t for t in self._all if find_word(read, t))

    def _find_abroad(self, events: Mapping[str, str]) -> dict[str, frozenset[str]]:
        """Return by article the questions whose terms its story hardly has, and another has."""
        told: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for article, event in events.items():
            for question, number in self._bearing.get(article, {}).items():
                told[question][event].append(number)
        abroad: dict[str, set[str]] = defaultdict(set)
        for question, by_event in told.items():
            touched = {event: sum(numbers) / len(numbers) for event, numbers in by_event.items()}
            most = max(touched.values())
            for event, share in touched.items():
                if share < _HARDLY * most:
                    abroad[event].add(question)
        return {article: frozenset(abroad[event]) for article, event in events.items()}

    def choose(
        self, weight: Mapping[str, float], article: str, claim: str = ""
    ) -> QuestionConfig | None:
        """Return the question whose terms weigh most, the earlier of equals, None for none.

        Of a question that the article hardly touches they weigh less: 供給 in an article on eggs
        is of eggs; of one that its whole story hardly touches, and another does, they weigh
        nothing. Of one on which ``claim`` takes a side in the question's own words they weigh more.
        """
        bearing = self._bearing.get(article, {})
        most = max(bearing.values(), default=0)
        scores = [
            0.0
            if q.id in self._abroad.get(article, ())
            else self._weigh(q, weight, claim)
            * (_BESIDE_CLAIM if bearing.get(q.id, 0) < _HARDLY * most else 1.0)
            for q in self.questions
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
) -> QuestionConfig | None:
    """Return the question that a forecast without a term goes on with, None when there is none.

    Japanese leaves out a topic that goes on. The sentences before it in its paragraph decide,
    else the article as a whole where the claim takes a side in the question's own words.
    """
    claim = fold(without_condition(forecast, forecast.claim))
    for text in _list_before(forecast, sentences):
        weight = dict.fromkeys(reader.find(text), 1.0)
        if question := reader.choose(weight, forecast.article_id, claim):
            return question
    body = reader.bodies.get(forecast.article_id, "")
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
