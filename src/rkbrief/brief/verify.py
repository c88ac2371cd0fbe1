"""Proof that a brief says what its sources say: every quotation, number and hash.

A brief carries all that is needed: its endnotes name file hash, place and words. What
rkbrief wrote itself is checked too: bands belong to their words, counts to the citations
beside them, and the seal to the whole, so that a change of one digit is found wherever it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from rkbrief.brief.bands import find_wrong_bands, gives_band
from rkbrief.brief.index import unbroken
from rkbrief.brief.numbers import numbers_in_name, numbers_in_source, unproven_numbers
from rkbrief.brief.past import find_false_records, find_record, without_past
from rkbrief.brief.reading import QUOTATION, Block, Brief, Note, read_brief
from rkbrief.brief.record import RECORD_OPENING, Record, has_record
from rkbrief.brief.reference import describe
from rkbrief.brief.seal import is_intact, is_sealed
from rkbrief.brief.sections import MANDATORY
from rkbrief.brief.timeline import find_false_lines
from rkbrief.lexicon import load_table
from rkbrief.model import LIKELIHOOD_BANDS, Article
from rkbrief.safe_text import show

_REMARK = re.compile(r"⟪[^⟪⟫]*⟫")
_BRACKETS = frozenset("〔⟦⦅")
_CITATION_TEXT = r"\[S\d+:\d+\]"
_LETTER = re.compile(r"[^\W\d_]")
_NUMERAL = re.compile(r"\d|[一二三四五六七八九十百千万億兆]")
_SIGN = re.compile(r"‹(?:(?:VS)?\+\d+|U\+[0-9A-F]{4,6})›")
"""A sign of :func:`show` for characters that cannot be seen: its number is no figure."""

_TORN_OFF = re.compile(r"^…?‹(?:VS)?\+\d+›")
"""What a quotation begins with that, in its place, belongs to the character before it."""

_SENTENCE_END = re.compile(r"[.。](?:\s|$)|\n|(?<=。)")
_FIXED_WORDING = frozenset({"scale", "method", "endnotes", "sources", "analyst"})
_HASH_DIGITS = 12
_RECORDED = 100


class Finding(Struct, frozen=True, order=True, gc=False):
    """Something that does not stand, at a line of the brief (from 1)."""

    line: int
    kind: str
    note: str


def verify_brief(text: str, articles: Sequence[Article]) -> tuple[Finding, ...]:
    """Check a brief against the articles it is of; an empty answer means that all stands."""
    record = find_record(text)
    brief = without_past(read_brief(text), record, articles)
    sources = _match_sources(brief, articles)
    questions = _questions(brief, record)
    checks: list[Callable[[], Iterator[Finding]]] = [
        lambda: _check_sections(brief),
        lambda: _check_sources(brief, sources),
        lambda: _check_notes(brief, sources),
        lambda: _check_citations(brief),
        lambda: _check_quotations(brief, sources, questions),
        lambda: _check_numbers(brief, sources, questions),
        lambda: _check_bands(brief),
        lambda: _check_counts(brief),
        lambda: _check_confidence(brief, questions),
        lambda: _check_record(text, record, sources),
        lambda: _check_timelines(text, brief, record),
        lambda: _check_seal(text),
    ]
    return tuple(sorted({finding for check in checks for finding in check()}))


def _match_sources(brief: Brief, articles: Sequence[Article]) -> dict[str, Article]:
    """Return the article behind each source id of the brief, by the hash beside it.

    Of files with the same bytes, which may be read as a page and as text, the one that is named.
    """
    by_hash: dict[str, list[Article]] = {}
    for article in articles:
        by_hash.setdefault(article.sha256[:_HASH_DIGITS], []).append(article)
    matched = {}
    for head in brief.heads:
        if same := by_hash.get(head.sha256):
            names = {article.id: f" {show(article.path, one_line=True)}" for article in same}
            named = [article for article in same if head.about.endswith(names[article.id])]
            matched[head.id] = max(named, key=lambda a: len(a.path), default=same[-1])
    return matched


def _check_sections(brief: Brief) -> Iterator[Finding]:
    """Find what a brief may not lack."""
    for name in MANDATORY:
        if name not in brief.sections:
            yield Finding(1, "section", f"the section {name!r} is missing")
    if "scale" not in brief.sections and any(gives_band(b.text) for b in brief.blocks):
        yield Finding(1, "section", "likelihoods are given, but the section 'scale' is missing")
    if not any(block.keys for block in brief.blocks) or not brief.notes:
        yield Finding(1, "empty", "the brief cites nothing")


def _check_sources(brief: Brief, sources: Mapping[str, Article]) -> Iterator[Finding]:
    """Find sources that are not there or are told to be something else."""
    for head in brief.heads:
        article = sources.get(head.id)
        if article is None:
            yield Finding(head.line, "hash", f"no source has the hash {head.sha256} of {head.id}")
        elif not any(head.about.startswith(told) for told in describe(article)):
            yield Finding(
                head.line,
                "source",
                f"{head.id} is not what its file and the corpus.yaml in use say it is",
            )


def _check_notes(brief: Brief, sources: Mapping[str, Article]) -> Iterator[Finding]:
    """Find endnotes whose words do not stand at their place."""
    seen: set[str] = set()
    heads = {h.id for h in brief.heads}
    for note in brief.notes:
        if note.key in seen:
            yield Finding(note.line, "endnote", f"a second endnote for {note.key}")
        seen.add(note.key)
        article = sources.get(note.source_id)
        if article is None:
            if note.source_id not in heads:
                yield Finding(note.line, "endnote", f"{note.key} names no source")
        elif not _is_marked(note, article):
            yield Finding(note.line, "quotation", f"{note.key}: a digest is set as a quotation")
        elif note.words[1:-1] != show(article.text[note.start : note.end]):
            place = f"{note.start}–{note.end}"
            yield Finding(note.line, "quotation", f"{note.key}: other words stand at {place}")


def _is_marked(note: Note, article: Article) -> bool:
    """Tell whether the words of a note are marked as what they are: a quotation or a digest."""
    return (note.words[:1] in _BRACKETS) == (article.digest_of is not None)


def _check_citations(brief: Brief) -> Iterator[Finding]:
    """Find citations without an endnote."""
    known = {note.key for note in brief.notes}
    for block in brief.blocks:
        for key in dict.fromkeys(block.keys):
            if key not in known:
                yield Finding(block.line, "citation", f"[{key}] has no endnote")


def _cited_text(keys: Sequence[str], brief: Brief, sources: Mapping[str, Article]) -> str:
    """Return what the cited sentences say, those of one article from first to last.

    They stand there as the source has them and in one line, as they are quoted.
    """
    by_source: dict[str, list[Note]] = {}
    for note in _find_notes(keys, brief):
        if note.source_id in sources:
            by_source.setdefault(note.source_id, []).append(note)
    passages = []
    for source_id, of_source in by_source.items():
        start, end = min(n.start for n in of_source), max(n.end for n in of_source)
        text = sources[source_id].text
        whole = text[start:end]
        each = [text[n.start : n.end] for n in of_source]
        passages.append("\n".join([whole, unbroken(whole), *each]))
    return "\n".join(passages)


def _find_notes(keys: Sequence[str], brief: Brief) -> list[Note]:
    """Return the notes of ``keys`` in their order in the brief."""
    return sorted(note for key in set(keys) for note in brief.notes_of.get(key, ()))


def _check_quotations(
    brief: Brief, sources: Mapping[str, Article], questions: Sequence[str]
) -> Iterator[Finding]:
    """Find words in quotation marks that the sentences cited beside them do not hold."""
    asked = _apart(questions)
    for block in brief.blocks:
        if block.section in _FIXED_WORDING or block.section == "title" or block.level > 1:
            continue
        if _is_analysts(block) or _names_files(block):
            continue
        cited: str = show(_cited_text(block.keys, brief, sources))
        cited += _REMARK.sub(" ", cited)  # a remark is left out of the block too
        cited += "\n".join(_names_of(_find_notes(block.keys, brief), sources))
        for match in asked.finditer(_REMARK.sub(" ", block.text)):
            words = next((group for group in match.groups() if group is not None), None)
            if match["asked"] or words is None:
                continue
            stands = any(w in cited for w in (words, words.strip("…"), _TORN_OFF.sub("", words)))
            if not stands and (block.section or block.keys):
                note = f"“{words[:30]}” is not in what is cited beside it"
                yield Finding(block.line, "quotation", note)


def _names_of(notes: Sequence[Note], sources: Mapping[str, Article]) -> list[str]:
    """Return the authors and outlets behind notes, which a brief may name without quoting."""
    cited = [sources[each] for each in {note.source_id for note in notes} if each in sources]
    return [show(name) for a in cited for name in (a.author, a.publisher, a.publisher_en) if name]


def _check_numbers(
    brief: Brief, sources: Mapping[str, Article], questions: Sequence[str]
) -> Iterator[Finding]:
    """Find numbers over records that no sentence cited beside them holds."""
    asked = _apart(questions)
    told = {n for q in questions if not _LETTER.search(q) for n in numbers_in_name(q)}
    for block in brief.blocks:
        if block.section in _FIXED_WORDING or (not block.section and not block.keys):
            continue
        if block.level > 1 or (block.section == "title" and not block.level):
            continue
        if _is_analysts(block) or (block.level and brief.title_is_the_analysts):
            continue
        if _names_files(block):
            continue
        notes = _find_notes(block.keys, brief) if block.keys or not block.level else brief.notes
        text = _SIGN.sub(" ", asked.sub(_without_numbers, _REMARK.sub(" ", block.text)))
        proven = set(told)
        for note in notes:
            if note.source_id in sources:
                article = sources[note.source_id]
                proven |= numbers_in_source(article.text[note.start : note.end], article)
        for name in _names_of(notes, sources):
            proven |= numbers_in_name(name)
        for number in unproven_numbers(text, proven):
            note_text = f"{number} is in no sentence cited beside it"
            yield Finding(block.line, "number", note_text)


def _is_analysts(block: Block) -> bool:
    """Tell whether a block is marked as the analyst's own words, which rest on no source."""
    marks = tuple(load_table("phrases")["analyst"]["bottom_line"].values())
    return block.section == "bottom-line" and block.text.startswith(marks) and not block.keys


