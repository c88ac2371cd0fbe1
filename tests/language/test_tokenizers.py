"""Both tokenizers give morphemes that stand where they say, and nearly the same ones."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise, repeat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rkbrief.allowed import Tokenizer
from rkbrief.corpus.names import is_japanese_person
from rkbrief.errors import ConfigError
from rkbrief.fingerprint import find_libraries
from rkbrief.language import morphology
from rkbrief.language.content import content_terms, known_words, tell_words
from rkbrief.language.tokenizers import chosen_tokenizer, require_tokenizer, tokenizing_by
from rkbrief.model import Morpheme

ROOT = Path(__file__).parent.parent.parent
ARTICLES = [
    path
    for folder in ("seeds", "tests/evaluation/articles")
    for path in sorted((ROOT / folder).iterdir())
    if path.suffix in {".txt", ".md"}
]
TEXTS = st.text(
    st.sampled_from("雨が降った。一万１2,.，.%　 \n\t\0\ud800𠮷ｶﾞ㍍(「」)*a-Z々〇ー…"), max_size=40
)


def tokens(text: str, name: Tokenizer) -> tuple[Morpheme, ...]:
    return morphology._analyse(text, name)


def test_one_token_of_a_hundred_at_most_is_another_than_janomes() -> None:
    same, of_all = 0, 0
    for path in ARTICLES:
        text = path.read_text("utf-8", "replace")
        janome, lindera = (
            Counter((m.span, m.pos, m.base_form) for m in tokens(text, name))
            for name in ("janome", "lindera")
        )
        same += (janome & lindera).total()
        of_all += max(janome.total(), lindera.total())
    assert of_all > 10_000
    assert same / of_all >= 0.99


@settings(deadline=None)
@given(TEXTS)
def test_lindera_leaves_out_blanks_only_and_every_morpheme_stands_at_its_span(text: str) -> None:
    found = tokens(text, "lindera")
    assert all(m.span.of(text) == m.surface != "" for m in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert "".join("".join(m.surface for m in found).split()) == "".join(text.split())


def test_what_lindera_does_not_know_is_an_empty_string_and_its_own_base_form() -> None:
    (unknown,) = (m for m in tokens("ﾎｹﾞﾎｹﾞzzqを見る", "lindera") if m.surface == "zzq")
    assert (unknown.base_form, unknown.reading) == ("zzq", "")


def test_threads_do_not_disturb_each_other() -> None:
    texts = [f"{n}隻の船が港で{n * 7}日待ち、荷を{n}トン下ろした。" for n in range(60)]
    alone = [tokens(text, "lindera") for text in texts]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(tokens, texts * 4, repeat("lindera")))
    assert together == alone * 4


def test_a_choice_holds_until_its_block_ends_and_in_its_thread_only() -> None:
    with tokenizing_by("lindera"):
        assert chosen_tokenizer() == "lindera"
        with ThreadPoolExecutor(1) as other:
            assert other.submit(chosen_tokenizer).result() == "janome"
    assert chosen_tokenizer() == "janome"


def test_what_one_tokenizer_found_is_not_remembered_of_the_other() -> None:
    text = "岬の灯台が海図に載る。"
    tell_words({text: "+\n別の語"})
    assert content_terms(text) == ("別の語",)
    with tokenizing_by("lindera"):
        assert known_words(text) == ""
        assert "別の語" not in content_terms(text)
    tell_words({})


def test_a_name_is_looked_up_by_the_tokenizer_that_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def note(_text: str) -> tuple[Morpheme, ...]:
        asked.append(chosen_tokenizer())
        return ()

    monkeypatch.setattr(morphology, "tokenize", note)
    names: tuple[Tokenizer, ...] = ("janome", "lindera", "janome")
    for name in names:
        with tokenizing_by(name):
            is_japanese_person("海原灯子")
    assert asked == ["janome", "lindera"]


def test_where_the_extra_is_missing_its_command_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    # The package lindera brings no dictionary.
    monkeypatch.setattr(
        "rkbrief.fingerprint.find_libraries", lambda: ["janome-0.5.0", "lindera-6.2.0"]
    )
    require_tokenizer("janome")
    with pytest.raises(ConfigError, match=r"pip install 'rkbrief\[fast\]'"):
        require_tokenizer("lindera")


def test_the_extra_is_found_where_it_is_installed() -> None:
    require_tokenizer("lindera")
    assert any(name.startswith("lindera_python_ipadic-") for name in find_libraries())


def test_one_tokenizer_does_not_load_the_other() -> None:
    code = (
        "import sys\n"
        "from rkbrief.language.morphology import tokenize\n"
        "from rkbrief.language.tokenizers import tokenizing_by\n"
        "assert not {'janome', 'lindera'} & set(sys.modules)\n"
        "with tokenizing_by('lindera'): tokenize('港で船を待つ。')\n"
        "sys.exit('janome' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
