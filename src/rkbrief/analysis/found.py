"""A mention while it is read: offsets of the folded text."""

from __future__ import annotations

from msgspec import Struct

from rkbrief.model import FigureKind, Quantity


class Found(Struct, frozen=True, gc=False):
    """A quantity or a date at ``[start, end)`` of the folded text."""

    start: int
    end: int
    quantity: Quantity
    kind: FigureKind
    iso: str | None = None
    implied_date: str | None = None
