"""Numbers that articles on one event give of one thing, and that cannot both be right."""

from collections.abc import Sequence
from datetime import date

import pytest
from joining_records import gather_ship_facts

from rkbrief.analysis.clustered import Clustered
from rkbrief.analysis.matching import join_facts
from rkbrief.analysis.rivals import find_counted_otherwise, find_rivals, list_days, list_kin


def counted_otherwise(one: Sequence[str], other: Sequence[str]) -> set[tuple[str, str]]:
    """Return the texts of the figures that two articles on one ship have from two counters."""
    facts, sentences = gather_ship_facts(one, other)
    clusters = Clustered(facts, join_facts(facts))
    found = find_counted_otherwise(clusters, sentences, list_kin(clusters))
    return {(clusters[i][0].figure.text, clusters[j][0].figure.text) for i, j in found}


def test_organisers_and_police_count_one_crowd_otherwise() -> None:
    one = ["主催者によると、港には4200人が集まった。"]
    assert counted_otherwise(one, ["集会について、警察は参加者を1100人と推計した。"]) == {
        ("4200人", "1100人")
    }


@pytest.mark.parametrize(
    "other",
    [
        ["警察は港で1100人を調べた。"],
        ["港には主催者発表で1100人が集まった。"],
        ["警察の集計では、港に1100隻の船が集まった。"],
        ["警察の集計では参加者は1100人、翌日は900人だった。"],
    ],
    ids=["no count of a crowd", "the same side", "another unit", "two counts"],
)
def test_what_the_police_do_not_count_of_that_crowd_is_no_rival(other: Sequence[str]) -> None:
    assert counted_otherwise(["主催者によると、港には4200人が集まった。"], other) == set()


DAY = date(2026, 5, 14)


def rivals(one: Sequence[str], other: Sequence[str]) -> set[tuple[str, str]]:
    """Return the texts of the figures in which two articles on one ship are rivals."""
    facts, sentences = gather_ship_facts(one, other)
    clusters = Clustered(facts, join_facts(facts))
    found = find_rivals(clusters, sentences, list_kin(clusters), list_days(clusters))
    return {(clusters[i][0].figure.text, clusters[j][0].figure.text) for i, j in found}


def test_the_only_numbers_of_one_matter_are_rivals() -> None:
    one = ["船腹の亀裂は少なくとも3カ所で見つかった。"]
    assert rivals(one, ["船腹には2カ所の亀裂があった。"]) == {("少なくとも3カ所", "2カ所")}


@pytest.mark.parametrize(
    "other",
    [
        ["救命ボートは2カ所に着いた。"],
        ["船腹に2カ所の亀裂がある可能性がある。"],
        ["船腹には2カ所の亀裂があった。", "船腹の亀裂は3カ所に増えた。"],
        ["船腹には2人がかりで直す亀裂があった。"],
    ],
    ids=["of another matter", "only supposed", "the other number is told, too", "another unit"],
)
def test_what_need_not_contradict_is_no_rival(other: Sequence[str]) -> None:
    assert rivals(["船腹の亀裂は少なくとも3カ所で見つかった。"], other) == set()


def test_the_only_counters_of_a_kind_are_rivals_beside_one_word() -> None:
    one = ["沖で順番を待つ船は少なくとも132隻だ。"]
    assert rivals(one, ["沖合には118隻が並ぶ。"]) == {("少なくとも132隻", "118隻")}
    assert rivals(one, ["市場は118隻を検査した。"]) == set()
    assert rivals(one, ["沖合には518隻が並ぶ。"]) == set()


def test_numbers_of_different_days_and_final_ones_are_no_rivals() -> None:
    one = ["5月13日には船132隻が沖で待った。"]
    assert rivals(one, ["5月13日に沖には船118隻が並んだ。"]) == {("132隻", "118隻")}
    assert rivals(one, ["5月20日に沖には船118隻が並んだ。"]) == set()
    assert rivals(one, ["沖で待つ船は最終的に118隻になった。"]) == set()
