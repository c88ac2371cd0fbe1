from joining_records import Corpus

from rkbrief.analysis.stories import find_stories
from rkbrief.analysis.terms import Spellings
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


def of_one_story(*claims: tuple[str, str]) -> list[list[str]]:
    """Return the ids by question of claims with their modals, each in an article of one story."""
    corpus = Corpus()
    ids = [corpus.add(f"{claim}。") for claim, _ in claims]
    for article, (claim, cue) in zip(ids, claims, strict=True):
        corpus.forecast(article, claim, cue)
    stories = {one: tuple(other for other in ids if other != one) for one in ids}
    found = cluster_forecasts(corpus.forecasts, CorpusConfig(), stories)
    return [[f.id for f in cluster] for cluster in found]


def test_claims_of_one_story_on_one_measure_meet_without_a_word_in_common() -> None:
    claims = (
        ("卸値は夏まで下がらないだろう", "だろう"),
        ("高値は年末に終わる見通しだ", "見通しだ"),
    )
    assert of_one_story(*claims, ("橋は来月に開く見込みだ", "見込みだ")) == [["P1", "P2"]]


def test_what_only_gives_the_cause_is_not_what_a_claim_is_of() -> None:
    claims = (
        ("値上がりで、費用は膨らむだろう", "だろう"),
        ("高値は年末に終わる見通しだ", "見通しだ"),
    )
    assert of_one_story(*claims) == []


def test_an_act_and_its_contrary_are_one_question() -> None:
    claims = (("統合案は可決される見通しだ", "見通しだ"), ("市議会では否決される公算だ", "公算だ"))
    assert of_one_story(*claims) == [["P1", "P2"]]


def test_a_question_without_a_shared_name_is_asked_by_its_measure() -> None:
    corpus = Corpus()
    for text in ("卸値は夏まで下がらない", "高値は年末に終わる"):
        corpus.forecast(corpus.add(text), text, None)
    label = name_topic(corpus.forecasts, CorpusConfig(), common=frozenset())
    assert label is not None
    assert (label.ja, label.en) == ("価格の見通し", "What is said of prices?")


def test_articles_tell_one_story_when_they_dwell_on_the_same_names() -> None:
    corpus = Corpus()
    one = corpus.add("青浜港の岸壁が崩れた。", "青浜港の岸壁は閉じる。", "漁協は困る。")
    other = corpus.add("岸壁の復旧は夏だ。", "青浜港と岸壁を調べた。", "青浜港は狭い。")
    third = corpus.add("稲は豊作だ。", "稲の価格は下がる。", "農家は困る。")
    stories = find_stories(corpus.sentences, Spellings({}))
    assert stories == {one: (other,), other: (one,)}
    assert third not in stories


def test_a_name_is_given_with_the_kana_that_ends_it() -> None:
    corpus = Corpus()
    for text in ("白根銀の利上げは来春だ。", "白根銀の利上げは遠い。"):
        corpus.forecast(corpus.add(text), text.rstrip("。"), None)
    label = name_topic(corpus.forecasts, CorpusConfig(), common=frozenset())
    assert label is not None
    assert "利上げ" in label.ja
