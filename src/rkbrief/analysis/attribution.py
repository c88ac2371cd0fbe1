"""Who says it: the subject of the reporting verb, a named source, or the speaker before.

The rules are those of Japanese news prose: a reporting verb closes what is reported and its
subject stands before the reported words as the topic, or between them and the verb; where it
is left out the speaker of the sentence before goes on. Verbs of going on (付け加えた) demand
that speaker: with another subject the holder is marked for a person to check.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rkbrief.analysis.clauses import find_quotes
from rkbrief.analysis.frames import BARE_NAME, TOPIC, Frame, find_frames, pattern_of
from rkbrief.analysis.holders import (
    NameBook,
    is_person,
    is_self,
    name_of_holder,
    plain_phrase,
    points_back,
)
from rkbrief.lexicon import load_table
from rkbrief.model import HolderStatus, Sentence, Span

_REACH = 3
_LONGEST = 2000
_THUS = re.compile(
    r"^(?P<subject>[^、。「」]{1,40}?)[はが]、?(?:そう|こう)(?:言|語|話|述|明か|断言|指摘|説明|主張|強調|警告|予想|予測|見|み|分析)"
)
_POINTING = re.compile("(?:[こそ](?:れら?|ちら)?|(?:こ|そ)の[一-龥]{1,8})$")
_SHORTEST_VIEW = 8  # code points; what is shorter in 「」 is a name or a word
_IN_BRACKETS = re.compile(r"[」』]?[（(](?P<who>[^（）()「」]{1,30})[）)]")
_LONGEST_SOURCE = 30


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose claim it is.

    ``holder`` None means an unnamed writer with status ``author``, nobody that the text lets
    one name with status ``check``.
    """

    holder: str | None
    status: HolderStatus


