"""The text of a PDF, page by page. Runs in the child process."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO

from rkbrief.corpus.conversion.forms import PdfText, Refusal

MOST_PAGES = 500
MOST_CHARACTERS = 2_000_000
_EDGE = 2  # lines at the top and the bottom of a page that may be its furniture
_FEWEST = 3  # pages that have a line in common; fewer may do so by chance
_SHARE = 0.5  # of the pages; left and right pages often have heads of their own
_DIGITS = re.compile(r"[0-9０-９]+")
_NUMBER = re.compile(
    r"^[\W_]*(?:p(?:age)?\.?\s*)?[0-9０-９]{1,4}(?:\s*[/／]\s*[0-9０-９]{1,4})?[\W_]*$"
)
_BLANKS = re.compile(r"[ \t\r\f\x0b\x1c-\x1f\x85\u2028\u2029]+")
_WIDE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff01-\uffef"
_SET_APART = re.compile(rf"(?<=[{_WIDE}]) (?=[{_WIDE}])")


def read_pdf(data: bytes) -> PdfText:
    """Read the text of every page; see :class:`PdfText`.

    Raises:
        Refusal: it is encrypted, has no text or too much.
    """
    pages = [_lines(text) for text in _page_texts(data)]
    if not any(pages):
        raise Refusal("no text in the PDF: pictures of pages are not read")
    heads = find_furniture(pages)
    lines: list[str] = []
    furniture: dict[int, str] = {}
    for number, page in enumerate(pages):
        for at, line in enumerate(page):
            lines.append(line)
            rule = _rule(line, heads) if _is_edge(at, len(page)) else None
            if rule == "page_number" or (rule and number):  # the first one may be the title
                furniture[len(lines)] = rule
    return PdfText("\n".join(lines), furniture)


def _page_texts(data: bytes) -> Iterator[str]:
    """Yield the text of each page as pypdf extracts it."""
    import pypdf

    reader = pypdf.PdfReader(BytesIO(data), strict=False)
    if reader.is_encrypted and not _opens(reader):
        raise Refusal("encrypted")
    characters = 0
    for number, page in enumerate(reader.pages):
        if number >= MOST_PAGES:
            raise Refusal(f"more than {MOST_PAGES} pages")
        text = page.extract_text()
        characters += len(text)
        if characters > MOST_CHARACTERS:
            raise Refusal(f"more than {MOST_CHARACTERS} characters of text")
        yield text


def _opens(reader: object) -> bool:
    """Tell whether no password is needed to read."""
    import pypdf

    try:
        return bool(reader.decrypt(""))  # type: ignore[attr-defined]
    except (pypdf.errors.PyPdfError, NotImplementedError):
        return False


def _lines(text: str) -> list[str]:
    """Return the lines of a page that are not blank, without blanks between wide characters."""
    folded = (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return [_SET_APART.sub("", line) for line in folded if line]


def _is_edge(at: int, count: int) -> bool:
    return at < _EDGE or at >= count - _EDGE


def find_furniture(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return the lines, digits aside, at the edge of so many pages that they are no text."""
    counts = Counter(
        key
        for page in pages
        for key in {_key(line) for at, line in enumerate(page) if _is_edge(at, len(page))}
        if "。" not in key and not key.endswith("、")
    )
    least = max(_FEWEST, _SHARE * len(pages) / 2)
    return frozenset(key for key, count in counts.items() if count >= least)


def _key(line: str) -> str:
    return _DIGITS.sub("0", line)


def _rule(line: str, heads: frozenset[str]) -> str | None:
    """Return the rule that drops a line at the edge of its page, None for text."""
    if _NUMBER.match(line.lower()):
        return "page_number"
    return "running_head" if _key(line) in heads else None
