from collections.abc import Sequence

from joining_records import Corpus

from rkbrief.analysis.gathering import gather_facts
from rkbrief.analysis.matching import join_facts
from rkbrief.config import CorpusConfig
from rkbrief.model import FigureKind, Modifier, Quantity

Told = tuple[str, str, float, str, FigureKind, Modifier]
"""A sentence, the figure in it, its value, its unit, its kind and its modifier."""

WAVE: Told = (
    "検潮所は波の高さ187.5センチを記録した。",
    "187.5センチ",
    187.5,
    "cm",
    "length",
    "exact",
)
SAME_WAVE: Told = (
    "検潮所が測った波の高さは187.5センチに上る。",
    "187.5センチ",
    187.5,
    "cm",
    "length",
    "exact",
)
BOATS: Told = (
    "流されたのは、これまでに約430隻だという。",
    "約430隻",
    430,
    "ship",
    "count",
    "about",
)
SAME_BOATS: Told = ("港に戻らないものが428隻ある。", "428隻", 428, "ship", "count", "exact")
QUIET: Told = ("町の図書館は蔵書を増やす。", "蔵書", 1.0, "copy", "count", "exact")


def joined(*articles: Sequence[Told]) -> set[tuple[str, ...]]:
    """Return the texts of the figures that are one fact."""
    corpus = Corpus()
    for told in articles:
        article = corpus.add(*(sentence for sentence, *_ in told))
        for _, text, value, unit, kind, modifier in told:
            quantity = Quantity(value, unit=unit, modifier=modifier)
            corpus.figure(article, text, quantity, kind)
    facts = gather_facts(corpus.figures, sentences=corpus.sentences, corpus=CorpusConfig())
    clusters = [[facts[n].figure.text for n in cluster] for cluster in join_facts(facts)]
    return {tuple(c) for c in clusters if len(c) > 1}


def test_a_number_next_to_a_shared_one_is_one_fact_in_both_articles() -> None:
    assert ("約430隻", "428隻") in joined([WAVE, BOATS], [SAME_WAVE, SAME_BOATS])


def test_a_number_far_from_the_shared_one_is_left_alone() -> None:
    calm: Told = ("町の映画館は座席を減らす。", "座席", 2.0, "seat", "count", "exact")
    few: Told = ("流されたのは約4隻だという。", "約4隻", 4, "ship", "count", "about")
    again: Told = ("港に戻らないものが4隻ある。", "4隻", 4, "ship", "count", "exact")
    far = [WAVE, QUIET, calm, few]
    assert joined(far, [SAME_WAVE, again]) == {("187.5センチ", "187.5センチ")}


def test_a_number_next_to_nothing_shared_is_left_alone() -> None:
    assert joined([QUIET, BOATS], [SAME_WAVE, SAME_BOATS]) == set()


def test_a_number_that_two_beside_it_could_be_is_left_alone() -> None:
    other: Told = ("引き揚げた船は432隻だ。", "432隻", 432, "ship", "count", "exact")
    told = joined([WAVE, BOATS], [other, SAME_WAVE, SAME_BOATS])
    assert ("約430隻", "428隻") not in told
