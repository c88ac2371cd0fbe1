"""rkbrief reaches no other machine; neither does any test of it (see helpers/offline)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

STOPPED = 97
Program = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.create_connection(('192.0.2.1', 80), timeout=0.1)",
        "import socket; socket.getaddrinfo('example.org', 80)",
        "import socket; socket.gethostbyname('example.org')",
        "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
        "import urllib.request as r; r.urlopen('http://192.0.2.1/', timeout=0.1)",
        "open('/usr/share/nltk_data/punkt')",
        "try:\n import socket; socket.getaddrinfo('example.org', 80)\nexcept BaseException: 0",
    ],
)
def test_f34_a_process_that_reaches_for_the_network_is_stopped_in_every_test(code: str) -> None:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == STOPPED


@pytest.mark.parametrize("method", ["coverage", "edmundson", "lsa"])
def test_f34_no_method_of_any_library_asks_for_data(
    method: str, desk: Path, program: Program
) -> None:
    done = program(
        "--export",
        "-o",
        "-",
        "--no-cache",
        "--jobs",
        "2",
        "--method",
        method,
        cwd=desk,
        timeout=600,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_f34_what_an_article_points_at_is_not_fetched(desk: Path, program: Program) -> None:
    for name, content in {
        "page.html": '<img src="http://192.0.2.1/x"><link href="http://192.0.2.1/y">',
        "feed.xml": '<!DOCTYPE a SYSTEM "http://192.0.2.1/a.dtd"><rss><a>&b;</a></rss>',
        "note.md": "---\nurl: http://192.0.2.1/\n---\n\n![](http://192.0.2.1/a.png)\n",
    }.items():
        (desk / "articles" / name).write_text(content, "utf-8")
    done = program("--export", "-o", "-", "--format", "html", cwd=desk, timeout=600)
    assert done.returncode == 0
    assert b"reached for" not in done.stderr


def test_f34_the_variables_of_the_tests_reach_what_they_start() -> None:
    assert any(Path(p).name == "offline" for p in os.environ["PYTHONPATH"].split(os.pathsep))
