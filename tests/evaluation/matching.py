"""When what rkbrief says of one place agrees with what the annotation says of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from gold import GoldFigure, GoldForecast

Said = Mapping[str, Any]
"""One entry of a list of the export."""

_DAYS = {"Y": 365.25, "M": 30.44, "W": 7.0, "D": 1.0}
_LABEL = re.compile(
    r"(?:【[^】]*】|[^\s。、「]{2,8} [–—] |\[[^\]]*\]\s*-|[#■◆◇●○◎▲△▼▽✓・•<>~―\-]|\s|[QA][.．:]?"
    r"|\(?[0-9A-Za-z]{1,2}[).．]?|[一-龥]{2,4} (?=\S))*"
)
_TIME_UNITS = {"year", "quarter", "month", "week", "day", "hour", "minute"}
_MEASURES = _TIME_UNITS | {
    *("percent", "pp", "times", "JPY", "USD", "EUR", "JPY/USD", "barrel"),
    *("mm", "m", "km", "nmi", "mile", "m2", "kg", "t", "degC", "hPa"),
}
_CLOSE = 1e-3


def fold(text: str | None) -> str:
    """Return a text without blanks and width variants, for comparison only."""
    return "".join(unicodedata.normalize("NFKC", text or "").split())


def is_label(text: str) -> bool:
    """Tell whether a stretch is decoration: a bullet, an item's label, a dateline, brackets."""
    return _LABEL.fullmatch(unicodedata.normalize("NFKC", text)) is not None


def same_stretch(text: str, said: tuple[int, int], gold: tuple[int, int]) -> bool:
    """Tell whether two spans are one sentence, decoration at either end aside."""
    head = text[min(said[0], gold[0]) : max(said[0], gold[0])]
    tail = text[min(said[1], gold[1]) : max(said[1], gold[1])]
    return is_label(head) and not tail.strip(" \n\u3000<>＜＞～〜")


def same_number(said: float | str | None, gold: float | None) -> bool:
    """Tell whether two numbers agree within a thousandth; a text is no number."""
    if said is None or gold is None or isinstance(said, str):
        return said is gold
    return abs(said - gold) <= _CLOSE * max(1.0, abs(gold))


def same_date(said: Said, gold: str) -> bool:
    """Tell whether a date agrees as far as both texts go; a quarter ends in its last month."""
    value = said.get("value")
    ends = [str(value)] if isinstance(value, str) else []
    if said.get("iso"):
        ends.append(str(said["iso"]))
    return any(_same_days(end, gold) for end in ends)


def _same_days(said: str, gold: str) -> bool:
    """Compare two ISO dates or ranges part by part, each as far as both go."""
    ours, theirs = said.split("/"), gold.split("/")
    if len(theirs) == 1:
        ours = ours[-1:] if "Q" in gold else ours[:1]
    pairs = list(zip(map(_month_of, ours), map(_month_of, theirs), strict=False))
    return len(ours) == len(theirs) and all(
        len(a) >= len("2025") and a[: len(b)] == b[: len(a)] for a, b in pairs
    )


def _month_of(date: str) -> str:
    """Return a quarter as its last month, anything else as it is."""
    quarter = re.fullmatch(r"(\d{4})-Q(\d)", date)
    return f"{quarter[1]}-{3 * int(quarter[2]):02d}" if quarter else date


def same_value(said: Said, gold: GoldFigure) -> bool:
    """Tell whether a figure's value, range or date is the annotated one."""
    if gold.date is not None:
        return same_date(said, gold.date)
    if gold.value is None:
        return same_number(said.get("low"), gold.low) and same_number(said.get("high"), gold.high)
    return same_number(said.get("value"), gold.value)


def same_unit(said: Said, gold: GoldFigure) -> bool:
    """Tell whether the unit agrees, and the denominator where it is a span of time.

    Measures must be the same; what is merely counted (wafer, sheet) may be called anything.
    """
    if gold.per in _TIME_UNITS and said.get("per") != gold.per:
        return False
    unit = said.get("unit") or ""
    return unit == gold.unit or not {unit, gold.unit} & _MEASURES


def same_holder(said: Said, gold: GoldForecast, author: str | None) -> bool:
    """Tell whether the holder is an accepted one, titles and outlets before the name aside."""
    holder = fold(said.get("holder"))
    if said.get("holder_status") == "author" or holder in {"author", fold(author)} - {""}:
        return "author" in gold.holder or (author is not None and author in gold.holder)
    names = [fold(name) for name in gold.holder if name != "author"]
    bare = [re.sub(r"(氏|教授|医師|総裁|社長|アナリスト)$", "", name) for name in names]
    return bool(holder) and any(
        name in holder or (len(holder) > 1 and holder in full)
        for name, full in zip(bare, names, strict=True)
    )


def same_horizon(said: Said, gold: GoldForecast) -> bool:
    """Tell whether the horizon ends when the annotation says, by value or else by wording."""
    horizon = said.get("horizon") or {}
    if gold.until and horizon.get("until"):
        until = str(horizon["until"])
        return until[: len(gold.until)] == gold.until[: len(until)]
    if gold.duration and horizon.get("duration"):
        ours, theirs = _days(str(horizon["duration"])), _days(gold.duration)
        return abs(ours - theirs) <= 0.1 * theirs
    ours_text, theirs_text = fold(horizon.get("text")), fold(gold.horizon)
    return bool(ours_text) and (ours_text in theirs_text or theirs_text in ours_text)


def _days(duration: str) -> float:
    """Return an ISO 8601 duration in days, 0 for what is none."""
    return sum(float(n) * _DAYS[u] for n, u in re.findall(r"(\d+(?:\.\d+)?)([YMWD])", duration))


def same_condition(said: Said, gold: GoldForecast) -> bool:
    """Tell whether the condition's wording holds the annotated one or lies in it."""
    ours, theirs = fold(said.get("condition")), fold(gold.condition)
    return bool(ours) and (ours in theirs or theirs in ours)
