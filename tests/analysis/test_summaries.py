"""Summaries: what is picked, that it stands alone, and that nothing is said twice."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date

import pytest
from growth import growth
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from rkbrief.analysis import summaries
from rkbrief.analysis.dangling import antecedents, continues_speech, lacks_speaker, leaning
from rkbrief.analysis.redundancy import find_content_sets
from rkbrief.analysis.summaries import METHODS, summarise_corpus, summarise_sentences
from rkbrief.language.content import content_terms
from rkbrief.language.sentences import split_sentences
from rkbrief.model import Article, ArticleFindings, Sentence, Summary

STORY = (
    "市は来年度から水道料金を平均12%引き上げると発表した。値上げは15年ぶりとなる。"
    "これは老朽化した水道管の更新に400億円が要るためだ。\n\n"
    "漏水の実態\n\n"
    "水道管の4割は敷設から40年を超え、漏水の事故は昨年度だけで210件に上った。"
    "市民団体は値上げの幅が大きすぎると反発し、段階的な引き上げを求めている。\n\n"
    "専門家は、広域での共同経営が進めば費用を抑えられる可能性があると指摘する。"
    "「更新を先送りすれば事故が増える」と市長は説明した。"
)
PIECES = st.sampled_from(
    [
        "雨が降った。",
        "これは大雨だ。",
        "川があふれた。",
        "\n\n",
        "見出し",
        "- 項目",
        "「行く。」",
        "。",
        "a",
        "？",
    ]
)
SOURCES = st.lists(PIECES, max_size=25).map("".join)


def picked(summary: Summary) -> list[str]:
    return [ranked.sentence.text for ranked in summary.sentences]


def findings(article_id: str, text: str, day: date | None = None) -> ArticleFindings:
    article = Article(article_id, f"{article_id}.txt", "0", "utf-8", None, None, None, day, text)
    sentences = split_sentences(text, article_id=article_id)
    return ArticleFindings(article, sentences, (), (), Summary(article_id, "lead", ()))


@pytest.mark.parametrize("method", METHODS)
@settings(deadline=None, max_examples=25)
@given(SOURCES, st.integers(1, 6))
def test_a_summary_is_never_empty_never_repeats_and_keeps_the_order(
    method: str, source: str, count: int
) -> None:
    sentences = split_sentences(source)
    summary = summarise_sentences(sentences, count=count, method=method)
    texts = picked(summary)
    assert bool(texts) == bool(sentences)
    assert len(texts) <= count
    assert len(texts) == len(set(texts))
    places = [ranked.sentence.index for ranked in summary.sentences]
    assert places == sorted(places)
    if any(s.kind != "heading" for s in sentences):
        assert all(ranked.sentence.kind != "heading" for ranked in summary.sentences)


@pytest.mark.parametrize("method", METHODS)
def test_a_short_text_gives_what_there_is(method: str) -> None:
    assert picked(summarise_sentences(split_sentences("雨が降った。"), method=method)) == [
        "雨が降った。"
    ]


def test_nothing_in_nothing_out() -> None:
    assert summarise_sentences((), article_id="S1") == Summary("S1", "coverage", ())


def test_an_unknown_method_is_named() -> None:
    with pytest.raises(ValueError, match="no method 'magic'"):
        summarise_sentences((), method="magic")


def test_the_parts_add_up_to_the_score() -> None:
    for ranked in summarise_sentences(split_sentences(STORY), count=4).sentences:
        assert ranked.score == pytest.approx(sum(ranked.parts.values()), abs=1e-5)


def test_evidence_wins_over_scene_setting() -> None:
    sentences = split_sentences(STORY, article_id="S1")
    (expert,) = (s for s in sentences if s.text.startswith("専門家"))
    plain = summarise_sentences(sentences, count=2)
    assert expert.text not in picked(plain)
    assert expert.text in picked(summarise_sentences(sentences, count=2, bonus={expert.id: 2.0}))


def test_a_sentence_that_points_back_brings_its_antecedent() -> None:
    sentences = split_sentences(STORY, article_id="S1")
    (reason,) = (s for s in sentences if s.text.startswith("これは"))
    texts = picked(summarise_sentences(sentences, count=3, bonus={reason.id: 2.0}))
    assert reason.text in texts
    assert "値上げは15年ぶりとなる。" in texts


def test_a_sentence_that_points_back_is_skipped_when_there_is_no_room() -> None:
    sentences = split_sentences(STORY, article_id="S1")
    (reason,) = (s for s in sentences if s.text.startswith("これは"))
    assert reason.text not in picked(
        summarise_sentences(sentences, count=1, bonus={reason.id: 2.0})
    )


def test_near_duplicates_are_picked_once() -> None:
    caption = "10日、市は来年度から水道料金を平均12%引き上げると発表した。写真は水道局。"
    texts = picked(summarise_sentences(split_sentences(caption + "\n\n" + STORY), count=4))
    assert sum("平均12%" in text for text in texts) == 1


def test_same_content_keeps_its_members() -> None:
    sentences = split_sentences(
        "市は水道料金を来年度から12%引き上げる。雨が降った。"
        "市は来年度から水道料金を12%引き上げるという。雨が降った。"
    )
    sets = find_content_sets(sentences, [content_terms(s.text) for s in sentences])
    assert [(s.leader, s.members) for s in sets] == [(0, (0, 2)), (1, (1, 3))]


def test_each_source_has_a_voice_and_none_has_three() -> None:
    other = "港の工事が終わり、大型の客船が着けるようになった。観光客は3割増える見込みだ。"
    third = "大学は新しい学部を作る。定員は200人で、再来年の春に開く。"
    corpus = [
        findings("S1", STORY, date(2024, 3, 1)),
        findings("S2", other, date(2024, 1, 1)),
        findings("S3", third),
    ]
    summary = summarise_corpus(corpus, count=4, method="coverage")
    sources = [ranked.sentence.article_id for ranked in summary.sentences]
    assert len(sources) == 4
    assert set(sources) == {"S1", "S2", "S3"}
    assert max(map(sources.count, sources)) <= 2
    assert sources == sorted(sources, key=["S2", "S1", "S3"].index)


@pytest.mark.parametrize("method", METHODS)
def test_a_corpus_can_be_summarised_by_every_method(method: str) -> None:
    corpus = [findings("S1", STORY), findings("S2", STORY)]
    summary = summarise_corpus(corpus, count=3, method=method)
    assert summary.article_id is None
    assert len(picked(summary)) == len(set(picked(summary))) == 3


def test_an_empty_corpus_gives_an_empty_summary() -> None:
    assert summarise_corpus([], count=3, method="coverage").sentences == ()


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("この制度は古い。", "antecedent"),
        ("同社は否定した。", "antecedent"),
        ("しかし市は動いた。", "thread"),
        ("市は動いた。", "none"),
        ("このほど市が発表した。", "none"),
    ],
)
def test_what_a_beginning_needs(text: str, needs: str) -> None:
    assert leaning(text) == needs


def test_antecedents_stop_at_headings_and_beginnings() -> None:
    sentences = split_sentences(
        "市が決めた。これは大きい。それは違う。これもだ。\n\n節\n\nこれは別だ。"
    )
    assert [antecedents(sentences, at) for at in range(6)] == [(), (0,), (0, 1), None, (), None]


def test_speech_without_its_speaker_is_known() -> None:
    assert lacks_speaker("「もう変わったのだと思う」")
    assert not lacks_speaker("「変わった」と市長は言う。")
    assert continues_speech("事故が増えると付け加えた。")


def test_the_hash_seed_changes_no_summary() -> None:
    code = (
        "from rkbrief.analysis.summaries import summarise_sentences, METHODS\n"
        "from rkbrief.language.sentences import split_sentences\n"
        f"s = split_sentences({STORY!r})\n"
        "print([summarise_sentences(s, method=m) for m in METHODS])"
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


def test_the_module_loads_neither_numpy_nor_sumy() -> None:
    code = (
        "import sys, rkbrief.analysis.summaries;"
        "sys.exit(bool({'numpy', 'sumy', 'janome'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_time_stays_bounded_when_the_text_doubles() -> None:
    def make(count: int) -> tuple[Sentence, ...]:
        return split_sentences(
            "".join(f"{n}番の町で水道の値上げが決まった。" for n in range(count))
        )

    texts = {count: make(count) for count in (300, 600)}  # the tokenizer's share is not ours
    summarise_sentences(texts[600], count=3)
    # all pairs share words here: that gives 4
    assert growth(lambda count: summarise_sentences(texts[count], count=3), 300, 600) < 4.5


@pytest.mark.parametrize("method", ["lexrank", "textrank"])
def test_a_very_long_text_is_rated_in_parts_and_then_by_what_is_best_of_each(
    method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summaries, "LARGEST_RANKED", 30)
    monkeypatch.setattr(summaries, "_AT_ONCE", 10)
    sentences = split_sentences("".join(f"{n}番の町は水道料金を上げた。" for n in range(45)))
    chosen = picked(summarise_sentences(sentences, count=3, method=method))
    assert len(set(chosen)) == 3


def test_of_a_very_large_corpus_the_picks_of_its_articles_are_rated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(summaries, "LARGEST_RANKED", 4)
    read = [findings(f"S{n}", STORY) for n in range(3)]
    corpus = [
        replace(f, summary=summarise_sentences(f.sentences, count=1, method="lead")) for f in read
    ]
    allowed = {text for f in corpus for text in picked(f.summary)}
    assert set(picked(summarise_corpus(corpus, count=2, method="textrank"))) <= allowed


def test_a_slight_remark_gives_way_to_a_sentence_that_says_who_and_when() -> None:
    text = (
        "山川町は五日、石橋の工事を来年の春に始めると発表した。資材の値上がりが響く。"
        "海野建設が工事を請け負い、町は費用の半分を国の補助金で賄う。"
    )
    summary = summarise_sentences(split_sentences(text), count=2)
    assert "資材の値上がりが響く。" not in [r.sentence.text for r in summary.sentences]


def test_a_sentence_that_names_its_institute_by_a_back_reference_brings_the_one_before() -> None:
    text = (
        "みなと研究所は四日、港の水温の調べを公表した。同研究所は、水温が三度上がれば"
        "漁獲が半分になると試算する。港町は来月に会議を開く。"
    )
    picks = [r.sentence.text for r in summarise_sentences(split_sentences(text), count=2).sentences]
    backward = any(text.startswith("同研究所") for text in picks)
    assert not backward or any(text.startswith("みなと研究所") for text in picks)
