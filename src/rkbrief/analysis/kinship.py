"""Articles on one event: between them a number says more than elsewhere.

Two articles that share several facts tell of one thing, and so do two that share a single one
and speak of the same persons, places and things throughout.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rkbrief.analysis.facts import Fact, Facts

_TIES = 2
"""Sentences that must share a fact before two articles are kin whatever their words."""
_PARTNERS = 8
"""Most kin of an article, so that the work grows with the articles and not with the pairs."""
_DAY = len("2024-06-19")
_CANDIDATES = 24
"""Most articles that one is compared with word for word."""
_LEAST = 1
"""Distinctness below which a shared number is plain and ties next to nothing."""
_ALIKE, _DAY_ALIKE, _MUCH_ALIKE = 0.12, 0.15, 0.3
"""How far the words of two articles must meet that share a number, or a day, or a plain number."""

_BOUND, _TIED, _ONE_DAY, _PLAIN = range(4)
_NEED = (0.0, _ALIKE, _DAY_ALIKE, _MUCH_ALIKE)
"""What each of these needs of alike words: several facts, one, a day, plain numbers."""


def list_partners(
    facts: Sequence[Fact],
    sure: Iterable[tuple[int, int]],
    faint: Iterable[tuple[int, int]] = (),
) -> dict[str, list[str]]:
    """Return the kin of each article that has some, those that share the most first.

    ``sure`` are pairs of facts that are one, ``faint`` those that may be, the earlier article
    first in each.
    """
    told_by = [fact.article_id for fact in facts]
    articles = sorted(set(told_by))
    number = {article: n for n, article in enumerate(articles)}
    home = array("l", map(number.__getitem__, told_by))
    met = _meet(facts, home, _part_by_article(home, sure, faint), len(articles))
    words = _Words(facts, home)
    partners: list[list[int]] = [[] for _ in articles]
    for one, other, bond in _keep_likely(met, len(articles)):
        for a, b in ((one, other), (other, one)):
            known = len(partners[a]) >= _PARTNERS or b in partners[a]
            if not known and (bond == _BOUND or words.rate_alike(a, b) >= _NEED[bond]):
                partners[a].append(b)
    return {
        articles[a]: [articles[b] for b in others] for a, others in enumerate(partners) if others
    }


def _part_by_article(
    home: Sequence[int], sure: Iterable[tuple[int, int]], faint: Iterable[tuple[int, int]]
) -> dict[int, array[int]]:
    """Return the pairs by the article of the first, packed: a large corpus has a million.

    A pair is the place of the first, that of the second, and 1 where it is faint.
    """
    parted: dict[int, array[int]] = defaultdict(lambda: array("q"))
    for is_faint, pairs in enumerate((sure, faint)):
        for i, j in pairs:
            if home[i] != home[j]:
                parted[home[i]].append((i * len(home) + j) * 2 + is_faint)
    return parted


def _meet(
    facts: Sequence[Fact], home: Sequence[int], parted: Mapping[int, array[int]], count: int
) -> dict[tuple[int, int], array[int]]:
    """Return the pairs of ``count`` articles that may be kin, by what they share.

    That is how many sentences of the first share a fact, and how many plain numbers they have
    in common, both negative. A pair is packed: the first article, the second, their bond.
    """
    met: dict[tuple[int, int], array[int]] = defaultdict(lambda: array("q"))
    for one, pairs in parted.items():
        told: dict[int, int] = defaultdict(int)  # a bit for each sentence
        again: dict[int, int] = defaultdict(int)
        plain: Counter[int] = Counter()
        days: set[int] = set()
        for packed in pairs:
            i, j = divmod(packed >> 1, len(home))
            other = home[j]
            if packed & 1:
                plain[other] += 1
                continue
            fact, like = facts[i], facts[j]
            if _is_tie(fact, like):
                told[other] |= 1 << fact.sentence_index
                again[other] |= 1 << like.sentence_index
            else:
                plain[other] += _TIES
                if _is_day(fact):
                    days.add(other)
        for other, sentences in told.items():
            shared, back = sentences.bit_count(), again[other].bit_count()
            bond = _BOUND if min(shared, back) >= _TIES else _TIED
            met[-shared, -plain[other]].append((one * count + other) * len(_NEED) + bond)
            met[-back, 0].append((other * count + one) * len(_NEED) + bond)
        for other, times in plain.items():
            if times >= _TIES and other not in told:
                bond = _ONE_DAY if other in days else _PLAIN
                met[0, -times].append((one * count + other) * len(_NEED) + bond)
    return met


def _keep_likely(
    met: Mapping[tuple[int, int], array[int]], count: int
) -> Iterator[tuple[int, int, int]]:
    """Yield the pairs that share the most first, with their bond, only so many of an article."""
    kept = [0] * count
    for shared in sorted(met):
        for packed in sorted(met[shared]):
            pair, bond = divmod(packed, len(_NEED))
            one, other = divmod(pair, count)
            if kept[one] < _CANDIDATES and kept[other] < _CANDIDATES:
                kept[one] += 1
                kept[other] += 1
                yield one, other, bond


class _Words:
    """The words of articles, by which two are compared."""

    def __init__(self, facts: Sequence[Fact], home: Sequence[int]) -> None:
        self._weights = facts[0].weights if facts else {}
        self._texts: dict[int, set[tuple[str, ...]]] = defaultdict(set)
        for fact, article in zip(facts, home, strict=True):
            self._texts[article].add(fact.around)
        self._known: dict[int, tuple[tuple[str, ...], float]] = {}

    def rate_alike(self, one: int, other: int) -> float:
        """Tell how far the lighter of two articles' words lie in the other's, 0 to 1."""
        (words, weight), (others, other_weight) = self._of(one), self._of(other)
        shared = frozenset(words).intersection(others)
        return sum(map(self._weights.__getitem__, shared)) / (min(weight, other_weight) or 1.0)

    def _of(self, article: int) -> tuple[tuple[str, ...], float]:
        """Return the words of an article, as a tuple: a set takes tenfold room; what they weigh."""
        if article not in self._known:
            words = tuple({t for text in self._texts.pop(article) for t in text if len(t) > 1})
            self._known[article] = words, sum(map(self._weights.__getitem__, words))
        return self._known[article]


def _is_tie(one: Fact, other: Fact) -> bool:
    """Tell whether a shared number is more than a plain one or a date."""
    if one.measure is None or one.measure.day is not None:
        return bool(one.since)
    return min(one.distinctness, other.distinctness) >= _LEAST or bool(one.since)


def _is_day(fact: Fact) -> bool:
    return fact.measure is not None and len(fact.measure.day or "") == _DAY


def name_events(
    stories: Mapping[str, Sequence[str]], partners: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """Return for each article that has kin one of those that tell of its event, by ids.

    Articles tell of one event that tell one story or are partners, or have such in common.
    """
    root: dict[str, str] = {}

    def climb(article: str) -> str:
        while root.setdefault(article, article) != article:
            root[article] = article = root[root[article]]
        return article

    for kin in (stories, partners):
        for one, others in kin.items():
            for other in others:
                root[climb(one)] = climb(other)
    return {article: climb(article) for article in list(root)}


def add_kin(partners: dict[str, list[str]], facts: Facts, sure: Iterable[tuple[int, int]]) -> None:
    """Make the articles of ``sure`` pairs kin, which are known to tell of one event."""
    for i, j in sure:
        one, other = map(facts.article_of, (i, j))
        known, again = partners.get(one, ()), partners.get(other, ())
        if one != other and other not in known and max(len(known), len(again)) < _PARTNERS:
            partners.setdefault(one, []).append(other)
            partners.setdefault(other, []).append(one)


def add_story(partners: dict[str, list[str]], stories: Mapping[str, Sequence[str]]) -> None:
    """Make the articles of one story kin of which both have kin already."""
    for one, others in stories.items():
        for other in others:
            known, again = partners.get(one, []), partners.get(other, [])
            if other not in known and known and again and max(len(known), len(again)) < _PARTNERS:
                known.append(other)
                again.append(one)


def by_article(facts: Sequence[Fact], wanted: Iterable[str]) -> dict[str, list[int]]:
    """Return the places of the facts of each article that is wanted."""
    told: dict[str, list[int]] = {article: [] for article in wanted}
    for n, fact in enumerate(facts):
        if (places := told.get(fact.article_id)) is not None:
            places.append(n)
    return told
