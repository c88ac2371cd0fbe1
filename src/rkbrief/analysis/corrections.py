"""Numbers that an article itself sets against others: it corrects a claim, or two parties differ.

Both stand in one sentence or in neighbouring ones. Either each has its giver
(:mod:`rkbrief.analysis.disputes`), or what stands between them says so:
37人足りないと説明している。数え直したところ、52人だった. Two numbers that more than one article
tells side by side need less: it is enough that two parties give them in one of the articles.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product

from msgspec.structs import replace

from rkbrief.analysis.agreement import agree
from rkbrief.analysis.clustered import Clustered
from rkbrief.analysis.disputes import Told, differ, differ_repeatedly
from rkbrief.analysis.facts import Fact
from rkbrief.analysis.holders import name_of_holder
from rkbrief.analysis.measures import Measure
from rkbrief.analysis.voices import Voice
from rkbrief.lexicon import compile_pattern, load_table
from rkbrief.model import Sentence

_BEFORE = 2
"""Sentences before that may hold what one corrects."""
_MOST_FIGURES = 16
_FARTHEST = 3.0
"""Ratio of two numbers that may still be of one thing."""
_FARTHEST_REPEATED = 7.0
"""The same, where several articles tell both in one sentence."""
_CLUSTERS_KEPT = 1024
_SEVERAL = 2
"""Articles that tell two numbers side by side."""
_BLANK = re.compile(r"\s+")

Place = tuple[int, Fact]
"""The number of a cluster and a fact of it."""
Order = tuple[int, int]
"""The number of a cluster and a place in it."""
Found = tuple[int, int, Voice, Voice]
"""The numbers of two clusters, and who gives each."""


def find_opposed(clusters: Clustered, sentences: Mapping[str, Sentence]) -> list[tuple[int, int]]:
    """Return the pairs of clusters that an article opposes to each other.

    A claim that it corrects must be repeated by another article. The pairs are in the order of
    the clusters in which the sentences first have a number.
    """
    found: list[tuple[Order, list[tuple[int, int]]]] = []
    beside: dict[tuple[int, int], set[str]] = defaultdict(set)
    differing: set[tuple[int, int]] = set()
    # Kept: a number that thousands tell stands beside many others.
    articles_of = lru_cache(maxsize=_CLUSTERS_KEPT)(clusters.list_articles)
    for facts in clusters.by_article():
        told: dict[str, list[Place]] = defaultdict(list)
        for n, fact in facts:
            told[fact.sentence_id].append((n, fact))
        for i, places in told.items():
            if pairs := list(_find_in(sentences[i], told, sentences, clusters)):
                n, fact = places[0]
                found.append(((n, clusters.places[n].index(fact.number)), pairs))
            for pair, differs in _find_beside(sentences[i], told, sentences, clusters, articles_of):
                beside[pair].add(sentences[i].article_id)
                if differs:
                    differing.add(pair)
    repeated = sorted(pair for pair in differing if len(beside[pair]) >= _SEVERAL)
    return [pair for _, pairs in sorted(found) for pair in pairs] + repeated


def _find_in(
    sentence: Sentence,
    told: Mapping[str, Sequence[Place]],
    sentences: Mapping[str, Sentence],
    clusters: Sequence[Sequence[Fact]],
) -> Iterator[tuple[int, int]]:
    """Yield what a sentence opposes to a number before, in it or in the ones that precede it."""
    earlier = list_earlier(sentence, sentences)
    texts = [_BLANK.sub("", each.text) for each in earlier]
    for back, before in enumerate(earlier[: _BEFORE + 1]):
        found: list[Found] = []
        first_told = told.get(before.id, ())[:_MOST_FIGURES]
        for (i, first), (j, second) in product(first_told, told[sentence.id][:_MOST_FIGURES]):
            if i == j or not may_dispute(first, second):
                continue
            one, other = place(first, before), place(second, sentence)
            if not back and other.start < one.end:
                continue
            if _is_set_against(one, other, texts[1:back], clusters[i]):
                yield i, j
            elif voices := _differ(one, other, texts[back + 1 : back + 2], back):
                found.append((i, j, *voices))
        yield from _keep_single(found, clusters)


def _find_beside(
    sentence: Sentence,
    told: Mapping[str, Sequence[Place]],
    sentences: Mapping[str, Sentence],
    clusters: Sequence[Sequence[Fact]],
    articles_of: Callable[[int], set[str]],
) -> Iterator[tuple[tuple[int, int], bool]]:
    """Yield the numbers of a sentence, and of the one before it, that several articles tell.

    With each pair of clusters: whether two parties give the numbers here. ``articles_of`` gives
    the articles of a cluster.
    """
    earlier = list_earlier(sentence, sentences, most=_SEVERAL)
    for back, before in enumerate(earlier[:2]):
        known = _BLANK.sub("", earlier[back + 1].text) if back + 1 < len(earlier) else ""
        farthest = _FARTHEST if back else _FARTHEST_REPEATED
        near: list[Found] = []
        first_told = told.get(before.id, ())[:_MOST_FIGURES]
        for (i, first), (j, second) in product(first_told, told[sentence.id][:_MOST_FIGURES]):
            if i == j or len(articles_of(i) & articles_of(j)) < _SEVERAL:
                continue
            if not may_dispute(first, second, farthest=farthest):
                continue
            one, other = place(first, before), place(second, sentence)
            if not back and other.start < one.end:
                continue
            yield (min(i, j), max(i, j)), False
            if voices := differ_repeatedly(one, other, known):
                near.append((i, j, *voices))
        for i, j in _keep_single(near, clusters):
            yield (min(i, j), max(i, j)), True


def list_earlier(
    sentence: Sentence, sentences: Mapping[str, Sentence], most: int = _BEFORE + 1
) -> list[Sentence]:
    """Return a sentence and at most so many right before it, the nearest first."""
    found = []
    for back in range(most + 1):
        earlier = sentences.get(f"{sentence.article_id}:{sentence.index - back}")
        if earlier is None:
            break
        found.append(earlier)
    return found


def place(fact: Fact, sentence: Sentence) -> Told:
    """Return where a number stands in its sentence, which is freed of its blanks."""
    start, end = (at - sentence.span.start for at in (fact.figure.span.start, fact.figure.span.end))
    head, number, tail = (
        _BLANK.sub("", part)
        for part in (sentence.text[:start], sentence.text[start:end], sentence.text[end:])
    )
    return Told(head + number + tail, len(head), len(head + number), sentence.index)


def _is_set_against(
    one: Told, other: Told, between: Sequence[str], cluster: Sequence[Fact]
) -> bool:
    """Tell whether the words between two numbers oppose them; ``between`` are whole sentences.

    A claim that is corrected must be repeated by another article.
    """
    middle = (
        one.text[one.end : other.start]
        if one.index == other.index
        else one.text[one.end :] + "".join(reversed(between)) + other.text[: other.start]
    )
    parts = one.text[: one.start], middle, other.text[other.end :]
    repeated = len({f.article_id for f in cluster}) > 1
    return _match("contrasts", *parts) or (repeated and _match("corrections", *parts))


def _differ(one: Told, other: Told, before: Sequence[str], back: int) -> tuple[Voice, Voice] | None:
    """Return who gives two numbers otherwise; one farther off must be turned against by a word."""
    rules = load_table("disputes")
    turned = compile_pattern(rules["turned"]["pattern"]).search(other.text)
    retorted = compile_pattern(rules["retorted"]["pattern"]).search(other.text[other.end :])
    if back > 1 and not turned and not retorted:
        return None
    return differ(one, other, "".join(before))


def _keep_single(
    found: Sequence[Found], clusters: Sequence[Sequence[Fact]]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of which neither party gives a second number that would fit as well."""
    for i, j, one, other in found:
        both = [
            (k, m)
            for k, m, first, second in found
            if (k == i and second.at == other.at) or (m == j and first.at == one.at)
        ]
        if len({(_value(clusters[k]), _value(clusters[m])) for k, m in both}) == 1:
            yield i, j


