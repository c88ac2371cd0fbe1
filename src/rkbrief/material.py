"""What a run has to read: the articles under its paths, and the corpus.yaml beside them."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from rkbrief.config import Config, CorpusConfig, find_corpus_file, load_corpus
from rkbrief.corpus.encodings import decode
from rkbrief.corpus.files import SourceFile, find_sources
from rkbrief.corpus.formats import read_format
from rkbrief.corpus.suffixes import ARCHIVE_SUFFIXES, FEED_SUFFIXES
from rkbrief.errors import CorpusError
from rkbrief.model import DigestOf, Skipped

_HEADER_BYTES = 4096
"""Where a file that is a digest says so."""
_OWN_PAGE = b'<script type="text/markdown" id="rkbrief-markdown">'
"""What a brief as a page carries; see :mod:`rkbrief.brief.embedded`."""
_OWN_SEAL = re.compile(rb"(?m)^<!-- rkbrief \S+ template=\S+ sha256=[0-9a-f]{64} -->\r?$")
"""The last line of a brief; a person may have written below it."""


class Material(Struct, frozen=True, gc=False):
    """What a run reads. ``skipped`` are the files that are left out before they are analysed."""

    sources: tuple[SourceFile, ...]
    skipped: tuple[Skipped, ...]
    corpus: CorpusConfig


def gather(paths: Sequence[Path], config: Config, corpus: CorpusConfig | None = None) -> Material:
    """Read the files under ``paths``, and the corpus.yaml beside them unless ``corpus`` is given.

    Raises:
        ConfigError: the corpus.yaml is wrong.
    """
    if corpus is None:
        beside = Path(config.corpus_file) if config.corpus_file else find_corpus_file(paths)
        corpus = load_corpus(beside)
    sources, skipped = find_sources(
        paths, follow_symlinks=config.follow_symlinks, max_bytes=config.max_file_bytes
    )
    sources, own = _leave_briefs(sources)
    sources, unread = _unfold(sources, config.max_file_bytes)
    sources, replaced = _prefer_originals(sources)
    return Material(sources, (*skipped, *own, *unread, *replaced), corpus)


def _unfold(
    sources: tuple[SourceFile, ...], max_bytes: int
) -> tuple[tuple[SourceFile, ...], tuple[Skipped, ...]]:
    """Put the articles of archives and feeds in their places."""
    bundles = FEED_SUFFIXES | ARCHIVE_SUFFIXES
    if not any(Path(source.path).suffix.lower() in bundles for source in sources):
        return sources, ()
    from rkbrief.corpus.bundles import unfold  # 20 ms that a folder of texts does without

    sources, unread = unfold(sources, max_bytes=max_bytes)
    kept, own = _leave_briefs(sources)
    return kept, (*unread, *own)


def _leave_briefs(
    sources: Sequence[SourceFile],
) -> tuple[tuple[SourceFile, ...], tuple[Skipped, ...]]:
    """Leave out rkbrief's own briefs: a brief is no evidence for what it was made of."""
    briefs = {source.path for source in sources if _is_brief(source.data)}
    kept = tuple(source for source in sources if source.path not in briefs)
    return kept, tuple(Skipped(path, "a brief by rkbrief") for path in sorted(briefs))


def _is_brief(data: bytes) -> bool:
    if _OWN_PAGE in data:
        return True
    return b"<!-- rkbrief " in data and _OWN_SEAL.search(data) is not None


def _prefer_originals(
    sources: Sequence[SourceFile],
) -> tuple[tuple[SourceFile, ...], tuple[Skipped, ...]]:
    """Leave out each digest whose original lies in the corpus too."""
    present = {source.sha256 for source in sources}
    kept, replaced = [], []
    for source in sources:
        digest = _read_digest(source)
        if digest and digest.sha256 in present:
            replaced.append(Skipped(source.path, f"its original {digest.file} is in the corpus"))
        else:
            kept.append(source)
    return tuple(kept), tuple(replaced)


def _read_digest(source: SourceFile) -> DigestOf | None:
    """Return what a digest stands for, None for any other file."""
    if b"digest_of:" not in source.data[:_HEADER_BYTES]:
        return None
    try:
        text = decode(source.data).text
        return read_format(text, os.path.splitext(source.path)[1]).fields.digest_of  # noqa: PTH122
    except CorpusError:  # told when the file is analysed
        return None
