"""Numbers of one thing that articles on one event tell differently.

What is told by one article alone is looked at: the only number that each gives of one matter
(修理費), or two of one unit and one size whose words are alike, where neither article has the
other's number, too. What is only supposed disputes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations

from rkbrief.analysis.agreement import agree
from rkbrief.analysis.as_of import name_day, share_day
from rkbrief.analysis.facts import Fact, name_what_they_count, share_near
from rkbrief.analysis.kinship import by_article, list_partners
from rkbrief.lexicon import compile_pattern, load_table
from rkbrief.lexicon.sought import Sought
from rkbrief.model import Sentence

COUNTED_KINDS = frozenset(("count", "mass", "area", "volume"))
NAMED_KINDS = frozenset(("money", "percentage", "rate", "distance"))
"""Kinds of which one thing has many: their subjects must be the same words."""
_KINDS = COUNTED_KINDS | {"distance", "length"}
"""Kinds of which an event has few that are alike: shares and sums of money are left out."""
_ALIKE = 0.2
_ONE_SIZE = 1.6
_OF_ANYTHING = frozenset(("time", "term"))
"""Counters of what anybody does: 優勝14回, 2期8年."""
_NEIGHBOURS = 16

Matter = tuple[object, ...]


def find_rivals(
    clusters: Sequence[Sequence[Fact]],
    sentences: Mapping[str, Sentence],
    partners: Mapping[str, Sequence[str]],
    days: Mapping[str, set[str]],
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of clusters in which articles on one event may tell one thing otherwise.

    ``partners`` are the kin of each article by what the clusters share, ``days`` those that
    each sentence names, by its id.
    """
    facts = [cluster[0] for cluster in clusters]
    told = by_article(facts, partners)
    matters = {article: _list_matters(facts, places) for article, places in told.items()}
    alone = {
        n
        for n, cluster in enumerate(clusters)
        if _states(facts[n], sentences) and len({_article(f) for f in cluster}) == 1
    }
    for one, others in partners.items():
        for other in others:
            for matter, places in matters[one].items():
                found = matters[other].get(matter, ())
                if len(places) == 1 == len(found) and places[0] < found[0]:
                    yield places[0], found[0]
            alike = _find_alike(
                facts,
                [n for n in told[one] if n in alone],
                [n for n in told[other] if n in alone],
            )
            yield from ((i, j) for i, j in alike if _are_of_one_day(facts[i], facts[j], days))


