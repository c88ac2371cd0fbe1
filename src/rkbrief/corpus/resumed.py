"""What stands below the end that was found and yet goes on as the article does.

A page puts links, an offer or a notice in the midst of its article; the end is then found above
the last part. Only what the article itself has shown tells that it goes on: its indent, the next
of its numbered headings, the mark of its questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rkbrief.corpus.boilerplate import LONGEST_HEADING, Body
from rkbrief.corpus.judged import Judged
from rkbrief.corpus.signs import opens_as_letter
from rkbrief.corpus.speaker_labels import ASKS
from rkbrief.corpus.words import bigrams
from rkbrief.lexicon import compile_rules

_NUMBERED = re.compile(r"^(?P<number>\d{1,2})(?P<mark>[.、:)])\s?\D")
_NEAR, _CLOSING = 8, 40  # lines below the body, and characters
_LEAST = 60  # characters; the abstract of another article is shorter or one sentence
_FEWEST = 4  # paragraphs, or questions, that show how the article is set
_MOST = 0.1  # of them may be set otherwise
_BULLETS = frozenset("・･•‣◦-*")
_MOST_POINTS = 20  # under a numbered heading
_SHARED = 0.3  # of a paragraph's words that the article has too


def find_resumed(page: Sequence[Judged], body: Body) -> frozenset[int]:
    """Return the lines below ``body`` that are the article's all the same."""
    below = range(body.last + 1, len(page))
    return frozenset(
        (
            *_find_indented(page, body, below),
            *_find_numbered(page, body, below),
            *_find_questions(page, body, below),
            *_find_closing(page, body, below),
        )
    )


def _find_indented(page: Sequence[Judged], body: Body, below: range) -> Iterator[int]:
    """Yield the indented paragraphs on what an article that indents its own is about."""
    prose = [page[i].line for i in range(body.first, body.last + 1) if page[i].is_prose]
    plain = sum(not line.indent for line in prose)
    if len(prose) < _FEWEST or plain > _MOST * len(prose):
        return
    known = bigrams("".join(line.text for line in prose))
    for index in below:
        line = page[index].line
        own = bigrams(line.text)
        told = line.is_prose and line.indent and line.length >= _LEAST and line.text.count("。") > 1
        if told and line.gap and len(own & known) >= _SHARED * len(own):
            yield index


def _find_numbered(page: Sequence[Judged], body: Body, below: range) -> Iterator[int]:
    """Yield the next of the article's numbered headings, with the paragraphs right below it."""
    last, mark = 0, ""
    for index in range(body.first, body.last + 1):
        heading = _NUMBERED.match(page[index].line.plain)
        if heading and _is_heading(page[index]) and int(heading["number"]) == last + 1:
            last, mark = last + 1, heading["mark"]
    first = below.start
    for index in below:
        heading = _NUMBERED.match(page[index].line.plain)
        if last < 2 or not heading or heading["mark"] != mark or not _is_heading(page[index]):  # noqa: PLR2004
            continue
        if int(heading["number"]) == last + 1 and index + 1 < len(page):
            prose = list(_run_of_prose(page, index + 1))
            own = [*prose, *_run_of_points(page, (prose[-1] if prose else index) + 1)]
            if own:
                last += 1
                above = range(first, index)
                between = above if not any(_is_furniture(page[i]) for i in above) else ()
                yield from (*between, index, *own)
                first = own[-1] + 1


def _find_questions(page: Sequence[Judged], body: Body, below: range) -> Iterator[int]:
    """Yield the further questions of an interview, with their answers and a heading above."""
    asked = [i for i in range(body.first, body.last + 1) if ASKS.match(page[i].line.plain)]
    if len(asked) < _FEWEST:
        return
    for index in below:
        if not ASKS.match(page[index].line.plain) or index + 1 == len(page):
            continue
        answer = list(_run_of_prose(page, index + 1))
        if answer:
            above = page[index - 1]
            if index - 1 in below and _is_heading(above) and above.line.gap:
                yield index - 1
            yield from (index, *answer)


def _find_closing(page: Sequence[Judged], body: Body, below: range) -> Iterator[int]:
    """Yield the paragraph with which a company's letter closes, below where to reach it."""
    prose = [i for i in range(body.first, body.last + 1) if page[i].is_prose]
    if not opens_as_letter(page, prose):
        return
    ends = compile_rules("boilerplate", "letter_ends")
    for index in below[:_NEAR]:
        line = page[index].line
        if line.is_prose and line.length >= _CLOSING and ends.search(line.plain):
            yield index
            return


def _is_heading(judged: Judged) -> bool:
    line = judged.line
    return line.length <= LONGEST_HEADING and not line.ends_sentence and not line.is_truncated


def _is_furniture(judged: Judged) -> bool:
    return bool(judged.found) or judged.is_date or judged.line.is_truncated


def _run_of_points(page: Sequence[Judged], first: int) -> list[int]:
    """Return the lines from ``first`` on that hold bullets of one kind, two or more; or none."""
    run: list[int] = []
    for index in range(first, min(first + _MOST_POINTS, len(page))):
        line = page[index].line
        if _is_furniture(page[index]) or line.bullet != page[first].line.bullet:
            break
        run.append(index)
    return run if len(run) > 1 and page[first].line.bullet in _BULLETS else []


def _run_of_prose(page: Sequence[Judged], first: int) -> Iterator[int]:
    """Yield the lines of prose from ``first`` on, up to the next question or what is no prose."""
    for index in range(first, len(page)):
        if not page[index].line.is_prose or ASKS.match(page[index].line.plain):
            return
        yield index
