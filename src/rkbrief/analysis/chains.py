"""Claims that belong together: what carries one on, weighs it, or gives its span or its end."""

from __future__ import annotations

import re
from datetime import date

from msgspec.structs import replace

from rkbrief.analysis.clauses import Claim
from rkbrief.analysis.horizons import find_horizon
from rkbrief.analysis.statements import find_quotes
from rkbrief.lexicon import compile_rules
from rkbrief.model import Evidence, Forecast, Sentence, Span

_CHAIN_LIMIT = 4
_CONTINUES = re.compile(r"(?:その|それは|同|これは)(?:[一-龥ァ-ヴー]{0,8})")
_UNTIL = re.compile(
    r"^(?:それは|その[^、]{1,6}は)?[^は]*まで(?:だ|である|です|の(?:こと|話)(?:だ|である|です)?)[。」]?$"
)
_OWN_SUBJECT = re.compile(r"[^、]{2,}[はが](?!い)")
_BARE_SPAN = re.compile(
    r"[^はがをも、]{1,14}(?:ほど|程度|くらい|前後|以内)?(?:だ|である|です)?。?$"
)
_LATER_THOUGHT = re.compile(
    r"(?:少なくとも|早くても?|遅くとも|おそらく|ただし|それも|あるいは)?、?[^、。がをもは]{1,12}"
    r"(?:は|までは|には|にも)?(?:だ|です|だろう|でしょう|ね|よ)*。?"
)
"""Nothing but a time: 値上げは見送られるだろう。|少なくとも年内は。"""


def goes_on(first: Forecast, second: Forecast, sentence: Sentence) -> bool:
    """Tell whether the second of two claims only carries the first on, under one holder.

    …が増えると予測し、来年も増えるとみる: it names no subject of its own.
    """
    alike = (first.kind, first.likelihood, first.holder) == (
        second.kind,
        second.likelihood,
        second.holder,
    )
    told = Span(first.span.start - sentence.span.start, second.span.start - sentence.span.start)
    carried = compile_rules("attribution", "held_on").search(told.of(sentence.text)) is not None
    return (
        alike
        and first.kind == "forecast"
        and carried
        and _OWN_SUBJECT.search(second.claim) is None
        and "」" not in told.of(sentence.text)
    )


def merge_claims(first: Forecast, second: Forecast, sentence: Sentence) -> Forecast:
    """Return two claims as one that covers both."""
    span = Span(first.span.start, second.span.end)
    return replace(
        first,
        span=span,
        claim=span.shifted(-sentence.span.start).of(sentence.text),
        horizon=first.horizon or second.horizon,
        condition=first.condition or second.condition,
    )


def goes_on_in_quotation(before: Span, claim: Claim, text: str) -> bool:
    """Tell whether ``claim`` stands in the quotation that the statement ``before`` belongs to.

    「危ないのは8月下旬だ。気温次第では足りなくなる」: the time of the first is that of the second.
    """
    return before.of(text).endswith("。") and any(
        q.contains(claim.span) and q.start < before.end <= q.end for q in find_quotes(text)
    )


def follows_in_quotation(first: Forecast, claim: Claim, text: str) -> bool:
    """Tell whether ``claim`` follows on ``first`` in one quotation: its time is spoken of still."""
    if first.kind != "forecast":
        return False
    end = first.span.end - first.evidence[-1].span.start
    return "。" in text[end : claim.span.start] and any(
        q.start < end and q.contains(claim.span) for q in find_quotes(text)
    )


def weigh_claim(first: Forecast, second: Forecast, sentence: Sentence) -> Forecast:
    """Return ``first`` as strong as ``second``, which only says how likely it is."""
    whole = merge_claims(first, second, sentence)
    return replace(whole, likelihood=second.likelihood, cue=second.cue)


def evidence_of(sentence: Sentence) -> Evidence:
    """Return ``sentence`` as the evidence of what is read in it."""
    return Evidence(sentence.article_id, sentence.index, sentence.span, sentence.text)


def join_chain(forecast: Forecast, sentence: Sentence, reference: date | None) -> Forecast | None:
    """Return ``forecast`` with ``sentence`` joined when that gives its span or its end."""
    last = forecast.evidence[-1]
    if (
        forecast.kind != "forecast"
        or len(forecast.evidence) >= _CHAIN_LIMIT
        or last.sentence_index + 1 != sentence.index
    ):
        return None
    text = sentence.text
    horizon = find_horizon(text, reference=reference)
    if _UNTIL.search(text):
        condition = text[: text.rindex("まで") + 2].strip("「」 　")
        return replace(
            forecast,
            evidence=(*forecast.evidence, evidence_of(sentence)),
            condition=forecast.condition or condition,
            horizon=forecast.horizon or horizon,
        )
    timed = horizon is not None and (horizon.duration or horizon.until)
    alone = _BARE_SPAN.fullmatch(text) or _LATER_THOUGHT.fullmatch(text)
    if timed and (_CONTINUES.match(text) or alone) and len(text) <= 40:  # noqa: PLR2004
        return replace(
            forecast,
            evidence=(*forecast.evidence, evidence_of(sentence)),
            horizon=forecast.horizon or horizon,
        )
    return None
