"""Greedy choice of sentences: each pick is worth what it adds to the picks before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from rkbrief.analysis.centrality import rate_lexrank
from rkbrief.analysis.dangling import antecedents
from rkbrief.analysis.features import (
    COVERAGE_BESIDE_EVIDENCE,
    WEIGHTS,
    evidence_part,
    penalties,
    place_parts,
    title_part,
)
from rkbrief.analysis.redundancy import find_content_sets
from rkbrief.language.content import content_terms
from rkbrief.model import RankedSentence, Sentence

REDUNDANT = 0.45
"""Cosine of content terms from which a sentence repeats a pick (maximal marginal relevance)."""
LENGTH_EXPONENT = 0.6
"""A sentence's new concepts count per characters to this power: half-way between all and each."""
LARGEST_POOL = 2000
"""More sentences than this are thinned out before they are compared with each other."""


class Candidate(Struct, frozen=True, gc=False):
    """A sentence that may be picked.

    ``at`` is its place in the pool's sentences, ``source`` the number of its article,
    ``members`` the places of the sentences that say the same, its own included. ``needs``
    are the sentences that it cannot do without, None when it cannot stand at all.
    """

    at: int
    source: int
    terms: tuple[str, ...]
    concepts: frozenset[str]
    length: int
    parts: Mapping[str, float]
    members: tuple[int, ...]
    needs: tuple[int, ...] | None


class Pool(Struct, frozen=True, gc=False):
    """What can be picked from: candidates in reading order, and what each concept is worth.

    ``coverage`` is what the largest gain in concepts adds to a score.
    """

    sentences: tuple[Sentence, ...]
    candidates: tuple[Candidate, ...]
    worth: Mapping[str, float]
    coverage: float


class _Picks(Struct):
    """What is picked so far."""

    chosen: dict[int, dict[str, float]] = field(default_factory=dict)
    covered: set[str] = field(default_factory=set)
    vectors: list[Counter[str]] = field(default_factory=list)
    sources: Counter[int] = field(default_factory=Counter)


def prepare_pool(
    articles: Sequence[tuple[Sequence[Sentence], str]], bonus: Mapping[str, float]
) -> Pool:
    """Rate every sentence of ``articles`` (sentences and title of each) by itself.

    ``bonus`` is what figures and forecasts add, by sentence id.
    """
    sentences: list[Sentence] = []
    sources: list[int] = []
    places: list[float] = []
    titles: list[frozenset[str]] = []
    for source, (own, title) in enumerate(articles):
        sentences += own
        sources += [source] * len(own)
        places += place_parts(own)
        titles.append(frozenset(content_terms(title)))
    body = [at for at, s in enumerate(sentences) if s.kind != "heading"]
    body = body or list(range(len(sentences)))
    body = _thin_out(body, sentences, places, bonus)
    terms = {at: content_terms(sentences[at].text) for at in body}
    sets = find_content_sets([sentences[at] for at in body], [terms[at] for at in body])
    rated = rate_lexrank([sentences[at] for at in body])
    highest = max(rated, default=0.0) or 1.0
    candidates = []
    for group in sets:
        at = body[group.leader]
        parts = {
            "salience": rated[group.leader] / highest,
            "position": max(places[body[m]] for m in group.members),
            "title": title_part(terms[at], titles[sources[at]]),
            "evidence": max(evidence_part(sentences[body[m]], bonus) for m in group.members),
        }
        weighed = {name: WEIGHTS[name] * value for name, value in parts.items() if value}
        candidates.append(
            Candidate(
                at=at,
                source=sources[at],
                terms=terms[at],
                concepts=_concepts(terms[at]),
                length=max(1, len(sentences[at].text)),
                parts={**weighed, **penalties(sentences[at], terms[at], leads=places[at] >= 1.0)},
                members=tuple(body[m] for m in group.members),
                needs=antecedents(sentences, at),
            )
        )
    coverage = COVERAGE_BESIDE_EVIDENCE if any(bonus.values()) else WEIGHTS["coverage"]
    return Pool(tuple(sentences), tuple(candidates), _worth(candidates, titles), coverage)


def _thin_out(
    body: list[int],
    sentences: Sequence[Sentence],
    places: Sequence[float],
    bonus: Mapping[str, float],
) -> list[int]:
    """Keep the likeliest sentences of a pool that is too large to be compared pair by pair."""
    if len(body) <= LARGEST_POOL:
        return body
    likely = sorted(body, key=lambda at: (-places[at] - evidence_part(sentences[at], bonus), at))
    return sorted(likely[:LARGEST_POOL])


def _concepts(terms: Sequence[str]) -> frozenset[str]:
    """Return the terms and the pairs of neighbouring terms."""
    return frozenset(terms) | {f"{a} {b}" for a, b in pairwise(terms)}


def _worth(
    candidates: Iterable[Candidate],
    titles: Sequence[frozenset[str]],
) -> dict[str, float]:
    """Weigh each concept: how many sentences hold it, twice when a title holds it."""
    held: Counter[str] = Counter()
    for candidate in candidates:
        held.update(candidate.concepts)
    named = frozenset().union(*titles)
    return {c: n * (2.0 if c in named else 1.0) for c, n in held.items() if n > 1 or c in named}


