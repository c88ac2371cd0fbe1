"""How likely two figures of articles on one event are one fact, and what makes them so."""

from __future__ import annotations

import math
from datetime import date

from msgspec.structs import replace

from rkbrief.analysis.contradictions import SIGNS
from rkbrief.analysis.facts import Fact
from rkbrief.analysis.gathering import gather_facts
from rkbrief.analysis.linkage import observe, rate_odds
from rkbrief.config import CorpusConfig
from rkbrief.lexicon import load_table
from rkbrief.model import Figure, Sentence, Span
from rkbrief.plain_text import find_figures

MANY = (12, 15)
"""How many figures of a dimension two articles of the usual length give."""


def read(one: str, other: str) -> tuple[Fact, Fact]:
    """Return the first figure of each sentence, as two articles tell them."""
    figures: list[Figure] = []
    sentences: dict[str, Sentence] = {}
    for number, text in enumerate((one, other), 1):
        figure = find_figures(text, published=date(2030, 6, 1))[0]
        place = replace(figure.evidence, article_id=f"S{number}", sentence_index=1)
        figures.append(replace(figure, id=f"F{number}", evidence=place))
        sentence = Sentence(f"S{number}", 1, 1, "sentence", Span(0, len(text)), text)
        sentences[sentence.id] = sentence
    first, second = gather_facts(figures, sentences=sentences, corpus=CorpusConfig())
    return first, second


def odds(one: str, other: str, *, figures: tuple[int, int] = MANY, rivals: int = 2) -> float:
    """Return the logarithm of the odds that the first figures of two sentences are one fact."""
    a, b = read(one, other)
    return rate_odds(observe(a, b, "same", figures=figures, rivals=rivals))


def test_each_thing_that_is_seen_has_a_weight() -> None:
    seen = observe(
        *read("橋は1240メートルある。", "長さは1240メートルだ。"), "same", figures=MANY, rivals=2
    )
    assert {"always", *seen} == set(load_table("linkage")["weights"])
    assert set(SIGNS) <= set(seen)


def test_what_speaks_against_a_pair_weighs_against_it() -> None:
    weights = load_table("linkage")["weights"]
    assert all(weights[name] < -1 for name in SIGNS)


def test_a_number_of_three_digits_is_known_again_without_a_word() -> None:
    assert odds("橋の長さは1240メートルだ。", "風は1240メートルを吹き抜けた。") > 0


def test_a_number_of_one_digit_is_doubted_without_a_word() -> None:
    assert odds("工場では4人が働く。", "会見には4人が出た。") < 0
    assert odds("工場では4人が働く。", "工場の4人は休みだ。") > -math.inf


def test_a_month_is_not_known_again_without_a_word() -> None:
    assert odds("会見は3月に開かれた。", "名前を3月に変えた。") == -math.inf


def test_more_figures_and_more_rivals_make_chance_likelier() -> None:
    pair = ("橋では17人が働く。", "会見には17人が出た。")
    assert odds(*pair, figures=(3, 3)) > odds(*pair, figures=(30, 30))
    assert odds(*pair, rivals=2) > odds(*pair, rivals=6)


def test_shared_words_make_a_pair_likelier() -> None:
    one = "橋の工事では17人が働く。"
    assert odds(one, "橋の工事で働く17人が休む。") > odds(one, "会見には17人が出た。")
