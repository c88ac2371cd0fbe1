"""Which files are articles by the endings of their names; apart from what reads them."""

from __future__ import annotations

from collections.abc import Mapping

TEXT_SUFFIXES = frozenset({"", ".txt", ".text", ".md", ".markdown"})
"""Endings of files that are text as they are; ``""`` is a name without one."""

PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
"""Endings of saved HTML pages."""

PDF_SUFFIXES = frozenset({".pdf"})

FEED_SUFFIXES = frozenset({".xml", ".rss", ".atom"})
"""Endings of RSS and Atom files, each entry an article: ``feed.xml#1``."""

ARCHIVE_SUFFIXES = frozenset({".zip"})
"""Endings of archives, read as the folders that they are."""

SUFFIXES = TEXT_SUFFIXES | PAGE_SUFFIXES | PDF_SUFFIXES | FEED_SUFFIXES | ARCHIVE_SUFFIXES
"""Endings of the files that are read, in small letters."""

OTHER_SUFFIXES: Mapping[str, str] = {
    suffix: f"no reader for {suffix[1:]} files"
    for suffix in (".doc", ".docx", ".odt", ".rtf", ".epub", ".mht", ".mhtml")
}
"""Endings of files that may well be articles but are not read, each with the reason."""
