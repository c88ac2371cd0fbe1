"""What the forecasts on a question add up to, and how far that can be relied on.

Likelihood words and bands are one row of ICD 203 (2015). Confidence is kept apart from them
and follows fixed rules: high for three independent sources that agree and two named
speakers, moderate for two sources or one named speaker, both without conflict, else low;
never above moderate when the horizon is unknown or more than two years away (ODNI's note on
estimative language: high confidence is seldom right many years out). Where nobody takes a side
there is no reading to be confident in: low.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from rkbrief.analysis.held import hold
from rkbrief.brief.index import Index
from rkbrief.brief.names import family_name, is_same_name
from rkbrief.lexicon import compile_rules
from rkbrief.model import LIKELIHOOD_BANDS, Forecast, Likelihood, Position, Question

Side = Literal["affirm", "deny", "both", "open"]
Confidence = Literal["high", "moderate", "low"]

SCALE: tuple[Likelihood, ...] = tuple(LIKELIHOOD_BANDS)
"""The seven words with a band, weakest first."""

_FAR = timedelta(days=731)
_HIGH_SOURCES, _HIGH_SPEAKERS, _MODERATE_SOURCES = 3, 2, 2
_WH_QUESTION = re.compile(r"何|なに|どう|どの|どれ|どこ|いつ|誰|だれ|なぜ|いくつ|いくら|いかに")
_POLAR_START = re.compile(
    r"(?:will|would|can|could|may|might|do|does|did|is|are|was|were|has|have|shall|should)\b",
    re.IGNORECASE,
)


class Voice(Struct, frozen=True, gc=False):
    """What one speaker says on a question: his positions in however many articles.

    Of a large corpus ``forecasts`` are made anew whenever they are looked at. ``article_ids`` are
    the articles that carry the voice, each once.
    """

    holder: str | None
    named: bool
    side: Side
    forecasts: Sequence[Forecast]
    article_ids: tuple[str, ...]

    @property
    def is_firm(self) -> bool:
        """Tell whether the voice claims more for its side than a bare possibility."""
        weak = {"possible", "undetermined"}
        sided = [f for f in self.forecasts if f.stance == self.side] or self.forecasts
        return any(f.likelihood not in weak for f in sided)


class Judgment(Struct, frozen=True, gc=False):
    """A question with its voices by side.

    ``side`` is that of the majority, None when the voices are evenly divided or none takes a
    side; where any voice is firm, only firm ones count. ``reasons`` are keys of the phrase
    table with their counts.
    """

    question: Question
    voices: tuple[Voice, ...]
    side: Side | None
    split: bool
    confidence: Confidence
    reasons: tuple[tuple[str, int], ...]

    def list_articles(self) -> list[str]:
        """Return the articles that answer, once for each voice that they carry."""
        return [article for voice in self.voices for article in voice.article_ids]

    def on(self, side: Side) -> tuple[Voice, ...]:
        """Return the voices of one side."""
        return tuple(v for v in self.voices if v.side == side)

    def firm_on(self, side: Side) -> tuple[Voice, ...]:
        """Return the voices of one side that claim more than a possibility, else all of it."""
        return tuple(v for v in self.on(side) if v.is_firm) or self.on(side)


def is_polar(ask: str, language: str) -> bool:
    """Tell whether a question can be answered with yes or no."""
    if language == "ja" or not ask.isascii():
        return ask.rstrip("？?。 ").endswith("か") and not _WH_QUESTION.search(ask)
    return bool(_POLAR_START.match(ask))


def is_named(forecast: Forecast) -> bool:
    """Tell whether the holder of a forecast is a name, and no description of somebody."""
    described = compile_rules("attribution", "described")
    return forecast.holder is not None and not described.search(forecast.holder)


def strength_on_side(forecast: Forecast, side: Side) -> Likelihood:
    """Return how strongly a forecast speaks for its side."""
    return speak_for(side, forecast.likelihood)


def speak_for(side: Side, likelihood: Likelihood) -> Likelihood:
    """Return the strength that a claim of ``likelihood`` lends to ``side``.

    Who calls something unlikely takes the side against it (:func:`read_stance` turns it), with
    the mirrored word: unlikely (20-45) that it holds is likely (55-80) that it does not.
    """
    if side in {"affirm", "deny"} and likelihood in SCALE:
        at = SCALE.index(likelihood)
        return SCALE[max(at, len(SCALE) - 1 - at)]
    return likelihood


def judge(index: Index, *, as_of: date) -> tuple[Judgment, ...]:
    """Judge every question that has a forecast.

    What the analyst asked comes first, in his order, a question on which nobody takes a side
    after the others; what rkbrief grouped follows, the most contested and best spoken for first.
    """
    judged = [_judge(index, q, as_of) for q in index.analysis.questions if q.forecast_ids]
    return tuple(sorted(judged, key=lambda j: _weight(index, j), reverse=True))


def _judge(index: Index, question: Question, as_of: date) -> Judgment:
    """Bring the positions on one question together."""
    voices = _voices(index, question.positions)
    counted = [v for v in voices if v.is_firm and v.side in {"affirm", "deny"}] or voices
    yes = sum(v.side == "affirm" for v in counted)
    no = sum(v.side == "deny" for v in counted)
    both = any(v.side == "both" for v in voices)
    side: Side | None = "affirm" if yes > no else "deny" if no > yes else None
    split = both or {"affirm", "deny"} <= {v.side for v in voices}
    agreeing = [v for v in counted if v.side == (side or "open")] or list(voices)
    heard = {index.origin(a) for v in voices for a in v.article_ids}
    disputed = "conflict" if len(heard) > 1 else "conflict_within"
    alone = sum(v.side != "open" for v in voices) == 1  # there is nobody to differ from
    spread = "spread" if question.contested and not alone else "no_conflict"
    conflict = disputed if split else spread
    confidence, reasons = _confidence(index, agreeing, conflict=conflict, side=side, as_of=as_of)
    held = tuple(replace(v, forecasts=hold(index.forecasts, v.forecasts)) for v in voices)
    return Judgment(question, held, side, split, confidence, reasons)


def _voices(index: Index, positions: Sequence[Position]) -> tuple[Voice, ...]:
    """Join the positions of one named speaker, and those that copies of one text repeat.

    Other unnamed speakers stay apart by article.
    """
    gathered: list[tuple[str, list[Forecast]]] = []
    named: dict[str, list[tuple[str, list[Forecast]]]] = {}
    unnamed: dict[tuple[str, ...], list[Forecast]] = {}
    for position in positions:
        forecasts = list(filter(None, map(index.forecasts.get, position.forecast_ids)))
        if not forecasts:
            continue
        holder = position.holder or ""
        if holder and is_named(forecasts[0]):
            # One person's names end alike: only those are compared.
            near = named.setdefault(family_name(holder), [])
            known = next((said for name, said in near if is_same_name(name, holder)), None)
            if known is None:
                near.append((holder, forecasts))
        else:
            traits = _traits(index, holder, forecasts)
            known = next((unnamed[trait] for trait in traits if trait in unnamed), None)
            for trait in traits:
                unnamed.setdefault(trait, forecasts if known is None else known)
        if known is None:
            gathered.append((holder, forecasts))
        else:
            known.extend(forecasts)
    return tuple(
        Voice(
            holder or None,
            bool(holder) and is_named(forecasts[0]),
            side_of(forecasts),
            tuple(forecasts),
            tuple(dict.fromkeys(f.article_id for f in forecasts)),
        )
        for holder, forecasts in gathered
    )


def _traits(index: Index, holder: str, forecasts: Sequence[Forecast]) -> list[tuple[str, ...]]:
    """Return what tells an unnamed speaker: the article, or the claim among copies of one text."""
    article = forecasts[0].article_id
    origin = str(index.origin(article))
    return [(holder, article), *((holder, origin, f.claim) for f in forecasts)]


def side_of(forecasts: Sequence[Forecast]) -> Side:
    """Return the side that a speaker's forecasts take together; an even chance takes none."""
    taken = {f.stance for f in forecasts if f.likelihood != "roughly_even"} & {"affirm", "deny"}
    if len(taken) > 1:
        return "both"
    return "affirm" if "affirm" in taken else "deny" if "deny" in taken else "open"


