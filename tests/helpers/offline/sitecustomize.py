"""No test reaches another machine: Python loads this in every process that a test starts.

A hook of :func:`sys.addaudithook` sees each call, of libraries too, and cannot be taken off.
Whoever calls is stopped, because an exception may be swallowed.
"""

from __future__ import annotations

import os
import sys

_HERE = {"127.0.0.1", "::1", "localhost", "0.0.0.0", "", None}  # noqa: S104 - nothing is bound
_WITH_ADDRESS = {"socket.connect", "socket.sendto", "socket.sendmsg"}
_WITH_NAME = {"socket.getaddrinfo", "socket.gethostbyname"}
STOPPED = 97
"""The exit code of a process that asked for the network, or for data that nltk would load."""


def find_breach(event: str, given: tuple[object, ...]) -> str | None:
    """Return what an event of the interpreter reaches for beyond this machine, else None."""
    if event in _WITH_ADDRESS:
        address = given[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event in _WITH_NAME:
        name = given[0]
        host = name.decode() if isinstance(name, bytes) else name
    elif event == "open" and "nltk_data" in str(given[0]):
        return str(given[0])
    else:
        return None
    return None if host in _HERE else f"{event} {host}"


def _stop(event: str, given: tuple[object, ...]) -> None:
    if (breach := find_breach(event, given)) is not None:
        os.write(2, f"a test reached for {breach}\n".encode("utf-8", "replace"))
        os._exit(STOPPED)


sys.addaudithook(_stop)
