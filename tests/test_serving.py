"""The dashboard on a page: who may ask for it, what it shows, and how it ends."""

from __future__ import annotations

import asyncio
import itertools
import os
import re
import select
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest
from browser import CHROMIUM, PATIENCE, open_browser

from rkbrief import serving
from rkbrief.cli import run

pytestmark = pytest.mark.usefixtures("desk")
TITLE = "離島航路".encode()
"""A word of the article that --init lays out, which is cut nowhere."""


@dataclass
class Served:
    """A server under test: its process, and the address that it printed."""

    process: asyncio.subprocess.Process
    address: str

    async def end(self, number: int) -> tuple[int, bytes]:
        """Send a signal and return the exit code and what was said."""
        self.process.send_signal(number)
        _, said = await asyncio.wait_for(self.process.communicate(), PATIENCE)
        return self.process.returncode or 0, said


@asynccontextmanager
async def serve(*arguments: str) -> AsyncIterator[Served]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-m", "rkbrief", "--serve", *arguments,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout
    assert process.stderr
    try:
        line = await asyncio.wait_for(process.stdout.readline(), PATIENCE)
        assert line, (await process.stderr.read()).decode()
        yield Served(process, line.decode().strip())
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


@asynccontextmanager
async def visit(served: Served) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    async with (
        aiohttp.ClientSession() as client,
        client.ws_connect(f"{served.address}/ws?width=100&height=30") as talk,
    ):
        yield talk


async def read_until(talk: aiohttp.ClientWebSocketResponse, words: bytes) -> None:
    """Read what is drawn until it holds ``words``, or the dashboard ends."""
    drawn = b""
    async with asyncio.timeout(PATIENCE):
        async for message in talk:
            drawn += message.data if message.type is aiohttp.WSMsgType.BINARY else b""
            if words and words in re.sub(rb"\x1b\[[\d;?]*[a-zA-Z]", b"", drawn):
                return
    assert not words, drawn[-2000:]


def test_the_page_is_on_loopback_and_fetches_nothing_from_elsewhere() -> None:
    async def look() -> None:
        async with serve() as served, aiohttp.ClientSession() as client:
            assert re.fullmatch(r"http://127\.0\.0\.1:\d+", served.address)
            async with client.get(served.address) as answer:
                assert answer.status == 200
                policy = answer.headers["Content-Security-Policy"]
                page = await answer.text()
            assert policy.startswith("default-src 'none'")
            for part in re.findall(r'(?:src|href)="(/[^"]+)"', page):
                async with client.get(served.address + part) as answer:
                    assert answer.status == 200, part
            assert served.address.removeprefix("http:") + "/ws" in page
            assert re.findall(r"https?://", page) == []

    asyncio.run(look())


def test_another_site_cannot_ask_for_the_dashboard() -> None:
    others: list[dict[str, str]] = [
        {"Host": "elsewhere.example"},
        {"Host": "127.0.0.1"},
        {"Origin": "http://elsewhere.example"},
        {"Origin": "null"},
    ]

    async def look() -> None:
        async with serve() as served, aiohttp.ClientSession() as client:
            for headers, path in itertools.product(others, ("/", "/ws", "/static/js/textual.js")):
                async with client.get(served.address + path, headers=headers) as answer:
                    assert answer.status == 403, (headers, path)

    asyncio.run(look())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_server_and_the_dashboards_that_are_open(number: int) -> None:
    async def look() -> None:
        async with serve() as served, visit(served) as talk:
            await read_until(talk, TITLE)
            code, said = await served.end(number)
            assert code == 128 + number
            assert said.decode().splitlines() == [
                "rkbrief: the dashboard is at this address, read-only; Ctrl-C ends it"
            ]
            await read_until(talk, b"")
            assert talk.closed

    asyncio.run(look())


def test_what_is_served_writes_nothing(desk: Path) -> None:
    before = sorted(desk.rglob("*"))

    async def look() -> None:
        async with serve() as served, visit(served) as talk:
            await read_until(talk, TITLE)
            for key in "ea q":  # keys are done one after the other: the last one ends it
                await talk.send_json(["stdin", key])
            await read_until(talk, b"")

    asyncio.run(look())
    assert sorted(desk.rglob("*")) == before


def test_f30_the_name_of_a_folder_is_never_a_command(desk: Path) -> None:
    hostile = desk / "$(touch made);touch made #'\"`touch made`"
    (desk / "articles").rename(hostile)
    for module in ("rkbrief", "click", "textual"):
        (desk / f"{module}.py").write_text("open('made', 'w')\n", "utf-8")

    async def look() -> None:
        async with serve(f"./{hostile.name}") as served, visit(served) as talk:
            await read_until(talk, TITLE)

    asyncio.run(look())
    assert not (desk / "made").exists()


def test_a_dashboard_whose_server_was_killed_ends_too(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = "import os\nopen('ids', 'a').write(f'{os.getpid()}\\n')\n"
    (desk / "sitecustomize.py").write_text(note, "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(desk))

    async def look() -> None:
        async with serve() as served, visit(served) as talk:
            await read_until(talk, TITLE)
            await served.end(signal.SIGKILL)

    asyncio.run(look())
    started = (desk / "ids").read_text("utf-8").split()
    assert len(started) >= 2
    for number in started:
        wait_for_end(int(number))


def wait_for_end(number: int) -> None:
    """Wait until a process that is no child of this one has ended."""
    with suppress(ProcessLookupError):
        handle = os.pidfd_open(number)
        try:
            assert select.select([handle], [], [], PATIENCE)[0], f"{number} is still running"
        finally:
            os.close(handle)


def test_without_the_extra_the_command_that_installs_it_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(serving, "find_spec", lambda _: None)
    assert run(["--serve"]) == 2
    assert capsys.readouterr().err == (
        "rkbrief: --serve needs an extra: pip install 'rkbrief[web]'\n"
    )


def test_a_port_that_is_taken_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server((serving.HOST, 0)) as taken:
        port = str(taken.getsockname()[1])
        assert run(["--serve", "--port", port]) == 2
    assert f"--port {port}: Address already in use" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--port", "8000"], "--port goes with --serve"),
        (["--serve", "--port", "0"], "range 1<=x<=65535"),
        (["--serve", "-"], "not standard input"),
        (["--serve", "--export"], "do not go together"),
        (["--serve", "--theme", "nothing-like-it"], "nothing-like-it"),
        (["--serve", "--previous", "config.yaml"], "no brief by rkbrief"),
        (["--serve", "missing"], "no such file or folder"),
    ],
)
def test_what_would_fail_on_each_visit_is_told_at_once(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    assert told in capsys.readouterr().err


def test_a_browser_shows_the_dashboard_and_hands_it_the_keys(tmp_path: Path) -> None:
    async def look() -> None:
        async with serve() as served, open_browser(tmp_path / "browser") as page:
            await page.open(served.address, width=1000, height=600)
            await page.wait_for("document.body.classList.contains('-first-byte')")
            await page.wait_for("document.activeElement.matches('.xterm-helper-textarea')")
            await page.type("q")
            await page.wait_for("document.body.classList.contains('-closed')")
            assert "The dashboard was closed" in await page.ask("document.body.innerText")
            host = served.address.removeprefix("http://")
            assert {url.split("/")[2] for url in page.fetched} == {host}
            assert page.said == []

    if CHROMIUM:  # not every machine has it
        asyncio.run(look())
