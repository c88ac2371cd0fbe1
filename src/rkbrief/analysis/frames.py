"""Frames around what somebody says or holds: the reporting verb and its subject.

The subject stands before the reported words as the topic (X氏は…と述べた) or between them and
the verb (…とX氏は述べた). The verbs are in lexicon/attribution.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import Struct

from rkbrief.analysis.governors import find_governor
from rkbrief.analysis.holders import (
    is_person,
    is_self,
    name_of_holder,
    points_back,
)
from rkbrief.analysis.statements import find_quotes
from rkbrief.analysis.views import find_views
from rkbrief.language.remembering import remembered
from rkbrief.lexicon import compile_pattern, compile_rules, load_table
from rkbrief.lexicon.sought import Sought
from rkbrief.model import Span

_I_FEEL = re.compile("と思(?:う|い(?:ます)?|っています)")
"""Said by the speaker of himself, whatever the topic: 社長は辞めると思う."""
_DEMONSTRATIVE = re.compile("あの|この|その|うちの")


_UNSAID = re.compile(
    r"(?:^|[、。」])(?P<who>[^、。「」はが]{2,40})は、?(?:[^、。「」はが]{1,12}[いきしちりみて]、)?\s*「[^「」]*(?:「[^「」]*」[^「」]*)*(?P<end>」)"
    r"(?=。?$|、[^、。「」はが]{2,40}は「)"
)
"""A quotation whose verb is left out: 青木氏は「増える」、|森氏は「減る」。"""
_HALF_CLOSED = re.compile(
    r"[^、。「」]{0,10}?(?<=[うくぐすつぬぶむるたいだん])(?:が|けれども?|けど|一方(?:で)?|のに対し(?:て)?|ものの)、"
    r"|(?<=言い|語り|述べ|話し)、"
)
"""What closes the first of two reports in a sentence: Aは…とみるが、|Bは…とみる."""


_SAYING, _HOLDING = 0, 1  # where they stand among the verbs
_VOICES = ("声", "意見", "見方", "空気", "悲鳴")
_HANDED_ON = re.compile("(?P<tail>おり|い)?、(?P<who>[^、。「」はがも]{1,30})[はも]")
"""Behind the first of two reports, whose the second is: Aは「…」と断じ、|Bは…とみる."""


class Frame(Struct, frozen=True, gc=False):
    """A reporting verb where it stands, with the noun phrase of its subject if it has one."""

    span: Span
    subject: str | None
    continues: bool
    subject_at: int = 0


def pattern_of(name: str) -> Sought:
    """Return the rows of ``name`` in lexicon/attribution.yaml as one pattern."""
    return compile_rules("attribution", name)


@cache
def _verbs(kind: int) -> Sought:
    return compile_pattern(load_table("attribution")["verbs"][kind]["pattern"])


@cache
def _direct() -> re.Pattern[str]:
    verbs = pattern_of("verbs").pattern
    manner = (
        "(?<=[うくぐすつぬぶむるいただん」])と、?(?:[^、。「」はがをも]{1,12}[でに]|[^、。「」はが]{2,14}(?:て|ながら|つつ))"
        "(?=話|語|述べ|言|説[いく]|訴え|断言|明か|打ち明|説明|指摘|強調|漏ら)"
    )
    return re.compile(
        rf"(?:と|などと|って|」|こう|次の(?:ように|とおり|通り)|{manner})(?:も|は)?(?:{verbs})"
    )


@cache
def _inverted() -> re.Pattern[str]:
    verbs = pattern_of("verbs").pattern
    noun = r"(?P<subject>(?![をがにのはもでへや])[^、。「」]{0,60}?[^、。「」\sでとを])(?:は|が|も)"
    return re.compile(
        rf"(?:」(?:と|などと)?|と|などと)、?{noun}、?"
        rf"(?:[^、。「」は]{{0,24}}(?:で|に|へ|から|、))?(?:こう)?(?:{verbs})"
        r"|と(?:し(?:ながら|つつ)も?|して|した(?:うえ|上)で)、(?P<after>[^、。「」]{1,40}?)(?:は|が|も)"
        r"|(?<=[うくぐすつぬぶむるいただ])(?:こと|の)を、?"
        rf"(?P<feels>(?![をがにのはもでへや])[^、。「」はがもを]{{1,30}})[はも]、?(?:{_verbs(_HOLDING).pattern})"
    )


@remembered(256)  # asked of one sentence by several
def find_frames(text: str) -> tuple[Frame, ...]:
    """Return the reporting verbs of ``text`` in order, each with its subject's noun phrase."""
    quotes = tuple(find_quotes(text))
    found = {frame.span.end: frame for frame in _find_named(text)}
    matches = [
        (match, pattern is pattern_of("quoted"))
        for pattern in (_direct(), pattern_of("frames"), pattern_of("quoted"))
        for match in pattern.finditer(text)
    ]
    ends = [m.end() for m, _ in matches] + [m.end() for m in pattern_of("passives").finditer(text)]
    closed = [c.end() for end in ends if (c := _HALF_CLOSED.match(text, end))]
    closed += [at for match, _ in matches if (at := _handed_on(text, Span(*match.span())))]
    for match, quoting in matches:
        span = Span(*match.span())
        if any(f.span.overlaps(span) for f in found.values()):
            continue
        quoted = text[: span.start].endswith(("」", "」と"))
        says = quoting or quoted or _verbs(_SAYING).search(match[0]) is not None
        after = max((c for c in closed if c < span.start), default=0)
        if quoting and match["by"] and match["by"].endswith(_VOICES):
            continue  # 陣営からは「負けるかもしれない」と弱気な声も漏れる
        if quoting and match["by"] and name_of_holder(match["by"]):
            found[span.end] = Frame(span, match["by"], continues=False)
            continue
        subject, at = find_governor(text, Span(after, span.start), span, quotes, says=says)
        if subject is None and after and not pattern_of("sources").search(text, after, span.start):
            subject, at = find_governor(text, Span(0, span.start), span, quotes, says=says)
        if subject and _DEMONSTRATIVE.match(subject) and _I_FEEL.match(text, span.start):
            subject, at = None, 0
        found[span.end] = Frame(span, subject, _goes_on(match[0]), at)
    for frame in _find_beside(text, quotes):
        behind = (f for f in found.values() if f.span.start >= frame.span.start - 1)
        if not any(f.subject is not None for f in behind):
            found[frame.span.end] = frame
    return tuple(found[end] for end in sorted(found))


