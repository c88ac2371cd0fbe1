"""The end of what rkbrief writes, by which it knows its own work again.

Of a brief that is an HTML comment in its last line, of a JSON export its last member, of one as
JSON lines its last record. It holds the SHA-256 of all that stands before the digits.
"""

from __future__ import annotations

import re

# Patterns as they are written: most runs need none of them, and re keeps what it compiled.
_SEAL = (
    r"(?m)^<!-- rkbrief (?P<version>\S+) template=(?P<template>\S+)"
    r" sha256=(?P<sha256>[0-9a-f]{64}) -->\r?$"
)

_EXPORT_HEAD = rb'\s*\{\s*(?P<line>"record"\s*:\s*"export"\s*,\s*)?"schema"\s*:\s*"rkbrief/1"'
_EXPORT_SEAL = (
    rb'(?:,\n "seal": "(?P<json>[0-9a-f]{64})"\n'
    rb'|\{"record": "seal", "sha256": "(?P<line>[0-9a-f]{64})")\}\n\Z'
)
_SEAL_BYTES = 128
"""More than the seal of an export takes, less than would cost time."""


def seal(text: str, *, version: str, template: str) -> str:
    """Return ``text`` with its seal: the SHA-256 of all that stands before it."""
    opened = f"{text}\n<!-- rkbrief {version} template={template} sha256="
    return f"{opened}{_hash(opened)} -->\n"


def is_sealed(text: str) -> bool:
    """Tell whether rkbrief wrote a brief, whatever has become of it since.

    Also when something was added behind its end.
    """
    return re.search(_SEAL, text) is not None


def read_seal(text: str) -> tuple[str, str] | None:
    """Return the version and the template that the last seal names, None where there is none."""
    *_, match = (None, *re.finditer(_SEAL, text))
    return (match["version"], match["template"]) if match else None


def is_intact(text: str) -> bool:
    """Tell whether a brief is as rkbrief wrote it, to the byte."""
    *_, match = (None, *re.finditer(_SEAL, text))
    if match is None or text[match.end() :] != "\n":
        return False
    return _hash(text[: match.start("sha256")]) == match["sha256"]


def seal_json(members: bytes | memoryview) -> bytes:
    """Return the end of a JSON export that begins with ``members``: its seal and its brace."""
    opened = b',\n "seal": "'
    return opened + _digest(members, opened) + b'"\n}\n'


def seal_lines(lines: bytes) -> bytes:
    """Return the last record of an export as JSON lines that begins with ``lines``."""
    opened = b'{"record": "seal", "sha256": "'
    return opened + _digest(lines, opened) + b'"}\n'


def is_export(data: bytes) -> bool:
    """Tell whether rkbrief wrote an export, whatever has become of it since."""
    return re.match(_EXPORT_HEAD, data) is not None


def is_of_lines(data: bytes) -> bool:
    """Tell an export as JSON lines from one as JSON."""
    head = re.match(_EXPORT_HEAD, data)
    return head is not None and head["line"] is not None


def is_intact_export(data: bytes) -> bool:
    """Tell whether an export is as rkbrief wrote it, to the byte."""
    start = max(0, len(data) - _SEAL_BYTES)
    match = re.compile(_EXPORT_SEAL).search(data, start)
    if match is None:
        return False
    kind = "json" if match["json"] else "line"
    at = match.start(kind)
    return _digest(memoryview(data)[:at]) == match[kind]


def _digest(*parts: bytes | memoryview) -> bytes:
    """Return the SHA-256 of what several parts make together, in hexadecimal digits."""
    from hashlib import sha256  # with OpenSSL, 3 ms

    digest = sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest().encode()


def _hash(text: str) -> str:
    """Return the SHA-256 of a text that may hold bytes that are no UTF-8."""
    return _digest(text.encode("utf-8", "surrogateescape")).decode()
