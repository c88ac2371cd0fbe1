"""Records into the fixed wording of a brief: strengths, speakers, horizons, judgments."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rkbrief.analysis.probabilities import find_probabilities
from rkbrief.brief.index import Index, cite
from rkbrief.brief.judgments import (
    SCALE,
    Judgment,
    Side,
    Voice,
    is_polar,
    strength_on_side,
)
from rkbrief.brief.markdown import Markdown, escape, joined
from rkbrief.brief.phrases import Phrases
from rkbrief.model import LIKELIHOOD_BANDS, Forecast, Likelihood

_KEYS_A_SIDE = 4
_ALL = 100
_DIGIT = re.compile(r"[\d一二三四五六七八九十百千万億兆]")


def forecast_keys(index: Index, forecast: Forecast) -> tuple[str, ...]:
    """Return the citations of a claim, with that of its holder's name if it stands elsewhere.

    Only a name with a number in it needs that: the number must be proven.
    """
    keys, holder = forecast.sentence_ids, forecast.holder
    if not holder or not _DIGIT.search(holder):
        return keys
    if any(holder in index.sentences[key].text for key in keys if key in index.sentences):
        return keys
    named = (s.id for s in index.sentences.list_inside(forecast.article_id) if holder in s.text)
    return (*keys, *list(named)[:1])


def quotable(index: Index, forecast: Forecast, text: str | None) -> str | None:
    """Return words of a forecast that stand where it is cited, None when they do not."""
    if not text:
        return None
    spans = [index.sentences[key].span for key in forecast.sentence_ids if key in index.sentences]
    if not spans:
        return None
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    return text if text in index.articles[forecast.article_id].text[start:end] else None


def say_likelihood(index: Index, forecast: Forecast, side: Side = "open") -> Markdown:
    """Write how strongly a claim speaks for a side: the word and its band, together."""
    if forecast.stated_probability:
        word = index.say.say(f"likelihood.{forecast.likelihood}")
        number = say_probability(index.say, forecast.claim, forecast.stated_probability)
        return Markdown(f"{word} ({number}, {index.say.say('marks.stated')})")
    strength = strength_on_side(forecast, side)
    word = index.say.say(f"likelihood.{strength}")
    band = LIKELIHOOD_BANDS.get(strength)
    return Markdown(f"{word} ({band[0]}–{band[1]} %)") if band else word


def say_probability(say: Phrases, claim: str, stated: tuple[float, float]) -> Markdown:
    """Write the percentages that a claim gives: a number, a range, or an end of what may be.

    A claim that another sentence gives a number of, or that ends before it, does not tell which;
    then 0 and 100 are no number of its source.
    """
    low, high = stated
    if low == high:
        return Markdown(f"{low:g} %")
    open_end = "at_most" if low == 0 else "at_least" if high == _ALL else "range"
    bound = next((p.bound for p in find_probabilities(claim) if p.bounds == stated), open_end)
    if bound in {"less_than", "at_most"}:
        return say.say(f"marks.{bound}", number=f"{high:g}")
    if bound in {"more_than", "at_least"}:
        return say.say(f"marks.{bound}", number=f"{low:g}")
    return Markdown(f"{low:g}–{high:g} %")


def say_strengths(index: Index, found: Sequence[Likelihood]) -> Markdown:
    """Write the spread of strengths, weakest to strongest, and what has no percentage."""
    banded = [word for word in SCALE if word in found]
    others = [w for w in ("possible", "asserted", "undetermined") if w in found]
    rest = joined(
        (index.say.say(f"likelihood.{w}") for w in others), index.say.say("marks.semicolon")
    )
    if not banded:
        return rest
    words = [index.say.say(f"likelihood.{word}") for word in dict.fromkeys((banded[0], banded[-1]))]
    low, high = LIKELIHOOD_BANDS[banded[0]][0], LIKELIHOOD_BANDS[banded[-1]][1]
    spread = joined(words, index.say.say("marks.to"))
    also = index.say.say("judgment.also", words=rest) if others else Markdown("")
    comma = index.say.say("marks.comma")
    return Markdown(f"{spread}{comma}{low}–{high} %{also}")


def say_holder(index: Index, forecast: Forecast) -> Markdown:
    """Write who holds a claim, and what a reader must know of that."""
    if forecast.holder is None:
        if forecast.holder_status == "author":
            return index.say.say("marks.unnamed_author", id=forecast.article_id)
        return index.say.say("marks.unnamed")
    name = escape(forecast.holder)
    if forecast.holder_status in {"author", "check"}:
        return joined(
            [name, index.say.say(f"marks.{forecast.holder_status}")], index.say.say("marks.comma")
        )
    return name


def say_horizon(index: Index, forecast: Forecast, *, most: int = 40) -> Markdown:
    """Write until when a claim reaches: the source's words, the day reckoned, the state."""
    horizon = forecast.horizon
    if horizon is None:
        return index.say.say("marks.none")
    text = quotable(index, forecast, horizon.text)
    words = index.words(forecast.article_id, text, most=most) if text else Markdown("")
    if horizon.until is None:
        state = index.say.say("state.event") if horizon.state == "event" else Markdown("")
        return joined([part for part in (words, state) if part], " · ")
    until = index.say.say(
        "forecasts.until_day",
        day=index.say.day(horizon.until),
        mark=index.say.say("marks.reckoned"),
        state=index.say.say(f"state.{horizon.state}"),
    )
    return joined([part for part in (words, until) if part], " · ")


