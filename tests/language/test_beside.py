"""A tokenizer beside gives what one here gives, and does no harm when it cannot."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from rkbrief.language import beside, morphology, tokenizing_child
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


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the module that Python runs when it starts."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), *filter(None, sys.path)]))
    return tmp_path / "sitecustomize.py"


def test_what_is_printed_while_python_starts_is_no_answer(site: Path, here: TextTokenizer) -> None:
    printed = b"hello\n" + pickle.dumps([("a", "b", "c", "d")])
    site.write_text(f"import os\nos.write(1, {printed!r})\n", "utf-8")
    helper = TokenizerBeside("janome")
    assert words(helper) == words(here)
    assert helper._own is None
    helper.close()


def test_one_that_never_answers_is_done_without(
    site: Path, here: TextTokenizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write_text("import time\ntime.sleep(1000)\n", "utf-8")
    monkeypatch.setattr(beside, "_LONGEST_WAIT", 0.2)
    helper = TokenizerBeside("janome")
    process = helper._process
    assert words(helper) == words(here)
    assert process is not None
    assert process.poll() is not None


@pytest.mark.parametrize("count", [1, 3000])  # the second is more than a pipe holds
def test_one_that_was_stopped_is_done_without_in_a_thread_too(
    helper: TokenizerBeside, here: TextTokenizer, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    def ask() -> list[list[Token]]:
        for number in range(count):
            helper.expect(f"{number}{TEXTS[0] * 3}")
        return words(helper)

    assert words(helper) == words(here)
    process = helper._process
    assert process is not None
    monkeypatch.setattr(beside, "_LONGEST_WAIT", 0.2)
    process.send_signal(signal.SIGSTOP)
    with ThreadPoolExecutor(1) as thread:
        asking = thread.submit(ask)
        try:
            assert asking.result(60) == words(here)
        finally:
            process.kill()
    assert process.poll() is not None


HANGS = """
import sys
if "rkbrief.language.tokenizing_child" in sys.orig_argv:
    import time
    import rkbrief.language.tokenizers as tokenizers
    class Hanging:
        def tokenize(self, text):
            time.sleep(1000)
    tokenizers.open_tokenizer = lambda name: Hanging()
"""


def test_one_that_hangs_ends_with_who_asked(site: Path) -> None:
    site.write_text(HANGS, "utf-8")
    helper = TokenizerBeside("janome")
    helper.expect(TEXTS[0])
    process = helper._process
    assert process is not None
    assert process.stdin is not None
    process.stdin.close()  # as the system does for one that was killed
    assert process.wait(timeout=60) == 0
    helper.close()


def test_one_that_cannot_be_heard_is_done_without(
    here: TextTokenizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as patched:
        patched.setattr(beside, "start_new_thread", refuse)
        helper = TokenizerBeside("janome")
    assert helper._process is None
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
    class Stopped:
        def get(self, **_given: object) -> None:
            raise error

    for text in TEXTS:
        helper.expect(text)
    monkeypatch.setattr(helper, "_given", Stopped())
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


def test_f18_the_thread_that_hears_keeps_to_code_that_python_can_leave_without_memory() -> None:
    # Where a handler is entered at a step behind the 256th, CPython 3.11 makes an int of its place,
    # and tries again for ever where there is no room for it.
    code = beside._hear.__code__
    assert len(code.co_code) // 2 <= 256
    assert "threading" not in vars(beside)
