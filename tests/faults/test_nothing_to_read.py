"""Files in which there is nothing to read are told, and the others are read (F09, F10)."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from files import make_pdf, make_zip

Program = Callable[..., "CompletedProcess[bytes]"]
ARTICLE = "港の橋\n\n市は橋を2年後に架け替える。費用は約45億円に増える可能性が高い。\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
HIDDEN = "nothing but hidden or control characters"
EMPTY: Mapping[str, bytes] = {
    "zero": b"",
    "spaces": b" \t\n\r\n\x0c",
    "wide spaces": "\u3000\u3000\n".encode(),
    "wide spaces in CP932": "\u3000".encode("cp932"),
    "wide spaces in ISO-2022-JP": "\u3000".encode("iso2022_jp"),
    "no-break spaces": "\xa0\u2003\u202f".encode(),
    "separators": "\u2028\u2029\x85".encode(),
    "five thousand lines": b"\r\n" * 5000,
    "byte order mark": b"\xef\xbb\xbf",
    "byte order mark and a line": b"\xef\xbb\xbf\r\n",
    "byte order mark of UTF-16LE": b"\xff\xfe",
    "byte order mark of UTF-16BE": b"\xfe\xff",
    "blanks in UTF-16": " \n\u3000".encode("utf-16"),
}
UNSEEN: Mapping[str, bytes] = {
    "two byte order marks": b"\xef\xbb\xbf" * 2,
    "zero-width spaces": "\u200b\n\u200b".encode(),
    "soft hyphen": "\u00ad".encode(),
    "overrides": "\u202e\u2066\u200f".encode(),
    "control characters": b"\x1b\x07\x01\x7f",
    "marks over nothing": "\u0301\u3099".encode(),
    "fillers": "\u3164\uffa0".encode(),
    "tag characters": "\U000e0041\U000e007f".encode(),
    "selectors": "\ufe0f\U000e0100".encode(),
}
OTHERS: Mapping[str, tuple[bytes, str]] = {
    "empty.md": (b"", "empty"),
    "front.md": (b"---\ntitle: x\n---\n\n", "nothing below the front matter"),
    "fences.md": (b"---\n---\n", "nothing below the front matter"),
    "empty.html": (b"", "empty"),
    "blank.html": (b"<html><body><p>&nbsp;</p></body></html>", "empty"),
    "hidden.html": ("<html><body><p>\u200b</p></body></html>".encode(), "no article in the page"),
    "empty.pdf": (b"", "empty"),
    "blank.pdf": (make_pdf([[]]), "no text in the PDF: pictures of pages are not read"),
    "empty.xml": (b" \n", "empty"),
    "bare.xml": (b'<rss version="2.0"><channel/></rss>', "no entry in the feed"),
    "empty.zip": (b"", "empty"),
    "bare.zip": (make_zip({}), "no article in the archive"),
    "pictures.zip": (make_zip({"a.png": PNG, "b/": b""}), "no article in the archive"),
}
BINARY: Mapping[str, bytes] = {
    "png.txt": PNG,
    "png.md": PNG,
    "png.html": PNG,
    "png": PNG,
    "jpeg.txt": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01",
    "gzip.txt": gzip.compress(ARTICLE.encode(), mtime=0),
    "zip.txt": make_zip({"a": "x" * 500}),
    "pdf.txt": make_pdf([["橋"]]),
    "program.txt": Path(sys.executable).read_bytes()[:4096],
    "nul.txt": b"\0",
    "nul first.txt": b"\0" + ARTICLE.encode(),
    "nul last.txt": ARTICLE.encode() + b"\0",
    "nul far behind.txt": (ARTICLE * 10_000).encode() + b"\0",
    "english in UTF-16 without a mark.txt": "abc def. ".encode("utf-16-le"),
}


def export(program: Program, folder: Path, *arguments: str) -> tuple[dict[str, str], list[str]]:
    """Return what ``folder``'s export tells: why by skipped file, and the files that were read."""
    done = program("--export", "-o", "-", "--format", "json", *arguments, str(folder))
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    skipped = {each["file"]: each["reason"] for each in told["skipped"]}
    assert len(skipped) == len(told["skipped"])
    for file, reason in skipped.items():
        assert f"rkbrief: skipped {file}: {reason}\n" in done.stderr.decode()
    return skipped, [article["file"] for article in told["articles"]]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Give a folder with one article."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/bridge.txt").write_text(ARTICLE, "utf-8")
    return tmp_path / "articles"


def test_f09_what_holds_nothing_is_told_and_the_rest_is_read(program: Program, desk: Path) -> None:
    expected = {}
    for contents, reason in ((EMPTY, "empty"), (UNSEEN, HIDDEN)):
        for name, data in contents.items():
            (desk / f"{name}.txt").write_bytes(data)
            expected[f"{name}.txt"] = reason
    for name, (data, reason) in OTHERS.items():
        (desk / name).write_bytes(data)
        expected[name] = reason
    assert export(program, desk) == (expected, ["bridge.txt"])
    assert program("--export", "-q", "-o", "-", "--strict", str(desk)).returncode == 3


def test_f09_empty_files_of_an_archive_are_told_one_by_one(program: Program, desk: Path) -> None:
    packed: dict[str, bytes | str] = {
        "a.txt": b"",
        "b.txt": "\u3000",
        "c.txt": "\u200b",
        "d.txt": ARTICLE + "二つ目。",
    }
    (desk / "clips.zip").write_bytes(make_zip(packed))
    skipped, read = export(program, desk)
    assert skipped == {
        "clips.zip/a.txt": "empty",
        "clips.zip/b.txt": "empty",
        "clips.zip/c.txt": HIDDEN,
    }
    assert read == ["bridge.txt", "clips.zip/d.txt"]


@pytest.mark.parametrize(
    "data", [b"", b" \n", b"\xef\xbb\xbf", b"\xff\xfe", b"\0", "\u200b".encode()]
)
@pytest.mark.parametrize("mode", ["--export", "--list", "--check"])
def test_f09_f10_a_corpus_with_nothing_to_read_gives_no_brief(
    program: Program, tmp_path: Path, data: bytes, mode: str
) -> None:
    options = ["-o", "brief.md"] if mode == "--export" else []
    done = program(mode, *options, "-", input=data, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"rkbrief: no article to read: standard-input.txt: ")
    assert done.stderr.count(b"\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_f10_binary_files_are_told_whatever_their_names_say(program: Program, desk: Path) -> None:
    for name, data in BINARY.items():
        (desk / name).write_bytes(data)
    assert export(program, desk) == (dict.fromkeys(BINARY, "binary"), ["bridge.txt"])
    assert program("--export", "-q", "-o", "-", "--strict", str(desk)).returncode == 3


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_f10_text_whose_bytes_hold_nul_is_no_binary(
    program: Program, desk: Path, encoding: str
) -> None:
    (desk / "wide.txt").write_bytes(ARTICLE.replace("港", "川").encode(encoding))
    assert export(program, desk) == ({}, ["bridge.txt", "wide.txt"])
