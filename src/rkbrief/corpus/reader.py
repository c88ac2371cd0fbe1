"""From the bytes of a file to an Article."""

from __future__ import annotations

import hashlib
import os
import re
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from rkbrief.config import ArticleNote, OutletNote
from rkbrief.corpus.afterwords import mark_afterwords
from rkbrief.corpus.blocks import find_body, find_cut_off
from rkbrief.corpus.boilerplate import Body, drop_lines
from rkbrief.corpus.encodings import Decoded, decode, may_be_foreign, normalise_newlines
from rkbrief.corpus.ending import mark_ending
from rkbrief.corpus.files import SourceFile, find_sources
from rkbrief.corpus.formats import FormattedText, read_format
from rkbrief.corpus.judged import Judged, judge
from rkbrief.corpus.line_odds import find_page_lines
from rkbrief.corpus.lines import WIDE_SIGNS, Line, split_lines
from rkbrief.corpus.metadata import Metadata, read_metadata
from rkbrief.corpus.note_marks import find_closing, find_dateline, find_note_marks
from rkbrief.corpus.prefaces import mark_prefaces
from rkbrief.corpus.published import find_event_date
from rkbrief.corpus.signs import weigh
from rkbrief.corpus.speaker_labels import find_speaker_labels, name_speakers_above
from rkbrief.corpus.strays import mark_strays
from rkbrief.corpus.suffixes import PAGE_SUFFIXES, PDF_SUFFIXES
from rkbrief.corpus.wrapping import unwrap
from rkbrief.errors import CorpusError
from rkbrief.lexicon import compile_rules
from rkbrief.model import Article, DroppedLine
from rkbrief.safe_text import is_blank

__all__ = ["SourceFile", "find_losses", "find_sources", "read_article"]

MOST_LINES = 200_000
"""Lines that hold something: a book has fewer, and each takes a kilobyte until all are judged."""
_LINE = re.compile(r"\S[^\n]*")
_LOST = "read as U+FFFD"
_PERHAPS_FOREIGN = "kanji without kana in euc-jp: perhaps another language"
_NO_OUTLETS: Mapping[str, OutletNote] = MappingProxyType({})


def read_article(
    data: bytes | str,
    *,
    name: str = "article.txt",
    article_id: str = "S1",
    note: ArticleNote | None = None,
    outlets: Mapping[str, OutletNote] = _NO_OUTLETS,
) -> Article:
    """Read one article; the format goes by the ending of ``name``.

    ``note`` takes the place of what the page says; ``outlets`` names and rates the publisher
    where the note does not. Raises CorpusError with a one-phrase reason when there is
    nothing to read.
    """
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    decoded, formatted = _open(data, os.path.splitext(name)[1].lower())  # noqa: PTH122
    _require_article(formatted)
    lines, asides = _part_asides(formatted)
    page = judge_lines(unwrap(lines))
    metadata, rules = _read_lines(page, is_article=formatted.is_article)
    note = note or ArticleNote()
    header = formatted.fields
    published = note.published or header.published or metadata.published
    publisher = note.publisher or header.publisher or metadata.publisher
    author = note.author or header.author or metadata.author
    title = note.title or header.title or _as_written(metadata.title, formatted.text)
    outlet = outlets.get(publisher or "", OutletNote())
    return Article(
        id=article_id,
        path=name,
        sha256=hashlib.sha256(raw).hexdigest(),
        encoding=decoded.encoding,
        title=title,
        publisher=publisher,
        author=author,
        published=published,
        text=formatted.text,
        dropped=_dropped(formatted, page, rules, asides),
        warnings=(
            *_decoding_warnings(decoded),
            *formatted.warnings,
            *(() if title else ("no title",)),
            *(() if author else ("no author",)),
            *(() if published else ("undated",)),
        ),
        reference_date=published or find_event_date(page, metadata.body, rules),
        url=header.url,
        digest_of=header.digest_of,
        reliability=note.reliability or outlet.reliability,
        note=note.note or outlet.note,
        publisher_en=outlet.name_en,
    )


def _as_written(title: str | None, text: str) -> str | None:
    """Return a title of the page with the half-width signs that it has there."""
    if title is None or title in text:
        return title
    start = text.translate(WIDE_SIGNS).find(title)
    return text[start : start + len(title)] if start >= 0 else title


def _open(data: bytes | str, suffix: str) -> tuple[Decoded, FormattedText]:
    """Decode the file, and read what its format says.

    Raises:
        CorpusError: there is nothing in it, or it cannot be read.
    """
    if suffix in PAGE_SUFFIXES:
        from rkbrief.corpus.saved_page import decode_page, read_page

        decoded = _decode(data, decode_page)
        return decoded, read_page(decoded.text)
    if suffix in PDF_SUFFIXES:
        from rkbrief.corpus.paged import read_pages

        formatted = read_pages(data if isinstance(data, bytes) else data.encode())
        return Decoded(formatted.text, "pdf"), formatted
    decoded = _decode(data, decode)
    return decoded, read_format(decoded.text, suffix)


