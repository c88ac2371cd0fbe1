"""The dashboard in a browser: one page on the loopback address, read-only.

textual-serve carries keys and cells over a websocket and starts a dashboard for each visit. It
takes a shell's command line for that, so every word of it is quoted here. A site that a person
visits meanwhile could ask this address too: what does not come from the page itself is refused
by its ``Host`` and ``Origin``. The page fetches nothing from elsewhere.
"""

from __future__ import annotations

import asyncio
import contextlib
import shlex
import signal
import socket
import sys
from collections.abc import Sequence
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING

from rkbrief.errors import ConfigError
from rkbrief.extras import install_command
from rkbrief.talk import Talk, write_stdout

if TYPE_CHECKING:
    from aiohttp import web
    from aiohttp.typedefs import Handler, Middleware

HOST = "127.0.0.1"
_NAMES = (HOST, "localhost")
"""What the loopback address may be called; any other name was given it by somebody else."""
_TYPES = {"page.css": "text/css", "page.js": "text/javascript"}
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_SIGNALLED = 128
_GOODBYE_SECONDS = 3.0
"""How long the dashboards that are open get to end by themselves."""
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self' ws://{host}; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)


def require_web() -> None:
    """See that the extra is there.

    Raises:
        ConfigError: it is not installed.
    """
    if find_spec("textual_serve") is None:
        raise ConfigError(f"--serve needs an extra: {install_command('web')}")


def serve(arguments: Sequence[str], talk: Talk, *, port: int | None) -> int:
    """Serve the dashboard of ``arguments`` until a signal ends it; return the exit code.

    ``arguments`` are the command line as typed, ``--serve`` included: that is what makes a
    dashboard that was started for a page read-only. ``port`` None takes a free one.

    Raises:
        ConfigError: the port cannot be had.
    """
    # -P: a folder with a module of our name in it is a folder of articles, and nothing more.
    command = "exec " + shlex.join([sys.executable, "-P", "-m", "rkbrief", *arguments])
    listening = _listen(port)
    address = f"http://{HOST}:{listening.getsockname()[1]}"
    write_stdout(f"{address}\n".encode())
    talk.note("the dashboard is at this address, read-only; Ctrl-C ends it")
    with contextlib.redirect_stdout(sys.stderr):  # which is where a dashboard may complain
        return asyncio.run(_serve(command, listening))


def _listen(port: int | None) -> socket.socket:
    """Return a socket that listens on the loopback address."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port or 0))
        listening.listen()
    except OSError as error:
        listening.close()
        raise ConfigError(
            f"--port {port}: {error.strerror}; name another one, or none to take a free one"
        ) from error
    return listening


async def _serve(command: str, listening: socket.socket) -> int:
    """Answer until a signal comes; return the exit code that stands for it."""
    from aiohttp import web

    visits: set[asyncio.Task[object]] = set()
    runner = web.AppRunner(
        _make_site(command, listening.getsockname()[1], visits),
        access_log=None,
        shutdown_timeout=_GOODBYE_SECONDS,
    )
    ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    for number in _SIGNALS:
        asyncio.get_running_loop().add_signal_handler(number, _end, ended, number)
    await runner.setup()
    try:
        await web.SockSite(runner, listening).start()
        return _SIGNALLED + await ended
    finally:
        for visit in visits:
            visit.cancel()
        if visits:
            await asyncio.wait(visits, timeout=_GOODBYE_SECONDS)
        await runner.cleanup()


def _end(ended: asyncio.Future[int], number: int) -> None:
    """Note the signal that ends the program; a second one ends it at once."""
    ended.set_result(number)
    for each in _SIGNALS:
        asyncio.get_running_loop().remove_signal_handler(each)


def _make_site(command: str, port: int, visits: set[asyncio.Task[object]]) -> web.Application:
    """Return the page and what it asks for; ``visits`` are the websockets that are open."""
    from aiohttp import web
    from textual_serve.server import Server

    server = Server(command, host=HOST, port=port)

    async def visit(request: web.Request) -> web.StreamResponse:
        """Carry one dashboard over a websocket."""
        if (task := asyncio.current_task()) is not None:
            visits.add(task)
            task.add_done_callback(visits.discard)
        return await server.handle_websocket(request)

    site = web.Application(middlewares=[_make_guard(port)])
    site.add_routes(
        [
            web.get("/", _show_page),
            web.get("/page.css", _show_part),
            web.get("/page.js", _show_part),
            web.get("/ws", visit),
            web.get("/download/{key}", server.handle_download),
            web.static("/static", server.statics_path),
        ]
    )
    return site


def _make_guard(port: int) -> Middleware:
    """Return what lets through only what this page asks for."""
    from aiohttp import web

    hosts = {f"{name}:{port}" for name in _NAMES}
    origins = {f"http://{host}" for host in hosts}

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse other names for this address (DNS rebinding) and the pages of other sites."""
        origin = request.headers.get("Origin")  # which browsers give with every websocket
        if request.host not in hosts or (origin is not None and origin not in origins):
            raise web.HTTPForbidden(text="This page is for this machine only.\n")
        return await handler(request)

    return guard


async def _show_page(request: web.Request) -> web.StreamResponse:
    """Answer with the page that a dashboard is drawn on."""
    from aiohttp import web

    page = _read("page.html").replace("{{ websocket }}", f"ws://{request.host}/ws")
    headers = {
        "Content-Security-Policy": _POLICY.format(host=request.host),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    return web.Response(text=page, content_type="text/html", headers=headers)


async def _show_part(request: web.Request) -> web.StreamResponse:
    """Answer with the style or the script of the page."""
    from aiohttp import web

    name = request.path.removeprefix("/")
    return web.Response(text=_read(name), content_type=_TYPES[name])


def _read(name: str) -> str:
    return files("rkbrief").joinpath("served", name).read_text("utf-8")
