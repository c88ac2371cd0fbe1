"""A cluster gives the answers that this machine gives."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest
from distributed import KilledWorker, LocalCluster
from engine_work import Errand, errand, work

from rkbrief import cluster
from rkbrief.cli import run
from rkbrief.cluster import do_batch, run_on_cluster
from rkbrief.config import Config, load_config
from rkbrief.engine import Ledger, run_tasks
from rkbrief.errors import ClusterError, ConfigError, CorpusError
from rkbrief.model import Skipped
from rkbrief.pipeline import analyse
from rkbrief.store import Store
from rkbrief.store_file import find_store

ARTICLES = Path(__file__).parent / "evaluation" / "articles"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Two workers on loopback, in this process, so that no process has to be started."""
    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=False,
        protocol="tcp",
        host="127.0.0.1",
        dashboard_address=None,
    ) as workers:
        yield workers.scheduler_address


def errands(names: str) -> list[Errand]:
    return [errand(name) for name in names.split()]


def test_answers_are_those_of_this_machine_and_stand_in_the_order_of_the_tasks(
    address: str,
) -> None:
    tasks = errands("a b refuse c fail d " + " ".join(f"n{n}" for n in range(90)))
    told: list[tuple[int, int]] = []
    answers = run_on_cluster(
        tasks, work, address=address, on_progress=lambda *done: told.append(done)
    )
    assert answers == run_tasks(tasks, work, jobs=1)
    assert told == [(n, 96) for n in range(1, 97)]


@pytest.mark.usefixtures("desk")
def test_the_brief_of_a_cluster_is_that_of_one_process_byte_for_byte(
    address: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    sources = [str(path) for path in sorted(ARTICLES.iterdir())[:6]]
    for form in ("md", "json"):
        briefs = []
        for where in ("--jobs=1", f"--scheduler={address}"):
            arguments = ["--export", "-o", "-", "--format", form, "--no-cache", where, *sources]
            assert run(arguments) == 0
            briefs.append(capsysbinary.readouterr().out)
        assert briefs[0] == briefs[1]
        assert len(briefs[0]) > 1000


def test_the_store_stays_here_and_what_it_knows_asks_no_cluster(address: str, desk: Path) -> None:
    nowhere = f"tcp://127.0.0.1:{_free_port()}"
    found = []
    for scheduler in (address, nowhere):
        with Store(find_store(), max_bytes=1 << 26) as store:
            found.append(analyse([desk / "articles"], Config(scheduler=scheduler), store=store))
    assert repr(found[0]) == repr(found[1])


def test_what_was_done_before_a_cancellation_is_told_and_the_rest_is_not_waited_for(
    address: str,
) -> None:
    told: list[int] = []
    with pytest.raises(CorpusError, match="cancelled"):
        run_on_cluster(
            errands("a " * 200),
            work,
            address=address,
            on_progress=lambda done, _total: told.append(done),
            is_cancelled=lambda: bool(told),
        )
    assert told == [1]


@pytest.mark.parametrize(
    ("articles", "threads", "sizes"),
    [(5, 8, {5}), (100, 8, {20}), (5000, 8, {40}), (960, 8, {30}), (41, 1, {20, 1})],
)
def test_batches_hold_twenty_to_forty_articles(
    articles: int, threads: int, sizes: set[int]
) -> None:
    batches = cluster._cut(range(articles), threads)
    assert [index for batch in batches for index in batch] == list(range(articles))
    assert {len(batch) for batch in batches} == sizes


class Inline(Executor):
    """Does at once what is submitted; tasks called die kill their worker."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **_kwargs: Any) -> Future[Any]:  # noqa: ANN401 - as Executor has it
        done: Future[Any] = Future()
        if any(task.name == "die" for task in args[1]):
            done.set_exception(KilledWorker("batch", None, 1))
        else:
            done.set_result(fn(*args))
        return done


def test_f17_an_article_that_kills_its_workers_is_skipped_alone(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr("distributed.Client.get_executor", lambda *_args, **_kwargs: Inline())
    reason = "killed the workers that analysed it"
    answers = run_on_cluster(errands("a die b"), work, address=address)
    assert answers == ["A", Skipped("die", reason), "B"]


def test_a_worker_of_another_program_is_named_and_gives_no_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert do_batch(work, errands("a"), b"another") is None
    tasks = errands("a")
    ledger: Ledger[Errand, str] = Ledger(tasks, None, None, None)
    crew = cluster._Crew(tasks, work, ledger, Inline(), "tcp://there:8786", 1)
    monkeypatch.setattr(cluster, "do_batch", lambda *_args: None)
    with pytest.raises(ClusterError, match="tcp://there:8786: a worker has another version"):
        crew.do([(0,)])


@pytest.mark.parametrize(
    ("error", "told"),
    [(ModuleNotFoundError("No module named 'rkbrief'"), "has no rkbrief"), (OSError(), "was lost")],
)
def test_a_cluster_that_fails_is_told_in_one_line(error: Exception, told: str) -> None:
    tasks = errands("a")
    crew = cluster._Crew(tasks, work, Ledger(tasks, None, None, None), Inline(), "tcp://x:1", 1)
    failed: Future[Any] = Future()
    failed.set_exception(error)
    with pytest.raises(ClusterError, match=f"tcp://x:1: .*{told}"):
        crew._take(failed)


def _free_port() -> int:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port: int = unused.getsockname()[1]
        return port


@pytest.mark.usefixtures("desk")
def test_a_scheduler_out_of_reach_exits_with_1_and_nothing_is_written(
    capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 0.2)
    address = f"tcp://127.0.0.1:{_free_port()}"
    assert run(["--export", "--no-cache", "--scheduler", address]) == 1
    said = capsysbinary.readouterr()
    assert said.out == b""
    assert said.err.decode() == f"rkbrief: {address}: no scheduler answers there\n"
    assert not Path("briefs").exists()


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("mode", ["--export", "--check", None])
@pytest.mark.parametrize("address", ["nonsense", "127.0.0.1:8786", "tcp://", "tcp://a b:1"])
def test_what_is_no_address_exits_with_2(
    address: str, mode: str | None, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run([*([mode] if mode else []), f"--scheduler={address}", "--no-cache"]) == 2
    assert b"tcp://HOST:PORT" in capsysbinary.readouterr().err


def test_where_the_extra_is_missing_its_command_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "find_spec", lambda _name: None)
    cluster.require_cluster(None)
    with pytest.raises(ConfigError, match=r"pip install 'rkbrief\[cluster\]'"):
        cluster.require_cluster("tcp://127.0.0.1:8786")


def test_f31_a_config_that_was_only_found_may_not_send_articles_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("config.yaml").write_text("scheduler: tcp://203.0.113.5:8786\n", "utf-8")
    with pytest.raises(ConfigError, match=r"config\.yaml:1:12: scheduler: .*--config config\.yaml"):
        load_config()
    assert load_config(Path("config.yaml")).scheduler == "tcp://203.0.113.5:8786"
    Path("config.yaml").write_text("scheduler: null\n", "utf-8")
    monkeypatch.setenv("RKBRIEF_SCHEDULER", "tcp://127.0.0.1:8786")
    assert load_config().scheduler == "tcp://127.0.0.1:8786"
