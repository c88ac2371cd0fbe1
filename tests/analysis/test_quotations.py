"""Whose a quotation is where no verb reports it."""

from __future__ import annotations

import pytest

from rkbrief.analysis.frames import find_frames
from rkbrief.analysis.quotations import (
    find_credit,
    find_name_before_quotation,
    find_speaker_behind,
    find_speaker_of_plain_words,
    is_bare_quotation,
    is_credited_name,
    is_said_by_some,
)
from rkbrief.model import Span


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("「来年は値が上がるだろう」（青葉総研）", "青葉総研"),
        ("「来年は値が上がるだろう」 山田太郎", "山田太郎"),
        ("「来年は値が上がるだろう」と青木さん。", "青木さん"),
        ("「来年は値が上がるだろう」とは町の店主の弁。", "町の店主"),
        ("「来年は値が上がるだろう」が合言葉だ。", None),
    ],
)
def test_a_quotation_is_credited_behind_it(text: str, who: str | None) -> None:
    assert find_credit(text, Span(1, 12)) == who


def test_brackets_hold_a_name_or_a_remark() -> None:
    assert is_credited_name("山田太郎")
    assert is_credited_name("アンナ・ベルク")
    assert not is_credited_name("編集部注")
    assert not is_credited_name("笑")


def test_a_name_stands_right_before_a_quotation_or_in_the_sentence_behind() -> None:
    assert find_name_before_quotation("青木所長「値は上がる」") == "青木所長"
    assert find_name_before_quotation("青木所長は「値は上がる」と話す。") is None
    assert find_speaker_behind("こう話すのは、店主の青木さんだ。") == "店主の青木さん"
    assert find_speaker_behind("青木さんはそう話した。") == "青木さん"
    assert find_speaker_behind("町は静かだ。") is None


def test_the_sentence_behind_plain_words_may_say_whose_they_were() -> None:
    assert find_speaker_of_plain_words("そう組合の理事は述べた。") == "組合の理事"
    assert find_speaker_of_plain_words("と当局者は語った。") == "当局者"
    assert find_speaker_of_plain_words("そうした声が増えた。") is None


def test_brackets_at_the_end_say_whose_the_numbers_are() -> None:
    text = "来年は1億円の需要が見込まれている（青葉協会予測）。"
    assert find_credit(text, Span(0, 16)) == "青葉協会"


def test_a_quotation_is_bare_when_no_verb_stands_behind_it() -> None:
    for text, bare in (("「値は上がる」", True), ("「値は上がる」と青木氏は話す。", False)):
        assert is_bare_quotation(text, find_frames(text)) is bare


def test_what_is_pointed_out_by_nobody_has_no_speaker() -> None:
    assert is_said_by_some("「値は上がる」との指摘もある。", Span(1, 6))
    assert not is_said_by_some("「値は上がる」との指摘を青木氏はした。", Span(1, 6))
