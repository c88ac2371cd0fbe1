"""Numbers of a brief: those of its own fixed wordings are no claims about the sources."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from rkbrief.brief.numbers import numbers_in_source, unproven_numbers
from rkbrief.corpus.reader import read_article
from rkbrief.lexicon import load_table

_FIELD = re.compile(r"\{\w+\}")


def wordings() -> Iterator[str]:
    """Yield every wording, of the sections whose numbers are checked, that holds a digit."""
    table = load_table("phrases")
    for group in table.keys() - {"scale", "method", "endnotes"}:
        for entry in table[group].values():
            for told in entry.values():
                for wording in [told] if isinstance(told, str) else told:
                    if re.search(r"\d", wording):
                        yield wording


def test_a_number_in_a_fixed_wording_needs_no_source() -> None:
    found = sorted(wordings())
    assert "期限が不明または2年を超えるため中を上限とした" in found
    assert [w for w in found if unproven_numbers(_FIELD.sub("甲", w), set())] == []


@pytest.mark.parametrize(
    "text", ["期限は2年を超える", "2年を上限とした", "会議は2年を超えるため中止とした"]
)
def test_a_number_beside_a_fixed_wording_needs_one(text: str) -> None:
    assert unproven_numbers(f"{text}。期限が不明または2年を超えるため中を上限とした", set()) == [
        "2"
    ]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("可決は五分五分だ。", {50.0}),
        ("十中八九、橋は落ちる。", {80.0, 90.0}),
        ("可決は見通せない。", set()),
    ],
)
def test_the_odds_that_a_set_phrase_stands_for_are_in_its_sentence(
    sentence: str, told: set[float]
) -> None:
    numbers = numbers_in_source(sentence, read_article(sentence))
    assert numbers & {50.0, 80.0, 90.0} == told
