"""Paragraphs that were wrapped at a fixed width, put together again.

Press releases and mails break lines at 35 to 40 characters; each such line alone looks like
a short line of a menu.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rkbrief.corpus.lines import WIDEST_WRAP, Line
from rkbrief.language.torn import PageLine, find_torn

_NARROWEST, _WIDEST = 40, WIDEST_WRAP  # columns
_FULL = 0.86  # of the widest line of the paragraph: kinsoku moves a character or two
_ODD = 1.25  # of the usual line: a caption in the midst of a paragraph
_FEW_ODD = 8  # lines for each that is so wide
_HEADING = 0.6  # of the width at which a page is wrapped
_CLAUSE_END = re.compile(r"(?:、|けど|ので|ながら)$")
_ADVERTISEMENT = re.compile(r"[\[［【(（](?:PR|ＰＲ|AD|ＡＤ|広告)[\]］】)）]")
_PAGE = re.compile(r"[-–—－\s]*[0-9０-９]{1,3}[-–—－\s]*$")
_FOOTNOTE = re.compile(
    r"[0-9０-９]{1,2}[ \u3000][^0-9０-９万億千].*(?:頁|ページ|年|月|日|閲覧|参照)[)）]?。$"
)
_MOST_CLAUSES = 8
_USUAL = 56  # columns, the least where blank lines do not show a paragraph's end
_PROSE_HIRAGANA = 0.25
_FEWEST = 3  # lines; fewer show no common width by themselves


def unwrap(lines: Sequence[Line]) -> list[Line]:
    """Join the lines of wrapped paragraphs; the other lines come back as they are."""
    runs = list(_runs(lines))
    widths = [_wrap_width(run) for run in runs]
    known = [width for width in widths if width]
    common = _common_width(lines) if not known else 0
    torn = _torn_numbers(lines)
    joined: list[Line] = []
    for run, width in zip(runs, widths, strict=True):
        if not width and len(run) == _FEWEST and _heads(run, known):
            joined.append(run[0])
            run = run[1:]  # noqa: PLW2901 - below its heading
        if not width and len(run) == _FEWEST - 1 and _fits(run, known):
            width = run[0].columns  # noqa: PLW2901 - a short paragraph of the same page
        if width:
            joined.extend(_join(run, width))
        elif torn and any(line.numbers[0] in torn for line in run):
            joined.extend(_join_marked(run, torn))
        else:
            joined.extend(_join_clauses(_join_torn(run, common) if common else run))
    return joined


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines between blank lines, between rules (━━━) and around advertisements."""
    run: list[Line] = []
    for line in lines:
        parts = line.gap or (run and (_stands_alone(line) or _stands_alone(run[-1])))
        if parts and run:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _stands_alone(line: Line) -> bool:
    """Tell a rule, an advertisement and the number of a page, which end a paragraph or cut it."""
    return line.is_rule or bool(_ADVERTISEMENT.match(line.text) or _PAGE.match(line.text))


