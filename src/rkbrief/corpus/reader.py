"""From the bytes of a file to an Article."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping

from rkbrief.config import ArticleNote, OutletNote
from rkbrief.corpus.encodings import decode, normalise_newlines
from rkbrief.corpus.files import SourceFile, find_sources
from rkbrief.corpus.formats import read_format
from rkbrief.errors import CorpusError
from rkbrief.model import Article

__all__ = ["SourceFile", "find_sources", "read_article"]


def read_article(
    data: bytes | str,
    *,
    name: str = "article.txt",
    article_id: str = "S1",
    note: ArticleNote | None = None,
    outlets: Mapping[str, OutletNote] | None = None,
) -> Article:
    """Read one article; the format goes by the ending of ``name``.

    Raises CorpusError with a one-phrase reason when there is nothing to read.
    """
    del outlets
    if isinstance(data, str):
        raw = data.encode("utf-8", "surrogatepass")
        text, encoding = normalise_newlines(data.removeprefix("\ufeff")), "utf-8"
    else:
        raw = data
        decoded = decode(data)
        text, encoding = decoded.text, decoded.encoding
    if not text.strip():
        raise CorpusError("empty")
    formatted = read_format(text, os.path.splitext(name)[1])  # noqa: PTH122
    note = note or ArticleNote()
    return Article(
        id=article_id,
        path=name,
        sha256=hashlib.sha256(raw).hexdigest(),
        encoding=encoding,
        title=note.title,
        publisher=note.publisher,
        author=note.author,
        published=note.published,
        text=formatted.text,
        reference_date=note.published,
    )
