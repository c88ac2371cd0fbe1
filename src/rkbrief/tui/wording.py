"""The wording of a brief on the screen: its Markdown as plain text, its citations in colour."""

from __future__ import annotations

import re

from rkbrief.brief.index import CITATION, Index
from rkbrief.brief.markdown import Markdown
from rkbrief.lexicon import load_table
from rkbrief.model import Evidence, Sentence
from rkbrief.safe_text import show
from rkbrief.tui.blocks import Block, Piece, Row
from rkbrief.tui.cells import wrap
from rkbrief.tui.lens import Lens
from rkbrief.tui.views.view import speak

KEY = re.compile(r"\[(S\d+:\d+)\]")
"""A citation in plain text, ``[S2:7]``."""
_ESCAPED = re.compile(r"\\(?P<char>[!-/:-@\[-`{-~])|&#(?P<code>\d+);")


def plain(markdown: Markdown) -> str:
    """Return what ``markdown`` says once rendered: escapes undone, links as ``[S2:7]``.

    The inverse of :func:`rkbrief.brief.markdown.escape` for text that can be shown.
    """
    linked = CITATION.sub(lambda m: f"[{m['key']}]", str(markdown))
    return _ESCAPED.sub(lambda m: m["char"] or chr(int(m["code"])), linked)


def find_keys(markdown: Markdown) -> list[str]:
    """Return the citation keys in ``markdown``, in order, each once."""
    return list(dict.fromkeys(m["key"] for m in CITATION.finditer(str(markdown))))


def evidence_of(sentence: Sentence) -> Evidence:
    """Return the whole of a sentence as evidence."""
    return Evidence(sentence.article_id, sentence.index, sentence.span, sentence.text)


def first_evidence(index: Index, markdown: Markdown) -> Evidence | None:
    """Return the first sentence that ``markdown`` cites, None when it cites none."""
    known = (index.sentences[key] for key in find_keys(markdown) if key in index.sentences)
    return next((evidence_of(sentence) for sentence in known), None)


def inked(
    text: str,
    width: int,
    *,
    pattern: re.Pattern[str] = KEY,
    ink: str = "accent",
    style: str = "",
    indent: int = 0,
    ambiguous: int = 1,
) -> list[Row]:
    """Lay ``text`` out in rows of ``width`` cells, what ``pattern`` finds in another style.

    What it finds stays on one row where it fits: it is masked by a word while rows are broken.
    """
    blank = (Piece(show(" " * indent)),) if indent else ()
    places = [match.span() for match in pattern.finditer(text)]
    rows: list[Row] = []
    masked = pattern.sub(lambda m: "x" * len(m[0]) if m[0].isascii() else m[0], text)
    for span in wrap(masked, max(1, width - indent), ambiguous=ambiguous):
        pieces, at = list(blank), span.start
        if rows and text[at : at + 1] == " ":
            at += 1  # the blank that a row was broken at
        for start, end in places:
            if start < span.end and end > span.start:
                pieces += _cut(text, at, start, style)
                pieces += _cut(text, max(start, at), min(end, span.end), ink)
                at = min(end, span.end)
        pieces += _cut(text, at, span.end, style)
        rows.append(tuple(pieces))
    return rows


def _cut(text: str, start: int, end: int, style: str) -> list[Piece]:
    """Return a stretch of ``text`` as a piece, nothing for an empty one."""
    return [Piece(show(text[start:end], one_line=True), style)] if start < end else []


def section_name(section: str, lens: Lens) -> str:
    """Return the heading that a section of the brief has."""
    names: dict[str, str] = load_table("phrases")["sections"][section]
    return names[lens.language]


def no_match(lens: Lens) -> Block:
    """Return what stands where the filter leaves nothing."""
    text = speak("Nothing matches the filter.", lens)
    return Block("note:no-match", lambda width: inked(text, width, style="quiet"), selectable=False)
