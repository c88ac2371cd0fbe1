"""Chromium without a window, driven over its own protocol (chromedevtools.github.io)."""

from __future__ import annotations

import asyncio
import base64
import itertools
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import aiohttp

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PATIENCE = 120.0
"""Seconds for what should take one or two: the machine may be busy."""


class RefusedError(Exception):
    """The browser did not do what it was told."""


class Page:
    """One page of a browser: what it is told over its websocket, and what it answers."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._session: dict[str, str] = {}
        self._numbers = itertools.count(1)
        self.fetched: list[str] = []
        """Every address that the page asked for."""
        self.said: list[str] = []
        """What it wrote to its console as an error, and the exceptions nobody caught."""

    async def tell(self, method: str, **given: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
        """Call a method of the protocol and return its result."""
        number = next(self._numbers)
        call = {"id": number, "method": method, "params": given, **self._session}
        await self._socket.send_json(call)
        while True:
            answer = await self._socket.receive_json(timeout=PATIENCE)
            if answer.get("id") == number:
                if "error" in answer:
                    raise RefusedError(method, answer["error"])
                result: dict[str, Any] = answer["result"]
                return result
            self._hear(answer.get("method"), answer.get("params", {}))

    def _hear(self, event: str | None, told: dict[str, Any]) -> None:
        match event:
            case "Network.requestWillBeSent":
                self.fetched.append(told["request"]["url"])
            case "Network.webSocketCreated":
                self.fetched.append(told["url"])
            case "Log.entryAdded" if told["entry"]["level"] == "error":
                self.said.append(told["entry"]["text"])
            case "Runtime.exceptionThrown":
                self.said.append(str(told["exceptionDetails"]))

    async def open(self, url: str, *, width: int, height: int) -> None:
        """Go to ``url`` in a window of so many pixels."""
        made = await self.tell("Target.createTarget", url="about:blank")
        joined = await self.tell("Target.attachToTarget", targetId=made["targetId"], flatten=True)
        self._session = {"sessionId": joined["sessionId"]}
        for domain in ("Page", "Network", "Log", "Runtime"):
            await self.tell(f"{domain}.enable")
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        await self.tell("Emulation.setDeviceMetricsOverride", **size)
        await self.tell("Page.navigate", url=url)

    async def ask(self, expression: str) -> Any:  # noqa: ANN401 - JSON
        """Return the value of an expression of JavaScript in the page."""
        answer = await self.tell(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        return answer["result"].get("value")

    async def wait_for(self, expression: str) -> None:
        """Wait until an expression of JavaScript is true, in whatever page comes meanwhile."""
        look = f"() => document.body && ({expression}) ? done(true) : setTimeout(look, 20)"
        async with asyncio.timeout(PATIENCE):
            found = False
            while not found:
                with suppress(RefusedError):  # the page went while it was asked
                    found = await self.ask(
                        f"new Promise(done => {{ const look = {look}; look(); }})"
                    )

    async def picture(self) -> bytes:
        """Return what is shown, as a PNG."""
        return base64.b64decode((await self.tell("Page.captureScreenshot"))["data"])

    async def type(self, letter: str) -> None:
        """Press a key that stands for a letter."""
        for kind in ("keyDown", "keyUp"):
            text = {"text": letter} if kind == "keyDown" else {}
            await self.tell("Input.dispatchKeyEvent", type=kind, key=letter, **text)


@asynccontextmanager
async def open_browser(folder: Path) -> AsyncIterator[Page]:
    """Give a page of a browser that keeps its things in ``folder``, and end it."""
    assert CHROMIUM
    process = await asyncio.create_subprocess_exec(
        CHROMIUM, "--headless=new", "--no-sandbox", "--remote-debugging-port=0",
        "--enable-unsafe-swiftshader", f"--user-data-dir={folder}", "about:blank",
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stderr
    try:
        async with asyncio.timeout(PATIENCE):
            while not (line := await process.stderr.readline()).startswith(b"DevTools listening"):
                assert line, "the browser did not start"
        drained = asyncio.create_task(process.stderr.read())
        address = line.decode().split()[-1]
        async with (
            aiohttp.ClientSession() as client,
            client.ws_connect(address, max_msg_size=0) as socket,
        ):
            yield Page(socket)
            await socket.send_json({"id": 0, "method": "Browser.close"})
            await drained
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