def ask(index: Index, judgment: Judgment) -> str:
    """Return the question as asked, in the language of the brief."""
    return judgment.question.ask.in_language(index.language) or judgment.question.ask.ja


def say_side(index: Index, judgment: Judgment, side: Side) -> Markdown:
    """Name a side: yes and no for a question that takes them, else one way and the other."""
    if side in {"both", "open"}:
        return index.say.say(f"stance.{side}")
    polar = is_polar(ask(index, judgment), index.language)
    if polar:
        return index.say.say("stance.yes" if side == "affirm" else "stance.no")
    return index.say.say(
        "stance.one_way" if side == (judgment.side or "affirm") else "stance.other_way"
    )


def voice_keys(voices: Sequence[Voice], side: Side, most: int) -> Markdown:
    """Cite the voices of a side: the strongest claim of each, one sentence a voice."""
    keys = [strongest(v.forecasts, side).evidence[0].sentence_id for v in voices]
    return cite(keys, most=most)


def strongest(forecasts: Sequence[Forecast], side: Side) -> Forecast:
    """Return the claim that speaks most clearly for a side; a horizon weighs among equals."""
    sided = [f for f in forecasts if f.stance == side] or list(forecasts)

    def weight(forecast: Forecast) -> tuple[int, bool, bool]:
        word = strength_on_side(forecast, side)
        step = SCALE.index(word) if word in SCALE else -1
        return step, forecast.horizon is not None, forecast.condition is not None

    return max(sided, key=weight)


def say_judgment(index: Index, judgment: Judgment, *, most: int = _KEYS_A_SIDE) -> Markdown:
    """Write one question's spread in one sentence, each side with at most ``most`` citations."""
    order: list[Side] = ["deny", "affirm"] if judgment.side == "deny" else ["affirm", "deny"]
    present = [side for side in order if judgment.on(side)]
    parts = [_say_first(index, judgment, present[0], most)] if present else []
    parts += [_say_other(index, judgment, side, most) for side in present[1:]]
    for side in ("both", "open"):
        voices = judgment.on(side)
        if voices and (parts or side == "both"):
            words = index.say.say(f"judgment.{'' if parts else 'only_'}{side}", n=len(voices))
            parts.append(joined([words, voice_keys(voices, side, most)], " "))
        elif voices:
            parts.append(_say_open(index, voices, most))
    return Markdown(
        joined(parts, index.say.say("marks.semicolon")) + index.say.say("marks.sentence_end")
    )


def _say_first(index: Index, judgment: Judgment, side: Side, most: int) -> Markdown:
    """Write the clause of the majority, or of the first side of an even split."""
    voices = judgment.firm_on(side)
    polar = "polar" if is_polar(ask(index, judgment), index.language) else "open"
    split = bool(judgment.on("deny") and judgment.on("affirm")) or bool(judgment.on("both"))
    even = judgment.side is None
    form = "even" if even and split else "split" if split else "agree"
    clause = index.say.say(
        f"judgment.{polar}_{form}",
        n=len(voices),
        all=sum(v.side != "open" for v in judgment.voices),
        who=index.say.say("judgment.who_answer") if judgment.on("open") else Markdown(""),
        side=say_side(index, judgment, side),
        strength=_strength(index, voices, side),
    )
    return _with_weak(index, judgment, side, clause, most)


def _with_weak(
    index: Index, judgment: Judgment, side: Side, clause: Markdown, most: int
) -> Markdown:
    """Cite the voices of a clause, and count apart those that claim a possibility only."""
    voices = judgment.firm_on(side)
    told = joined([clause, voice_keys(voices, side, most)], " ")
    weak = [v for v in judgment.on(side) if v not in voices]
    if not weak:
        return told
    more = index.say.say("judgment.possible", n=len(weak))
    more = joined([more, voice_keys(weak, side, most)], " ")
    return joined([told, more], index.say.say("marks.comma"))


def _say_other(index: Index, judgment: Judgment, side: Side, most: int) -> Markdown:
    """Write the clause of the side that is against the first."""
    voices = judgment.firm_on(side)
    polar = is_polar(ask(index, judgment), index.language)
    clause = index.say.say(
        "judgment.other" if polar else "judgment.other_open",
        n=len(voices),
        side=say_side(index, judgment, side),
        strength=_strength(index, voices, side),
    )
    return _with_weak(index, judgment, side, clause, most)


def _say_open(index: Index, voices: Sequence[Voice], most: int) -> Markdown:
    """Write the clause of a question on which nobody takes a side."""
    clause = index.say.say(
        "judgment.only_open", n=len(voices), strength=_strength(index, voices, "open")
    )
    return joined([clause, voice_keys(voices, "open", most)], " ")


def _strength(index: Index, voices: Sequence[Voice], side: Side) -> Markdown:
    """Write the strengths with which a side is held, in brackets."""
    found = [
        strength_on_side(f, side) for v in voices for f in v.forecasts if side in {"open", f.stance}
    ]
    words = say_strengths(index, found)
    return index.say.say("judgment.strength", words=words) if words else Markdown("")


def say_confidence(index: Index, judgment: Judgment) -> Markdown:
    """Write the confidence and its basis, two sentences without a word of likelihood."""
    level = index.say.say(f"confidence.{judgment.confidence}")
    reasons = joined(
        (index.say.say(key, n=n) for key, n in judgment.reasons), index.say.say("marks.comma")
    )
    stop = index.say.say("marks.stop")
    return Markdown(
        index.say.say("judgment.confidence", level=level)
        + stop
        + index.say.say("judgment.basis", reasons=reasons)
        + index.say.say("marks.sentence_end")
    )
