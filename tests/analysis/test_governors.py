"""Who governs a reporting verb, by what stands before it."""

from __future__ import annotations

import pytest

from rkbrief.analysis.governors import find_governor
from rkbrief.model import Span


@pytest.mark.parametrize(
    ("before", "verb", "governor"),
    [
        ("森氏は、荷が増える", "とみる", "森氏"),
        ("港湾局では、荷が増える", "とみる", "港湾局"),
        ("費用は下がり、課は荷が増える", "とみている", "課"),
        ("森氏が辞めた中で、荷主は荷が増える", "とみている", "荷主"),
        ("森氏は会見し、港湾局は荷が増える", "と述べた", "森氏"),
        ("2026年の港は、荷が増える", "とみている", None),
        ("調査会社が荷主に聞いたところ、荷が増える", "とみている", None),
        ("荷が増える", "とみている", None),
    ],
)
def test_the_topic_of_the_verbs_own_clause_governs_it(
    before: str, verb: str, governor: str | None
) -> None:
    frame = Span(len(before), len(before) + len(verb))
    found = find_governor(before + verb, Span(0, len(before)), frame, (), says=False)
    assert found[0] == governor


@pytest.mark.parametrize("token", ["7" * 90, "７" * 90, "三" * 90, "7," * 45 + "7", "A7" * 45])
def test_a_governor_begins_behind_a_number_longer_than_a_pattern_reaches(token: str) -> None:
    before = f"{token}港湾局は荷が増える"
    frame = Span(len(before), len(before) + 3)
    found = find_governor(f"{before}とみる", Span(0, len(before)), frame, (), says=False)
    assert found == ("港湾局", len(token))
