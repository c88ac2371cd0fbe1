"""An HTML tree as lines of plain text, the same for the same tree.

A block is a line, and ``br`` breaks one; the cells of a table row stand in one line, but a cell
of several lines, with which old pages are laid out, is a block. White space is folded as browsers
do, except that a line break of the file between two wide characters leaves no blank. Scripts,
forms, what is hidden and the readings of ruby are left out; nothing is put in that the page does
not say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main",
    "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead",
    "tr", "ul",
})  # fmt: skip
_LEFT_OUT = frozenset({
    "applet", "audio", "base", "button", "canvas", "datalist", "embed", "frameset", "head",
    "iframe", "input", "link", "map", "math", "meta", "meter", "noframes", "noscript", "object",
    "optgroup", "option", "progress", "rp", "rt", "rtc", "script", "select", "source", "style",
    "svg", "template", "textarea", "title", "track", "video",
})  # fmt: skip
_BREAKS = {**dict.fromkeys(_BLOCKS, "block"), "br": "line", "td": "opens", "th": "opens"}
_ENDS = {**dict.fromkeys(_BLOCKS, "block"), "td": "cell", "th": "cell"}
_ANCHORS = {"link": 1, "end": -1}
_LINKED = 0.85  # of a line's characters
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_WIDE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff01-\uffef"
_TORN = re.compile(rf"(?<=[{_WIDE}])[ \t\r\f]*\n\s*(?=[{_WIDE}])")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_BLANKS = re.compile(r"[ \t\r\n\f\x0b\x1c-\x1f\x85\u2028\u2029]+")


@dataclass(slots=True)
class Rendering:
    """The lines of a tree; ``gaps`` are those before which a block ends, from 0."""

    lines: list[str] = field(default_factory=list)
    gaps: set[int] = field(default_factory=set)
    rows: set[int] = field(default_factory=set)  # lines of more than one cell, from 0
    links: set[int] = field(default_factory=set)  # lines that are links as good as whole

    @property
    def text(self) -> str:
        r"""The lines, a blank one before each block."""
        return "\n".join(
            f"\n{line}" if index and index in self.gaps else line
            for index, line in enumerate(self.lines)
        )

    def numbers(self, wanted: set[int]) -> tuple[int, ...]:
        """Return the numbers in :attr:`text`, from 1, of the lines at the indices ``wanted``."""
        found, number = [], 0
        for index in range(len(self.lines)):
            number += 2 if index and index in self.gaps else 1
            if index in wanted:
                found.append(number)
        return tuple(found)


def render(root: Any) -> Rendering:  # noqa: ANN401 - an element of lxml
    """Render the tree under ``root`` without recursion: pages nest as deep as they like."""
    rendering = Rendering()
    pieces: list[str] = []
    cells, anchors, linked, at_block = 0, 0, 0, True
    opened = 0  # lines that there were before the cell
    for kind, content in _walk(root):
        if kind == "text":
            pieces.append(content)
            linked += len("".join(content.split())) if anchors else 0
        elif kind == "opens":
            opened = len(rendering.lines)
        elif kind == "cell" and opened == len(rendering.lines):
            cells += 1
            pieces.append(" ")
        elif kind in _ANCHORS:
            anchors += _ANCHORS[kind]
        else:
            line = fold("".join(pieces))
            pieces.clear()
            if line:
                _note(rendering, len(line), gap=at_block, row=cells > 1, linked=linked)
                rendering.lines.append(line)
                at_block = False
            at_block = at_block or kind != "line"
            cells, linked = cells if kind == "line" else 0, 0
    return rendering


def _note(rendering: Rendering, length: int, *, gap: bool, row: bool, linked: int) -> None:
    """Note what is known of the line that comes next, of ``linked`` characters in links."""
    index = len(rendering.lines)
    marks = ((rendering.gaps, gap), (rendering.rows, row))
    for marked, holds in (*marks, (rendering.links, linked >= _LINKED * length)):
        if holds:
            marked.add(index)


def _walk(root: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """Yield the text, the breaks (``opens``, ``cell``, ``line``, ``block``) and the links."""
    from lxml import etree

    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        left_out = is_left_out(element)
        if event == "start" and left_out:
            walker.skip_subtree()
        elif event == "start":
            yield "link" if _is_link(element) else _BREAKS.get(element.tag, "text"), ""
            yield "text", element.text or ""
        else:
            if not left_out:
                yield "end" if _is_link(element) else _ENDS.get(element.tag, "text"), ""
            yield "text", (element.tail or "") if element is not root else ""
    yield "block", ""


def _is_link(element: Any) -> bool:  # noqa: ANN401
    return bool(element.tag == "a" and element.get("href"))


def is_left_out(element: Any) -> bool:  # noqa: ANN401
    """Tell an element that shows no text of the article."""
    if not isinstance(element.tag, str) or element.tag in _LEFT_OUT:
        return True
    if element.get("hidden") is not None:
        return True
    return bool(_HIDDEN.search(element.get("style") or ""))


def fold(text: str) -> str:
    """Fold the white space of one line; ``""`` when there is nothing else."""
    return _BLANKS.sub(" ", _TORN.sub("", text)).strip()


def join_surrogates(text: str) -> str:
    """Join the halves of characters that a library left apart; a half alone becomes U+FFFD.

    ``&#55357;&#56832;`` in a feed and some fonts of PDFs give such halves, which no encoding takes.
    """
    if not _SURROGATES.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
