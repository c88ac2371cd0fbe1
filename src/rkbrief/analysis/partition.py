"""Articles parted by the stories that they tell: what a brief deals out its room by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rkbrief.analysis.kinship import name_events


def part_by_story(
    articles: Sequence[str],
    stories: Mapping[str, Sequence[str]],
    ties: Iterable[Sequence[str]] = (),
) -> tuple[tuple[str, ...], ...]:
    """Return the articles, by id, in groups that tell one story; every article is in one.

    ``stories`` are those of :func:`rkbrief.analysis.stories.find_stories`; articles that have
    one in common tell the same. ``ties`` are the articles of a fact or a question: one whose
    names are like those of no other article goes with those that it has the most ties with.
    Groups and their articles are in the order of ``articles``.
    """
    event = name_events(stories, {})
    votes: dict[str, Counter[str]] = {a: Counter() for a in articles if a not in event}
    for told in ties:
        held = [event[a] for a in dict.fromkeys(told) if a in event]
        for alone in dict.fromkeys(a for a in told if a in votes):
            votes[alone].update(held)
    joined = {a: vote.most_common(1)[0][0] for a, vote in votes.items() if vote}
    groups: dict[str, list[str]] = {}
    for article in articles:
        groups.setdefault(event.get(article) or joined.get(article, article), []).append(article)
    return tuple(tuple(group) for group in groups.values())
