import pytest
from joining_records import Corpus

from rkbrief.analysis.sentences_by_id import SentencesById


@pytest.fixture
def corpus() -> Corpus:
    corpus = Corpus()
    corpus.add("川が増水した。", "橋は閉じた。")
    corpus.add("列車は止まった。")
    return corpus


def test_every_sentence_is_found_by_its_id_in_order(corpus: Corpus) -> None:
    assert dict(SentencesById(corpus.findings())) == corpus.sentences
    assert list(SentencesById(corpus.findings())) == ["S1:1", "S1:2", "S2:1"]


@pytest.mark.parametrize("name", ["S1:0", "S1:3", "S3:1", "S1:-1", "S1", "S1:", "", "S1:x"])
def test_what_is_no_sentence_is_not_found(corpus: Corpus, name: str) -> None:
    sentences = SentencesById(corpus.findings())
    assert name not in sentences
    assert sentences.get(name) is None


def test_the_sentences_of_one_article_stand_together(corpus: Corpus) -> None:
    sentences = SentencesById(corpus.findings())
    assert [s.text for s in sentences.list_inside("S1")] == ["川が増水した。", "橋は閉じた。"]
    assert not sentences.list_inside("S9")
