"""Who says it: the subject of the reporting verb, a named source, or the speaker before.

The rules are those of Japanese news prose: a reporting verb closes what is reported and its
subject stands before the reported words as the topic, or between them and the verb; where it
is left out the speaker of the sentence before goes on. Verbs of going on (付け加えた) demand
that speaker: with another subject the holder is marked for a person to check.
"""

from __future__ import annotations

import re
from functools import partial

from msgspec import Struct

from rkbrief.analysis.discourse import Discourse
from rkbrief.analysis.frames import (
    Frame,
    find_frames,
    is_holding,
    is_quoted,
    is_saying,
    names_holder,
    quote_around,
)
from rkbrief.analysis.governors import TOPIC, is_bare_name
from rkbrief.analysis.holders import (
    is_self,
    name_of_group,
    name_of_holder,
    points_back,
)
from rkbrief.analysis.quotations import (
    find_credit,
    find_name_before_quotation,
    find_speaker_of_plain_words,
    is_bare_quotation,
    is_credited_name,
    is_said_by_some,
)
from rkbrief.analysis.sources import find_asked, find_sources, points_at_study
from rkbrief.analysis.statements import find_quotes
from rkbrief.analysis.turns import Turn
from rkbrief.analysis.views import find_announced, find_teller
from rkbrief.lexicon import compile_rules, load_table
from rkbrief.model import HolderStatus, Span

_rules = partial(compile_rules, "attribution")

_OPENS = ("：", ":", "―", "—", "-")
_LONGEST = 2000

_TRAILS = re.compile("[―─—…]{2}。?$")
"""The end of words that trail off: somebody's, without quotation marks."""
_COUNTED = re.compile("[0-9０-９]人|全員")
"""Some of those asked: 30人のうち|21人."""
_OWN = re.compile("(?:^|[、。])(?P<who>[^、。「」はがの]{1,4})の[^、。「」はが]{1,12}[はも]")
"""Whose doing a sentence is about: 私の計算は|もう少し甘くて、…とみる."""


