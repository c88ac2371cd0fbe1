"""Forecasts of several articles on one thing, found by their words where no question is given."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from rkbrief.analysis.labels import name_term
from rkbrief.analysis.stances import find_side
from rkbrief.analysis.terms import (
    Spellings,
    Terms,
    find_phrases,
    find_terms,
    measure_overlap,
    weigh_rarity,
)
from rkbrief.config import CorpusConfig
from rkbrief.language.calendar import find_dates
from rkbrief.lexicon import compile_pattern, load_table
from rkbrief.model import Forecast, Label

_BESIDE_CLAIM = 0.5
"""Weight of a word in the chain but outside the claim."""
_ALIKE = 0.28
_ALIKE_WITHIN = 0.2
_SHARED = 2
_NEIGHBOURS = 24
_ONE_MATTER = 0.4
_ACT = "act:"
_KANA_END = "(ー|[げりいきしちみえけせねべめれ](?![るたてなまぎっ])|)"
_ANY_DAY = date(2000, 1, 1)
"""A day against which 来年 is found; what it comes to does not matter here."""
_FEW = 8
_NAMES = 2
_NAMED_BY = 200
"""Members by whose words a cluster is named: every name is looked for in all of them."""
_COMMON, _COMMON_LEAST = 0.25, 3


class _Topic(Struct, frozen=True, gc=False):
    """A forecast with the words it is compared by.

    ``claimed`` are those of its claim, ``matters`` what it is of: an act that will be done or
    not (``act:署名``), a measure that moves (``price``).
    """

    forecast: Forecast
    terms: Terms
    claimed: frozenset[str]
    matters: frozenset[str]


def cluster_forecasts(
    forecasts: Sequence[Forecast],
    corpus: CorpusConfig,
    stories: Mapping[str, Sequence[str]] | None = None,
) -> list[list[Forecast]]:
    """Group forecasts of several articles that speak of the same thing.

    ``stories`` tell which articles tell one story (:func:`~rkbrief.analysis.stories.find_stories`);
    only forecasts of such are compared. Without them any are, by their words alone.
    """
    topics = _read_topics(forecasts, Spellings(corpus.aliases))
    home = list(range(len(topics)))
    clusters = {n: [n] for n in home}
    apart: set[tuple[int, int, int, int]] = set()
    for _, i, j in _rate_pairs(topics, stories):
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
            _read_matters(forecast, spellings),
        )
        for forecast, own, whole in zip(forecasts, claimed, chained, strict=True)
    ]


def _read_words(text: str) -> frozenset[str]:
    """Return the terms of more than one character: a lone kanji is too little to go by."""
    return frozenset(t for t in find_terms(text) if len(t) > 1)


def _read_matters(forecast: Forecast, spellings: Spellings) -> frozenset[str]:
    """Return what a claim is of: the act that it closes on, else the measure named last."""
    act = find_side(forecast)
    if act is not None:
        return frozenset([f"{_ACT}{act[0]}"])
    claim = spellings.unify(forecast.claim.replace(forecast.condition or "\n", ""))
    found = [
        (match.end(), rule["name"])
        for rule in load_table("claims")["matters"]
        for match in compile_pattern(rule["pattern"]).finditer(claim)
    ]
    return frozenset([max(found)[1]] if found else [])


def _name_matter(members: Sequence[Forecast], spellings: Spellings) -> Label | None:
    """Ask by what all members are of, None when they are of several matters or of none."""
    matters = {m for f in members for m in _read_matters(f, spellings)}
    name = matters.pop() if len(matters) == 1 else ""
    if name.startswith(_ACT):
        word = name.removeprefix(_ACT)
        return Label(f"What is said of {word}?", f"{word}の見通し")
    for rule in load_table("claims")["matters"]:
        if rule["name"] == name:
            return Label(f"What is said of {rule['en']}?", f"{rule['ja']}の見通し")
    return None


def _rate_pairs(
    topics: Sequence[_Topic], stories: Mapping[str, Sequence[str]] | None
) -> list[tuple[float, int, int]]:
    """Return the pairs of different articles that are alike, most alike first."""
    postings: dict[str, list[int]] = defaultdict(list)
    of_matter: dict[tuple[str, str], list[int]] = defaultdict(list)
    pairs = []
    for j, topic in enumerate(topics):
        own = topic.forecast.article_id
        near: set[int] = set()
        for term in topic.claimed:
            near.update(postings[term][-_NEIGHBOURS:])
            postings[term].append(j)
        for matter in topic.matters:
            for beside in (stories or {}).get(own, ()):
                near.update(of_matter[beside, matter][-_NEIGHBOURS:])
            of_matter[own, matter].append(j)
        for i in sorted(near):
            article = topics[i].forecast.article_id
            if article == own or (stories is not None and article not in stories.get(own, ())):
                continue
            other = topics[i]
            one_matter = bool(other.matters & topic.matters)
            if not one_matter and len(other.claimed & topic.claimed) < _SHARED:
                continue
            alike = _compare(other, topic)
            if alike >= _ALIKE:
                pairs.append((-alike, i, j))
    return sorted(pairs)


def _compare(one: _Topic, other: _Topic) -> float:
    """Return how alike two forecasts are, 0 to 1, on one matter ``_ONE_MATTER`` at least."""
    alike = measure_overlap(one.terms, other.terms)
    return max(alike, _ONE_MATTER) if one.matters & other.matters else alike


def _hold_together(topics: Sequence[_Topic], one: Sequence[int], other: Sequence[int]) -> bool:
    """Tell whether two clusters are alike on the average, by the first few of each."""
    alike = [_compare(topics[i], topics[j]) for i in one[:_FEW] for j in other[:_FEW]]
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


def _complete(name: str, chains: Iterable[str]) -> str:
    """Return a name with the kana that most often ends it: 利上|げ, データセンタ|ー."""
    ends = Counter(
        m[1] for chain in chains for m in re.finditer(re.escape(name) + _KANA_END, chain)
    )
    return name + max(sorted(ends), key=ends.__getitem__, default="")


def name_topic(
    members: Sequence[Forecast], corpus: CorpusConfig, *, common: frozenset[str]
) -> Label | None:
    """Ask by the names that several articles of a cluster use, else by what it is of.

    None when it has neither.

    A name that is ``common`` in the corpus may stand beside another, never alone.
    """
    spellings = Spellings(corpus.aliases)
    chains = [
        (f.article_id, spellings.unify("".join(e.quote for e in f.evidence)))
        for f in members[:_NAMED_BY]
    ]
    found = {name for _, chain in chains for name in find_phrases(chain)}
    empty = load_table("claims")["no_topics"]
    holders = "\n".join(f.holder for f in members if f.holder)
    names = {
        n
        for n in found
        if n not in empty and n not in holders and not find_dates(n, reference=_ANY_DAY)
    }
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
        return _name_matter(members, spellings)
    chosen = [_complete(name, [chain for _, chain in chains]) for name in chosen]
    english = [name_term(name, corpus)[0] or name for name in chosen]
    return Label(f"What is said of {' and '.join(english)}?", f"{'・'.join(chosen)}の見通し")
