"""Facts meet under a key where they may agree, and hardly anywhere else."""

from datetime import date

import pytest
from joining_records import Corpus

from rkbrief.analysis.facts import Fact
from rkbrief.analysis.figures import find_figures
from rkbrief.analysis.gathering import gather_facts
from rkbrief.analysis.postings import list_keys
from rkbrief.config import CorpusConfig


def read(text: str) -> Fact:
    """Return the only figure of a text of 2031."""
    corpus = Corpus()
    corpus.add(text)
    (sentence,) = corpus.sentences.values()
    figures = find_figures([sentence], reference=date(2031, 5, 14))
    (fact,) = gather_facts(figures, sentences=corpus.sentences, corpus=CorpusConfig())
    return fact


def meet(one: str, other: str) -> bool:
    """Tell whether the figures of two texts meet, whichever of them seeks the other."""
    keys = [list_keys(read(text)) for text in (one, other)]
    ways = [not set(keys[n][1]).isdisjoint(keys[1 - n][0]) for n in (0, 1)]
    assert ways[0] == ways[1]
    return ways[0]


@pytest.mark.parametrize(
    ("one", "other", "met"),
    [
        ("病床は684床ある。", "ベッドは684ある。", True),
        ("病床は684床ある。", "684人が並んだ。", False),
        ("病床は684床ある。", "病床は690床ある。", True),
        ("病床は684床ある。", "病床は1200床ある。", False),
        ("1日に684人が来た。", "684人が来た。", True),
    ],
)
def test_counts_meet_where_a_counter_is_the_same_or_left_out(
    one: str, other: str, *, met: bool
) -> None:
    assert meet(one, other) is met


@pytest.mark.parametrize(
    ("one", "other", "met"),
    [
        ("火災は17年ぶりだ。", "2014年に焼けた。", True),
        ("火災は17年ぶりだ。", "2013年に焼けた。", True),
        ("火災は17年ぶりだ。", "2004年に焼けた。", False),
        ("火災は3年ぶりだ。", "2028年に焼けた。", True),
        ("火災は3年ぶりだ。", "2027年に焼けた。", False),
        ("17年前に焼けた。", "2013年に焼けた。", False),
        ("2013年に焼けた。", "2013年に建った。", True),
        ("2013年に焼けた。", "2014年に建った。", False),
    ],
)
def test_only_a_long_interval_meets_the_years_about_its_own(
    one: str, other: str, *, met: bool
) -> None:
    assert meet(one, other) is met
