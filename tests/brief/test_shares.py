from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from msgspec.structs import replace
from railway import make_analysis, make_article

from rkbrief.brief.index import Index
from rkbrief.brief.phrases import Phrases
from rkbrief.brief.render import render_brief
from rkbrief.brief.sections import Limit
from rkbrief.brief.shares import share_out
from rkbrief.config import BriefSettings, Config
from rkbrief.errors import VerificationError
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


TRAM = (
    "市は14日、路面電車の延伸の事業費が210億円になると公表した。延伸区間は市役所前から港町までである。",
    "路面電車の延伸の事業費は210億円とされる。市役所前から港町までの延伸に国の補助はまだない。",
    "路面電車の延伸区間は市役所前から港町までで、市は延伸の事業費を210億円と見積もった。",
)
APPLES = (
    "北郷町の農協は、今年のリンゴの収穫量が2万トンだったと発表した。リンゴの収穫は10月に終わった。",
    "北郷町のリンゴの収穫量は2万トンだった。農協はリンゴの出荷を始めた。",
)


def test_the_title_and_what_happened_tell_each_story_that_several_articles_tell(
    tmp_path: Path,
) -> None:
    for number, text in enumerate((*TRAM, *APPLES)):
        (tmp_path / f"{number}.txt").write_text(text + "\n", "utf-8")
    analysis = analyse([tmp_path])
    assert [len(story) for story in analysis.stories] == [3, 2]
    text = render_brief(analysis)
    title = text.partition("\n")[0]
    assert "also: " in title
    assert ("JPY 21 billion" in title) + ("20,000 t" in title) == 2
    happened = re.findall(r"^- \*\*What (?:else )?happened\.\*\*.*$", text, re.MULTILINE)
    for line, story in zip(happened, analysis.stories, strict=True):
        assert set(re.findall(r"\[(S\d+):\d+\]", line)) <= set(story)
    sets: dict[str, tuple[str, ...]] = {"bare": ("title", "sources", "method", "endnotes")}
    with pytest.raises(VerificationError):  # nothing in it is cited
        render_brief(analysis, "bare", settings=BriefSettings(templates=sets))


def test_a_story_is_counted_in_the_title_where_its_figure_is_cited_nowhere(tmp_path: Path) -> None:
    ahead = "路面電車の延伸は2031年春に間に合わないだろうと教授は述べた。"
    for number, text in enumerate((TRAM[0] + ahead, *TRAM[1:], *APPLES)):
        (tmp_path / f"{number}.txt").write_text(text + "\n", "utf-8")
    (tmp_path / "corpus.yaml").write_text(
        "questions:\n  - {id: Q1, ask: 延伸は間に合うか, ask_en: 'Will the tram be in time?',"
        " terms: [延伸], affirm: [間に合う], deny: [間に合わない]}\n"
    )
    sets: dict[str, tuple[str, ...]] = {
        "mine": ("title", "key-judgments", "scale", "method", "endnotes")
    }
    text = render_brief(analyse([tmp_path]), "mine", settings=BriefSettings(templates=sets))
    assert text.startswith("# Will the tram be in time? One speaker says no; also: 1 further story")
