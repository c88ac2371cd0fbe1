"""Facts in clusters: one joins where its number agrees, and is refused for good where not."""

import pytest
from joining_records import Corpus

from rkbrief.analysis import clusters
from rkbrief.analysis.alikeness import compare_numbers
from rkbrief.analysis.clusters import Clusters
from rkbrief.analysis.facts import Fact, Facts
from rkbrief.analysis.gathering import gather_facts
from rkbrief.config import CorpusConfig
from rkbrief.model import Quantity


def gather(*counts: int) -> Facts:
    corpus = Corpus()
    for count in counts:
        text = f"渡し船が{count}人を運んだ。"
        quantity = Quantity(float(count), unit="person")
        corpus.figure(corpus.add(text), f"{count}人", quantity, "count")
    return gather_facts(corpus.figures, sentences=corpus.sentences, corpus=CorpusConfig())


def test_a_cluster_takes_in_only_what_agrees() -> None:
    kept = Clusters(gather(314, 314, 271))
    kept.merge(0, 1)
    kept.merge(1, 2)
    assert kept.list() == [[0, 1], [2]]
    assert kept.are_one(0, 1)
    assert not kept.are_one(1, 2)


def test_two_clusters_that_disagree_are_compared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[None] = []

    def compare(one: Fact, other: Fact, *, vouched: bool = False) -> str:
        asked.append(None)
        return compare_numbers(one, other, vouched=vouched)

    monkeypatch.setattr(clusters, "compare_numbers", compare)
    kept = Clusters(gather(*[314] * 8, *[271] * 8))
    for n in range(7):
        kept.merge(n, n + 1)
        kept.merge(n + 8, n + 9)
    before = len(asked)
    for n in range(8):
        kept.merge(n, n + 8)
    assert len(asked) == before + 1
