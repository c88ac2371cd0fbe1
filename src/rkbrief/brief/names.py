"""Whether two names are one speaker's, as different articles give them."""

from __future__ import annotations

import re
from functools import lru_cache

from rkbrief.analysis.holders import is_person, without_title
from rkbrief.lexicon.sought import Sought

_IN_KANJI = re.compile("[一-龥々]{1,4}[一-龥々ぁ-んァ-ヴー]{1,4}")
_BLANK = re.compile("(?<=[一-龥々])[ \u3000](?=[一-龥々ぁ-んァ-ヴー])")
"""Between a family name and a given one, as some articles write them."""
_SURNAME = Sought("[一-龥々]{1,3}")


def is_same_name(one: str, other: str) -> bool:
    """Tell whether two names are one person's: titles apart, and a family name for the whole."""
    first, second = _bare(one), _bare(other)
    if not first or not second:
        return one == other
    if first == second or first.endswith(f"・{second}") or second.endswith(f"・{first}"):
        return True
    short, long = sorted((first, second), key=len)
    begins = _SURNAME.fullmatch(short) and _IN_KANJI.fullmatch(long) and long.startswith(short)
    return bool(begins) and _has_title(one) and _has_title(other)


def family_name(name: str) -> str:
    """Return what the names of one person have in common, by which they can be found.

    That is the last part of a foreign name, the first character of one in kanji, and all of it
    where nothing but a title is left.
    """
    bare = _bare(name)
    if _has_title(name) and _IN_KANJI.fullmatch(bare):
        return bare[0]
    return bare.rpartition("・")[2] or name


def _has_title(name: str) -> bool:
    """Tell whether a name bears a person's title, behind it or, as in 社長の青木, before it."""
    return is_person(name) or is_person(name.rpartition("の")[0])


@lru_cache(maxsize=4096)
def _bare(name: str) -> str:
    """Return a name without titles, without what it belongs to, and without blanks within."""
    return _BLANK.sub("", without_title(name).rpartition("の")[2])
