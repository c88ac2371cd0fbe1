"""Texts that a pattern nearly matches: what it may repeat, many times over, and then a stop.

Made from the parsed pattern itself (:mod:`re._parser`): for every part that may repeat without
bound, what must stand before it, the part again and again, and a character that fits nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

STOP = "\x00"
_MANY = 40
"""A part that may repeat as often as this, or without bound, is tried."""
_OF_CATEGORY = {
    c.CATEGORY_DIGIT: "1", c.CATEGORY_NOT_DIGIT: "あ", c.CATEGORY_SPACE: " ",
    c.CATEGORY_NOT_SPACE: "あ", c.CATEGORY_WORD: "a", c.CATEGORY_NOT_WORD: "、",
}  # fmt: skip
_LIKELY = "あ漢1a、 。ア-\n"


def near_misses(pattern: str, flags: int = 0) -> Iterator[tuple[str, str]]:
    """Yield (before, part) of whatever in ``pattern`` may repeat often."""
    seen = set()
    for before, part in _repeats(_parser.parse(pattern, flags), ""):
        if part and (before, part) not in seen:
            seen.add((before, part))
            yield before, part


def _repeats(nodes: Any, before: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """Yield what repeats in a sequence, with an example of what stands before it."""
    for node in nodes:
        operation, value = node
        if operation in {c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT}:
            _, most, inner = value
            if most is c.MAXREPEAT or most >= _MANY:
                for each in _variants(inner):
                    yield before, each
            yield from _repeats(inner, before)
        for inner in _inside(node):
            yield from _repeats(inner, before)
        before += _example([node])


def _inside(node: Any) -> list[Any]:  # noqa: ANN401
    """Return the sequences inside a group, a choice or an assertion."""
    operation, value = node
    if operation is c.SUBPATTERN:
        return [value[3]]
    if operation is c.BRANCH:
        return list(value[1])
    if operation in {c.ASSERT, c.ASSERT_NOT}:
        return [value[1]]
    if operation is c.ATOMIC_GROUP:
        return [value]
    return []


def _variants(nodes: Any) -> list[str]:  # noqa: ANN401
    """Return examples of a sequence, with and without what may be left out, and its choices."""
    first = nodes[0] if len(nodes) else None
    examples = {_example(nodes), _example(nodes, least=True)}
    if first is not None and first[0] is c.BRANCH:
        examples |= _of_choices(first[1][1])
    if first is not None and first[0] is c.SUBPATTERN and first[1][3][0][0] is c.BRANCH:
        examples |= _of_choices(first[1][3][0][1][1])
    return sorted(examples)


def _of_choices(choices: Any) -> set[str]:  # noqa: ANN401
    """Return examples of each choice."""
    return {_example(choice, least=least) for choice in choices for least in (False, True)}


def _example(nodes: Any, *, least: bool = False) -> str:  # noqa: ANN401
    """Return a short text that a sequence matches, assertions aside.

    ``least`` leaves out what may be left out.
    """
    return "".join(_one(operation, value, least) for operation, value in nodes)


def _one(operation: Any, value: Any, least: bool) -> str:  # noqa: ANN401, PLR0911 - a case a kind of node
    if operation is c.LITERAL:
        return chr(value)
    if operation is c.NOT_LITERAL:
        return next(char for char in _LIKELY if ord(char) != value)
    if operation is c.ANY:
        return "あ"
    if operation is c.IN:
        return _member(value)
    if operation is c.BRANCH:
        return _example(value[1][0], least=least)
    if operation is c.SUBPATTERN:
        return _example(value[3], least=least)
    if operation is c.ATOMIC_GROUP:
        return _example(value, least=least)
    if operation in {c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT}:
        times: int = value[0] if least else max(1, value[0])
        return _example(value[2], least=least) * times
    return ""


def _member(items: Any) -> str:  # noqa: ANN401
    """Return a character of a set."""
    if items[0][0] is c.NEGATE:
        return next((char for char in _LIKELY if not _holds(items[1:], char)), STOP)
    likely = next((char for char in _LIKELY if _holds(items, char)), None)
    if likely is not None:
        return likely
    operation, value = items[0]
    if operation is c.LITERAL:
        return chr(value)
    return chr(value[0]) if operation is c.RANGE else str(_OF_CATEGORY[value])


def _holds(items: Any, char: str) -> bool:  # noqa: ANN401
    """Tell whether a character is in a set as the parser has it."""
    for operation, value in items:
        if operation is c.LITERAL and value == ord(char):
            return True
        if operation is c.RANGE and value[0] <= ord(char) <= value[1]:
            return True
        if operation is c.CATEGORY and re.match(_CATEGORIES[value], char):
            return True
    return False


_CATEGORIES = {
    c.CATEGORY_DIGIT: r"\d", c.CATEGORY_NOT_DIGIT: r"\D", c.CATEGORY_SPACE: r"\s",
    c.CATEGORY_NOT_SPACE: r"\S", c.CATEGORY_WORD: r"\w", c.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip
