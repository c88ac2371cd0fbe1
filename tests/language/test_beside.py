"""A tokenizer beside gives what one here gives, and does no harm when it cannot."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from rkbrief.language import morphology, tokenizing_child
from rkbrief.language.beside import TokenizerBeside
from rkbrief.language.morphology import expect, tokenizing_beside
from rkbrief.language.tokenizers import TextTokenizer, Token, open_tokenizer

TEXTS = [
    "青葉市の橋は来年春に開通する見通しだ。",
    "費用は約45億円に膨らむ可能性がある。",
    "市長は「工事は遅れている」と述べた。",
]


@pytest.fixture(scope="module")
def here() -> TextTokenizer:
    return open_tokenizer("janome")


@pytest.fixture
def helper() -> Iterator[TokenizerBeside]:
    made = TokenizerBeside("janome")
    yield made
    made.close()


def words(tokenizer: TextTokenizer) -> list[list[Token]]:
    return [list(tokenizer.tokenize(text)) for text in TEXTS]


def test_it_gives_the_tokens_that_one_here_gives_in_whatever_order_they_are_asked(
    helper: TokenizerBeside, here: TextTokenizer
) -> None:
    for text in reversed(TEXTS):
        helper.expect(text)
    assert words(helper) == words(here)
    assert words(helper) == words(here)  # what nobody expected
    assert helper._own is None


def test_nothing_waits_for_what_was_expected_and_not_asked_for(helper: TokenizerBeside) -> None:
    long = "橋の工事は遅れている。" * 30
    for number in range(300):  # more than two pipes hold
        helper.expect(f"{number}{long}")
    assert [token.surface for token in helper.tokenize("橋")] == ["橋"]


def test_one_that_was_killed_is_done_without(helper: TokenizerBeside, here: TextTokenizer) -> None:
    for text in TEXTS:
        helper.expect(text)
    assert helper._process is not None
    helper._process.kill()
    assert words(helper) == words(here)


def test_one_that_cannot_be_started_is_done_without(
    monkeypatch: pytest.MonkeyPatch, here: TextTokenizer
) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    assert words(TokenizerBeside("janome")) == words(here)


@pytest.mark.parametrize("error", [TimeoutError, KeyboardInterrupt])
def test_after_a_wait_that_was_broken_off_no_text_gets_the_tokens_of_another(
    helper: TokenizerBeside,
    here: TextTokenizer,
    error: type[BaseException],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stop(_line: object) -> None:
        raise error

    for text in TEXTS:
        helper.expect(text)
    with monkeypatch.context() as patched:
        patched.setattr(pickle, "load", stop)
        with pytest.raises(error):
            helper.tokenize(TEXTS[0])
    assert words(helper) == words(here)


def test_a_text_that_its_tokenizer_fails_at_is_tried_here(
    helper: TokenizerBeside, here: TextTokenizer
) -> None:
    class Failing:
        def tokenize(self, _text: str) -> Iterator[Token]:
            raise ZeroDivisionError

    assert tokenizing_child._take_apart(Failing(), TEXTS[0]) is None
    helper._answers[TEXTS[0]] = None
    assert words(helper) == words(here)


def test_a_thread_without_a_tokenizer_uses_it_and_lets_go_of_it() -> None:
    text = (Path(__file__).parents[2] / "seeds/01-carle-2024.md").read_text("utf-8")

    def read() -> tuple[object, ...]:
        with tokenizing_beside("janome"):
            expect([text])
            found = morphology._analyse(text, "janome")
            helper = morphology._here.opened["janome"]
            assert isinstance(helper, TokenizerBeside)
            assert helper._own is None
        assert morphology._here.opened == {}
        with pytest.raises(AttributeError):
            helper._process.poll()  # type: ignore[union-attr]
        return found

    with ThreadPoolExecutor(1) as fresh:
        assert fresh.submit(read).result() == morphology._analyse(text, "janome")


def test_one_that_is_loaded_here_stays() -> None:
    morphology._tokenizer("janome")
    with tokenizing_beside("janome"):
        assert not isinstance(morphology._tokenizer("janome"), TokenizerBeside)
    assert "janome" in morphology._here.opened


def test_an_answer_has_no_class_of_ours_and_is_read_in_a_moment() -> None:
    answer = tokenizing_child._take_apart(open_tokenizer("janome"), TEXTS[0])
    assert b"rkbrief" not in pickle.dumps(answer)
