"""The known phrases of pages: lexicon/boilerplate.yaml, compiled and asked line by line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from rkbrief.corpus.lines import Line
from rkbrief.lexicon import load_table

Where = Literal["any", "head", "edge", "tail"]

_DECORATION = " \t■□●○◆◇▼▽▲△★☆【】[]<>《》〈〉「」()-=*#・:|/※→≫»›‐–—~_!。▶►❏✓"
_SEPARATORS = re.compile(r"[\s/|・,、>»›:()\[\]【】<]+")
_NUMBER = re.compile(r"[\d.,+%件万kK]*$")
_MOST_WORDS = 160  # characters of a line that may be a list of words


@dataclass(frozen=True)
class Rule:
    """One row of the table. ``ends`` and ``is_section`` are of sections only."""

    name: str
    pattern: re.Pattern[str]
    most: int
    where: Where
    allows_prose: bool
    is_section: bool = False
    ends: bool = False

    def finds(self, text: str, line: Line) -> bool:
        """Tell whether the rule knows ``text``, the line's or its core."""
        if len(text) > self.most or (line.is_prose and not self.allows_prose):
            return False
        return bool(self.pattern.search(text))


@dataclass(frozen=True)
class Phrases:
    """The whole table."""

    lines: tuple[Rule, ...]
    sections: tuple[Rule, ...]
    words: tuple[tuple[str, Where, frozenset[str]], ...]

    @cached_property
    def longest(self) -> int:
        """The longest line that any rule looks at."""
        return max(rule.most for rule in (*self.lines, *self.sections))


@dataclass(frozen=True, slots=True)
class Found:
    """What the table says of a line; ``where`` limits where that counts."""

    rule: str
    where: Where = "any"
    is_section: bool = False
    ends: bool = False


@cache
def load_phrases() -> Phrases:
    """Compile lexicon/boilerplate.yaml, once a process."""
    table = load_table("boilerplate")

    def compile_rules(key: str, *, most: int) -> tuple[Rule, ...]:
        return tuple(
            Rule(
                name=row["rule"],
                pattern=re.compile(row["pattern"]),
                most=row.get("most", most),
                where=row.get("where", "any"),
                allows_prose=row.get("prose", True),
                is_section=key == "sections",
                ends=row.get("ends", False),
            )
            for row in table[key]
        )

    words = tuple(
        (row["rule"], row.get("where", "any"), frozenset(row["words"])) for row in table["words"]
    )
    return Phrases(compile_rules("lines", most=60), compile_rules("sections", most=30), words)


def core(line: Line) -> str:
    """Return the line without the decoration around a heading."""
    return line.plain.strip(_DECORATION)


def find_phrases(line: Line) -> tuple[Found, ...]:
    """Return what the table knows the line as, sections first; empty for unknown lines."""
    phrases = load_phrases()
    if len(line.plain) > phrases.longest:
        return ()
    inner = core(line)
    found = [
        Found(rule.name, rule.where, is_section=True, ends=rule.ends)
        for rule in phrases.sections
        if rule.finds(inner, line)
    ]
    found += [
        Found(rule.name, rule.where) for rule in phrases.lines if rule.finds(line.plain, line)
    ]
    if len(inner) <= _MOST_WORDS:
        found += _known_words(line.plain, inner, phrases)
    return tuple(found)


def _known_words(plain: str, inner: str, phrases: Phrases) -> list[Found]:
    parts = [part for part in _SEPARATORS.split(inner) if part and not _NUMBER.fullmatch(part)]
    found = []
    for name, where, words in phrases.words:
        if plain in words or inner in words or (parts and all(part in words for part in parts)):
            found.append(Found(name, where))
    return found
