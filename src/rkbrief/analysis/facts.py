"""A figure with what it takes to compare it: its measure, its words, its direction, its period."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import Generic, Literal, TypeVar, overload

from msgspec import Struct, field

from rkbrief.analysis.as_of import AsOf
from rkbrief.analysis.measures import Measure
from rkbrief.analysis.packed import Made
from rkbrief.analysis.surroundings import choose_keys
from rkbrief.model import Figure, FigureKind, Importance, Quantity

_NEAR, _WIDE = 1.0, 0.35
"""Weights of a term of the clause, the topic or the subject, and of the rest of a sentence."""
_PLAIN_UNITS = frozenset(("", "year", "month", "week", "day", "hour", "percent", "person", "item"))
_FEW_SETS = 1024
_sets: dict[int, tuple[tuple[str, ...], frozenset[str]]] = {}
_FACTS_KEPT = 1 << 17
"""Facts that were looked at last, and as many before these: 64 MB each at the most."""

Outlook = Literal["foretold", "past"]
_Item = TypeVar("_Item")


class Fact(Struct, frozen=True, gc=False):
    """A figure and what is compared of it.

    ``number`` is its place among the figures, ``figures``, of which it is made when it is asked
    for; what is asked of all is here: its article, its sentence, its kind, its quantity.
    ``near`` are the words of its clause, its topic and its subject, ``around`` those and the
    rest of the sentence, the rarest first in both; ``near_weight`` and ``around_weight`` are
    what they weigh. ``least`` is the weight of words that can be judged by their share; of all
    terms, ``weights`` are what they weigh and ``shared`` those that stand elsewhere too.
    ``place`` is where the sentence plays, if it says so.
    ``since`` is the year that an interval or a date with 以来 goes back to, None for other
    figures; ``says_last`` tells whether that is when something last was so (17年ぶり).
    ``periods`` are the years, quarters and months that its sentence speaks of up to the
    end of its clause; ``named`` counts the glossary terms in its surroundings. ``matter`` is
    what the figure is of, in one spelling: its subject where that is a thing (修理費), else what
    is done with it, within its period if it has one (投資 FY2034); None where neither is known.
    ``outlook`` tells whether a forecast claims it or a sentence of the past tells it; ``as_of``
    is the time that its passage speaks of.
    """

    figures: Sequence[Figure]
    number: int
    article_id: str
    sentence_index: int
    kind: FigureKind
    quantity: Quantity
    measure: Measure | None
    near: tuple[str, ...]
    around: tuple[str, ...]
    subject_terms: tuple[str, ...]
    subject: str | None
    near_weight: float
    around_weight: float
    since: str | None
    says_last: bool
    direction: str | None
    bases: frozenset[str]
    distinctness: int
    named: int
    matter: str | None
    importance: Importance
    place: str | None
    periods: frozenset[str]
    outlook: Outlook | None
    as_of: AsOf
    weights: Mapping[str, float]
    shared: frozenset[str]
    least: float

    @property
    def figure(self) -> Figure:
        """The figure, made anew."""
        return self.figures[self.number]

    @property
    def sentence_id(self) -> str:
        """The citation key of its sentence, ``S2:7``."""
        return f"{self.article_id}:{self.sentence_index}"

    @property
    def keys(self) -> tuple[str, ...]:
        """The rarest of its words that stand elsewhere too, under which it can be found."""
        return choose_keys(self.near, self.around, self.shared)


Nature = tuple[FigureKind, Quantity, Measure | None]
"""What a figure is by itself."""
Wording = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], str | None, float, float]
"""The words near it, those around it, those of its subject, that, what the first two weigh."""
Manner = tuple[str | None, bool, str | None, frozenset[str], int, int, str | None, Importance]
"""What else its clause tells, from ``since`` to ``importance``."""
Passage = tuple[str | None, frozenset[str], Outlook | None, AsOf]
"""What its sentence tells, from ``place`` on."""


class Column(Struct, Generic[_Item], gc=False):
    """A list of which most items are equal to another: each is held once."""

    items: list[_Item] = field(default_factory=list)
    numbers: array[int] = field(default_factory=lambda: array("I"))
    known: dict[object, int] = field(default_factory=dict)

    def add(self, item: _Item, key: object = None) -> None:
        """Append ``item``, or the one that came with an equal ``key``: by default itself."""
        number = self.known.setdefault(item if key is None else key, len(self.items))
        if number == len(self.items):
            self.items.append(item)
        self.numbers.append(number)

    def at(self, number: int) -> _Item:
        """Return the item at a place from 0."""
        return self.items[self.numbers[number]]


class Facts(Made[Fact]):
    """A fact for each figure, in their order, made when it is looked at.

    ``weights``, ``shared`` and ``least`` are those of all facts.
    """

    def __init__(
        self,
        figures: Sequence[Figure],
        natures: Column[Nature],
        *,
        weights: Mapping[str, float],
        shared: frozenset[str],
        least: float,
    ) -> None:
        self._figures = figures
        self._natures = natures
        self._articles: Column[str] = Column()
        self._sentences = array("I")
        self._wordings: Column[Wording] = Column()
        self._manners: Column[Manner] = Column()
        self._passages: Column[Passage] = Column()
        self._all = weights, shared, least
        self._kept: dict[int, Fact] = {}
        self._before: dict[int, Fact] = {}

    def add(self, figure: Figure, wording: Wording, manner: Manner, passage: Passage) -> None:
        """Append the fact of the next figure."""
        self._articles.add(figure.evidence.article_id)
        self._sentences.append(figure.evidence.sentence_index)
        self._wordings.add(wording)
        self._manners.add(manner)
        self._passages.add(passage)

    def close(self) -> None:
        """Let go of what is needed to add facts only."""
        columns = self._natures, self._articles, self._wordings, self._manners, self._passages
        for column in columns:
            column.known = {}

    def article_of(self, at: int) -> str:
        """Return the article of a fact without making it."""
        return self._articles.at(at)

    def __len__(self) -> int:
        return len(self._sentences)

    @overload
    def __getitem__(self, at: int) -> Fact: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Fact, ...]: ...
    def __getitem__(self, at: int | slice) -> Fact | tuple[Fact, ...]:
        """Return what a tuple of the facts would."""
        try:
            return self._kept[at]  # type: ignore[index] # a slice is looked for in vain
        except (KeyError, TypeError):
            return super().__getitem__(at)

    def __iter__(self) -> Iterator[Fact]:
        return map(self._make, range(len(self)))

    def make(self, at: int) -> Fact:
        """Return the fact at a place from 0, and keep it a while."""
        if len(self._kept) >= _FACTS_KEPT:
            self._before, self._kept = self._kept, {}
        fact = self._kept[at] = self._before.get(at) or self._make(at)
        return fact

    def _make(self, at: int) -> Fact:
        natures, wordings, passages = self._natures, self._wordings, self._passages
        articles, manners = self._articles, self._manners  # no calls: this is done a million times
        kind, quantity, measured = natures.items[natures.numbers[at]]
        wording = wordings.items[wordings.numbers[at]]
        near, around, subject_terms, subject, near_weight, around_weight = wording
        manner = manners.items[manners.numbers[at]]
        since, says_last, direction, bases, distinctness, named, matter, importance = manner
        place, periods, outlook, as_of = passages.items[passages.numbers[at]]
        weights, shared, least = self._all
        return Fact(
            self._figures,
            at,
            articles.items[articles.numbers[at]],
            self._sentences[at],
            kind,
            quantity,
            measured,
            near,
            around,
            subject_terms,
            subject,
            near_weight,
            around_weight,
            since,
            says_last,
            direction,
            bases,
            distinctness,
            named,
            matter,
            importance,
            place,
            periods,
            outlook,
            as_of,
            weights,
            shared,
            least,
        )


def blend(near: float, around: float) -> float:
    """Return the weight of a sentence of which ``near`` stands in the clause of the figure."""
    return _WIDE * around + (_NEAR - _WIDE) * near


def share_words(one: Fact, other: Fact, *, least: float) -> tuple[float, float]:
    """Tell how far two figures share the words near them, and those of their sentences, 0 to 1.

    Each is how far the lighter lies in the other, as in
    :func:`rkbrief.analysis.terms.measure_overlap`; what is near counts most in a sentence.
    """
    near = _weigh_shared(one, one.near, other.near)
    around = blend(near, _weigh_shared(one, one.around, other.around))
    return (
        near / (max(least, min(one.near_weight, other.near_weight)) or 1.0),
        around / (max(least, min(one.around_weight, other.around_weight)) or 1.0),
    )


def share_near(one: Fact, other: Fact, *, least: float) -> float:
    """Tell how far two figures share the words near them: the first of :func:`share_words`."""
    near = _weigh_shared(one, one.near, other.near)
    return near / (max(least, min(one.near_weight, other.near_weight)) or 1.0)


def _weigh_shared(one: Fact, terms: tuple[str, ...], others: tuple[str, ...]) -> float:
    """Return the weight of the terms that stand in both, as the corpus of ``one`` weighs them."""
    return sum(map(one.weights.__getitem__, as_set(others).intersection(terms)))


def as_set(terms: tuple[str, ...]) -> frozenset[str]:
    """Return terms as a set: one figure is compared with many, and all have tuples only.

    Sets are found again by the tuple itself, which stays with its set: to hash its words would
    take longer than all that is done with them.
    """
    if known := _sets.get(id(terms)):
        return known[1]
    if len(_sets) >= _FEW_SETS:
        _sets.clear()
    made = frozenset(terms)
    _sets[id(terms)] = terms, made
    return made


def name_what_they_count(fact: Fact | Figure) -> bool:
    """Tell whether a counter alone says what is counted: 羽, 隻."""
    return fact.quantity.unit not in _PLAIN_UNITS
