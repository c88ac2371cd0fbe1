"""Readable names for figures, built from structured parts and the corpus's glossary.

Nothing is translated that the glossary of the corpus or the short list of everyday nouns in
lexicon/labels.yaml does not name: other Japanese stays Japanese, in corner brackets.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Mapping
from functools import cache

from rkbrief.analysis.nouns import as_noun
from rkbrief.analysis.terms import Spellings, fold
from rkbrief.config import CorpusConfig
from rkbrief.lexicon import compile_rules, load_table
from rkbrief.model import Figure, Label, Modifier, Quantity

_WORDS: Mapping[Modifier, str] = {
    "exact": "",
    "range": "",
    "tens_of": "",
    "about": "about ",
    "at_least": "at least ",
    "at_most": "at most ",
    "nearly": "nearly ",
    "more_than": "more than ",
    "less_than": "less than ",
}
_MOVES = {"rises": ("rise of ", "の増"), "falls": ("fall of ", "の減")}
_VAGUE = ((2, "several"), (10, "tens of"), (100, "hundreds of"), (1000, "thousands of"))
_TIME = frozenset(("second", "minute", "hour", "day", "week", "month", "quarter", "year"))
_PARTICLE = re.compile(r"[のをにへがはとや]+")
_ISO_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?")
_ISO_PART = re.compile(r"(FY)?(\d{4})-?([QH][1-4])?")
_WORD = 3
_DECADES, _CENTURIES = 20, 200
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_ISO_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)")
_ISO_DECADE = re.compile(r"(\d{3})X")
_EVENT = re.compile(
    r"(?:visit|talks|summit|meeting|session|election|launch|festival|championship|tournament|title"
    r"|win|victory|strike|eruption|debut|concert|conference|negotiations|performance|contact)\b"
)
"""English names of what happens once and again: they have a previous time."""
_PARTED = frozenset(("count", "money", "mass", "volume", "area", "rate", "energy", "distance"))
_REACH = 6  # code points that the longest of part_before, rises and falls take
_LONG = 24
"""Longest Japanese phrase quoted in a label, in characters."""


def label_figure(figure: Figure, *, corpus: CorpusConfig, text: str = "") -> Label:
    """Return the name of a figure in English and in Japanese.

    ``text`` is the article's: it tells a number that is a part of its subject (このうち140億円).
    """
    subject = as_noun(figure.subject) if figure.subject else None
    told = "".join(line.strip() for line in figure.text.split("\n"))
    if subject and _is_part(figure, text):
        named, _ = name_term(figure.subject, corpus)
        return Label(f"part of {named}: {_name_amount(figure)}", f"{subject}のうち：{told}")
    english, japanese = _name_move(figure, text)
    return Label(
        _name(figure, corpus, english),
        f"{subject}：{told}{japanese}" if subject else told + japanese,
    )


def _name_move(figure: Figure, text: str) -> tuple[str, str]:
    """Return what a percentage that is no level is called before and behind it, else nothing."""
    if figure.kind != "percentage" or figure.text.endswith(("増", "減", "高", "安")):
        return "", ""
    behind = text[figure.span.end : figure.span.end + _REACH]
    for section, words in _MOVES.items():
        if compile_rules("labels", section).search(behind):
            return words
    return "", ""


def _is_part(figure: Figure, text: str) -> bool:
    """Tell an amount that is a part of what its subject names, which stands before it."""
    start, end = figure.span.start, figure.span.end
    return (
        figure.kind in _PARTED
        and compile_rules("labels", "part_before").search(text[max(0, start - _REACH) : start])
        is not None
        and not text.startswith(figure.subject or "", end + text.startswith("の", end))
    )


def _name(figure: Figure, corpus: CorpusConfig, move: str = "") -> str:
    subject, translated = name_term(figure.subject, corpus)
    amount = move + _name_amount(figure)
    match figure.kind:
        case "date":
            shown = name_date(figure.iso) or name_date(str(figure.quantity.value or ""))
            return _join(shown or f"「{figure.text}」", subject)
        case "age":
            return _join(subject, f"aged {amount.removesuffix('s').removesuffix(' year')}")
        case "interval_since":
            return _name_interval(figure.text, amount, subject)
        case "horizon":
            within = amount.removeprefix("at most ")
            told = f"outlook of {amount}" if within == amount else f"within {within}"
            return _join(told, subject)
        case "count" | "rate" if subject:
            return _name_count(figure, amount, subject) if translated else f"{amount} ({subject})"
    return _join(subject, amount)


def _name_count(figure: Figure, amount: str, subject: str) -> str:
    """Return 9 electric buses, population: 9 million people: only a plural can be counted."""
    table = load_table("labels")
    is_plural = subject.endswith("s") or subject.rsplit(maxsplit=1)[-1] in table["plurals"]
    if is_plural and figure.quantity.unit in table["counters"]:
        return name_quantity(figure.quantity, counted=subject)
    if amount.endswith(f" {subject}"):
        return amount  # 61 seats says what it counts
    return _join(subject, amount)


def _name_interval(text: str, amount: str, subject: str | None) -> str:
    if "ぶり" in text:
        is_event = subject is not None and _EVENT.match(subject)
        return (
            f"{amount} since the previous {subject}"
            if is_event
            else _join(f"first in {amount}", subject)
        )
    if text.endswith(("後", "のち")):
        return _join(f"{amount} later", subject)
    return _join(f"{amount} ago", subject)


def _name_amount(figure: Figure) -> str:
    """Return the quantity in English, or as written where digits would say it worse."""
    value = figure.quantity.value
    if figure.kind == "time" and isinstance(value, str):
        return value
    endless = isinstance(value, float) and abs(value - round(value, 4)) > 0
    return (
        f"「{figure.text}」"
        if figure.kind == "ordinal" or endless or "対" in figure.text
        else name_quantity(figure.quantity)
    )


def _join(first: str | None, second: str | None) -> str:
    return ": ".join(part for part in (first, second) if part)


@cache
def _spellings_of(aliases: tuple[tuple[str, tuple[str, ...]], ...]) -> Spellings:
    return Spellings(dict(aliases))


def name_term(subject: str | None, corpus: CorpusConfig) -> tuple[str | None, bool]:
    """Return the subject's English name and True, or itself in corner brackets and False.

    The whole phrase is looked up, then its head: what stands after the last particle.
    """
    if not subject:
        return None, False
    spellings = _spellings_of(tuple(sorted((k, tuple(v)) for k, v in corpus.aliases.items())))
    everyday: Mapping[str, str] = load_table("labels")["nouns"]
    for form in dict.fromkeys((fold(subject), spellings.unify(subject))):
        parts = _PARTICLE.split(form)
        tails = ["".join(parts)] if len(parts) == 1 else [form, *_list_tails(form)]
        for tail in tails:
            if english := corpus.glossary.get(tail) or everyday.get(tail):
                return english, True
    noun = as_noun(subject)
    short = noun if len(noun) <= _LONG else "…" + noun[-_LONG:]
    return f"「{short}」", False


def _list_tails(form: str) -> list[str]:
    """Return the ends of a phrase that begin after a particle, longest first."""
    return [form[m.end() :] for m in _PARTICLE.finditer(form)]


def name_quantity(quantity: Quantity, *, counted: str | None = None) -> str:
    """Return a quantity in English: ``about 10,000 rounds a day``, ``10-20 years``, ``70%``.

    ``counted`` is an English plural that takes the place of the unit.
    """
    long = _name_long_time(quantity)
    if long:
        return f"{_WORDS[quantity.modifier]}{long}"
    number, plural = _name_number(quantity)
    per = quantity.per
    rate = "" if per is None else f" a {per}" if per in _TIME else f" per {per}"
    if per == "hour":
        rate = " an hour"
    return f"{_WORDS[quantity.modifier]}{_add_unit(number, quantity.unit, plural, counted)}{rate}"


def _name_long_time(quantity: Quantity) -> str | None:
    """Return several decades (20-99 years), half a year; None where digits say it well."""
    if quantity.unit != "year" or quantity.per:
        return None
    if quantity.value == 0.5:  # noqa: PLR2004 - a half
        return "half a year"
    low, high = quantity.low, quantity.high
    if quantity.modifier != "tens_of" or low is None or high is None or low < _DECADES:
        return None
    word = "decades" if low < _CENTURIES else "centuries"
    return f"several {word} ({name_number(low)}-{name_number(high)} years)"


def _name_number(quantity: Quantity) -> tuple[str, bool]:
    """Return the number in digits, and whether its unit stands in the plural."""
    value, low, high = quantity.value, quantity.low, quantity.high
    if isinstance(value, float | int):
        sign = "minus " if value < 0 else ""
        return sign + name_number(abs(value)), value != 1
    if isinstance(value, str):
        return value, False
    if low is None and high is None:
        return "an unknown number of", True
    if low is None or high is None:
        bound = low if low is not None else high
        return f"{'at least' if high is None else 'at most'} {name_number(bound or 0)}", True
    between = f"{name_number(low)}-{name_number(high)}"
    if quantity.modifier != "tens_of":
        return between, True
    word = next((w for least, w in reversed(_VAGUE) if low >= least), None)
    return (f"{word} ({between})", True) if word else (between, True)


def name_number(value: float) -> str:
    """Return a number with thousands separators, and in words from a million where it is short."""
    for power, word, most in ((1e12, "trillion", 6), (1e9, "billion", 6), (1e6, "million", 4)):
        if power <= abs(value) < power * 1000:
            scaled = f"{value / power:.10g}"
            if len(scaled.replace(".", "").lstrip("-")) <= most:
                return f"{scaled} {word}"
    return f"{value:,.10g}" if value % 1 else f"{int(value):,}"


def _add_unit(number: str, unit: str, plural: bool, counted: str | None) -> str:
    if scale := load_table("labels")["scales"].get(unit):
        return f"{scale} {number}"
    if counted:
        return f"{number} {counted}"
    if unit == "percent":
        return f"{number}%"
    if unit == "":
        return number
    if re.fullmatch(r"[A-Z]{3}", unit):
        return f"{unit} {number}"
    names: Mapping[str, list[str]] = load_table("labels")["units"]
    one, many = names.get(unit, [unit.replace("_", " "), ""])
    return f"{number} {(many or _pluralise(one)) if plural else one}"


def _pluralise(noun: str) -> str:
    if len(noun) < _WORD or not noun.isascii() or not noun.islower() or noun[-1].isdigit():
        return noun  # a symbol: hPa, GHz, mSv
    if re.search(r"(?:s|x|z|ch|sh)$", noun):
        return noun + "es"
    return noun[:-1] + "ies" if re.search(r"[^aeiou]y$", noun) else noun + "s"


def name_date(iso: str | None) -> str | None:
    """Return a TIMEX3 date in English (``19 June 2024``), None when it has no year."""
    if not iso:
        return None
    if "/" in iso:
        ends = [name_date(end) for end in iso.split("/", 1)]
        return " to ".join(e for e in ends if e) if all(ends) else None
    if day := _ISO_DAY.fullmatch(iso):
        year, month, date = day.groups()
        parts = [date and str(int(date)), month and _name_month(month), year]
        return " ".join(p for p in parts if p)
    return _name_part(iso)


def _name_part(iso: str) -> str | None:
    """Return summer 2026, the 1990s, Q2 2024, fiscal 2024; None for anything else."""
    if season := _ISO_SEASON.fullmatch(iso):
        return f"{_SEASONS[season[2]]} {season[1]}"
    if decade := _ISO_DECADE.fullmatch(iso):
        return f"the {decade[1]}0s"
    part = _ISO_PART.fullmatch(iso)
    if part is None:
        return None
    fiscal, year, piece = part.groups()
    return " ".join(p for p in (piece, "fiscal" if fiscal else None, year) if p)


def _name_month(month: str) -> str:
    number = int(month)
    return month_name[number] if 1 <= number <= 12 else month  # noqa: PLR2004 - months of a year