def _confidence(
    index: Index, voices: Sequence[Voice], *, conflict: str, side: Side | None, as_of: date
) -> tuple[Confidence, tuple[tuple[str, int], ...]]:
    """Apply the printed rules; the reasons come back with their counts.

    ``conflict`` is ``spread`` where all take one side, of another strength or time.
    """
    forecasts = [f for v in voices for f in v.forecasts]
    documents = len({index.origin(f.article_id) for f in forecasts})
    speakers = len({v.holder for v in voices if v.named})
    bare = all(f.likelihood in {"possible", "undetermined"} for f in forecasts)
    reasons = [
        ("judgment.documents" if side else "judgment.documents_apart", documents),
        ("judgment.speakers" if speakers else "judgment.no_speaker", speakers),
        (f"judgment.{conflict}", 0),
    ]
    level: Confidence = "low"
    agreed = conflict == "no_conflict"
    if all(v.side == "open" for v in voices):  # who says nothing agrees with nobody
        reasons.append(("judgment.no_side", 0))
    elif bare:
        reasons.append(("judgment.only_possible", 0))
    elif agreed and documents >= _HIGH_SOURCES and speakers >= _HIGH_SPEAKERS:
        level = "high"
    elif agreed and (documents >= _MODERATE_SOURCES or speakers):
        level = "moderate"
    if level == "high" and not any(_is_near(f, as_of) for f in forecasts):
        level = "moderate"
        reasons.append(("judgment.capped", 0))
    return level, tuple(reasons)


def _is_near(forecast: Forecast, as_of: date) -> bool:
    """Tell whether a forecast reaches a known day at most two years from ``as_of``."""
    until = forecast.horizon.until if forecast.horizon else None
    try:
        return until is not None and date.fromisoformat(until) - as_of <= _FAR
    except ValueError:
        return False


def _weight(index: Index, judgment: Judgment) -> tuple[int, ...]:
    """Weigh a question for the order of :func:`judge`; equals keep the order they came in."""
    sided = [v for v in judgment.voices if v.side != "open"]
    if judgment.question.given:
        return (1, bool(sided))
    return (
        0,
        judgment.split,
        len({v.holder for v in sided if v.named}),
        len({index.origin(a) for v in sided for a in v.article_ids}),
        len(sided),
    )