def _find_beside(text: str, quotes: Iterable[Span]) -> Iterator[Frame]:
    """Yield who stands right before a quotation or right behind it, whatever he does there."""
    for quote in quotes:
        if quote.end == len(text) or pattern_of("no_saying").match(text, quote.end):
            continue
        behind = pattern_of("named_behind").match(text, quote.end)
        if behind is not None and behind["who"].endswith(_VOICES):
            continue
        if behind is not None and name_of_holder(behind["who"]):
            yield Frame(Span(quote.end, behind.end()), behind["who"], continues=False)
            continue
        start = max(text.rfind(mark, 0, quote.start - 1) for mark in "。「」") + 1
        before = pattern_of("named_before").search(text, start, quote.start)
        if before is not None and name_of_holder(before["who"]):
            span = Span(quote.end, min(quote.end + 2, len(text)))
            yield Frame(span, before["who"], continues=False, subject_at=before.start("who"))


def _handed_on(text: str, first: Span) -> int | None:
    """Return where the next report begins when it is somebody else's, None when it is not."""
    behind = _HANDED_ON.match(text, first.end)
    holder = name_of_holder(behind["who"]) if behind else None
    if behind is None or holder is None:
        return None
    quoted = "」" in text[first.start - 1 : first.start + 1]
    parted = behind["tail"] == "おり" or quoted or is_person(holder)
    return behind.start("who") if parted else None


def _find_named(text: str) -> Iterator[Frame]:
    """Yield the frames that have their subject at a known place."""
    for match in _inverted().finditer(text):
        subject = match["subject"] or match["after"] or match["feels"]
        if name_of_holder(subject) or text[match.start()] == "」":
            yield Frame(Span(*match.span()), subject, _goes_on(match[0]))
    for match in _apposed().finditer(text):
        yield Frame(Span(*match.span()), match["subject"], _goes_on(match[0]))
    for match in _UNSAID.finditer(text):
        if name_of_holder(match["who"]):
            yield Frame(
                Span(*match.span("end")),
                match["who"],
                continues=False,
                subject_at=match.start("who"),
            )
    for span, subject in find_views(text):
        yield Frame(span, subject, continues=False)


def quote_around(frame: Frame, text: str) -> Span | None:
    """Return the inside of the quotation that ``frame`` is part of, None when it is in none."""
    return next(
        (q for q in find_quotes(text) if q.start <= frame.span.start and frame.span.end <= q.end),
        None,
    )


def names_holder(frame: Frame) -> bool:
    """Tell whether the subject of ``frame`` is a holder of a known kind and not the speaker."""
    subject = frame.subject
    return subject is not None and not is_self(subject) and name_of_holder(subject) is not None


def is_saying(frame: Frame, text: str) -> bool:
    """Tell whether the verb at ``frame`` is of saying, and not of holding a view."""
    return _verbs(_SAYING).search(frame.span.of(text)) is not None


def is_holding(frame: Frame, text: str) -> bool:
    """Tell whether the verb at ``frame`` is a bare one of holding a view: とみる, と予想する."""
    told = frame.span.of(text)
    return told.startswith("と") and "を" not in told and not is_saying(frame, text)


def is_quoted(frame: Frame, text: str) -> bool:
    """Tell whether ``frame`` is part of what is quoted and reports nobody by name."""
    quote = quote_around(frame, text)
    if quote is None or not names_holder(frame):
        return quote is not None
    felt = _I_FEEL.search(text, frame.span.start, frame.span.end + 2)
    points = points_back(name_of_holder(frame.subject or "") or "")
    return felt is not None or (points and frame.subject_at >= quote.start)


@cache
def _apposed() -> re.Pattern[str]:
    verbs = pattern_of("verbs").pattern
    return re.compile(
        r"」(?:と|などと)、(?P<what>[^。「」はがも]{2,50}、)(?P<subject>[一-龥々ァ-ヴー・＝]{2,20})"
        rf"(?:は|が|も)、?(?:[^、。「」は]{{0,24}}(?:で|に|へ|から|、))?(?:{verbs})"
    )


def _goes_on(verb: str) -> bool:
    return pattern_of("continuations").search(verb) is not None