class Speakers:
    """Follows who speaks through the sentences of one article, in order."""

    def __init__(self, author: str | None = None, publisher: str | None = None) -> None:
        self._author = Attribution(author, "author")
        self._publisher = publisher
        self._names = NameBook()
        self._last: str | None = None
        self._last_at = -_REACH
        self._topic: str | None = None
        self._text = ""
        self._index = 0
        self._frames: tuple[Frame, ...] = ()

    def hear(self, sentence: Sentence, *, following: str = "") -> None:
        """Take in the next sentence; :meth:`holder_of` then speaks of it.

        ``following`` is the text after it, which may name the speaker of a bare quotation.
        """
        self._text, self._index = sentence.text[:_LONGEST], sentence.index
        self._names.note(self._text)
        self._frames = find_frames(self._text)
        thus = _THUS.match(following)
        if self._frames or not sentence.text.lstrip().startswith("「"):
            return
        topic = TOPIC.match(following)
        if thus:
            self._last, self._last_at = self._named(thus["subject"]), sentence.index
        elif topic and name_of_holder(topic["noun"]) and self._recent() is None:
            self._last, self._last_at = self._named(topic["noun"]), sentence.index

    def settle(self) -> None:
        """Remember who spoke in the sentence heard last, and whom it was about."""
        topic = TOPIC.search(self._text)
        if topic is not None and is_person(topic["noun"].strip()):
            self._topic = self._named(name_of_holder(topic["noun"]))
        for frame in reversed(self._frames):
            holder = self._named(frame.subject)
            if holder is not None and not frame.continues:
                self._last, self._last_at = holder, self._index
                return
            if frame.subject is None and self._recent() is not None:
                self._last_at = self._index
                return

    def holder_of(self, claim: Span, held: int, *, hearsay: bool, shared: bool) -> Attribution:
        """Return whose claim the stretch ``claim`` of the sentence heard last is.

        A verb that ends after ``held``, where the words held end, can govern the claim.
        ``hearsay`` for what is passed on, ``shared`` for a view of many (との見方が多い).
        """
        quote = next(
            (q for q in find_quotes(self._text) if q.overlaps(claim) and q.end < len(self._text)),
            None,
        )
        inside = quote is not None and quote.start <= claim.start and quote.end >= claim.end - 3
        frame = next(
            (
                f
                for f in self._frames
                if f.span.end > held >= f.subject_at
                and not (inside and quote and f.span.end <= quote.end)
            ),
            None,
        )
        credited = self._credited(claim) if frame is None or frame.subject is None else None
        if credited is not None:
            return credited
        if frame is not None:
            return self._framed(frame)
        source = self._source(Span(claim.start, max(held, claim.end)), shared=shared)
        if source is not None:
            return source
        if (inside or hearsay) and self._recent() is not None:
            return Attribution(self._recent(), "carried")
        return self._author

    def _credited(self, claim: Span) -> Attribution | None:
        """Return who stands in brackets right behind what is quoted: 「…」（〇〇総研）."""
        quotes = [q for q in find_quotes(self._text) if q.overlaps(claim)]
        found = [
            match["who"]
            for quote in quotes
            if quote.end - quote.start >= _SHORTEST_VIEW
            and (match := _IN_BRACKETS.match(self._text, quote.end))
        ]
        if len(found) != 1:
            return None
        if found[0] == "同":
            return Attribution(self._recent(), "carried") if self._recent() else None
        holder = name_of_holder(found[0])
        return Attribution(self._named(holder), "stated") if holder else None

    def planner_of(self, claim: Span) -> Attribution | None:
        """Return whose plan ``claim`` of the sentence heard last is: its topic, if a holder."""
        topic = TOPIC.search(self._text, claim.start, claim.end)
        holder = name_of_holder(topic["noun"]) if topic else None
        if topic is None or (holder is None and not BARE_NAME.fullmatch(topic["noun"])):
            return None
        return Attribution(self._named(topic["noun"]), "stated")

    def _framed(self, frame: Frame) -> Attribution:
        if frame.subject is not None and is_self(frame.subject):
            return self._author
        holder = self._named(frame.subject)
        recent = self._recent()
        if frame.continues and recent is not None and holder not in {None, recent}:
            return Attribution(recent, "check")
        if holder is not None:
            return self._told_by(holder, frame.subject or "")
        source = self._source(frame.span, shared=True)
        if source is not None:
            return source
        return Attribution(recent, "carried") if recent is not None else self._author

    def _told_by(self, holder: str, subject: str) -> Attribution:
        """Return ``holder`` with how surely it is known; 当社 is the house that publishes."""
        table = load_table("attribution")
        if holder.startswith(tuple(table["unnamed"])):
            return Attribution(holder, "check")
        if self._publisher and holder in table["houses"]:
            return Attribution(self._publisher, "stated")
        return Attribution(holder, "carried" if points_back(subject) else "stated")

    def _source(self, claim: Span, *, shared: bool) -> Attribution | None:
        """Return the source named before the claim (気象庁によると), if there is one."""
        for match in pattern_of("sources").finditer(self._text, 0, claim.end):
            if match[0][0] == "で" and not shared:
                continue
            start = max(self._text.rfind(c, 0, match.start()) for c in "、。「」") + 1
            phrase = self._text[start : match.start()].strip()
            if _POINTING.match(phrase):
                recent = self._recent()
                return Attribution(recent, "carried" if recent else "check")
            if name_of_holder(phrase) or _can_be_source(phrase):
                return Attribution(self._named(phrase), "stated")
        return None

    def _named(self, phrase: str | None) -> str | None:
        """Return the holder that ``phrase`` names, in full, None for nobody."""
        if phrase is None:
            return None
        holder = name_of_holder(phrase) or plain_phrase(phrase)
        if points_back(holder):
            return self._topic or self._last or holder
        return self._names.full(holder)

    def _recent(self) -> str | None:
        return self._last if self._index - self._last_at <= _REACH else None


def _can_be_source(phrase: str) -> bool:
    """Tell that ``phrase`` can name a source though it is of no known kind."""
    table = load_table("attribution")
    if phrase in table["alone"]:
        return True
    if phrase.endswith(tuple(table["no_sources"])):
        return False
    return 1 < len(plain_phrase(phrase)) <= _LONGEST_SOURCE
