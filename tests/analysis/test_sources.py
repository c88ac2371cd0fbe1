"""Sources without a reporting verb."""

from __future__ import annotations

import pytest

from rkbrief.analysis.sources import (
    find_credit,
    find_issuer,
    find_name_before_quotation,
    find_sources,
    find_speaker_behind,
    is_credited_name,
    points_at_study,
)
from rkbrief.model import Span


def test_a_source_stands_before_what_it_says() -> None:
    text = "青葉総研の試算では、値は上がる。"
    assert list(find_sources(text, len(text), shared=False)) == ["青葉総研"]
    assert points_at_study("その調査")
    assert not points_at_study("青葉総研")


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


def test_a_study_has_somebody_who_makes_it_known() -> None:
    assert find_issuer("青葉機構は報告書をまとめた。") == "青葉機構"
    assert find_issuer("10の研究所の予測がまとまった。") == "10の研究所"
    assert find_issuer("町は静かだ。") is None


def test_a_name_stands_right_before_a_quotation_or_in_the_sentence_behind() -> None:
    assert find_name_before_quotation("青木所長「値は上がる」") == "青木所長"
    assert find_name_before_quotation("青木所長は「値は上がる」と話す。") is None
    assert find_speaker_behind("こう話すのは、店主の青木さんだ。") == "店主の青木さん"
    assert find_speaker_behind("青木さんはそう話した。") == "青木さん"
    assert find_speaker_behind("町は静かだ。") is None
