"""A file that is no text costs at most itself: limits, no network, named reasons."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rkbrief import read_article
from rkbrief.corpus.conversion import child, converter
from rkbrief.corpus.conversion.converter import convert_page
from rkbrief.errors import CorpusError

PROSE = "県は3日、防潮堤の工期を延ばすと発表した。地盤が弱く、追加の工事が必要になったためだ。"
PAGE = f"<article><h1>工期の延長</h1><p>{PROSE}</p><p>{PROSE}</p></article>"


@pytest.fixture
def fresh_child() -> Iterator[None]:
    """Give a test a child of its own, and none of its to the next."""
    converter._child.close()
    yield
    converter._child.close()


def test_one_process_takes_all_files_apart() -> None:
    convert_page(PAGE)
    first = converter._child.process
    convert_page(PAGE)
    assert first is not None
    assert converter._child.process is first


@pytest.mark.usefixtures("fresh_child")
def test_f33_a_file_that_hangs_costs_itself_and_the_next_one_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(converter, "SECONDS", 0.0)
    with pytest.raises(CorpusError, match="takes more than 0 seconds"):
        convert_page(PAGE)
    monkeypatch.undo()
    assert convert_page(PAGE).chosen


@pytest.mark.usefixtures("fresh_child")
@pytest.mark.parametrize(("kills", "answers"), [(1, True), (2, False)])
def test_f17_a_process_that_somebody_kills_is_replaced_once(
    monkeypatch: pytest.MonkeyPatch, kills: int, answers: bool
) -> None:
    exchange, left = converter._exchange, [None] * kills

    def exchange_or_kill(
        process: subprocess.Popen[bytes], kind: str, data: bytes
    ) -> tuple[bytes, bytes] | None:
        if left:
            left.pop()
            os.kill(process.pid, signal.SIGKILL)
        return exchange(process, kind, data)

    monkeypatch.setattr(converter, "_exchange", exchange_or_kill)
    if answers:
        assert convert_page(PAGE).chosen
        return
    with pytest.raises(CorpusError, match="takes more than what it may use to read a html file"):
        convert_page(PAGE)
    assert convert_page(PAGE).chosen


@pytest.mark.usefixtures("fresh_child")
def test_f33_a_process_that_dies_over_a_file_costs_that_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(converter, "_CHILD", "rkbrief.no_such_module")
    with pytest.raises(CorpusError, match="takes more than what it may use to read a html file"):
        convert_page(PAGE)
    monkeypatch.undo()
    assert convert_page(PAGE).chosen


def run_in_child(code: str) -> subprocess.CompletedProcess[str]:
    """Run ``code`` in a process that has sealed and limited itself."""
    script = f"from rkbrief.corpus.conversion.child import *\nseal_off(); limit()\n{code}"
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import socket; socket.socket()",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
    ],
)
def test_f33_sockets_and_processes_raise_in_the_child(code: str) -> None:
    assert "PermissionError: not in this process" in run_in_child(code).stderr


def test_f33_memory_is_limited_and_no_file_is_written() -> None:
    assert "MemoryError" in run_in_child("bytearray(2 << 30)").stderr
    wrote = run_in_child("import tempfile; tempfile.TemporaryFile()")
    assert "No usable temporary directory" in wrote.stderr


def test_f33_remote_references_are_not_followed() -> None:
    page = (
        '<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        '<base href="http://127.0.0.1:9/"><link rel="stylesheet" href="a.css">'
        f'<img src="http://127.0.0.1:9/a.png"><iframe src="b.html"></iframe>{PAGE}<p>&x;</p>'
    )
    assert "root:" not in convert_page(page).text


LAUGHS = "<!ENTITY a 'ああああ'>" + "".join(
    f"<!ENTITY {name} '{10 * f'&{before};'}'>" for before, name in pairwise("abcdefghij")
)
BOMBS = {
    "nested": "<div>" * 200_000 + PAGE,
    "never_closed": "<b><i><u>" * 50_000 + PAGE,
    "tables": "<table><tr><td>" * 20_000 + PAGE,
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(3_000)) + f">{PAGE}",
    "entities": f"<!DOCTYPE x [{LAUGHS}]>{PAGE}<p>&j;</p>",
    "json": f'<script type="application/ld+json">{"[" * 100_000}</script>{PAGE}',
    "comments": "<!-- -->" * 100_000 + PAGE,
    "one_line": f"<p>{'あ' * 1_000_000}</p>{PAGE}",
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_f33_a_bomb_gives_an_article_or_a_named_reason(bomb: str) -> None:
    try:
        text = read_article(bomb, name="bomb.html").text
    except CorpusError as error:
        text = f"{error} {PROSE}"
    assert PROSE in text
    assert PROSE in read_article(PAGE, name="page.html").text


def test_more_text_than_any_article_has_is_refused() -> None:
    with pytest.raises(CorpusError, match="more than 2000000 characters of text"):
        convert_page(f"<p>{'あ' * 2_000_001}</p>")


@pytest.mark.parametrize(("library", "extra"), [("trafilatura", "html")])
def test_a_missing_extra_says_which_command_installs_it(
    monkeypatch: pytest.MonkeyPatch, library: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(CorpusError, match=rf"pip install 'rkbrief\[{extra}\]'"):
        read_article(PAGE.encode(), name=f"page.{extra}")


def test_every_kind_has_an_extra_of_its_name() -> None:
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text("utf-8"))[
        "project"
    ]
    for kind, library in converter._NEEDS.items():
        assert any(need.startswith(library) for need in project["optional-dependencies"][kind])


@given(st.binary(max_size=400))
@settings(deadline=None, max_examples=60)
def test_any_bytes_get_an_answer(data: bytes) -> None:
    sign, body = child.answer("html", data)
    assert sign in {b"+", b"-"}
    assert body
