"""Whom and what the sentences before were about."""

from __future__ import annotations

from rkbrief.analysis.discourse import Discourse


def told(*sentences: str) -> Discourse:
    discourse = Discourse()
    for index, text in enumerate(sentences, 1):
        discourse.names.note(text)
        discourse.note(text, index)
    return discourse


def test_the_same_is_the_last_of_its_kind() -> None:
    discourse = told("青葉社は新型を出す。", "青木花子会長は強気だ。", "青葉省は慎重だ。")
    assert discourse.resolve("同社") == "青葉社"
    assert discourse.resolve("同会長") == "青木花子会長"
    assert discourse.resolve("同省") == "青葉省"
    assert discourse.resolve("彼女") == "青木花子会長"
    assert discourse.resolve("同国政府") == "同国政府"


def test_a_person_is_near_only_in_the_next_sentence() -> None:
    discourse = told("青木花子会長は強気だ。", "町は静かだ。")
    assert discourse.figure_before(2) == "青木花子会長"
    assert discourse.figure_before(3) is None


def test_a_study_is_near_for_two_sentences_unless_somebody_spoke_since() -> None:
    discourse = told("青葉機構は報告書をまとめた。")
    assert discourse.issuer_before(2) == "青葉機構"
    assert discourse.issuer_before(4) is None
    discourse.speaks("森氏", 2)
    assert discourse.issuer_before(3) is None


def test_a_speaker_goes_on_for_three_sentences_and_an_announced_view_to_the_next() -> None:
    discourse = Discourse()
    discourse.speaks("森氏", 1, tells=True)
    assert discourse.tells_on(2)
    assert not discourse.tells_on(4)
    assert discourse.speaker(4) == "森氏"
    assert discourse.speaker(5) is None
    discourse.speaks("森氏", 4)
    assert discourse.speaker(5) == "森氏"
