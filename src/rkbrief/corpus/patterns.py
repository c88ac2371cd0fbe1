"""What only several lines together show: vitae, printed pages, comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import accumulate, pairwise

from rkbrief.corpus.captions import find_captions
from rkbrief.corpus.lines import Line
from rkbrief.corpus.link_cards import find_cards
from rkbrief.corpus.phrases import Found
from rkbrief.corpus.repeats import find_repeats
from rkbrief.corpus.sections import find_made_summaries, find_notes, find_numbered_notes
from rkbrief.corpus.tables import find_tables
from rkbrief.corpus.teasers import find_teasers
from rkbrief.lexicon import compile_rules

_rules = partial(compile_rules, "boilerplate")
_NUMBER_ALONE = re.compile(r"^\W{0,2}\d{1,3}\W{0,2}$")
_LONGEST_HEAD, _HEAD_LINES = 60, 3  # characters, and lines that name a document
_SHORTEST_HEAD = 8  # characters of a head of which the first page says more: its day

_FEWEST_PARTED, _PARTED_SHARE = 5, 0.6  # paragraphs that show how a page parts them
_ITEM = re.compile(r"^(?:[\d.,]+\s?\S|[^\s:]{1,12}:)|[|\t]|\d$")
_TAIL = 40  # characters of a paragraph's end

_LEAD = 40  # characters of a sentence that no title has

_TIME = re.compile(r"\d{1,2}\s?[:時]\s?\d{2}")
_LONGEST_NAME = 24
_NAME = re.compile(r"^[^、。「」【】()!?:はがをにで]{2,24}$")
_YEAR = re.compile(r"^(?:\d{4}|昭和|平成)")
_LONGEST_BUTTON = 12
_FEWEST_COMMENTS, _FAR = 2, 9  # comments, and lines from one to the next
_ARTICLE = 60  # characters of prose that come before any comment


def find_patterns(
    lines: Sequence[Line], dates: Sequence[bool], known: Sequence[tuple[Found, ...]]
) -> Iterator[tuple[int, Found]]:
    """Yield the index of each line that its neighbours betray, and what it is.

    ``dates`` tells of each line whether it is a date alone, ``known`` what the lexicon says.
    """
    yield from find_captions(lines, known)
    yield from _vitae(lines, known)
    yield from _thanks(lines, known)
    yield from _running_heads(lines, known)
    yield from _page_numbers(lines, known)
    yield from _pagers(lines, known)
    yield from _next_titles(lines, known)
    yield from find_tables(lines, dates, known)
    yield from find_repeats(lines, dates, known)
    yield from _clusters(lines, known)
    yield from find_cards(lines, known)
    yield from find_notes(lines)
    yield from find_numbered_notes(lines)
    yield from find_made_summaries(lines, known)
    yield from find_teasers(lines, dates, known)
    comments = _first_comment(lines, dates, known)
    if comments is not None:
        yield comments, Found("comments", is_section=True, ends=True)


def _vitae(
    lines: Sequence[Line], known: Sequence[tuple[Found, ...]]
) -> Iterator[tuple[int, Found]]:
    """Yield the life right under a person's name and its reading, wherever they stand.

    And the name, with a post or without, above a life that is known by its words.
    """
    for index in range(1, len(known)):
        is_life = any(f.rule == "profile" for f in known[index]) and _YEAR.match(lines[index].plain)
        name = lines[index - 1]
        is_name = name.length <= _LONGEST_NAME and not (name.is_prose or name.bullet)
        if is_life and is_name and not known[index - 1] and _NAME.match(name.plain):
            yield from ((at, Found("profile")) for at in (index - 1, index))
        above = any(f.rule == "profile" and f.where == "any" for f in known[index - 1])
        if above and any(f.rule == "profile" and f.where == "edge" for f in known[index]):
            yield index, Found("profile")


def _thanks(
    lines: Sequence[Line], known: Sequence[tuple[Found, ...]]
) -> Iterator[tuple[int, Found]]:
    """Yield 謝辞 right above who paid for a study."""
    for index in range(len(lines) - 1):
        is_support = any(found.rule == "references" for found in known[index + 1])
        if is_support and _rules("thanks").match(lines[index].plain):
            yield index, Found("references", is_section=True, ends=True)


def _clusters(
    lines: Sequence[Line], known: Sequence[tuple[Found, ...]]
) -> Iterator[tuple[int, Found]]:
    """Yield short lines that no blank line parts, on a page that parts its paragraphs.

    A crosshead stands alone there. Lists of an article have bullets, numbers or labels, or
    the paragraph above announces them.
    """
    prose = [i for i, line in enumerate(lines) if line.is_prose]
    lead = next((n for n, i in enumerate(prose) if _is_paragraph(lines[i])), len(prose))
    prose = prose[lead:]  # above it, blocks of short lines hold the title
    parted = sum(lines[i].gap for i in prose[1:])
    if len(prose) < _FEWEST_PARTED or parted < _PARTED_SHARE * (len(prose) - 1):
        return
    announces = compile_rules("boilerplate", "announces_rows")
    for first, last in pairwise(prose):
        listed = announces.search(lines[first].text[-_TAIL:]) is not None
        for block in _blocks(lines, first + 1, last):
            listed = listed or any(_is_item(lines[i]) for i in block)
            if len(block) > 1 and not listed:
                yield from ((at, Found("cluster")) for at in block if not known[at])


def _blocks(lines: Sequence[Line], first: int, last: int) -> Iterator[range]:
    """Yield the lines from ``first`` to before ``last``, each run without a blank line in it."""
    starts = [first, *(i for i in range(first + 1, last) if lines[i].gap), last]
    yield from (range(begin, end) for begin, end in pairwise(starts))


def _is_paragraph(line: Line) -> bool:
    return line.ends_sentence and line.length >= _LEAD


def _is_item(line: Line) -> bool:
    return bool(line.bullet or _ITEM.match(line.plain) or line.text.startswith(">"))


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
    heads = {line.plain for line in lines[:_HEAD_LINES] if not line.is_prose}
    for plain, found in places.items():
        is_head = plain in heads or (
            len(plain) >= _SHORTEST_HEAD and any(head.startswith(plain) for head in heads)
        )
        if is_head and len(found) == 1 and found[0] >= _HEAD_LINES:
            yield found[0], Found("running_head")
    prose = list(accumulate((line.is_prose for line in lines), initial=0))
    for found in places.values():
        # A headline in two rankings stands by numbers too; no article stands between them.
        between = all(prose[first] < prose[last] for first, last in pairwise(found))
        numbers = [_read_number(lines[at]) for i in found for at in _beside(i, pages)[:1]]
        rising = numbers == sorted(numbers) and numbers[0] < numbers[-1]
        if between and rising and not lines[found[0]].ends_sentence:
            for index in found:
                yield from ((at, Found("running_head")) for at in (index, *_beside(index, pages)))


def _page_numbers(
    lines: Sequence[Line], known: Sequence[tuple[Found, ...]]
) -> Iterator[tuple[int, Found]]:
    """Yield numbers alone in their lines, each one more than the last, prose between them."""
    alone = [i for i, line in enumerate(lines) if _NUMBER_ALONE.match(line.plain) and not known[i]]
    for first, second in pairwise(alone):
        counts = _read_number(lines[second]) == _read_number(lines[first]) + 1
        if counts and any(line.is_prose for line in lines[first:second]):
            yield from ((at, Found("page_number")) for at in (first, second))


def _pagers(
    lines: Sequence[Line], known: Sequence[tuple[Found, ...]]
) -> Iterator[tuple[int, Found]]:
    """Yield 1, 2, 3 under each other, and the next page's title between them and its button."""
    for index in range(1, len(lines)):
        if not (_NUMBER_ALONE.match(lines[index].plain) and _read_number(lines[index]) > 1):
            continue
        above = lines[index - 1]
        if not _NUMBER_ALONE.match(above.plain):
            continue
        if _read_number(above) + 1 == _read_number(lines[index]):
            yield from ((at, Found("page_navigation")) for at in (index - 1, index))
            is_first = _read_number(above) == 1 and index > 2  # noqa: PLR2004 - button and title
            button = known[index - 3] if is_first else ()
            is_next = any(found.rule == "page_navigation" for found in button)
            if is_next and not lines[index - 2].is_prose:
                yield index - 2, Found("page_navigation")


def _next_titles(
    lines: Sequence[Line], known: Sequence[tuple[Found, ...]]
) -> Iterator[tuple[int, Found]]:
    """Yield the next page's title right below the button that leads there, amid the article."""
    for index in range(1, len(lines) - 1):
        if lines[index - 1].length > _LONGEST_BUTTON:
            continue
        button = _rules("next_pages").match(lines[index - 1].plain)
        title, below = lines[index : index + 2]
        is_title = not (title.gap or title.is_prose or title.bullet or known[index])
        if button and is_title and below.is_prose:
            yield index, Found("page_navigation")


def _read_number(line: Line) -> int:
    return int("".join(filter(str.isdecimal, line.plain.partition("/")[0])) or 0)


def _beside(index: int, pages: Sequence[bool]) -> list[int]:
    """Return the lines of page numbers right above and below."""
    return [at for at in (index - 1, index + 1) if 0 <= at < len(pages) and pages[at]]


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
