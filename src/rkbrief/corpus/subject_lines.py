"""The title in the subject of a mail."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from msgspec import Struct

from rkbrief.corpus.judged import Judged
from rkbrief.corpus.phrases import core

MARK = re.compile(
    r"^(?:#{1,6}\s+|[■◆◇●◎□▼▽★☆]\s*|[\[【［](?:文書名|題名|表題|件名|標題|タイトル)[\]】］]\s*)"
)  # of a heading, no part of the title
_SUBJECT = re.compile(
    r"^(?:Subject|件名)\s?:\s?(?:(?i:re|fwd?|転送):\s?)*"
    r"(?:[【\[][^】\]]{1,30}[】\]]\s?)?(?:(?:(?i:no|vol)\.?\s?|#|第)\d{1,5}\s?[号回]?\s)?(?P<title>.{4,100}?)"
    r"(?:\s?[【\[(](?:(?i:no|vol)\.?\s?|#|第)\d{1,5}\s?[号回]?[】\])])?$"
)
_QUOTED = re.compile(r"[「『](?P<name>[^「」『』]{4,40})[」』]")
_COLON = re.compile("[:：]")
_HEADERS, _MOST_HEADERS = 12, 40  # lines at the top of a mail; of those, where its text begins


class Title(Struct, frozen=True, gc=False):
    """The title and the site's name behind it; ``index`` is its line, ``copies`` repeat it."""

    text: str
    index: int
    copies: tuple[int, ...] = ()
    site: str | None = None


def find_subject(page: Sequence[Judged]) -> Title | None:
    """Return the subject of a mail without the newsletter's name and number, None without one.

    Where the text repeats it as a headline, that line is the title.
    """
    for index, judged in enumerate(page[:_HEADERS]):
        found = _SUBJECT.match(judged.line.plain)
        if not found:
            continue
        for below in range(index + 1, min(index + _MOST_HEADERS, len(page))):
            if _is_named(page[below], found["title"]):
                return Title(MARK.sub("", page[below].line.text), below, (index,))
        return Title(_as_written(judged.line.text, found), index)
    return None


def _as_written(text: str, found: re.Match[str]) -> str:
    """Return the group ``title`` of a match in the NFKC of ``text`` as it stands in ``text``."""
    behind = len(found.string) - found.end("title")
    end = len(text) - behind
    for start, stop in (
        (found.start("title"), found.end("title")),
        (end - len(found["title"]), end),
    ):
        if unicodedata.normalize("NFKC", text[max(start, 0) : stop]) == found["title"]:
            return text[max(start, 0) : stop]
    return _COLON.split(text, maxsplit=1)[1].strip()


def _is_named(judged: Judged, subject: str) -> bool:
    """Tell the headline that the subject of a mail repeats, or quotes the beginning of."""
    text = core(judged.line)
    quoted = _QUOTED.search(subject)
    begins = quoted is not None and text.startswith(quoted["name"]) and not judged.is_prose
    return text == subject or begins
