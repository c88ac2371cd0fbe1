"""Numbers of a brief and of its sources, brought to one spelling so that they compare."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import cache, lru_cache

from rkbrief.brief.bands import without_bands
from rkbrief.lexicon import load_table
from rkbrief.model import Article

_NUMBER = re.compile(
    r"(?<![A-Za-z\d])(?<!\d[.,])\d[\d,]*(?:\.\d+)?"
    r"(?=(?:[–~-]\d[\d,.]*)? (thousand|million|billion|trillion)\b)?"
)
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_ISO_PART = re.compile(r"\d+(?:\.\d+)?")
_JAPANESE_NUMBER = re.compile(
    r"[,.]*\d[\d,.]*[十百千万億兆]+[\d十百千万億兆]*|[一二三四五六七八九十百千万億兆]{2,}"
)
_STRETCH = re.compile(r"[^·;|→≈。；\n]+")
_COUNT = re.compile(r"\{(?:n|all)\}")
_OWN_NUMBER = re.compile(r"\{(?:n|all)\}|\d")
_LETTER = re.compile(r"[^\W\d_]")
_SOURCE_ID = re.compile(r"\bS\d+\b")
_SENTENCES_KEPT = 1 << 12
"""Sentences whose numbers are remembered: a brief cites each several times."""


@cache
def _mark() -> re.Pattern[str]:
    """Return the marks of conversion and reckoning."""
    marks = load_table("phrases")["marks"]
    words = [re.escape(w) for m in ("converted", "reckoned") for w in marks[m].values()]
    return re.compile(rf"[(（](?:{'|'.join(words)})[)）]")


def _drop_marked(match: re.Match[str]) -> str:
    """Return a stretch between delimiters without what stands before its last mark."""
    ends = [mark.end() for mark in _mark().finditer(match[0])]
    return " " + match[0][ends[-1] :] if ends else match[0]


@cache
def _counted() -> re.Pattern[str]:
    """Return the fixed wordings in which rkbrief counts its own records or names a number."""
    wordings = []
    for group in load_table("phrases").values():
        for entry in group.values():
            for wording in entry.values():
                wordings += wording if isinstance(wording, list) else [wording]
    fragments = set()
    for wording in wordings:
        for fragment in re.split(r"\{(?!n\}|all\})\w+\}", wording):
            if _OWN_NUMBER.search(fragment) and len(_LETTER.findall(_COUNT.sub("", fragment))) > 1:
                words = re.escape(fragment.strip())
                fragments.add(re.sub(r"\\\{(?:n|all)\\\}", r"\\d+", words))
    return re.compile("|".join(sorted(fragments, key=lambda words: (-len(words), words))))


def numbers_in_source(sentence: str, article: Article) -> set[float]:
    """Return every number that a sentence gives, as spelled, as read, and as a date."""
    return set(_read_numbers(sentence, article.reference_date))


@lru_cache(maxsize=_SENTENCES_KEPT)
def _read_numbers(sentence: str, reference: date | None) -> frozenset[float]:
    from rkbrief.analysis.probabilities import find_all_odds
    from rkbrief.analysis.quantities import find_quantities, in_base_unit
    from rkbrief.language.numerals import find_numerals

    found = find_all_odds(sentence)
    for numeral in find_numerals(sentence):
        found |= {float(n) for n in (numeral.value, numeral.low, numeral.high) if n is not None}
    for mention in find_quantities(sentence, reference=reference):
        quantity, base = mention.quantity, in_base_unit(mention.quantity)
        read = [quantity.value, quantity.low, quantity.high]
        if base is not None and base.unit == "percent":
            # 6割 is 60 percent by spelling: no conversion to speak of.
            read += [base.value, base.low, base.high]
        for number in read:
            if isinstance(number, str):
                found |= {float(part) for part in _ISO_PART.findall(number)}
            elif number is not None:
                found.add(float(number))
        if mention.iso:
            found |= {float(part) for part in _ISO_PART.findall(mention.iso)}
    found |= {value for value, _ in _numbers(sentence)}
    return frozenset(_even(abs(value)) for value in found)


def numbers_in_name(name: str) -> set[float]:
    """Return every number that the name of an author or an outlet holds."""
    return {value for value, _ in _numbers(name)}


def _even(number: float) -> float:
    """Round away what multiplying by a scale adds at the end."""
    return float(f"{number:.12g}")


def unproven_numbers(text: str, proven: set[float]) -> list[str]:
    """Return the numbers of a sentence over records that ``proven`` does not hold.

    Left out: what is marked as converted or reckoned, bands of likelihood, and the counts of
    rkbrief's own fixed wordings; those are checked by other rules.
    """
    kept = without_bands(_STRETCH.sub(_drop_marked, text))
    kept = _SOURCE_ID.sub(" ", _counted().sub(" ", kept))
    return [spelled for value, spelled in _numbers(kept) if value not in proven]


def _numbers(text: str) -> Iterator[tuple[float, str]]:
    """Yield the numbers of a text: digits, digits with a word of scale, kanji numerals."""
    from rkbrief.language.numerals import find_numerals

    japanese = [m.span() for m in _JAPANESE_NUMBER.finditer(text)]
    for start, end in japanese:
        for numeral in find_numerals(text[start:end]):
            if numeral.value is not None:
                yield _even(float(numeral.value)), text[start:end]
    for match in _NUMBER.finditer(text):
        if any(start <= match.start() < end for start, end in japanese):
            continue
        with suppress(ValueError):
            yield _even(float(match[0].replace(",", "")) * _SCALES.get(match[1], 1)), match[0]
