"""How often functions are called: the work of a job, whatever else the machine does."""

from __future__ import annotations

import cProfile
from collections.abc import Callable


def count_calls(job: Callable[[], object]) -> int:
    """Return how many functions ``job`` calls, those of libraries among them."""
    profile = cProfile.Profile()
    profile.enable()
    try:
        job()
    finally:
        profile.disable()
    return sum(each.callcount for each in profile.getstats())
