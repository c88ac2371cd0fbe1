"""The known phrases of pages: lexicon/boilerplate.yaml, compiled and asked line by line."""

from __future__ import annotations

import re
from functools import cache, cached_property, lru_cache
from typing import Literal

from msgspec import Struct

from rkbrief.corpus.lines import Line
from rkbrief.lexicon import compile_pattern, compile_rules, load_table
from rkbrief.lexicon.sought import SoughtRules

Where = Literal["any", "head", "edge", "tail"]

_DECORATION = " \t―─━■□●○◆◇▼▽▲△★☆【】[]<>《》〈〉「」()-=*#・:|/※→≫»›‐–—~_!。▶►❏✓•"
_SEPARATORS = re.compile(r"[\s/|・,、>»›:()\[\]【】<]+")
_NUMBER = re.compile(r"[\d.,+%件万kK]*$")
_MOST_WORDS = 160  # characters of a line that may be a list of words


class Rule(Struct, frozen=True, gc=False):
    """One row of the table. ``ends`` and ``is_section`` are of sections only."""

    name: str
    pattern: str
    most: int
    where: Where
    allows_prose: bool
    is_section: bool = False
    ends: bool = False

    def finds(self, text: str, *, is_prose: bool) -> bool:
        """Tell whether the rule knows ``text``, the line's or its core."""
        if len(text) > self.most or (is_prose and not self.allows_prose):
            return False
        return compile_pattern(self.pattern).compiled.search(text) is not None


class Phrases(Struct, frozen=True, dict=True):
    """The whole table."""

    lines: tuple[Rule, ...]
    sections: tuple[Rule, ...]
    words: tuple[tuple[str, Where, frozenset[str]], ...]

    @cached_property
    def sought_lines(self) -> SoughtRules[Rule]:
        """The rules for lines; hardly any line meets one."""
        return _seek(self.lines)

    @cached_property
    def sought_sections(self) -> SoughtRules[Rule]:
        """The rules for sections."""
        return _seek(self.sections)

    @cached_property
    def all_words(self) -> frozenset[str]:
        """Every word of every list."""
        return frozenset().union(*(words for _, _, words in self.words))

    @cached_property
    def longest(self) -> int:
        """The longest line that any rule looks at."""
        return max(rule.most for rule in (*self.lines, *self.sections))


class Found(Struct, frozen=True, gc=False):
    """What the table says of a line; ``where`` limits where that counts."""

    rule: str
    where: Where = "any"
    is_section: bool = False
    ends: bool = False


@cache
def load_phrases() -> Phrases:
    """Read lexicon/boilerplate.yaml, once a process."""
    table = load_table("boilerplate")

    def read_rules(key: str, *, most: int) -> tuple[Rule, ...]:
        return tuple(
            Rule(
                name=row["rule"],
                pattern=row["pattern"],
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
    return Phrases(read_rules("lines", most=60), read_rules("sections", most=30), words)


def core(line: Line) -> str:
    """Return the line without the decoration around a heading, such as a wiki's [編集]."""
    return _bare(line.plain)


def _bare(plain: str) -> str:
    if plain.endswith("]"):
        plain = compile_rules("boilerplate", "edit_links").sub("", plain)
    return plain.strip(_DECORATION)


def is_edited(line: Line) -> bool:
    """Tell a heading of a wiki, with [編集] behind it."""
    edited = line.plain.endswith("]") and compile_rules("boilerplate", "edit_links").search(
        line.plain
    )
    return bool(edited)


def heads_summary(line: Line) -> bool:
    """Tell the heading over the bullets in which a page sums up its article."""
    return compile_rules("boilerplate", "summaries").match(core(line)) is not None


def _seek(rules: tuple[Rule, ...]) -> SoughtRules[Rule]:
    return SoughtRules([(compile_pattern(rule.pattern), rule) for rule in rules])


def find_phrases(line: Line) -> tuple[Found, ...]:
    """Return what the table knows the line as, sections first; empty for unknown lines."""
    plain = line.plain
    if len(plain) > load_phrases().longest:
        return ()
    return _find(plain, line.is_prose)


@lru_cache(maxsize=4096)
def _find(plain: str, is_prose: bool) -> tuple[Found, ...]:
    phrases = load_phrases()
    inner = _bare(plain)
    found: list[Found] = []
    found += [
        Found(rule.name, rule.where, is_section=True, ends=rule.ends)
        for rule in phrases.sought_sections.may_match(inner)
        if rule.finds(inner, is_prose=is_prose)
    ]
    found += [
        Found(rule.name, rule.where)
        for rule in phrases.sought_lines.may_match(plain)
        if rule.finds(plain, is_prose=is_prose)
    ]
    if len(inner) <= _MOST_WORDS:
        found += _known_words(plain, inner, phrases)
    return tuple(found)


def _known_words(plain: str, inner: str, phrases: Phrases) -> list[Found]:
    if plain in phrases.all_words:
        parts = [plain]
    else:
        parts = [part for part in _SEPARATORS.split(inner) if part and not _NUMBER.fullmatch(part)]
        if not parts or not all(part in phrases.all_words for part in parts):
            return []
    return [
        Found(name, where)
        for name, where, words in phrases.words
        if all(part in words for part in parts)
    ]
