"""Views whose holder stands behind them: …との見方が市場で広がる, 「…」と語るのは青木氏だ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial

from rkbrief.analysis.holders import is_person, name_of_holder
from rkbrief.lexicon import compile_rules
from rkbrief.model import Span

_rules = partial(compile_rules, "attribution")


@cache
def _cleft() -> re.Pattern[str]:
    verbs = _rules("verbs").pattern
    return re.compile(
        rf"と(?:{verbs})[^、。「」]{{0,8}}のは、?(?P<subject>[^。「」]{{2,60}}?)(?:だ|です|である)?(?=。|$)"
    )


def find_views(text: str) -> Iterator[tuple[Span, str]]:
    """Yield where ``text`` says whose view stands before it, with the noun phrase of the holder."""
    for name in ("answering", "in_his_eyes", "given_by"):
        for match in _rules(name).finditer(text):
            if name_of_holder(match["who"]):
                yield Span(match.start("end"), match.end()), match["who"]
    for match in _rules("holding").finditer(text):
        if is_person(name_of_holder(match["who"]) or ""):
            yield Span(*match.span()), match["who"]
    for pattern in (_rules("held_by"), _cleft()):
        for match in pattern.finditer(text):
            subject = next(filter(None, match.groups()))
            if name_of_holder(subject):
                yield Span(*match.span()), subject


def find_teller(text: str, end: int) -> str | None:
    """Return whose words a report before ``end`` passes on: 青葉紙は、高官の話として…と報じた."""
    match = _rules("as_told").search(text, 0, end)
    return match["who"] if match and name_of_holder(match["who"]) else None


def find_viewer_behind(following: str) -> str | None:
    """Return whose view ``following`` says that the sentence before it is, None for nobody's."""
    match = _rules("told_before").match(following)
    who = next(filter(None, match.groups()), None) if match else None
    return who if who and name_of_holder(who) else None


def find_announced(text: str) -> str | None:
    """Return whose view ``text`` announces for the sentences behind it, None for nobody's."""
    match = _rules("announced").search(text)
    return match["who"] if match and name_of_holder(match["who"]) else None


def is_view_of_many(text: str, held: int, cue: str | None) -> bool:
    """Tell whether many share what ends at ``held``, by its cue or the words behind it."""
    return (
        _rules("of_many").search(cue or "") is not None
        or _rules("voiced").search(text, held) is not None
    )
