"""What reads like a claim of what will be and is none: questions, concessions, views of old."""

from __future__ import annotations

from functools import partial

from rkbrief.analysis.orientation import looks_ahead
from rkbrief.lexicon import compile_rules

_rules = partial(compile_rules, "claims")

_END = 6  # code points


def claims_nothing(text: str) -> bool:
    """Tell whether a sentence claims nothing of what will be, however much it reads like that.

    It asks, tells what is usual or not done, or tells how a view that was held once came out.
    """
    asks = _rules("asking").search(text[-_END:]) is not None or is_left_open(text)
    idle = _rules("no_claims").search(text) is not None
    return asks or idle or has_turned_out(text, 0) or was_held_before(text)


def has_turned_out(text: str, end: int) -> bool:
    """Tell whether the sentence goes on behind ``end`` with how the view came out: 外れた."""
    stop = text.find("。", end)
    return _rules("turned_out").search(text, end, len(text) if stop < 0 else stop + 1) is not None


def is_left_open(statement: str) -> bool:
    """Tell whether a statement asks to have something confirmed, or has no answer to it."""
    return _rules("left_open").search(statement) is not None


def was_held_before(statement: str) -> bool:
    """Tell whether a statement closes on a view of old: 開票の前、…と踏んでいた."""
    return _rules("held_before").search(statement) is not None


def only_seems(before: str) -> bool:
    """Tell whether ``before``, up to かもしれない, grants how something looks: 小さな差に見える."""
    return (
        _rules("seems").search(before) is not None
        and not looks_ahead(before)
        and _rules("depends").search(before) is None
    )


def without_concession(text: str) -> str:
    """Return what follows the opening words that grant how something looks, or all of ``text``."""
    match = _rules("concedes").match(text)
    return text if match is None or looks_ahead(match[0]) else text[match.end() :]
