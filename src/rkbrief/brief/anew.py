"""Proof that a brief is the one that its sources give: it is made anew and compared.

The seal has no key, and a record, a count of sources or a citation that is turned to another
sentence may look like what rkbrief writes. Made anew from the same sources with the same settings,
whose digest the brief names, every line comes out as it was written or was not written so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from msgspec.structs import replace

from rkbrief.allowed import Language
from rkbrief.brief.embedded import extract, is_page
from rkbrief.brief.past import find_record
from rkbrief.brief.phrases import Phrases
from rkbrief.brief.record import RECORD_OPENING, Record
from rkbrief.brief.render import render_brief
from rkbrief.brief.seal import read_seal
from rkbrief.brief.verify import Finding, list_of_unread
from rkbrief.config import BriefSettings, Config
from rkbrief.errors import RkbriefError
from rkbrief.lexicon import load_table
from rkbrief.model import Analysis

_HASH_DIGITS = 12
_SHOWN = 60
_HEADING = "## "
_MOVED_BY_THE_PAST = ("changes", "sources", "endnotes")
"""Sections in which the earlier brief, which is not at hand, has a part: what changed, and the
sentences that are cited for it."""


def settle(config: Config, markdown: str) -> Config:
    """Return the settings under which a brief tells of its day, in its language and sections."""
    record, sealed = find_record(markdown), read_seal(markdown)
    if record is None or sealed is None:
        return config
    brief = replace(config.brief, language=_language(markdown), template=sealed[1])
    return replace(config, as_of=record.as_of, brief=brief)


def find_forged(
    text: str, analysis: Analysis, settings: BriefSettings
) -> tuple[Finding, ...] | None:
    """Return the lines of a brief that its sources do not give, None where none can be told.

    That is so of a brief that was made by another version, with other settings, from more or
    fewer articles, or with other words of the analyst's; :func:`settle` gives what is sure.
    """
    markdown = (extract(text) or "") if is_page(text) else text
    record = find_record(markdown)
    if record is None or not _is_of(markdown, record, analysis):
        return None
    try:
        made = render_brief(analysis, settings.template, settings=settings)
    except RkbriefError:  # a template of somebody's own that has changed
        return None
    was = record.previous
    ours, theirs = (_lines(each, past=was is not None) for each in (made, markdown))
    found = [*_compare([line for _, line in ours], theirs)]
    fresh = find_record(made)
    if fresh is not None and was is not None and replace(fresh, previous=was) != record:
        line = markdown.rpartition(RECORD_OPENING)[0].count("\n") + 1
        found.append(Finding(line, "anew", "the sources give another record"))
    if is_page(text):
        return tuple(
            replace(f, line=1, note=f"in its Markdown, line {f.line}: {f.note}") for f in found
        )
    return tuple(found)


def _is_of(markdown: str, record: Record, analysis: Analysis) -> bool:
    """Tell whether a brief names the version, day, settings and sources of ``analysis``."""
    made, sealed = analysis.provenance, read_seal(markdown)
    sources = [source.sha256 for source in record.sources]
    return (
        sealed is not None
        and sealed[0] == made.version
        and record.as_of == made.as_of
        and sources == [a.sha256[:_HASH_DIGITS] for a in analysis.articles[: len(sources)]]
        and (record.cut or len(sources) == len(analysis.articles))
        and f"{made.config_sha256[:_HASH_DIGITS]}" in markdown.partition(RECORD_OPENING)[0]
    )


def _language(markdown: str) -> Language:
    """Return the language of a brief, by the heading that none may lack."""
    heading = load_table("phrases")["sections"]["endnotes"]["ja"]
    return "ja" if f"\n{_HEADING}{heading}\n" in markdown else "en"


def _lines(markdown: str, *, past: bool) -> list[tuple[int, str]]:
    """Return the lines that the sources give, each with its number from 1.

    Not those of the seal, nor of the files that were not read; where an earlier brief has a part
    in it, nor what it may have moved.
    """
    moved = {
        f"{_HEADING}{Phrases(language).say(f'sections.{name}')}"
        for language in ("en", "ja")
        for name in _MOVED_BY_THE_PAST
    }
    lines, left_out = [], False
    for number, line in enumerate(markdown.split("\n"), 1):
        if line.startswith((_HEADING, RECORD_OPENING)):
            left_out = past and (line in moved or line.startswith(RECORD_OPENING))
        unread = list_of_unread().match(line.removeprefix("- "))  # lie there now, or lay there
        if not (left_out or unread or line.startswith("<!-- rkbrief ")) and line:
            lines.append((number, line))
    return lines


def _compare(made: Sequence[str], told: Sequence[tuple[int, str]]) -> Iterator[Finding]:
    """Yield the lines that are told otherwise than made, and those that are missing."""
    match = SequenceMatcher(None, made, [line for _, line in told], autojunk=False)
    for tag, start, end, first, last in match.get_opcodes():
        if tag == "equal":
            continue
        wanted = made[start:end]
        if first == last:
            at = told[min(first, len(told) - 1)][0]
            yield Finding(at, "anew", f"the sources give a line more before it: {_cut(wanted[0])}")
        for place in range(first, last):
            number, line = told[place]
            ours = wanted[place - first] if place - first < len(wanted) else ""
            yield Finding(number, "anew", _tell_apart(line, ours))


def _tell_apart(line: str, ours: str) -> str:
    """Say what a line has that the sources do not give, around where it begins to differ."""
    same = next((n for n, (a, b) in enumerate(zip(line, ours, strict=False)) if a != b), 0)
    start = max(0, same - _SHOWN // 3)
    there = f"the sources do not give “{_cut(line[start:])}”"
    return f"{there} but “{_cut(ours[start:])}”" if ours else there


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
