"""The noun phrase that governs a reporting verb, from before it: the topic of its clause.

It is a holder of a known kind, or a bare topic where the sentence leaves no other reading.
"""

from __future__ import annotations

import re

from rkbrief.analysis.holders import (
    is_house,
    is_person,
    is_self,
    name_of_company,
    name_of_holder,
    plain_phrase,
)
from rkbrief.analysis.tearing import UNTORN
from rkbrief.lexicon import compile_rules, load_table
from rkbrief.model import Span

TOPIC = re.compile(
    rf"{UNTORN}(?P<noun>[^、。「」『』]{{0,60}}?(?:[一-龥々ァ-ヴーA-Za-zＡ-Ｚａ-ｚ0-9）)］＞>＝らちん]|多く|ほとんど|ひとり|[わあ]たし|わたくし|ぼく|おれ))(?:など)?(?P<particle>は|(?<!最)も|が|では(?=、?「))"
    r"(?P<comma>(?:[0-9０-９]{1,2}日(?:午[前後]|朝|夜|夕)?(?:に)?|同日|この日|(?:先|今)[月週]|(?:今|昨|去)年(?:[0-9０-９]{1,2}月)?|前日|[月火水木金土日]曜日?)?"
    r"(?:[^、。「」はがもを\s]{1,18}(?:で|に|から|へ)(?=[、「]))?、?)"
)
"""A noun phrase before は, も or が, with what may stand between it and the comma.

A date or a place does: 青木氏は|8日の会見で、
"""
_HELD_IN = re.compile(
    rf"{UNTORN}(?P<noun>[^、。「」はがをも]{{1,30}})では(?=、|[一-龥ァ-ヴーA-Za-z0-9０-９「]|$)"
)
_INNER_SUBJECT = re.compile(r"[一-龥々ァ-ヴーA-Za-z）)](?:(?<![上下広曲転挙揚])が|は|も)")
_BARE_NAME = re.compile(r"[一-龥々ァ-ヴーA-Za-zＡ-Ｚ0-9・＝=]{2,16}")
_KATAKANA = re.compile("[ァ-ヴー]{2}")
_FOREIGN = re.compile("[英米独仏伊中韓露印豪加][ァ-ヴー]{2,}(?:・[ァ-ヴー]+)*")
"""A company by its country and name: 英|アオバ・エナジー."""
_DOTTED = re.compile("(?<![ァ-ヴー])[ァ-ヴー]{2,}(?:[・＝][ァ-ヴー]{2,})+$")
_COINED = re.compile(r"[A-Z][A-Za-z]{2,}|[ァ-ヴー]{3,}")
_ACRONYM = re.compile("[A-ZＡ-Ｚ]{3,}$")
"""The end of an institution's name: 米|SEMI."""
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
_SUBORDINATE = re.compile(
    r"[^、「」]{1,16}(?:と|ば|たら|なら|ため|ので|から|場合|ところ)(?=[、「])"
)
"""What a が inside a condition opens: 青木氏が勝つと|「…」と指摘する."""
_SAID_OF = re.compile("、?「[^「」。]{1,5}」")
"""A word or two in quotation marks, which are said of the topic: 値下げは|「まずない」という."""
_IN_A_ROW = re.compile(
    r"(?P<place>[^、。「」はが]{2,30})[はが]、?(?P<who>[^、。「」はが]{2,40})で、"
)
"""Whom a sentence brings in by where he stands: 三人目は青木教授で、, 間に立つのが青木教授で、."""
_AFTER_CONDITION = re.compile("(?:[えけげせてねべめれ]ば|たら|なら|場合(?:には|は)?|限り)、$")
"""What closes a condition; a topic behind it is that of what would come of it."""
_IF = re.compile("[えけげせてねべめれ]ば(?=[一-龥ァ-ヴ])")
"""Inside a noun phrase, the end of a condition: 雨が続けば|町長は…."""
_TOPIC_MARK = re.compile("(?:[（(][^（）()]*[）)])?は")
_QUOTED_NAME = re.compile("「(?P<who>[^「」、。]{2,24})」(?:[（(][^（）()]*[）)])?は")
_PAPER = re.compile(
    "『(?P<who>[^『』、。]{2,24})』[紙誌]?(?:[（(][^（）()]*[）)])?(?:など)?[はがも](?=.*(?:報|伝え|書|指摘|分析|予[想測]))"
)
"""An outlet in 『』 that reports something."""
_UNCLOSED = re.compile("[(（][^()（）]*$")


