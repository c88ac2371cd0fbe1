"""The words by which two texts are compared across articles, read off the script alone.

Joining looks at every figure and every forecast of a corpus, so it must not wait for a
morphological analyser: Japanese content words stand out by their script. A run of kanji
gives its characters and their bigrams (北朝鮮訪問 meets 北朝鮮を訪問), a run of katakana or of
Latin letters stays whole. Character n-grams are a standard unit of Japanese retrieval (Ogawa
and Matsuda, SIGIR 1997).
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from sys import intern

from rkbrief.lexicon import load_table

_RUN = re.compile(r"[々\u4e00-\u9fff]+|[ァ-ヴー]{2,}|[A-Za-z][A-Za-z0-9]+")
_PHRASE = re.compile(r"[々\u4e00-\u9fffァ-ヴーA-Za-z]+")
_KANJI = re.compile(r"[々\u4e00-\u9fff]")
_NUMERAL = "一二三四五六七八九十百千万億兆数何"
_RUNS_KEPT = 1 << 14
"""Runs whose terms are remembered: a corpus uses a few thousand over and over."""
_GRAINS = 1 << 20
"""Parts of one that a weight is rounded to: a power of two, so that floats hold them exactly."""

Terms = Mapping[str, float]
"""Terms with their weights."""


def fold(text: str) -> str:
    """Return ``text`` in NFKC, the form in which texts are compared."""
    return unicodedata.normalize("NFKC", text)


class Spellings:
    """One spelling for each name, by the aliases of a corpus.yaml.

    The longest spelling wins where several start at one place; a single character is never
    replaced, since 金 is a name here and a metal there.
    """

    def __init__(self, aliases: Mapping[str, Sequence[str]]) -> None:
        self._names = {
            fold(spelling): fold(name)
            for name, spellings in aliases.items()
            for spelling in (name, *spellings)
            if len(spelling) > 1
        }
        by_length = sorted(self._names, key=lambda s: (-len(s), s))
        self._pattern = re.compile("|".join(map(re.escape, by_length))) if by_length else None

    def unify(self, text: str) -> str:
        """Return ``text`` in NFKC with every known spelling replaced by its name."""
        text = fold(text)
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda m: self._names[m[0]], text)


def find_terms(text: str) -> frozenset[str]:
    """Return the terms of ``text``, which must be in NFKC already.

    Numerals and the light words of lexicon/joining.yaml are left out. Single kanji are kept:
    they are stems of verbs (増える) and the parts that abbreviations share (産油国, 石油生産国).
    """
    return frozenset().union(*map(_split_run, _RUN.findall(text)))


@lru_cache(maxsize=_RUNS_KEPT)
def _split_run(run: str) -> frozenset[str]:
    """Return the terms of one run of letters: itself, or the characters and pairs of kanji."""
    light = _light_words()
    if not _KANJI.match(run):
        return frozenset((intern(run.casefold()),)) - light
    run = run.lstrip(_NUMERAL)
    if run in light:
        return frozenset()
    return frozenset(map(intern, (*run, *map("".join, pairwise(run))))) - light


def find_phrases(text: str) -> tuple[str, ...]:
    """Return the runs of kanji, katakana and letters in ``text``, which may serve as names.

    Each once, in the order of the text; light words, single characters and the units behind
    digits are left out.
    """
    light = _light_words()
    runs = (
        m[0].strip(_NUMERAL + "ー")
        for m in _PHRASE.finditer(text)
        if not text[m.start() - 1 : m.start()].isdigit()
    )
    return tuple(dict.fromkeys(r for r in runs if len(r) > 1 and r not in light))


@cache
def _light_words() -> frozenset[str]:
    return frozenset(load_table("joining")["light_words"])


def weigh_rarity(texts: Iterable[Collection[str]]) -> dict[str, float]:
    """Weigh each term by how few of ``texts`` hold it: ``log(1 + N / n)``, at least log 2.

    No text names a term twice. The usual inverse document frequency (Sparck Jones 1972),
    smoothed so that a term that all of a handful of articles share still counts.
    """
    counts: dict[str, int] = {}
    total = 0
    for terms in texts:
        total += 1
        for term in terms:
            counts[term] = counts.get(term, 0) + 1
    weights = {n: round_weight(math.log(1 + total / n)) for n in set(counts.values())}
    return {term: weights[n] for term, n in counts.items()}


def round_weight(weight: float) -> float:
    """Round a weight so that sums of weights are exact and no order of adding shows.

    Sets of strings have another order in every process.
    """
    return round(weight * _GRAINS) / _GRAINS


def measure_overlap(one: Terms, other: Terms, *, least: float = 0.0) -> float:
    """Tell how far the lighter of two weighted sets of terms lies in the other, 0 to 1.

    The overlap coefficient (Szymkiewicz-Simpson) with weights: a headline that says less
    than the body says the same fact.
    """
    if not one or not other:
        return 0.0
    shared = sum([min(one[t], other[t]) for t in one.keys() & other.keys()])
    return shared / max(least, min(sum(one.values()), sum(other.values())))
