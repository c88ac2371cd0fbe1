"""A saved HTML page: the lines of its article, by trafilatura and by the rules for lines.

trafilatura sees the tree and not what a line says; the rules see what it says and not where
it stands. Prose is the article's when both say so. Where they differ, the rules can add what
lies between or right beside chosen lines, and take away what is no prose or what they know for
sure; a page whose mark-up tells nothing is theirs alone. The text of the article is made of
these lines alone, in the order of the page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from rkbrief.corpus.afterwords import mark_afterwords
from rkbrief.corpus.blocks import find_body
from rkbrief.corpus.boilerplate import Body, drop_lines
from rkbrief.corpus.conversion.converter import convert_page
from rkbrief.corpus.conversion.forms import Stated
from rkbrief.corpus.encodings import Decoded, decode, is_valid, normalise_newlines
from rkbrief.corpus.ending import mark_ending
from rkbrief.corpus.formats import FormattedText
from rkbrief.corpus.front_matter import FrontMatter
from rkbrief.corpus.judged import Judged, judge
from rkbrief.corpus.lines import split_lines
from rkbrief.corpus.metadata import Metadata, read_metadata
from rkbrief.corpus.signs import weigh
from rkbrief.corpus.strays import mark_strays
from rkbrief.corpus.wrapping import unwrap
from rkbrief.errors import CorpusError
from rkbrief.model import Span

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})"
    rb"|\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096  # bytes
_CODECS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "ms932": "cp932",
    "cp932": "cp932",
    "euc-jp": "euc-jp",
    "x-euc-jp": "euc-jp",
}
"""What pages call the encodings of Japanese (WHATWG Encoding, labels), and the codec of each."""
_HEAD_RULES = frozenset({"title", "byline", "date", "menu", "image_alt", "head", "subtitle"})
_OTHERS_RULES = frozenset(
    {
        "related", "ranking", "share", "subscribe", "ad", "promotion", "copyright", "comment",
        "comments", "profile", "menu", "magazine", "links",
    }
)  # fmt: skip
_WEAK_RULES = frozenset({"sidebar", "head", "menu", "original", "caption", "address", "image_alt"})
"""Of a paragraph, by its place or by signs that may mislead."""
_UNSURE_RULES = _WEAK_RULES | {"title", "byline", "date", "subtitle", "links"}
_SITE = re.compile(r"\s*[-–—|｜:：»›_]\s*[^-–—|｜:：»›_]{1,40}$")
_HEADLINE = 8  # characters
_REACH = 3  # lines between the article of one view and what the other adds to it
_ADDED = 40  # characters of the least paragraph that is added at an end
_BLIND = 0.5  # of the page's own lines: an extract with more has not seen the mark-up
_FAILED = 0.5  # of the rules' prose: an extract with less has missed the article


def decode_page(data: bytes) -> Decoded:
    """Decode a page: by its byte order mark, as it declares, or by detection.

    A declaration that its bytes contradict is not believed. Raises CorpusError for a binary.
    """
    found = _DECLARED.search(data[:_DECLARED_WITHIN])
    label = (found[1] or found[2]).decode("ascii", "replace").lower() if found else ""
    codec = _CODECS.get(label)
    marked = b"\x00" in data or data.startswith(b"\xef\xbb\xbf")
    if codec and not marked and is_valid(data, codec):
        return Decoded(normalise_newlines(data.decode(codec)), codec)
    return decode(data)


def read_page(markup: str) -> FormattedText:
    """Read the article of a page, and what the page states and shows of it.

    Raises:
        CorpusError: it cannot be taken apart, or holds no article.
    """
    form = convert_page(markup)
    lines = split_lines(form.text)
    page = mark_ending(mark_afterwords(mark_strays(weigh(judge(unwrap(lines))))))
    found = find_body(page)
    body = Body(*found) if found else None
    shown = read_metadata(page, body) if body else Metadata(Body(0, -1))
    rules = drop_lines(page, shown.body if body else None, shown.roles, shown.decks)
    rules |= dict.fromkeys(_among(page, frozenset(form.links)), "links")
    kept = choose(page, rules, _among(page, frozenset(form.chosen)))
    if not any(page[index].is_prose for index in kept):
        raise CorpusError("no article in the page")
    text, asides = _write([page[i] for i in kept], [rules.get(i) for i in kept], form.tables)
    return FormattedText(text, asides=asides, fields=_join(form.stated, shown), is_article=True)


def _among(page: Sequence[Judged], numbers: frozenset[int]) -> frozenset[int]:
    """Return the indices whose lines, most of them, are among ``numbers``."""
    return frozenset(
        index
        for index, judged in enumerate(page)
        if 2 * sum(n in numbers for n in judged.line.numbers) > len(judged.line.numbers)
    )


def choose(page: Sequence[Judged], rules: Mapping[int, str], chosen: frozenset[int]) -> list[int]:
    """Return the indices of the article's lines; ``rules`` are those of the lines dropped.

    trafilatura is heard where it tells article from page: not where the mark-up is all of one
    kind and it takes in what the rules surely know as the page's, and not below the last
    paragraph that both take, where it takes in most of what stands there.
    """
    ruled = [index for index in range(len(page)) if index not in rules]
    agreed = [i for i in ruled if i in chosen and page[i].is_prose]
    prose = sum(page[i].line.length for i in ruled if page[i].is_prose)
    if not agreed or sum(page[i].line.length for i in agreed) < _FAILED * prose:
        return ruled
    first, last = agreed[0], agreed[-1]
    known = [i for i in rules if not first <= i <= last and rules[i] not in _UNSURE_RULES]
    if _share(page, known, chosen) > _BLIND:
        return ruled
    below = [i for i in rules if i > last and rules[i] != "links"]
    if _share(page, below, chosen) > _BLIND:
        chosen = frozenset(i for i in chosen if i <= last or i not in rules)
    kept = {
        i for i in chosen if i not in rules or _stays(page[i], rules[i], inside=first <= i <= last)
    }
    kept |= {i for i in ruled if first <= i <= last and page[i].is_prose}
    kept |= _beside(page, ruled, first, last)
    return sorted(kept)


def _share(page: Sequence[Judged], places: Sequence[int], chosen: frozenset[int]) -> float:
    """Return how much of the lines at ``places`` is chosen, 0 to 1, by characters."""
    whole = sum(page[i].line.length for i in places)
    return sum(page[i].line.length for i in places if i in chosen) / whole if whole else 0.0


def _stays(judged: Judged, rule: str, *, inside: bool) -> bool:
    """Tell whether a line that trafilatura chose and a rule dropped is the article's."""
    if judged.is_prose:
        return rule in _WEAK_RULES
    return rule not in _OTHERS_RULES and (inside or rule not in _HEAD_RULES)


