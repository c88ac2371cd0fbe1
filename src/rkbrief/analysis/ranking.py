"""sumy's summarisers over our own sentences, with their loops turned into arrays.

Only the insides differ: on any text the ratings are sumy's own, its habit of keying them by
the text of the sentence included (equal sentences share the last one). What takes sumy 10 to
20 s at 1,000 sentences takes 0.03 s here. This module imports sumy and with it nltk (0.5 s),
so it is imported where it is used.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, groupby
from typing import Any

import numpy as np
from sumy.models.dom import ObjectDocumentModel, Paragraph
from sumy.models.dom import Sentence as SumySentence
from sumy.nlp.stemmers import null_stemmer
from sumy.summarizers import AbstractSummarizer
from sumy.summarizers.edmundson import EdmundsonSummarizer
from sumy.summarizers.kl import KLSummarizer
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.lsa import LsaSummarizer
from sumy.summarizers.luhn import LuhnSummarizer
from sumy.summarizers.sum_basic import SumBasicSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer
from sumy.utils import ItemsCount

from rkbrief.analysis.centrality import rate_centrality, settle
from rkbrief.analysis.term_matrix import (
    Floats,
    TermMatrix,
    count_terms,
    count_words,
    iterate,
)
from rkbrief.language.content import SumyTokenizer, stop_words
from rkbrief.lexicon import load_table
from rkbrief.model import Sentence

Ratings = Mapping[SumySentence, float]
"""Ratings by sentence; sumy's sentences are equal when their texts are."""


def _pick(
    sentences: Sequence[SumySentence],
    count: Any,  # noqa: ANN401 - a number, a share such as "10%", or whatever else sumy takes
    ratings: Ratings,
) -> tuple[SumySentence, ...]:
    """Return the ``count`` best sentences in the order of the document, as sumy picks them."""
    if callable(count):  # which may look at what sumy makes of a sentence
        best: tuple[SumySentence, ...]
        best = AbstractSummarizer._get_best_sentences(sentences, count, ratings)  # noqa: SLF001
        return best
    rated = [ratings[sentence] for sentence in sentences]
    ranked = sorted(range(len(rated)), key=rated.__getitem__, reverse=True)
    return tuple(sentences[at] for at in sorted(ItemsCount(count)(ranked)))


