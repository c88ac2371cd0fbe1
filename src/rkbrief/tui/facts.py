"""A fact on the screen: its number large, how well it stands, and each source's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from rkbrief.analysis.labels import name_number, name_quantity
from rkbrief.brief.analyst import say_remark
from rkbrief.brief.facts import cited_figures, name_fact, say_standing
from rkbrief.brief.index import Index
from rkbrief.brief.keyfigures import (
    choose_groups,
    rank_groups,
    say_conversion,
    say_horizon_end,
)
from rkbrief.brief.sections import Limit
from rkbrief.model import Figure, FigureGroup, GroupStatus, Quantity
from rkbrief.tui.blocks import Block, Row, heading, row
from rkbrief.tui.cells import cell_width
from rkbrief.tui.digits import HEIGHT, enlarge
from rkbrief.tui.items import Items
from rkbrief.tui.lens import Lens
from rkbrief.tui.views.view import speak
from rkbrief.tui.wording import inked, plain, section_name

CARDS = 10
"""How many figures the overview shows; the rest stand in the view of figures."""
_MOST_DOTS = 3
_SIGNS: Mapping[GroupStatus, str] = {"single": "○", "range": "↔", "conflict": "≠"}
_INKS: Mapping[GroupStatus, str] = {
    "corroborated": "good",
    "single": "quiet",
    "range": "accent",
    "conflict": "warning",
}
_LEADING = re.compile(
    r"(?P<number>\d[\d,]*(?:\.\d+)?(?:-\d[\d,]*(?:\.\d+)?)?)(?P<scale>%| \w+illion)?"
)
_JAPANESE_SCALES = ((1e12, "兆"), (1e8, "億"), (1e4, "万"))
_LONGEST_PLAIN = 1e6
"""From here on a number is written with a word of scale."""
_TIDY = 4
"""Digits that a number before a word of scale may have."""
_WIDEST = 30
"""Cells that large digits may take; a longer number stays small."""
_LEAST_ROOM = 24
"""Cells that the words beside large digits get at least."""
_COLUMN, _NARROW_COLUMN = 20, 12
_ROOMY = 64
"""From this width on the numbers get the wider column."""


def sign_of(group: FigureGroup) -> str:
    """Return the sign of a fact's state: a dot a source up to three, ○, ↔ or ≠."""
    if group.status == "corroborated":
        return "●" * max(2, min(_MOST_DOTS, group.independent))
    return _SIGNS[group.status]


def ink_of(group: FigureGroup) -> str:
    """Return the style of a fact's state; the sign and the word say the same."""
    return _INKS[group.status]


def write_amount(
    figures: Sequence[Figure], language: str, *, differ: bool = False
) -> tuple[str, str]:
    """Return the number of a fact and its word of scale, ``("", "")`` where digits do not say it.

    Where the sources ``differ``, both ends: ``12-15``, ``billion``.
    """
    numbers = [_write_number(figure.quantity, language) for figure in _by_exactness(figures)]
    told = [number for number in dict.fromkeys(numbers) if number[0]]
    if not told:
        return "", ""
    values = [f.quantity.value for f in figures if isinstance(f.quantity.value, int | float)]
    if differ and len(set(values)) > 1 and len(values) == len(figures):
        ends = [_write_value(value, language) for value in (min(values), max(values))]
        if ends[0][1] == ends[1][1]:
            return f"{ends[0][0]}-{ends[1][0]}", ends[0][1]
    return told[0]


def _write_sides(index: Index, group: FigureGroup, language: str) -> tuple[str, str] | None:
    """Return the numbers of a dispute one against the other: ``15≠12``, ``billion``.

    None where digits do not say them or they need more than one word of scale.
    """
    told = [
        write_amount([index.figures[i] for i in side.figure_ids if i in index.figures], language)
        for side in group.sides
    ]
    scales = {scale for _, scale in told}
    if len(scales) != 1 or not all(number for number, _ in told):
        return None
    return "≠".join(dict.fromkeys(number for number, _ in told)), scales.pop()


def _by_exactness(figures: Sequence[Figure]) -> list[Figure]:
    """Put the figures that are given exactly before the vague ones."""
    return sorted(figures, key=lambda f: f.quantity.modifier != "exact")


def _write_number(quantity: Quantity, language: str) -> tuple[str, str]:
    """Return the number of a quantity and its word of scale."""
    value = quantity.value
    if isinstance(value, str):
        return "", ""  # a date: its label says it better
    if value is not None:
        number, scale = _write_value(value, language)
        return number, scale or ("%" if quantity.unit == "percent" else "")
    match = _LEADING.search(name_quantity(quantity)) if quantity.low or quantity.high else None
    return (match["number"], (match["scale"] or "").strip()) if match else ("", "")


