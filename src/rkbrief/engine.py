"""Where articles are analysed: in this process, or in several.

Janome is not thread-safe, so there are no threads here: each process has its own. Processes
are spawned, never forked, because a fork copies locks that other threads hold. Answers come
back in the order of the tasks whatever the number of processes.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from msgspec import Struct, field

from rkbrief.errors import CorpusError
from rkbrief.lexicon.compiled import take_compiled
from rkbrief.model import Skipped
from rkbrief.orders import is_failure, own_process

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

BYTES_A_PROCESS = 30_000
"""What a process has to read at least: with less to do, starting it takes longer than it saves."""
_YOUNG_OBJECTS = 500_000
"""Objects made until the garbage collector looks at them, instead of 700.

Nearly all of an analysis lives until its end, and looking it through again and again took a tenth
of the time, still 0.1 s of a run over five articles where it was done every 50,000 objects. What
is waste in half a million is no MiB: the same memory was held over 200 articles.
"""
_AHEAD = 4
"""Tasks a worker that wait in the pool: enough to keep it busy, few enough to cancel."""
_POLL_SECONDS = 0.1
_LONGEST_REASON = 200
_hosting = False


class _Source(Protocol):
    @property
    def path(self) -> str: ...


class Task(Protocol):
    """Anything that names the file it is about."""

    @property
    def source(self) -> _Source:
        """The file, by its path below the corpus."""


AnyTask = TypeVar("AnyTask", bound=Task)
Answer = TypeVar("Answer")
_Task_contra = TypeVar("_Task_contra", contravariant=True)
_AnswerOf = TypeVar("_AnswerOf")


class Memory(Protocol[_Task_contra, _AnswerOf]):
    """Answers from earlier runs."""

    def recall(self, task: _Task_contra, /) -> _AnswerOf | None:
        """Return the answer to ``task``, None when it is not known."""

    def keep(self, task: _Task_contra, answer: _AnswerOf, /) -> None:
        """Take note of an answer, in the order in which they come."""


def run_tasks(
    tasks: Sequence[AnyTask],
    work: Callable[[AnyTask], Answer],
    *,
    jobs: int = 1,
    size_of: Callable[[AnyTask], int] | None = None,
    memory: Memory[AnyTask, Answer] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
    helped: Callable[[], AbstractContextManager[object]] = nullcontext,
) -> list[Answer | Skipped]:
    """Do ``work`` on each task; the answers stand in the order of the tasks.

    A task that raises costs that task only: a Skipped with the reason stands in its place.
    ``jobs`` is the number of processes, see :func:`count_processes`; ``work`` and the tasks must
    then be picklable. With ``size_of``, which tells the bytes of a task, there are fewer where
    each would have less than ``BYTES_A_PROCESS`` to do. What is then left to this process it does
    in what ``helped`` gives, which may have another process help it. What ``memory`` knows is not
    done again; only this process asks it, and tells it answers, never a Skipped. A worker that
    dies is replaced once; what is still open afterwards is done one by one in processes of its
    own, and what kills those too is skipped.

    Raises:
        CorpusError: ``is_cancelled`` answered True.
    """
    ledger = Ledger(tasks, memory, on_progress, is_cancelled)
    ledger.recall()
    most = count_processes(jobs)
    workers = min(most, len(ledger.open_indices()))
    if workers > 1 and size_of is not None:
        waiting = sum(size_of(tasks[index]) for index in ledger.open_indices())
        workers = min(workers, waiting // BYTES_A_PROCESS)
    if workers > 1 and can_spawn():
        for _ in range(2):
            if still_open := ledger.open_indices():
                _run_crew(tasks, work, still_open, ledger, workers=workers)
        for index in ledger.open_indices():
            _run_crew(tasks, work, [index], ledger, workers=1)
            if index not in ledger.answers:
                reason = "killed the process that analysed it"
                ledger.note(index, Skipped(tasks[index].source.path, reason))
    left = ledger.open_indices()
    with helped() if left and most > 1 else nullcontext():
        for index in left:
            ledger.note(index, attempt(work, tasks[index]))
    return ledger.in_order()


class Ledger(Struct, Generic[AnyTask, Answer]):
    """The answers so far, by the index of their task."""

    tasks: Sequence[AnyTask]
    memory: Memory[AnyTask, Answer] | None
    on_progress: Callable[[int, int], None] | None
    is_cancelled: Callable[[], bool] | None
    answers: dict[int, Answer | Skipped] = field(default_factory=dict)

    def recall(self) -> None:
        """Note the answers that are known from before, and tell how many."""
        self.stop_if_cancelled()
        for index, task in enumerate(self.tasks if self.memory else ()):
            known = self.memory.recall(task) if self.memory else None
            if known is not None:
                self.answers[index] = known
        if self.answers:
            self._tell()

    def note(self, index: int, answer: Answer | Skipped) -> None:
        """Keep an answer and tell whoever watches."""
        self.answers[index] = answer
        if self.memory is not None and not isinstance(answer, Skipped):
            self.memory.keep(self.tasks[index], answer)
        self._tell()

    def _tell(self) -> None:
        if self.on_progress is not None:
            self.on_progress(len(self.answers), len(self.tasks))
        self.stop_if_cancelled()

    def stop_if_cancelled(self) -> None:
        """Raise CorpusError when somebody called the work off."""
        if self.is_cancelled is not None and self.is_cancelled():
            raise CorpusError("cancelled")

    def open_indices(self) -> list[int]:
        """Return the tasks without an answer."""
        return [index for index in range(len(self.tasks)) if index not in self.answers]

    def in_order(self) -> list[Answer | Skipped]:
        """Return the answers in the order of the tasks; all of them must be there."""
        return [self.answers[index] for index in range(len(self.tasks))]


def _run_crew(
    tasks: Sequence[AnyTask],
    work: Callable[[AnyTask], Answer],
    indices: Iterable[int],
    ledger: Ledger[AnyTask, Answer],
    *,
    workers: int,
) -> None:
    """Do the tasks at ``indices`` in one pool; stop early when a worker dies."""
    from concurrent.futures import FIRST_COMPLETED, wait
    from concurrent.futures.process import BrokenProcessPool

    waiting = iter(indices)
    running: dict[Future[Answer | Skipped], int] = {}
    pool = open_pool(workers)
    try:
        while True:
            while len(running) < workers * _AHEAD and (index := next(waiting, None)) is not None:
                running[pool.submit(attempt, work, tasks[index])] = index
            if not running:
                break
            done, _ = wait(running, timeout=_POLL_SECONDS, return_when=FIRST_COMPLETED)
            for future in done:
                index = running.pop(future)
                ledger.note(index, future.result())
            ledger.stop_if_cancelled()
    except BrokenProcessPool:
        pass  # the caller asks the ledger what is still open
    except BaseException:
        kill(pool)
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def attempt(work: Callable[[AnyTask], Answer], task: AnyTask) -> Answer | Skipped:
    """Do one task; whatever it raises becomes the reason why its file is skipped."""
    try:
        return work(task)
    except CorpusError as error:
        return Skipped(task.source.path, str(error))
    except BaseException as error:  # one article must not cost the others
        if not is_failure(error):
            raise
        what = f"{type(error).__name__}: {error}"[:_LONGEST_REASON]
        return Skipped(task.source.path, f"cannot be analysed ({what})")


def open_pool(workers: int) -> ProcessPoolExecutor:
    """Open a pool of fresh processes."""
    from concurrent.futures import ProcessPoolExecutor  # 0.01 s: nothing for a run of one process

    from rkbrief.spawning import prepare_spawning

    context = prepare_spawning()
    return ProcessPoolExecutor(workers, mp_context=context, initializer=prepare_worker)


def prepare_worker() -> None:
    """Settle a new worker: signals are its parent's business, and it ends with its parent."""
    own_process()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # numpy's threads would fight with the other workers for the same cores.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    collect_seldom()
    take_compiled()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def collect_seldom() -> None:
    """Let the garbage collector of a process that analyses run, but seldom."""
    gc.enable()
    gc.set_threshold(_YOUNG_OBJECTS, *gc.get_threshold()[1:])


