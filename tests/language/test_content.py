"""Terms carry content, and what was told once is not asked of Janome again."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rkbrief.language import content
from rkbrief.language.content import (
    SumyTokenizer,
    content_terms,
    fold_words,
    known_words,
    makes_statement,
    tell_words,
    unfold_words,
)
from rkbrief.language.morphology import tokenize


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("24年ぶりに1万発の花火を上げた。", ("24年", "1万発", "花火", "上げる")),
        ("１，０００個の部品を、3.5％値下げした。", ("1000個", "部品", "3.5%", "値下げ")),
        ("6月19日に200キロトン級を試す。", ("6月", "19日", "200キロトン", "試す")),
        ("これはそのためのものである。", ()),
        ("(-)•-*", ()),
        ("数は7だった。", ("数",)),
        ("価格が急に安くなった。", ("価格", "急", "安い")),
    ],
)
def test_terms_are_content_words_and_counted_numbers(text: str, terms: tuple[str, ...]) -> None:
    assert content_terms(text) == terms


@pytest.mark.parametrize(
    ("text", "states"),
    [("港で船を待つ。", True), ("その期間は1年ほど。", True), ("山田 太郎", False), ("", False)],
)
def test_a_predicate_or_a_topic_makes_a_statement(text: str, states: bool) -> None:
    assert makes_statement(text) is states


@settings(deadline=None)
@given(st.text(st.sampled_from("港で船を待つ。24年ぶり \n\r\x1f\u2028ｶﾞ㍍「」A-Z"), max_size=30))
def test_words_that_are_told_are_the_words_that_were_read(text: str) -> None:
    read = content._read_words(tokenize(text))
    assert content._unpack(read.pack()) == read


def test_what_was_not_asked_is_not_known() -> None:
    assert known_words("誰も尋ねなかった一文である。") == ""
    content_terms("港に着いた船を数えた。")
    assert known_words("港に着いた船を数えた。").split("\n")[1:] == ["港", "着く", "船", "数える"]


def test_a_text_that_is_asked_for_again_is_known_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "REMEMBERED_TEXTS", 2)
    monkeypatch.setattr(content, "_asked", {})
    for text in ("港の倉庫", "山の小屋", "港の倉庫", "川の水門"):
        content_terms(text)
    assert known_words("港の倉庫")
    assert not known_words("山の小屋")


def test_what_is_told_is_not_tokenised_and_no_janome_is_loaded() -> None:
    code = (
        "import sys\n"
        "from rkbrief.language.content import content_terms, makes_statement, tell_words\n"
        "tell_words({'港で船を待つ。': '+\\n港\\n船\\n待つ', '題': ''})\n"
        "assert content_terms('港で船を待つ。') == ('港', '船', '待つ')\n"
        "assert makes_statement('港で船を待つ。')\n"
        "sys.exit('janome' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_what_is_told_takes_the_place_of_what_was_told_before() -> None:
    tell_words({"前の文である。": "+\n前"})
    tell_words({})
    assert known_words("前の文である。") == ""


def test_folded_words_unfold_to_what_they_were() -> None:
    packed = ["+\n港\n船", "", "-", "+\n\udcff"]
    assert unfold_words(fold_words(packed)) == packed
    assert unfold_words(fold_words(["+\na\0b", "-"])) == ["", "-"]
    assert unfold_words(b"") == []


def test_sumy_is_told_our_sentences_and_words() -> None:
    tokenizer = SumyTokenizer()
    assert tokenizer.to_sentences("「行く。」と言った。雨だ。") == (
        "「行く。」と言った。",
        "雨だ。",
    )
    assert tokenizer.to_words("24年ぶりの花火。") == ("24年", "花火")