def _wrap_width(run: Sequence[Line]) -> int:
    """Return the column at which the run is wrapped, 0 when it is not."""
    if len(run) < _FEWEST:
        return 0
    widths = [line.columns + min(line.indent, 2) for line in run]
    usual = sorted(widths)[len(widths) // 2]
    even = [width for width in widths if width <= _ODD * usual]
    widest = max(even if (len(run) - len(even)) * _FEW_ODD <= len(run) else widths)
    if not _NARROWEST <= widest <= _WIDEST:
        return 0
    full = [line for line, width in zip(run, widths, strict=True) if width >= _FULL * widest]
    torn = [line for line in full if not line.ends_sentence and not line.is_truncated]
    text = "".join(line.text for line in run)
    enough = len(full) * 2 >= len(run) and len(torn) * 2 >= len(full) and len(torn) > 1
    return widest if enough and text.count("。") * 150 >= len(text) else 0


def _heads(run: Sequence[Line], known: Sequence[int]) -> bool:
    """Tell a heading right above two lines that are a short paragraph of the page."""
    is_short = any(run[0].columns <= _HEADING * width for width in known)
    return is_short and not run[0].ends_sentence and _fits(run[1:], known)


def _fits(run: Sequence[Line], known: Sequence[int]) -> bool:
    """Tell whether two lines are a short paragraph wrapped like others of the page."""
    first, last = run
    width = first.columns + min(first.indent, 2)
    near = any(_FULL * known_width <= width <= known_width for known_width in known)
    return near and not first.ends_sentence and last.ends_sentence


def _is_torn(line: Line) -> bool:
    """Tell prose that breaks off at the end of its line."""
    whole = line.ends_sentence or line.is_truncated or line.bullet
    return not whole and line.hiragana >= _PROSE_HIRAGANA


def _common_width(lines: Sequence[Line]) -> int:
    """Return the column at which a page without blank lines is wrapped, 0 when it is not."""
    widths = Counter(line.columns + min(line.indent, 2) for line in lines if _is_torn(line))
    best = max(
        (width for width in widths if _USUAL <= width <= _WIDEST),
        key=lambda width: (_near(widths, width), width),
        default=0,
    )
    beyond = sum(line.is_prose and line.columns > best + _FEWEST for line in lines)
    if beyond * 2 > _near(widths, best):  # paragraphs in one line each
        return 0
    near = _near(widths, best)
    rivals = sum(count for width, count in widths.items() if width >= _NARROWEST)
    return best if near > _FEWEST and near * 2 > rivals else 0


def _near(widths: Counter[int], width: int) -> int:
    return sum(widths[w] for w in range(width - 3, width + 4))


def _join_torn(run: Sequence[Line], width: int) -> list[Line]:
    """Join each line of the common width that breaks off with the next one."""
    joined: list[Line] = []
    group: list[Line] = []
    for line in run:
        if group and _FOOTNOTE.match(line.text):
            joined.append(_merge(group))
            group = []
        group.append(line)
        reach = line.columns + min(line.indent, 2)
        if not (_is_torn(line) and abs(reach - width) <= _FEWEST):
            joined.append(_merge(group))
            group = []
    return [*joined, _merge(group)] if group else joined


def _torn_numbers(lines: Sequence[Line]) -> frozenset[int]:
    """Return the numbers of the lines that a writer broke at a phrase."""
    above = [*lines[:1], *lines]
    page = [
        PageLine(line.text[-_WIDEST:], line.columns, line.gap or line.indent > before.indent)
        for before, line in zip(above, lines, strict=False)
    ]
    return frozenset(lines[index].numbers[0] for index in find_torn(page))


def _join_marked(run: Sequence[Line], torn: frozenset[int]) -> Iterator[Line]:
    """Join each line of ``torn`` with the next one."""
    group: list[Line] = []
    for line in run:
        group.append(line)
        if line.numbers[0] not in torn:
            yield _merge(group)
            group = []
    if group:
        yield _merge(group)


def _join(run: Sequence[Line], width: int) -> Iterator[Line]:
    group = [run[0]]
    for before, line in pairwise(run):
        is_full = before.columns + min(before.indent, 2) >= _FULL * width
        starts = bool(line.bullet) or (line.indent and not before.indent)
        starts = starts or max(before.columns, line.columns) > _ODD * width
        starts = starts or bool(_FOOTNOTE.match(line.text))
        if is_full and not starts and not (before.bullet and line.bullet):
            group.append(line)
            continue
        yield _merge(group)
        group = [line]
    yield _merge(group)


def _join_clauses(run: Sequence[Line]) -> Iterator[Line]:
    """Join lines that a blog breaks after each clause, up to the one that ends the sentence."""
    group: list[Line] = []
    for line in run:
        if group and (line.bullet or len(group) == _MOST_CLAUSES or _FOOTNOTE.match(line.text)):
            yield from group
            group = []
        group.append(line)
        if _CLAUSE_END.search(line.text[-4:]):
            continue
        if line.ends_sentence:
            yield _merge(group)
        else:
            yield from group
        group = []
    yield from group


def _merge(group: Sequence[Line]) -> Line:
    if len(group) == 1:
        return group[0]
    first = group[0]
    numbers = tuple(number for line in group for number in line.numbers)
    spans = tuple(span for line in group for span in line.spans)
    return Line(numbers, spans, "".join(line.text for line in group), first.gap, first.indent)