def _end_with_parent() -> None:
    """Wait for the parent's end, however it comes, and leave no orphan behind."""
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def kill(pool: ProcessPoolExecutor) -> None:
    """End the workers at once: a person who cancels does not wait for a long article."""
    for process in list((getattr(pool, "_processes", None) or {}).values()):
        process.kill()


def can_spawn() -> bool:
    """Tell whether a new process gets as far as its first task.

    It does not where the main script has no ``if __name__ == "__main__"`` around its work.
    """
    return _hosting or _try_spawning()


@cache
def _try_spawning() -> bool:
    """Open a process and see; the answer holds as long as this one."""
    import multiprocessing
    from concurrent.futures.process import BrokenProcessPool

    if multiprocessing.parent_process() is not None:
        return False  # a worker that opened workers of its own would never end
    pool = open_pool(1)
    try:
        return pool.submit(os.getpid).result() > 0
    except BrokenProcessPool:
        return False
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def host_workers() -> None:
    """Let this process open workers without a trial: its main script is ours, or behind it."""
    global _hosting  # noqa: PLW0603 - a fact about the process
    _hosting = True


def count_processes(jobs: int) -> int:
    """Return how many processes ``jobs`` allows for.

    0 is one for each core that this process may use; in a script of somebody's, which may not
    bear to be imported by them, it is one.
    """
    if jobs or not _hosting:
        return jobs or 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