def _gain(pool: Pool, candidate: Candidate, covered: set[str]) -> float:
    new = candidate.concepts - covered
    worth = sum(pool.worth.get(concept, 0.0) for concept in new)
    return float(worth / candidate.length**LENGTH_EXPONENT)


def select(pool: Pool, count: int, *, cap: int | None = None) -> dict[int, dict[str, float]]:
    """Pick up to ``count`` places of the pool's sentences; return the parts of each score.

    ``cap`` is how many an article may have while others have any left; None for no limit. As
    long as ``count`` allows, every article with a candidate has one.
    """
    picks = _Picks()
    by_place = {c.at: c for c in pool.candidates}
    while len(picks.chosen) < count:
        gains = {
            c.at: _gain(pool, c, picks.covered) for c in pool.candidates if c.at not in picks.chosen
        }
        highest = max(gains.values(), default=0.0) or 1.0
        parts = {
            at: _parts(by_place[at], pool.coverage * gain / highest) for at, gain in gains.items()
        }
        silent = {by_place[at].source for at in gains} - set(picks.sources)
        room = _Room(count - len(picks.chosen), frozenset(silent), cap)
        best = _best(parts, picks, by_place, room)
        if best is None:
            break
        for candidate in best:
            _take(picks, candidate, parts[candidate.at])
    return picks.chosen


def _parts(candidate: Candidate, coverage: float) -> dict[str, float]:
    """Return the parts of a score; what leans on its antecedent is relieved by bringing it."""
    parts = dict(candidate.parts)
    if candidate.needs:
        parts.pop("antecedent", None)
    return {**parts, "coverage": coverage}


class _Room(Struct, frozen=True, gc=False):
    """How many picks are left, which articles have none yet, and how many one may have."""

    left: int
    silent: frozenset[int]
    cap: int | None

    def admits(self, bundle: Sequence[Candidate], taken: int) -> bool:
        """Tell whether a source with ``taken`` picks may have ``bundle`` too.

        The last places are kept for the sources that have no voice yet.
        """
        new = bundle[0].source in self.silent
        kept = len(self.silent) - 1 if new else len(self.silent)
        if kept < self.left and len(bundle) > self.left - kept:
            return False
        if kept >= self.left and not (new and len(bundle) == 1):
            return False
        return self.cap is None or taken + len(bundle) <= self.cap


def _best(
    parts: Mapping[int, Mapping[str, float]],
    picks: _Picks,
    by_place: Mapping[int, Candidate],
    room: _Room,
) -> list[Candidate] | None:
    """Return the next pick with what it cannot do without, None when nothing is left.

    Rules are dropped one by one when nothing meets them: first that a pick repeats none and
    stands alone, then that no source has too many.
    """
    rooms = [room] if room.cap is None else [room, replace(room, cap=None)]
    for here in rooms:
        for strict in (True, False):
            offers = []
            for at in parts:
                bundle = _bundle(by_place[at], picks, by_place, strict=strict)
                if bundle is None or not here.admits(bundle, picks.sources[by_place[at].source]):
                    continue
                if strict and any(_repeats(c, picks) for c in bundle):
                    continue
                value = sum(sum(parts[c.at].values()) for c in bundle) / len(bundle)
                offers.append((value, -at, bundle))
            if offers:
                return max(offers, key=lambda offer: offer[:2])[2]
    return None


def _bundle(
    candidate: Candidate, picks: _Picks, by_place: Mapping[int, Candidate], *, strict: bool
) -> list[Candidate] | None:
    """Return ``candidate`` behind its antecedents that are not picked yet.

    None when it has no antecedent to bring; alone when ``strict`` is False.
    """
    if not strict:
        return [candidate]
    if candidate.needs is None:
        return None
    missing = [at for at in candidate.needs if at not in picks.chosen]
    if any(at not in by_place for at in missing):
        return None
    return [*(by_place[at] for at in missing), candidate]


def _repeats(candidate: Candidate, picks: _Picks) -> bool:
    own = Counter(candidate.terms)
    return any(_cosine(own, other) >= REDUNDANT for other in picks.vectors)


def _cosine(one: Mapping[str, int], two: Mapping[str, int]) -> float:
    shared = sum(n * two[t] for t, n in one.items() if t in two)
    norm = sum(n * n for n in one.values()) * sum(n * n for n in two.values())
    return float(shared / norm**0.5) if norm else 0.0


def _take(picks: _Picks, candidate: Candidate, parts: Mapping[str, float]) -> None:
    picks.chosen[candidate.at] = dict(parts)
    picks.covered |= candidate.concepts
    picks.vectors.append(Counter(candidate.terms))
    picks.sources[candidate.source] += 1


def ranked(pool: Pool, chosen: Mapping[int, Mapping[str, float]]) -> tuple[RankedSentence, ...]:
    """Return the picks in the order of the pool with their scores, the sum of the parts."""
    return tuple(
        RankedSentence(
            pool.sentences[at],
            round(sum(chosen[at].values()), 6),
            {name: round(value, 6) for name, value in chosen[at].items()},
        )
        for at in sorted(chosen)
    )
