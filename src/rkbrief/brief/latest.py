"""The latest brief beside the one that is made: what the dashboard compares with unasked."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path

from rkbrief.brief.record import HASH_DIGITS, Record, load_record
from rkbrief.errors import RkbriefError


def find_latest(folder: Path, *, as_of: date, sources: Collection[str]) -> Record | None:
    """Return the record of the latest brief in ``folder``, None when there is none.

    ``sources`` are the hashes of the articles of the brief that is made. What speaks of a
    later day than ``as_of`` is no earlier brief; nor is what speaks of the same day and the
    same articles, which is that brief itself, or it in another language or template. Of two
    that speak of one day the one written last counts. A file that is no brief, carries no
    record or had its record changed is passed over.
    """
    same = {sha[:HASH_DIGITS] for sha in sources}
    found: list[tuple[date, int, str, Record]] = []
    for path in folder.glob("*.md"):
        try:
            record, written = load_record(path), path.stat().st_mtime_ns
        except (RkbriefError, OSError):
            continue
        if record is None or record.as_of > as_of:
            continue
        if record.as_of != as_of or {source.sha256 for source in record.sources} != same:
            found.append((record.as_of, written, path.name, record))
    return max(found, key=lambda each: each[:3])[3] if found else None
