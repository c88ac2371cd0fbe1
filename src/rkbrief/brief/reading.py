"""A brief read back: its blocks, citations and endnotes, as a Markdown parser sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec import Struct

from rkbrief.brief.phrases import headings
from rkbrief.lexicon import load_table

REMARK = re.compile(r" ?⟪[^⟪⟫]*⟫\Z")
"""What the analyst says of an item, at the end of its block or cell."""

QUOTATION = re.compile(r"“([^“”]*)”|「([^「」]*)」|«([^«»]*)»|〔([^〔〕]*)〕|⟦([^⟦⟧]*)⟧|⦅([^⦅⦆]*)⦆")
"""Words of a source between its marks, or between the brackets of a digest."""

_KEY = re.compile(r"\[(S\d+:\d+)\]")
_NOTE = re.compile(
    r"\[(?P<key>S\d+:\d+)\] \D{1,20}(?P<start>\d+)–(?P<end>\d+)(?: ?\([^)]*\)|（[^）]*）)?(?:: |：)"
)
_HEAD = re.compile(r"(?P<id>S\d+) · (?P<about>.*) · sha256 (?P<sha256>\w+)", re.DOTALL)


class Block(Struct, frozen=True, gc=False):
    """A heading, a paragraph, an item of a list or a row of a table.

    ``line`` counts from 1. ``section`` is the name of the section it stands in, ``""`` for
    one that rkbrief does not know. ``level`` is that of a heading, else 0. ``text`` is what a
    reader sees; ``lead`` its first paragraph.
    """

    line: int
    section: str
    level: int
    text: str
    lead: str
    keys: tuple[str, ...]


class Note(Struct, frozen=True, order=True, gc=False):
    """An endnote: where ``words`` stand in the source ``source_id``."""

    line: int
    key: str
    source_id: str
    start: int
    end: int
    words: str


class SourceHead(Struct, frozen=True, gc=False):
    """The line that tells the source of the endnotes under it."""

    line: int
    id: str
    about: str
    sha256: str


class Brief(Struct, frozen=True, dict=True):
    """A brief as read."""

    blocks: tuple[Block, ...]
    heads: tuple[SourceHead, ...]
    notes: tuple[Note, ...]

    @cached_property
    def notes_of(self) -> Mapping[str, Sequence[Note]]:
        """The notes by their keys."""
        notes_of: dict[str, list[Note]] = {}
        for note in self.notes:
            notes_of.setdefault(note.key, []).append(note)
        return notes_of

    @property
    def title_is_the_analysts(self) -> bool:
        """Tell whether the brief says that a person wrote its title."""
        marks = tuple(load_table("phrases")["analyst"]["title"].values())
        front = [b for b in self.blocks if b.section == "title" and not b.level]
        return any(b.text.endswith(marks) for b in front)

    @property
    def sections(self) -> frozenset[str]:
        """The names of the sections it has; the title is one when there is a first heading."""
        return frozenset(b.section for b in self.blocks if b.level in {1, 2})


def read_brief(text: str) -> Brief:
    """Parse a brief. Any text can be read; what is no brief has no notes."""
    blocks = tuple(_blocks(text))
    heads, notes = [], []
    for block in blocks:
        if block.section != "endnotes" or block.level:
            continue
        head, note = _HEAD.match(block.text), _NOTE.match(block.text)
        if head:
            heads.append(SourceHead(block.line, head["id"], head["about"], head["sha256"]))
        elif note:
            source = note["key"].partition(":")[0]
            place = int(note["start"]), int(note["end"])
            words = REMARK.sub("", block.text[note.end() :])
            notes.append(Note(block.line, note["key"], source, *place, words))
    return Brief(blocks, tuple(heads), tuple(notes))


def _blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a brief in order."""
    names = {h: s for s in load_table("phrases")["sections"] for h in headings(s)}
    section, outer = "title", ""
    group: list[Token] = []
    kind_of = {"list_item_open": "list_item_close", "tr_open": "tr_close"}
    level = 0
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if outer:
            if token.type == outer and token.level == level:
                yield _block(group, section, 0)
                group, outer = [], ""
            elif token.type == "inline" or token.map:
                group.append(token)
        elif token.type in kind_of:
            outer, level, group = kind_of[token.type], token.level, [token]
        elif token.type == "heading_open":
            heading = int(token.tag[1:])
            group = [token]
        elif token.type == "inline":
            is_heading = bool(group)
            block = _block([*group, token], section, heading if is_heading else 0)
            if is_heading and heading <= 2:  # noqa: PLR2004 - h1 is the title, h2 a section
                section = "title" if heading == 1 else names.get(block.text, "")
                block = _block([*group, token], section, heading)
            group = []
            yield block


def _block(tokens: Sequence[Token], section: str, level: int) -> Block:
    """Make one block of the tokens of an item, a row, or a single paragraph."""
    line = next((t.map[0] for t in tokens if t.map), 0) + 1
    texts = [_plain(t) for t in tokens if t.type == "inline"]
    keys = [key for t in tokens if t.type == "inline" for key in _linked_keys(t)]
    joined = " | ".join(texts) if tokens[0].type == "tr_open" else "\n".join(texts)
    return Block(line, section, level, joined, texts[0] if texts else "", tuple(keys))


def _plain(token: Token) -> str:
    """Return what a reader sees of an inline token."""
    parts = []
    for child in token.children or []:
        if child.type in {"text", "code_inline"}:
            parts.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            parts.append("\n")
    return "".join(parts)


def _linked_keys(token: Token) -> Iterator[str]:
    """Yield the keys that are links to an endnote."""
    linked = False
    for child in token.children or []:
        if child.type == "link_open":
            linked = str(child.attrGet("href") or "").startswith("#s")
        elif child.type == "link_close":
            linked = False
        elif linked and child.type == "text":
            yield from _KEY.findall(child.content)