def _beside(page: Sequence[Judged], ruled: Sequence[int], first: int, last: int) -> set[int]:
    """Return the paragraphs that the rules keep right before and after what both do."""
    added: set[int] = set()
    for edge, way in ((first, -1), (last, 1)):
        at = edge
        for index in ruled[::way]:
            if (index - at) * way <= 0:
                continue
            if (index - at) * way > _REACH:
                break
            if page[index].is_prose and page[index].line.length >= _ADDED:
                added.update(range(at, index, way))
                added.add(index)
                at = index
    return added & set(ruled)


def _write(
    kept: Sequence[Judged], rules: Sequence[str | None], tables: Sequence[int]
) -> tuple[str, tuple[tuple[Span, str], ...]]:
    """Write the lines as a text, a blank line before each block; return its asides too.

    An aside is a line that is the article's but no sentence: a caption, a row of a table.
    """
    rows = frozenset(tables)
    pieces: list[str] = []
    asides: list[tuple[Span, str]] = []
    position = 0
    for judged, rule in zip(kept, rules, strict=True):
        text = judged.line.text
        if pieces:
            gap = "\n\n" if judged.line.gap else "\n"
            pieces.append(gap)
            position += len(gap)
        is_row = not judged.is_prose and rows.issuperset(judged.line.numbers)
        aside = "table" if is_row else None if judged.is_prose else rule
        if aside:
            asides.append((Span(position, position + len(text)), aside))
        pieces.append(text)
        position += len(text)
    return "".join(pieces), tuple(asides)


def _join(stated: Stated, shown: Metadata) -> FrontMatter:
    """Join what the page states of itself with what its lines show; the former goes first."""
    title = stated.title or shown.title
    if title and shown.title and len(shown.title) >= _HEADLINE:  # <title> may add the site's name
        title = shown.title if _SITE.sub("", title) == shown.title else title
    published = date.fromisoformat(stated.published) if stated.published else shown.published
    return FrontMatter(
        title=title,
        publisher=stated.publisher or shown.publisher,
        author=stated.author or shown.author,
        published=published,
        url=stated.url,
    )
