"""How the time of a job grows with its input, told so that a busy machine does not blur it.

Seconds are of the processor, with the garbage collector at rest (a full collection in the
middle of a long test run costs more than the job), and the best of several ratios counts:
what is quadratic is so every time.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

_TRIES = 6


def growth(job: Callable[[int], object], small: int, large: int) -> float:
    """Return how many times longer ``job(large)`` takes than ``job(small)``, at its best."""
    job(small)
    return min(_seconds(job, large) / max(_seconds(job, small), 1e-4) for _ in range(_TRIES))


def _seconds(job: Callable[[int], object], size: int) -> float:
    gc.collect()
    gc.disable()
    try:
        started = time.process_time()
        job(size)
        return time.process_time() - started
    finally:
        gc.enable()
