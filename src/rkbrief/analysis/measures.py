"""A figure as numbers to compare: intervals in base units.

How far its wording reaches: 約 a tenth of a number of one digit and less of a longer one, 近く
fifteen percent below, 以上 twenty above. That is what press style allows, not a statistic.
"""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from rkbrief.analysis.units import TIME_UNITS, in_compared_unit
from rkbrief.lexicon import load_table
from rkbrief.model import Figure, FigureKind, Modifier, Quantity

_REACH: dict[Modifier, tuple[float, float]] = {
    "exact": (1.0, 1.0),
    "about": (1.0, 1.0),
    "at_least": (1.0, 1.2),
    "more_than": (1.0, 1.2),
    "at_most": (0.85, 1.0),
    "less_than": (0.85, 1.0),
    "nearly": (0.85, 1.0),
    "tens_of": (0.8, 1.25),
    "range": (1.0, 1.0),
}
_ABOUT = (0.1, 0.1, 0.05, 0.01, 0.002, 0.0002)
"""How far 約 reaches, by the significant digits of the number that it stands before."""
_NEXT = (0.2, 0.2, 0.1, 0.02, 0.002, 0.0002)
"""How far 近く and 超 reach, likewise: from 1300人近く no farther than to the next round number."""
_THIRD = 0.05
"""How far a share may be from a third that stands for it."""
_SHARE_OF = re.compile("分の|[人社校軒戸件台]に")
"""In 3分の1, 3人に1人."""
_STEP_OF = re.compile("[円ドル人%割度年分秒]台$")
"""Not of a counter of machines: 5台."""
SPAN_KINDS = frozenset(("duration", "interval_since", "horizon", "age", "ordinal", "time"))
_PART_OF_YEAR = re.compile(r"(\d{4})-([QH])([1-4])")
_PART_OF_MONTH = re.compile("上旬|中旬|下旬|前半|後半|[初末半]")
"""What narrows a month: 3月下旬 is not the day of what happens 3月中."""
_MONTH, _FISCAL = re.compile(r"\d{4}-\d{2}", re.ASCII), re.compile(r"FY\d{4}", re.ASCII)
_MONTHS = {"Q": 3, "H": 6}
_MEASURES_KEPT = 1 << 16
"""Most figures of a corpus are equal to another: one measure serves them all."""


class Measure(Struct, frozen=True, gc=False):
    """A figure as numbers to compare.

    ``dimension`` tells what may be compared at all; of a price (:func:`is_price`) it leaves out
    what the price is for. ``day`` is an ISO date or period for a
    date and then nothing else counts. ``value`` is in the base unit, None for a range or a
    vague number; ``low`` and ``high`` are what its wording allows. ``digits`` are the
    significant digits as written, 0 for a vague number.
    """

    dimension: tuple[str, str, str]
    value: float | None
    low: float
    high: float
    digits: int
    modifier: Modifier
    day: str | None = None


def measure(figure: Figure) -> Measure | None:
    """Return the figure as numbers, None when nothing can be compared with it.

    A fraction of a whole (3分の1) is a share like any other, and given to one digit.
    """
    part = _PART_OF_MONTH.search(figure.text) if figure.kind == "date" else None
    value = figure.quantity.value
    share = _SHARE_OF.search(figure.text) is not None and figure.quantity.unit != "pp"
    if share and isinstance(value, float) and 0 < value < 1:
        return _measure_share(100 * value, figure.quantity.modifier)
    measured = _measure(figure.kind, figure.quantity, figure.iso, part[0] if part else "")
    return _widen(measured) if measured and _STEP_OF.search(figure.text) else measured


def _widen(one: Measure) -> Measure:
    """Return 156円台 as what it says: 156 and whatever comes before 157; 3割台 says too little."""
    if one.value is None or one.modifier != "exact" or one.digits < 2:  # noqa: PLR2004
        return one
    step = one.value / float(f"{abs(one.value):.10g}".replace(".", "").strip("0") or 1)
    return replace(one, high=one.value + abs(step), modifier="more_than")


