"""Who says it: the subject of the reporting verb, a named source, or the speaker before.

The rules are those of Japanese news prose: a reporting verb closes what is reported and its
subject stands before the reported words as the topic, or between them and the verb; where it
is left out the speaker of the sentence before goes on. Verbs of going on (付け加えた) demand
that speaker: with another subject the holder is marked for a person to check.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from rkbrief.analysis.clauses import find_quotes
from rkbrief.analysis.holders import NameBook, is_person, is_self, name_of_holder, points_back
from rkbrief.lexicon import load_table
from rkbrief.model import HolderStatus, Sentence, Span

_TOPIC = re.compile(
    r"(?P<noun>[^、。「」『』]{0,60}?(?:[一-龥々ァ-ヴーA-Za-zＡ-Ｚａ-ｚ0-9）)らちん]|多く|ほとんど))(?P<particle>は|も|が)"
    r"(?P<comma>(?:[0-9０-９]{1,2}日(?:午[前後]|朝|夜|夕)?(?:に)?|同日|この日|[月火水木金土日]曜日?)?、?)"
)
_INNER_SUBJECT = re.compile(r"[一-龥々ァ-ヴーA-Za-z）)](?:が|は|も)")
_BARE = re.compile(r"[一-龥々ァ-ヴーA-Za-zＡ-Ｚ0-9・＝]{2,16}")
_POINTING = re.compile(
    r"これ(?!ら)|それ(?!ら)|あれ|こう|そう|どう|今後|今回|今年|来年|昨年|現在|当初"
)
_OWN_FIGURE = re.compile(r"確率を|可能性を|見通しを|予[想測]を")
_REACH = 3
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose claim it is; ``holder`` None with status ``author`` means an unnamed writer."""

    holder: str | None
    status: HolderStatus


@dataclass(frozen=True, slots=True)
class Frame:
    """A reporting verb where it stands, with the noun phrase of its subject if it has one."""

    span: Span
    subject: str | None
    continues: bool
    subject_at: int = 0


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{r['pattern']})" for r in load_table("attribution")[name]))


@cache
def _saying() -> re.Pattern[str]:
    return re.compile(load_table("attribution")["verbs"][0]["pattern"])


@cache
def _direct() -> re.Pattern[str]:
    verbs = _pattern("verbs").pattern
    return re.compile(rf"(?:と|などと|って|」|こう|次のように)(?:も|は)?(?:{verbs})")


@cache
def _inverted() -> re.Pattern[str]:
    verbs = _pattern("verbs").pattern
    noun = r"(?P<subject>[^、。「」]{1,60}?[^、。「」\sで])(?:は|が|も)"
    return re.compile(
        rf"(?:」(?:と|などと)?|と|などと)、?{noun}、?"
        rf"(?:[^、。「」は]{{0,24}}(?:で|に|へ|から|、))?(?:こう)?(?:{verbs})"
        r"|と(?:し(?:ながら|つつ)も?|して|した(?:うえ|上)で)、(?P<after>[^、。「」]{1,40}?)(?:は|が|も)"
    )


_QUOTED = re.compile(
    r"」(?:と|などと|って)(?!の|いう|いった|して|した|する|な[るり]|は|も|呼|名)"
    r"[^、。「」]{1,24}[るうくすつむぶぐたい]。?$"
)
_THUS = re.compile(
    r"^(?P<subject>[^、。「」]{1,40}?)[はが]、?(?:そう|こう)(?:言|語|話|述|明か|断言|指摘|説明|主張|強調|警告|予想|予測|見|み|分析)"
)