class LexRank(LexRankSummarizer):  # type: ignore[misc]  # sumy has no types
    """LexRank (Erkan and Radev 2004) with threshold 0.1, as an edge list."""

    _get_best_sentences = staticmethod(_pick)

    def __call__(self, document: ObjectDocumentModel, sentences_count: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a number, or whatever else sumy takes for one
        """Return the best sentences in the order of the document, as sumy does."""
        ratings = self.rate_sentences(document)
        best = self._get_best_sentences(document.sentences, sentences_count, ratings)
        return tuple(best)

    def rate_sentences(self, document: ObjectDocumentModel) -> Ratings:
        """Return the centrality of each sentence in the graph of similar sentences."""
        sentences = document.sentences
        if not sentences:
            return {}
        words = _list_words(self, sentences)
        scores = rate_centrality(words, threshold=self.threshold, epsilon=self.epsilon)
        return dict(zip(sentences, scores, strict=True))


def _list_words(
    summarizer: LexRankSummarizer, sentences: Sequence[SumySentence]
) -> list[list[str]]:
    """Return what sumy's ``_to_words_set`` returns for each sentence, each word looked at once."""
    listed = [sentence.words for sentence in sentences]
    words = dict.fromkeys(chain.from_iterable(listed))
    term_of = dict(zip(words, _tell_terms(summarizer)(words), strict=True)).__getitem__
    return [[term for term in map(term_of, each) if term is not None] for each in listed]


def _count_words(summarizer: TextRankSummarizer, sentences: Sequence[SumySentence]) -> TermMatrix:
    """Count what sumy's ``_to_words_set`` returns for each sentence, likewise."""
    return count_words([s.words for s in sentences], _tell_terms(summarizer))


def _tell_terms(
    summarizer: LexRankSummarizer | TextRankSummarizer,
) -> Callable[[Iterable[str]], Iterable[str | None]]:
    """Return what tells the terms that a summarizer makes of words, None for a stop word."""
    plain = summarizer.normalize_word is AbstractSummarizer.normalize_word
    stemmer = summarizer._stemmer  # noqa: SLF001 - stem_word would normalise again
    # What sumy's own functions do, without its conversion of what may not be text.
    normalize: Callable[[str], str] = str.lower if plain else summarizer.normalize_word
    stem: Callable[[str], str] = str.lower if stemmer is null_stemmer else stemmer
    stop_words = summarizer._stop_words  # noqa: SLF001 - it can only be set

    def tell_terms(words: Iterable[str]) -> Iterable[str | None]:
        normal = map(normalize, words)
        if not stop_words:
            return map(stem, normal)
        return (None if word in stop_words else stem(word) for word in normal)

    return tell_terms


class TextRank(TextRankSummarizer):  # type: ignore[misc]  # sumy has no types
    """TextRank (Mihalcea and Tarau 2004) without a matrix of sentences by sentences.

    The weight of an edge depends on the two lengths and the shared terms only, so a step of
    the power method goes over (term, length) cells and back.
    """

    _get_best_sentences = staticmethod(_pick)

    def rate_sentences(self, document: ObjectDocumentModel) -> Ratings:
        """Return the rank of each sentence."""
        sentences = document.sentences
        if not sentences:
            return {}
        matrix = _count_words(self, sentences)
        spread = _shared_terms(matrix)
        sums = spread(np.ones(matrix.height)) + self._ZERO_DIVISION_PREVENTION
        jump = (1.0 - self.damping) / matrix.height

        def step(ranks: Floats) -> Floats:
            moved: Floats = jump * float(ranks.sum()) + self.damping * spread(ranks / sums)
            return moved

        scores = iterate(step, matrix.height, self.epsilon)
        return dict(zip(sentences, scores.tolist(), strict=True))


def _shared_terms(matrix: TermMatrix, alone: float = 1.0) -> Callable[[Floats], Floats]:
    """Return the map from a vector to its product with the matrix of shared terms.

    An item of that matrix is the number of shared terms over the sum of the logarithms of the
    two lengths, or ``alone`` for two sentences of one term each.
    """
    lengths, kind = np.unique(matrix.lengths, return_inverse=True)
    kinds = len(lengths)
    logs = np.log(np.maximum(lengths, 1).astype(np.float64))
    norms = logs[:, None] + logs[None, :]
    inverse = np.where(norms > 0, 1.0 / np.where(norms > 0, norms, 1.0), alone)
    cells = matrix.terms * kinds + kind[matrix.rows]

    def spread(vector: Floats) -> Floats:
        given = vector.take(matrix.rows) * matrix.counts
        by_cell = np.bincount(cells, weights=given, minlength=matrix.width * kinds)
        reached = (by_cell.reshape(matrix.width, kinds) @ inverse).ravel()
        return matrix.row_sums(reached.take(cells) * matrix.counts)

    return spread


class Reduction(TextRank):
    """Reduction: the sum of a sentence's edges, without the power method."""

    def rate_sentences(self, document: ObjectDocumentModel) -> Ratings:
        """Return the sum of the weights of each sentence's edges to the others."""
        sentences = document.sentences
        if not sentences:
            return {}
        matrix = _count_words(self, sentences)
        own = matrix.row_sums(matrix.counts**2)
        logs = 2.0 * np.log(np.maximum(matrix.lengths, 1).astype(np.float64))
        own = np.divide(own, logs, out=np.zeros(matrix.height), where=logs > 0)
        sums = _shared_terms(matrix, alone=0.0)(np.ones(matrix.height)) - own
        ratings: Counter[SumySentence] = Counter()
        for sentence, rating in zip(sentences, sums.tolist(), strict=True):
            ratings[sentence] += rating
        return ratings


class Lsa(LsaSummarizer):  # type: ignore[misc]  # sumy has no types
    """LSA (Steinberger and Jezek 2004) with the terms in a fixed order.

    sumy numbers them in the order of a set, which follows the hash seed.
    """

    def rate_sentences(self, document: ObjectDocumentModel) -> Ratings:
        """Return the length of each sentence in the space of topics."""
        sentences = document.sentences
        matrix = count_terms([[self.stem_word(w) for w in s.words] for s in sentences])
        if not matrix.width:
            return dict.fromkeys(sentences, 0.0)
        highest = np.ones(matrix.height)
        np.maximum.at(highest, matrix.rows, matrix.counts)
        smooth = 0.4
        filled = np.where(np.bincount(matrix.rows, minlength=matrix.height) > 0, smooth, 0.0)
        dense = np.tile(filled, (matrix.width, 1))
        dense[matrix.terms, matrix.rows] += (1.0 - smooth) * matrix.counts / highest[matrix.rows]
        _, sigma, axes = np.linalg.svd(dense, full_matrices=False)
        return dict(zip(sentences, self._compute_ranks(sigma, axes), strict=True))


class Luhn(LuhnSummarizer):  # type: ignore[misc]  # sumy has no types
    """Luhn (1958) with its significant words in a set."""

    def rate_sentences(self, document: ObjectDocumentModel) -> Ratings:
        """Return the density of significant words in the best stretch of each sentence."""
        words = frozenset(self._get_significant_words(document.words))
        return {s: float(self.rate_sentence(s, words)) for s in document.sentences}


class KL(KLSummarizer):  # type: ignore[misc]  # sumy has no types
    """KL-Sum (Haghighi and Vanderwende 2009), the divergence kept up to date."""

    def rate_sentences(self, document: ObjectDocumentModel, count: int) -> Ratings:
        """Return 0 for the first sentence picked, -1 for the second and so on.

        After ``count`` picks the rest shares one rating: the summary asks for no more.
        """
        sentences = list(document.sentences)
        words = [Counter(self._get_content_words_in_sentence(s)) for s in sentences]
        frequency = self.compute_tf(sentences)
        summary: Counter[str] = Counter()
        ratings: dict[SumySentence, float] = {}
        while sentences and len(ratings) < count:
            divergences = [_divergence(summary + own, frequency) for own in words]
            best = divergences.index(min(divergences))
            summary += words.pop(best)
            ratings[sentences.pop(best)] = -float(len(ratings))
        return {s: ratings.get(s, -float(count)) for s in document.sentences}


def _divergence(joint: Counter[str], frequency: Mapping[str, float]) -> float:
    """Return the divergence of a summary's words from the document's, rounded once."""
    size = joint.total()
    return math.fsum(frequency[w] * math.log(frequency[w] * size / n) for w, n in joint.items())


class SumBasic(SumBasicSummarizer):  # type: ignore[misc]  # sumy has no types
    """SumBasic (Nenkova and Vanderwende 2005), stopped when enough is picked."""

    def rate_sentences(self, document: ObjectDocumentModel, count: int) -> Ratings:
        """Return 0 for the first sentence picked, -1 for the second and so on."""
        sentences = list(document.sentences)
        frequency = self._compute_tf(sentences)
        words = [self._get_content_words_in_sentence(s) for s in sentences]
        ratings: dict[SumySentence, float] = {}
        while sentences and len(ratings) < count:
            best = self._find_index_of_best_sentence(frequency, words)
            ratings[sentences.pop(best)] = -float(len(ratings))
            self._update_tf(frequency, words.pop(best))
        return {s: ratings.get(s, -float(count)) for s in document.sentences}


def _edmundson(document: ObjectDocumentModel) -> Ratings:
    """Rate by cue words, the words of title and headings, and place (Edmundson 1969)."""
    table = load_table("stopwords")
    summarizer = EdmundsonSummarizer()
    summarizer.bonus_words = table["edmundson_bonus"]
    summarizer.stigma_words = table["edmundson_stigma"]
    summarizer.null_words = stop_words()
    ratings: Counter[SumySentence] = Counter()
    for part in (
        summarizer._build_cue_method_instance(),  # noqa: SLF001 - sumy has no other door
        summarizer._build_title_method_instance(),  # noqa: SLF001
        summarizer._build_location_method_instance(),  # noqa: SLF001
    ):
        ratings.update(part.rate_sentences(document))
    return ratings


def _document(sentences: Sequence[Sentence], title: str) -> ObjectDocumentModel:
    """Build sumy's document from our own sentences; the title is its first heading."""
    tokenizer = SumyTokenizer()
    paragraphs = [
        Paragraph([SumySentence(s.text, tokenizer, s.kind == "heading") for s in group])
        for _, group in groupby(sentences, key=lambda s: (s.article_id, s.paragraph))
    ]
    if title.strip():
        paragraphs.insert(0, Paragraph([SumySentence(title, tokenizer, is_heading=True)]))
    return ObjectDocumentModel(paragraphs)


def rate(
    method: str, sentences: Sequence[Sentence], *, title: str = "", count: int = 3
) -> list[float]:
    """Return sumy's rating of each sentence by ``method``, higher is better.

    Headings are context and get 0. ``count`` bounds the work of the greedy methods. A rating
    that is no finite number becomes 0; all are rounded, so that sentences which are equal but
    for the last bit are taken in the order of the text. Raises KeyError for an unknown method.
    """
    document = _document(sentences, title)
    ratings = _METHODS[method](document, count)
    rated = []
    for sentence in sentences:
        key = SumySentence(sentence.text, None, is_heading=False)
        score = 0.0 if sentence.kind == "heading" else float(ratings.get(key, 0.0))
        rated.append(settle(score))
    return rated


_METHODS: Mapping[str, Callable[[ObjectDocumentModel, int], Ratings]] = {
    "lexrank": lambda document, _: LexRank().rate_sentences(document),
    "textrank": lambda document, _: TextRank().rate_sentences(document),
    "lsa": lambda document, _: Lsa().rate_sentences(document),
    "luhn": lambda document, _: Luhn().rate_sentences(document),
    "reduction": lambda document, _: Reduction().rate_sentences(document),
    "kl": lambda document, count: KL().rate_sentences(document, count),
    "sumbasic": lambda document, count: SumBasic().rate_sentences(document, count),
    "edmundson": lambda document, _: _edmundson(document),
}
