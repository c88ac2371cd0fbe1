"""Numbers in large digits, three rows high.

The shapes are those of Textual's ``Digits``; where box-drawing characters take two cells each
(a terminal with wide ambiguous characters), seven segments of ASCII stand in for them.
"""

from __future__ import annotations

from textual.renderables.digits import DIGITS, DIGITS3X3_BOLD

from rkbrief.tui.cells import cell_width

HEIGHT = 3
_SHAPE = 3
_SEGMENTS = {
    "0": (" _ ", "| |", "|_|"),
    "1": ("   ", "  |", "  |"),
    "2": (" _ ", " _|", "|_ "),
    "3": (" _ ", " _|", " _|"),
    "4": ("   ", "|_|", "  |"),
    "5": (" _ ", "|_ ", " _|"),
    "6": (" _ ", "|_ ", "|_|"),
    "7": (" _ ", "  |", "  |"),
    "8": (" _ ", "|_|", "|_|"),
    "9": (" _ ", "|_|", " _|"),
    "-": ("   ", " _ ", "   "),
}


def enlarge(number: str, *, ambiguous: int = 1) -> tuple[str, str, str]:
    """Return ``number`` (ASCII digits, ``,``, ``.``, ``-``, ``≠``) as three rows of equal width.

    ``ambiguous`` is the width of ambiguous characters in cells. Any other character stands
    as itself in the lowest row.
    """
    shapes = [_shape(char, ambiguous) for char in number]
    top, middle, bottom = ("".join(shape[row] for shape in shapes) for row in range(HEIGHT))
    return top, middle, bottom


def _shape(char: str, ambiguous: int) -> tuple[str, str, str]:
    """Return the three rows of one character."""
    if char == "≠":
        blank, sign = " " * _SHAPE, f" {char}"
        return blank, sign + " " * (_SHAPE - cell_width(sign, ambiguous)), blank
    if ambiguous > 1:
        blank = " " * cell_width(char, ambiguous)
        return _SEGMENTS.get(char, (blank, blank, char))
    if char not in "0123456789-":
        return (" ", " ", char)
    at = DIGITS.index(char) * HEIGHT
    top, middle, bottom = (row.ljust(_SHAPE) for row in DIGITS3X3_BOLD[at : at + HEIGHT])
    return top, middle, bottom
