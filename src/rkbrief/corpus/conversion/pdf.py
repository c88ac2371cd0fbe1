"""The text of a PDF, page by page. Runs in the child process."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

from rkbrief.corpus.conversion.forms import PdfText, Refusal
from rkbrief.corpus.conversion.rendering import join_surrogates

MOST_PAGES = 500
MOST_CHARACTERS = 2_000_000
_EDGE = 2  # lines at the top and the bottom of a page that may be its furniture
_FEWEST = 3  # pages that have a line in common; fewer may do so by chance
_SHARE = 0.5  # of the pages; left and right pages often have heads of their own
_DIGITS = re.compile(r"[0-9０-９]+")
_POINT = re.compile(r"[、。，．]")
_HIRAGANA = re.compile(r"[\u3041-\u309f]")
_PROSE_HIRAGANA = 0.2
_WHOLE = re.compile(r"[。．！？!?」』）)…]$")
_BULLET = re.compile(r"[・●○■□◆◇▼▽▲△★☆※*•-]|[（(]?[0-9０-９]{1,2}[)）.．]\D")
_NEAR = 0.92  # of the margin: kinsoku and narrow characters move the end of a line
_NARROWEST = 40  # columns; narrower ones are joined as in plain text
_NUMBER = re.compile(
    r"^[\W_]*(?:p(?:age)?\.?\s*)?[0-9０-９]{1,4}(?:\s*[/／]\s*[0-9０-９]{1,4})?[\W_]*$"
)
_BLANKS = re.compile(r"[ \t\r\f\x0b\x1c-\x1f\x85\u2028\u2029]+")
_WIDE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff01-\uffef"
_SUPPLEMENT = "⺟母⺠民⻁虎⻄西⻆角⻑長⻘青⻝食⻣骨⻤鬼⻨麦⻩黄⻫斉⻭歯⻯竜⻲亀⼾戸⾭青⿈黄⿊黒"
"""Radicals that NFKC leaves, or takes for a form that is not Japanese, each before what it is."""
_RADICALS = {
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)},
    **{ord(_SUPPLEMENT[n]): _SUPPLEMENT[n + 1] for n in range(0, len(_SUPPLEMENT), 2)},
}
"""Browsers print 高 and the radical ⾼ with one glyph, which a PDF may tell as the radical."""
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
    return _join_wrapped(lines, furniture)


def _join_wrapped(lines: Sequence[str], furniture: Mapping[int, str]) -> PdfText:
    """Put together the lines that the printer broke: prose that ends at the margin, unfinished.

    The margin is where the widest line of prose ends, ``furniture`` left out.
    """
    prose = [line for n, line in enumerate(lines, 1) if n not in furniture and _is_prose(line)]
    margin = _NEAR * max(map(_columns, prose), default=0)
    joined: list[str] = []
    kept: dict[int, str] = {}
    broken = False
    for number, line in enumerate(lines, 1):
        rule = furniture.get(number)
        if broken and rule is None and not _BULLET.match(line):
            apart = " " if f"{joined[-1][-1]}{line[0]}".isascii() else ""
            joined[-1] += apart + line
        else:
            joined.append(line)
        if rule:
            kept[len(joined)] = rule
        full = _columns(line) >= max(margin, _NARROWEST)
        broken = rule is None and full and _is_prose(line) and not _WHOLE.search(line)
    return PdfText("\n".join(joined), kept)


def _is_prose(line: str) -> bool:
    """Tell whether a line has points as sentences have, or as much hiragana."""
    return bool(_POINT.search(line)) or len(_HIRAGANA.findall(line)) >= _PROSE_HIRAGANA * len(line)


def _columns(line: str) -> int:
    """Return the width of a line in half-width characters."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in line)


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
        text = join_surrogates(page.extract_text())
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
    """Return the lines of a page that are not blank, in the characters that were meant.

    Blanks between wide characters are the printer's and are left out.
    """
    written = text.translate(_RADICALS)
    folded = (_BLANKS.sub(" ", line).strip() for line in written.split("\n"))
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
