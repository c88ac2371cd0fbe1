"""Drafts of a brief: its bytes, what stands where it would go, and both as lines to look at."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from rkbrief.brief.record import RECORD_OPENING
from rkbrief.brief.sections import MANDATORY, SETS
from rkbrief.brief.writer import inspect_brief
from rkbrief.config import BriefSettings, SectionSettings
from rkbrief.errors import RkbriefError
from rkbrief.lexicon import load_table
from rkbrief.model import Analysis, Evidence, Sentence
from rkbrief.tui.blocks import Block, Row, heading, row
from rkbrief.tui.cells import wrap
from rkbrief.tui.desk import Desk
from rkbrief.tui.lens import Lens
from rkbrief.tui.views.view import speak
from rkbrief.tui.wording import KEY, inked

_LANGUAGES = (("en", "English"), ("ja", "日本語"))
_SIGN_STYLES = {"+": "good", "-": "warning", "@": "quiet"}
_DIGITS_SHOWN = 12
"""Digits of a record's hash that tell it from another to the eye."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A brief as it would be written.

    ``text`` is None where ``trouble`` says why there is none. ``there`` is what stands at
    ``target`` now, None for nothing; ``objection`` why that may not be replaced unasked.
    ``changes`` are the lines of a unified diff from what is there, without its head. They are
    worked out when a draft is made, in a thread.
    """

    settings: BriefSettings
    text: str | None = None
    target: Path | None = None
    there: str | None = None
    objection: str | None = None
    trouble: str = ""
    changes: tuple[str, ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        compared = self.there is not None and self.there != self.text
        lines = _compare(self.there or "", self.text or "") if compared else iter(())
        object.__setattr__(self, "changes", tuple(lines)[2:])

    def count(self, sign: str) -> int:
        """Return how many lines come (``+``) or go (``-``) against what is there."""
        return sum(line.startswith(sign) for line in self.changes)


def make_draft(desk: Desk, analysis: Analysis, settings: BriefSettings) -> Draft:
    """Render a brief and look at what stands where it would go."""
    try:
        text = desk.render(analysis, settings)
        target = desk.find_target(analysis, settings)
        return look_again(desk, Draft(settings, text, target))
    except (RkbriefError, OSError) as error:
        return Draft(settings, trouble=str(error))


def look_again(desk: Desk, draft: Draft) -> Draft:
    """Return ``draft`` with what stands where it would go by now.

    Raises:
        OSError: that cannot be read.
    """
    if draft.target is None:
        return draft
    there = desk.read_target(draft.target)
    same = there is None or there == draft.text
    objection = None if same else inspect_brief((there or "").encode("utf-8", "replace"))
    return replace(draft, there=there, objection=objection)


def _compare(old: str, new: str) -> Iterator[str]:
    """Yield a unified diff, two lines of names first when there is a difference.

    The records are folded unless the only difference lies within them.
    """
    was, will_be = fold_record(old), fold_record(new)
    if was == will_be and old != new:
        was, will_be = old.splitlines(), new.splitlines()
    return difflib.unified_diff(was, will_be, "old", "new", lineterm="")


def fold_record(text: str) -> list[str]:
    """Return the lines of a brief, the comment that holds its record as one of them.

    The record is for ``--previous`` to read, not for a person. One without an end is left as
    it is.
    """
    lines = text.splitlines()
    first = next((n for n, line in enumerate(lines) if line.startswith(RECORD_OPENING)), None)
    if first is None or "-->" not in lines[first:]:
        return lines
    last = lines.index("-->", first)
    head = lines[first][: len(f"{RECORD_OPENING} sha256=") + _DIGITS_SHOWN]
    return [*lines[:first], f"{head}… {last - first - 1} lines -->", *lines[last + 1 :]]


# -- as lines ------------------------------------------------------------------------------


def page_blocks(text: str, sentences: Mapping[str, Sentence], lens: Lens) -> Iterator[Block]:
    """Yield every line of a brief as it will be written; Enter opens what a line cites first.

    Only the record is folded to one line.
    """
    for number, line in enumerate(fold_record(text), 1):
        style = _markdown_style(line)
        yield _line(f"line:{number}", "", line, style, lens, cited(line, sentences))


def diff_blocks(draft: Draft, sentences: Mapping[str, Sentence], lens: Lens) -> Iterator[Block]:
    """Yield what changes on the disk, each line behind ``+``, ``-`` or a blank."""
    for number, line in enumerate(draft.changes, 1):
        sign, rest = (line[:1], line[1:]) if line[:1] in "+- " else ("@", line)
        style = _SIGN_STYLES.get(sign, "")
        mark = f"{sign} " if sign != "@" else ""
        yield _line(f"diff:{number}", mark, rest, style, lens, cited(rest, sentences))
    if not draft.changes:
        yield message_block(speak("Nothing changes: this brief is there already.", lens))


def message_block(text: str, style: str = "quiet") -> Block:
    """Make a block that says something in place of a page."""

    def layout(width: int) -> list[Row]:
        return [row((span.of(text), style)) for span in wrap(text, width)]

    return Block("message", layout, words=text, selectable=False)


def _line(
    key: str, sign: str, line: str, style: str, lens: Lens, evidence: tuple[Evidence, ...]
) -> Block:
    """Make the block of one line; a sign stands before each of its rows."""

    def layout(width: int) -> list[Row]:
        rows = inked(line, width - len(sign), style=style, ambiguous=lens.ambiguous)
        return [(*row((sign, style)), *each) for each in rows]

    return Block(
        key,
        layout,
        words=line,
        evidence=evidence[0] if evidence else None,
        copied=line,
        selectable=bool(evidence),
    )


def _markdown_style(line: str) -> str:
    """Return the style of a line of Markdown."""
    if line.startswith("#"):
        return "title"
    return "quiet" if line.startswith(("<!--", "|--", "| --", "|:-", "[^")) else ""


def cited(line: str, sentences: Mapping[str, Sentence]) -> tuple[Evidence, ...]:
    """Return the sentences that a line cites, in order, each once."""
    keys = dict.fromkeys(match[1] for match in KEY.finditer(line))
    found = (sentences[key] for key in keys if key in sentences)
    return tuple(Evidence(s.article_id, s.index, s.span, s.text) for s in found)


# -- the choice of a layout ----------------------------------------------------------------


def choice_blocks(settings: BriefSettings, lens: Lens) -> Iterator[Block]:
    """Yield what may be chosen of a brief: template, sections, language."""
    sets = {**SETS, **settings.templates}
    yield heading("choices:template", speak("Template", lens))
    for name in sets:
        yield _choice(f"template:{name}", "◉" if name == settings.template else "◌", name)
    yield heading("choices:sections", speak("Sections", lens))
    for name in sets.get(settings.template, ()):
        shown = name not in settings.sections or settings.sections[name].show
        title = _section_title(name, lens)
        if name in MANDATORY:
            yield _choice(f"section:{name}", "▪", f"{title} ({speak('always', lens)})")
        else:
            yield _choice(f"section:{name}", "☑" if shown else "☐", title)
    yield heading("choices:language", speak("Language of the brief", lens))
    for code, name in _LANGUAGES:
        yield _choice(f"language:{code}", "◉" if code == settings.language else "◌", name)


def _choice(key: str, sign: str, name: str) -> Block:
    """Make the block of one choice."""

    def layout(width: int) -> list[Row]:
        spans = list(wrap(name, max(1, width - 2)))
        return [
            row((sign if at == 0 else " ", "accent"), " ", span.of(name))
            for at, span in enumerate(spans)
        ]

    return Block(key, layout, words=name)


def name_choices(settings: BriefSettings, lens: Lens) -> list[tuple[str, str]]:
    """Return the same as keys and names, for a dialog."""
    blocks = [block for block in choice_blocks(settings, lens) if block.selectable]
    return [
        (block.key, "".join(piece.text for row in block.layout(200) for piece in row))
        for block in blocks
    ]


def _section_title(name: str, lens: Lens) -> str:
    """Return a section's heading in the language of the interface, its name where it has none."""
    wording = load_table("phrases")["sections"].get(name)
    if wording:
        return str(wording[lens.language])
    return speak("Title", lens) if name == "title" else name


def choose(settings: BriefSettings, key: str) -> BriefSettings:
    """Return ``settings`` with one choice made; a section goes off or on."""
    what, _, name = key.partition(":")
    if what != "section":
        return msgspec.structs.replace(settings, **{what: name})
    if name in MANDATORY:
        return settings
    known = settings.sections.get(name, SectionSettings())
    turned = msgspec.structs.replace(known, show=not known.show)
    return msgspec.structs.replace(settings, sections={**settings.sections, name: turned})