def _with_relative(text: str, noun: Span) -> Span:
    """Take in the subject of a relative clause: 記者が取材した|4人の外交官."""
    start = max(text.rfind(mark, 0, noun.start) for mark in "、。「」』") + 1
    if text[noun.start - 1 : noun.start] in set("がをにで") and _RELATIVE.match(noun.of(text)):
        return Span(start, noun.end)
    return noun


def find_governor(
    text: str, within: Span, frame: Span, quotes: tuple[Span, ...], *, says: bool
) -> tuple[str | None, int]:
    """Return the noun phrase ``within`` that governs the verb at ``frame``, and its place."""
    first: tuple[str, int] | None = None
    topic = known = False
    brought = _brought_in(text, within) or _called(text, within)
    if brought is not None:
        return brought
    for match in TOPIC.finditer(text, within.start, within.end):
        if _is_inside(text, match) or _is_supposed(text, match, frame, says=says):
            continue
        here = _with_relative(text, Span(*match.span("noun")))
        if any(q.overlaps(here) and not q.overlaps(frame) for q in quotes):
            continue
        closes = first is not None and _CLAUSE_BEFORE.search(text[first[1] : here.start])
        holds = name_of_holder(here.of(text)) is not None
        opens = not known and text.startswith("「", match.end())
        opens = opens and (holds or _DOTTED.search(match["noun"]) is not None)
        if (
            first is not None
            and not opens
            and (match["particle"] == "が" or not (closes or match["comma"].endswith("、")))
        ):
            continue
        own = (here.of(text), here.start)
        if holds and any(
            q.start == match.end() + 1 and q.end in {frame.start, frame.start - 1} for q in quotes
        ):
            return own  # 青木氏は「増える」と期待し、森氏は|「減る」と嘆く
        if opens or (first is None and holds):
            first, topic, known = own, match["particle"] != "が", True
        elif first is not None and holds:
            # 青木氏が辞め、森氏は…とみる: a topic comes before the subject of a clause that is over
            return own if closes and (not topic or _CONTRAST.search(text[: here.start])) else first
        elif first is None and match["particle"] != "が":
            first = own if _governs(text, match, frame, says=says) else None
    return first or _house_before(text, within, quotes) or (None, 0)


def _brought_in(text: str, within: Span) -> tuple[str, int] | None:
    """Return the person whom the text brings in at its head, where nobody else is a topic."""
    match = _IN_A_ROW.match(text, within.start, within.end)
    if match is None or name_of_holder(match["place"]):
        return None
    behind = TOPIC.finditer(text, match.end(), within.end)
    alone = not any(t["particle"] == "は" and name_of_holder(t["noun"]) for t in behind)
    person = is_person(name_of_holder(match["who"]) or "")
    return (match["who"], match.start("who")) if person and alone else None


def _called(text: str, within: Span) -> tuple[str, int] | None:
    """Return the group or house in 「」 that is the topic, where no holder is before it."""
    groups = compile_rules("attribution", "named_groups").finditer(text, within.start, within.end)
    houses = _QUOTED_NAME.finditer(text, within.start, within.end)
    found = [(m[0], m.start()) for m in groups if _TOPIC_MARK.match(text, m.end(), within.end)]
    clubs = not found
    found += [
        (m["who"], m.start())
        for m in houses
        if is_house(m["who"]) or (clubs and m["who"].endswith("会"))
    ]
    found += [(m["who"], m.start()) for m in _PAPER.finditer(text, within.start)]
    last = max(found, key=lambda named: named[1], default=None)
    before = TOPIC.finditer(text, within.start, last[1]) if last else ()
    return None if any(name_of_holder(topic["noun"]) for topic in before) else last


def _is_inside(text: str, topic: re.Match[str]) -> bool:
    """Tell whether a topic belongs to a clause, or to brackets, inside what is held."""
    if topic["particle"] == "が" and (
        _RELATIVE.match(text, topic.end())
        or _SUBORDINATE.match(text, topic.end())
        or compile_rules("attribution", "embedded").match(text, topic.end())
        or compile_rules("attribution", "whichever").match(text, topic.end())
    ):
        return True
    return _UNCLOSED.search(topic["noun"]) is not None


