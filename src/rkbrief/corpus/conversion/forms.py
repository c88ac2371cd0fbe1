"""What a child process hands back of a file."""

from __future__ import annotations

import msgspec


class Refusal(Exception):  # noqa: N818 - a reason, told as it stands
    """Why a file gives no text, as one phrase."""


class Stated(msgspec.Struct, frozen=True):
    """What a page, a feed or an entry says of itself; None where it says nothing.

    ``published`` is an ISO date.
    """

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None


class PageText(msgspec.Struct, frozen=True):
    r"""A whole HTML page in lines.

    ``text`` parts its lines by ``\n`` and its blocks by a blank line. ``chosen`` are the
    lines, from 1, that trafilatura holds for the article; ``tables`` those of table rows,
    ``links`` those that are links as good as whole.
    """

    text: str
    chosen: tuple[int, ...]
    tables: tuple[int, ...]
    stated: Stated
    links: tuple[int, ...] = ()


class PdfText(msgspec.Struct, frozen=True):
    """The text of a PDF: the lines of its pages in order, without blank ones.

    ``furniture`` names lines, from 1, that belong to the pages and not to the text, each with
    its rule: ``running_head`` or ``page_number``.
    """

    text: str
    furniture: dict[int, str]


class Entry(msgspec.Struct, frozen=True):
    """One entry of a feed; ``text`` is its content in lines, or its summary."""

    text: str
    stated: Stated


class FeedText(msgspec.Struct, frozen=True):
    """The entries of a feed in their order."""

    entries: tuple[Entry, ...]
