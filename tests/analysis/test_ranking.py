"""sumy's summarisers with arrays inside: the same choices, in linear or near-linear time."""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from collections.abc import Sequence
from typing import Any

import pytest
from growth import growth
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sumy.summarizers.kl import KLSummarizer
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.lsa import LsaSummarizer
from sumy.summarizers.luhn import LuhnSummarizer
from sumy.summarizers.reduction import ReductionSummarizer
from sumy.summarizers.sum_basic import SumBasicSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer

from rkbrief.analysis import ranking
from rkbrief.analysis.centrality import rate_lexrank
from rkbrief.language.sentences import split_sentences
from rkbrief.model import Sentence

STORY = (
    "市は来年度から水道料金を平均12%引き上げる。値上げは15年ぶりとなる。"
    "老朽化した水道管の更新に今後10年で400億円が要るためだ。"
    "水道管の4割は敷設から40年を超え、漏水の事故は昨年度だけで210件に上った。"
    "市民団体は値上げの幅が大きすぎると反発し、料金の段階的な引き上げを求めている。"
    "市長は会見で、更新を先送りすれば事故が増え、将来の料金はさらに上がると説明した。"
    "周辺の三つの町も同じ水源を使っており、料金の見直しを検討している。"
    "専門家は、広域での共同経営が進めば費用を抑えられる可能性があると指摘する。"
    "水源の水位は例年より低く、夏には取水の制限が必要になるかもしれない。"
    "議会は来月、料金を定める条例の改正案を審議する。"
)
PEERS: dict[str, Any] = {
    "lexrank": LexRankSummarizer,
    "textrank": TextRankSummarizer,
    "lsa": LsaSummarizer,
    "luhn": LuhnSummarizer,
    "kl": KLSummarizer,
    "sumbasic": SumBasicSummarizer,
    "reduction": ReductionSummarizer,
}
WORDS = ["水道", "料金", "市長", "議会", "更新", "事故", "水源", "専門家", "10年", "値上げ"]


def sentence(text: str, index: int = 1) -> Sentence:
    (found,) = split_sentences(text)
    return Sentence("S1", index, index, "sentence", found.span, found.text)


def choose(sentences: Sequence[Sentence], method: str, count: int) -> list[str]:
    scores = ranking.rate(method, sentences, count=count)
    order = sorted(range(len(sentences)), key=lambda at: (-scores[at], at))[:count]
    return [sentences[at].text for at in sorted(order)]


def sumys_choice(sentences: Sequence[Sentence], method: str, count: int) -> list[str]:
    document = ranking._document(sentences, "")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # LSA warns of few words
        return [str(s) for s in PEERS[method]()(document, count)]


@pytest.mark.parametrize(
    ("own", "peer"),
    [(ranking.LexRank, LexRankSummarizer), (ranking.TextRank, TextRankSummarizer)],
)
def test_the_classes_can_be_called_like_sumys(own: Any, peer: Any) -> None:  # noqa: ANN401
    document = ranking._document(split_sentences(STORY), "")
    ours, theirs = own(), peer()
    for summarizer in (ours, theirs):
        summarizer.stop_words = ["市", "料金"]
    for count in (1, 4, "50%", lambda infos: [i for i in infos if i.order % 2][:2]):
        assert ours(document, count) == theirs(document, count)


def test_words_that_are_not_their_own_terms_are_counted_under_these() -> None:
    texts = (
        "GDPは伸び、貿易も伸びた。",
        "gdpが縮む。",
        "貿易のGDP比は貿易額による。",
        "貨物は減った。",
    )
    document = ranking._document([sentence(t, n) for n, t in enumerate(texts, 1)], "")
    for stem in (lambda word: word[:1], lambda word: word[-1:], lambda word: word + "g"):
        ours, theirs = ranking.TextRank(stem), TextRankSummarizer(stem)
        for summarizer in (ours, theirs):
            summarizer.stop_words = ["は", "の"]
        found, expected = ours.rate_sentences(document), theirs.rate_sentences(document)
        assert all(abs(found[s] - expected[s]) < 1e-9 for s in document.sentences)


