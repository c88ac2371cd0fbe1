"""Reporting verbs and their subjects."""

from __future__ import annotations

import pytest

from rkbrief.analysis.frames import find_frames


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("社長は、値が上がると述べた。", "社長"),
        ("値が上がると社長は述べた。", "社長"),
        ("「値が上がる」と店の主人は語った。", "店の主人"),
        ("値が上がるとみている。", None),
        ("統計局の一人は「値が上がる」と言い切る。", "統計局の一人"),
        ("北の天文台は16日、星が落ちると発表した。", "北の天文台"),
        ("値が上がることを、店の主人は期待している。", "店の主人"),
        ("値が上がることを店の主人も疑わない。", "店の主人"),
        ("店の主人は、値が上がることを疑っていない。", "店の主人"),
        ("値が上がると、店の主人は信じて疑わない。", "店の主人"),
        ("組合は値が2割上がると計算している。", "組合"),
    ],
)
def test_a_frame_knows_its_subject(text: str, subject: str | None) -> None:
    frames = find_frames(text)
    assert [f.subject for f in frames] == [subject]


def test_passives_frame_nothing() -> None:
    assert find_frames("値が上がると予想される。") == ()
    assert find_frames("値が上がるとみられる。") == ()


def test_a_verb_of_going_on_is_marked() -> None:
    assert [f.continues for f in find_frames("値が上がると社長は付け加えた。")] == [True]
    assert [f.continues for f in find_frames("値が上がると社長は述べた。")] == [False]
