"""The words around the figures of a corpus: clauses, topics, sentences, and what each weighs."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import groupby, islice

from rkbrief.analysis.terms import Spellings, find_terms, fold, round_weight, weigh_rarity
from rkbrief.config import CorpusConfig
from rkbrief.lexicon import compile_rules, load_table
from rkbrief.model import Figure, Sentence

_NAMING = re.compile(r"[々\u4e00-\u9fff]{2,}|[ァ-ヴー]{2,}")
_NAMED_LEAST = 2
_EDGE = re.compile(r"[、。，．,;；「」『』]")
_TOPIC = re.compile(r"^.{1,60}?は")
_CHARACTER = 0.35
"""Weight of a lone kanji beside a whole term."""
_LEAST_TERMS = 2.5
_KEYS, _WIDE_KEYS = 24, 8
_PHRASES_KEPT = 4096
Weighed = tuple[tuple[str, ...], float]
"""Terms, the rarest first, and what they weigh together."""


class Surroundings:
    """The words of the sentences that hold figures.

    They are read twice, here for what each weighs, because all of them would take much room.
    ``read_phrase`` reads short texts that several figures may share; ``rank`` gives one tuple for
    all of them that have the same terms, and what these weigh together. ``weights`` are of every
    term that was read: its rarity among the sentences, a lone kanji's less. ``shared`` are the
    terms that more than one sentence holds.
    """

    def __init__(
        self, figures: Sequence[Figure], sentences: Mapping[str, Sentence], corpus: CorpusConfig
    ) -> None:
        self.sentences = sentences
        self.spellings = Spellings({**load_table("joining")["same_words"], **corpus.aliases})
        self.glossary = sorted(fold(term) for term in corpus.glossary)
        # No methods: a cache that knew this object would keep it beyond its use.
        self.read_phrase = lru_cache(maxsize=_PHRASES_KEPT)(partial(_read, self.spellings))
        rarity = weigh_rarity(
            self.read(blank_figures(sentences[at], told)) for at, told in by_sentence(figures)
        )
        total = sum(1 for _ in by_sentence(figures))
        alone = round_weight(math.log(1 + total))
        self.least = _LEAST_TERMS * math.log(1 + total)
        self.shared = frozenset(t for t, rare in rarity.items() if rare < alone)
        self._ranks = _Ranks(rarity, alone)
        self.weights = self._ranks.weights
        self.rank = lru_cache(maxsize=_PHRASES_KEPT)(self._ranks.rank)

    def read(self, text: str) -> frozenset[str]:
        """Return the terms of a text as it stands and with its names in one spelling."""
        return _read(self.spellings, text)

    def rank_sentence(self, sentence: Sentence, bare: str) -> Weighed:
        """Return the terms of a sentence and of the one that it points back to, likewise.

        ``bare`` is its text without its figures.
        """
        return self.rank(self.read(bare).union(self._read_before(sentence, bare)))

    def _read_before(self, sentence: Sentence, bare: str) -> frozenset[str]:
        """Return the words of the sentence before one that points back, else nothing."""
        if not compile_rules("joining", "back").search(bare):
            return frozenset()
        previous = self.sentences.get(f"{sentence.article_id}:{sentence.index - 1}")
        return self.read(previous.text) if previous else frozenset()


class _Ranks:
    """What each term weighs, and which are the rarest. It knows no cache of its answers."""

    def __init__(self, rarity: Mapping[str, float], alone: float) -> None:
        self.weights = {t: _weigh(t, rare) for t, rare in rarity.items()}
        self._rarity = rarity
        self._alone = alone
        ranked = sorted(sorted(rarity), key=rarity.__getitem__, reverse=True)
        self._place = {t: n for n, t in enumerate(ranked)}

    def rank(self, terms: frozenset[str]) -> Weighed:
        """Return terms with the rarest first, and what they weigh; see to it that each does."""
        ranked = self._sort(terms)
        return ranked, sum(map(self.weights.__getitem__, ranked))

    def _sort(self, terms: frozenset[str]) -> tuple[str, ...]:
        try:
            return tuple(sorted(terms, key=self._place.__getitem__))
        except KeyError:
            rarity, alone = self._rarity, self._alone
            for t in terms:
                if t not in self.weights:
                    self.weights[t] = _weigh(t, 1.0)
            return tuple(sorted(sorted(terms), key=lambda t: -rarity.get(t, alone)))


def _read(spellings: Spellings, text: str) -> frozenset[str]:
    folded = fold(text)
    unified = spellings.unify(folded)
    terms = find_terms(folded)
    return terms if unified == folded else terms | find_terms(unified)


def _weigh(term: str, rarity: float) -> float:
    return round_weight(rarity * (_CHARACTER if len(term) == 1 else 1.0))


def choose_keys(
    near: Sequence[str], around: Sequence[str], shared: frozenset[str]
) -> tuple[str, ...]:
    """Return the rarest of the terms near by, and some of those around, that are ``shared``.

    Both have the rarest first; what is near by is around, too.
    """
    known = frozenset(near)
    close = [t for t in near if t in shared][:_KEYS]
    wide = (t for t in around if t in shared and t not in known)
    return (*close, *islice(wide, _WIDE_KEYS))


def by_sentence(figures: Iterable[Figure]) -> Iterator[tuple[str, list[Figure]]]:
    """Yield the figures of each sentence with its id; they are in the order of the texts."""
    for at, told in groupby(figures, key=lambda figure: figure.evidence.sentence_id):
        yield at, list(told)


def blank_figures(sentence: Sentence, figures: Iterable[Figure]) -> str:
    """Return the sentence with its figures blanked out: a number is no word."""
    text, parts, at = sentence.text, [], 0
    for figure in sorted(figures, key=lambda f: f.span):
        start = figure.span.start - sentence.span.start
        end = start + len(figure.text)
        parts += [text[at:start], " " * (end - max(start, at))]
        at = max(at, end)
    return "".join([*parts, text[at:]])


def cut_clause(text: str, start: int, end: int) -> str:
    """Return the stretch between commas and brackets that holds the figure.

    A stretch that names next to nothing takes its neighbours along.
    """
    edges = [m.start() for m in _EDGE.finditer(text)]
    before, behind = bisect_left(edges, start), bisect_left(edges, end)
    left = edges[before - 1] + 1 if before else 0
    right = edges[behind] if behind < len(edges) else len(text)
    if len(_NAMING.findall(text[left:start] + text[end:right])) < _NAMED_LEAST:
        left = edges[before - 2] + 1 if before > 1 else 0
        right = edges[behind + 1] if behind + 1 < len(edges) else len(text)
    return text[left:right]


def cut_topic(text: str) -> str:
    """Return the sentence up to its first は, nothing when it has none."""
    match = _TOPIC.match(text)
    return match[0] if match else ""
