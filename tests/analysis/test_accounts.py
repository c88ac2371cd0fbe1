"""Numbers of one thing that two articles on one event have from two parties."""

from collections.abc import Sequence

import pytest
from joining_records import gather_ship_facts

from rkbrief.analysis.accounts import find_told_otherwise
from rkbrief.analysis.clustered import Clustered
from rkbrief.analysis.matching import join_facts
from rkbrief.analysis.rivals import list_kin


def told_otherwise(one: Sequence[str], other: Sequence[str]) -> set[tuple[str, str]]:
    """Return the texts of the figures that two articles on one ship have from two parties."""
    facts, sentences = gather_ship_facts(one, other)
    clusters = Clustered(facts, join_facts(facts))
    found = find_told_otherwise(clusters, sentences, list_kin(clusters))
    return {(clusters[i][0].figure.text, clusters[j][0].figure.text) for i, j in found}


LEFT = ["港湾局は漁をやめた家を730戸と発表した。"]


@pytest.mark.parametrize(
    "other",
    [
        ["漁協の集計では、漁をやめた家は980戸に上る。"],
        ["漁をやめた家は980戸だったと漁協は言う。"],
    ],
)
def test_two_parties_count_one_thing_in_two_articles(other: Sequence[str]) -> None:
    assert told_otherwise(LEFT, other) == {("730戸", "980戸")}


@pytest.mark.parametrize(
    "other",
    [
        ["漁をやめた家は980戸だった。"],
        ["港湾局の集計では、漁をやめた家は980戸に上る。"],
        ["漁協の集計では、漁をやめて町を去った家は980戸に上る。"],
        ["漁協の集計では、漁をやめた家は4980戸に上る。"],
        ["漁協の集計では、漁をやめた家は980戸か610戸だという。"],
        ["漁協の予想では、漁をやめる家は980戸に上る。"],
    ],
    ids=["nobody's", "one party", "another thing", "another size", "two of them", "foretold"],
)
def test_what_is_not_of_two_parties_or_of_two_things_disputes_nothing(
    other: Sequence[str],
) -> None:
    assert told_otherwise(LEFT, other) == set()
