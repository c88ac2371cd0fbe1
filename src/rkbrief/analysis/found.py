"""A mention while it is read: offsets of the folded text."""

from __future__ import annotations

from dataclasses import dataclass

from rkbrief.model import FigureKind, Quantity


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity or a date at ``[start, end)`` of the folded text."""

    start: int
    end: int
    quantity: Quantity
    kind: FigureKind
    iso: str | None = None
    implied_date: str | None = None