def _require_article(formatted: FormattedText) -> None:
    """See that there is something to read, and no more than may be. Raises CorpusError."""
    if not is_blank(formatted.text[formatted.header_end :]):
        if formatted.text.count("\n") >= MOST_LINES:
            lines = sum(1 for _ in _LINE.finditer(formatted.text))
            if lines > MOST_LINES:
                raise CorpusError(f"more than {MOST_LINES} lines")
        return
    if formatted.header_end:
        raise CorpusError("nothing below the front matter")
    raise CorpusError("nothing but hidden or control characters")


def _decode(data: bytes | str, decode_bytes: Callable[[bytes], Decoded]) -> Decoded:
    if isinstance(data, bytes):
        decoded = decode_bytes(data)
    else:
        decoded = Decoded(normalise_newlines(data.removeprefix("\ufeff")), "utf-8")
    if not decoded.text.strip():
        raise CorpusError("empty")
    return decoded


def _read_lines(page: list[Judged], *, is_article: bool) -> tuple[Metadata, dict[int, str]]:
    """Return what the lines say of the article, and the rule of each that is not its."""
    if is_article:
        return Metadata(Body(0, len(page) - 1)), {}
    metadata, rules = rule_lines(page)
    return metadata, rules | find_page_lines(page, rules, spare_lines(page, metadata, rules))


def judge_lines(lines: Sequence[Line]) -> list[Judged]:
    """Return the lines of a page with what is known of each by its words and its neighbours."""
    return mark_ending(mark_afterwords(mark_strays(weigh(mark_prefaces(judge(lines))))))


def rule_lines(page: list[Judged]) -> tuple[Metadata, dict[int, str]]:
    """Return what the lines say of the article, and the rule of each that a rule drops."""
    found = find_body(page) or find_cut_off(page)
    body = Body(*found) if found else None
    metadata = read_metadata(page, body) if body else Metadata(Body(0, -1))
    rules = drop_lines(page, metadata.body if body else None, metadata.roles, metadata.decks)
    return metadata, rules


def spare_lines(
    page: Sequence[Judged], metadata: Metadata, rules: Mapping[int, str]
) -> frozenset[int]:
    """Return the lines that stay however they read.

    They are decks, headings with a button to edit what stands below, and who says that.
    """
    lines = {i: judged.line for i, judged in enumerate(page) if i not in rules}
    speakers = name_speakers_above(list(lines.values()))
    edited = compile_rules("boilerplate", "edit_links")
    return metadata.decks | {
        i for i, line in lines.items() if line.text in speakers or edited.search(line.text)
    }


def _decoding_warnings(decoded: Decoded) -> tuple[str, ...]:
    if may_be_foreign(decoded):
        return (_PERHAPS_FOREIGN,)
    if not decoded.replaced:
        return ()
    count = decoded.replaced
    bytes_ = "byte" if count == 1 else "bytes"
    return (f"{count} invalid {bytes_} in {decoded.encoding} {_LOST}",)


def find_losses(article: Article) -> list[str]:
    """Return the warnings of ``article`` that tell of text which could not be read."""
    return [warning for warning in article.warnings if warning.endswith(_LOST)]


def _part_asides(formatted: FormattedText) -> tuple[list[Line], list[DroppedLine]]:
    """Return the lines of the page, and apart from them those of tables and listings."""
    lines: list[Line] = []
    asides: list[DroppedLine] = []
    waiting = deque(formatted.asides)
    for line in split_lines(formatted.text, formatted.header_end):
        start = line.spans[0].start
        while waiting and waiting[0][0].end <= start:
            waiting.popleft()
        if waiting and waiting[0][0].start <= start:
            pairs = zip(line.numbers, line.spans, strict=True)
            rule = waiting[0][1]
            asides += [DroppedLine(n, span, span.of(formatted.text), rule) for n, span in pairs]
        else:
            lines.append(line)
    return lines, asides


def _dropped(
    formatted: FormattedText,
    page: list[Judged],
    rules: Mapping[int, str],
    asides: list[DroppedLine],
) -> tuple[DroppedLine, ...]:
    header = [
        DroppedLine(number, span, span.of(formatted.text), "front_matter")
        for line in split_lines(formatted.text[: formatted.header_end])
        for number, span in zip(line.numbers, line.spans, strict=True)
    ]
    kept = [judged.line for index, judged in enumerate(page) if index not in rules]
    speakers = name_speakers_above(kept)
    leading_labels = {
        i: "speaker_label"
        for i, rule in rules.items()
        if rule == "head" and page[i].line.text in speakers
    }
    body = [
        DroppedLine(number, span, span.of(formatted.text), leading_labels.get(index, rules[index]))
        for index, judged in enumerate(page)
        if index in rules
        for number, span in zip(judged.line.numbers, judged.line.spans, strict=True)
    ]
    marks = [
        DroppedLine(number, span, span.of(formatted.text), "note_mark")
        for number, span in find_note_marks(kept, formatted.text)
    ]
    labels = [
        DroppedLine(number, span, span.of(formatted.text), "speaker_label")
        for number, span in find_speaker_labels(kept, formatted.text)
    ]
    dateline = find_dateline(kept, formatted.text)
    if dateline:
        number, span = dateline
        marks.append(DroppedLine(number, span, span.of(formatted.text), "dateline"))
    closing = find_closing(kept, formatted.text)
    if closing:
        number, span, rule = closing
        marks.append(DroppedLine(number, span, span.of(formatted.text), rule))
    return (*header, *sorted([*body, *asides, *marks, *labels], key=lambda dropped: dropped.span))