def _is_supposed(text: str, topic: re.Match[str], frame: Span, *, says: bool) -> bool:
    """Tell whether a topic is that of what a condition would lead to: 雨なら、町は困る|と…."""
    if _IF.search(topic["noun"]):
        return True
    return (
        (topic["particle"] == "が" if says else topic["particle"] == "は")
        and not is_self(topic["noun"])
        and not text.startswith("「", topic.end())
        and not topic["comma"].endswith("、")
        and _AFTER_CONDITION.search(text[: topic.start("noun")]) is not None
        and topic.end() < frame.start
    )


def _house_before(text: str, within: Span, quotes: tuple[Span, ...]) -> tuple[str, int] | None:
    """Return the institution ``within`` that a view is held in, and its place: 気象庁では|、."""
    for match in _HELD_IN.finditer(text, within.start, within.end):
        inside = any(q.start <= match.start() < q.end for q in quotes)
        if not inside and is_house(plain_phrase(match["noun"])):
            return match["noun"], match.start()
    return None


def _is_company(noun: str) -> bool:
    """Tell whether ``noun`` calls a company by its kind or country and its name."""
    return (name_of_company(noun) or _FOREIGN.fullmatch(noun)) is not None


def _of_company(noun: str, rest: str) -> bool:
    """Tell whether ``noun`` ends like a company that reckons with its own earnings in ``rest``."""
    company = compile_rules("attribution", "firms").search(noun)
    return (
        company is not None and compile_rules("attribution", "own_outlook").search(rest) is not None
    )


def is_bare_name(noun: str) -> bool:
    """Tell whether ``noun`` may be a name that nothing marks as one, and no thing: 総工費."""
    return _BARE_NAME.fullmatch(noun) is not None and not _is_thing(noun)


def _holds_nothing(noun: str) -> bool:
    """Tell whether ``noun`` is a thing, a time, or somebody who is not there yet."""
    coming = compile_rules("attribution", "yet_to_come").search(plain_phrase(noun)) is not None
    unheld = compile_rules("attribution", "no_holders").match(noun) is not None
    return _is_thing(noun) or coming or unheld or noun.startswith("の")  # 「はくさい」|の二つは


def _is_thing(noun: str) -> bool:
    """Tell whether ``noun`` closes on what holds no view."""
    return any(_closes(noun, word) for word in load_table("attribution")["no_subjects"])


def _closes(noun: str, word: str) -> bool:
    """Tell whether ``noun`` ends in ``word``, and not in a name that does: アオバ|ポイント."""
    seam = noun[-len(word) - 1 :][:2]
    return noun.endswith(word) and (len(noun) == len(word) or not _KATAKANA.fullmatch(seam))


def _is_named(noun: str) -> bool:
    """Tell whether a topic closes on a foreign name in full, or on somebody's study.

    調査会社を率いるアンナ・ベルク, 機構の月報.
    """
    study = compile_rules("attribution", "own_study").search(noun)
    own = study is not None and name_of_holder(noun[: study.start()]) is not None
    return own or _DOTTED.search(noun) is not None


def _governs(text: str, topic: re.Match[str], frame: Span, *, says: bool) -> bool:
    """Tell whether a topic that is no known kind of holder still governs the verb.

    It does right before the quotation, before a comma with a verb of saying, or when another
    subject stands inside what is held.
    """
    noun = topic["noun"].strip()
    if _is_named(noun):
        return True
    rest = text[topic.end() : frame.start]
    nothing = _holds_nothing(noun)
    opens = text.startswith(("「", "、「"), topic.end("particle"))
    # 協議は続くものの、合意は遠いとの見方を示した
    if nothing or (_OF_TIME.match(noun) and not opens) or "ものの、" in rest:
        return False
    inner = _INNER_SUBJECT.search(rest) is not None
    announces = not rest and frame.of(text).startswith(("次のように", "こう"))
    if announces or opens or text[topic.end() :][:1] == "「":
        return not _SAID_OF.match(text, topic.end("particle"))
    if topic["comma"].endswith("、"):
        own = _OWN_FIGURE.match(frame.of(text)) is not None
        own = own or _ACRONYM.search(noun) is not None
        return says or own or inner or _is_company(noun)
    reckons = topic["particle"] == "は" and _of_company(noun, rest)
    if reckons or (_is_company(noun) and not inner):
        return True
    also = topic["particle"] == "も" and not _COINED.fullmatch(noun)
    named = (_BARE_NAME.fullmatch(noun) or name_of_company(noun)) is not None
    own = _OWN_FIGURE.match(frame.of(text)) is not None
    return named and not also and (inner or own)
