"""Which articles tell one story, by the names that each of them dwells on."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from sys import intern

from msgspec import Struct

from rkbrief.analysis.terms import Spellings, find_phrases
from rkbrief.model import Sentence

_ALIKE = 0.11
"""Cosine of the names of two articles from which they tell one story; of others it is 0.09 at most
in a corpus of twenty stories, of one story 0.12 at least."""
_DWELT_ON = 6
_SHARED = 2
"""Names that both articles dwell on: enough by themselves where all the corpus is on one thing."""
_ONE_EVENT = timedelta(days=366)
_KEYS = 24
_NEIGHBOURS = 24
_MANY = 4 * _NEIGHBOURS


class _Profile(Struct, frozen=True, gc=False):
    """What an article dwells on.

    ``weights`` are of the names that other articles hold too, ``length`` is that of the vector
    of all its names. ``keys`` are the heaviest of ``weights``, ``dwelt_on`` the heaviest of the
    names that it holds more than once.
    """

    article: str
    weights: Mapping[str, float]
    length: float
    keys: tuple[str, ...]
    dwelt_on: frozenset[str]


def find_stories(
    sentences: Mapping[str, Sentence], spellings: Spellings
) -> dict[str, tuple[str, ...]]:
    """Return for each article, by id, the others that tell the same story, the nearest first."""
    near: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for one, others in _list_candidates(_read_profiles(sentences, spellings)):
        for other in others:
            alike = _cosine(one, other)
            if alike >= _ALIKE or len(one.dwelt_on & other.dwelt_on) >= _SHARED:
                _add_near(near[one.article], -alike, other.article)
                _add_near(near[other.article], -alike, one.article)
    return {a: tuple(o for _, o in sorted(found)[:_NEIGHBOURS]) for a, found in near.items()}


def _add_near(near: list[tuple[float, str]], distance: float, article: str) -> None:
    """Add an article to those near another one, and let go of the farthest when they are many."""
    near.append((distance, article))
    if len(near) > _MANY:
        near.sort()
        del near[_NEIGHBOURS:]


def _read_profiles(sentences: Mapping[str, Sentence], spellings: Spellings) -> Iterator[_Profile]:
    """Yield what each article dwells on, in their order."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences.values():
        phrases = find_phrases(spellings.unify(sentence.text))
        counts[sentence.article_id].update(map(intern, phrases))
    held = Counter(name for names in counts.values() for name in names)
    rarity = {name: math.log(1 + len(counts) / n) for name, n in held.items()}
    for article in list(counts):
        names = counts.pop(article)
        weights = {
            name: (1 + math.log(n)) * rarity[name] if n > 1 else rarity[name]  # most are held once
            for name, n in names.items()
        }
        length = math.sqrt(math.fsum(w * w for w in weights.values()))
        again = [name for name, n in names.items() if n > 1]
        again.sort(key=lambda name: (-names[name] * rarity[name], name))
        shared = {name: weight for name, weight in weights.items() if held[name] > 1}
        keys = sorted(shared, key=lambda name: (-shared[name], name))[:_KEYS]
        yield _Profile(article, shared, length, tuple(keys), frozenset(again[:_DWELT_ON]))


def _list_candidates(
    profiles: Iterable[_Profile],
) -> Iterator[tuple[_Profile, Iterable[_Profile]]]:
    """Yield each article with those before it that share one of its heaviest names.

    Of those that all hold a name only the last few count.
    """
    known: list[_Profile] = []
    postings: dict[str, list[int]] = defaultdict(list)
    for at, profile in enumerate(profiles):
        met: set[int] = set()
        for name in profile.keys:
            posting = postings[name]
            first = (len(posting) // _NEIGHBOURS - 1) * _NEIGHBOURS
            met.update(posting[max(0, first) :])
            posting.append(at)
        known.append(profile)
        yield profile, [known[n] for n in met]


def _cosine(one: _Profile, other: _Profile) -> float:
    """Return how alike the names of two articles are, the same in whatever order they come."""
    left, right = one.weights, other.weights
    shared = math.fsum([left[name] * right[name] for name in left.keys() & right.keys()])
    return shared / (one.length * other.length or 1.0)


def part_in_time(
    stories: Mapping[str, Sequence[str]], published: Mapping[str, date | None]
) -> dict[str, tuple[str, ...]]:
    """Return the stories without articles over a year apart, by their days of publication.

    The same persons meet again: the vote of one year's meeting is not that of another's.
    """

    def is_near(one: str, other: str) -> bool:
        first, last = published.get(one), published.get(other)
        return first is None or last is None or abs(first - last) <= _ONE_EVENT

    return {a: tuple(b for b in others if is_near(a, b)) for a, others in stories.items()}


def tell_one_story(stories: Mapping[str, Sequence[str]], one: str, other: str) -> bool:
    """Tell whether two articles, by id, tell one story."""
    return other in stories.get(one, ()) or one in stories.get(other, ())
