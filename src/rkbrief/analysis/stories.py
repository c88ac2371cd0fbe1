"""Which articles tell one story, by the names that each of them dwells on."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from rkbrief.analysis.terms import Spellings, find_phrases
from rkbrief.model import Sentence

_ALIKE = 0.11
"""Cosine of the names of two articles from which they tell one story; of others it is 0.09 at most
in a corpus of twenty stories, of one story 0.12 at least."""
_DWELT_ON = 6
_SHARED = 2
"""Names that both articles dwell on: enough by themselves where all the corpus is on one thing."""
_KEYS = 24
_NEIGHBOURS = 24

Names = Mapping[str, float]


def find_stories(
    sentences: Mapping[str, Sentence], spellings: Spellings
) -> dict[str, tuple[str, ...]]:
    """Return for each article, by id, the others that tell the same story, the nearest first."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences.values():
        counts[sentence.article_id].update(find_phrases(spellings.unify(sentence.text)))
    held = Counter(name for names in counts.values() for name in names)
    rarity = {name: math.log(1 + len(counts) / n) for name, n in held.items()}
    weights = {
        article: {name: (1 + math.log(n)) * rarity[name] for name, n in names.items()}
        for article, names in counts.items()
    }
    dwelt = {
        article: frozenset(
            sorted((n for n in names if names[n] > 1), key=lambda n: (-names[n] * rarity[n], n))[
                :_DWELT_ON
            ]
        )
        for article, names in counts.items()
    }
    near: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for one, other in _list_candidates(weights, held):
        alike = _cosine(weights[one], weights[other])
        if alike >= _ALIKE or len(dwelt[one] & dwelt[other]) >= _SHARED:
            near[one].append((-alike, other))
            near[other].append((-alike, one))
    return {a: tuple(o for _, o in sorted(found)[:_NEIGHBOURS]) for a, found in near.items()}


def _list_candidates(
    weights: Mapping[str, Names], held: Mapping[str, int]
) -> list[tuple[str, str]]:
    """Return the pairs that share one of their heaviest names; few of those that all hold."""
    postings: dict[str, list[str]] = defaultdict(list)
    for article, names in weights.items():
        shared = [n for n in names if held[n] > 1]
        for name in sorted(shared, key=lambda n: (-names[n], n))[:_KEYS]:
            postings[name].append(article)
    pairs = {
        pair
        for articles in postings.values()
        for at in range(0, len(articles), _NEIGHBOURS)
        for pair in combinations(sorted(articles[at : at + 2 * _NEIGHBOURS]), 2)
    }
    return sorted(pairs)


def _cosine(one: Names, other: Names) -> float:
    shared = sum(one[n] * other[n] for n in one.keys() & other.keys())
    lengths = (math.sqrt(sum(w * w for w in names.values())) for names in (one, other))
    return shared / (math.prod(lengths) or 1.0)


def tell_one_story(stories: Mapping[str, Sequence[str]], one: str, other: str) -> bool:
    """Tell whether two articles, by id, tell one story."""
    return other in stories.get(one, ()) or one in stories.get(other, ())
