from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace
from railway import make_analysis, make_article

from rkbrief.brief.index import Index
from rkbrief.brief.phrases import Phrases
from rkbrief.brief.render import render_brief
from rkbrief.brief.sections import Limit
from rkbrief.brief.shares import share_out
from rkbrief.config import Config
from rkbrief.pipeline import analyse


@dataclass(frozen=True)
class Item:
    """What an article tells, and how it ranks among all that is told."""

    rank: int
    article: str


def share(
    stories: tuple[tuple[str, ...], ...], told: str | Sequence[str], limit: Limit
) -> list[int]:
    """Return the ranks that are listed; ``told`` are the numbers of the articles, by rank."""
    ids = sorted(article for story in stories for article in story)
    articles = [make_article(int(i[1:]), f"記事{i}の文である。") for i in ids]
    analysis = replace(make_analysis(articles), stories=stories)
    items = [Item(rank, f"S{number}") for rank, number in enumerate(told)]
    listed = share_out(Index(analysis, Phrases("en")), items, limit, lambda item: [item.article])
    return [item.rank for item in listed]


TWO = (("S1", "S2"), ("S3", "S4"))


def test_all_is_listed_where_there_is_room() -> None:
    assert share(TWO, "1133", Limit(4)) == [0, 1, 2, 3]
    assert share(TWO, "111133", Limit(None)) == [0, 1, 2, 3, 4, 5]


def test_of_one_story_the_first_are_listed() -> None:
    assert share((("S1", "S2"),), "121212", Limit(4)) == [0, 1, 2, 3]
    assert share((("S1", "S2"),), "121212", Limit(4, grows=True)) == [0, 1, 2, 3]
    assert share((), "", Limit(4)) == []


def test_a_second_story_has_its_share_and_the_order_stays() -> None:
    assert share(TWO, "11111133", Limit(4)) == [0, 1, 6, 7]
    assert share(TWO, "11311133", Limit(4, grows=True)) == [0, 1, 2, 6]


def test_what_a_story_does_not_need_goes_to_the_others() -> None:
    assert share(TWO, "11111113", Limit(4)) == [0, 1, 2, 7]


def test_a_story_that_more_articles_tell_has_more() -> None:
    stories = (("S1", "S2", "S3", "S4"), ("S5", "S6"))
    assert share(stories, "111111115555", Limit(6)) == [0, 1, 2, 3, 8, 9]


def test_articles_that_are_like_no_other_do_not_push_a_story_aside() -> None:
    stories = (("S1", "S2", "S3", "S4"), ("S5",), ("S6",), ("S7",))
    assert share(stories, "1111567", Limit(2)) == [0, 1]
    assert share(stories, "1111567", Limit(2, grows=True)) == [0, 1]


def test_a_limit_that_nobody_set_grows_with_the_stories_and_one_that_was_set_stays() -> None:
    three = (*TWO, ("S5", "S6"))
    assert share(three, "111113333355555", Limit(4, grows=True)) == [0, 1, 5, 6, 10, 11]
    assert len(share(three, "111113333355555", Limit(4))) == 4
    many = tuple((f"S{n}", f"S{n + 1}") for n in range(1, 80, 2))
    told = [story[0][1:] for story in many]
    assert share(many, told * 3, Limit(2, grows=True)) == [0, 1, 2, 3, 4, 5]


def test_a_brief_of_two_topics_puts_both_into_its_tables() -> None:
    folder = Path(__file__).parents[1] / "evaluation" / "small" / "railway-and-truce"
    config = Config(corpus_file=str(folder / "corpus.yaml"))
    analysis = analyse([folder / "articles"], config)
    assert [len(story) for story in analysis.stories] == [3, 3]
    text = render_brief(analysis)
    said = text.partition("## Bottom line up front")[2].partition("\n## ")[0]
    split = [line for line in said.splitlines() if "Where the sources" in line]
    assert len(split) == 2
    for line, story in zip(split, analysis.stories, strict=True):
        assert set(re.findall(r"\[(S\d+):\d+\]", line)) <= set(story)
    for section in ("## Key figures", "## Competing forecasts", "## Assumptions and indicators"):
        told = text.partition(section)[2].partition("\n## ")[0]
        cited = set(re.findall(r"\[(S\d+):\d+\]", told))
        assert all(cited & set(story) for story in analysis.stories), section
    assert len(re.findall(r"^### ", text, re.MULTILINE)) == 4
