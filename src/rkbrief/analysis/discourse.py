"""Whom and what the sentences before were about: what 同氏, それによると and a quotation need."""

from __future__ import annotations

import re
from functools import partial
from itertools import islice

from msgspec import Struct, field

from rkbrief.analysis.governors import TOPIC
from rkbrief.analysis.holders import (
    is_house,
    is_one,
    is_person,
    is_self,
    name_of_holder,
    plain_phrase,
    points_back,
)
from rkbrief.analysis.name_book import PRONOUNS, NameBook
from rkbrief.analysis.quotations import find_speaker_behind
from rkbrief.analysis.sources import find_issuer
from rkbrief.analysis.statements import find_quotes
from rkbrief.lexicon import compile_rules

_rules = partial(compile_rules, "attribution")

_INTRODUCED = re.compile(
    r"(?:[^、。「」はが]{1,10}、)?[^、。「」はが]{2,30}[はが]、?(?P<who>[^、。「」はが]{2,40}?)"
    r"(?:(?:だ|です|である)?(?:。|$)|で、)"
)
"""Brings somebody in by what he is, before what he says: 慎重派の代表が、青木氏."""
_TOPICS = 8
"""Topics read in one sentence: what it is about stands early."""
_NEXT = 2
_REACH = 3


class Discourse(Struct):
    """The names, the person spoken of last and the last study, as far as an article is read."""

    names: NameBook = field(default_factory=NameBook)
    _figure: tuple[str, int] | None = None
    _house: tuple[str, int] | None = None
    _issuer: tuple[str, int] | None = None
    _speaker: tuple[str, int] | None = None
    _tells: int | None = None
    _announced: int | None = None
    _opens: int | None = None

    def speaks(self, holder: str, index: int, *, tells: bool = False) -> None:
        """Remember who spoke at ``index``; ``tells`` when what follows, unquoted, is his too."""
        self._speaker = (holder, index)
        if is_person(holder) and not points_back(holder):
            self.names.note_person(holder)
        self._tells = self._announced = index if tells else None

    def forget_speaker(self) -> None:
        """Take in that the writer speaks: whoever spoke before him goes on no more."""
        self._speaker = None

    def speaker(self, index: int) -> str | None:
        """Return who spoke in the three sentences before ``index``, None for nobody."""
        if self._speaker is None or index - self._speaker[1] > _REACH:
            return None
        return self._speaker[0]

    def tells_on(self, index: int) -> bool:
        """Tell whether the sentence at ``index`` goes on with the view that was announced."""
        going = self._tells == index - 1
        self._tells = index if going else self._tells
        return going

    def begins(self, index: int) -> None:
        """Take in that a paragraph begins: a view told before it goes on no more."""
        if self._announced != index - 1:
            self._tells = None

    def speaker_around(self, following: str, index: int, *, leads: bool) -> str | None:
        """Return who speaks a bare quotation at ``index`` by the sentences around it.

        None for nobody new; ``leads`` where it begins a paragraph, whose next sentence then
        brings its speaker in.
        """
        thus = find_speaker_behind(following)
        if thus:
            return self.resolve(thus)
        if self._opens == index - 1 and self._speaker is not None:
            return self._speaker[0]
        topic = TOPIC.match(following)
        holder = name_of_holder(topic["noun"]) if topic else None
        figure = self.figure_before(index)
        spoke = self._speaker is not None and self._speaker[1] == index - 1
        # 青木氏は黙った。|「…」|会は11日に…
        led = (figure is not None or spoke) and is_house(holder or "")
        if leads and holder and not (led or _is_nobody(holder) or points_back(holder)):
            return self.resolve(holder)
        if figure is not None and not spoke:
            return figure
        recent = self.speaker(index)
        if holder and (recent is None or not (is_house(holder) or is_person(recent))):
            return self.resolve(holder)
        return None

    def note(self, text: str, index: int) -> None:
        """Remember what the sentence is about, and who makes something known in it."""
        if _rules("opens").search(text):
            self._opens = index
        issuer = find_issuer(text)
        if issuer is not None:
            self._issuer = (self.resolve(issuer) or issuer, index)
        quotes = tuple(find_quotes(text))
        told = False
        for topic in islice(TOPIC.finditer(text), _TOPICS):
            quoted = any(q.start <= topic.start() and topic.end() <= q.end for q in quotes)
            holder = name_of_holder(topic["noun"])
            if holder and points_back(holder):
                return  # whoever else stands in the sentence is spoken of: 同氏は、青木氏が…
            if not told or topic["particle"] != "が":  # 青木氏は、山田氏が…と話す is about 青木氏
                self.names.note_topic(topic["noun"])
            told = told or holder is not None
            if not quoted:
                self._note_topic(topic, holder, index)
        if self._figure is None or self._figure[1] != index:
            owner = _rules("owners").match(text)
            if owner and not any(q.start <= owner.start("who") < q.end for q in quotes):
                self._figure = (self.resolve(owner["who"]), index)

    def _note_topic(self, topic: re.Match[str], holder: str | None, index: int) -> None:
        """Remember the person or the institution that the sentence at ``index`` is about."""
        bare = plain_phrase(topic["noun"])
        named = self.names.person_called(bare) if holder is None else None
        of_one = holder is not None and is_one(holder) and topic["particle"] != "が"
        if holder and (of_one or is_person(holder)) and not points_back(holder):
            self._figure = (self.names.full(holder), index)
        elif holder and is_house(holder) and topic["particle"] == "は":
            self._house = (self.resolve(holder), index)
        elif named:
            self.names.note_person(named)
            self._figure = (named, index)

    def resolve(self, phrase: str, apart: str | None = None) -> str:
        """Return the holder that ``phrase`` names, in full; 彼女 is not ``apart``, who speaks."""
        last = self._speaker[0] if self._speaker else None
        holder = name_of_holder(phrase) or plain_phrase(phrase)
        if points_back(holder):
            about = self._figure[0] if self._figure else None
            worded = holder if _rules("of_that_house").fullmatch(holder) else None
            found = self.names.behind(holder, apart) or worded
            if found is None and _rules("that_house").fullmatch(holder):
                return last if last and is_house(last) else holder
            if holder in PRONOUNS and found is None:
                return last if last and not is_house(last) else about or holder
            return found or last or about or holder
        return self.names.full(holder)

    def figure_before(self, index: int) -> str | None:
        """Return the person that the sentence right before ``index`` was about."""
        if self._figure is None or self._figure[1] != index - 1:
            return None
        return self._figure[0]

    def figure_near(self, index: int) -> str | None:
        """Return the person that one of the three sentences before ``index`` was about last."""
        if self._figure is None or not index - _REACH <= self._figure[1] < index:
            return None
        return self._figure[0]

    def newcomer(self, index: int) -> str | None:
        """Return the person that the sentence right before ``index`` was about.

        None where somebody spoke in that sentence, or since.
        """
        spoke = self._speaker[1] if self._speaker else -1
        figure = self.figure_before(index)
        return figure if figure and spoke < index - 1 else None

    def house_before(self, index: int) -> str | None:
        """Return the institution that the sentence right before ``index`` was about.

        None where somebody has spoken since.
        """
        spoke = self._speaker[1] if self._speaker else -1
        if self._house is None or self._house[1] != index - 1 or spoke > self._house[1] - 1:
            return None
        return self._house[0]

    def goes_on(self, index: int, *, says: bool, felt: bool) -> str | None:
        """Return who goes on where a verb at ``index`` has no subject, None for nobody known.

        ``says`` for a verb of saying, which somebody must be meant by, ``felt`` for one of feeling.
        """
        recent = self.speaker(index)
        if recent is not None or says:
            recent = self.house_before(index) or recent
        recent = self.newcomer(index) or recent
        if recent is None and not (felt or says):
            issuer = self.issuer_before(index)
            recent = issuer if issuer and (name_of_holder(issuer) or is_house(issuer)) else None
        if recent is None and not felt:
            recent = self.figure_near(index) if says else self.figure_before(index)
        return recent

    def known_from(self, index: int) -> str | None:
        """Return from whom it is known what the sentence at ``index`` passes on.

        The person that the sentence before was about (森さんは黙った。…とのことだ), or who made
        something known within two (同庁は調べを公表した。…消えるという).
        """
        issuer = self.issuer_before(index)
        return self.figure_before(index) or (issuer if name_of_holder(issuer or "") else None)

    def viewer_in(self, text: str) -> str | None:
        """Return whose view ``text`` sets out to tell: he, or the house, speaks after it."""
        for pattern in (_rules("own_views"), _rules("attitudes"), _INTRODUCED):
            view = pattern.match(text)
            who = next(filter(None, view.groups()), None) if view else None
            holder = name_of_holder(who) if who else None
            told = pattern is _rules("own_views") and is_house(holder or "")
            if holder and (told or pattern is _rules("attitudes") or is_person(holder)):
                return self.resolve(holder)
        return None

    def issuer_before(self, index: int) -> str | None:
        """Return who made something known within two sentences, and since somebody spoke."""
        since = self._speaker[1] if self._speaker else 0
        if self._issuer is None or self._issuer[1] < max(index - _NEXT, since):
            return None
        return self._issuer[0]


def _is_nobody(holder: str) -> bool:
    """Tell whether ``holder`` is the writer, or only what many say (反対の声)."""
    return is_self(holder) or holder.endswith(("声", "意見", "向き"))
