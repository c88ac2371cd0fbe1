import pytest
from joining_records import Corpus

from rkbrief.analysis.surroundings import Surroundings, cut_clause, cut_topic
from rkbrief.config import CorpusConfig
from rkbrief.model import Quantity


@pytest.mark.parametrize(
    ("sentence", "figure", "clause"),
    [
        ("輸出は減り、輸入の総額は3割増えた。", "3割", "輸入の総額は3割増えた"),
        ("投資の総額を示し、7割とした。", "7割", "投資の総額を示し、7割とした。"),
    ],
)
def test_a_clause_lies_between_commas_and_names_something(
    sentence: str, figure: str, clause: str
) -> None:
    at = sentence.index(figure)
    assert cut_clause(sentence, at, at + len(figure)) == clause


def test_a_topic_ends_with_its_particle() -> None:
    assert cut_topic("今年の輸入は増えた。") == "今年の輸入は"
    assert cut_topic("輸入が増えた。") == ""


def test_a_sentence_that_points_back_takes_the_words_before_it_along() -> None:
    corpus = Corpus()
    article = corpus.add(
        "政策金利が上がった。", "この水準は17年ぶりだ。", "株価は3年ぶりの安さだ。"
    )
    corpus.figure(article, "17年ぶり", Quantity(17, unit="year"), "interval_since")
    corpus.figure(article, "3年ぶり", Quantity(3, unit="year"), "interval_since")
    around = Surroundings(corpus.figures, corpus.sentences, CorpusConfig())
    words = [
        around.rank_sentence(corpus.sentences[at], corpus.sentences[at].text)[0]
        for at in (f"{article}:2", f"{article}:3")
    ]
    assert "金利" in words[0]
    assert "水準" not in words[1]


def test_no_figures_have_no_surroundings() -> None:
    assert Surroundings((), {}, CorpusConfig()).weights == {}
