"""What takes too long is stopped, in whatever thread it runs, and nothing else is."""

from __future__ import annotations

import re
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from rkbrief import patience
from rkbrief.patience import stopped_when_long


@pytest.fixture(autouse=True)
def _little_patience(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stop what takes 0.05 s, and see that no alarm and no thread stays behind."""
    monkeypatch.setattr(patience, "PATIENCE", 0.05)
    monkeypatch.setattr(patience, "PATIENCE_PER_BYTE", 0.0)
    monkeypatch.setattr(patience, "_AGAIN_SECONDS", 0.05)
    handler = signal.getsignal(signal.SIGALRM)
    yield
    assert signal.getsignal(signal.SIGALRM) is handler
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def loop() -> None:
    while True:
        sum(range(100))


def swallow_once() -> None:
    with pytest.raises(TimeoutError):
        loop()
    loop()


def sleep() -> None:
    time.sleep(60)


def search() -> None:
    re.search("(?:a|aa)+b", "a" * 64)


def stop(work: Callable[[], None]) -> str:
    with pytest.raises(TimeoutError) as caught, stopped_when_long(1):
        work()
    return str(caught.value)


@pytest.mark.parametrize("work", [loop, swallow_once, sleep, search])
def test_f15_what_hangs_in_the_main_thread_is_stopped(work: Callable[[], None]) -> None:
    assert stop(work) == "stopped after 0 s"


@pytest.mark.parametrize("work", [loop, swallow_once])
def test_f15_what_hangs_in_another_thread_is_stopped(work: Callable[[], None]) -> None:
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(stop, work).result() == "stopped after 0 s"


def test_f15_an_alarm_that_somebody_else_has_set_is_left_alone() -> None:
    rung: list[int] = []
    before = signal.signal(signal.SIGALRM, lambda *_: rung.append(1))
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    try:
        assert stop(loop) == "stopped after 0 s"
        assert rung == []
        while not rung:
            signal.pause()
    finally:
        signal.signal(signal.SIGALRM, before)


def test_f15_what_ends_just_in_time_is_not_stopped_afterwards(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(patience, "PATIENCE", 0.0005)

    def work() -> int:
        stopped = 0
        for _ in range(300):
            try:
                with stopped_when_long(1):
                    sum(range(20_000))
            except TimeoutError:
                stopped += 1
            sum(range(1_000))  # where what came too late would be raised
        return stopped

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(work).result() <= 300
    for watcher in threading.enumerate():
        if watcher.name.startswith("patience"):
            watcher.join(10)
            assert not watcher.is_alive()


def test_what_the_work_raises_itself_comes_through() -> None:
    def fail() -> None:
        with stopped_when_long(1):
            raise TimeoutError("its own")

    with pytest.raises(TimeoutError, match="its own"):
        fail()
    with ThreadPoolExecutor(1) as pool, pytest.raises(TimeoutError, match="its own"):
        pool.submit(fail).result()


def test_a_long_text_may_take_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "PATIENCE_PER_BYTE", 100.0)
    with stopped_when_long(2):
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 100


def test_no_thread_stays_behind() -> None:
    with ThreadPoolExecutor(1) as pool:
        pool.submit(stop, loop).result()
    for thread in threading.enumerate():
        if "watch" in thread.name:
            thread.join(10)
            assert not thread.is_alive()
