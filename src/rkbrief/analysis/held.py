"""A few of many records, held as the numbers in their ids."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence

from rkbrief.analysis.packed import ById, Kept, Made, read_number


class Held(Made[Kept]):
    """Some of the records that ``known`` makes, by the numbers in their ids, never none."""

    __slots__ = ("_known", "_letter", "_numbers")

    def __init__(self, known: ById[Kept], records: Sequence[Kept]) -> None:
        self._known = known
        self._letter = records[0].id[0]
        self._numbers = array("I", (read_number(record.id) for record in records))

    def __len__(self) -> int:
        return len(self._numbers)

    def make(self, at: int) -> Kept:
        """Return the record at a place from 0."""
        return self._known[f"{self._letter}{self._numbers[at]}"]


def hold(known: Mapping[str, Kept], records: Sequence[Kept]) -> Sequence[Kept]:
    """Return ``records`` as numbers where ``known`` makes them anew, else as they are."""
    return Held(known, records) if records and isinstance(known, ById) else tuple(records)
