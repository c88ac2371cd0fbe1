"""A zip of a clipping folder, read as the folder would be, without unpacking it to disk."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import PurePosixPath

from rkbrief.corpus.files import SourceFile, belongs_to_page, is_wanted, safe_name, say_too_large
from rkbrief.corpus.suffixes import ARCHIVE_SUFFIXES, OTHER_SUFFIXES
from rkbrief.model import Skipped

MOST_MEMBERS = 5_000
MOST_BYTES = 128 << 20
"""Of all that an archive unpacks to."""
MOST_TIMES = 200
"""How often its packed size a member may have: text stays below 30."""
_SMALL = 1 << 20  # bytes that no bomb is content with
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED, _UTF_8 = 0x1, 0x800  # bits of the flags (APPNOTE.TXT 4.4.4)
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, LookupError, NotImplementedError, OSError,
    RuntimeError, ValueError,
)  # fmt: skip


class _Unfit(Exception):  # noqa: N818 - never leaves this module
    """Why a member is not read, as one phrase."""


def unpack_archive(source: SourceFile, *, max_bytes: int) -> tuple[list[SourceFile], list[Skipped]]:
    """Return the articles of a zip, as ``archive.zip/folder/name``, and what was not read.

    Nothing is raised; archives within it are not opened.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(source.data))
    except _BROKEN:
        return [], [Skipped(source.path, "not a zip archive that can be read")]
    with archive:
        members = archive.infolist()
        if len(members) > MOST_MEMBERS:
            return [], [Skipped(source.path, f"more than {MOST_MEMBERS} files in the archive")]
        sources, skipped = _read_members(archive, source, max_bytes)
    if not sources and not skipped:
        skipped = [Skipped(source.path, "no article in the archive")]
    return sources, skipped


def _read_members(
    archive: zipfile.ZipFile, source: SourceFile, max_bytes: int
) -> tuple[list[SourceFile], list[Skipped]]:
    sources: list[SourceFile] = []
    skipped: list[Skipped] = []
    left = MOST_BYTES
    seen: set[str] = set()
    for member, name in _candidates(archive):
        path = f"{source.path}/{name}"
        if path in seen:
            skipped.append(Skipped(path, "a second file of this name"))
            continue
        seen.add(path)
        try:
            data = _read_member(archive, member, name, min(max_bytes, left))
        except _Unfit as reason:
            skipped.append(Skipped(path, str(reason)))
            continue
        left -= len(data)
        sources.append(SourceFile(path, data))
    return sources, skipped


def _candidates(archive: zipfile.ZipFile) -> Iterator[tuple[zipfile.ZipInfo, str]]:
    """Yield the files that may be articles by their names, with these as they are shown."""
    files = (m for m in archive.infolist() if m.filename and not m.filename.endswith("/"))
    named = [(member, _name(member)) for member in files]
    names = {name for _, name in named}
    for member, name in sorted(named, key=lambda pair: pair[1]):
        parts = PurePosixPath(name).parts
        hidden = any(part.startswith(".") and part != ".." for part in parts)
        if hidden or "__MACOSX" in parts or _is_of_page(name, names):
            continue
        if is_wanted(name) or PurePosixPath(name).suffix.lower() in OTHER_SUFFIXES:
            yield member, name


def _is_of_page(name: str, names: set[str]) -> bool:
    """Tell a file in the folder that a browser lays beside a page it saved."""
    return any(belongs_to_page(str(folder), names) for folder in PurePosixPath(name).parents)


def _name(member: zipfile.ZipInfo) -> str:
    """Return a member's name; without a mark of UTF-8 it may be CP932, as Windows packs it."""
    name = member.filename
    if not member.flag_bits & _UTF_8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("cp932")
    return safe_name(name.replace("\\", "/"))


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, most: int) -> bytes:
    """Return the bytes of a member. Raises _Unfit with the reason why there are none."""
    _check(member, name)
    if most <= 0:
        raise _Unfit(f"the archive unpacks to more than {MOST_BYTES >> 20} MiB")
    try:
        with archive.open(member) as file:
            data = file.read(most + 1)
    except _BROKEN as error:
        raise _Unfit("broken in the archive") from error
    if len(data) > _SMALL and len(data) > MOST_TIMES * max(1, member.compress_size):
        raise _Unfit(f"unpacks to more than {MOST_TIMES} times its size")
    if len(data) > most:
        raise _Unfit(say_too_large(most))
    return data


def _check(member: zipfile.ZipInfo, name: str) -> None:
    """Raise _Unfit for a member that is not to be opened at all."""
    path = PurePosixPath(name)
    suffix = path.suffix.lower()
    mode = member.external_attr >> 16
    if path.is_absolute() or ".." in path.parts or ":" in name.partition("/")[0]:
        raise _Unfit("a name that leads out of the archive")
    if suffix in OTHER_SUFFIXES:
        raise _Unfit(OTHER_SUFFIXES[suffix])
    if suffix in ARCHIVE_SUFFIXES:
        raise _Unfit("an archive in an archive")
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        raise _Unfit("not a regular file")
    if member.flag_bits & _ENCRYPTED:
        raise _Unfit("encrypted")
    if member.compress_type not in _METHODS:
        raise _Unfit("packed in a way that is not read")