def find_counted_otherwise(
    clusters: Sequence[Sequence[Fact]],
    sentences: Mapping[str, Sentence],
    partners: Mapping[str, Sequence[str]],
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of clusters that organisers and authorities count of one crowd.

    Of two articles on one event one gives a single count by the first, the other one by the
    second, in one unit, and the numbers are apart.
    """
    told: dict[tuple[str, str], set[int]] = defaultdict(set)
    for n, cluster in enumerate(clusters):
        for fact in cluster:
            if fact.figure.kind == "count" and (by := _counted_by(fact, sentences)):
                told[_article(fact), by].add(n)
    for (article, by), counts in sorted(told.items()):
        if by != "organiser" or len(counts) != 1:
            continue
        for other in partners.get(article, ()):
            rivals = told.get((other, "authority"), set())
            (i,), (j, *more) = counts, sorted(rivals) or [-1]
            if not more and j >= 0 and i != j and _are_counts_apart(clusters[i][0], clusters[j][0]):
                yield min(i, j), max(i, j)


def _counted_by(fact: Fact, sentences: Mapping[str, Sentence]) -> str | None:
    """Return who counts, by the name that stands nearest before the number in its sentence."""
    sentence = sentences[fact.figure.evidence.sentence_id]
    head = sentence.text[: fact.figure.span.start - sentence.span.start]
    rules = load_table("joining")["crowds"]
    found = [
        (match.start(), name)
        for name in ("organiser", "authority")
        for match in compile_pattern(rules[name]["pattern"]).finditer(sentence.text)
        if match.start() < len(head)
    ]
    return max(found)[1] if found else None


def _are_counts_apart(a: Fact, b: Fact) -> bool:
    """Tell whether two counts are of one unit and cannot both be right."""
    if a.measure is None or b.measure is None:
        return False
    same_unit = a.figure.quantity.unit == b.figure.quantity.unit
    return same_unit and agree(a.measure, b.measure) == "apart"


def list_kin(clusters: Sequence[Sequence[Fact]]) -> dict[str, list[str]]:
    """Return the kin of each article by what the clusters share."""
    ties = [fact for cluster in clusters if len(cluster) > 1 for fact in cluster[:_NEIGHBOURS]]
    at = {id(fact): n for n, fact in enumerate(ties)}
    pairs = (
        (at[id(a)], at[id(b)])
        for cluster in clusters
        for a, b in combinations(cluster[:_NEIGHBOURS], 2)
    )
    return list_partners(ties, pairs)


def list_days(clusters: Sequence[Sequence[Fact]]) -> dict[str, set[str]]:
    """Return the days that each sentence names, by its id: "06-19", or "19"."""
    days: dict[str, set[str]] = defaultdict(set)
    for cluster in clusters:
        for fact in cluster:
            if day := name_day(fact.figure):
                days[fact.figure.evidence.sentence_id].add(day)
    return days


def _are_of_one_day(a: Fact, b: Fact, days: Mapping[str, set[str]]) -> bool:
    """Tell whether two numbers are not of different days: a toll grows."""
    one, other = (days.get(f.figure.evidence.sentence_id, set()) for f in (a, b))
    return not one or not other or share_day(one, other)


def _article(fact: Fact) -> str:
    return fact.figure.evidence.article_id


def _list_matters(facts: Sequence[Fact], places: Sequence[int]) -> dict[Matter, list[int]]:
    """Return the facts of an article by dimension and by what they are of."""
    found: dict[Matter, list[int]] = defaultdict(list)
    for n in places:
        measure, kind = facts[n].measure, facts[n].figure.kind
        if measure and facts[n].matter and (kind in COUNTED_KINDS or kind in NAMED_KINDS):
            found[measure.dimension, facts[n].matter].append(n)
    return found


def _states(fact: Fact, sentences: Mapping[str, Sentence]) -> bool:
    """Tell whether a number is told as it is: not supposed, and no price of so much a piece."""
    if fact.figure.kind not in _KINDS or fact.measure is None or not fact.measure.value:
        return False
    text = sentences[fact.figure.evidence.sentence_id].text
    return fact.figure.quantity.per is None and not any(p.search(text) for p in _supposed())


@cache
def _supposed() -> tuple[Sought, ...]:
    return tuple(compile_pattern(rule["pattern"]) for rule in load_table("figures")["supposed"])


def _find_alike(
    facts: Sequence[Fact], one: Sequence[int], other: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of which neither is like any third number of the two articles."""
    met: dict[int, list[int]] = defaultdict(list)
    for i in one:
        for j in other:
            if _are_alike(facts[i], facts[j]):
                met[i].append(j)
                met[j].append(i)
    for i in one:
        if len(met[i]) == 1 == len(met[met[i][0]]) and i < met[i][0]:
            yield i, met[i][0]


def _are_alike(a: Fact, b: Fact) -> bool:
    """Tell whether two numbers may be of one thing, told with one number or with another.

    A counter that names what it counts (棟, 隻) needs one word beside it.
    """
    if a.figure.quantity.unit != b.figure.quantity.unit or not a.measure or not b.measure:
        return False
    alike = share_near(a, b, least=a.least)
    if alike >= _ALIKE or agree(a.measure, b.measure) != "apart":
        return True
    named = name_what_they_count(a) and a.figure.quantity.unit not in _OF_ANYTHING
    return alike > 0 and named and are_of_one_size(a, b)


def are_of_one_size(a: Fact, b: Fact) -> bool:
    """Tell whether two numbers are near enough to be told of one thing."""
    values = [abs(f.measure.value) for f in (a, b) if f.measure and f.measure.value]
    return len(values) == len((a, b)) and max(values) <= _ONE_SIZE * min(values)
