"""Sentences, figures and forecasts as numbers, each made into its record when it is looked at.

A large corpus has half a million of them. As records they take ten times the room of their
articles; here one takes some numbers, and what else is told of it is held once where it is equal.
"""

from __future__ import annotations

from abc import abstractmethod
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, islice
from typing import Any, TypeVar, get_args, overload

from msgspec.structs import replace

from rkbrief.model import (
    Article,
    ArticleFindings,
    Evidence,
    Figure,
    Forecast,
    Sentence,
    SentenceKind,
    Span,
)

Record = TypeVar("Record")
_NOWHERE = Evidence("", 0, Span(0, 0), "")
_KINDS: tuple[SentenceKind, ...] = get_args(SentenceKind)
_WIDTH = 4
"""Numbers that a sentence or a figure takes."""
Kept = TypeVar("Kept", bound=Figure | Forecast)
Readings = dict[tuple[object, ...], Kept]
"""What is told of records, by itself and by the types of its numbers: 1 equals 1.0."""


class Made(Sequence[Record]):
    """Records that are made anew whenever they are looked at; equal to the tuple of them."""

    __slots__ = ()

    @abstractmethod
    def make(self, at: int) -> Record:
        """Return the record at a place from 0."""

    @overload
    def __getitem__(self, at: int) -> Record: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Record, ...]: ...
    def __getitem__(self, at: int | slice) -> Record | tuple[Record, ...]:
        """Return what a tuple of the records would."""
        if isinstance(at, int) and 0 <= at < len(self):
            return self.make(at)
        places = range(len(self))[at]
        return self.make(places) if isinstance(places, int) else tuple(map(self.make, places))

    def __iter__(self) -> Iterator[Record]:
        return map(self.make, range(len(self)))

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Made | tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


class Sentences(Made[Sentence]):
    """The sentences of an article, by start, end, paragraph and kind."""

    __slots__ = ("_article", "_numbers")

    def __init__(self, article: Article, numbers: array[int]) -> None:
        self._article = article
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers) // _WIDTH

    def make(self, at: int) -> Sentence:
        """Return the sentence at a place from 0."""
        start, end, paragraph, kind = self._numbers[_WIDTH * at : _WIDTH * (at + 1)]
        article = self._article
        text = article.text[start:end]
        return Sentence(article.id, at + 1, paragraph, _KINDS[kind], Span(start, end), text)


class Placed(Made[Kept]):
    """Figures or forecasts of an article, by the number in the id of each and its places.

    ``readings`` are what else is told of each: records without an id and a place, which are one
    object wherever they are equal.
    """

    __slots__ = ("_article", "_numbers", "readings")

    def __init__(self, article: Article, numbers: array[int], readings: tuple[Kept, ...]) -> None:
        self._article = article
        self._numbers = numbers
        self.readings = readings

    def __len__(self) -> int:
        return len(self.readings)

    @abstractmethod
    def number(self, at: int) -> int:
        """Return the number in the id of the record at a place from 0."""

    def _cite(self, sentence: int, start: int, end: int) -> Evidence:
        article = self._article
        return Evidence(article.id, sentence, Span(start, end), article.text[start:end])


class Figures(Placed[Figure]):
    """The figures of an article: their numbers, their sentences, where they start and end."""

    __slots__ = ()

    def make(self, at: int) -> Figure:
        """Return the figure at a place from 0."""
        number, sentence, start, end = self._numbers[_WIDTH * at : _WIDTH * (at + 1)]
        read = self.readings[at]
        return Figure(
            f"F{number}",
            self._cite(sentence, start, end),
            read.quantity,
            read.kind,
            read.iso,
            read.subject,
            read.label,
            read.implied_date,
            read.importance,
        )

    def number(self, at: int) -> int:
        """Return the number in the id of the figure at a place from 0."""
        return self._numbers[_WIDTH * at]


class Forecasts(Placed[Forecast]):
    """The forecasts of an article: their numbers, where they start and end, then their chains.

    ``starts`` are the places in ``numbers`` at which they begin, and the end of the last.
    """

    __slots__ = ("_starts",)

    def __init__(
        self,
        article: Article,
        numbers: array[int],
        readings: tuple[Forecast, ...],
        starts: array[int],
    ) -> None:
        super().__init__(article, numbers, readings)
        self._starts = starts

    def make(self, at: int) -> Forecast:
        """Return the forecast at a place from 0."""
        number, start, end, *chain_ = self._numbers[self._starts[at] : self._starts[at + 1]]
        article, read = self._article, self.readings[at]
        return Forecast(
            f"P{number}",
            article.id,
            tuple(self._cite(*chain_[n : n + 3]) for n in range(0, len(chain_), 3)),
            Span(start, end),
            article.text[start:end],
            read.kind,
            read.holder,
            read.holder_status,
            read.cue,
            read.likelihood,
            read.stated_probability,
            read.horizon,
            read.condition,
            read.question_id,
            read.stance,
            read.resolution,
        )

    def number(self, at: int) -> int:
        """Return the number in the id of the forecast at a place from 0."""
        return self._numbers[self._starts[at]]


