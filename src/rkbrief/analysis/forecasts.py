"""Sentences to forecasts: claims about what will be, and what is kept apart from them.

A claim is a forecast when its modal looks ahead: a verb of action, non-past, before the
modal, a word of time to come, or an expression that is about the future by itself. Claims
about past and present are assessments; plans, duties and what was contrary to fact are kept
by kind. What reads like a forecast though no rule finds one in it is one as well (see
forecast_odds.py). A sentence without a modal that gives the span or the end of the forecast
before it (その期間は…, …までだ) joins it as a chain of at most four sentences.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from rkbrief.analysis.antecedents import Antecedents
from rkbrief.analysis.assertions import asserted_part
from rkbrief.analysis.attribution import Attribution, Speakers
from rkbrief.analysis.chains import (
    evidence_of,
    follows_in_quotation,
    goes_on,
    goes_on_in_quotation,
    join_chain,
    merge_claims,
    weigh_claim,
)
from rkbrief.analysis.clauses import Claim, find_claims
from rkbrief.analysis.conditions import find_condition
from rkbrief.analysis.forecast_odds import rate_forecast
from rkbrief.analysis.horizons import find_horizon
from rkbrief.analysis.judging import Judgment, judge
from rkbrief.analysis.probabilities import find_odds
from rkbrief.analysis.statements import split_statements
from rkbrief.analysis.strengths import find_strength
from rkbrief.analysis.tearing import WholeNames
from rkbrief.analysis.turns import NO_LABELS, Turn, read_turns
from rkbrief.analysis.unclaimed import claims_nothing, without_concession
from rkbrief.analysis.unwrapping import Unwrapped, unwrap
from rkbrief.analysis.views import is_view_of_many
from rkbrief.lexicon import compile_rules
from rkbrief.model import Forecast, Horizon, Sentence, Span

_SURELY = 1.1
"""Log odds from which a sentence makes a forecast though no rule finds one in it: three to one."""
_HARDLY = 3.9
"""Log odds against it from which what is only asserted is a habit or a rule: fifty to one."""
_TOLD = frozenset({"forecast", "plan", "norm", "counterfactual"})
"""Kinds that a rule is right about where a sentence reads like a forecast."""
_OF_THAT = re.compile(
    r"(?:が、|しかし、|だが、)?(?:(?:これ|それ|そのこと)[はがも](?:もう|まず|ほぼ|全く)?|その)"
)
"""All that stands before the modal of a claim about the claim before it: これは|間違いない."""
_SPEAKER_FIRST = re.compile(
    r"[^「」]{1,40}?(?<!こと)(?<!の)(?<!可能性)(?<!確率)[はも]、?(?:[^、「」はも]{0,14}[にで]、?)?「"
)


def find_forecasts(
    sentences: Sequence[Sentence],
    *,
    author: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    reference: date | None = None,
    labels: Mapping[str, str] = NO_LABELS,
) -> tuple[Forecast, ...]:
    """Return the forecasts of an article and what is kept apart from them, in text order.

    ``author`` holds what nobody else does, ``publisher`` what 当社 or 本省 does; ``title`` may
    name whom an interview is with; ``reference`` is the article's date, from which horizons
    are reckoned; ``labels`` are those that stood in front of a sentence, by its id. Ids are
    local, from P1. Never raises on any text.
    """
    speakers = Speakers(author, publisher)
    turns = read_turns(sentences, title=title, labels=labels)
    found: list[Forecast] = []
    antecedents, whole = Antecedents(), WholeNames()
    for at, sentence in enumerate(sentences):
        if _is_title(sentence, turns[at]):
            speakers.overhear(sentence.text, sentence.index)
            whole.hear(sentence.text)
            continue
        line = unwrap(sentence.text)
        following = unwrap(sentences[at + 1].text).text if at + 1 < len(sentences) else ""
        edge = (
            at == 0 or sentences[at - 1].paragraph != sentence.paragraph,
            at + 1 == len(sentences) or sentences[at + 1].paragraph != sentence.paragraph,
        )
        speakers.hear(line.text, sentence.index, turn=turns[at], following=following, edge=edge)
        said = antecedents.before(sentence)
        odds = rate_forecast(without_concession(line.text))
        reader = _SentenceReader(sentence, line, speakers, reference, odds, said)
        whole.hear(line.text)
        own = reader.read()
        joined = join_chain(found[-1], sentence, reference) if found and not own else None
        if joined is not None:
            found[-1] = joined
        else:
            found.extend(whole.mend(own or reader.read_unmarked(), following))
        speakers.settle()
        antecedents.add(sentence)
    return tuple(replace(f, id=f"P{n}") for n, f in enumerate(found, 1))


def _is_title(sentence: Sentence, turn: Turn | None) -> bool:
    """Tell whether a sentence is a heading, and not a quotation under its speaker's name."""
    if turn is not None and turn.holder and sentence.text.startswith("「"):
        return False
    named = compile_rules("futures", "headings")
    return sentence.kind == "heading" or named.fullmatch(sentence.text) is not None