def _value(cluster: Sequence[Fact]) -> object:
    return cluster[0].quantity.value


def may_dispute(one: Fact, other: Fact, *, farthest: float = _FARTHEST) -> bool:
    """Tell whether two numbers are apart and yet near enough to be of one thing.

    ``farthest`` is the ratio up to which they are. What each is for (a day, a piece) may be told
    of one of them only.
    """
    if one.measure is None or other.measure is None or one.kind == "date":
        return False
    per, other_per = one.quantity.per, other.quantity.per
    if per and other_per and per != other_per:
        return False
    if one.measure.dimension[:2] != other.measure.dimension[:2]:
        return False
    sizes = [_size(one.measure), _size(other.measure)]
    if any(
        most.measure.modifier == "at_most" and _size(most.measure) > _size(each.measure)
        for most, each in ((one, other), (other, one))
        if most.measure and each.measure
    ):
        return False
    near = min(sizes) > 0 and max(sizes) <= farthest * min(sizes)
    if not near:
        return False
    alike = replace(other.measure, dimension=one.measure.dimension)
    return agree(one.measure, alike) == "apart"


def _size(measure: Measure) -> float:
    """Return a number without its sign, the middle of a range; 0 where none is known."""
    if measure.value is None:
        return abs(measure.low + measure.high) / 2 if measure.modifier == "range" else 0.0
    return abs(measure.value)


def _match(name: str, head: str, between: str, behind: str) -> bool:
    """Tell whether a rule matches what stands before, between and behind two numbers."""
    return any(_follow(rule, head, between, behind) for rule in load_table("joining")[name])


def _follow(rule: Mapping[str, str], head: str, between: str, behind: str) -> bool:
    """Tell whether two numbers follow one rule; whom it calls ``who`` must hold views."""
    parts = (
        (rule["pattern"], between),
        (rule.get("head", ""), head),
        (rule.get("behind", ""), behind),
    )
    for pattern, text in parts:
        match = compile_pattern(pattern).search(text)
        if match is None:
            return False
        if "who" in match.groupdict() and name_of_holder(match["who"]) is None:
            return False
    return True
