"""The process that takes texts apart for another one; see :mod:`rkbrief.language.beside`.

It is told the tokenizer's name and then texts, one after the other; it answers each with a list of
its tokens, or None where the tokenizer raised. It ends when its standard input is closed, and when
nothing was asked for a while. Somebody waits for it: it loads little else.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
import threading
from contextlib import suppress
from queue import Empty, SimpleQueue

from rkbrief.language.tokenizers import TextTokenizer, open_tokenizer

Answer = list[tuple[str, str, str, str]] | None
BEGINNING = b"rkbrief answers from here\n"
"""The line before the first answer; what stands before it was printed while Python started."""
_IDLE_SECONDS = 10.0
"""So long nothing is asked where articles turn out to be many, and are read by others."""


def main() -> None:
    """Answer until nothing more is asked."""
    gc.disable()  # a dictionary stays, and paths through a text are no circles
    answers = os.fdopen(os.dup(1), "wb")
    answers.write(b"\n" + BEGINNING)
    os.dup2(2, 1)  # what a library prints must not get between the answers
    texts: SimpleQueue[str] = SimpleQueue()
    # In a thread of its own, so that nobody who asks waits until what he asked before is answered.
    threading.Thread(target=_hear, args=(texts,), daemon=True).start()
    tokenizer = open_tokenizer("lindera" if sys.argv[1] == "lindera" else "janome")
    with suppress(Empty, BrokenPipeError):
        while True:
            answer = _take_apart(tokenizer, texts.get(timeout=_IDLE_SECONDS))
            pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()


def _hear(texts: SimpleQueue[str]) -> None:
    """Take in texts, and end with who asks: a tokenizer that hangs must not outlive him."""
    with suppress(EOFError, OSError, pickle.UnpicklingError):
        while True:
            texts.put(pickle.load(sys.stdin.buffer))  # noqa: S301 - of our own parent
    os._exit(0)


def _take_apart(tokenizer: TextTokenizer, text: str) -> Answer:
    try:
        return [(*token,) for token in tokenizer.tokenize(text)]
    except BaseException:  # noqa: BLE001 - whatever a library throws: it will be met there, too
        return None


if __name__ == "__main__":
    main()
