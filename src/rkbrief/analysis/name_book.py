"""The full names that an article gives, by the short ones that mean them: 同氏, 同社, 青木氏."""

from __future__ import annotations

import re
from collections import deque
from functools import cache, partial

from msgspec import Struct, field

from rkbrief.analysis.holders import (
    ends_of,
    is_person,
    is_self,
    name_of_company,
    name_of_holder,
    plain_phrase,
    points_back,
)
from rkbrief.lexicon import compile_rules, load_table
from rkbrief.lexicon.sought import Sought

_rules = partial(compile_rules, "attribution")

_NAME = (
    r"[ァ-ヴー]+(?:[・＝=][ァ-ヴーA-ZＡ-Ｚ.]+)+|[A-Z][a-z]+(?: [A-Z]\.?)?(?: [A-Z][a-z]+)+"
    r"|[一-龥々]{3,5}|[一-龥々]{1,3}[ァ-ヴー]{2,4}"
)
_HIRAGANA_NAME = (
    r"[一-龥々]{1,3}(?!(?:には|では|とは|から|まで|など|する|した|って|れた|いる|ある|たち|らの"
    r"|にも|での|との|への|による|という|である))[ぁ-ん]{2,3}"
)
_POST = r"・[^、。「」はがをにで・\s]{2,20}?"
"""What may stand between a name and its title: 山田太郎・青葉大学|教授."""
_READING = Sought(
    r"(?P<name>[一-龥々]{2,5}|[一-龥々]{1,3}[ぁ-ん]{2,3})[（(][ぁ-ん]+[・ \u3000][ぁ-ん]+[）)]",
    ("（", "("),
)
_UNTITLED = Sought(
    r"(?:(?P<kind>[一-龥々ァ-ヴー]{1,16})(?:である|の|、))?"
    r"(?P<name>[ァ-ヴー]{2,}(?:[・＝=][ァ-ヴー]{2,})+)",
    ("・", "＝", "="),
)
"""A foreign name, perhaps behind what its bearer is: 疫学者であるアンナ・ベルク."""
_BARE_BODY = re.compile(r"[ァ-ヴー・A-Za-zＡ-Ｚ一-龥々]{2,16}")
_HOUSE_OF = re.compile(r"(?P<house>[一-龥々ァ-ヴー・A-Za-zＡ-Ｚａ-ｚ0-9]{2,16})の(?=[^の]+$)")
"""The house that somebody speaks for, before his name: 青葉電鉄の|青木社長."""
_SAID = re.compile("^と(?=[一-龥々ァ-ヴ])")
"""Left of a quotation before its speaker: 「…」|と青木氏は述べた."""
_COUNTED = re.compile("[0-9０-９]社$")
PRONOUNS = frozenset({"彼", "彼女"})
_REMEMBERED = 60


@cache
def _full_names() -> Sought:
    words = sorted(load_table("attribution")["titles"], key=len, reverse=True)
    titles = "|".join(words)
    offices = "|".join(load_table("attribution")["offices"])
    return Sought(
        f"(?P<posted>[一-龥々]{{3,5}}){_POST}(?P<post>{titles})"
        f"|(?<![一-龥々])(?P<family>[一-龥々]{{1,4}})(?:{offices})"
        f"|(?P<name>{_NAME}|{_HIRAGANA_NAME})(?P<title>{titles})",
        words,
    )


