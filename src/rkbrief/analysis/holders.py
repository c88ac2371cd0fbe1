"""Nouns that can hold a view: titles, groups, institutions; full names from short ones."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from rkbrief.lexicon import load_table

_NAME = (
    r"[ァ-ヴー]+(?:[・＝=][ァ-ヴーA-ZＡ-Ｚ.]+)+|[A-Z][a-z]+(?: [A-Z]\.?)?(?: [A-Z][a-z]+)+"
    r"|[一-龥々]{3,5}"
)
_CLOSING_BRACKET = re.compile(r"[（(][^（）()]*[）)]$")
_SEGMENT_EDGE = re.compile(r"(?:の(?=[^の]+$)|である|[\s　])")
_NAME_RUN = re.compile("[一-龥々ヶァ-ヴー・＝=A-Za-zＡ-Ｚａ-ｚ0-9０-９.‐-]+$")
"""What a name with its title is written in, when no hiragana stands in it: 会見で|青木氏."""
_OPENERS = re.compile(
    r"^(?:[\[［【〔（(][^\]］】〕）)]*[\]］】〕）)]\s*(?:[–—―-]\s*)?|しかし|だが|ただし?|一方(?:で)?|また|さらに|なお|それでも|これに対し(?:て)?|こうした中(?:で)?|その|この|"
    r"[ァ-ヴー一-龥]+ [–—-] )+"
)
_INNER_QUOTE = re.compile(r"(?<=[いるたうだ])と")
_MAX_WORDED = 28


@cache
def _ends(name: str) -> re.Pattern[str]:
    words = sorted(load_table("attribution")[name], key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, words))})$")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_table("attribution")[name])


@cache
def _full_names() -> re.Pattern[str]:
    titles = "|".join(sorted(load_table("attribution")["titles"], key=len, reverse=True))
    return re.compile(f"(?P<name>{_NAME})(?P<title>{titles})")


def is_self(noun: str) -> bool:
    """Tell whether ``noun`` means the writer (筆者, 私)."""
    return noun in _words("selves")


def points_back(noun: str) -> bool:
    """Tell whether ``noun`` means the speaker before (同氏, 彼)."""
    return noun in _words("backwards") or re.fullmatch(r"同[一-龥ァ-ヴー]{1,6}", noun) is not None


def is_person(noun: str) -> bool:
    """Tell whether ``noun`` ends in a person's title."""
    return _ends("titles").search(noun) is not None


def plain_phrase(phrase: str) -> str:
    """Return a noun phrase without dateline, opening conjunction and closing bracket."""
    return _OPENERS.sub("", _CLOSING_BRACKET.sub("", phrase.strip()).strip())


def name_of_holder(phrase: str) -> str | None:
    """Return who ``phrase``, a noun phrase before a particle, names as a holder of views.

    A person is returned as name and title, a group or an institution as worded; None when
    the phrase names nobody that could hold a view.
    """
    noun = plain_phrase(phrase)
    noun = _INNER_QUOTE.split(noun)[-1]
    if not noun:
        return None
    if is_self(noun) or points_back(noun):
        return noun
    last = _SEGMENT_EDGE.split(noun)[-1]
    if title := _ends("titles").search(noun):
        bare = _NAME_RUN.search(noun)
        named = bare is not None and bare.start() < title.start()
        return (bare[0] if bare and named else last) or noun
    if _ends("institutions").search(noun):
        return last or noun
    if _ends("groups").search(noun):
        return noun if len(noun) <= _MAX_WORDED else last
    return None


@dataclass
class NameBook:
    """The full names an article has given so far, by the short names that mean them."""

    _full: dict[str, str] = field(default_factory=dict)

    def note(self, text: str) -> None:
        """Remember the full names with titles in ``text``."""
        for match in _full_names().finditer(text):
            name = match["name"]
            parts = re.split("[・＝= ]", name)
            keys = parts if len(parts) > 1 else [name[:2], name[:1], name[:3]]
            for key in keys:
                if key and key != name:
                    self._full.setdefault(key, match[0])

    def full(self, holder: str) -> str:
        """Return the full name and title behind ``holder``, or ``holder`` itself."""
        title = _ends("titles").search(holder)
        if title is None:
            return holder
        return self._full.get(holder[: title.start()], holder)
