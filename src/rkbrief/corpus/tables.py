"""Tables, price lists, calendars and boxes of labels that a page's text has line by line.

What makes a row is its neighbours: a name and a number say nothing alone, and three of them
under each other are a table. A sentence is never a row.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from rkbrief.corpus.lines import Line
from rkbrief.corpus.phrases import Found
from rkbrief.lexicon import compile_rules

_DAY = re.compile(
    r"^\W?(?:\d{1,2}(?:月\s?\d{1,2})?日(?:\s?\([月火水木金土日](?:・祝)?\))?[\s:]\S"
    r"|\d{1,2}(?:/\d{1,2}|月\s?\d{1,2}日)\s?\([月火水木金土日](?:・祝)?\)\s?\S)"
)
_THIS_WEEK = re.compile(r"(?:今週|今月|来週|来月|本日|今日|明日|\d月)の\S")
_HOUR = re.compile(r"^\d{1,2}:\d{2}(?::\d{2})?\s\S[^。]{1,50}$")
_HOUR_ALONE = re.compile(r"^\d{1,2}:\d{2}$")
_HEADS_HOURS = re.compile(
    r"^[^。、]{0,12}(?:予定|日程|スケジュール|チャプター|タイムテーブル|目次|プログラム|番組表)$"
)
_FEWEST_HOURS = 2
_LONGEST_EVENT, _LONGEST_NAME = 40, 24

_NUMERIC = re.compile(r"^[(+\-−▲△]?[\d,]+(?:\.\d+)?(?:[^\s\dぁ-ん]{0,4}|円\d{1,2}銭)$")
_COLUMNS, _LONGEST_ROW = 3, 100

_VALUE = re.compile(
    r"^(?:[(~±+\-−▲△約¥$]{0,2}\d[\d,.:/]*[^\s\d、。ぁ-ん]{0,6}(?:\([^()。]{1,14}\))?[~〜]?|[★☆]{2,5})$"
)
_LOOSE_VALUE = re.compile(r"^[^\s。、]{0,10}\d[^\s。、]{0,10}$")
_SAYS = re.compile(r"^[^\s:]{1,10}:\s?(?=\S*[ぁ-んァ-ヶ一-龥])\S+(?:\s|$)")
"""A label that says more than a value: 水車: 横軸の水車 2台."""
_FEWEST_PRICES, _LONGEST_PRICE = 3, 48
_FEWEST_CLEAR = 2  # of the rows of one table
_INGREDIENTS = re.compile(r"^\W?(?:材料|分量)")
_LONGEST_CELL = 12
_LONGEST_HEAD = 44
_SCORE = re.compile(r"^【[^】\s]{1,4}】[^。]*\d")

_FIELD = re.compile(r"^\W?[^\s:。、「」]{1,8}\s?:\s?[^\s「」]")
_PARTED_FIELD = re.compile(r"^[^\s：:。、「」・]{2,8}\u3000\S")
_FEWEST_FIELDS, _LONGEST_FIELD = 2, 90
_AXIS = re.compile(r"^(?:[-+▲△]?[\d.,]+\s?[%年月]?(?:\s[\d.,]+)*|[(][^()]{1,10}[)])$")
_MOST_MARKS = 40
_SOURCE_NOTES = ("figure_note",)
_LONGEST_FIGURE = 80


def find_tables(
    lines: Sequence[Line], dates: Sequence[bool], known: Sequence[tuple[Found, ...]]
) -> Iterator[tuple[int, Found]]:
    """Yield the index of each line of a table, a calendar or a box, and what it is.

    ``dates`` tells of each line whether it is a date alone, ``known`` what the lexicon says.
    """
    rows = {*_rows_of_numbers(lines, dates), *_prices(lines, dates)}
    rows |= {*_column_heads(lines, rows)}
    scores = {*_scores(lines, rows)}
    heads = {at - 1 for at in rows if at - 1 not in rows and _heads_table(lines, at - 1)}
    yield from ((at, Found("table")) for at in sorted(rows | scores | heads) if not known[at])
    yield from _calendars(lines)
    yield from _timetables(lines)
    yield from _hours_alone(lines)
    boxes = dict(_fields(lines))
    yield from boxes.items()
    yield from _figures(lines, known)
    yield from _notes(lines, rows | set(boxes))


def _rows_of_numbers(lines: Sequence[Line], dates: Sequence[bool]) -> Iterator[int]:
    """Yield rows of numbers with spaces between them, and the row of words above the first."""
    rows = [
        [] if line.is_prose or dates[at] or line.length > _LONGEST_ROW else line.plain.split()
        for at, line in enumerate(lines)
    ]
    numbers = [sum(bool(_NUMERIC.match(part)) for part in parts) for parts in rows]
    for index, parts in enumerate(rows):
        if (numbers[index] >= _COLUMNS and numbers[index] * 2 >= len(parts)) or (
            len(parts) >= _COLUMNS
            and not numbers[index]
            and [*numbers, 0][index + 1] >= _COLUMNS
            and len(rows[index + 1]) == len(parts)
        ):
            yield index
        elif _heads_columns(rows, numbers, index):
            yield from range(index, index + 3)


def _heads_columns(rows: Sequence[Sequence[str]], numbers: Sequence[int], index: int) -> bool:
    """Tell words above two rows of a name and numbers, all with as many columns."""
    parts, below = rows[index], rows[index + 1 : index + 3]
    return (
        len(parts) >= _COLUMNS
        and not numbers[index]
        and len(below) > 1
        and all(len(row) == len(parts) for row in below)
        and all(n >= len(parts) - 1 for n in numbers[index + 1 : index + 3])
    )


def _prices(lines: Sequence[Line], dates: Sequence[bool]) -> Iterator[int]:
    """Yield names with one value each: three under each other, or two under a table's head.

    What goes into a dish is told in the same way, and is the article's.
    """
    run: list[int] = []
    clear = 0
    for index, line in enumerate([*lines, None]):
        if line is not None and not dates[index] and _is_price(line, _LOOSE_VALUE, _VALUE):
            run.append(index)
            clear += _is_price(line, _VALUE)
            continue
        above = lines[run[0] - 1].plain if run and run[0] else ""
        headed = bool(run) and _heads_table(lines, run[0] - 1)
        enough = len(run) >= (_FEWEST_CLEAR if headed else _FEWEST_PRICES)
        if enough and clear >= _FEWEST_CLEAR and not _INGREDIENTS.match(above):
            yield from run
        run, clear = [], 0


def _is_price(line: Line, *values: re.Pattern[str]) -> bool:
    if line.is_prose or line.bullet or len(line.text) > _LONGEST_PRICE or "。" in line.text:
        return False
    parts = line.plain.split()
    named = len(parts) > 1 and parts[0][0].isalnum() and not _SAYS.match(line.plain)
    return named and any(value.match(parts[-1]) for value in values)


def _column_heads(lines: Sequence[Line], rows: set[int]) -> Iterator[int]:
    """Yield the names of the columns right above a first row, as many as its cells or one fewer."""
    for index in rows:
        if index - 1 in rows or not index:
            continue
        names = lines[index - 1].plain.split()
        cells = len(lines[index].plain.split())
        short = max(map(len, names), default=0) <= _LONGEST_CELL
        above = lines[index - 1]
        if above.is_prose or above.bullet or above.plain.endswith("]") or not short:
            continue
        if len(names) > 1 and len(names) in (cells - 1, cells):
            yield index - 1


def _heads_table(lines: Sequence[Line], index: int) -> bool:
    """Tell the title of a table: in brackets, with its unit, or named as one."""
    if index < 0:
        return False
    line = lines[index]
    if line.is_prose or line.bullet or line.length > _LONGEST_HEAD:
        return False
    return bool(compile_rules("boilerplate", "table_heads").search(line.plain))


def _scores(lines: Sequence[Line], rows: set[int]) -> Iterator[int]:
    """Yield the notes right under a score: who won, who hit, each with a word in brackets."""
    inside = False
    for index, line in enumerate(lines):
        inside = index in rows or (inside and not line.is_prose and bool(_SCORE.match(line.plain)))
        if inside and index not in rows:
            yield index


def _timetables(lines: Sequence[Line]) -> Iterator[tuple[int, Found]]:
    """Yield rows that begin with an hour (08:50 …, 4:12 …), and what is announced by them."""
    rows = {i for i, line in enumerate(lines) if _HOUR.match(line.plain) and not line.is_prose}
    for index in sorted(rows):
        if index + 1 not in rows and index - 1 not in rows:
            continue
        yield index, Found("calendar")
        if index - 1 not in rows and index and _HEADS_HOURS.search(lines[index - 1].plain):
            yield index - 1, Found("calendar")


def _hours_alone(lines: Sequence[Line]) -> Iterator[tuple[int, Found]]:
    """Yield the hours of a page's reports, the latest first, each alone above what it tells.

    A chronicle goes the other way, and its hours are headings.
    """
    alone = [
        i
        for i, line in enumerate(lines[:-1])
        if _HOUR_ALONE.match(line.plain) and not _HOUR_ALONE.match(lines[i + 1].plain)
    ]
    hours = [tuple(map(int, lines[i].plain.split(":"))) for i in alone]
    if len(alone) >= _FEWEST_HOURS and hours == sorted(hours, reverse=True):
        yield from ((index, Found("date")) for index in alone)


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


def _fields(lines: Sequence[Line]) -> Iterator[tuple[int, Found]]:
    """Yield a box of labels with their values, and the short name right above it.

    Of the labels one at least must be of a kind that no article has in its midst.
    """
    sure = compile_rules("boilerplate", "labels")
    run: list[int] = []
    for index, line in enumerate([*lines, None]):
        if line is not None and _is_field(line):
            run.append(index)
            continue
        if len(run) >= _FEWEST_FIELDS and any(sure.match(lines[at].plain) for at in run):
            yield from ((at, Found("box")) for at in run)
            above = lines[run[0] - 1] if run[0] else None
            if above and not above.is_prose and len(above.text) <= _LONGEST_NAME:
                yield run[0] - 1, Found("box")
        run = []


def _is_field(line: Line) -> bool:
    is_short = len(line.text) <= _LONGEST_FIELD and not line.ends_sentence
    return is_short and bool(_FIELD.match(line.plain) or _PARTED_FIELD.match(line.text))


def _figures(
    lines: Sequence[Line], known: Sequence[tuple[Found, ...]]
) -> Iterator[tuple[int, Found]]:
    """Yield the title of a figure right above the note of its source, or the marks of its axis."""
    for index in range(1, len(lines)):
        title = lines[index - 1]
        noted = any(found.rule in _SOURCE_NOTES for found in known[index])
        is_title = not title.is_prose and title.length <= _LONGEST_FIGURE and not known[index - 1]
        if noted and is_title and not lines[index].gap:
            yield index - 1, Found("figure")
        if noted:
            yield from ((at, Found("figure")) for at in _axis(lines, known, index - 1))


def _axis(lines: Sequence[Line], known: Sequence[tuple[Found, ...]], last: int) -> list[int]:
    """Return the marks of a figure's axis from line ``last`` up to its title, none without one."""
    index = last
    while index >= 0 and last - index < _MOST_MARKS and _AXIS.match(lines[index].plain):
        index -= 1
    is_titled = index >= 0 and any(found.rule == "figure" for found in known[index])
    return list(range(index + 1, last + 1)) if is_titled else []


def _notes(lines: Sequence[Line], rows: Collection[int]) -> Iterator[tuple[int, Found]]:
    """Yield the remarks (※…) right under a table or a box."""
    inside = False
    for index, line in enumerate(lines):
        inside = index in rows or (inside and line.text[0] == "※" and not line.gap)
        if inside and index not in rows and line.length <= _LONGEST_FIGURE:
            yield index, Found("figure_note")
