"""An analysis into the record that its brief carries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, islice
from math import isfinite

import msgspec

from rkbrief.analysis.packed import read_number
from rkbrief.brief.facts import name_fact, read_standing
from rkbrief.brief.index import Index
from rkbrief.brief.judgments import Judgment, Voice, strength_on_side
from rkbrief.brief.keyfigures import rank_groups
from rkbrief.brief.record import (
    FORMAT,
    HASH_DIGITS,
    PastFigure,
    PastForecast,
    PastQuestion,
    PastSource,
    PastVoice,
    Record,
    make_key,
    write_record,
)
from rkbrief.brief.wording import strongest
from rkbrief.model import Figure, FigureGroup, Forecast

_LONGEST_WORDS = 80
_LONGEST_NAME = 200
_MOST = 1500
_OTHERS = 4
_MOST_BYTES = 1024 * 1024
_MOST_MEMBERS = 100


def make_record(index: Index, judgments: Sequence[Judgment], *, to_carry: bool = False) -> Record:
    """Return the whole record of an analysis, or what tells as much of it as a brief can carry.

    ``to_carry`` leaves out of long lists what :func:`shorten_record` would, but for one item that
    shows it that there is more: of 5,000 articles the whole takes 200 MB. The lists are in the
    order of the articles, of ``judgments``, of :func:`rank_groups` and of :func:`is_kept`,
    so that a place in them leads back to the records.
    """
    places = {a.id: n for n, a in enumerate(index.analysis.articles)}
    groups = rank_groups(index)
    others = _list_untold(index.analysis.figures, groups)
    kept = filter(is_kept, index.analysis.forecasts)
    asked = {j.question.id: n for n, j in enumerate(judgments)}
    made = index.analysis.provenance
    most, most_others = (_MOST + 1, _OTHERS * _MOST + 1) if to_carry else (None, None)
    return Record(
        format=FORMAT,
        version=made.version,
        as_of=made.as_of,
        sources=tuple(
            PastSource(a.sha256[:HASH_DIGITS], a.path[:_LONGEST_NAME], _cut(a.title))
            for a in index.analysis.articles
        ),
        questions=tuple(_question(j) for j in judgments),
        figures=tuple(_figure(index, group, places) for group in islice(groups, most)),
        forecasts=tuple(_forecast(f, places, asked) for f in islice(kept, most)),
        other=tuple(islice(_list_keys(index, others), most_others)),
    )


def _list_untold(figures: Sequence[Figure], groups: Iterable[FigureGroup]) -> Iterator[Figure]:
    """Yield the figures that none of ``groups`` has.

    The numbers of the others are marked: of 5,000 articles, their ids would take 40 MB.
    """
    marks, names = bytearray(len(figures) + 1), set[str]()

    def place(name: str) -> int:
        number = read_number(name)
        return number if number < len(marks) and name == f"F{number}" else 0

    for name in chain.from_iterable(group.figure_ids for group in groups):
        if at := place(name):
            marks[at] = True
        else:
            names.add(name)
    return (f for f in figures if not (marks[place(f.id)] or f.id in names))


def _list_keys(index: Index, figures: Iterable[Figure]) -> Iterator[str]:
    """Yield what each figure is known again by, once."""
    seen: set[str] = set()
    for figure in figures:
        key = _figure_key(index, figure)
        if key not in seen:
            seen.add(key)
            yield key


def is_kept(forecast: Forecast) -> bool:
    """Tell whether a record keeps a forecast: no plans, no norms."""
    return forecast.kind == "forecast"


def shorten_record(record: Record, *, compared_with: date | None = None) -> Record:
    """Return what of a record a brief carries: all of it, unless the corpus is very large."""
    whole = msgspec.structs.replace(record, previous=compared_with)
    most = _MOST
    kept = _keep(whole, most)
    while len(write_record(kept).encode()) > _MOST_BYTES:
        most //= 2
        kept = _keep(whole, most)
    return kept if kept == whole else msgspec.structs.replace(kept, cut=True)


def _keep(record: Record, most: int) -> Record:
    """Return the first ``most`` items of each list, none of which names what is left out."""

    def shorten(forecast: PastForecast) -> PastForecast:
        if forecast.question is None or forecast.question < min(most, _MOST_MEMBERS):
            return forecast
        return msgspec.structs.replace(forecast, question=None)

    return msgspec.structs.replace(
        record,
        sources=record.sources[:most],
        questions=tuple(
            msgspec.structs.replace(q, voices=q.voices[:_MOST_MEMBERS])
            for q in record.questions[: min(most, _MOST_MEMBERS)]
        ),
        figures=tuple(
            msgspec.structs.replace(
                f,
                sources=tuple(n for n in f.sources if n < most),
                sides=tuple(tuple(n for n in side if n < most) for side in f.sides),
            )
            for f in record.figures[:most]
        ),
        forecasts=tuple(shorten(f) for f in record.forecasts[:most] if f.source < most),
        other=record.other[: _OTHERS * most],
    )


def _figure(index: Index, group: FigureGroup, places: dict[str, int]) -> PastFigure:
    """Return what is kept of one fact."""
    figures = list(filter(None, map(index.figures.get, group.figure_ids)))
    first = figures[0] if figures else None
    quantity = first.quantity if first else None
    value = quantity.value if quantity else None
    return PastFigure(
        en=_cut(name_fact(group, "en")) or "",
        ja=_cut(name_fact(group, "ja")) or "",
        words=_cut(first.text if first else "") or "",
        status=read_standing(group),
        independent=group.independent,
        keys=tuple(dict.fromkeys(_figure_key(index, f) for f in figures))[:_MOST_MEMBERS],
        sources=_unique(places[a] for a in group.article_ids)[:_MOST_MEMBERS],
        value=value if isinstance(value, str) else _finite(value),
        low=_finite(quantity.low) if quantity else None,
        high=_finite(quantity.high) if quantity else None,
        unit=(_cut(quantity.unit) if quantity else None) or "",
        per=_cut(quantity.per) if quantity else None,
        sides=tuple(
            _unique(places[a] for a in side.article_ids)[:_MOST_MEMBERS] for side in group.sides
        )[:_MOST_MEMBERS],
    )


def _figure_key(index: Index, figure: Figure) -> str:
    """Return what a figure is known again by: its sentence, and its place and words in it."""
    sentence = index.sentences.get(figure.evidence.sentence_id)
    if sentence is None:
        return make_key(figure.text)
    return make_key(sentence.text, figure.span.start - sentence.span.start, figure.text)


def _forecast(forecast: Forecast, places: dict[str, int], asked: dict[str, int]) -> PastForecast:
    """Return what is kept of one forecast."""
    horizon = forecast.horizon
    return PastForecast(
        key=make_key(forecast.claim),
        source=places[forecast.article_id],
        words=forecast.claim[-_LONGEST_WORDS:],
        likelihood=forecast.likelihood,
        holder=_cut(forecast.holder),
        author=forecast.holder_status == "author",
        until=horizon.until if horizon else None,
        state=horizon.state if horizon else None,
        question=asked.get(forecast.question_id or ""),
        stance=forecast.stance,
        resolution=forecast.resolution.status if forecast.resolution else None,
    )


def _question(judgment: Judgment) -> PastQuestion:
    """Return what is kept of one question."""
    return PastQuestion(
        en=judgment.question.ask.en[:_LONGEST_NAME],
        ja=judgment.question.ask.ja[:_LONGEST_NAME],
        contested=judgment.split or judgment.question.contested,
        confidence=judgment.confidence,
        side=judgment.side,
        voices=tuple(past_voice(v) for v in judgment.voices if v.named),
    )


def past_voice(voice: Voice) -> PastVoice:
    """Return what is kept of a named speaker on one question."""
    clearest = strongest(voice.forecasts, voice.side)
    return PastVoice(_cut(voice.holder) or "", voice.side, strength_on_side(clearest, voice.side))


def _finite(number: float | None) -> float | None:
    """Return what JSON can hold; digits without end in a source make a number of no size."""
    return number if number is not None and isfinite(number) else None


def _cut(text: str | None) -> str | None:
    """Return the beginning of a text, None for none."""
    return text[:_LONGEST_WORDS] if text is not None else None


def _unique(numbers: Iterable[int]) -> tuple[int, ...]:
    """Return each number once, in order."""
    return tuple(dict.fromkeys(numbers))