class _SentenceReader(Struct, frozen=True, gc=False):
    """Reads one sentence; ``odds`` are the log odds that it makes a forecast."""

    sentence: Sentence
    line: Unwrapped
    speakers: Speakers
    reference: date | None
    odds: float
    said: str = ""

    def read(self) -> list[Forecast]:
        """Return the forecasts that rules find in the sentence and what is kept apart from them."""
        found = self._read_claims()
        if self.odds < -_HARDLY:
            found = [f for f in found if f.kind != "forecast" or f.likelihood != "asserted"]
        if not found or any(f.kind in _TOLD for f in found) or not self._reads_like_one():
            return found
        return [*found[:-1], replace(found[-1], kind="forecast")]

    def read_unmarked(self) -> list[Forecast]:
        """Return the forecast of a sentence that no rule finds a claim in: its likeliest part."""
        if not self._reads_like_one():
            return []
        text = self.line.text
        statement = max(split_statements(text), key=lambda span: rate_forecast(span.of(text)))
        claim = find_claims(text, statement)[-1]
        told = find_strength(statement.of(text))
        odds = told.probability or find_odds(statement.of(text), told.likelihood)
        judgment = Judgment("forecast", told.likelihood, told.cue, odds)
        return [self._forecast(claim, judgment, None)]

    def _reads_like_one(self) -> bool:
        """Tell whether the sentence as a whole makes a forecast by its odds."""
        if self.sentence.kind != "sentence":  # points and headings name what the text tells below
            return False
        return self.odds >= _SURELY and not claims_nothing(self.line.text)

    def _read_claims(self) -> list[Forecast]:
        """Return what the rules find, statement by statement, claim by claim."""
        text = self.line.text
        found: list[Forecast] = []
        supposed: str | None = None
        spoken: Span | None = None
        written = self.reference.year if self.reference else None
        for statement in split_statements(text):
            kept_apart = False
            judged = [
                (claim, judge(text, statement, claim, supposed=supposed, written=written))
                for claim in find_claims(text, statement)
            ]
            main = any(j and j.kind == "forecast" and not c.reason for c, j in judged)
            for claim, judgment in judged:
                if judgment is None or (main and claim.reason):
                    continue
                if judgment.kind != "forecast":
                    if kept_apart:
                        continue
                    kept_apart = True
                forecast = self._forecast(claim, judgment, supposed)
                if found and claim.cue and _OF_THAT.fullmatch(claim.proposition.of(text)):
                    found.append(weigh_claim(found.pop(), forecast, self.sentence))
                    continue
                forecast = self._timed(forecast, claim, found[-1:], spoken)
                if found and goes_on(found[-1], forecast, self.sentence):
                    forecast = merge_claims(found.pop(), forecast, self.sentence)
                found.append(forecast)
                if forecast.kind == "forecast":
                    supposed = forecast.condition or supposed
            spoken = statement
        return found

    def _timed(
        self, forecast: Forecast, claim: Claim, last: Sequence[Forecast], spoken: Span | None
    ) -> Forecast:
        """Return ``forecast`` with the time of what is said before it, where it has none.

        ``last`` holds the forecast right before it, if any; ``spoken`` is the statement before.
        """
        text = self.line.text
        if forecast.horizon is not None:
            return forecast
        if last and (claim.own_holder or follows_in_quotation(last[0], claim, text)):
            return replace(forecast, horizon=last[0].horizon)
        if spoken and goes_on_in_quotation(spoken, claim, text):
            return replace(forecast, horizon=self._horizon(spoken, None))
        return forecast

    def _forecast(self, claim: Claim, judgment: Judgment, supposed: str | None) -> Forecast:
        text = self.line.text
        span = claim.span
        if claim.cue is None:
            span = Span(span.start, span.start + len(asserted_part(span.of(text))))
        named = _SPEAKER_FIRST.match(span.of(text))
        if named and "」" not in span.of(text):
            span = Span(span.start + named.end(), span.end)
        voice = self._voice(claim, judgment, span.end)
        told = self.line.span_in_source(span)
        looked = Span(claim.span.start, span.end) if claim.cue is None else claim.span
        condition = find_condition(text, claim.span)
        return Forecast(
            id="",
            article_id=self.sentence.article_id,
            evidence=(evidence_of(self.sentence),),
            span=told.shifted(self.sentence.span.start),
            claim=told.of(self.sentence.text),
            kind=judgment.kind,
            holder=voice.holder,
            holder_status=voice.status,
            cue=judgment.cue,
            likelihood=judgment.likelihood,
            stated_probability=judgment.probability,
            horizon=self._horizon(span if named else looked, condition)
            or self._horizon(looked, condition),
            condition=self.line.words_in_source(condition) or supposed,
        )

    def _horizon(self, looked: Span, condition: str | None) -> Horizon | None:
        text = self.line.text
        return find_horizon(
            looked.of(text),
            reference=self.reference,
            context=self.said + text[: looked.start],
            condition=condition,
        )

    def _voice(self, claim: Claim, judgment: Judgment, told_end: int) -> Attribution:
        if judgment.kind == "plan" or claim.own_holder:
            planner = self.speakers.planner_of(claim.span)
            if planner is not None:
                return planner
        held = claim.proposition.end if claim.cue else told_end
        many = is_view_of_many(self.line.text, held, judgment.cue)
        return self.speakers.holder_of(claim.span, held, hearsay=judgment.hearsay, shared=many)
