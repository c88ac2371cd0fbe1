"""How a sentence holds what it says: cue expressions to kind and likelihood."""

from __future__ import annotations

import re

from rkbrief.model import Likelihood, Modality, Span

_FIRST_CUES: tuple[tuple[re.Pattern[str], Likelihood], ...] = (
    (re.compile("可能性[がもは](?:高い|大きい)"), "likely"),
    (re.compile("可能性[がもの](?:ある|あり)|かもしれな|恐れがあ"), "possible"),
    (re.compile("だろう|でしょう|とみられ|見通し|見込[みま]|予想|予測|公算"), "likely"),
    (re.compile("に違いない|はずだ"), "very_likely"),
    (re.compile("考えにくい|そうにない"), "unlikely"),
)


def read_modality(sentence: str) -> Modality:
    """Return the modality of ``sentence``, by its outermost cue."""
    found = [
        (match.end(), -match.start(), match, likelihood)
        for pattern, likelihood in _FIRST_CUES
        for match in pattern.finditer(sentence)
    ]
    if not found:
        return Modality("none", None, None)
    _, _, match, likelihood = max(found, key=lambda item: item[:2])
    return Modality("estimate", likelihood, match.group(), Span(*match.span()))
