"""What stands behind a number: units of measure, counters, ranks, and names that are none.

The table is lexicon/units.yaml.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from math import isfinite

from msgspec import Struct
from msgspec.structs import replace

from rkbrief.lexicon import load_table
from rkbrief.model import FigureKind, Quantity

_KA = "カかヵヶケヵ箇"


class Unit(Struct, frozen=True, gc=False):
    """A reading of a counter: ``name`` as the export spells it, ``per`` its denominator.

    ``rank`` tells that the number before it is an ordinal; ``is_name`` that number and
    counter are a name, a place or a reference and no figure.
    """

    name: str
    kind: FigureKind
    per: str | None = None
    rank: bool = False
    is_name: bool = False


def _spellings(surface: str) -> Iterable[str]:
    """Return the ways to write a counter: カ国, か国, ヶ国, ケ国."""
    if surface[0] == "カ" and len(surface) > 1 and surface[1] > "一":
        return (char + surface[1:] for char in _KA)
    return (surface,)


_RANK_UNITS = {"年": "year", "日": "day", "週": "week", "回": "time", "度": "time", "人": "person"}


def _ordinal(surface: str) -> Unit:
    """Return the unit of 3位 (rank), 2年目 (year), 第6回 (time)."""
    if surface in {"位", "番", "番目", "着", "等", "番手", "番人気"}:
        return Unit("rank", "ordinal", rank=True)
    name = "month" if "月" in surface else _RANK_UNITS.get(surface[0], "")
    return Unit(name, "ordinal", rank=True)


def _runs_on(surface: str, following: str) -> bool:
    """Tell that a unit is only the beginning of another word: 5mix, 70人前後."""
    if surface[-1] == "前" and following == "後":
        return True
    if not (surface[-1].isascii() and surface[-1].isalpha()):
        return False
    if len(surface) > 1 and surface[-1].islower() and following.isupper():
        return False
    return following.isascii() and following.isalnum()


class UnitTable(Struct, frozen=True, gc=False):
    """Units by their spelling, and per first character the spellings, the longest first."""

    units: dict[str, Unit]
    by_first: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, units: dict[str, Unit]) -> UnitTable:
        """Index ``units`` by the first character of their spellings."""
        firsts: dict[str, list[str]] = {}
        for surface in units:
            firsts.setdefault(surface[0], []).append(surface)
        ordered = {c: tuple(sorted(s, key=len, reverse=True)) for c, s in firsts.items()}
        return cls(units, ordered)

    def at(self, text: str, position: int) -> tuple[Unit, int] | None:
        """Return the longest unit that begins at ``position`` and where it ends.

        A unit in Latin letters must not run on: 5m is a length, 5mix is not, in 12cmCD it ends.
        """
        for surface in self.by_first.get(text[position : position + 1], ()):
            if text.startswith(surface, position):
                end = position + len(surface)
                following = text[end : end + 1]
                if not _runs_on(surface, following):
                    return self.units[surface], end
        return None


@cache
def unit_table() -> UnitTable:
    """Return the units that may follow a number."""
    table = load_table("units")
    units: dict[str, Unit] = {}
    for name, surfaces in table["counters"].items():
        for surface in surfaces:
            for spelling in _spellings(surface):
                units.setdefault(spelling, Unit(name, "count"))
    for row in table["measures"]:
        for surface in row["ja"]:
            for spelling in _spellings(surface):
                units[spelling] = Unit(row["unit"], row["kind"], row.get("per"))
    for surface in table["ordinals"]:
        for spelling in _spellings(surface):
            units[spelling] = _ordinal(surface)
    for surface in table["never"]:
        units[surface] = Unit("", "number", is_name=True)
    return UnitTable.of(units)


def counted_behind(text: str, position: int) -> Unit | None:
    """Return what a bare number counts in 24の州, 35の企業; None when no counter follows の."""
    found = unit_table().at(text, position + 1) if text[position : position + 1] == "の" else None
    return found[0] if found and found[0].kind == "count" else None


@cache
def rank_table() -> UnitTable:
    """Return the counters that may follow 第 and a number."""
    table = load_table("units")
    ranks = {s: _ordinal(s) for s in (*table["after_dai"], *table["ordinals"])}
    names = {s: Unit("", "number", is_name=True) for s in table["never"]}
    names |= {s: Unit("", "number", is_name=True) for s in table["never_after_dai"]}
    return UnitTable.of(ranks | names)


class _Conversion(Struct, frozen=True, gc=False):
    """One unit is ``factor`` of ``base``, per ``base_per`` when the base has a denominator."""

    base: str
    factor: float
    base_per: str | None = None


@cache
def _conversions() -> dict[str, _Conversion]:
    rows = [row for row in load_table("units")["measures"] if "base" in row]
    found = {
        row["unit"]: _Conversion(row["base"], float(row["factor"]), row.get("base_per"))
        for row in rows
    }
    return found | {unit: _Conversion("day", days) for unit, days in _TIME_FACTORS.items()}


_TIME_FACTORS = {
    "second": 1 / 86400,
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1.0,
    "week": 7.0,
    "month": 365.25 / 12,
    "year": 365.25,
    "century": 36525.0,
}

TIME_UNITS = frozenset(_TIME_FACTORS)
"""The units of a stretch of time."""


class _Equal(Struct, frozen=True, gc=False):
    """A unit in which another is compared: ``factor`` times the number less ``zero``."""

    unit: str
    factor: float
    zero: float = 0.0


@cache
def _compared_as() -> dict[str, _Equal]:
    return {name: _Equal(**row) for name, row in load_table("units")["compared_as"].items()}


def in_compared_unit(quantity: Quantity) -> Quantity:
    """Return ``quantity`` in the unit in which all of its kind are compared: m in km, °F in °C."""
    base = in_base_unit(quantity) or quantity
    equal = _compared_as().get(base.unit)
    if equal is None or isinstance(base.value, str):
        return base

    def convert(number: float | None) -> float | None:
        return None if number is None else equal.factor * (number - equal.zero)

    value, low, high = convert(base.value), convert(base.low), convert(base.high)
    return replace(base, value=value, low=low, high=high, unit=equal.unit)


def in_base_unit(quantity: Quantity) -> Quantity | None:
    """Return ``quantity`` in the base unit of its dimension, None when it has none.

    Lengths become km from a mile up and m below, areas km2, volumes m3, masses t, energies kWh,
    powers kW, yields kiloton, stretches of time days (a year is 365.25). Money has no base:
    rates of exchange are not for this program to know. Numbers keep their denominator.
    """
    conversion = _conversions().get(quantity.unit)
    if conversion is None or isinstance(quantity.value, str):
        return None
    factor = conversion.factor

    def convert(number: float | None) -> float | None:
        return None if number is None else number * factor

    numbers = [convert(number) for number in (quantity.value, quantity.low, quantity.high)]
    if any(number is not None and not isfinite(number) for number in numbers):
        return None  # as good as no number: 10**307 t
    value, low, high = numbers
    return replace(
        quantity,
        value=value,
        low=low,
        high=high,
        unit=conversion.base,
        per=conversion.base_per or quantity.per,
    )
