"""Frames around what somebody says or holds: the reporting verb and its subject.

The subject stands before the reported words as the topic (X氏は…と述べた) or between them and
the verb (…とX氏は述べた). The verbs are in lexicon/attribution.yaml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from rkbrief.analysis.clauses import find_quotes
from rkbrief.analysis.holders import (
    is_house,
    is_person,
    is_self,
    name_of_company,
    name_of_holder,
    plain_phrase,
    points_back,
)
from rkbrief.analysis.views import find_views
from rkbrief.language.remembering import remembered
from rkbrief.lexicon import compile_pattern, compile_rules, load_table
from rkbrief.lexicon.sought import Sought
from rkbrief.model import Span

TOPIC = re.compile(
    r"(?P<noun>[^、。「」『』]{0,60}?(?:[一-龥々ァ-ヴーA-Za-zＡ-Ｚａ-ｚ0-9）)＞>＝らちん]|多く|ほとんど))(?P<particle>は|も|が|では(?=、?「))"
    r"(?P<comma>(?:[0-9０-９]{1,2}日(?:午[前後]|朝|夜|夕)?(?:に)?|同日|この日|[月火水木金土日]曜日?)?"
    r"(?:[^、。「」はがもを\s]{1,18}(?:で|に|から|へ)(?=[、「]))?、?)"
)
"""A noun phrase before は, も or が, with what may stand between it and the comma.

A date or a place does: 青木氏は|8日の会見で、
"""
_HELD_IN = re.compile(
    r"(?P<noun>[^、。「」はがをも]{1,30})では(?=、|[一-龥ァ-ヴーA-Za-z0-9０-９「])"
)
_INNER_SUBJECT = re.compile(r"[一-龥々ァ-ヴーA-Za-z）)](?:が|は|も)")
BARE_NAME = re.compile(r"[一-龥々ァ-ヴーA-Za-zＡ-Ｚ0-9・＝=]{2,16}")
_COINED = re.compile(r"[A-Z][A-Za-z]{2,}|[ァ-ヴー]{3,}")
_I_FEEL = re.compile("と思(?:う|い(?:ます)?|っています)")
"""Said by the speaker of himself, whatever the topic: 社長は辞めると思う."""
_DEMONSTRATIVE = re.compile("あの|この|その|うちの")
_POINTING = re.compile(
    r"これ(?!ら)|それ(?!ら)|あれ|こう|そう|どう|今後|今回|今年|来年|昨年|現在|当初"
)
_CLAUSE_BEFORE = re.compile(
    "(?:[りしきちみびいえけげせてねべめれ]|[るいだた]が|[るた](?:中で?|一方で?|ため)|(?:見込み|見通し|予定|公算|模様|方針)で)、$"
)
"""A clause that closes right before a topic: 費用は下がり、|課は…とみている."""
_CONTRAST = re.compile("(?:[るいだた]が|のに対し(?:て)?|[るた]一方で?)、$")
_OF_TIME = re.compile("[^のはが]{0,8}(?:[0-9０-９]年度?|[来今昨]年度?|[来今前]期)の")
"""A topic set in time holds nothing: 2026年の|景気は…とみる."""
_RELATIVE = re.compile(
    r"[一-龥ァ-ヴー]{1,8}(?:した|された|する|される|している)[0-9０-９一-龥ァ-ヴA-Za-z]"
    r"|[一-龥]{1,2}[ぁ-ん]{0,2}[うくぐすつぬぶむる](?!時|際|前|度|中|一方|一|と|場|の)[0-9０-９一-龥ァ-ヴA-Za-z]"
)
_OWN_FIGURE = re.compile(r"確率を|可能性を|見通しを|予[想測]を")
_QUOTED = re.compile(
    r"」(?:と|などと|って)(?!の|いう|いった|して|した|する|な[るり]|は|も|呼|名)"
    r"(?:(?P<by>[^、。「」はがをも]{2,20})[はがも])?[^、。「」]{1,24}(?:[るうくすつむぶぐたい]|を[一-龥]{2})。?$"
    r"|」と(?:いう|言う|いいます|言います)[。―─—–…\s]*$"
    r"|」と(?:きっぱり|ばっさり|しみじみ|ぽつり|さらり|苦笑い?|[一-龥ぁ-んァ-ヴー]{1,6}(?:顔|口ぶり|表情|面持ち|様子)|ため息|一蹴|強気|弱気|楽観的|悲観的|慎重|冷静|一言|ひと言)"
    r"(?:だ|です|の構え)?。?$"
)


_PASSIVE = re.compile(
    r"(?:(?:予想|予測|試算|推計|期待|懸念|想定|と)さ|とみら|と見ら|見込ま|といわ|と言わ)れ"
)
_SUBORDINATE = re.compile(
    r"[^、「」]{1,16}(?:と|ば|たら|なら|ため|ので|から|場合|ところ)(?=[、「])"
)
"""What a が inside a condition opens: 青木氏が勝つと|「…」と指摘する."""
_INTRODUCED = re.compile(r"(?P<who>[^、。「」はが]{2,40})で、")
"""Behind a topic that is a place in a row: 三人目は|青木教授で、."""
_EMBEDDED = re.compile(
    r"(?<=が)[^、。「」はがも]{1,40}[うくぐすつぬぶむるたい](?:可能性|確率|公算|恐れ|おそれ|見込み|リスク|危険|余地|の|こと|事態)[はがも]"
)
"""Behind a subject inside what is judged: 委員会が|決める可能性は高いとみる."""
_HALF_CLOSED = re.compile(
    r"[^、。「」]{0,10}?(?<=[るたうくすいだん])(?:が|けれども?|けど|一方(?:で)?|のに対し(?:て)?|ものの)、"
)
"""What closes the first of two reports in a sentence: Aは…とみるが、|Bは…とみる."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A reporting verb where it stands, with the noun phrase of its subject if it has one."""

    span: Span
    subject: str | None
    continues: bool
    subject_at: int = 0


