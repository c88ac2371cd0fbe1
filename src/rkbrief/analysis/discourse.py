"""Whom and what the sentences before were about: what 同氏, それによると and a quotation need."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rkbrief.analysis.frames import TOPIC
from rkbrief.analysis.holders import (
    NameBook,
    is_person,
    name_of_holder,
    plain_phrase,
    points_back,
)
from rkbrief.analysis.sources import find_issuer

_HOUSE_MAN = re.compile(
    "同(?:社|省|庁|行|局|署|院|党|大|市|県|機構|機関|協会|研究所|団体|組合|支所|センター).+"
)
"""同機構担当者: somebody of the house spoken of, not the one who spoke."""
_TOPICS = 8
"""Topics read in one sentence: what it is about stands early."""
_NEXT = 2


@dataclass
class Discourse:
    """The names, the person spoken of last and the last study, as far as an article is read."""

    names: NameBook = field(default_factory=NameBook)
    _figure: tuple[str, int] | None = None
    _issuer: tuple[str, int] | None = None

    def note(self, text: str, index: int) -> None:
        """Remember what the sentence is about, and who makes something known in it."""
        issuer = find_issuer(text)
        if issuer is not None:
            self._issuer = (self.resolve(issuer) or issuer, index)
        for at, topic in enumerate(TOPIC.finditer(text)):
            if at >= _TOPICS:
                break
            holder = name_of_holder(topic["noun"])
            self.names.note_topic(topic["noun"])
            if holder and is_person(holder) and not points_back(holder):
                self._figure = (self.names.full(holder), index)

    def resolve(self, phrase: str, *, last: str | None = None) -> str:
        """Return the holder that ``phrase`` names, in full; ``last`` spoke last."""
        holder = name_of_holder(phrase) or plain_phrase(phrase)
        if points_back(holder):
            about = self._figure[0] if self._figure else None
            worded = holder if _HOUSE_MAN.fullmatch(holder) else None
            return self.names.behind(holder) or worded or last or about or holder
        return self.names.full(holder)

    def figure_before(self, index: int) -> str | None:
        """Return the person that the sentence right before ``index`` was about."""
        if self._figure is None or self._figure[1] != index - 1:
            return None
        return self._figure[0]

    def issuer_before(self, index: int, *, since: int) -> str | None:
        """Return who made something known within two sentences, not before ``since``."""
        if self._issuer is None or self._issuer[1] < max(index - _NEXT, since):
            return None
        return self._issuer[0]
