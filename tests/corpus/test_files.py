"""Which files are articles; none of the traps in a folder is ever opened."""

from __future__ import annotations

import hashlib
import io
import json
import os
import socket
import time
from pathlib import Path

import pytest

from rkbrief.corpus.files import find_sources
from rkbrief.errors import ConfigError
from rkbrief.settings.nodes import read_bytes
from rkbrief.stock import digest_files

TEXT = "県は3日、工期を延ばすと発表した。\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    (folder / "2024").mkdir(parents=True)
    for name in ("b.txt", "a.md", "2024/c.markdown", "2024/d", "2024/e.TEXT"):
        (folder / name).write_text(TEXT + name, "utf-8")
    return folder


def reasons(paths: list[Path], **options: bool) -> dict[str, str]:
    return {skip.path: skip.reason for skip in find_sources(paths, **options)[1]}


def names(*paths: Path, **options: bool) -> list[str]:
    return [source.path for source in find_sources(paths, **options)[0]]


def test_articles_are_found_in_folders_and_sorted(corpus: Path) -> None:
    assert names(corpus) == ["2024/c.markdown", "2024/d", "2024/e.TEXT", "a.md", "b.txt"]
    assert reasons([corpus]) == {}


def test_a_source_holds_its_bytes_and_their_hash(corpus: Path) -> None:
    source = find_sources([corpus])[0][-1]
    assert source.data == (corpus / "b.txt").read_bytes()
    assert source.sha256 == hashlib.sha256(source.data).hexdigest()


def test_settings_notes_and_hidden_files_are_no_articles(corpus: Path) -> None:
    before = names(corpus)
    for name in (
        "corpus.yaml",
        "config.yaml",
        "README.md",
        "2024/readme.txt",
        ".hidden.txt",
        "x.png",
    ):
        (corpus / name).write_text(TEXT, "utf-8")
    (corpus / ".git").mkdir()
    (corpus / ".git" / "head.txt").write_text(TEXT, "utf-8")
    assert names(corpus) == before
    assert reasons([corpus]) == {}


def test_a_file_named_outright_is_read_whatever_its_name(corpus: Path) -> None:
    (corpus / "README.md").write_text(TEXT, "utf-8")
    assert names(corpus / "README.md", corpus / "b.txt") == ["README.md", "b.txt"]


def test_a_file_given_twice_is_read_once(corpus: Path) -> None:
    assert names(corpus / "b.txt", corpus, corpus).count("b.txt") == 1


def test_equal_paths_of_two_folders_are_told_apart(corpus: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "b.txt").write_text("別の記事。", "utf-8")
    assert {"b.txt", "other/b.txt"} <= set(names(corpus, other))


def test_formats_without_a_reader_are_told(corpus: Path) -> None:
    (corpus / "report.docx").write_bytes(b"PK")
    assert reasons([corpus]) == {"report.docx": "no reader for docx files"}


def test_the_folder_that_a_browser_lays_beside_a_page_is_the_pages(corpus: Path) -> None:
    before = names(corpus)
    for name in ("port.html", "port_files/frame.html", "notes_files/own.txt"):
        (corpus / name).parent.mkdir(exist_ok=True)
        (corpus / name).write_text(TEXT, "utf-8")
    assert names(corpus) == sorted([*before, "port.html", "notes_files/own.txt"])


def test_a_missing_path_is_told(tmp_path: Path) -> None:
    assert list(reasons([tmp_path / "none.txt"]).values()) == ["no such file or folder"]


