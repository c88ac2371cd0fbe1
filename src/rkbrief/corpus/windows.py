"""The site's name behind a title, as the head of a browser's window shows it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence

from rkbrief.corpus.judged import Judged
from rkbrief.lexicon import compile_rules

_SITE_SUFFIX = re.compile(
    r"^(?P<title>.{8,}?)\s?(?:\||｜|::|\s-\s|\s–\s|\s—\s|[:：]\s?(?=[^\s:：]{2,16}$))\s?(?P<site>[^|｜]{2,40})$"
)
_BRACKETS = (("(", ")"), ("（", "）"), ("「", "」"), ("『", "』"), ("[", "]"), ("【", "】"))
_BAR = re.compile(r"\s?[|｜]\s?")
_BEHIND = re.compile(r"\s?[|:–—-]\s|\s+|\|")
_TOP, _NAME = 3, range(3, 21)  # lines in which the site's name stands, and its characters
_PARTICLE = re.compile(r"[ぁ-ん]")


def part_site(text: str, others: Collection[str], page: Sequence[Judged]) -> tuple[str, str | None]:
    """Part the title from the site's name behind it; None where no name is proven.

    It is one by its form, where one of ``others`` is the title alone, or where the page
    begins with it.
    """
    found = _SITE_SUFFIX.match(text)
    title, site = (found["title"].strip(), found["site"].strip()) if found else (text, "")
    if any(site.count(a) < site.count(b) for a, b in _BRACKETS):  # a colon within brackets
        return text, None
    if site and (_names_site(site) or title in others or _heads_page(page, site)):
        return title, site
    return text, None


def _heads_page(page: Sequence[Judged], site: str) -> bool:
    """Tell a name that the page begins with, before a word on what it is: 港町記｜橋の読み物."""
    tops = (unicodedata.normalize("NFKC", judged.line.text) for judged in page[:_TOP])
    name = unicodedata.normalize("NFKC", site)
    return any(_BAR.split(top, maxsplit=1)[0].strip() == name for top in tops)


def site_behind(rest: str) -> str | None:
    """Return the site's name behind a copy of the title, as the page's window has it."""
    name = next((part for part in _BEHIND.split(rest) if part), "")
    is_name = len(name) in _NAME and _names_site(name) and not _PARTICLE.search(name)
    return name if is_name else None


def _names_site(text: str) -> bool:
    return compile_rules("metadata", "sites").search(text) is not None
