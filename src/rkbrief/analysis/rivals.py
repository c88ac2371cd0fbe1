"""Numbers of one thing that articles on one event tell differently.

What is told by one article alone is looked at: the only number that each gives of one matter
(修理費), or two of one unit and one size whose words are alike, where neither article has the
other's number, too. What is only supposed disputes nothing.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, chain, combinations

from rkbrief.analysis.agreement import agree
from rkbrief.analysis.as_of import name_day, share_day
from rkbrief.analysis.clustered import Clustered
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
    clusters: Clustered,
    sentences: Mapping[str, Sentence],
    partners: Mapping[str, Sequence[str]],
    days: Mapping[str, frozenset[str]],
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of clusters in which articles on one event may tell one thing otherwise.

    ``partners`` are the kin of each article by what the clusters share, ``days`` those that
    each sentence names, by its id.
    """
    facts = clusters.list_leads()
    told = by_article(facts, partners)
    matters = {article: _list_matters(facts, places) for article, places in told.items()}
    alone = {
        n
        for n, lead in enumerate(facts)
        if _states(lead, sentences) and len(clusters.list_articles(n)) == 1
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
    clusters: Clustered,
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
            if fact.kind == "count" and (by := _counted_by(fact, sentences)):
                told[_article(fact), by].add(n)
    for (article, by), counts in sorted(told.items()):
        if by != "organiser" or len(counts) != 1:
            continue
        for other in partners.get(article, ()):
            rivals = told.get((other, "authority"), set())
            (i,), (j, *more) = counts, sorted(rivals) or [-1]
            if (
                not more
                and j >= 0
                and i != j
                and _are_counts_apart(clusters.lead(i), clusters.lead(j))
            ):
                yield min(i, j), max(i, j)


def _counted_by(fact: Fact, sentences: Mapping[str, Sentence]) -> str | None:
    """Return who counts, by the name that stands nearest before the number in its sentence."""
    sentence = sentences[fact.sentence_id]
    rules = load_table("joining")["crowds"]
    found = [
        (match.start(), name)
        for name in ("organiser", "authority")
        for match in compile_pattern(rules[name]["pattern"]).finditer(sentence.text)
    ]
    if not found:
        return None
    start = fact.figure.span.start - sentence.span.start
    return max((hit for hit in found if hit[0] < start), default=(0, None))[1]


def _are_counts_apart(a: Fact, b: Fact) -> bool:
    """Tell whether two counts are of one unit and cannot both be right."""
    if a.measure is None or b.measure is None:
        return False
    same_unit = a.quantity.unit == b.quantity.unit
    return same_unit and agree(a.measure, b.measure) == "apart"


def list_kin(clusters: Clustered) -> dict[str, list[str]]:
    """Return the kin of each article by what the clusters share."""
    several = [places[:_NEIGHBOURS] for places in clusters.places if len(places) > 1]
    starts = accumulate(map(len, several), initial=0)
    pairs = (
        (start + a, start + b)
        for start, places in zip(starts, several, strict=False)
        for a, b in combinations(range(len(places)), 2)
    )
    return list_partners(clusters.pick(array("l", chain.from_iterable(several))), pairs)


def list_days(clusters: Clustered) -> dict[str, frozenset[str]]:
    """Return the days that each sentence names, by its id: "06-19", or "19"."""
    days: dict[str, frozenset[str]] = {}
    known: dict[frozenset[str], frozenset[str]] = {}
    for told in clusters.by_article():
        found: dict[str, set[str]] = defaultdict(set)
        for _, fact in told:
            if fact.kind == "date" and (day := name_day(fact.figure)):
                found[fact.sentence_id].add(day)
        days |= {i: known.setdefault(named := frozenset(own), named) for i, own in found.items()}
    return days


def _are_of_one_day(a: Fact, b: Fact, days: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether two numbers are not of different days: a toll grows."""
    one, other = (days.get(f.sentence_id, frozenset()) for f in (a, b))
    return not one or not other or share_day(one, other)


def _article(fact: Fact) -> str:
    return fact.article_id


def _list_matters(facts: Sequence[Fact], places: Sequence[int]) -> dict[Matter, list[int]]:
    """Return the facts of an article by dimension and by what they are of."""
    found: dict[Matter, list[int]] = defaultdict(list)
    for n in places:
        measure, kind = facts[n].measure, facts[n].kind
        if measure and facts[n].matter and (kind in COUNTED_KINDS or kind in NAMED_KINDS):
            found[measure.dimension, facts[n].matter].append(n)
    return found


def _states(fact: Fact, sentences: Mapping[str, Sentence]) -> bool:
    """Tell whether a number is told as it is: not supposed, and no price of so much a piece."""
    if fact.kind not in _KINDS or fact.measure is None or not fact.measure.value:
        return False
    text = sentences[fact.sentence_id].text
    return fact.quantity.per is None and not any(p.search(text) for p in _supposed())


@cache
def _supposed() -> tuple[Sought, ...]:
    return tuple(compile_pattern(rule["pattern"]) for rule in load_table("figures")["supposed"])


def _find_alike(
    facts: Sequence[Fact], one: Sequence[int], other: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of which neither is like any third number of the two articles."""
    met: dict[int, list[int]] = defaultdict(list)
    others = [(j, facts[j]) for j in other]
    for i in one:
        fact = facts[i]
        for j, like in others:
            if _are_alike(fact, like):
                met[i].append(j)
                met[j].append(i)
    for i in one:
        if len(met[i]) == 1 == len(met[met[i][0]]) and i < met[i][0]:
            yield i, met[i][0]


def _are_alike(a: Fact, b: Fact) -> bool:
    """Tell whether two numbers may be of one thing, told with one number or with another.

    A counter that names what it counts (棟, 隻) needs one word beside it.
    """
    if a.quantity.unit != b.quantity.unit or not a.measure or not b.measure:
        return False
    alike = share_near(a, b, least=a.least)
    if alike >= _ALIKE or agree(a.measure, b.measure) != "apart":
        return True
    named = name_what_they_count(a) and a.quantity.unit not in _OF_ANYTHING
    return alike > 0 and named and are_of_one_size(a, b)


def are_of_one_size(a: Fact, b: Fact) -> bool:
    """Tell whether two numbers are near enough to be told of one thing."""
    values = [abs(f.measure.value) for f in (a, b) if f.measure and f.measure.value]
    return len(values) == len((a, b)) and max(values) <= _ONE_SIZE * min(values)
