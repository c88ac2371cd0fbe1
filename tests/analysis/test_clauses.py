"""Statements of a sentence and the claims of a statement."""

from __future__ import annotations

from rkbrief.analysis.clauses import find_claims
from rkbrief.analysis.statements import find_quotes, split_statements
from rkbrief.model import Span


def claims(text: str) -> list[str]:
    return [c.span.of(text) for s in split_statements(text) for c in find_claims(text, s)]


def test_a_quotation_of_several_sentences_is_split_and_one_of_a_word_is_not() -> None:
    text = "社長は「値は上がる。客は減る」と述べた。"
    assert [s.of(text) for s in split_statements(text)] == [
        "社長は「値は上がる。",
        "客は減る」と述べた。",
    ]
    assert len(split_statements("いわゆる「同盟」は続く。")) == 1


def test_what_follows_a_report_is_a_statement_of_its_own() -> None:
    text = "値は上がると述べ、景気の先行きには慎重な見方を示した。"
    assert len(split_statements(text)) == 2


def test_only_outermost_quotations_are_found_and_an_open_one_runs_to_the_end() -> None:
    text = "「あ「い」う」え「お"
    assert [q.of(text) for q in find_quotes(text)] == ["あ「い」う", "お"]


def test_a_modal_that_ends_a_coordinate_clause_closes_a_claim() -> None:
    assert claims("値は上がるとみられ、客は減る可能性がある。") == [
        "値は上がるとみられ",
        "客は減る可能性がある",
    ]


def test_a_claim_ends_with_its_word_and_begins_after_the_connective() -> None:
    assert claims("値は上がる見込みだが、客は増えるとの見方を示した。") == [
        "値は上がる見込みだ",
        "客は増えるとの見方を示した",
    ]


def test_alternatives_under_one_modal_are_one_claim() -> None:
    assert len(claims("晴れかもしれないし、雨かもしれない。")) == 1


def test_the_reason_is_marked() -> None:
    text = "客が増えると見込まれるため、値は上がるだろう。"
    found = find_claims(text, Span(0, len(text)))
    assert [c.reason for c in found] == [True, False]


def test_a_very_long_sentence_is_cut() -> None:
    text = "値は上がるとみられ、" * 400
    assert all(s.end - s.start <= 1200 for s in split_statements(text))


def test_a_polite_verb_closes_its_clause_too() -> None:
    text = "増収は見込めませんが、赤字は減りそうです。"
    assert [c.span.of(text) for c in find_claims(text, Span(0, len(text)))] == [
        "増収は見込めません",
        "赤字は減りそうです",
    ]
