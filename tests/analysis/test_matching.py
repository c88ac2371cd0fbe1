import pytest
from joining_records import Corpus

from rkbrief.analysis import matching
from rkbrief.analysis.facts import Fact, gather_facts
from rkbrief.analysis.matching import join_facts, measure_likeness
from rkbrief.config import CorpusConfig
from rkbrief.model import Modifier, Quantity


def cluster(*told: tuple[str, tuple[tuple[str, float, str], ...]]) -> list[list[str]]:
    """Return the figures that are one fact; each sentence is an article with its counts."""
    corpus = Corpus()
    for sentence, figures in told:
        article = corpus.add(sentence)
        for text, value, unit in figures:
            corpus.figure(article, text, Quantity(value, unit=unit), "count")
    facts = gather_facts(corpus.figures, sentences=corpus.sentences, corpus=CorpusConfig())
    return [[facts[n].figure.text for n in c] for c in join_facts(facts)]


def test_several_plain_numbers_in_two_sentences_vouch_for_each_other() -> None:
    clusters = cluster(
        (
            "この事故で5人が死亡し、20人がけがをした。",
            (("5人", 5, "person"), ("20人", 20, "person")),
        ),
        ("死者は5人、負傷者は20人だった。", (("5人", 5, "person"), ("20人", 20, "person"))),
    )
    assert clusters == [["5人", "5人"], ["20人", "20人"]]


def test_one_plain_number_alone_vouches_for_nothing() -> None:
    clusters = cluster(
        ("雪崩で登山者5人が死亡した。", (("5人", 5, "person"),)),
        ("市場の火災による死者は5人だった。", (("5人", 5, "person"),)),
    )
    assert clusters == [["5人"], ["5人"]]


def test_a_number_that_equals_another_in_its_own_unit_vouches_for_it() -> None:
    corpus = Corpus()
    for sentence, text, value, unit in (
        ("新しい鉄道の路線は約300マイルになる。", "約300マイル", 300, "mile"),
        ("鉄道の延伸で路線は483キロになる。", "483キロ", 483, "km"),
        ("高速道路の延伸は512キロになる。", "512キロ", 512, "km"),
    ):
        modifier: Modifier = "about" if text[0] == "約" else "exact"
        quantity = Quantity(value, unit=unit, modifier=modifier)
        corpus.figure(corpus.add(sentence), text, quantity, "distance")
    facts = gather_facts(corpus.figures, sentences=corpus.sentences, corpus=CorpusConfig())
    assert join_facts(facts) == [[0, 1], [2]]


def test_a_distinct_number_takes_its_side_figures_along() -> None:
    clusters = cluster(
        (
            "新しい工場は毎年48万5063台を3つの棟で造る。",
            (("48万5063台", 485063, "vehicle"), ("3つ", 3, "item")),
        ),
        ("工場の3棟は48万5063台を造る。", (("48万5063台", 485063, "vehicle"), ("3棟", 3, "item"))),
    )
    assert clusters == [["48万5063台", "48万5063台"], ["3つ", "3棟"]]


def test_the_pairs_tried_double_when_the_figures_double(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = 0

    def count(one: Fact, other: Fact) -> float:
        nonlocal tried
        tried += 1
        return measure_likeness(one, other)

    monkeypatch.setattr(matching, "measure_likeness", count)
    work = []
    for size in (100, 200):
        tried = 0
        told = tuple((f"工場{n}の社員は3人だ。", (("3人", 3.0, "person"),)) for n in range(size))
        assert sum(map(len, cluster(*told))) == size
        work.append(tried)
    assert 0 < work[1] < 2.6 * work[0]
