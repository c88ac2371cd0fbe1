"""The words around the figures of a corpus: clauses, topics, sentences, and what each weighs."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence

from rkbrief.analysis.terms import Spellings, find_terms, fold, weigh_rarity
from rkbrief.config import CorpusConfig
from rkbrief.lexicon import load_table
from rkbrief.model import Figure, Sentence

_NAMING = re.compile(r"[々\u4e00-\u9fff]{2,}|[ァ-ヴー]{2,}")
_NAMED_LEAST = 2
_EDGE = re.compile(r"[、。，．,;；「」『』]")
_TOPIC = re.compile(r"^.{1,60}?は")
_CHARACTER = 0.35
"""Weight of a lone kanji beside a whole term."""
_LEAST_TERMS = 2.5
_KEYS, _WIDE_KEYS = 24, 8
_POINTING = re.compile(r"この|その|これ|それ|ここまで|こうした|同")


class Surroundings:
    """The words of the sentences that hold figures, each read once."""

    def __init__(
        self, figures: Sequence[Figure], sentences: Mapping[str, Sentence], corpus: CorpusConfig
    ) -> None:
        self.sentences = sentences
        self.spellings = Spellings({**load_table("joining")["same_words"], **corpus.aliases})
        self.glossary = sorted(fold(term) for term in corpus.glossary)
        inside: dict[str, list[Figure]] = {}
        for figure in figures:
            inside.setdefault(figure.evidence.sentence_id, []).append(figure)
        self.bare = {i: blank_figures(sentences[i], told) for i, told in inside.items()}
        self.words = {i: self.read(text) for i, text in self.bare.items()}
        self.before = {i: self._read_before(i) for i in inside}
        self.rarity = weigh_rarity(self.words.values())
        self.alone = math.log(1 + len(self.words))
        self.least = _LEAST_TERMS * math.log(1 + len(self.words))

    def _read_before(self, sentence_id: str) -> frozenset[str]:
        """Return the words of the sentence before one that points back, else nothing."""
        article_id, index = sentence_id.rsplit(":", 1)
        previous = self.sentences.get(f"{article_id}:{int(index) - 1}")
        if previous is None or not _POINTING.search(self.bare[sentence_id]):
            return frozenset()
        return self.read(previous.text)

    def read(self, text: str) -> frozenset[str]:
        """Return the terms of a text as it stands and with its names in one spelling."""
        folded = fold(text)
        unified = self.spellings.unify(folded)
        terms = find_terms(folded)
        return terms if unified == folded else terms | find_terms(unified)

    def choose_keys(self, near: Iterable[str], wide: Iterable[str]) -> tuple[str, ...]:
        """Return the rarest of the terms near by, and some of those around, that others hold."""
        chosen: list[str] = []
        for terms, most in ((near, _KEYS), (wide, _WIDE_KEYS)):
            shared = [t for t in terms if self.rarity.get(t, self.alone) < self.alone]
            chosen += sorted(shared, key=lambda t: (-self.rarity[t], t))[:most]
        return tuple(chosen)

    def weigh(self, terms: Iterable[str], weight: float) -> dict[str, float]:
        """Weigh terms by rarity; a single kanji, which may be half a word, weighs less."""
        return {
            t: self.rarity.get(t, 1.0) * weight * (_CHARACTER if len(t) == 1 else 1.0)
            for t in terms
        }


def blank_figures(sentence: Sentence, figures: Iterable[Figure]) -> str:
    """Return the sentence with its figures blanked out: a number is no word."""
    text = sentence.text
    for figure in figures:
        start = figure.span.start - sentence.span.start
        text = text[:start] + " " * len(figure.text) + text[start + len(figure.text) :]
    return text


def cut_clause(text: str, start: int, end: int) -> str:
    """Return the stretch between commas and brackets that holds the figure.

    A stretch that names next to nothing takes its neighbours along.
    """
    edges = [m.start() for m in _EDGE.finditer(text)]
    left = max((e + 1 for e in edges if e < start), default=0)
    right = min((e for e in edges if e >= end), default=len(text))
    if len(_NAMING.findall(text[left:start] + text[end:right])) < _NAMED_LEAST:
        left = max((e + 1 for e in edges if e < left - 1), default=0)
        right = min((e for e in edges if e > right), default=len(text))
    return text[left:right]


def cut_topic(text: str) -> str:
    """Return the sentence up to its first は, nothing when it has none."""
    match = _TOPIC.match(text)
    return match[0] if match else ""