class Attribution(Struct, frozen=True, gc=False):
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
        self._before = Discourse()
        self._turn: Turn | None = None
        self._text = ""
        self._index = 0
        self._frames: tuple[Frame, ...] = ()
        self._thus: str | None = None
        self._of_a_house = False

    def overhear(self, text: str, index: int) -> None:
        """Take in the names in a heading, and whose words it announces (青木氏は述べた：)."""
        self._before.names.note(text)
        if text.endswith(_OPENS):
            self.hear(text, index)
            self.settle()

    def hear(
        self,
        text: str,
        index: int,
        *,
        turn: Turn | None = None,
        following: str = "",
        edge: tuple[bool, bool] = (False, False),
    ) -> None:
        """Take in the next sentence; :meth:`holder_of` then speaks of it.

        ``turn`` is whose turn it is, where the page tells; ``following`` is the text after
        it, which may name the speaker of a bare quotation; ``edge`` tells whether it opens
        and whether it closes a paragraph.
        """
        if edge[0]:
            self._before.begins(index)
        self._text, self._index, self._turn = text[:_LONGEST], index, turn
        self._thus = find_speaker_of_plain_words(following)
        self._of_a_house = self._of_a_house or _rules("own_house").search(self._text) is not None
        self._before.names.note(self._text)
        self._frames = tuple(f for f in find_frames(self._text) if not is_quoted(f, self._text))
        named = find_name_before_quotation(self._text)
        before = name_of_holder(named) if named else None
        if before is not None:
            self._turn = turn = Turn(before)
        if turn is not None and turn.holder is not None:
            self._before.speaks(self._before.names.full(turn.holder), index)
        elif turn is None and is_bare_quotation(self._text, self._frames):
            speaker = (
                self._before.speaker_around(following, index, leads=edge == (True, False))
                or self._recent()
                or self._before.figure_near(index)
            )
            if speaker is not None:
                self._before.speaks(speaker, index)

    def settle(self) -> None:
        """Remember who spoke in the sentence heard last, and whom it was about."""
        self._before.note(self._text, self._index)
        announced = find_announced(self._text)
        if announced is not None:
            self._before.speaks(self._before.resolve(announced), self._index, tells=True)
            return
        speaker = self._viewer_at_end() or self._reporter() or self._informant()
        speaker = speaker or self._before.viewer_in(self._text)
        unnamed = tuple(load_table("attribution")["unnamed"])
        if self._turn is None and self._speaks_himself():
            self._before.forget_speaker()
        elif speaker is not None and not is_self(speaker) and not speaker.startswith(unnamed):
            self._before.speaks(speaker, self._index)
            self._before.names.note_company(speaker)

    def _speaks_himself(self) -> bool:
        """Tell whether the sentence is about what the writer holds: 私は…とみる."""
        return any(
            frame.subject is not None and is_self(frame.subject)
            for frame in self._frames
            if quote_around(frame, self._text) is None
        )

    def _viewer_at_end(self) -> str | None:
        """Return whose attitude the sentence ends in: …と課長は話すが、|市議は首をかしげる."""
        _, comma, last = self._text.rpartition("、")
        return self._before.viewer_in(last) if comma and self._frames else None

    def _reporter(self) -> str | None:
        """Return the subject of the last verb of reporting that is not itself quoted."""
        for frame in reversed(self._frames):
            if quote_around(frame, self._text) is not None:
                continue  # he is spoken of; the speaker goes on
            if _rules("of_some").search(frame.span.of(self._text)):
                return None
            holder = self._named(frame.subject)
            if holder is not None and not frame.continues:
                return holder
            if frame.subject is None and self._before.viewer_in(self._text) is None:
                newcomer = self._before.newcomer(self._index)
                speaker = newcomer or self._recent() or self._before.figure_near(self._index)
                if speaker is not None:
                    return speaker
        return None

    def _informant(self) -> str | None:
        """Return the source that the sentence names: 青木氏によると."""
        source = self._source(Span(0, len(self._text)), shared=False)
        return source.holder if source is not None and source.status == "stated" else None

    def holder_of(self, claim: Span, held: int, *, hearsay: bool, shared: bool) -> Attribution:
        """Return whose claim the stretch ``claim`` of the sentence heard last is; 私 is the writer.

        A verb that ends after ``held``, where the words held end, can govern the claim.
        ``hearsay`` for what is passed on, ``shared`` for a view of many (との見方が多い).
        """
        found = self._holder_of(claim, held, hearsay=hearsay, shared=shared)
        return self._writer() if found.holder and is_self(found.holder) else found

    def _holder_of(self, claim: Span, held: int, *, hearsay: bool, shared: bool) -> Attribution:
        """Return whose claim it is, by the first that tells: credit, verb, source, who spoke."""
        quote = next(
            (q for q in find_quotes(self._text) if q.overlaps(claim) and q.end < len(self._text)),
            None,
        )
        if quote and not (quote.start <= claim.start and quote.end >= claim.end - 3):
            quote = None
        frame = next(
            (
                f
                for f in self._frames
                if f.span.end > held >= f.subject_at
                and not (quote and f.span.end <= quote.end and not names_holder(f))
            ),
            None,
        )
        asked = find_asked(self._text, held)
        if asked and not (frame is not None and _COUNTED.search(frame.subject or "")):
            return Attribution(self._named(asked), "stated")
        bare = frame is None or frame.subject is None
        if bare and quote is not None and is_said_by_some(self._text, quote):
            return self._writer()
        credited = self._credited(Span(held - 1, held)) or self._credited(claim) if bare else None
        if credited is not None:
            return credited
        if frame is not None:
            return self._framed(frame)
        source = self._source(Span(claim.start, max(held, claim.end)), shared=shared)
        return source or self._unreported(quote, hearsay=hearsay)

    def _unreported(self, quote: Span | None, *, hearsay: bool) -> Attribution:
        """Return whose a claim is that nothing in its sentence names, inside ``quote`` or not."""
        hearsay = hearsay or _TRAILS.search(self._text) is not None
        told = self._text[: quote.start] if quote else self._text if hearsay else ""
        viewer = self._before.viewer_in(told)
        if viewer is not None:  # 森さんの見方は厳しく、「…」とのことだ
            return Attribution(viewer, "stated")
        before = self._told_before(quote, hearsay=hearsay)
        if before is not None:
            return Attribution(before, "carried")
        if quote and self._turn is None and is_bare_quotation(self._text, self._frames):
            return Attribution(None, "check")
        return self._speaker_behind() or self._writer()

    def _told_before(self, quote: Span | None, *, hearsay: bool) -> str | None:
        """Return who, by the sentences before, says what is quoted or passed on."""
        asks = self._turn is not None and self._turn.holder is None
        if self._turn is None and self._before.tells_on(self._index):
            return self._recent()
        hearsay = hearsay or _rules("passed_on").search(self._text) is not None
        if (quote or hearsay) and self._recent() is not None and not asks:
            return self._recent()
        return self._before.known_from(self._index) if hearsay and self._turn is None else None

    def _speaker_behind(self) -> Attribution | None:
        """Return whom the next sentence names as the speaker of this one (そう青木氏は述べた)."""
        if self._thus is None or self._turn is not None:
            return None
        return Attribution(self._named(self._thus), "carried")

    def _writer(self) -> Attribution:
        """Return who speaks where the sentence names nobody: whose turn it is, or the author."""
        if self._turn is None or self._turn.holder is None:
            return self._author
        return Attribution(self._before.names.full(self._turn.holder), "carried")

    def _credited(self, claim: Span) -> Attribution | None:
        """Return whom the brackets behind a quotation name, None without such brackets."""
        who = find_credit(self._text, claim)
        if who == "同":
            return Attribution(self._recent(), "carried") if self._recent() else None
        if who and not name_of_holder(who) and is_credited_name(who):
            return Attribution(self._before.names.full(who), "stated")
        holder = name_of_holder(who) if who else None
        return Attribution(self._named(holder), "stated") if holder else None

    def planner_of(self, claim: Span) -> Attribution | None:
        """Return whose plan ``claim`` of the sentence heard last is: its topic, if a holder."""
        topic = TOPIC.search(self._text, claim.start, claim.end)
        noun = topic["noun"].removeprefix("と") if topic else ""  # 「…」と|社長は誓った
        if not noun or (name_of_holder(noun) is None and not is_bare_name(noun)):
            return None
        return Attribution(self._named(noun), "stated")

    def _framed(self, frame: Frame) -> Attribution:
        if self._is_own(frame):
            return self._writer()
        teller = find_teller(self._text, frame.span.start)
        if teller is not None:
            return Attribution(self._named(teller), "stated")
        holder = self._named(frame.subject) or name_of_group(self._text)
        recent = self._recent()
        reasons = _rules("gives_reason").match(self._text, frame.span.end) is not None
        differs = frame.continues and holder not in {None, recent}
        if recent is not None and (reasons or differs):
            return Attribution(recent, "carried" if reasons else "check")
        viewer = self._before.viewer_in(self._text[: frame.span.start])
        if viewer is not None and (holder is None or holder.startswith(viewer)):
            return Attribution(viewer, "stated")  # 青葉機構の見方は慎重で、…確率を65％とした
        if holder is not None:
            return self._told_by(holder, frame.subject or "")
        return self._source(frame.span, shared=True) or self._carried_on(frame)

    def _carried_on(self, frame: Frame) -> Attribution:
        """Return whose the view at ``frame`` is, where its sentence names nobody."""
        if self._of_a_house and frame.subject is None and is_holding(frame, self._text):
            return self._writer()  # the report of an institute: 当社は…。年末には…とみる
        felt = _rules("felt").search(frame.span.of(self._text)) is not None
        says = is_saying(frame, self._text)
        recent = self._before.goes_on(self._index, says=says, felt=felt)
        return Attribution(recent, "carried") if recent is not None else self._writer()

    def _is_own(self, frame: Frame) -> bool:
        """Tell whether the writer, or who has the floor, speaks of his own view at ``frame``."""
        if not names_holder(frame) and _rules("i_think").match(self._text, frame.span.start):
            return True
        marked = _rules("own_marks").search(self._text, 0, frame.span.start) is not None
        if marked and not names_holder(frame):
            return True
        if frame.subject is None:
            own = _OWN.search(self._text, 0, frame.span.start)
            return own is not None and is_self(own["who"])
        if is_self(frame.subject):
            return True
        if _rules("humble").search(self._text, frame.span.start) and not names_holder(frame):
            return True
        answers = self._turn is not None and self._turn.holder is not None
        felt = _rules("of_oneself").search(self._text, frame.span.start) is not None
        return answers and felt and not names_holder(frame)

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
        for phrase in find_sources(self._text, claim.end, shared=shared):
            if is_self(phrase):
                return self._writer()
            if points_at_study(phrase):
                recent = self._before.issuer_before(self._index) or self._recent()
                return Attribution(recent, "carried" if recent else "check")
            return Attribution(self._named(phrase), "stated")
        return None

    def _named(self, phrase: str | None) -> str | None:
        """Return the holder that ``phrase`` names, in full, None for nobody."""
        apart = self._turn.holder if self._turn is not None else None
        full = self._before.names.full(apart) if apart else None
        return None if phrase is None else self._before.resolve(phrase, full)

    def _recent(self) -> str | None:
        return self._before.speaker(self._index)
