"""The last line of a brief: an HTML comment by which rkbrief knows its own work again."""

from __future__ import annotations

import hashlib
import re

_SEAL = re.compile(
    r"^<!-- rkbrief (?P<version>\S+) template=(?P<template>\S+)"
    r" sha256=(?P<sha256>[0-9a-f]{64}) -->\r?$",
    re.MULTILINE,
)


def seal(text: str, *, version: str, template: str) -> str:
    """Return ``text`` with its seal: the SHA-256 of all that stands before it."""
    opened = f"{text}\n<!-- rkbrief {version} template={template} sha256="
    return f"{opened}{_hash(opened)} -->\n"


def is_sealed(text: str) -> bool:
    """Tell whether rkbrief wrote a brief, whatever has become of it since.

    Also when something was added behind its end.
    """
    return _SEAL.search(text) is not None


def is_intact(text: str) -> bool:
    """Tell whether a brief is as rkbrief wrote it, to the byte."""
    *_, match = (None, *_SEAL.finditer(text))
    if match is None or text[match.end() :] != "\n":
        return False
    return _hash(text[: match.start("sha256")]) == match["sha256"]


def _hash(text: str) -> str:
    """Return the SHA-256 of a text that may hold bytes that are no UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
