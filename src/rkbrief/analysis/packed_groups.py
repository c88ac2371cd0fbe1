"""Groups of figures as numbers: a large corpus has a third of a million, most of one figure."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import islice

from rkbrief.analysis.packed import Joined, Made, read_number
from rkbrief.model import FigureGroup

_PIECE = 1000
"""Groups that are packed together."""
Known = dict[FigureGroup, FigureGroup]


class Groups(Made[FigureGroup]):
    """Groups by the numbers in the ids of their figures and of their articles.

    The first has the number ``first``. ``readings`` are what else is told of each: groups without
    ids, which are one object wherever they are equal.
    """

    __slots__ = ("_articles", "_figures", "_first", "_readings")

    def __init__(
        self, first: int, groups: Sequence[FigureGroup], readings: tuple[FigureGroup, ...]
    ) -> None:
        self._first = first
        self._readings = readings
        self._figures = _Lists(group.figure_ids for group in groups)
        self._articles = _Lists(group.article_ids for group in groups)

    def __len__(self) -> int:
        return len(self._readings)

    def make(self, at: int) -> FigureGroup:
        """Return the group at a place from 0."""
        read = self._readings[at]
        return FigureGroup(
            f"G{self._first + at}",
            read.label,
            read.status,
            tuple(f"F{number}" for number in self._figures.at(at)),
            tuple(f"S{number}" for number in self._articles.at(at)),
            read.independent,
            read.importance,
            read.sides,
        )


class _Lists:
    """The numbers in lists of ids."""

    __slots__ = ("_ends", "_numbers")

    def __init__(self, lists: Iterable[Sequence[str]]) -> None:
        self._numbers, self._ends = array("I"), array("I", (0,))
        for ids in lists:
            self._numbers.extend(map(read_number, ids))
            self._ends.append(len(self._numbers))

    def at(self, place: int) -> array[int]:
        """Return the numbers of a list at a place from 0."""
        return self._numbers[self._ends[place] : self._ends[place + 1]]


def pack_groups(groups: Iterable[FigureGroup]) -> Sequence[FigureGroup]:
    """Return groups packed, and those as they are whose ids are not of this program's making."""
    left, known = iter(groups), Known()
    parts: list[Sequence[FigureGroup]] = []
    while piece := tuple(islice(left, _PIECE)):
        packed = _pack(piece, known)
        parts.append(packed if packed == piece else piece)
    return Joined(parts)


def _pack(groups: Sequence[FigureGroup], known: Known) -> Groups:
    bare = (
        FigureGroup("", g.label, g.status, (), (), g.independent, g.importance, g.sides)
        for g in groups
    )
    readings = tuple(known.setdefault(reading, reading) for reading in bare)
    return Groups(read_number(groups[0].id), groups, readings)
