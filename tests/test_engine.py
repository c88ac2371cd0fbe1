from __future__ import annotations

import gc
import multiprocessing
import os
import time
from pathlib import Path

import pytest
from engine_work import Errand, errand, tell_process, work

from rkbrief.engine import BYTES_A_PROCESS, collect_seldom, run_tasks
from rkbrief.errors import CorpusError
from rkbrief.model import Skipped

NAMES = ["slow", "b", "refuse", "c", "fail", "d"]
ANSWERS = [
    "SLOW",
    "B",
    Skipped("refuse", "empty"),
    "C",
    Skipped("fail", "cannot be analysed (ValueError: a defect)"),
    "D",
]


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_answers_stand_in_the_order_of_the_tasks_whatever_the_jobs(jobs: int) -> None:
    assert run_tasks([errand(name) for name in NAMES], work, jobs=jobs) == ANSWERS


def test_nothing_to_do_gives_nothing() -> None:
    assert run_tasks([], work, jobs=4) == []


def test_one_job_works_in_this_process_and_several_in_others() -> None:
    tasks = [errand("a"), errand("b")]
    assert set(run_tasks(tasks, tell_process, jobs=1)) == {os.getpid()}
    assert os.getpid() not in run_tasks(tasks, tell_process, jobs=2)


@pytest.mark.parametrize(("size", "apart"), [(BYTES_A_PROCESS - 1, False), (BYTES_A_PROCESS, True)])
def test_processes_are_opened_where_each_has_enough_to_do(size: int, *, apart: bool) -> None:
    tasks = [errand("a"), errand("b")]
    places = run_tasks(tasks, tell_process, jobs=2, size_of=lambda _task: size)
    assert (os.getpid() not in places) is apart


@pytest.mark.parametrize("jobs", [1, 2])
def test_progress_counts_up_to_the_number_of_tasks(jobs: int) -> None:
    seen: list[tuple[int, int]] = []
    tasks = [errand(name) for name in "abc"]
    run_tasks(tasks, work, jobs=jobs, on_progress=lambda *told: seen.append(told))
    assert seen == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_cancelling_stops_before_the_rest_and_leaves_no_process(jobs: int) -> None:
    seen: list[int] = []
    started = time.monotonic()
    with pytest.raises(CorpusError, match="cancelled"):
        run_tasks(
            [errand("slow") for _ in range(60)],
            work,
            jobs=jobs,
            on_progress=lambda done, _total: seen.append(done),
            is_cancelled=lambda: bool(seen),
        )
    assert time.monotonic() - started < 8  # all of it would take 9 to 18 seconds
    assert multiprocessing.active_children() == []


def test_f17_a_worker_that_is_killed_once_costs_nothing(tmp_path: Path) -> None:
    tasks = [errand(name, str(tmp_path)) for name in ("a", "die-once", "b")]
    assert run_tasks(tasks, work, jobs=2) == ["A", "DIE-ONCE", "B"]


def test_f17_an_article_that_kills_every_worker_is_skipped_alone() -> None:
    answers = run_tasks([errand(name) for name in ("a", "die", "b", "c")], work, jobs=2)
    reason = "killed the process that analysed it"
    assert answers == ["A", Skipped("die", reason), "B", "C"]


class Notes:
    """A memory that knows some answers."""

    def __init__(self, **known: str) -> None:
        self.known = known
        self.kept: list[tuple[str, str]] = []

    def recall(self, task: Errand) -> str | None:
        return self.known.get(task.name)

    def keep(self, task: Errand, answer: str) -> None:
        self.kept.append((task.name, answer))


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_known_is_not_done_again_and_what_is_done_is_kept(jobs: int) -> None:
    notes = Notes(die="known", b="known too")
    seen: list[tuple[int, int]] = []
    tasks = [errand(name) for name in ("a", "die", "b", "refuse", "c")]
    answers = run_tasks(
        tasks, work, jobs=jobs, memory=notes, on_progress=lambda *told: seen.append(told)
    )
    assert answers == ["A", "known", "known too", Skipped("refuse", "empty"), "C"]
    assert sorted(notes.kept) == [("a", "A"), ("c", "C")]
    assert seen == [(2, 5), (3, 5), (4, 5), (5, 5)]


def test_when_all_is_known_no_process_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rkbrief.engine.open_pool", None)
    notes = Notes(a="A", b="B")
    assert run_tasks([errand("a"), errand("b")], work, jobs=2, memory=notes) == ["A", "B"]


def test_what_was_done_before_a_cancellation_is_kept() -> None:
    notes = Notes()
    with pytest.raises(CorpusError, match="cancelled"):
        run_tasks(
            [errand(name) for name in "abc"],
            work,
            memory=notes,
            is_cancelled=lambda: len(notes.kept) == 2,
        )
    assert notes.kept == [("a", "A"), ("b", "B")]


def test_a_process_that_analyses_looks_for_garbage_again() -> None:
    threshold = gc.get_threshold()
    gc.set_threshold(700, *threshold[1:])  # Python's own, whatever ran before
    gc.disable()  # as the program does until it is loaded
    try:
        collect_seldom()
        assert gc.isenabled()
        assert gc.get_threshold()[0] > 700
    finally:
        gc.enable()
        gc.set_threshold(*threshold)
