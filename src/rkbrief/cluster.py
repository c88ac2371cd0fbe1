"""Articles analysed on a Dask cluster, through its executor of :mod:`concurrent.futures`.

What a worker needs comes with its task: the bytes of the articles and the options. It opens no
file of the corpus and no store; those stay with the process that asks. A task costs some 3 ms on
the way, so articles go out in batches. A worker must be of the very same program and libraries,
or its answers could not be told from this machine's: one that is not is named and nothing written.
"""

from __future__ import annotations

import re
import threading
import warnings
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Generic

from rkbrief.engine import Answer, AnyTask, Ledger, Memory, attempt
from rkbrief.errors import ClusterError, ConfigError
from rkbrief.extras import install_command
from rkbrief.fingerprint import digest_reading
from rkbrief.model import Skipped
from rkbrief.orders import owning_process
from rkbrief.settings.types import quote

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from distributed import Client

_ADDRESS = re.compile(r"(?:tcp|tls)://(?:[\w.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\]):[0-9]{1,5}")
_SMALLEST_BATCH, _LARGEST_BATCH = 20, 40
_BATCHES_EACH = 4
"""Batches a worker gets at least, where there are enough articles: the last ones end together."""
_AHEAD = 2
"""Batches a worker that are under way: one to do and one to wait; memory is bounded by it."""
_POLL_SECONDS = 0.1
_CONNECT_SECONDS = 10
_one_at_a_time = threading.Lock()


def require_cluster(address: str | None) -> None:
    """See that ``address`` could be that of a cluster; None is no cluster and fine.

    Raises:
        ConfigError: it is no address, or the extra is not installed.
    """
    if address is None:
        return
    if not _ADDRESS.fullmatch(address):
        raise ConfigError(f"a scheduler is at tcp://HOST:PORT, not at {quote(address)}")
    if find_spec("distributed") is None:
        raise ConfigError(f"a scheduler needs an extra: {install_command('cluster')}")


def run_on_cluster(
    tasks: Sequence[AnyTask],
    work: Callable[[AnyTask], Answer],
    *,
    address: str,
    memory: Memory[AnyTask, Answer] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> list[Answer | Skipped]:
    """Do as :func:`rkbrief.engine.run_tasks` does, with the workers of the cluster ``address``.

    No worker is asked when ``memory`` knows all answers. What kills its workers is asked again by
    itself, and skipped if it does so once more.

    Raises:
        ClusterError: the cluster cannot be reached, is lost, or runs another program.
        CorpusError: ``is_cancelled`` answered True.
    """
    ledger = Ledger(tasks, memory, on_progress, is_cancelled)
    ledger.recall()
    if still_open := ledger.open_indices():
        with _connect(address) as (client, threads):
            crew = _Crew(tasks, work, ledger, client.get_executor(pure=False), address, threads)
            crew.do(_cut(still_open, threads))
            crew.do([(index,) for index in ledger.open_indices()])
    for index in ledger.open_indices():
        reason = "killed the workers that analysed it"
        ledger.note(index, Skipped(tasks[index].source.path, reason))
    return ledger.in_order()


def _cut(indices: Sequence[int], threads: int) -> list[tuple[int, ...]]:
    """Cut ``indices`` into batches for ``threads`` threads."""
    size = -(-len(indices) // (threads * _BATCHES_EACH))
    size = max(_SMALLEST_BATCH, min(_LARGEST_BATCH, size))
    return [tuple(indices[at : at + size]) for at in range(0, len(indices), size)]


@contextmanager
def _connect(address: str) -> Iterator[tuple[Client, int]]:
    """Give a client of the cluster and the number of its threads, at least 1."""
    import logging

    from distributed import Client  # 0.5 s

    for name in ("distributed", "distributed.client", "distributed.comm", "distributed.core"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # errors come as errors
    with warnings.catch_warnings():
        # Batches are meant to carry their articles; versions are compared by digest.
        warnings.simplefilter("ignore")
        try:
            client = Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ClusterError(f"{address}: no scheduler answers there") from error
        try:
            with suppress(TimeoutError):
                client.wait_for_workers(1, timeout=_CONNECT_SECONDS)
            threads = sum(client.nthreads().values())
            if not threads:
                raise ClusterError(f"{address}: the cluster has no workers")
            yield client, threads
        finally:
            client.close()


@dataclass(slots=True)
class _Crew(Generic[AnyTask, Answer]):
    """The workers of the cluster ``address``, ``threads`` in all, and what they are to do."""

    tasks: Sequence[AnyTask]
    work: Callable[[AnyTask], Answer]
    ledger: Ledger[AnyTask, Answer]
    pool: Executor
    address: str
    threads: int

    def do(self, batches: Sequence[tuple[int, ...]]) -> None:
        """Have the tasks in ``batches`` done; one that kills its workers stays open."""
        from concurrent.futures import FIRST_COMPLETED, wait

        waiting = deque(batches)
        running: dict[Future[list[Answer | Skipped] | None], tuple[int, ...]] = {}
        program = digest_reading()
        try:
            while waiting or running:
                while waiting and len(running) < self.threads * _AHEAD:
                    batch = waiting.popleft()
                    given = [self.tasks[index] for index in batch]
                    running[self.pool.submit(do_batch, self.work, given, program)] = batch
                done, _ = wait(running, timeout=_POLL_SECONDS, return_when=FIRST_COMPLETED)
                for future in done:
                    batch = running.pop(future)
                    for index, answer in zip(batch, self._take(future), strict=False):
                        self.ledger.note(index, answer)
                self.ledger.stop_if_cancelled()
        finally:
            if running:
                self.pool.shutdown(wait=False)  # which takes back what is under way

    def _take(self, future: Future[list[Answer | Skipped] | None]) -> list[Answer | Skipped]:
        """Return the answers of a batch, none when it killed its workers."""
        from distributed import KilledWorker

        try:
            answers = future.result()
        except KilledWorker:
            return []
        except ImportError as error:
            raise ClusterError(f"{self.address}: a worker has no rkbrief ({error})") from error
        except Exception as error:
            what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
            raise ClusterError(f"{self.address}: the cluster was lost ({what})") from error
        if answers is None:
            raise ClusterError(
                f"{self.address}: a worker has another version of rkbrief, of Python or of a "
                "library; install the same in all of them"
            )
        return answers


def do_batch(
    work: Callable[[AnyTask], Answer], tasks: Sequence[AnyTask], program: bytes
) -> list[Answer | Skipped] | None:
    """Do ``tasks`` in a worker; None when its program is not that of the digest ``program``.

    One batch a process at a time: Python's threads would only be in each other's way.
    """
    if digest_reading() != program:
        return None
    with _one_at_a_time, owning_process():
        return [attempt(work, task) for task in tasks]
