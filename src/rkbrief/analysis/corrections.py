"""Numbers that an article itself sets against others: it corrects a claim, or two parties differ.

Both stand in one sentence or in neighbouring ones, and what stands between them says so:
37人足りないと説明している。数え直したところ、52人だった; 65円と試算する。一方、市は40円とみる.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rkbrief.analysis.agreement import agree
from rkbrief.analysis.facts import Fact
from rkbrief.analysis.holders import name_of_holder
from rkbrief.lexicon import compile_pattern, load_table
from rkbrief.model import Sentence

_BEFORE = 2
"""Sentences before that may hold what one corrects."""
_MOST_FIGURES = 16
_FARTHEST = 3.0
"""Ratio of two numbers that may still be of one thing."""

Place = tuple[int, Fact]
"""The number of a cluster and a fact of it."""


def find_opposed(
    clusters: Sequence[Sequence[Fact]], sentences: Mapping[str, Sentence]
) -> list[tuple[int, int]]:
    """Return the pairs of clusters that an article opposes to each other.

    A claim that it corrects must be repeated by another article.
    """
    told: dict[str, list[Place]] = defaultdict(list)
    for n, cluster in enumerate(clusters):
        for fact in cluster:
            told[fact.figure.evidence.sentence_id].append((n, fact))
    return [pair for i in told for pair in _find_in(sentences[i], told, sentences, clusters)]


def _find_in(
    sentence: Sentence,
    told: Mapping[str, Sequence[Place]],
    sentences: Mapping[str, Sentence],
    clusters: Sequence[Sequence[Fact]],
) -> Iterator[tuple[int, int]]:
    """Yield what a sentence opposes to a number before, in it or in the ones that precede it."""
    before = ""
    for back in range(_BEFORE + 1):
        name = f"{sentence.article_id}:{sentence.index - back}"
        if name not in sentences:
            return
        text = sentences[name].text
        for i, first in told.get(name, ())[:_MOST_FIGURES]:
            end = first.figure.span.end - sentences[name].span.start
            for j, second in told[sentence.id][:_MOST_FIGURES]:
                start = second.figure.span.start - sentence.span.start
                if i == j or not _may_dispute(first, second) or (not back and start < end):
                    continue
                between = (
                    text[end:start] if not back else text[end:] + before + sentence.text[:start]
                )
                behind = sentence.text[start + len(second.figure.text) :]
                head = text[: end - len(first.figure.text)]
                repeated = len({f.figure.evidence.article_id for f in clusters[i]}) > 1
                if _match("contrasts", head, between, behind) or (
                    repeated and _match("corrections", head, between, behind)
                ):
                    yield i, j
        before = text + before if back else ""


def _may_dispute(one: Fact, other: Fact) -> bool:
    """Tell whether two numbers are apart and yet near enough to be of one thing."""
    if one.measure is None or other.measure is None or one.figure.kind == "date":
        return False
    if one.figure.quantity.per != other.figure.quantity.per:
        return False
    if one.measure.dimension != other.measure.dimension:
        return False
    values = [abs(f.measure.value) for f in (one, other) if f.measure and f.measure.value]
    near = len(values) == len((one, other)) and max(values) <= _FARTHEST * min(values)
    return near and agree(one.measure, other.measure) == "apart"


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
