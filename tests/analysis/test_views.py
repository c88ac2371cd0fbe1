"""Views whose holder stands behind them."""

from __future__ import annotations

import pytest

from rkbrief.analysis.views import (
    find_announced,
    find_viewer_behind,
    find_views,
    is_view_of_many,
)


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("運賃は上がるとの見方が市場で強まっている。", "市場"),
        ("運賃は上がる、というのが業界の見方だ。", "業界"),
        ("「運賃は上がる」と語るのは、組合の森健一さんだ。", "組合の森健一さん"),
        ("運賃は上がるとの見通しを、森知事は示した。", "森知事"),
        ("森さんの答えは「上がる」でした。", "森さん"),
        ("上がるとみる市場関係者が多い。", "市場関係者"),
    ],
)
def test_the_holder_is_found_behind_the_view(text: str, holder: str) -> None:
    assert [subject for _, subject in find_views(text)] == [holder]


@pytest.mark.parametrize(
    "text", ["運賃は上がるとの見方が強い。", "「赤」と呼ぶのは、この色だ。", "町の予想は外れた。"]
)
def test_what_names_nobody_has_no_holder(text: str) -> None:
    assert list(find_views(text)) == []


@pytest.mark.parametrize(
    ("following", "holder"),
    [
        ("これが市場の共通した見方だ。", "市場"),
        ("市場ではそんな見方が広がる。", "市場"),
        ("事情に詳しい関係者が12日、明らかにした。", "事情に詳しい関係者"),
        ("町長は計画を明らかにした。", None),
        ("これが町の港だ。", None),
    ],
)
def test_the_sentence_behind_may_say_whose_view_it_was(following: str, holder: str | None) -> None:
    assert find_viewer_behind(following) == holder


def test_a_view_is_announced_for_what_follows() -> None:
    assert find_announced("森教授の見方はこうだ。") == "森教授"
    assert find_announced("町の色はこうだ。") is None


def test_many_hold_what_is_called_a_voice_or_an_expectation() -> None:
    text = "値が下がるとの声が上がる。"
    assert is_view_of_many(text, text.index("と"), None)
    assert not is_view_of_many("値が下がると森氏は言う。", 5, None)
