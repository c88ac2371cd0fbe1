"""Forecasts of several articles on one thing, found by their words where no question is given."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rkbrief.analysis.labels import name_term
from rkbrief.analysis.terms import (
    Spellings,
    Terms,
    find_phrases,
    find_terms,
    measure_overlap,
    weigh_rarity,
)
from rkbrief.config import CorpusConfig
from rkbrief.model import Forecast, Label

_BESIDE_CLAIM = 0.5
"""Weight of a word in the chain but outside the claim."""
_ALIKE = 0.28
_ALIKE_WITHIN = 0.2
_SHARED = 2
_NEIGHBOURS = 24
_FEW = 8
_NAMES = 2
_NAMED_BY = 200
"""Members by whose words a cluster is named: every name is looked for in all of them."""
_COMMON, _COMMON_LEAST = 0.25, 3


@dataclass(frozen=True, slots=True)
class _Topic:
    """A forecast with the words it is compared by; ``claimed`` are those of its claim."""

    forecast: Forecast
    terms: Terms
    claimed: frozenset[str]


def cluster_forecasts(forecasts: Sequence[Forecast], corpus: CorpusConfig) -> list[list[Forecast]]:
    """Group forecasts of several articles that speak of the same thing."""
    topics = _read_topics(forecasts, Spellings(corpus.aliases))
    home = list(range(len(topics)))
    clusters = {n: [n] for n in home}
    apart: set[tuple[int, int, int, int]] = set()
    for _, i, j in _rate_pairs(topics):
        a, b = sorted((home[i], home[j]))
        tried = (a, b, len(clusters[a][:_FEW]), len(clusters[b][:_FEW]))
        if a == b or tried in apart:
            continue
        if _hold_together(topics, clusters[a], clusters[b]):
            for n in clusters[b]:
                home[n] = a
            clusters[a] += clusters.pop(b)
        else:
            apart.add(tried)  # nothing new is seen of them until one has grown
    groups = [[topics[n].forecast for n in sorted(c)] for _, c in sorted(clusters.items())]
    return [g for g in groups if len({f.article_id for f in g}) > 1]


def _read_topics(forecasts: Sequence[Forecast], spellings: Spellings) -> list[_Topic]:
    claimed = [_read_words(spellings.unify(f.claim)) for f in forecasts]
    chained = [
        _read_words(spellings.unify("".join(e.quote for e in f.evidence))) for f in forecasts
    ]
    rarity = weigh_rarity(chained)
    return [
        _Topic(
            forecast,
            {t: rarity.get(t, 1.0) * (1.0 if t in own else _BESIDE_CLAIM) for t in own | whole},
            own,
        )
        for forecast, own, whole in zip(forecasts, claimed, chained, strict=True)
    ]


def _read_words(text: str) -> frozenset[str]:
    """Return the terms of more than one character: a lone kanji is too little to go by."""
    return frozenset(t for t in find_terms(text) if len(t) > 1)


def _rate_pairs(topics: Sequence[_Topic]) -> list[tuple[float, int, int]]:
    """Return the pairs of different articles that are alike, most alike first."""
    postings: dict[str, list[int]] = defaultdict(list)
    pairs = []
    for j, topic in enumerate(topics):
        near: set[int] = set()
        for term in topic.claimed:
            near.update(postings[term][-_NEIGHBOURS:])
            postings[term].append(j)
        for i in sorted(near):
            other = topics[i]
            if other.forecast.article_id == topic.forecast.article_id:
                continue
            if len(other.claimed & topic.claimed) < _SHARED:
                continue
            alike = measure_overlap(other.terms, topic.terms)
            if alike >= _ALIKE:
                pairs.append((-alike, i, j))
    return sorted(pairs)


def _hold_together(topics: Sequence[_Topic], one: Sequence[int], other: Sequence[int]) -> bool:
    """Tell whether two clusters are alike on the average, by the first few of each."""
    alike = [
        measure_overlap(topics[i].terms, topics[j].terms) for i in one[:_FEW] for j in other[:_FEW]
    ]
    return sum(alike) >= _ALIKE_WITHIN * len(alike)


def find_common_names(forecasts: Sequence[Forecast], corpus: CorpusConfig) -> frozenset[str]:
    """Return the names that so many forecasts hold that they tell none apart."""
    spellings = Spellings(corpus.aliases)
    counts: Counter[str] = Counter()
    for forecast in forecasts:
        text = spellings.unify("".join(e.quote for e in forecast.evidence))
        counts.update(set(find_phrases(text)))
    most = max(_COMMON_LEAST, _COMMON * len(forecasts))
    return frozenset(name for name, n in counts.items() if n > most)


def name_topic(
    members: Sequence[Forecast], corpus: CorpusConfig, *, common: frozenset[str]
) -> Label | None:
    """Ask by the names that several articles of a cluster use, None when they share none.

    A name that is ``common`` in the corpus may stand beside another, never alone.
    """
    spellings = Spellings(corpus.aliases)
    chains = [
        (f.article_id, spellings.unify("".join(e.quote for e in f.evidence)))
        for f in members[:_NAMED_BY]
    ]
    names = {name for _, chain in chains for name in find_phrases(chain)}
    held = {name: {a for a, chain in chains if name in chain} for name in names}
    counts = {name: sum(name in chain for _, chain in chains) for name in names}
    ranked = sorted(
        (n for n in names if len(held[n]) > 1),
        key=lambda n: (n in common, -len(held[n]), -counts[n], -len(n), n),
    )
    chosen: list[str] = []
    for name in ranked:
        if len(chosen) < _NAMES and not any(name in c or c in name for c in chosen):
            chosen.append(name)
    if not chosen or chosen[0] in common:
        return None
    english = [name_term(name, corpus)[0] or name for name in chosen]
    return Label(f"What is said of {' and '.join(english)}?", f"{'・'.join(chosen)}の見通し")