def _names_files(block: Block) -> bool:
    """Tell whether a block names files that were not read, with whatever their names hold."""
    return block.section == "gaps" and not block.keys and bool(list_of_unread().match(block.text))


@cache
def list_of_unread() -> re.Pattern[str]:
    """Return the fixed wording that begins the list of files that were not read."""
    known = load_table("phrases")["gaps"]["skipped"].values()
    wordings = [w for v in known for w in ([v] if isinstance(v, str) else v)]
    starts = {re.escape(w.partition("{names}")[0]).replace(r"\{n\}", r"\d+") for w in wordings}
    return re.compile("|".join(sorted(starts)))


def _questions(brief: Brief, record: Record | None) -> list[str]:
    """Return the questions of the brief: the analyst's words, in which numbers may stand.

    Those on which something is said stand in the record, where it is whole.
    """
    asked = [b.text for b in brief.blocks if b.level == 3]  # noqa: PLR2004 - table headings
    asked += [b.lead for b in brief.blocks if b.section == "key-judgments" and not b.level]
    asked += [b.text for b in brief.blocks if b.section == "assumptions" and not b.keys]
    if record is not None and not record.cut:
        known = {_begin(show(ask)) for q in record.questions for ask in (q.en, q.ja)}
        asked = [question for question in asked if _begin(question) in known]
    open_ones = (_after_colon(b.text) for b in brief.blocks if b.section == "gaps" and not b.keys)
    asked += [question for question in open_ones if question.endswith(("?", "？", "か"))]
    return sorted({question for question in asked if question}, key=len, reverse=True)