@pytest.mark.parametrize("method", PEERS)
def test_the_choice_is_sumys_for_every_count(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # sumy numbers LSA's words as a set gives them, which no two runs do alike: ties turn on it.
    numbered = LsaSummarizer._create_dictionary
    monkeypatch.setattr(
        LsaSummarizer,
        "_create_dictionary",
        lambda *given: {word: at for at, word in enumerate(sorted(numbered(*given)))},
    )
    sentences = split_sentences(STORY)
    for count in range(1, len(sentences) + 1):
        assert choose(sentences, method, count) == sumys_choice(sentences, method, count)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=6), min_size=2, max_size=8))
def test_lexrank_and_textrank_rate_as_sumy_does(lists: list[list[str]]) -> None:
    sentences = [sentence("、".join([*words, f"{n}番"]), n) for n, words in enumerate(lists, 1)]
    document = ranking._document(sentences, "")
    expected = TextRankSummarizer().rate_sentences(document)
    found = ranking.TextRank().rate_sentences(document)
    assert all(abs(found[s] - expected[s]) < 1e-9 for s in document.sentences)
    sumy = LexRankSummarizer()
    words = [sumy._to_words_set(s) for s in document.sentences]
    matrix = sumy._create_matrix(
        words, sumy.threshold, sumy._compute_tf(words), sumy._compute_idf(words)
    )
    if not matrix.any():
        return  # sumy divides by zero where no two sentences are alike
    scores = dict(
        zip(document.sentences, sumy.power_method(matrix, sumy.epsilon).tolist(), strict=True)
    )
    ours = ranking.LexRank().rate_sentences(document)
    assert all(abs(ours[s] - scores[s]) < 1e-9 for s in document.sentences)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=6), min_size=1, max_size=8))
def test_what_a_summary_asks_without_sumy_is_the_rating_of_sumys_subclass(
    lists: list[list[str]],
) -> None:
    sentences = [sentence("、".join([*words, "町"]), n) for n, words in enumerate(lists, 1)]
    headed = [replace(sentences[0], kind="heading"), *sentences]
    for given_sentences in (sentences, headed, headed[:1], []):
        assert rate_lexrank(given_sentences) == ranking.rate("lexrank", given_sentences)


@pytest.mark.parametrize("method", [*PEERS, "edmundson"])
@pytest.mark.parametrize("texts", [["雨が降った。"], ["これ。", "それ。"], ["雨だ。"] * 3])
def test_small_and_empty_texts_are_rated_without_an_error(method: str, texts: list[str]) -> None:
    sentences = [sentence(text, n) for n, text in enumerate(texts, 1)]
    scores = ranking.rate(method, sentences)
    assert len(scores) == len(texts)
    assert all(abs(score) < 1e6 for score in scores)


def test_equal_sentences_share_their_rating() -> None:
    sentences = [sentence(t, n) for n, t in enumerate(["市が値上げする。", "雨だ。"] * 2, 1)]
    scores = ranking.rate("lexrank", sentences)
    assert scores[0] == scores[2]
    assert scores[1] == scores[3]


def test_headings_are_no_candidates() -> None:
    sentences = split_sentences("水道料金の値上げ\n\n市は水道料金を値上げする。議会が決めた。")
    assert sentences[0].kind == "heading"
    assert ranking.rate("textrank", sentences)[0] == 0.0


@pytest.mark.parametrize("method", ["lexrank", "textrank", "luhn", "reduction", "sumbasic", "kl"])
def test_time_grows_no_faster_than_the_pairs_that_share_a_word(method: str) -> None:
    sentences = [
        sentence(f"{WORDS[n % 10]}は{n}番の町の{WORDS[n % 7]}を{n % 31}回調べた。", n)
        for n in range(1, 1201)
    ]
    ranking.rate(method, sentences)  # the tokenizer's share is not ours
    # quadratic gives 4, cubic 8: the bound lies between, caches and all
    assert growth(lambda count: ranking.rate(method, sentences[:count]), 600, 1200) < 5.7


def test_the_hash_seed_changes_no_rating() -> None:
    code = (
        "from rkbrief.analysis.ranking import rate, _METHODS\n"
        "from rkbrief.language.sentences import split_sentences\n"
        f"s = split_sentences({STORY!r})\n"
        "print({m: rate(m, s) for m in _METHODS})"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in (0, 1, 2)
    }
    assert len(seen) == 1


def test_scipy_is_never_imported() -> None:
    code = "import sys, rkbrief.analysis.ranking; sys.exit('scipy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
