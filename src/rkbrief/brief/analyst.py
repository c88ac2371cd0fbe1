"""What the analyst wrote for the brief: shown as his, and not checked against the sources."""

from __future__ import annotations

from typing import Any

from rkbrief.brief.index import Index
from rkbrief.brief.markdown import Markdown, joined

_SECTION = ("implication", "comment")


def analyst_words(index: Index, name: str) -> str | None:
    """Return what the analyst wrote under ``name`` (title, bottom_line, ...), None if nothing."""
    words: str | None = getattr(index.analysis.words, name)
    return words.strip() or None if words else None


def show_analyst(index: Index) -> dict[str, Any]:
    """Return the analyst's implication and comment, each with what it is."""
    rows = [(name, analyst_words(index, name)) for name in _SECTION]
    return {
        "rows": [
            {"head": index.say.say(f"analyst.{name}"), "text": joined([words])}
            for name, words in rows
            if words
        ]
    }


def show_analyst_line(index: Index) -> dict[str, Markdown] | None:
    """Return the analyst's bottom line, to stand before the clauses over records."""
    words = analyst_words(index, "bottom_line")
    if words is None:
        return None
    return {"head": index.say.say("analyst.bottom_line"), "text": joined([words])}


def say_remark(index: Index, *ids: str) -> Markdown:
    """Write what the analyst says of an item, in brackets of its own; nothing when he does not.

    ``ids`` are those of figures, forecasts or sentences; a correction names what was read.
    """
    say = index.say.say
    parts: list[Markdown] = []
    for remark in (index.analysis.remarks[i] for i in ids if i in index.analysis.remarks):
        for name in sorted(remark.original):
            if name in {"holder", "likelihood", "question"}:
                read = remark.original[name] or say("marks.none")
                parts.append(say("analyst.corrected", field=say(f"analyst.{name}"), text=read))
        told = (("analyst.translation", remark.translation), ("analyst.note", remark.note))
        parts += [say(key, text=_inside(words)) for key, words in told if words]
    return Markdown(f" ⟪{joined(parts, say('marks.semicolon'))}⟫") if parts else Markdown("")


def is_pinned(index: Index, *ids: str) -> bool:
    """Tell whether the analyst wants an item shown before others."""
    remarks = index.analysis.remarks
    return any(i in remarks and remarks[i].pinned for i in ids)


def _inside(words: str) -> str:
    """Return words that cannot close the brackets they stand in."""
    return words.replace("⟪", "«").replace("⟫", "»")
