from __future__ import annotations

from rkbrief.analysis.partition import part_by_story


def test_articles_of_one_story_are_in_one_group_and_the_others_alone() -> None:
    stories = {"S1": ("S3",), "S3": ("S1", "S4"), "S4": ("S3",)}
    parted = part_by_story(["S1", "S2", "S3", "S4"], stories)
    assert parted == (("S1", "S3", "S4"), ("S2",))


def test_an_article_like_no_other_goes_where_it_has_the_most_ties() -> None:
    stories = {"S1": ("S2",), "S2": ("S1",), "S3": ("S4",), "S4": ("S3",)}
    ids = ["S1", "S2", "S3", "S4", "S5"]
    assert part_by_story(ids, stories, [["S1", "S5"], ["S3", "S5"], ["S5", "S4"]]) == (
        ("S1", "S2"),
        ("S3", "S4", "S5"),
    )
    assert part_by_story(ids, stories, [["S5"], []])[-1] == ("S5",)


def test_a_tie_does_not_join_two_stories() -> None:
    stories = {"S1": ("S2",), "S2": ("S1",), "S3": ("S4",), "S4": ("S3",)}
    parted = part_by_story(["S1", "S2", "S3", "S4"], stories, [["S1", "S3"], ["S2", "S4"]])
    assert parted == (("S1", "S2"), ("S3", "S4"))


def test_two_articles_that_only_have_each_other_are_not_made_a_story() -> None:
    assert part_by_story(["S1", "S2"], {}, [["S1", "S2"]]) == (("S1",), ("S2",))
