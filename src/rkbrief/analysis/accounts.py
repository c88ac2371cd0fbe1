"""Numbers of one thing that two articles on one event have from two parties.

会社によると31万戸が停電した in one article, 停電は国の集計で27万戸 in another. The words of either
clause must all be known to the other article by then, and neither number may have a second rival.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from rkbrief.analysis.clustered import Clustered
from rkbrief.analysis.contradictions import contradict
from rkbrief.analysis.corrections import Place, list_earlier, may_dispute, place
from rkbrief.analysis.disputes import Told, are_two, is_proposal, tells_known
from rkbrief.analysis.facts import Fact, share_near
from rkbrief.analysis.rivals import COUNTED_KINDS
from rkbrief.analysis.voices import Voice, find_voice
from rkbrief.model import Sentence

_KINDS = COUNTED_KINDS | {"distance", "length", "money"}
_ALIKE = 0.12
_ARTICLES_KEPT = 512
"""Articles whose facts are kept at hand: one has up to eight kin anywhere."""
_CONTEXT = 12
"""Sentences before a number that tell what its article is about."""

Account = tuple[Told, Voice, str]
"""A number in its sentence, who gives it, and the text up to the end of that sentence."""


def find_told_otherwise(
    clusters: Clustered,
    sentences: Mapping[str, Sentence],
    partners: Mapping[str, Sequence[str]],
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of clusters that two articles on one event have from two parties."""
    told: dict[str, array[int]] = defaultdict(lambda: array("l"))  # clusters and places, by turns
    for n, cluster in enumerate(clusters):
        for fact in cluster:
            if fact.kind in _KINDS and fact.outlook != "foretold":
                told[fact.article_id].extend((n, fact.number))

    @lru_cache(maxsize=_ARTICLES_KEPT)
    def list_told(article: str) -> tuple[list[Place], dict[str, list[Place]]]:
        numbers = told.get(article, array("l"))
        places = list(zip(numbers[::2], clusters.pick(numbers[1::2]), strict=True))
        counted: dict[str, list[Place]] = defaultdict(list)  # by unit
        for told_one in places:
            counted[told_one[1].quantity.unit].append(told_one)
        return places, counted

    known: dict[int, Account | None] = {}
    for article, others in partners.items():
        for other in others:
            if article < other:
                (own, _), (_, counted) = list_told(article), list_told(other)
                pairs = [
                    (i, j)
                    for i, one in own
                    for j, two in counted.get(one.quantity.unit, ())
                    if _are_alike(one, two)
                    and clusters.list_articles(i).isdisjoint(clusters.list_articles(j))
                    and _differ(one, two, sentences, known)
                ]
                yield from _keep_single(pairs)


def _are_alike(one: Fact, other: Fact) -> bool:
    """Tell whether two numbers of one unit are apart and told with many of the same words."""
    if not may_dispute(one, other):
        return False
    return share_near(one, other, least=one.least) >= _ALIKE and not contradict(one, other)


def _differ(
    one: Fact, other: Fact, sentences: Mapping[str, Sentence], known: dict[int, Account | None]
) -> bool:
    """Tell whether two parties give two numbers of one thing."""
    first, second = (_read_account(fact, sentences, known) for fact in (one, other))
    if first is None or second is None or not are_two(first[1], second[1]):
        return False
    return tells_known(*first[:2], second[2]) and tells_known(*second[:2], first[2])


def _read_account(
    fact: Fact, sentences: Mapping[str, Sentence], known: dict[int, Account | None]
) -> Account | None:
    """Return where a number stands and who gives it, None where nobody does by name."""
    if fact.number not in known:
        sentence = sentences[fact.sentence_id]
        told = place(fact, sentence)
        voice = find_voice(told.text, told.start, told.end)
        named = voice is not None and voice.who and not is_proposal(told, voice)
        text = "".join(each.text for each in list_earlier(sentence, sentences, _CONTEXT))
        known[fact.number] = (told, voice, text) if voice and named else None
    return known[fact.number]


def _keep_single(pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of which neither number has a second rival in the other article."""
    for i, j in dict.fromkeys(pairs):
        if len({pair for pair in pairs if i in pair or j in pair}) == 1:
            yield min(i, j), max(i, j)