class NameBook(Struct):
    """The full names an article has given so far, by the short names that mean them."""

    _full: dict[str, str] = field(default_factory=dict)
    _persons: deque[str] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))
    _last_parts: dict[str, str] = field(default_factory=dict)
    _companies: set[str] = field(default_factory=set)
    _bodies: deque[str] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))

    def note(self, text: str) -> None:
        """Remember the full names in ``text``: those with titles, those with their reading."""
        for match in _full_names().finditer(text):
            name = match["posted"] or match["family"] or match["name"]
            if not ends_of("institutions").search(name):
                self._keep(name, match[0])
                self._persons.append(match[0])
        for match in _READING.finditer(text):
            self._keep(match["name"], match["name"])

        for match in _UNTITLED.finditer(text):
            kind, name = match["kind"] or "", match["name"]
            self._last_parts.setdefault(re.split("[・＝=]", name)[-1], name)
            if ends_of("titles").search(kind) or ends_of("groups").search(kind):
                self._keep(name, name)
                self._persons.append(name)

    def _keep(self, name: str, full: str) -> None:
        parts = re.split("[・＝= ]", name)
        keys = parts if len(parts) > 1 else [name[:2], name[:1], name[:3]]
        for key in keys:
            if key and key != name:
                self._full.setdefault(key, full)

    def note_topic(self, noun: str) -> None:
        """Remember ``noun``, which a sentence is about, for 同氏 and 同社 after it."""
        noun = _SAID.sub("", noun)
        holder = name_of_holder(noun)
        if holder is None:
            company = name_of_company(noun)
            if company is not None:
                self._companies.add(company)
                self._bodies.append(company)
            elif _BARE_BODY.fullmatch(plain_phrase(noun)):
                self._bodies.append(plain_phrase(noun))
        elif is_person(holder) and not points_back(holder):
            self.note_person(holder)
            house = _HOUSE_OF.match(plain_phrase(noun))
            if house and not points_back(house["house"]):
                self._bodies.append(house["house"])
                if _rules("of_company").search(holder):
                    self._companies.add(house["house"])
        elif not points_back(holder) and not is_self(holder):
            self._bodies.append(holder)

    def note_company(self, holder: str) -> None:
        """Remember a company that has spoken for 同社 after it; others are let be."""
        described = _rules("described").search(holder) or ends_of("no_houses").search(holder)
        described = described or _COUNTED.search(holder)
        if self._is_company(holder) and not (described or is_person(holder)):
            self._bodies.append(holder)

    def person_called(self, noun: str) -> str | None:
        """Return the full name of whom a bare ``noun`` names, None when it is no known person.

        Who is called by the last part of a foreign name alone is one: houses are called in full.
        """
        name = self._full.get(noun, noun)
        return name if name in self._persons else self._last_parts.get(noun)

    def note_person(self, holder: str) -> None:
        """Remember the person spoken of, or speaking, last: 同氏 points to him."""
        self._persons.append(self.full(holder))

    def behind(self, noun: str, apart: str | None = None) -> str | None:
        """Return whom ``noun`` (同氏, 同社, 彼) means, None when nobody before fits it.

        It is not ``apart``, who says so of another.
        """
        kind = noun.removeprefix("同")
        if noun in PRONOUNS or kind == "氏":
            return next((p for p in reversed(self._persons) if p != apart), None)
        if is_person(kind) or kind == "相":
            return next((p for p in reversed(self._persons) if p.endswith(kind)), None)
        if kind == "社":
            return next((b for b in reversed(self._bodies) if self._is_company(b)), None)
        return next((b for b in reversed(self._bodies) if b.endswith(kind)), None)

    def _is_company(self, body: str) -> bool:
        return body in self._companies or _rules("companies").search(body) is not None

    def full(self, holder: str) -> str:
        """Return the full name and title behind ``holder``, or ``holder`` itself."""
        title = ends_of("titles").search(holder)
        if title and title[0] == holder:  # 社長は: the one who was named with that title
            return next((p for p in reversed(self._persons) if p.endswith(holder)), holder)
        name = holder[: title.start()] if title else holder.rpartition("の")[2]
        return self._full.get(name, holder)

    def people(self) -> tuple[str, ...]:
        """Return the people named so far, each once by the full name that came first."""
        return tuple(dict.fromkeys(self.full(person) for person in self._persons))

    def knows(self, name: str) -> bool:
        """Tell whether ``name`` is short for a full name given so far."""
        return name in self._full or name in self._full.values()
