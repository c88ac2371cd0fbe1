"""What a sentence's outermost expression makes of it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from needed import needed_words

from rkbrief.analysis.forecasts import find_forecasts
from rkbrief.analysis.modality import cue_rules, find_cues, read_modality
from rkbrief.language.sentences import split_sentences
from rkbrief.lexicon import load_table


@pytest.mark.parametrize(
    ("sentence", "likelihood"),
    [
        ("来年の減産は必至だ。", "almost_certain"),
        ("橋の完成は遅れるに違いない。", "very_likely"),
        ("在庫は春に底を打つはずだ。", "very_likely"),
        ("雪が残る可能性が極めて高い。", "very_likely"),
        ("現職が勝つ公算が大きい。", "likely"),
        ("午後は晴れるでしょう。", "likely"),
        ("値段は下がるとみられる。", "likely"),
        ("勝敗は五分五分だ。", "roughly_even"),
        ("間に合う可能性は低い。", "unlikely"),
        ("雨は当分やみそうにない。", "unlikely"),
        ("合意が続くとは考えにくい。", "unlikely"),
        ("復活の可能性は極めて低い。", "very_unlikely"),
        ("彼が欠席するはずがない。", "almost_no_chance"),
        ("電車が止まるかもしれない。", "possible"),
        ("堤防が崩れる恐れがある。", "possible"),
        ("先行きは不透明だ。", "undetermined"),
    ],
)
def test_each_step_of_the_scale_has_its_words(sentence: str, likelihood: str) -> None:
    modality = read_modality(sentence)
    assert modality.kind == "estimate"
    assert modality.likelihood == likelihood


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("来月に店を開く予定だ。", "plan"),
        ("黒字化を目指す。", "plan"),
        ("早く備えるべきだ。", "norm"),
        ("計画を見直す必要がある。", "norm"),
        ("七時に着くはずだった。", "counterfactual"),
        ("会議は延びたとのことだ。", "hearsay"),
        ("知人によると、店は閉まったらしい。", "hearsay"),
        ("とても寒いそうだ。", "hearsay"),
        ("橋は昨年できた。", "none"),
        ("君は一人ではない。", "none"),
    ],
)
def test_the_kinds_are_kept_apart(sentence: str, kind: str) -> None:
    assert read_modality(sentence).kind == kind


@pytest.mark.parametrize(
    ("sentence", "likelihood"),
    [
        ("新型は使わないだろう。", "likely"),
        ("新型を使うとは考えにくい。", "unlikely"),
        ("延期の可能性も小さくない。", "likely"),
    ],
)
def test_only_a_negated_modal_lowers_the_likelihood(sentence: str, likelihood: str) -> None:
    assert read_modality(sentence).likelihood == likelihood


def test_an_attitude_yields_to_the_modal_right_inside_it() -> None:
    modality = read_modality("橋が壊れる可能性があるとみられる。")
    assert modality.likelihood == "possible"
    assert modality.cue == "可能性がある"


@pytest.mark.parametrize(
    ("sentence", "likelihood", "claim"),
    [
        ("組合長は「漁は増えるはずだ」と期待を寄せる。", "very_likely", "漁は増えるはずだ"),
        ("組合長は「値崩れは避けられない」と懸念する。", "almost_certain", "値崩れは避けられない"),
        ("「漁は増えるだろう」と組合長は期待する。", "likely", "漁は増えるだろう"),
        ("組合長は、漁が増えると期待する。", "possible", "組合長は、漁が増えると期待する"),
        ("組合長は「漁が増えればいい」と期待する。", "possible", None),
    ],
)
def test_what_is_felt_about_a_quotation_leaves_its_own_strength(
    sentence: str, likelihood: str, claim: str | None
) -> None:
    assert read_modality(sentence).likelihood == likelihood
    (found,) = find_forecasts(split_sentences(sentence))
    assert found.likelihood == likelihood
    assert claim is None or found.claim == claim


def test_an_expression_before_a_noun_or_in_a_question_decides_nothing() -> None:
    assert read_modality("混乱を招きかねない法案を審議した。").kind == "none"
    assert read_modality("どのような影響を与える可能性があるのかを調べた。").kind == "none"


def test_an_expression_in_brackets_decides_nothing() -> None:
    assert read_modality("橋は昨年できた（壊れるかもしれない）。").kind == "none"


def test_a_simile_is_no_estimate() -> None:
    assert read_modality("まるで夢を見ているようだ。").kind == "none"
    assert read_modality("彼は犬みたいな顔をした。").kind == "none"


@pytest.mark.parametrize(
    ("sentence", "bounds", "likelihood"),
    [
        ("後退に陥る確率を30～35％とみる。", (30, 35), "unlikely"),
        ("降水確率は7割だ。", (70, 70), "likely"),
        ("60％の確率で晴れる。", (60, 60), "likely"),
        ("衝突する確率は2.4％だ。", (2.4, 2.4), "almost_no_chance"),
    ],
)
def test_a_stated_probability_falls_on_its_step(
    sentence: str, bounds: tuple[float, float], likelihood: str
) -> None:
    modality = read_modality(sentence)
    assert modality.stated_probability == bounds
    assert modality.likelihood == likelihood


def test_every_rule_matches_only_where_one_of_its_needed_words_stands() -> None:
    for rule, row in zip(cue_rules(), load_table("modality")["rules"], strict=True):
        for phrase in row["match"]:
            assert any(word in phrase for word in rule.needs), (rule.name, phrase)


@given(
    st.text(alphabet="可能性がはもあるなだろう。「」、れば見通しとみられ今後10％年い", max_size=60)
)
def test_a_cue_is_always_the_slice_it_names(text: str) -> None:
    for cue in find_cues(text):
        assert cue.span.of(text) == cue.text
    modality = read_modality(text)
    if modality.span is not None:
        assert modality.span.of(text) == modality.cue


def test_the_words_that_sort_a_rule_out_cover_all_that_it_matches() -> None:
    hidden = {
        rule.name: words
        for rule in cue_rules()
        if (
            words := [
                word
                for word in map(fold, needed_words(rule.pattern))
                if not any(fold(need) in word for need in rule.needs)
            ]
        )
    }
    assert not hidden


def fold(text: str) -> str:
    """Return a word without its width: the table writes numerals in both."""
    return unicodedata.normalize("NFKC", text)


@pytest.mark.parametrize(
    "end",
    [
        "のは難しい。",
        "ことは容易ではありません。",
        "のは簡単ではない。",
        "のはかなり困難だ。",
        "保証はない。",
        "保証はどこにもありません。",
    ],
)
@pytest.mark.parametrize(
    "plan", ["春までに計画をまとめる", "全員の合格を目指す", "町の方針を変える", "移転に合意する"]
)
def test_what_is_hard_to_plan_is_no_plan(plan: str, end: str) -> None:
    assert read_modality(plan + end).kind != "plan"


def test_no_warrant_is_neither_a_denial_nor_a_forecast_by_itself() -> None:
    assert read_modality("来年も豊作が続く保証はない。").kind == "none"
