"""Which items a section lists where it cannot list all: every story of the corpus has its share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from rkbrief.brief.index import Index
from rkbrief.brief.sections import Limit

_AS_SET = 2
"""Stories for which the limit of a section does as it is."""
_MOST_TIMES = 3
"""How many times its limit a section may list, however many stories there are."""

_Item = TypeVar("_Item")


def story_of(index: Index, articles: Iterable[str]) -> int:
    """Return the number of the story that most of the articles tell, 0 where none was sought."""
    told = Counter(index.stories.get(article, 0) for article in articles)
    return told.most_common(1)[0][0] if told else 0


def several_stories(index: Index) -> list[int]:
    """Return the stories that several articles tell, that of the most articles first."""
    articles = Counter(index.stories.values())
    return [story for story, n in articles.most_common() if n > 1]


def share_out(
    index: Index,
    items: Sequence[_Item],
    limit: Limit,
    told_by: Callable[[_Item], Iterable[str]],
) -> list[_Item]:
    """Return the items that a section lists, in their order, the most telling first.

    ``told_by`` gives the articles that tell of an item: it is of the story of most of them. Each
    story that several articles tell has one before another has two; what is left goes by
    Sainte-Laguë, as seats are shared out, in proportion to the articles of a story. An article
    that no other one is like is often on the same thing after all, and has no right to one.
    """
    if limit.most is None or len(items) <= limit.most:
        return list(items)
    waiting: dict[int, list[int]] = {}
    for place, item in enumerate(items):
        waiting.setdefault(story_of(index, told_by(item)), []).append(place)
    articles = Counter(index.stories.values())
    room = limit.most
    if limit.grows:
        several = max(_AS_SET, sum(articles[story] > 1 for story in waiting))
        room = min(room * several // _AS_SET, room * _MOST_TIMES)
    taken = dict.fromkeys(waiting, 0)

    def claim(story: int) -> tuple[bool, float]:
        has, size = taken[story], articles[story]
        return size > 1 and not has, size / (2 * has + 1)

    for _ in range(min(room, len(items))):
        left = [story for story in waiting if taken[story] < len(waiting[story])]
        taken[max(left, key=claim)] += 1  # of equal claims that of the more telling item
    chosen = sorted(place for story, n in taken.items() for place in waiting[story][:n])
    return [items[place] for place in chosen]