class Joined(Made[Record]):
    """The records of several sequences, one after the other."""

    __slots__ = ("_starts", "parts")

    def __init__(self, parts: Sequence[Sequence[Record]]) -> None:
        self.parts = parts
        self._starts = array("l", accumulate(map(len, parts), initial=0))

    def __len__(self) -> int:
        return self._starts[-1]

    def __iter__(self) -> Iterator[Record]:
        return chain.from_iterable(self.parts)

    def make(self, at: int) -> Record:
        """Return the record at a place from 0."""
        part = bisect_right(self._starts, at) - 1
        return self.parts[part][at - self._starts[part]]

    def list_placed(self) -> list[Placed[Any]] | None:
        """Return the parts where all are figures or forecasts of an article, else None."""
        placed = [part for part in self.parts if isinstance(part, Placed)]
        return placed if len(placed) == len(self.parts) else None


class Picked(Made[Record]):
    """Some of a sequence's records, by their places."""

    __slots__ = ("_records", "places")

    def __init__(self, records: Sequence[Record], places: Sequence[int]) -> None:
        self._records = records
        self.places = places

    def __len__(self) -> int:
        return len(self.places)

    def __iter__(self) -> Iterator[Record]:
        return map(self._records.__getitem__, self.places)

    def make(self, at: int) -> Record:
        """Return the record at a place from 0."""
        return self._records[self.places[at]]


class ById(Mapping[str, Kept]):
    """The figures or forecasts of articles by their ids, whose numbers rise throughout."""

    def __init__(self, parts: Sequence[Placed[Kept]]) -> None:
        self._parts = [part for part in parts if part]
        self._firsts = array("l", (part.number(0) for part in self._parts))

    def __getitem__(self, name: str) -> Kept:
        number = int(name[1:]) if name[1:].isdecimal() else 0
        inside = bisect_right(self._firsts, number) - 1
        if inside >= 0:
            part = self._parts[inside]
            at = bisect_left(range(len(part)), number, key=part.number)
            if at < len(part) and (record := part.make(at)).id == name:
                return record
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return (record.id for part in self._parts for record in part)

    def __len__(self) -> int:
        return sum(map(len, self._parts))


def join(parts: Sequence[Sequence[Record]]) -> Sequence[Record]:
    """Return the records of all parts as one sequence, held once more only where they are few."""
    if all(isinstance(part, Made) for part in parts):
        return Joined(parts)
    return tuple(chain.from_iterable(parts))


def by_id(records: Sequence[Kept]) -> Mapping[str, Kept]:
    """Return records by their ids."""
    if isinstance(records, Joined) and (parts := records.list_placed()) is not None:
        return ById(parts)
    return {record.id: record for record in records}


def pack_sentences(article: Article, sentences: Sequence[Sentence]) -> Sequence[Sentence]:
    """Return the sentences of an article packed, or as they are where that would change them."""
    numbers = array("I")
    for s in sentences:
        numbers.extend((s.span.start, s.span.end, s.paragraph, _KINDS.index(s.kind)))
    return _choose(Sentences(article, numbers), sentences)


def pack_figures(
    article: Article, figures: Sequence[Figure], known: Readings[Figure]
) -> Sequence[Figure]:
    """Return the figures of an article packed, or as they are where that would change them.

    ``known`` are the readings so far, which are added to.
    """
    numbers, readings = array("I"), []
    for f in figures:
        place = f.evidence
        numbers.extend((read_number(f.id), place.sentence_index, place.span.start, place.span.end))
        told = f.quantity
        read = Figure(
            "", _NOWHERE, told, f.kind, f.iso, f.subject, f.label, f.implied_date, f.importance
        )
        key = (read, type(told.value), type(told.low), type(told.high))
        readings.append(known.setdefault(key, read))
    return _choose(Figures(article, numbers, tuple(readings)), figures)


def pack_forecasts(
    article: Article, forecasts: Sequence[Forecast], known: Readings[Forecast]
) -> Sequence[Forecast]:
    """Return the forecasts of an article packed, or as they are, likewise."""
    numbers, starts, readings = array("I"), array("I", (0,)), []
    for f in forecasts:
        numbers.extend((read_number(f.id), f.span.start, f.span.end))
        for e in f.evidence:
            numbers.extend((e.sentence_index, e.span.start, e.span.end))
        starts.append(len(numbers))
        read = replace(f, id="", article_id="", evidence=(), span=Span(0, 0), claim="")
        readings.append(known.setdefault((read, repr(f.stated_probability)), read))
    return _choose(Forecasts(article, numbers, tuple(readings), starts), forecasts)


def pack_again(
    findings: Sequence[ArticleFindings], forecasts: Iterable[Forecast]
) -> Sequence[Forecast]:
    """Return ``forecasts`` packed, which are those of ``findings`` in their order, told anew."""
    known: Readings[Forecast] = {}
    left = iter(forecasts)
    parts = [
        pack_forecasts(f.article, tuple(islice(left, len(f.forecasts))), known) for f in findings
    ]
    return join(parts)


def read_number(name: str) -> int:
    """Return the number in an id, 0 where there is none."""
    return int(name[1:]) if name[1:].isdecimal() else 0


def _choose(packed: Made[Record], records: Sequence[Record]) -> Sequence[Record]:
    as_they_are = tuple(records)
    return packed if packed == as_they_are else as_they_are
