"""A number that an article gives again, with and without what it is of."""

from __future__ import annotations

from joining_records import Corpus

from rkbrief.analysis.gathering import gather_facts
from rkbrief.analysis.repetitions import find_repeated_pairs
from rkbrief.config import CorpusConfig
from rkbrief.model import FigureKind, Quantity

Told = tuple[str, str, Quantity, FigureKind]
"""A sentence, the figure in it, its quantity and its kind."""


def are_one(*told: Told) -> bool:
    """Tell whether two figures of one article are one."""
    corpus = Corpus()
    article = corpus.add(*(sentence for sentence, *_ in told))
    for sentence, text, quantity, kind in told:
        corpus.figure(article, text, quantity, kind, within=sentence)
    facts = gather_facts(corpus.figures, sentences=corpus.sentences, corpus=CorpusConfig())
    return list(find_repeated_pairs(facts)) == [(0, 1)]


SUM = Quantity(1.8e9, unit="JPY")
COST: Told = ("橋の費用は18億円だ。", "18億円", SUM, "money")


def test_a_sum_that_comes_back_without_its_noun_is_the_same() -> None:
    again: Told = ("その18億円は高い。", "18億円", SUM, "money")
    assert are_one(COST, again)


def test_a_sum_of_another_thing_is_not() -> None:
    other: Told = ("学校の予算は18億円だ。", "18億円", SUM, "money")
    assert not are_one(COST, other)


def test_a_number_of_one_digit_a_share_or_a_distance_is_not() -> None:
    few: Told = ("橋は3人で守る。", "3人", Quantity(3, unit="person"), "count")
    assert not are_one(few, ("川は3人で守る。", *few[1:]))
    share: Told = ("橋は12%傾く。", "12%", Quantity(12, unit="percent"), "percentage")
    assert not are_one(share, ("客は12%減った。", *share[1:]))
    way: Told = ("橋まで15キロ歩く。", "15キロ", Quantity(15, unit="km"), "distance")
    assert not are_one(way, ("川は15キロ続く。", *way[1:]))


def test_a_number_of_people_who_have_nothing_else_in_common_is_not() -> None:
    hired: Told = ("工場で128人を採用した。", "128人", Quantity(128, unit="person"), "count")
    assert not are_one(hired, ("港の事故では128人がけがをした。", *hired[1:]))
