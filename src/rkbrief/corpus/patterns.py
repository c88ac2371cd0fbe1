"""What only several lines together show: captions by their labels, calendars, comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rkbrief.corpus.lines import Line
from rkbrief.corpus.phrases import Found

_LABEL_ABOVE = re.compile(r"^\W*(?:写真・図版|図版|写真|画像|図表|フォト)\W*$")
_LABEL_BELOW = re.compile(r"^\W*(?:写真|画像|図)(?:の|を)拡大\W*$")
_LONGEST_CAPTION = 100
_TORN = re.compile(r"[、のがをにはでと:：…*＊\d]$")
_ENDS_POLITELY = re.compile(r"(?:です|ます|ました|でした|ません|だ|た)[ねよ]?\W*$")
_AFTER_STOP = re.compile(r"。(?P<rest>[^。]*)$")
_FEWEST_PROSE, _CLOSED_SHARE = 5, 0.85
"""Of the prose of a page whose writer never leaves out a full stop."""
_PARAGRAPH = 50  # characters, more than nearly all captions have
_SHORTEST_REST = 3

_DAY = re.compile(r"^\W?\d{1,2}(?:月\s?\d{1,2})?日(?:\s?\([月火水木金土日]\))?[\s:]\S")
_THIS_WEEK = re.compile(r"(?:今週|今月|来週|来月|本日|今日|明日)の\S")
_LONGEST_EVENT = 40

_NUMBER_ALONE = re.compile(r"^\W{0,2}\d{1,3}\W{0,2}$")
_LONGEST_HEAD, _FEWEST_PAGES = 60, 2

_TIME = re.compile(r"\d{1,2}\s?[:時]\s?\d{2}")
_LONGEST_NAME = 24
_FEWEST_COMMENTS, _FAR = 2, 9  # comments, and lines from one to the next
_ARTICLE = 60  # characters of prose that come before any comment


def find_patterns(
    lines: Sequence[Line], dates: Sequence[bool], known: Sequence[tuple[Found, ...]]
) -> Iterator[tuple[int, Found]]:
    """Yield the index of each line that its neighbours betray, and what it is.

    ``dates`` tells of each line whether it is a date alone, ``known`` what the lexicon says.
    """
    yield from _labelled_captions(lines, known)
    yield from _unclosed_captions(lines, known)
    yield from _vitae(known)
    yield from _calendars(lines)
    yield from _running_heads(lines, known)
    comments = _first_comment(lines, dates, known)
    if comments is not None:
        yield comments, Found("comments", is_section=True, ends=True)


def _labelled_captions(
    lines: Sequence[Line], known: Sequence[tuple[Found, ...]]
) -> Iterator[tuple[int, Found]]:
    for index, line in enumerate(lines):
        if len(line.text) > _LONGEST_NAME or not known[index]:
            continue
        at = index + 1 if _LABEL_ABOVE.match(line.plain) else index - 1
        if at < index and not _LABEL_BELOW.match(line.plain):
            continue
        if not 0 <= at < len(lines) or known[at]:
            continue
        caption = lines[at]
        if not caption.ends_sentence and caption.length <= _LONGEST_CAPTION:
            yield at, Found("caption")


def _unclosed_captions(
    lines: Sequence[Line], known: Sequence[tuple[Found, ...]]
) -> Iterator[tuple[int, Found]]:
    """Yield lines that hold a full stop and lack the last one, where no paragraph does."""
    prose = [line for line in lines if line.is_prose]
    closed = sum(line.ends_sentence for line in prose)
    unclosed = sum(not line.ends_sentence and line.length > _PARAGRAPH for line in prose)
    if closed < _FEWEST_PROSE or closed < _CLOSED_SHARE * (closed + unclosed):
        return
    lead = next(i for i, line in enumerate(lines) if line.is_prose and line.ends_sentence)
    for index, line in enumerate(lines):
        if index < lead or known[index] or line.ends_sentence:  # titles and decks come before
            continue
        if line.length > _LONGEST_CAPTION:
            continue
        found = _AFTER_STOP.search(line.text) if "。" in line.text else None
        rest = found["rest"].strip() if found else ""
        if (
            len(rest) >= _SHORTEST_REST
            and rest[-1].isalnum()
            and rest[0] not in "(（[［【"
            and not _TORN.search(rest)
            and not _ENDS_POLITELY.search(rest)
        ):
            yield index, Found("caption")


def _vitae(known: Sequence[tuple[Found, ...]]) -> Iterator[tuple[int, Found]]:
    """Yield the life right under a person's name and its reading, wherever they stand."""
    for index in range(1, len(known)):
        above = any(f.rule == "profile" and f.where == "any" for f in known[index - 1])
        if above and any(f.rule == "profile" and f.where == "edge" for f in known[index]):
            yield index, Found("profile")


