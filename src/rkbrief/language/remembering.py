"""Answers about a text that are remembered for a while, because several readers ask for them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from rkbrief.language.boundaries import LONGEST_SENTENCE

LONGEST = LONGEST_SENTENCE
"""Characters of a text whose answers are kept: a sentence's, which each of its claims asks about.

Other texts have a megabyte."""
_Given = ParamSpec("_Given")
_Answer = TypeVar("_Answer")


def remembered(
    count: int,
) -> Callable[[Callable[_Given, _Answer]], Callable[_Given, _Answer]]:
    """Remember the last ``count`` answers of a pure function whose first argument is a text.

    What it is asked with must be hashable, and what it answers may not be changed.
    """

    def around(ask: Callable[_Given, _Answer]) -> Callable[_Given, _Answer]:
        known = lru_cache(maxsize=count)(ask)

        @wraps(ask)
        def answer(*given: _Given.args, **named: _Given.kwargs) -> _Answer:
            # The answer is known's: lru_cache has no types for what it is asked with.
            short = len(str(given[0])) <= LONGEST
            found: _Answer = known(*given, **named) if short else ask(*given, **named)  # type: ignore[arg-type]
            return found

        return answer

    return around
