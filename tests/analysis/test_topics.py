from joining_records import Corpus

from rkbrief.analysis.topics import cluster_forecasts, find_common_names, name_topic
from rkbrief.config import CorpusConfig

GLOSSARY = CorpusConfig(glossary={"新港": "new port"})


def make() -> Corpus:
    corpus = Corpus()
    for text in (
        "新港の岸壁工事は来春に終わる見通しだ。",
        "新港の岸壁工事は遅れる可能性がある。",
        "稲の収穫は平年を上回るだろう。",
    ):
        corpus.forecast(corpus.add(text), text.rstrip("。"), None)
    return corpus


def test_forecasts_on_one_thing_meet_across_articles() -> None:
    clusters = cluster_forecasts(make().forecasts, CorpusConfig())
    assert [[f.id for f in c] for c in clusters] == [["P1", "P2"]]


def test_forecasts_of_one_article_alone_are_no_question() -> None:
    corpus = Corpus()
    article = corpus.add("新港の岸壁工事は終わる。", "新港の岸壁工事は遅れる。")
    corpus.forecast(article, "新港の岸壁工事は終わる", None)
    corpus.forecast(article, "新港の岸壁工事は遅れる", None)
    assert cluster_forecasts(corpus.forecasts, CorpusConfig()) == []


def test_a_question_is_asked_by_shared_names_only() -> None:
    members = make().forecasts[:2]
    label = name_topic(members, GLOSSARY, common=frozenset())
    assert label is not None
    assert label.ja == "岸壁工事・新港の見通し"
    assert label.en == "What is said of 「岸壁工事」 and new port?"


def test_names_that_everybody_uses_ask_nothing() -> None:
    members = make().forecasts[:2]
    assert name_topic(members, GLOSSARY, common=frozenset({"新港", "岸壁工事"})) is None


def test_a_name_is_common_when_many_forecasts_hold_it() -> None:
    corpus = Corpus()
    for n in range(8):
        text = f"新港の工区{chr(0x4E00 + n)}は終わる。"
        corpus.forecast(corpus.add(text), text, None)
    assert "新港" in find_common_names(corpus.forecasts, CorpusConfig())
