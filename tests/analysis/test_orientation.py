"""Where a claim lies in time."""

from __future__ import annotations

import pytest

from rkbrief.analysis.orientation import (
    becomes,
    changes,
    foretells,
    is_habit,
    is_scheduled,
    looks_ahead,
    tells_outcome,
    tense_of,
)


@pytest.mark.parametrize(
    ("words", "tense"),
    [
        ("値が上がった", "past"),
        ("犯人は逃げたと", "past"),
        ("値が上がっている", "progressive"),
        ("客は多い", "state"),
        ("原因がある", "state"),
        ("店は静かだ", "state"),
        ("不足が原因", "noun"),
        ("値が上がる", "ahead"),
        ("値は上がらない", "ahead"),
        ("客は戻りません", "ahead"),
        ("記録を破ることに", "ahead"),
        ("長く続くとの見方に", "ahead"),
    ],
)
def test_the_predicate_gives_the_tense(words: str, tense: str) -> None:
    assert tense_of(words) == tense


def test_words_of_time_to_come_look_ahead() -> None:
    assert looks_ahead("来年は")
    assert looks_ahead("3年後に")
    assert not looks_ahead("去年は")


def test_change_foretells_and_decisions_are_schedules() -> None:
    assert changes("人口は減少する")
    assert changes("日は短くなる")
    assert not changes("大きな伸びはみられない")
    assert is_scheduled("式典を開く")
    assert not is_scheduled("人口は減少する")
    assert becomes("節目となる")
    assert foretells("人気は長続きしない")
    assert is_habit("例年、春に増える")
    assert tells_outcome("景気への影響は小さい")
