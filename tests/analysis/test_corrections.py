"""Numbers that an article itself sets against others."""

from collections.abc import Sequence

import pytest
from joining_records import Corpus

from rkbrief.analysis.corrections import find_opposed
from rkbrief.analysis.facts import gather_facts
from rkbrief.config import CorpusConfig
from rkbrief.model import Quantity


def opposed(*articles: Sequence[str], numbers: Sequence[str]) -> set[tuple[str, str]]:
    """Return the texts of numbers in 人 that are opposed; those of one text are one cluster."""
    corpus = Corpus()
    for texts in articles:
        article = corpus.add(*texts)
        for number in numbers:
            if any(number in text for text in texts):
                value = float(number.removesuffix("人"))
                corpus.figure(article, number, Quantity(value, unit="person"), "count")
    facts = gather_facts(corpus.figures, sentences=corpus.sentences, corpus=CorpusConfig())
    clusters = [[f for f in facts if f.figure.text == number] for number in numbers]
    return {(numbers[i], numbers[j]) for i, j in find_opposed(clusters, corpus.sentences)}


REPEATED = ("館には職員が37人足りない。",)


@pytest.mark.parametrize(
    "texts",
    [
        ("館は職員が37人足りないと説明していたが、実際には52人足りない。",),
        ("館は職員が37人足りないと説明している。", "組合が数え直したところ、不足は52人だった。"),
        (
            "館は職員が37人足りないと説明している。",
            "その数は古い。",
            "組合が数え直したところ、不足は52人だった。",
        ),
    ],
)
def test_a_claim_that_others_repeat_is_corrected(texts: Sequence[str]) -> None:
    assert opposed(REPEATED, texts, numbers=("37人", "52人")) == {("37人", "52人")}
    assert opposed(texts, numbers=("37人", "52人")) == set()


@pytest.mark.parametrize(
    "texts",
    [
        ("館は職員が37人足りないと説明している。", "別の館では不足は52人だった。"),
        ("館は職員が37人足りないと予想していたが、実際には52人足りない。",),
        (
            "館は職員が37人足りないと説明している。",
            "改修は続く。",
            "雨が降った。",
            "組合が数え直したところ、不足は52人だった。",
        ),
        ("館は職員が37人足りないと説明している。", "来館者を数え直したところ、520人だった。"),
    ],
)
def test_what_denies_nothing_corrects_nothing(texts: Sequence[str]) -> None:
    assert opposed(REPEATED, texts, numbers=("37人", "52人", "520人")) == set()


@pytest.mark.parametrize(
    ("texts", "numbers"),
    [
        (
            ("立ち退く人は、国の数字では2200人、支援団体によれば3500人を超える。",),
            ("2200人", "3500人"),
        ),
        (
            ("協会は65人が要ると試算している。", "一方で、市は40人で済むとの見方を崩さない。"),
            ("65人", "40人"),
        ),
        (
            ("協会は65人が要ると試算している。", "しかし市は40人で済むと主張する。"),
            ("65人", "40人"),
        ),
        (("国の集計では398人に上る。", "県の資料には412人とある。"), ("398人", "412人")),
        (("祭りに来たのは警察の集計で260人、町の発表だと410人だった。",), ("260人", "410人")),
        (("町は410人、警察は260人と言っています。",), ("410人", "260人")),
        (("町は祭りの客を410人と言い、警察は260人だと譲らない。",), ("410人", "260人")),
        (("町は410人と書いていますが、門にいた友人の集計では260人でした。",), ("410人", "260人")),
        (
            (
                "町は410人が来るという。",
                "これに対し、ある役員は、門を通れるのは260人だとみている。",
            ),
            ("410人", "260人"),
        ),
        (("町は410人が来るとし、警察は260人にすぎないと主張する。",), ("410人", "260人")),
        (("町は祭りの客を410人としているのに対し、警察は260人と説明する。",), ("410人", "260人")),
        (("祭りの客は町が410人、警察が260人と主張が対立している。",), ("410人", "260人")),
        (
            (
                "町の試算では、祭りの客は410人になる。",
                "一方、警察は、多くても260人だと主張する。",
            ),
            ("410人", "260人"),
        ),
        (("町は客が410人に達するとするが、大学の追跡調査では260人だった。",), ("410人", "260人")),
    ],
)
def test_two_parties_differ_within_an_article(
    texts: Sequence[str], numbers: tuple[str, str]
) -> None:
    assert opposed(texts, numbers=numbers) == {numbers}


@pytest.mark.parametrize(
    ("texts", "numbers"),
    [
        (("国の数字では2200人が立ち退き、3500人が残る。",), ("2200人", "3500人")),
        (
            ("協会は65人が要ると試算している。", "一方で、去年は40人で済んだとみている。"),
            ("65人", "40人"),
        ),
        (("協会は65人が要ると試算している。", "一方で、市は40人を雇う。"), ("65人", "40人")),
        (("祭りに来たのは警察の集計で260人、町の発表だと子供が410人だった。",), ("260人", "410人")),
        (("祭りには朝は410人、夜は260人と言っています。",), ("410人", "260人")),
        (("町は祭りに410人を招き、警察は260人を送った。",), ("410人", "260人")),
        (("町は410人と書いていますが、去年は260人でした。",), ("410人", "260人")),
        (
            ("町は410人が来るという。", "これに対し、去年の客は260人だとみている。"),
            ("410人", "260人"),
        ),
        (("国の数字では2200人、支援団体によれば2万人を超える。",), ("2200人", "20000人")),
        (("国の集計では398人に上る。", "県の資料には子供412人の名がある。"), ("398人", "412人")),
        (("町は職員410人を負担するとし、警察は260人を出すとしている。",), ("410人", "260人")),
        (("町は祭りに410人が来るとし、翌年は260人が来ると説明する。",), ("410人", "260人")),
        (("祭りの客は町が410人、警察が260人を送って守った。",), ("410人", "260人")),
        (
            ("町の試算では、祭りの客は410人になる。", "一方、警察は260人を送る。"),
            ("410人", "260人"),
        ),
    ],
)
def test_what_is_told_of_two_things_is_no_difference(
    texts: Sequence[str], numbers: tuple[str, str]
) -> None:
    assert opposed(texts, numbers=numbers) == set()