def test_f07_links_are_passed_over_and_told(corpus: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text(TEXT, "utf-8")
    (corpus / "link.txt").symlink_to(outside)
    (corpus / "inner.txt").symlink_to(corpus / "b.txt")
    (corpus / "loop").symlink_to(corpus)
    (corpus / "dangling.txt").symlink_to(tmp_path / "nothing")
    told = reasons([corpus])
    assert set(told) == {"link.txt", "inner.txt", "loop", "dangling.txt"}
    assert set(told.values()) == {"a symbolic link"}
    assert len(names(corpus)) == 5


def test_f07_followed_links_stay_inside_the_corpus(corpus: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text(TEXT, "utf-8")
    (corpus / "link.txt").symlink_to(outside)
    (corpus / "loop").symlink_to(corpus)
    (corpus / "round.txt").symlink_to(corpus / "round.txt")
    told = reasons([corpus], follow_symlinks=True)
    assert told["link.txt"] == "a symbolic link to outside the corpus"
    assert told["loop"] == "a link to a folder that is read already"
    assert "round.txt" in told
    assert len(names(corpus, follow_symlinks=True)) == 5


def test_f12_a_link_that_goes_while_it_is_followed_costs_nothing_else(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (corpus / "link.txt").symlink_to(corpus / "b.txt")

    def vanish(path: str) -> str:
        raise FileNotFoundError(path)

    monkeypatch.setattr(os, "readlink", vanish)
    told = reasons([corpus], follow_symlinks=True)
    assert told["link.txt"] == "a symbolic link to nothing"
    assert len(names(corpus, follow_symlinks=True)) == 5


def test_f08_nothing_but_regular_files_is_opened(corpus: Path) -> None:
    os.mkfifo(corpus / "pipe.txt")
    (corpus / "folder.txt").mkdir()
    with socket.socket(socket.AF_UNIX) as server:
        short = os.path.relpath(corpus / "s.txt")
        server.bind(short if len(short) < 100 else str(corpus / "s.txt"))
    started = time.monotonic()
    told = reasons([corpus])
    assert time.monotonic() - started < 2
    assert told["pipe.txt"] == "not a regular file"
    assert told["folder.txt"] == "a folder named like an article"
    assert "s.txt" in told


class Nothing(io.BytesIO):
    """A file such as /proc/kmsg: read without waiting it gives None."""

    def __init__(self, *_given: object, **_more: object) -> None:
        super().__init__()

    def read(self, *_: object) -> bytes:
        return None  # type: ignore[return-value]


def test_f08_a_file_of_the_system_that_has_nothing_yet_is_told(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fdopen", Nothing)
    assert reasons([corpus])["a.md"] == "cannot be read"
    assert digest_files([str(corpus / "a.md")]) == {str(corpus / "a.md"): None}
    with pytest.raises(ConfigError, match=r"a\.md: cannot be read$"):
        read_bytes(corpus / "a.md")


def test_f08_a_device_named_outright_is_not_read() -> None:
    assert reasons([Path("/dev/zero")]) == {"zero": "not a regular file"}


def test_f12_an_undecodable_name_can_be_shown(corpus: Path) -> None:
    raw = os.fsencode(corpus) + b"/\xff\xfe.txt"
    try:
        Path(os.fsdecode(raw)).write_text(TEXT, "utf-8")
    except OSError:
        return  # this file system takes only UTF-8 names
    found = [name for name in names(corpus) if "xff" in name]
    assert found == ["\\xff\\xfe.txt"]
    assert json.loads(json.dumps(found)) == found
    found[0].encode("utf-8")


def test_f13_a_file_over_the_limit_is_told_and_not_read(corpus: Path) -> None:
    (corpus / "big.txt").write_bytes(b"a" * 3000)
    sources, skipped = find_sources([corpus], max_bytes=2048)
    assert "big.txt" not in {source.path for source in sources}
    assert [(skip.path, skip.reason) for skip in skipped] == [("big.txt", "larger than 2048 bytes")]


def test_f32_a_file_that_changes_while_it_is_read_is_told(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = corpus / "b.txt"
    real = os.fdopen

    def write_meanwhile(descriptor: int, *args: object, **options: object) -> object:
        if os.path.samestat(os.fstat(descriptor), target.stat()):
            target.write_text(TEXT * 50, "utf-8")
        return real(descriptor, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "fdopen", write_meanwhile)
    assert reasons([corpus]) == {"b.txt": "changed while it was read"}


def test_f32_a_file_that_is_gone_is_told(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def open_late(path: str, *args: int) -> int:
        if path.endswith("b.txt"):
            Path(path).unlink()
        return real(path, *args)

    monkeypatch.setattr(os, "open", open_late)
    assert reasons([corpus]) == {"b.txt": "gone before it was read"}