def _begin(question: str) -> str:
    """Return the beginning of a question, as much as a record is sure to hold."""
    return " ".join(question.split())[:_RECORDED]


def _apart(questions: Sequence[str]) -> re.Pattern[str]:
    """Return the pattern of what is no sentence over records: questions, citations, quotations.

    A question stands between blanks or behind a colon, so that one of a single 。 or ] is found
    in no other words.
    """
    known = "|".join(map(re.escape, questions)) or "(?!)"
    asked = rf"(?<![^\s：])(?P<asked>{known})(?![^\s：])"
    return re.compile(f"{asked}|{_CITATION_TEXT}|{QUOTATION.pattern}")


def _without_numbers(match: re.Match[str]) -> str:
    """Leave nothing of a citation or quotation, and of a question its words but no number.

    Its words may be rkbrief's own, too, by which it counts and knows a band: of, sources, likely.
    """
    question: str | None = match["asked"]
    if question is None:
        return " "
    return _NUMERAL.sub("○", question) if _LETTER.search(question) else question


def _after_colon(text: str) -> str:
    """Return what follows the first colon of a note."""
    return re.split(r": |：", text, maxsplit=1)[-1]


def _check_bands(brief: Brief) -> Iterator[Finding]:
    """Find percentages that are not those of the word before them."""
    for block in brief.blocks:
        if block.section != "endnotes":
            for band in find_wrong_bands(QUOTATION.sub(" ", block.text)):
                yield Finding(block.line, "band", f"{band} is not the band of its word")


