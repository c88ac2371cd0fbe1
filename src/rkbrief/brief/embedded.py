"""The Markdown that an HTML brief carries, so that it can be checked and compared like any other.

It stands in a data block (HTML Living Standard 4.12.1: a script of a type that browsers do not
run), as a JSON string whose ``<`` are escapes, so that nothing in it can end the block.
"""

from __future__ import annotations

import json
import re

_OPENING = '<script type="text/markdown" id="rkbrief-markdown">'
_BLOCK = re.compile(re.escape(_OPENING) + r'("[^<\n]*")</script>')


def embed(markdown: str) -> str:
    """Return the data block that holds ``markdown``."""
    text = json.dumps(markdown).replace("<", r"\u003c")
    return f"{_OPENING}{text}</script>"


def is_page(text: str) -> bool:
    """Tell whether a text is an HTML page, by how it begins."""
    return text.lstrip("\ufeff \t\r\n")[:14].lower().startswith(("<!doctype html", "<html"))


def extract(page: str) -> str | None:
    """Return the Markdown that a page carries, None when it carries none that can be read."""
    found = _BLOCK.findall(page)
    if len(found) != 1:
        return None
    try:
        markdown = json.loads(found[0])
    except (ValueError, RecursionError):
        return None
    return markdown if isinstance(markdown, str) else None
