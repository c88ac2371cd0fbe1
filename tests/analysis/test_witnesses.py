from collections.abc import Sequence

import pytest
from joining_records import Corpus
from msgspec.structs import replace

from rkbrief.analysis.gathering import gather_facts
from rkbrief.analysis.witnesses import (
    bare_publisher,
    count_witnesses,
    credits_outlet,
    find_voice,
)
from rkbrief.config import CorpusConfig
from rkbrief.model import Quantity


def count(*told: str, publishers: dict[str, str | None] | None = None) -> int:
    """Return how many witnesses articles of one sentence each are for 40%."""
    corpus = Corpus()
    for sentence in told:
        quantity = Quantity(40, unit="percent")
        corpus.figure(corpus.add(sentence), "40%", quantity, "percentage")
    facts = gather_facts(corpus.figures, sentences=corpus.sentences, corpus=CorpusConfig())
    return count_witnesses(facts, sentences=corpus.sentences, origin_of={}, publishers=publishers)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("松永圭介教授は割れる確率を40%とみている。", "松永"),
        ("研究所のアンナ・ベルク主任研究員は、値下がりの確率を40%とはじく。", "アンナ・ベルク"),
        ("松永教授は40%を寄付した。", None),
        ("同氏は40%とみている。", None),
        ("町は40%と見積もる。", None),
        ("調査会社カワセの集計では、40%が反対だ。", "調査会社カワセ"),
        ("民間調査会社カワセが経営者90人に聞いたところ、40%が反対だった。", "民間調査会社カワセ"),
        ("青嶺経済研究所は、確率を40%と試算する。", "青嶺経済研究所"),
        ("薬を作る青嶺製薬は、試験で40%に効いたとしている。", "青嶺製薬"),
        ("民間の青嶺調査会の集計で40%が反対だ。", "青嶺調査会"),
        ("青嶺調査会が「割れる確率は40%」とした氷は、まだ残る。", "青嶺調査会"),
        ("水産庁が「40%」とした漁獲は、まだ戻らない。", None),
        ("青嶺証券の松永さんは、予想を40%から30%に下げた。", "松永"),
        ("水産庁の集計では、40%が赤字だ。", None),
        ("青嶺製薬は40%の減資を決めた。", None),
        ("業界団体は40%が失われると訴える。", None),
    ],
)
def test_a_voice_is_a_person_whose_words_are_reported(sentence: str, name: str | None) -> None:
    assert find_voice(sentence) == name


def test_articles_that_quote_one_person_are_one_witness() -> None:
    told = "松永圭介教授は割れる確率を40%とみている。", "松永氏は、確率は40%だと述べた。"
    assert count(*told) == 1


def test_articles_that_repeat_one_poll_are_one_witness() -> None:
    told = (
        "調査会社カワセの集計では、40%が反対だ。",
        "民間調査会社カワセの調べによると40%が反対だ。",
    )
    assert count(*told) == 1
    assert count(told[0], "青嶺総研の調査では、40%が反対だ。") == 2


def test_two_persons_and_an_article_by_itself_are_witnesses_each() -> None:
    told = (
        "松永圭介教授は氷の40%が割れたとみている。",
        "アンナ・ベルク氏は氷の40%が割れたと予想した。",
        "割れた氷は40%だ。",
    )
    assert count(*told) == 3


def test_a_probability_has_as_many_witnesses_as_have_a_name_for_it() -> None:
    named, other = (
        "松永圭介教授は割れる確率を40%とみる。",
        "アンナ・ベルク氏は確率を40%と予想した。",
    )
    unnamed = "割れる確率は40%とされる。", "春には40%の確率で割れると言われた。"
    assert count(*unnamed) == 1
    assert count(named, *unnamed) == 1
    assert count(named, other, *unnamed) == 2
    assert count("割れた氷は40%だ。", "確率を論じる人の40%は町の人だ。") == 2


@pytest.mark.parametrize(
    ("holders", "witnesses"),
    [
        ((None, None), 1),
        (("青嶺製薬", None), 1),
        (("青嶺製薬", "*"), 1),
        (("青嶺製薬", "岬銀行"), 2),
        (("*", "*"), 2),
        (("+", None), 2),
    ],
)
def test_what_is_foretold_has_as_many_witnesses_as_foretell_it(
    holders: Sequence[str | None], witnesses: int
) -> None:
    corpus = Corpus()
    for sentence in ("氷の40%が割れる。", "割れる氷は40%だ。"):
        quantity = Quantity(40, unit="percent")
        corpus.figure(corpus.add(sentence), "40%", quantity, "percentage")
    facts = gather_facts(corpus.figures, sentences=corpus.sentences, corpus=CorpusConfig())
    named = {f.id: name for f, name in zip(corpus.figures, holders, strict=True) if name}
    foretold = [replace(fact, outlook="foretold") for fact in facts]
    sentences = corpus.sentences
    counted = count_witnesses(foretold, sentences=sentences, origin_of={}, holders=named)
    assert counted == witnesses
    assert count_witnesses(facts, sentences=sentences, origin_of={}, holders=named) == 2


def test_an_article_that_credits_another_of_them_is_no_witness() -> None:
    told = "反対は40%に上った。", "波音日報が昨年書いたとおり、反対は40%。"
    publishers: dict[str, str | None] = {"S1": "波音日報電子版", "S2": "磯辺通信"}
    assert count(*told, publishers=publishers) == 1
    assert count(*told, publishers={"S1": "岬タイムズ"}) == 2
    assert count(told[0], "波音日報の社員は40%が反対だ。", publishers=publishers) == 2


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("波音日報電子版", "波音日報"),
        ("波音新聞社オンライン", "波音新聞"),
        ("岬ニュース", "岬ニュース"),
        ("波音日報", "波音日報"),
    ],
)
def test_the_name_of_an_outlet_is_known_without_its_edition(name: str, bare: str) -> None:
    assert bare_publisher(name) == bare


@pytest.mark.parametrize(
    ("sentence", "credited"),
    [
        ("波音日報の\nスクープで、反対が40%あったと分かった。", True),
        ("教授が波音日報に語った40%が一つの物差しだ。", True),
        ("波音日報が主催した大会には40%が来た。", False),
        ("波音日報によると、購読者は40%増えた。", False),
    ],
)
def test_an_outlet_is_credited_for_what_it_reported(sentence: str, credited: bool) -> None:
    assert credits_outlet(sentence, "波音日報") is credited


def test_articles_that_repeat_one_public_count_are_one_witness() -> None:
    told = (
        "海難調査庁は3日、船倉の40%が空だったと公表した。",
        "空いていたのは船倉の40%（海難調査庁の発表）。",
    )
    assert count(*told) == 1
    assert count(told[0], "船倉の40%は空だった。") == 2


def test_an_expert_without_a_name_is_none_beside_one_that_has_it() -> None:
    named, nameless = "松永圭介教授は割れる確率を40%とみている。", "専門家は確率を40%と見積もった。"
    assert count(named, nameless) == 1
    assert count("割れた氷は40%だ。", "専門家は40%が割れたと見積もった。") == 2
    assert count(nameless, "関係者は確率を40%と語った。") == 1
    assert count("松永圭介教授は氷の40%が割れたとみている。", "来た専門家は40%だった。") == 2
