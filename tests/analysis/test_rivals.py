"""Numbers that articles on one event give of one thing, and that cannot both be right."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from joining_records import Corpus

from rkbrief.analysis.facts import gather_facts
from rkbrief.analysis.figures import find_figures
from rkbrief.analysis.matching import join_facts
from rkbrief.analysis.rivals import find_rivals
from rkbrief.config import CorpusConfig
from rkbrief.model import Figure

DAY = date(2026, 5, 14)
SHIP = ("沈んだ貨物船は全長187.5メートルだ。", "貨物船からは重油4320キロリットルが流れ出た。")
SAME_SHIP = ("貨物船の全長は187.5メートルある。", "流れ出た重油は4320キロリットルに上る。")


def rivals(one: Sequence[str], other: Sequence[str]) -> set[tuple[str, str]]:
    """Return the texts of the figures in which two articles on one ship are rivals."""
    corpus = Corpus()
    figures: list[Figure] = []
    for texts in ((*SHIP, *one), (*SAME_SHIP, *other)):
        article = corpus.add(*texts, published=DAY)
        sentences = [s for s in corpus.sentences.values() if s.article_id == article]
        figures += [
            replace(f, id=f"{article}{f.id}") for f in find_figures(sentences, reference=DAY)
        ]
    facts = gather_facts(figures, sentences=corpus.sentences, corpus=CorpusConfig())
    clusters = [[facts[n] for n in cluster] for cluster in join_facts(facts)]
    found = find_rivals(clusters, corpus.sentences)
    return {(clusters[i][0].figure.text, clusters[j][0].figure.text) for i, j in found}


def test_the_only_numbers_of_one_matter_are_rivals() -> None:
    one = ["船腹の亀裂は少なくとも3カ所で見つかった。"]
    assert rivals(one, ["船腹には2カ所の亀裂があった。"]) == {("少なくとも3カ所", "2カ所")}


@pytest.mark.parametrize(
    "other",
    [
        ["救命ボートは2カ所に着いた。"],
        ["船腹に2カ所の亀裂がある可能性がある。"],
        ["船腹には2カ所の亀裂があった。", "船腹の亀裂は3カ所に増えた。"],
        ["船腹には2人がかりで直す亀裂があった。"],
    ],
    ids=["of another matter", "only supposed", "the other number is told, too", "another unit"],
)
def test_what_need_not_contradict_is_no_rival(other: Sequence[str]) -> None:
    assert rivals(["船腹の亀裂は少なくとも3カ所で見つかった。"], other) == set()
