"""Which files are articles by the endings of their names; apart from what reads them."""

from __future__ import annotations

from collections.abc import Mapping

SUFFIXES = frozenset({"", ".txt", ".text", ".md", ".markdown"})
"""Endings of the files that are read, in small letters; ``""`` is a name without one."""

OTHER_SUFFIXES: Mapping[str, str] = {
    suffix: f"no reader for {suffix[1:]} files"
    for suffix in (".html", ".htm", ".xhtml", ".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub")
}
"""Endings of files that may well be articles but are not read, each with the reason."""