def _write_value(value: float, language: str) -> tuple[str, str]:
    """Return a number in digits and its word of scale in ``language``."""
    if language == "ja" and abs(value) >= _LONGEST_PLAIN:
        for power, word in _JAPANESE_SCALES:
            scaled = f"{value / power:,.10g}"
            if abs(value) >= power and len(re.sub(r"\D", "", scaled)) <= _TIDY:
                return scaled, word
    number, _, scale = name_number(value).partition(" ")
    return number, scale


def card_blocks(index: Index, lens: Lens) -> Iterator[Block]:
    """Yield the most telling facts under a heading, and how many more there are."""
    groups = rank_groups(index)
    yield heading("section:key-figures", section_name("key-figures", lens))
    items = Items(index.analysis)
    for group in choose_groups(index, Limit(CARDS)):
        yield _card(index, group, items, lens)
    if not groups:
        yield _note("note:no-figure", plain(index.say.say("figures.none")))
    elif len(groups) > CARDS:
        text = f"+{len(groups) - CARDS} → 3 {speak('Figures', lens)}"
        yield _note("note:more-figures", text)


def _note(key: str, text: str) -> Block:
    """Make a quiet line that cannot be selected."""
    return Block(key, lambda width: inked(text, width, style="quiet"), selectable=False)


def _card(
    index: Index,
    group: FigureGroup,
    items: Items,
    lens: Lens,
) -> Block:
    """Make the block of a fact with its number large."""
    figures = cited_figures(index, group)
    number, scale = _write_sides(index, group, lens.language) or write_amount(
        figures, lens.language, differ=group.status in {"range", "conflict"}
    )
    label = name_fact(group, lens.language)
    sign, ink = sign_of(group), ink_of(group)
    standing = plain(say_standing(index, group))
    places = " ".join(f"[{key}]" for key in dict.fromkeys(f.evidence.sentence_id for f in figures))
    more = work_out(index, figures)
    remark = plain(say_remark(index, group.id, *group.figure_ids)).strip()

    def layout(width: int) -> list[Row]:
        large = enlarge(number, ambiguous=lens.ambiguous)
        used = cell_width(large[0], lens.ambiguous) + cell_width(scale, lens.ambiguous) + 2
        column = max(_COLUMN if width >= _ROOMY else _NARROW_COLUMN, used)
        if not number or used > _WIDEST or width - column < _LEAST_ROOM:
            large, column = ("", "", ""), 2
        tail = [*inked(label, width - column, style="strong", ambiguous=lens.ambiguous)]
        signed = cell_width(sign, lens.ambiguous) + 1
        state = f"{standing}  {places}"
        for at, line in enumerate(inked(state, width - column - signed, ambiguous=lens.ambiguous)):
            tail.append((*row((sign.ljust(len(sign) + 1), ink) if not at else " " * signed), *line))
        for words in (more, remark):
            if words:
                tail += inked(words, width - column, style="quiet", ambiguous=lens.ambiguous)
        return [*_beside(large, scale, tail, column, lens), ()]

    return Block(
        f"group:{group.id}",
        layout,
        words=" ".join((label, standing, *_searched(index, group), places)),
        evidence=figures[0].evidence if figures else None,
        copied=f"{label} {places}",
        items=tuple(items.name(index.figures[i]) for i in group.figure_ids if i in index.figures),
    )


def _searched(index: Index, group: FigureGroup) -> Iterator[str]:
    """Yield the sources' words by which a fact is found."""
    for figure in (index.figures[i] for i in group.figure_ids if i in index.figures):
        yield index.sentences[figure.evidence.sentence_id].text
        yield figure.subject or ""


def _beside(
    large: tuple[str, str, str], scale: str, tail: Sequence[Row], column: int, lens: Lens
) -> Iterator[Row]:
    """Yield the rows of large digits, their scale at the foot, and the text beside them."""
    height = max(HEIGHT if large[0].strip() or large[1].strip() else 0, len(tail))
    for at in range(height):
        shape = large[at] if at < HEIGHT else ""
        word = f" {scale}" if at == HEIGHT - 1 and shape and scale else ""
        used = cell_width(shape + word, lens.ambiguous)
        left = row((shape, "strong"), (word, "strong"), " " * (column - used))
        yield (*left, *(tail[at] if at < len(tail) else ()))


def work_out(index: Index, figures: Sequence[Figure]) -> str:
    """Return what follows from a figure: a conversion, the day it points at, an outlook's end."""
    parts = [plain(part) for part in (say_conversion(index, figures),) if part]
    days = [figure.implied_date for figure in figures if figure.implied_date]
    if end := say_horizon_end(index, figures):
        parts.append(plain(end))
    elif days:
        parts.append(_say_day(index, min(days, key=len)))
    return "  ".join(parts)


def _say_day(index: Index, day: str) -> str:
    """Write the day or the years that an interval points at."""
    mark = index.say.say("marks.reckoned")
    return plain(index.say.say("figures.points_at", day=index.say.day(day), mark=mark))
