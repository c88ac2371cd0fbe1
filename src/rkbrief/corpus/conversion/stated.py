"""What an HTML page states of itself: schema.org in JSON-LD, Open Graph, meta, title, time."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from rkbrief.corpus.conversion.forms import Stated
from rkbrief.corpus.conversion.rendering import fold

_ARTICLES = re.compile(r"(?:Article|Posting|Report|Review|WebPage)$")
LONGEST_VALUE = 300  # characters of any value
_MOST_NODES = 2_000  # of one block of JSON-LD
HOME = timezone(timedelta(hours=9))
"""Japan's: an instant given in UTC belongs to the day it had there."""
_SEPARATOR = re.compile(r"\s*(?:[|｜:：»›]|\s[-–—―]\s)\s*")
_TITLES = ("og:title", "twitter:title", "dc.title")
_SITES = ("og:site_name", "application-name", "dc.publisher")
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author")
_DATES = (
    "article:published_time", "datepublished", "pubdate", "publishdate", "date", "dc.date",
    "dc.date.issued", "dcterms.created", "parsely-pub-date",
)  # fmt: skip


def read_stated(root: Any) -> Stated:  # noqa: ANN401 - an element of lxml
    """Read what the page under ``root`` says of itself, the most exact first."""
    article = _read_article(root)
    metas = _read_metas(root)
    publisher = _name(article.get("publisher")) or _first(metas, _SITES)
    title = _text(article.get("headline")) or _title(root, metas, publisher)
    author = _name(article.get("author")) or _person(metas)
    return Stated(
        title=title,
        publisher=publisher,
        author=author if author != publisher else None,
        published=_day(article.get("datePublished"))
        or next((d for name in _DATES if (d := _day(metas.get(name)))), None)
        or _day_in_time(root),
        url=_address(root, metas),
    )


def _read_article(root: Any) -> Mapping[str, Any]:  # noqa: ANN401
    """Return the first article that the page's JSON-LD describes, the page itself at worst."""
    found: list[Mapping[str, Any]] = []
    for script in root.iter("script"):
        if (script.get("type") or "").partition(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        found += [node for node in _nodes(data) if _is_article(node)]
    exact = [node for node in found if "WebPage" not in str(node.get("@type"))]
    return next(iter([*exact, *found]), {})


def _nodes(data: object) -> Iterator[Mapping[str, Any]]:
    """Yield every object of a block, the outer ones first."""
    waiting, seen = [data], 0
    while waiting and seen < _MOST_NODES:
        node = waiting.pop(0)
        seen += 1
        if isinstance(node, dict):
            yield node
            waiting += [node[key] for key in ("@graph", "mainEntity") if key in node]
        elif isinstance(node, list):
            waiting += node[:_MOST_NODES]


def _is_article(node: Mapping[str, Any]) -> bool:
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and _ARTICLES.search(kind) for kind in listed)


def _read_metas(root: Any) -> dict[str, str]:  # noqa: ANN401
    """Return the page's meta elements by name or property, the first of each."""
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        value = _text(meta.get("content"))
        if name and value:
            metas.setdefault(name.strip().lower(), value)
    return metas


def _first(metas: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _person(metas: Mapping[str, str]) -> str | None:
    """Return the author of the meta elements; an address of a profile is no name."""
    named = (metas[name] for name in _AUTHORS if name in metas)
    return next((name for name in named if "://" not in name), None)


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    text = fold(value)
    return text if text and len(text) <= LONGEST_VALUE else None


def _name(value: object) -> str | None:
    """Return the name of a person or body, or those of several."""
    if isinstance(value, list):
        names = [name for entry in value[:10] if (name := _name(entry))]
        return "、".join(dict.fromkeys(names)) or None
    name = _text(value.get("name") if isinstance(value, dict) else value)
    return None if name and "://" in name else name


def _title(root: Any, metas: Mapping[str, str], site: str | None) -> str | None:  # noqa: ANN401
    """Return the headline: what the page's heading and its title agree on."""
    titles = (_text("".join(title.itertext())) for title in root.iter("title"))
    whole = _first(metas, _TITLES) or next(titles, None)
    if not whole:
        return None
    headings = [_text("".join(heading.itertext())) for heading in root.iter("h1")]
    repeated = [heading for heading in headings if heading and heading in whole]
    if repeated:
        return max(repeated, key=len)
    parts = _SEPARATOR.split(whole)
    if site and len(parts) > 1 and site in (parts[0], parts[-1]):
        cut = whole.removesuffix(parts[-1]) if parts[-1] == site else whole.removeprefix(site)
        return cut.strip(" \u3000|｜:：»›-–—―") or whole
    return whole


def _day(value: object) -> str | None:
    """Return the day of an ISO 8601 time; one in UTC as it was in Japan."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    if moment.tzinfo is not None and not moment.utcoffset():
        try:
            moment = moment.astimezone(HOME)
        except OverflowError:
            return None
    return moment.date().isoformat()


def _day_in_time(root: Any) -> str | None:  # noqa: ANN401
    """Return the day of the first time element that is marked as that of publication.

    Without a mark it counts only where the page has no other.
    """
    days = [(time, day) for time in root.iter("time") if (day := _day(time.get("datetime")))]
    for time, day in days:
        marks = f"{time.get('itemprop')} {time.get('class')}".lower()
        if time.get("pubdate") is not None or "publish" in marks:
            return day
    return days[0][1] if len({day for _, day in days}) == 1 else None


def _address(root: Any, metas: Mapping[str, str]) -> str | None:  # noqa: ANN401
    """Return the page's own address, where it gives one."""
    links = (link.get("href") for link in root.iter("link") if link.get("rel") == "canonical")
    address = _text(next(links, None)) or metas.get("og:url")
    return address if address and address.startswith(("http://", "https://")) else None
