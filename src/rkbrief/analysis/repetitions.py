"""A number that an article gives more than once: it comes back to what it told before.

Of two mentions the later one often leaves out what the number is of (「その1500万台」, a heading).
Through the fuller mention the shorter one is known again in other articles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from rkbrief.analysis.alikeness import compare_numbers
from rkbrief.analysis.facts import Fact, as_set, name_what_they_count
from rkbrief.model import Sentence

_LEAST_DIGITS = 2
_KINDS = frozenset(("count", "money", "mass", "area", "volume", "age"))
"""Kinds of which an article has few that are equal by chance, unlike shares and stretches."""
_RARELY_EQUAL = frozenset(("money", "age"))
"""Of these, a number that comes back needs no word in common."""
_MOST = 16
"""Mentions of one number in one article that are looked at."""


def find_repeated_pairs(facts: Sequence[Fact]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of facts of one article that are one number, the earlier first.

    ``facts`` stand article by article.
    """
    for _, own in groupby(range(len(facts)), lambda n: facts[n].article_id):
        told: dict[tuple[tuple[str, str, str], float], list[int]] = defaultdict(list)
        for n in own:
            measure = facts[n].measure
            if measure is not None and measure.day is None and measure.value is not None:
                told[measure.dimension, measure.value].append(n)
        for places in told.values():
            for at, j in enumerate(places[:_MOST]):
                yield from ((i, j) for i in places[:at] if is_told_again(facts[i], facts[j]))


def find_copied_pairs(
    facts: Sequence[Fact],
    *,
    sentences: Mapping[str, Sentence],
    origins: Sequence[Sequence[str]],
    published: Mapping[str, date | None],
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of facts that stand in one sentence of copies, the earlier first.

    Copies are articles of one origin and one day: however little their sentence says of what its
    number is, it is the same sentence. ``sentences`` are by id, ``published`` by article id.
    """
    origin_of = {a: n for n, group in enumerate(origins) if len(group) > 1 for a in group}
    told: dict[tuple[int, date | None, str, int], int] = {}
    for n, fact in enumerate(facts):
        origin = origin_of.get(fact.article_id)
        if origin is None:
            continue
        sentence = sentences[fact.sentence_id]
        at = fact.figure.span.start - sentence.span.start
        day = published.get(fact.article_id)
        first = told.setdefault((origin, day, sentence.text, at), n)
        if first != n and facts[first].article_id != fact.article_id:
            yield first, n


def is_told_again(one: Fact, other: Fact) -> bool:
    """Tell whether two figures of one article are one: 684床, 2008年 and 17年ぶり, 関税25%."""
    if compare_numbers(one, other) != "same":
        return False
    if one.since and one.since == other.since:
        return look_back(one) and look_back(other)
    if _have_one_subject(one, other):
        return True
    if _have_two_subjects(one, other):
        return False
    if names_itself(one) or names_itself(other):
        return True
    alike = _is_distinct(one) and one.measure == other.measure
    return alike and (one.kind in _RARELY_EQUAL or _share_word(one, other))


def names_itself(fact: Fact) -> bool:
    """Tell whether a distinct number and its counter are enough: 684床, 428隻."""
    digits = fact.measure.digits if fact.measure else 0
    return fact.kind == "count" and digits >= _LEAST_DIGITS and name_what_they_count(fact)


def look_back(fact: Fact) -> bool:
    """Tell whether a fact says when something was last so: 17年ぶり, 2008年以来, no 17年前."""
    return fact.kind == "date" or fact.says_last


def _is_distinct(fact: Fact) -> bool:
    digits = fact.measure.digits if fact.measure else 0
    return fact.kind in _KINDS and digits >= _LEAST_DIGITS


def _have_one_subject(one: Fact, other: Fact) -> bool:
    """Tell whether two numbers of more than one digit share a word of what they are about."""
    if min(one.distinctness, other.distinctness) == 0:
        return False
    shared = frozenset(one.subject_terms).intersection(other.subject_terms)
    return any(len(term) > 1 for term in shared)


def _share_word(one: Fact, other: Fact) -> bool:
    """Tell whether a word stands near both numbers, or where the sentence of one points back."""
    return any(len(term) > 1 for term in as_set(one.around).intersection(other.around))


def _have_two_subjects(one: Fact, other: Fact) -> bool:
    """Tell whether each of two numbers says what it is of, and none of it is the same."""
    terms = [frozenset(t for t in f.subject_terms if len(t) > 1) for f in (one, other)]
    return all(terms) and terms[0].isdisjoint(terms[1])
