"""No pattern takes longer than it may over what it nearly matches (F14)."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from near_misses import STOP, near_misses

COLLECTED = Path(__file__).parent.parent / "helpers/collect_patterns.py"
LONGEST_SENTENCE = 400
"""Characters: what is longer is split before a pattern sees it."""
PATIENCE = 0.3
"""Seconds of the processor for one near miss of a sentence's length: a linear pattern takes
microseconds, a quadratic one some milliseconds, a cubic one seconds, one of 2^n steps for ever."""


@cache
def patterns() -> tuple[tuple[str, int, str], ...]:
    """Return every pattern that the program compiles, its flags and the line that does it."""
    command = [sys.executable, str(COLLECTED)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=600)
    return tuple((pattern, flags, where) for pattern, flags, where in json.loads(done.stdout))


class SlowError(Exception):
    """A pattern took too long."""


@contextmanager
def limited() -> Iterator[None]:
    """Raise SlowError in the block after PATIENCE; the engine of patterns looks for signals."""

    def stop(*_: object) -> None:
        raise SlowError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def is_slow(pattern: re.Pattern[str], text: str) -> bool:
    """Tell whether a pattern takes too long to look through a text."""
    try:
        with limited():
            for _ in pattern.finditer(text):
                pass
    except SlowError:
        return True
    return False


def find_slow(found: str, flags: int) -> Iterator[str]:
    """Yield the near misses, of a sentence's length, that a pattern takes too long for."""
    pattern = re.compile(found, flags)
    for before, part in near_misses(found, flags):
        for start in {before, ""}:
            text = start + part * (LONGEST_SENTENCE // len(part)) + STOP
            if is_slow(pattern, text):
                yield text[:60]


def test_f14_no_pattern_of_the_program_is_slow_over_a_sentence_that_nearly_matches() -> None:
    wrong = {
        f"{where}: {text!r}"
        for pattern, flags, where in patterns()
        for text in find_slow(pattern, flags)
    }
    assert len(patterns()) > 700
    assert sorted(wrong) == []


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:a+)+$",
        r"(?:ab|a|b)+$",
        r"^(?:\d{1,3})*$",
        r"(?:もの|[もの])+$",
        r"(a|a)*b",
        r"(?:a*)*b",
        r"(?:[a-z](?:(?<=z)0)?)+(?:[a-z](?:(?<=z)0)?)+する",
    ],
)
def test_f14_a_pattern_with_many_ways_to_read_a_text_is_found_out(
    pattern: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The quadratic one takes about PATIENCE on a fast machine: it must not hang on that.
    monkeypatch.setattr(sys.modules[__name__], "PATIENCE", PATIENCE / 10)
    assert list(find_slow(pattern, 0))


@pytest.mark.parametrize("pattern", [r"a+$", r"(?:ab)*c", r"[^、]{2,}は", r"\s*\n\s*"])
def test_f14_a_pattern_with_one_way_is_not(pattern: str) -> None:
    assert not list(find_slow(pattern, 0))
