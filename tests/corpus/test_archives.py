"""A zip is read as its folder would be; no name leads out, and no bomb goes off."""

from __future__ import annotations

import hashlib
import zipfile
from io import BytesIO

import pytest
from files import make_zip
from hypothesis import given, settings
from hypothesis import strategies as st

from rkbrief.corpus import archives
from rkbrief.corpus.archives import unpack_archive
from rkbrief.corpus.files import MAX_BYTES, SourceFile

TEXT = "県は3日、防潮堤の工期を延ばすと発表した。"


def unpack(data: bytes, max_bytes: int = MAX_BYTES) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return (what was read, why others were not), each by the name below the archive."""
    source = SourceFile("clips.zip", data)
    read, skipped = unpack_archive(source, max_bytes=max_bytes)
    assert all(hashlib.sha256(s.data).hexdigest() == s.sha256 for s in read)
    return (
        {s.path.removeprefix("clips.zip/"): s.data for s in read},
        {s.path.removeprefix("clips.zip/"): s.reason for s in skipped},
    )


def test_what_would_be_read_in_a_folder_is_read() -> None:
    members = {
        "b.txt": TEXT,
        "sub/a.md": TEXT,
        "page.html": "<p>",
        "page_files/ad.html": "<p>",
        "README.md": "x",
        ".hidden.txt": "x",
        "__MACOSX/b.txt": "x",
        "picture.png": "x",
        "sub/.git/c.txt": "x",
        "report.docx": "x",
        "folder/": "",
    }
    read, skipped = unpack(make_zip(members))
    assert set(read) == {"b.txt", "sub/a.md", "page.html"}
    assert read["sub/a.md"] == TEXT.encode()
    assert skipped == {"report.docx": "no reader for docx files"}


def test_f06_no_name_leads_out_of_the_archive() -> None:
    names = ["../up.txt", "/root.txt", "a/../../b.txt", "C:\\x.txt", "..\\other.txt"]
    read, skipped = unpack(make_zip(dict.fromkeys(names, TEXT)))
    assert read == {}
    assert set(skipped.values()) == {"a name that leads out of the archive"}
    assert len(skipped) == len(names)


def test_names_of_japanese_windows_are_read() -> None:
    packed = zipfile.ZipInfo("港の記事.txt".encode("cp932").decode("cp437"))
    assert archives._name(packed) == "港の記事.txt"
    assert set(unpack(make_zip({"港の記事.txt": TEXT}))[0]) == {"港の記事.txt"}


def test_a_link_and_an_archive_in_an_archive_are_not_opened() -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    buffer = BytesIO(make_zip({"inner.zip": make_zip({"a.txt": TEXT})}))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    assert unpack(buffer.getvalue()) == (
        {},
        {"inner.zip": "an archive in an archive", "link.txt": "not a regular file"},
    )


def test_f33_a_bomb_is_not_unpacked() -> None:
    read, skipped = unpack(make_zip({"bomb.txt": b"0" * (4 << 20), "good.txt": TEXT}))
    assert set(read) == {"good.txt"}
    assert skipped == {"bomb.txt": "unpacks to more than 200 times its size"}


def test_f33_all_that_is_unpacked_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    data = make_zip({f"{n}.txt": TEXT for n in range(5)})
    assert set(unpack(data, max_bytes=10)[1].values()) == {"larger than 10 bytes"}
    monkeypatch.setattr(archives, "MOST_BYTES", len(TEXT.encode()) * 2)
    read, skipped = unpack(data)
    assert set(read) == {"0.txt", "1.txt"}
    assert len(skipped) == 3
    monkeypatch.setattr(archives, "MOST_MEMBERS", 4)
    assert unpack(data)[1] == {"clips.zip": "more than 4 files in the archive"}


def test_what_is_packed_in_another_way_or_encrypted_is_told() -> None:
    assert unpack(make_zip({"a.txt": TEXT}, zipfile.ZIP_LZMA))[1] == {
        "a.txt": "packed in a way that is not read"
    }
    data = bytearray(make_zip({"a.txt": TEXT}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert unpack(bytes(data))[1] == {"a.txt": "encrypted"}


def test_a_broken_member_costs_itself() -> None:
    data = bytearray(make_zip({"a.txt": TEXT, "b.txt": TEXT}, zipfile.ZIP_STORED))
    data[data.index(TEXT.encode())] ^= 0xFF
    assert unpack(bytes(data)) == ({"b.txt": TEXT.encode()}, {"a.txt": "broken in the archive"})
    assert unpack(b"PK\x03\x04")[1] == {"clips.zip": "not a zip archive that can be read"}


@given(st.binary(max_size=40), st.integers(0, 300))
@settings(deadline=None, max_examples=100)
def test_any_bytes_are_read_or_told(noise: bytes, at: int) -> None:
    whole = make_zip({"a.txt": TEXT, "b.md": TEXT})
    for data in (noise, whole[:at] + noise + whole[at + len(noise) :]):
        read, skipped = unpack(data)
        assert all(skipped.values())
        assert all(isinstance(content, bytes) for content in read.values())