def _measure_share(percent: float, modifier: Modifier) -> Measure:
    """Return 3分の1 as 33%, give or take, and 4分の1 as 25% to the digit."""
    if modifier == "exact" and not math.isclose(percent, round(percent)):
        modifier = "about"
    under, over = (1 - _THIRD, 1 + _THIRD) if modifier == "about" else _REACH[modifier]
    dimension = ("", "percent", "")
    return Measure(dimension, percent, percent * under, percent * over, 1, modifier)


@lru_cache(maxsize=_MEASURES_KEPT)
def _measure(
    figure_kind: FigureKind, written: Quantity, iso: str | None, part: str
) -> Measure | None:
    if figure_kind == "time":
        return Measure(("time", "", ""), None, 0, 0, 0, "exact", str(written.value))
    if figure_kind == "date" or isinstance(written.value, str):
        day = iso or str(written.value or "")
        day = spell_period(day.split("T", 1)[0])
        day = _narrow(day, part)
        known = day.removeprefix("FY")[:4].isdigit()
        return Measure(("date", "", ""), None, 0, 0, 0, "exact", day) if known else None
    base = in_compared_unit(written)
    bounds = _bound(base, count_digits(written))
    if bounds is None:
        return None
    kind = figure_kind if figure_kind in SPAN_KINDS else ""
    value = base.value if isinstance(base.value, float | int) else None
    per = "" if is_price(figure_kind, base.per) or _is_yearly(base) else base.per or ""
    unit = "" if base.unit in _loose_counters() else base.unit
    return Measure((kind, unit, per), value, *bounds, count_digits(written), base.modifier)


def _narrow(day: str, part: str) -> str:
    """Return a month with the part of it that is meant, an end of a year as that of its month."""
    if part == "末" and day.isdigit():
        day += "-12"
    elif part == "末" and _FISCAL.fullmatch(day):
        day = f"{int(day[2:]) + 1}-03"
    return day + part if part and _MONTH.fullmatch(day) else day


@cache
def _loose_counters() -> frozenset[str]:
    """Return the counters that another text may leave out or replace: 2つの農場, 2農場."""
    return frozenset(load_table("units")["loose"])


def is_price(kind: FigureKind, per: str | None) -> bool:
    """Tell whether an amount of money is for so much of a thing, which texts say only once.

    What is paid in so much time is none: 月5万円 is not 5万円.
    """
    return kind == "money" and per is not None and per not in TIME_UNITS and not per.isupper()


def _is_yearly(quantity: Quantity) -> bool:
    """Tell whether a share is reckoned by the year, which texts say only once: 年9.75%, 9.75%."""
    return quantity.unit == "percent" and quantity.per == "year"


def spell_period(iso: str) -> str:
    """Return a quarter or a half year as months from and to, as some papers write it."""
    part = _PART_OF_YEAR.fullmatch(iso)
    if part is None:
        return iso
    year, letter, number = part[1], part[2], int(part[3])
    months = _MONTHS[letter]
    return f"{year}-{(number - 1) * months + 1:02d}/{year}-{number * months:02d}"


def _bound(quantity: Quantity, digits: int) -> tuple[float, float] | None:
    """Return what the wording allows, None when no number is known."""
    under, over = _REACH[quantity.modifier]
    if quantity.modifier == "about":
        reach = _ABOUT[min(digits, len(_ABOUT) - 1)]
        under, over = 1 - reach, 1 + reach
    if quantity.modifier in {"nearly", "more_than"}:
        reach = _NEXT[min(digits, len(_NEXT) - 1)]
        under, over = max(under, 1 - reach), min(over, 1 + reach)
    if isinstance(quantity.value, float | int):
        ends = sorted((quantity.value * under, quantity.value * over))
        return ends[0], ends[1]
    low, high = quantity.low, quantity.high
    if low is None and high is None:
        return None
    if low is None:
        low = high * _REACH["at_most"][0] if high is not None else 0.0
    if high is None:
        high = low * _REACH["at_least"][1]
    return low, high


def count_digits(quantity: Quantity) -> int:
    """Return the significant digits as written: 18000 has 2, 142.15 has 5, 70-80 has 2."""
    if isinstance(quantity.value, float | int):
        return _count(quantity.value)
    if quantity.modifier == "range" and quantity.low is not None and quantity.high is not None:
        return _count(quantity.low) + _count(quantity.high)
    return 0


def _count(number: float) -> int:
    return len(f"{abs(number):.10g}".split("e")[0].replace(".", "").strip("0"))