def pattern_of(name: str) -> Sought:
    """Return the rows of ``name`` in lexicon/attribution.yaml as one pattern."""
    return compile_rules("attribution", name)


@cache
def _saying() -> Sought:
    return compile_pattern(load_table("attribution")["verbs"][0]["pattern"])


@cache
def _direct() -> re.Pattern[str]:
    verbs = pattern_of("verbs").pattern
    return re.compile(rf"(?:と|などと|って|」|こう|次のように)(?:も|は)?(?:{verbs})")


@cache
def _inverted() -> re.Pattern[str]:
    verbs = pattern_of("verbs").pattern
    noun = r"(?P<subject>(?![をがにのはもでへや])[^、。「」]{0,60}?[^、。「」\sでとを])(?:は|が|も)"
    return re.compile(
        rf"(?:」(?:と|などと)?|と|などと)、?{noun}、?"
        rf"(?:[^、。「」は]{{0,24}}(?:で|に|へ|から|、))?(?:こう)?(?:{verbs})"
        r"|と(?:し(?:ながら|つつ)も?|して|した(?:うえ|上)で)、(?P<after>[^、。「」]{1,40}?)(?:は|が|も)"
    )


@remembered(256)  # asked of one sentence by several
def find_frames(text: str) -> tuple[Frame, ...]:
    """Return the reporting verbs of ``text`` in order, each with its subject's noun phrase."""
    quotes = tuple(find_quotes(text))
    found: dict[int, Frame] = {}
    for match in _inverted().finditer(text):
        subject = match["subject"] or match["after"]
        if name_of_holder(subject) or text[match.start()] == "」":
            found[match.end()] = Frame(Span(*match.span()), subject, _goes_on(match[0]))
    for span, subject in find_views(text):
        found[span.end] = Frame(span, subject, continues=False)
    matches = [
        (match, pattern is _QUOTED)
        for pattern in (_direct(), pattern_of("frames"), _QUOTED)
        for match in pattern.finditer(text)
    ]
    ends = [m.end() for m, _ in matches] + [m.end() for m in _PASSIVE.finditer(text)]
    closed = [c.end() for end in ends if (c := _HALF_CLOSED.match(text, end))]
    for match, quoting in matches:
        span = Span(*match.span())
        if any(f.span.overlaps(span) for f in found.values()):
            continue
        quoted = text[: span.start].endswith(("」", "」と"))
        says = quoting or quoted or _saying().search(match[0]) is not None
        after = max((c for c in closed if c < span.start), default=0)
        if quoting and match["by"] and name_of_holder(match["by"]):
            found[span.end] = Frame(span, match["by"], continues=False)
            continue
        subject, at = _subject_before(text, Span(after, span.start), span, quotes, says=says)
        if subject is None and after:
            subject, at = _subject_before(text, Span(0, span.start), span, quotes, says=says)
        if subject and _DEMONSTRATIVE.match(subject) and _I_FEEL.match(text, span.start):
            subject, at = None, 0
        found[span.end] = Frame(span, subject, _goes_on(match[0]), at)
    return tuple(found[end] for end in sorted(found))


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


