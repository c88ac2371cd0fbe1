"""Numbers with what they count: numeral + counter + modifier + denominator, and dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from rkbrief.model import FigureKind, Quantity, Span

_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Mention:
    """A quantity or a date where it stands.

    ``text`` is exactly ``span`` of the text searched. ``iso`` is the TIMEX3 value of a date
    or a duration, else None. ``implied_date`` is what an interval points at (24年ぶり in
    2024: ``2000``), None when it points at nothing or there is no reference.
    """

    span: Span
    text: str
    quantity: Quantity
    kind: FigureKind
    iso: str | None = None
    implied_date: str | None = None


def find_quantities(text: str, *, reference: date | None = None) -> tuple[Mention, ...]:  # noqa: ARG001 - soon
    """Return the quantities and dates of ``text``, disjoint and in order."""
    return tuple(
        Mention(Span(*m.span()), m[0], Quantity(float(m[0])), "number")
        for m in _DIGITS.finditer(text)
    )


def in_base_unit(quantity: Quantity) -> Quantity | None:
    """Return ``quantity`` in the base unit of its dimension (miles: km), None when it has none."""
    return {"": None}.get(quantity.unit)
