"""The words are Janome's own, whatever the text."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from janome.tokenizer import Tokenizer as Janome

from rkbrief.language import lattice
from rkbrief.language.lattice import Lattice
from rkbrief.language.tokenizers import open_tokenizer

ROOT = Path(__file__).parent.parent.parent
ARTICLES = [
    path
    for folder in ("seeds", "tests/evaluation/articles")
    for path in sorted((ROOT / folder).iterdir())
    if path.suffix in {".txt", ".md"}
]
Fields = tuple[str, str, str, str]


class OrderedMatcher:
    """Janome's matcher hands over a set, whose order follows the hash seed."""

    def __init__(self, matcher: Any) -> None:  # noqa: ANN401 - Janome has no types
        self._matcher = matcher

    def run(self, word: bytes) -> tuple[bool, list[bytes]]:
        matched, found = self._matcher.run(word)
        return matched, sorted(found)


@cache
def janome() -> Any:  # noqa: ANN401
    """Return Janome as it is, but for the order."""
    opened = Janome()
    opened.matcher = OrderedMatcher(opened.matcher)
    return opened


def theirs(text: str) -> list[Fields]:
    return [
        (token.surface, token.base_form, token.part_of_speech, token.reading)
        for token in janome().tokenize(text)
    ]


def ours(text: str) -> list[Fields]:
    return [tuple(token) for token in open_here().tokenize(text)]


@cache
def open_here() -> Any:  # noqa: ANN401
    return open_tokenizer("janome")


@pytest.mark.parametrize("path", ARTICLES[::6], ids=lambda path: path.stem)
def test_every_line_of_an_article_has_janomes_words(path: Path) -> None:
    lines = [line[:400] for line in path.read_text("utf-8", "replace").splitlines()]
    assert [ours(line) for line in lines] == [theirs(line) for line in lines]


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text_has_janomes_words(text: str) -> None:
    assert ours(text) == theirs(text)


@settings(deadline=None)
@given(
    st.text("すもものうち今日は明日東京都外国人参政権にわにはいる2024年ー・ｶﾞAb、。", max_size=60)
)
def test_a_text_that_can_be_cut_in_many_ways_has_janomes_words(text: str) -> None:
    assert ours(text) == theirs(text)


def test_a_long_run_of_one_kind_is_one_unknown_word_as_with_janome() -> None:
    text = "ヌ" * 120 + "を見た"
    assert ours(text) == theirs(text)


def test_blanks_alone_have_no_words() -> None:
    assert ours(" \u3000\n") == []


def test_what_was_walked_is_forgotten_when_it_is_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lattice, "MOST_PREFIXES", 5)
    own = janome()
    small = Lattice(own.sys_dic, Janome().matcher.dict_data, own.max_unknown_length)
    texts = ["橋が架かる。", "岬の灯台が消えた。", "橋が架かる。"]
    assert [[word.surface for word in small.find_words(text)] for text in texts] == [
        [surface for surface, *_ in theirs(text)] for text in texts
    ]
    small.find_words("")
    assert small._prefixes._walked == 0
