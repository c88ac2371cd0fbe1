"""Morphemes stand where they say, in any thread."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise, repeat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rkbrief.language import morphology
from rkbrief.language.morphology import tokenize

TEXTS = st.text(
    st.sampled_from("雨が降った。一万１2,.，.%　 \n\t\ud800ｶﾞ㍍(「」)*a-Z々〇ー…"), max_size=40
)


@settings(deadline=None)
@given(TEXTS)
def test_every_morpheme_stands_at_its_span(text: str) -> None:
    found = tokenize(text)
    assert all(m.span.of(text) == m.surface != "" for m in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@settings(deadline=None)
@given(TEXTS)
def test_morphemes_leave_out_blanks_only(text: str) -> None:
    kept = "".join(m.surface for m in tokenize(text))
    assert "".join(kept.split()) == "".join(text.split())


def test_indents_and_newlines_do_not_shift_spans() -> None:
    text = "　\n　　港で船を\n　待つ。"
    assert [(m.surface, m.span.start) for m in tokenize(text)] == [
        ("港", 4),
        ("で", 5),
        ("船", 6),
        ("を", 7),
        ("待つ", 10),
        ("。", 12),
    ]


def test_what_the_dictionary_does_not_know_is_an_empty_string() -> None:
    (unknown,) = (m for m in tokenize("ﾎｹﾞﾎｹﾞzzqを見る") if m.surface == "zzq")
    assert (unknown.base_form, unknown.reading) == ("zzq", "")


def test_a_long_text_is_read_to_its_end() -> None:
    text = "港で船を待つ" * 2000
    assert "".join(m.surface for m in tokenize(text)) == text


def test_threads_do_not_disturb_each_other() -> None:
    texts = [f"{n}隻の船が港で{n * 7}日待ち、荷を{n}トン下ろした。" for n in range(60)]
    alone = [morphology._analyse(text, "janome") for text in texts]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(morphology._analyse, texts * 4, repeat("janome")))
    assert together == alone * 4


def test_each_thread_has_its_own_tokenizer() -> None:
    with ThreadPoolExecutor(1) as other:
        theirs = other.submit(morphology._tokenizer, "janome").result()
    assert theirs is not morphology._tokenizer("janome")


@pytest.mark.parametrize("use", ["", "; rkbrief.language.morphology.tokenize(' ')"])
def test_the_module_and_a_text_of_no_words_load_no_tokenizer(use: str) -> None:
    code = f"import sys, rkbrief.language.morphology{use}; sys.exit('janome' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_hash_seed_changes_no_morpheme() -> None:
    code = (
        "from rkbrief.language.morphology import tokenize;"
        "print([(m.surface, m.pos) for m in tokenize('すもももももももものうち、東京都に住む"
        "外国人参政権とくるまでまつ。はははははははと笑う')])"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": str(seed), "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in range(4)
    }
    assert len(seen) == 1
