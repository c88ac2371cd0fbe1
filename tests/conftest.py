"""What tests of the whole program share: a folder to run in, and the program itself."""

from __future__ import annotations

import os
import runpy
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

OFFLINE = Path(__file__).parent / "helpers/offline"
os.environ["PYTHONPATH"] = os.pathsep.join(
    [str(OFFLINE), *filter(None, [os.environ.get("PYTHONPATH")])]
)
runpy.run_path(str(OFFLINE / "sitecustomize.py"))

Program = Callable[..., "subprocess.CompletedProcess[bytes]"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-screens",
        action="store_true",
        help="write tests/tui/screens/ anew from what the dashboard shows now",
    )
    parser.addoption(
        "--thorough",
        action="store_true",
        help="try as often as README's section on reliability says (make trust)",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Let no test fail by chance or by time, and hear signals as the programs under test must.

    Hypothesis tries the same examples each time, other ones where --thorough asks for them; a
    shell's & and nohup hide signals.
    """
    settings.register_profile(
        "rkbrief", deadline=None, derandomize=not config.getoption("--thorough")
    )
    settings.load_profile("rkbrief")
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_IGN:
            heard = number == signal.SIGINT
            signal.signal(number, signal.default_int_handler if heard else signal.SIG_DFL)


@pytest.fixture(autouse=True)
def _script(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test find things as in a script, though one before it ran the program."""
    monkeypatch.setattr("rkbrief.engine._hosting", False)


@pytest.fixture
def often(request: pytest.FixtureRequest) -> Callable[[int, int], int]:
    """Give the number of tries: the first of two, the second where --thorough asks for it."""
    thorough = bool(request.config.getoption("--thorough"))
    return lambda usually, thoroughly: thoroughly if thorough else usually


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test see what another one kept, or what is kept for whoever runs the tests."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a folder as --init lays it out, as the working directory, with signals put back."""
    from rkbrief.starter import lay_starter

    kept = {n: signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    lay_starter(tmp_path / "desk")
    monkeypatch.chdir(tmp_path / "desk")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    for name in [name for name in os.environ if name.startswith("RKBRIEF_")]:
        monkeypatch.delenv(name)
    yield tmp_path / "desk"
    for number, handler in kept.items():
        signal.signal(number, handler)


@pytest.fixture(scope="session")
def program() -> Program:
    """Give the program as a process: call it with arguments and options of subprocess.run."""

    def run(*arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:  # noqa: ANN401
        settings = {"capture_output": True, "timeout": 60, **options}
        command = [sys.executable, "-m", "rkbrief", *arguments]
        return subprocess.run(command, check=False, **settings)

    return run
