"""An HTML page: its lines, which of them trafilatura holds for the article, what it states.

Runs in the child process.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any

from rkbrief.corpus.conversion.forms import PageText, Refusal
from rkbrief.corpus.conversion.rendering import render
from rkbrief.corpus.conversion.stated import read_stated

MOST_CHARACTERS = 2_000_000
"""Of a page's text; more is no article."""
_GRAM = 8  # characters: a shorter line must be found whole
_SHARE = 0.6  # of a line's grams
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""Characters that no document may hold (XML 1.0, 2.2); browsers show none of them either."""
_BLANK = re.compile(r"\s+")


def read_page(text: str) -> PageText:
    """Read the page whose markup is ``text``.

    Raises:
        Refusal: it holds no text, or too much.
    """
    root = parse(text)
    if root is None:
        raise Refusal("empty")
    stated = read_stated(root)
    for element in list(root.iter("rt", "rp", "rtc")):  # so that both see the same words
        element.drop_tree()
    rendering = render(root)
    if not rendering.lines:
        raise Refusal("empty")
    if sum(map(len, rendering.lines)) > MOST_CHARACTERS:
        raise Refusal(f"more than {MOST_CHARACTERS} characters of text")
    chosen = find_lines(rendering.lines, _extract(root))
    return PageText(
        rendering.text,
        rendering.numbers(chosen),
        rendering.numbers(rendering.rows),
        stated,
        rendering.numbers(rendering.links),
    )


def parse(text: str) -> Any:  # noqa: ANN401 - an element of lxml, None for nothing
    """Parse markup: no network, no entities of its own, no more than libxml2's own depth."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    data = _UNFIT.sub("", text).encode("utf-8", "replace")
    try:
        return html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _extract(root: Any) -> list[str]:  # noqa: ANN401
    """Return the lines of the article as trafilatura extracts it."""
    import trafilatura

    document = trafilatura.bare_extraction(
        deepcopy(root), include_comments=False, include_tables=True, with_metadata=False
    )
    text = getattr(document, "text", None) or ""
    return str(text).splitlines()


def find_lines(lines: Sequence[str], extracted: Iterable[str]) -> set[int]:
    """Return the indices of ``lines`` that stand in the extracted text.

    A line is there when most of its runs of eight characters are, so that a link or a
    mark that was left out costs nothing; a shorter one must be a line of the extract.
    """
    whole = {_squeeze(line) for line in extracted}
    grams = {line[i : i + _GRAM] for line in whole for i in range(len(line) - _GRAM + 1)}
    found = set()
    for index, line in enumerate(lines):
        squeezed = _squeeze(line)
        own = [squeezed[i : i + _GRAM] for i in range(len(squeezed) - _GRAM + 1)]
        if own:
            if sum(gram in grams for gram in own) >= _SHARE * len(own):
                found.add(index)
        elif squeezed in whole:
            found.add(index)
    return found


def _squeeze(line: str) -> str:
    return _BLANK.sub("", line)