def is_quoted(frame: Frame, text: str) -> bool:
    """Tell whether ``frame`` is part of what is quoted and reports nobody by name."""
    quote = quote_around(frame, text)
    if quote is None or not names_holder(frame):
        return quote is not None
    felt = _I_FEEL.search(text, frame.span.start, frame.span.end + 2)
    points = points_back(name_of_holder(frame.subject or "") or "")
    return felt is not None or (points and frame.subject_at >= quote.start)


def _goes_on(verb: str) -> bool:
    return pattern_of("continuations").search(verb) is not None


def _with_relative(text: str, noun: Span) -> Span:
    """Take in the subject of a relative clause: 記者が取材した|4人の外交官."""
    start = max(text.rfind(mark, 0, noun.start) for mark in "、。「」』") + 1
    if text[noun.start - 1 : noun.start] in set("がをにで") and _RELATIVE.match(noun.of(text)):
        return Span(start, noun.end)
    return noun


def _subject_before(
    text: str, within: Span, frame: Span, quotes: tuple[Span, ...], *, says: bool
) -> tuple[str | None, int]:
    """Return the noun phrase ``within`` that governs the verb at ``frame``, and its place."""
    first: tuple[str, int] | None = None
    topic = False
    for match in TOPIC.finditer(text, within.start, within.end):
        if match["particle"] == "が" and (
            _RELATIVE.match(text, match.end()) or _SUBORDINATE.match(text, match.end())
        ):
            continue
        if match["particle"] != "も" and _EMBEDDED.match(text, match.end()):
            continue
        here = _with_relative(text, Span(*match.span("noun")))
        if any(q.overlaps(here) and not q.overlaps(frame) for q in quotes):
            continue
        closes = first is not None and _CLAUSE_BEFORE.search(text[first[1] : here.start])
        if first is not None and (
            match["particle"] == "が" or not (closes or match["comma"].endswith("、"))
        ):
            continue
        own = (here.of(text), here.start)
        introduced = _INTRODUCED.match(text, match.end("particle"))
        if (
            introduced
            and not name_of_holder(own[0])
            and is_person(name_of_holder(introduced["who"]) or "")
        ):
            own = (introduced["who"], introduced.start())
        holds = name_of_holder(own[0]) is not None
        if first is None and holds:
            first, topic = own, match["particle"] != "が"
        elif first is not None and holds:
            # 青木氏が辞め、森氏は…とみる: a topic comes before the subject of a clause that is over
            return own if closes and (not topic or _CONTRAST.search(text[: here.start])) else first
        elif first is None and match["particle"] != "が":
            first = own if _governs(text, match, frame, says=says) else None
    return first or _house_before(text, within, quotes) or (None, 0)


def _house_before(text: str, within: Span, quotes: tuple[Span, ...]) -> tuple[str, int] | None:
    """Return the institution ``within`` that a view is held in, and its place: 気象庁では|、."""
    for match in _HELD_IN.finditer(text, within.start, within.end):
        inside = any(q.start <= match.start() < q.end for q in quotes)
        if not inside and is_house(plain_phrase(match["noun"])):
            return match["noun"], match.start()
    return None


def _governs(text: str, topic: re.Match[str], frame: Span, *, says: bool) -> bool:
    """Tell whether a topic that is no known kind of holder still governs the verb.

    It does right before the quotation, before a comma with a verb of saying, or when another
    subject stands inside what is held.
    """
    noun = topic["noun"].strip()
    rest = text[topic.end() : frame.start]
    nothing = noun.endswith(tuple(load_table("attribution")["no_subjects"]))
    # 協議は続くものの、合意は遠いとの見方を示した
    if nothing or _POINTING.match(noun) or _OF_TIME.match(noun) or "ものの、" in rest:
        return False
    if text.startswith(("「", "、「"), topic.end("particle")) or text[topic.end() :][:1] == "「":
        return True
    if rest in {"次のように", "こう"}:
        return True
    if topic["comma"].endswith("、"):
        return says or _INNER_SUBJECT.search(rest) is not None
    also = topic["particle"] == "も" and not _COINED.fullmatch(noun)
    if also or not (BARE_NAME.fullmatch(noun) or name_of_company(noun)):
        return False
    return _INNER_SUBJECT.search(rest) is not None or _OWN_FIGURE.match(frame.of(text)) is not None
