"""Why a file was not read or what is odd in it, in the language of who reads of it.

The pipeline tells it in English, with what it met filled in, and so does the JSON export; the
table ``reasons`` of the lexicon knows each wording and the Japanese for it.
"""

from __future__ import annotations

import re
from functools import cache

from rkbrief.lexicon import load_table


def say_reason(reason: str, language: str) -> str:
    """Return a reason in ``language``, en or ja; as it is where nothing is known of it."""
    if language == "en":
        return reason
    for told, japanese in load_table("reasons")["reasons"].items():
        if match := _pattern(told).fullmatch(reason):
            return str(japanese).format_map(match.groupdict())
    return reason


def is_passing(reason: str) -> bool:
    """Tell whether the next run may read a file that was skipped for ``reason``."""
    return any(_pattern(told).fullmatch(reason) for told in load_table("reasons")["passing"])


@cache
def _pattern(told: str) -> re.Pattern[str]:
    """Return what finds a reason with its places filled in, each under its name."""
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(told)), re.DOTALL)