class Speakers:
    """Follows who speaks through the sentences of one article, in order."""

    def __init__(self, author: str | None = None) -> None:
        self._author = Attribution(author, "author")
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
        topic = _TOPIC.match(following)
        if thus:
            self._last, self._last_at = self._named(thus["subject"]), sentence.index
        elif topic and name_of_holder(topic["noun"]) and self._recent() is None:
            self._last, self._last_at = self._named(topic["noun"]), sentence.index

    def settle(self) -> None:
        """Remember who spoke in the sentence heard last, and whom it was about."""
        topic = _TOPIC.search(self._text)
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
        if frame is not None:
            return self._framed(frame)
        source = self._source(Span(claim.start, held), shared=shared)
        if source is not None:
            return source
        if (inside or hearsay) and self._recent() is not None:
            return Attribution(self._recent(), "carried")
        return self._author

    def planner_of(self, claim: Span) -> Attribution | None:
        """Return whose plan ``claim`` of the sentence heard last is: its topic, if a holder."""
        topic = _TOPIC.search(self._text, claim.start, claim.end)
        holder = name_of_holder(topic["noun"]) if topic else None
        if topic is None or (holder is None and not _BARE.fullmatch(topic["noun"])):
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
            pointed = frame.subject is not None and points_back(frame.subject)
            return Attribution(holder, "carried" if pointed else "stated")
        source = self._source(frame.span, shared=True)
        if source is not None:
            return source
        return Attribution(recent, "carried") if recent is not None else self._author

    def _source(self, claim: Span, *, shared: bool) -> Attribution | None:
        """Return the source named before the claim (気象庁によると), if there is one."""
        for match in _pattern("sources").finditer(self._text, 0, claim.end):
            if match[0][0] == "で" and not shared:
                continue
            start = max(self._text.rfind(c, 0, match.start()) for c in "、。「」") + 1
            phrase = self._text[start : match.start()]
            holder = self._named(phrase) or _worded(phrase)
            if holder is not None:
                return Attribution(holder, "stated")
        return None

    def _named(self, phrase: str | None) -> str | None:
        """Return the holder that ``phrase`` names, in full, None for nobody."""
        if phrase is None:
            return None
        holder = name_of_holder(phrase) or phrase.strip()
        if points_back(holder):
            return self._topic or self._last or holder
        return self._names.full(holder)

    def _recent(self) -> str | None:
        return self._last if self._index - self._last_at <= _REACH else None


def _worded(phrase: str) -> str | None:
    """Return ``phrase`` as a source when it can be one: no pointing word, not too long."""
    phrase = phrase.strip()
    if re.match(r"これ|それ|こ[のう]|そ[のう]|場合|ところ", phrase) or not 2 <= len(phrase) <= 30:  # noqa: PLR2004
        return None
    return phrase


def find_frames(text: str) -> tuple[Frame, ...]:
    """Return the reporting verbs of ``text`` in order, each with its subject's noun phrase."""
    quotes = tuple(find_quotes(text))
    found: dict[int, Frame] = {}
    for match in _inverted().finditer(text):
        subject = match["subject"] or match["after"]
        if name_of_holder(subject) or text[match.start()] == "」":
            found[match.end()] = Frame(Span(*match.span()), subject, _goes_on(match[0]))
    for pattern in (_direct(), _pattern("frames"), _QUOTED):
        for match in pattern.finditer(text):
            span = Span(*match.span())
            if any(f.span.overlaps(span) for f in found.values()):
                continue
            says = pattern is _QUOTED or _saying().search(match[0]) is not None
            subject, at = _subject_before(text, span, quotes, says=says)
            found[span.end] = Frame(span, subject, _goes_on(match[0]), at)
    return tuple(found[end] for end in sorted(found))


def _goes_on(verb: str) -> bool:
    return _pattern("continuations").search(verb) is not None


def _subject_before(
    text: str, frame: Span, quotes: tuple[Span, ...], *, says: bool
) -> tuple[str | None, int]:
    """Return the noun phrase of the topic that governs the verb at ``frame``, and its place."""
    bare: tuple[str, int] | None = None
    for match in _TOPIC.finditer(text, 0, frame.start):
        here = Span(*match.span("noun"))
        if any(q.overlaps(here) and not q.overlaps(frame) for q in quotes):
            continue
        if bare is not None and (match["particle"] == "が" or not match["comma"].endswith("、")):
            continue
        if name_of_holder(match["noun"]):
            return bare or (match["noun"], here.start)
        if bare is None and match["particle"] != "が" and _governs(text, match, frame, says=says):
            bare = (match["noun"], here.start)
    return bare or (None, 0)


def _governs(text: str, topic: re.Match[str], frame: Span, *, says: bool) -> bool:
    """Tell whether a topic that is no known kind of holder still governs the verb.

    It does right before the quotation, before a comma with a verb of saying, or when another
    subject stands inside what is held.
    """
    noun = topic["noun"].strip()
    rest = text[topic.end() : frame.start]
    if text[topic.end("particle") :].startswith(("「", "、「")):
        return True
    if _POINTING.match(noun):
        return False
    if topic["comma"].endswith("、"):
        return says or _INNER_SUBJECT.search(rest) is not None
    if _BARE.fullmatch(noun) is None:
        return False
    return _INNER_SUBJECT.search(rest) is not None or _OWN_FIGURE.match(frame.of(text)) is not None
