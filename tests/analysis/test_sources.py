"""Sources without a reporting verb."""

from __future__ import annotations

from rkbrief.analysis.sources import find_issuer, find_sources, points_at_study


def test_a_source_stands_before_what_it_says() -> None:
    text = "青葉総研の試算では、値は上がる。"
    assert list(find_sources(text, len(text), shared=False)) == ["青葉総研"]
    assert points_at_study("その調査")
    assert not points_at_study("青葉総研")


def test_quoted_names_studies_and_institutions_are_sources() -> None:
    for text, source in (
        ("調査会社の「アオバ」によると、値は上がる。", "アオバ"),
        (
            "調査会社 Aoba Market Strategies のレポートによると、値は上がる。",
            "調査会社 Aoba Market Strategies",
        ),
        ("青葉総研のメインシナリオでは、値は上がる。", "青葉総研"),
    ):
        assert list(find_sources(text, len(text), shared=False)) == [source]


def test_a_market_for_something_holds_no_view() -> None:
    text = "電話機市場では、値が上がるとみられている。"
    assert list(find_sources(text, len(text), shared=True)) == []
    text = "金融市場では、値が上がるとみられている。"
    assert list(find_sources(text, len(text), shared=True)) == ["金融市場"]


def test_who_speaks_is_no_part_of_the_source() -> None:
    for text, source in (
        ("森委員　町の試算では、値は上がる。", "町"),
        ("○海野　青葉総研によると、値は上がる。", "青葉総研"),
        ("Ａ　青葉総研によると、値は上がる。", "青葉総研"),
        ("Ａ社によると、値は上がる。", "Ａ社"),
    ):
        assert list(find_sources(text, len(text), shared=False)) == [source]


def test_a_study_has_somebody_who_makes_it_known() -> None:
    assert find_issuer("青葉機構は報告書をまとめた。") == "青葉機構"
    assert find_issuer("10の研究所の予測がまとまった。") == "10の研究所"
    assert find_issuer("町は静かだ。") is None
