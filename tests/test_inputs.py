"""Files as people have them, through the whole program: pages, PDFs, feeds, zips, a pipe."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from files import make_pdf, make_zip

from rkbrief.cli import run
from rkbrief.fingerprint import find_libraries
from rkbrief.run import sniff_suffix

Captured = pytest.CaptureFixture[bytes]
Program = Callable[..., "CompletedProcess[bytes]"]

LINES = (
    "県は三日、防潮堤の工期を延ばすと発表した。地盤が弱く、追加",
    "の工事が必要になったためだ。総事業費は約210億円になる見通",
    "しで、当初の計画の一・八倍に膨らむ可能性が高い。",
)
PROSE = "".join(LINES)
PAGE = f"""<!DOCTYPE html><html><head><meta charset="Shift_JIS"><title>工期の延長</title>
<meta property="article:published_time" content="2024-06-05"></head>
<body><nav><a href="/">経済</a></nav><article><h1>工期の延長</h1><p>{PROSE}</p></article>"""
FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>港町日報</title>
<item><title>工期の延長</title><description>{PROSE}</description></item></channel></rss>"""
INPUTS = {
    "page.html": PAGE.encode("cp932"),
    "paper.pdf": make_pdf([LINES]),
    "feed.xml": FEED.encode(),
    "clips.zip": make_zip({"inner/page.htm": PAGE.encode("cp932"), "note.txt": PROSE}),
    "note.txt": PROSE.encode("cp932"),
}


@pytest.fixture
def clippings(desk: Path) -> Path:
    folder = desk / "clippings"
    folder.mkdir()
    for name, data in INPUTS.items():
        (folder / name).write_bytes(data)
    return folder


@pytest.mark.usefixtures("clippings")
def test_a_folder_of_all_formats_is_read_and_listed(capsysbinary: Captured) -> None:
    assert run(["--list", "--strict", "clippings"]) == 0
    rows = [row.split("\t") for row in capsysbinary.readouterr().out.decode().splitlines()]
    file, title, encoding = (rows[0].index(name) for name in ("file", "title", "encoding"))
    assert [(row[file], row[encoding]) for row in rows[1:]] == [
        ("clips.zip/inner/page.htm", "cp932"),
        ("clips.zip/note.txt", "utf-8"),
        ("feed.xml#1", "utf-8"),
        ("note.txt", "cp932"),
        ("page.html", "cp932"),
        ("paper.pdf", "pdf"),
    ]
    assert [row[title] for row in rows if row[file] in {"page.html", "feed.xml#1"}] == [
        "工期の延長"
    ] * 2


@pytest.mark.usefixtures("clippings")
def test_a_brief_of_all_formats_stands_and_is_the_same_from_what_was_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert run(["--export", "-o", "first.md", "clippings"]) == 0
    assert run(["--verify", "first.md", "clippings"]) == 0
    assert run(["--export", "--no-cache", "-o", "second.md", "clippings"]) == 0
    monkeypatch.setattr("rkbrief.corpus.saved_page.convert_page", None)
    monkeypatch.setattr("rkbrief.corpus.paged.convert_pdf", None)
    assert run(["--export", "-o", "third.md", "clippings"]) == 0  # nothing is taken apart again
    briefs = {Path(f"{name}.md").read_bytes() for name in ("first", "second", "third")}
    assert len(briefs) == 1
    assert "約210億円".encode() in briefs.pop()


@pytest.mark.usefixtures("clippings")
@pytest.mark.parametrize(
    ("library", "extra", "files"),
    [
        ("trafilatura", "html", ["clips.zip/inner/page.htm", "page.html"]),
        ("pypdf", "pdf", ["paper.pdf"]),
        ("feedparser", "feed", ["feed.xml"]),
    ],
)
def test_a_missing_extra_skips_its_files_and_names_the_command(
    library: str,
    extra: str,
    files: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: Captured,
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    assert run(["--list", "clippings"]) == 0
    said = capsysbinary.readouterr().err.decode()
    for file in files:
        assert f"skipped {file}: not read without an extra: pip install 'rkbrief[{extra}]'" in said
    assert run(["--list", "--strict", "clippings"]) == 3


@pytest.mark.usefixtures("clippings")
@pytest.mark.parametrize(
    ("receipt", "command"),
    [
        ("pipx_metadata.json", "pipx runpip kept install 'rkbrief[feed,pdf]'"),
        ("uv-receipt.toml", "uv pip install --python '{home}' 'rkbrief[feed,pdf]'"),
        ("other", "pip install 'rkbrief[feed,pdf]'"),
    ],
)
def test_the_command_for_missing_extras_fits_how_the_program_was_installed(
    receipt: str,
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: Captured,
) -> None:
    for library in ("pypdf", "feedparser"):
        monkeypatch.setitem(sys.modules, library, None)
    home = tmp_path / "kept"
    home.mkdir()
    (home / receipt).touch()
    monkeypatch.setattr(sys, "prefix", str(home))
    assert run(["--export", "-o", "-", "--no-cache", "clippings"]) == 0
    out, err = capsysbinary.readouterr()
    assert err.decode().endswith(f"rkbrief: to read them: {command.format(home=home)}\n")
    assert b"pipx" not in out  # a brief is the same wherever it is written
    assert b" uv " not in out


@pytest.mark.usefixtures("clippings")
def test_f36_a_brief_as_a_page_is_no_source(capsysbinary: Captured) -> None:
    assert run(["--export", "-o", "clippings/brief.html", "clippings/page.html"]) == 0
    assert run(["--list", "clippings"]) == 0
    assert b"skipped brief.html: a brief by rkbrief" in capsysbinary.readouterr().err


def test_what_is_kept_depends_on_the_version_of_what_takes_files_apart() -> None:
    names = {library.partition("-")[0] for library in find_libraries()}
    assert names >= {"trafilatura", "lxml", "justext", "pypdf", "feedparser"}


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("name", INPUTS)
def test_standard_input_takes_any_format(name: str, program: Program) -> None:
    done = program("--export", "--format", "json", "-o", "-", "-", input=INPUTS[name])
    assert done.returncode == 0, done.stderr.decode()
    articles = json.loads(done.stdout)["articles"]
    text = "".join(s["text"] for a in articles for s in a["sentences"]).replace("\n", "")
    assert PROSE in text


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b"\xef\xbb\xbf<!DOCTYPE HTML>", ".html"),
        (b"<!-- saved from url=(0020)http://port.example/ -->\n<html>", ".html"),
        (b"<?xml version='1.0'?><!DOCTYPE html><html>", ".html"),
        (b"<?xml version='1.0'?>\n<feed xmlns='x'>", ".xml"),
        (b"<rdf:RDF xmlns='x'>", ".xml"),
        (b"%PDF-1.4", ".pdf"),
        (b"PK\x03\x04", ".zip"),
        (b"---\ntitle: x\n---\n", ".md"),
        ("<見出し>本文".encode(), ".txt"),
        (b"<" + b"<!-- " * 300, ".txt"),
        (b"", ".txt"),
    ],
)
def test_the_format_of_standard_input_is_told_by_its_beginning(data: bytes, suffix: str) -> None:
    assert sniff_suffix(data) == suffix
