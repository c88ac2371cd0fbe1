"""What a sentence loses when it stands alone: words that point back, speakers left behind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from rkbrief.lexicon import load_table
from rkbrief.model import Sentence

Leaning = Literal["antecedent", "thread", "none"]

_OPENING = re.compile(r"[\s「『“\"'（(<＜〈・•●◆■□○-]*")


@cache
def _rules(table: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    rules = load_table("anaphora")[table]
    return tuple((rule.get("needs", ""), re.compile(rule["pattern"])) for rule in rules)


def leaning(text: str) -> Leaning:
    """Tell what the beginning of ``text`` needs from the sentence before it.

    ``antecedent``: it speaks of something that only that sentence names. ``thread``: it goes
    on with an argument, yet can be understood. ``none``: it stands by itself.
    """
    opening = _OPENING.match(text)
    beginning = text[opening.end() if opening else 0 :][:24]
    for needs, pattern in _rules("rules"):
        if pattern.match(beginning):
            return "antecedent" if needs == "antecedent" else "thread"
    return "none"


def lacks_speaker(text: str) -> bool:
    """Tell whether ``text`` is somebody's words without a word on who says them."""
    return any(p.search(text) for _, p in _rules("bare_quotation"))


def continues_speech(text: str) -> bool:
    """Tell whether ``text`` adds to what its speaker said in an earlier sentence."""
    return any(p.search(text) for _, p in _rules("continuing_speech"))


def antecedents(sentences: Sequence[Sentence], at: int, *, most: int = 2) -> tuple[int, ...] | None:
    """Return the places of the sentences that ``sentences[at]`` cannot do without, in order.

    ``()`` when it stands by itself; None when they are too many, or a heading or the
    beginning of the text cuts it off.
    """
    found: list[int] = []
    here = at
    while leaning(sentences[here].text) == "antecedent":
        here -= 1
        apart = here < 0 or sentences[here].article_id != sentences[at].article_id
        if apart or sentences[here].kind == "heading" or len(found) == most:
            return None
        found.insert(0, here)
    return tuple(found)