def _check_counts(brief: Brief) -> Iterator[Finding]:
    """Find facts that claim more sources than are cited beside them."""
    status = load_table("phrases")["status"]
    phrases = [w for name in ("corroborated", "conflict_two") for w in status[name].values()]
    wordings = [w for v in phrases for w in ([v] if isinstance(v, str) else v)]
    patterns = [re.compile(re.sub(r"\\{(?:n|all)\\}", r"(\\d+)", re.escape(w))) for w in wordings]
    for block in brief.blocks:
        for match in (m for p in patterns for m in p.finditer(block.text)):
            cited = {key.partition(":")[0] for key in block.keys}
            claimed = max(map(int, match.groups()))
            if claimed > len(cited):
                note = f"{claimed} sources are claimed, {len(cited)} are cited"
                yield Finding(block.line, "count", note)


def _check_confidence(brief: Brief, questions: Sequence[str]) -> Iterator[Finding]:
    """Find sentences that mix confidence with likelihood (ICD 203 keeps them apart)."""
    words = load_table("phrases")["likelihood"]
    asked = _apart(questions)
    for block in brief.blocks:
        if block.section == "scale":
            continue
        for sentence in _SENTENCE_END.split(asked.sub(" ", block.text)):
            lowered = sentence.lower()
            if "confidence" not in lowered and "確信度" not in lowered:
                continue
            if any(name in lowered for word in LIKELIHOOD_BANDS for name in words[word].values()):
                yield Finding(block.line, "confidence", "one sentence has both scales")


def _check_record(
    text: str, record: Record | None, sources: Mapping[str, Article]
) -> Iterator[Finding]:
    """Find out whether the record for a later brief says what the sources say."""
    if not has_record(text):
        return
    line = text.rpartition(RECORD_OPENING)[0].count("\n") + 1
    if record is None:
        yield Finding(line, "record", "the record for a later brief cannot be relied on")
        return
    for note in find_false_records(record, sources):
        yield Finding(line, "record", note)


def _check_timelines(text: str, brief: Brief, record: Record | None) -> Iterator[Finding]:
    """Find time lines that say what the record does not."""
    for line in find_false_lines(text, brief, record):
        yield Finding(line, "timeline", "the time line is not that of the record")


def _check_seal(text: str) -> Iterator[Finding]:
    """Find out whether the brief is as it was written."""
    last = text.count("\n") + (not text.endswith("\n"))
    if not is_sealed(text):
        yield Finding(last, "seal", "the last line is not the seal of a brief by rkbrief")
    elif not is_intact(text):
        yield Finding(last, "seal", "the text was changed after rkbrief wrote it")
