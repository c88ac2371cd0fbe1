"""A tokenizer in a process beside: it loads and takes texts apart while this one reads on.

To load Janome and to tokenise is a third of the time of a first brief of a few articles, for which
processes that read articles would take longer to start than they save.
"""

from __future__ import annotations

import os
import pickle
import select
import subprocess
import sys
from _thread import LockType, allocate_lock, start_new_thread
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from typing import IO

from rkbrief.allowed import Tokenizer
from rkbrief.language.tokenizers import TextTokenizer, Token, open_tokenizer
from rkbrief.language.tokenizing_child import BEGINNING, Answer

_CHILD = "rkbrief.language.tokenizing_child"
_LONGEST_WAIT = 20.0
"""Seconds for an answer, hundreds of times what a text takes: then it is tried here, where the
clock of the article can end it even in a thread, which no read from a pipe hears of. So long, too,
it may leave lying what it is told, which it takes in at once unless it was stopped."""


class _Gone:
    """In place of an answer: there will be no more."""


_GONE = _Gone()


class TokenizerBeside:
    """A :class:`TextTokenizer` whose texts another process takes apart.

    Where that one cannot be had, or fails at a text, the tokenizer is loaded here.
    """

    def __init__(self, name: Tokenizer) -> None:
        self._name = name
        self._asked: deque[str] = deque()
        self._answers: dict[str, Answer] = {}
        self._own: TextTokenizer | None = None
        self._given: SimpleQueue[Answer | _Gone] = SimpleQueue()
        self._process: subprocess.Popen[bytes] | None = None
        self._heard: LockType | None = None
        try:
            self._process = subprocess.Popen(  # noqa: S603 - this very program
                [sys.executable, "-P", "-B", "-m", _CHILD, name],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # a Ctrl-C is its parent's business
            )
            self._listen()
            if self._process.stdin is not None:
                os.set_blocking(self._process.stdin.fileno(), False)
        except (OSError, MemoryError, RuntimeError):  # the last: no more threads
            self.close()

    def _listen(self) -> None:
        """Take in the answers as they come.

        Not in a ``threading.Thread``: where memory runs out Python 3.11 may spin for ever in the
        handlers of one, which lie so far back that to enter them takes a number of its own.
        """
        if self._process is not None and self._process.stdout is not None:
            heard = allocate_lock()
            heard.acquire()
            start_new_thread(_hear, (self._process.stdout, self._given, heard))
            self._heard = heard

    def expect(self, text: str) -> None:
        """Have ``text`` taken apart by the time that it is asked for."""
        if self._process is None or self._process.stdin is None:
            return
        with self._ended_by_failure():
            _send(pickle.dumps(text, pickle.HIGHEST_PROTOCOL), self._process.stdin.fileno())
            self._asked.append(text)

    def tokenize(self, text: str) -> Iterator[Token]:
        """Yield the tokens of ``text`` in order, waiting for them where need be."""
        if text not in self._answers and text not in self._asked:
            self.expect(text)
        while text not in self._answers and self._asked:
            self._take_answer()
        tokens = self._answers.pop(text, None)
        if tokens is not None:
            return map(Token._make, tokens)
        self._own = self._own or open_tokenizer(self._name)
        return self._own.tokenize(text)

    def _take_answer(self) -> None:
        """Wait for the answer to what was asked first."""
        with self._ended_by_failure():
            answer = self._given.get(timeout=_LONGEST_WAIT)
            if isinstance(answer, _Gone):
                raise BrokenPipeError
            self._answers[self._asked.popleft()] = answer

    @contextmanager
    def _ended_by_failure(self) -> Iterator[None]:
        """End the process where the block fails: what it says next would be about another text.

        What is not its fault, such as the clock and a signal, is raised all the same.
        """
        try:
            yield
        except BaseException as error:
            self.close()
            if isinstance(error, TimeoutError) or not isinstance(error, (OSError, Empty)):
                raise

    def close(self) -> None:
        """End the process, whatever it is at."""
        process, self._process = self._process, None
        self._asked.clear()
        if process is None:
            return
        process.kill()
        if self._heard is not None:
            self._heard.acquire(timeout=_LONGEST_WAIT)  # its thread may never have got to its work
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):  # what it no longer read
                    pipe.close()
        process.wait()


def _send(data: bytes, pipe: int) -> None:
    """Write all of ``data``; raise OSError where nobody takes it in time.

    A write that waits by itself would wait for ever at a process that was stopped.
    """
    room = select.poll()
    room.register(pipe, select.POLLOUT)
    rest = memoryview(data)
    while rest:
        if not room.poll(_LONGEST_WAIT * 1000):
            raise BrokenPipeError
        with suppress(BlockingIOError):
            rest = rest[os.write(pipe, rest) :]


def _hear(pipe: IO[bytes], given: SimpleQueue[Answer | _Gone], heard: LockType) -> None:
    """Take in the answers to the last one, then say that there are no more and free ``heard``."""
    with suppress(BaseException):  # what may come of half an answer is anything
        while (line := pipe.readline()) != BEGINNING:
            if not line:
                break
        while True:
            given.put(pickle.load(pipe))  # noqa: S301 - of our own process
    with suppress(MemoryError):  # then whoever waits finds out by the clock
        given.put(_GONE)
    heard.release()