def _running_heads(
    lines: Sequence[Line], known: Sequence[tuple[Found, ...]]
) -> Iterator[tuple[int, Found]]:
    """Yield the head and the number that a printed document repeats on each page.

    The same short line stands above or under each page's number.
    """
    pages = [
        any(found.rule == "page_number" for found in seen) or bool(_NUMBER_ALONE.match(line.plain))
        for line, seen in zip(lines, known, strict=True)
    ]
    places: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        beside = pages[max(0, index - 1) : index + 2]
        if any(beside) and not pages[index] and line.length <= _LONGEST_HEAD:
            places.setdefault(line.plain, []).append(index)
    for found in places.values():
        # A headline in two rankings stands by numbers too; no article stands between them.
        between = all(
            any(line.is_prose for line in lines[first:last]) for first, last in pairwise(found)
        )
        numbers = {lines[at].plain for index in found for at in _beside(index, pages)}
        if not between or len(numbers) < _FEWEST_PAGES or lines[found[0]].ends_sentence:
            continue
        for index in found:
            yield from ((at, Found("running_head")) for at in (index, *_beside(index, pages)))


def _beside(index: int, pages: Sequence[bool]) -> list[int]:
    """Return the lines of page numbers right above and below."""
    return [at for at in (index - 1, index + 1) if 0 <= at < len(pages) and pages[at]]


def _calendars(lines: Sequence[Line]) -> Iterator[tuple[int, Found]]:
    """Yield the days under a heading such as 今月の…, where two or more stand together."""
    days = 0
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if line.length <= _LONGEST_EVENT and not line.ends_sentence and _DAY.match(line.plain):
            days += 1
            continue
        if days > 1 and line.length <= _LONGEST_NAME and _THIS_WEEK.search(line.plain):
            yield from ((at, Found("calendar")) for at in range(index, index + days + 1))
        days = 0


def _first_comment(
    lines: Sequence[Line], dates: Sequence[bool], known: Sequence[tuple[Found, ...]]
) -> int | None:
    """Return the line that names the first reader, None where no readers speak.

    Each says a name, on the next line a day and a time, and then a sentence.
    """
    starts: list[int] = []
    prose = 0
    for index, line in enumerate(lines):
        if prose >= _ARTICLE and _is_reader(lines, dates, known, index):
            if starts and index - starts[-1] > _FAR:
                starts = []
            starts.append(index)
            if len(starts) == _FEWEST_COMMENTS:
                return starts[0]
        prose += line.length if line.is_prose else 0
    return None


def _is_reader(
    lines: Sequence[Line], dates: Sequence[bool], known: Sequence[tuple[Found, ...]], index: int
) -> bool:
    name, below = lines[index], lines[index + 1 : index + 3]
    return (
        len(below) > 1
        and dates[index + 1]
        and len(name.text) <= _LONGEST_NAME
        and not name.is_prose
        and not dates[index]
        and not known[index]
        and bool(_TIME.search(below[0].plain))
        and (below[1].is_prose or below[1].ends_sentence)
    )
