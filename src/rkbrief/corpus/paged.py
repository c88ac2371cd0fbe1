"""A PDF: its lines as a text, without the furniture of its pages."""

from __future__ import annotations

from rkbrief.corpus.conversion.converter import convert_pdf
from rkbrief.corpus.formats import FormattedText
from rkbrief.errors import CorpusError
from rkbrief.model import Span


def read_pages(data: bytes) -> FormattedText:
    """Read the text of a PDF; running heads and page numbers are its asides.

    Raises:
        CorpusError: it cannot be taken apart, or holds no text.
    """
    if not data.strip():
        raise CorpusError("empty")
    form = convert_pdf(data)
    asides = []
    position = 0
    for number, line in enumerate(form.text.split("\n"), 1):
        if number in form.furniture:
            asides.append((Span(position, position + len(line)), form.furniture[number]))
        position += len(line) + 1
    return FormattedText(form.text, asides=tuple(asides))
