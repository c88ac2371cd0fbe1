"""The YAML header of a Markdown article: what it may say, and what to do when it is wrong."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import yaml
from msgspec import Struct

from rkbrief.model import DigestOf

_FENCE = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_MOST = 20_000  # characters; a header that does not end by then is no header
_SHA256 = re.compile(r"[0-9a-f]{64}")
_WIKI_LINK = re.compile(r"\[\[(?:[^\]|\n]{1,80}\|)?(?P<name>[^\]|\n]{1,80})\]\]")
"""How note-taking programs link a person's page: [[name]], [[page|name]]."""
_TEXTS = ("title", "publisher", "author", "url")
_OTHER_NAMES = {
    "publisher": ("site", "site_name", "outlet"),
    "published": ("date", "published_at", "pubDate"),
    "author": ("authors", "creator"),
    "url": ("link", "source_url", "source"),
}
"""What clippers and static-site generators call the same, in the order of preference."""


class FrontMatter(Struct, frozen=True, gc=False):
    """What the header says, None where it says nothing; ``end`` is where the text begins."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    url: str | None = None
    digest_of: DigestOf | None = None
    end: int = 0
    warnings: tuple[str, ...] = ()


def read_front_matter(text: str) -> FrontMatter:
    """Read the header between two lines ``---`` at the very beginning of a Markdown text.

    A text without one gives an empty record. A malformed header is dropped all the same and
    gives a warning; unknown keys are left alone.
    """
    opening = _FENCE.match(text)
    closing = _CLOSING.search(text, opening.end(), opening.end() + _MOST) if opening else None
    if not opening or not closing:
        return FrontMatter()
    source = text[opening.end() : closing.start()]
    try:
        # Block and flow nesting deep enough to exhaust the stack raises RecursionError.
        data = yaml.load(source, Loader=_StringLoader)  # noqa: S506 - a SafeLoader below
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        return FrontMatter(end=closing.end(), warnings=(f"front matter: {_reason(error)}",))
    if data is None:
        return FrontMatter(end=closing.end())
    if not isinstance(data, dict):
        return FrontMatter(end=closing.end(), warnings=("front matter: not a list of keys",))
    return _read(data, closing.end())


class _StringLoader(yaml.SafeLoader):
    """A loader that leaves every plain value as text: ``no`` and 12:30 stay what they are."""


_StringLoader.yaml_implicit_resolvers = {}


def _read(data: dict[Any, Any], end: int) -> FrontMatter:
    warnings: list[str] = []
    for key, others in _OTHER_NAMES.items():
        for other in others:
            if key not in data and other in data and (other != "source" or _is_url(data[other])):
                data[key] = data[other]
    texts = {key: _text(data, key, warnings) for key in _TEXTS}
    return FrontMatter(
        **texts,
        published=_date(data, warnings),
        digest_of=_digest(data, warnings),
        end=end,
        warnings=tuple(warnings),
    )


def _is_url(value: object) -> bool:
    return isinstance(value, str) and value.startswith(("http://", "https://"))


def _text(data: dict[Any, Any], key: str, warnings: list[str]) -> str | None:
    value = data.get(key)
    if key == "author" and isinstance(value, list) and all(isinstance(v, str) for v in value):
        value = "、".join(value)
    if value is None or value in ("", "null", "~"):
        return None
    if not isinstance(value, str):
        warnings.append(f"front matter: {key} is not a text")
        return None
    return " ".join(_WIKI_LINK.sub(r"\g<name>", value).split()) or None


def _date(data: dict[Any, Any], warnings: list[str]) -> date | None:
    value = _text(data, "published", warnings)
    if value is None:
        return None
    try:
        return datetime.fromisoformat(value).date()
    except ValueError:
        warnings.append(f"front matter: published is not a date (YYYY-MM-DD): {value[:40]}")
        return None


def _digest(data: dict[Any, Any], warnings: list[str]) -> DigestOf | None:
    value = data.get("digest_of")
    if value is None:
        return None
    file = value.get("file") if isinstance(value, dict) else None
    sha256 = value.get("sha256") if isinstance(value, dict) else None
    if not isinstance(file, str) or not isinstance(sha256, str) or not _SHA256.fullmatch(sha256):
        warnings.append("front matter: digest_of needs file and sha256 (64 hexadecimal digits)")
        return None
    return DigestOf(file, sha256)


def _reason(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    where = f" in line {mark.line + 2}" if mark else ""
    return f"{getattr(error, 'problem', None) or 'not readable as YAML'}{where}"
