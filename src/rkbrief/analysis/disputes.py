"""Two numbers that two parties give of one thing: 町の調べでは30人、館は45人と言う.

Each must have a party of its own (:mod:`rkbrief.analysis.voices`), and the clause of the second
must bring nothing that the first has not told of: no other thing, part, place or time.
"""

from __future__ import annotations

import re

from msgspec import Struct

from rkbrief.analysis.holders import name_of_holder
from rkbrief.analysis.terms import fold
from rkbrief.analysis.voices import Voice, find_voice
from rkbrief.analysis.witnesses import are_one
from rkbrief.lexicon import compile_pattern, compile_rules, load_table

_WORD = re.compile(r"[々一-龥]+|[ァ-ヴー]{2,}|[A-Za-zＡ-Ｚａ-ｚ]{2,}|[0-9０-９]+[々一-龥]{1,2}")
_ASIDE = re.compile("[（(][^（）()]*[）)]?")
_TOPIC = re.compile("[々一-龥ァ-ヴー]+(?=は)")
_MADE_NEW = re.compile("[^、。]*のは")
_SHORTEST_END = 2
"""Characters that the names of two of a kind end in: 泉自動車, 峰自動車."""


class Told(Struct, frozen=True, gc=False):
    """A number where it stands in the text of its sentence, which has its place in the article."""

    text: str
    start: int
    end: int
    index: int


def differ(one: Told, other: Told, before: str) -> tuple[Voice, Voice] | None:
    """Return who gives two numbers of one thing otherwise, None unless two parties do.

    ``other`` stands in the sentence of ``one``, behind it, or in a later one; ``before`` is the
    text that comes before the sentence of ``one``.
    """
    second = find_voice(other.text, other.start, other.end)
    if second is None:
        return None
    inside = one.index == other.index
    first = find_voice(one.text, one.start, one.end)
    if first is None and second.who and _is_doubted(other):
        first = Voice("", one.start, "", "")
    elif first is None or not are_two(first, second):
        return None
    known = before + (one.text[: one.end] + first.told if inside else one.text)
    if is_proposal(one, first) or is_proposal(other, second):
        return None
    if _announce_own(one, other) if inside else _is_compared(other):
        return None
    matter = _cut_lead(one, other, second) + "、" + second.thing
    agreed = inside and first.edition == "first"
    if _replies(other):
        matter = _MADE_NEW.sub("", matter)
    if agreed or _are_said_apart(other, second) or not _brings_new(matter, second.told, known):
        return first, second
    return None


def differ_repeatedly(one: Told, other: Told, before: str) -> tuple[Voice, Voice] | None:
    """Return who gives two numbers otherwise that more than one article tells side by side.

    What is told so need not be told in the same words, as long as either party numbers no thing
    that the text before the other number doesn't name.
    """
    first, second = (find_voice(told.text, told.start, told.end) for told in (one, other))
    if first is None or second is None or not first.who or not are_two(first, second):
        return None
    if is_proposal(one, first) or is_proposal(other, second):
        return None
    inside = one.index == other.index
    if _announce_own(one, other) if inside else _is_compared(other):
        return None
    known = before + (one.text[: one.end] + first.told if inside else one.text)
    things = _list_things(second.thing), _list_things(first.thing)
    if all(things) and all(_is_new(word, known) for word in things[0]):
        return None
    turned_to = _list_things("".join(_TOPIC.findall(_cut_lead(one, other, second))))
    return None if any(_is_new(word, known) for word in turned_to) else (first, second)


def _list_things(matter: str) -> list[str]:
    """Return the words of what stands before a number, folded."""
    return _WORD.findall(fold(_ASIDE.sub("", matter)))


def tells_known(told: Told, voice: Voice, known: str) -> bool:
    """Tell whether the clause of a number speaks of nothing that ``known`` does not tell of."""
    _, _, lead = told.text[: min(voice.at, told.start)].rpartition("、")
    return not _brings_new(lead + "、" + voice.thing, voice.told, known)


def are_two(first: Voice, second: Voice) -> bool:
    """Tell whether two numbers have two givers, each of which may number the same thing."""
    if "first" in {first.edition, second.edition}:
        return first.edition == "first" and (second.edition == "final" or not second.who)
    if not first.who:
        return False
    if not second.who:
        return True
    if second.who.startswith("同"):
        return False
    one, other = (name_of_holder(voice.who) or voice.who for voice in (first, second))
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) == 1:  # the town, and the friends of the town
        return not longer.endswith(shorter)
    return not are_one(one, other) and not _are_of_a_kind(one, other)


def _are_of_a_kind(one: str, other: str) -> bool:
    """Tell whether two parties may each number its own: 東町 and 西町, two analysts."""
    if one[-1] == other[-1] and one.endswith(tuple(load_table("disputes")["each_its_own"])):
        return True
    experts = tuple(load_table("disputes")["experts"])
    if one.endswith(experts) and other.endswith(experts):
        return True
    return one[-_SHORTEST_END:] == other[-_SHORTEST_END:]


def is_proposal(told: Told, voice: Voice) -> bool:
    """Tell whether the clause of a number asks, plans or foretells."""
    clause = told.text[min(voice.at, told.start) : told.end] + voice.told
    tail = re.split("[、。]", told.text[told.end :], maxsplit=1)[0]
    return compile_rules("disputes", "proposals").search(clause + tail) is not None


def _announce_own(one: Told, other: Told) -> bool:
    """Tell whether two parties announce, each with the same verb: two prices, two fleets."""
    announced = compile_pattern(load_table("disputes")["announced"]["pattern"])
    first, second = (announced.search(told.text[told.end :]) for told in (one, other))
    return first is not None and second is not None


def _replies(told: Told) -> bool:
    """Tell whether a sentence answers the one before: これに対し、館は席に着いたのは30人とみる."""
    replied = compile_pattern(load_table("disputes")["replied"]["pattern"])
    return replied.search(told.text) is not None


def _is_doubted(told: Told) -> bool:
    """Tell whether a text does not believe the number that a party gives."""
    doubted = compile_pattern(load_table("disputes")["doubted"]["pattern"])
    return doubted.search(told.text, told.end) is not None


def _is_compared(told: Told) -> bool:
    """Tell whether a number is only what another is compared with: 館の言う30人より多い."""
    compared = compile_pattern(load_table("disputes")["compared"]["pattern"])
    return compared.search(told.text[told.end :]) is not None


def _are_said_apart(told: Told, voice: Voice) -> bool:
    """Tell whether a text says that a number denies another, or what was really counted."""
    tables = load_table("disputes")
    if compile_pattern(tables["retorted"]["pattern"]).search(told.text[told.end :]):
        return True
    turned = compile_pattern(tables["turned"]["pattern"]).search(told.text)
    return (
        turned is not None
        and compile_pattern(tables["really"]["pattern"]).search(voice.thing.strip("、")) is not None
    )


def _cut_lead(one: Told, other: Told, second: Voice) -> str:
    """Return what stands before the party of the second number, without the end of the first."""
    at = min(second.at, other.start)
    if one.index != other.index:
        return other.text[:at] if second.at < other.start else ""
    _, comma, lead = one.text[one.end : at].partition("、")
    return lead if comma and second.at < other.start else ""


def _brings_new(matter: str, told: str, known: str) -> bool:
    """Tell whether a clause speaks of a thing, a part, a place or a time not told of before."""
    tables = load_table("disputes")
    matter, told, known = fold(matter), fold(_ASIDE.sub("", told)), fold(known)
    matter = compile_pattern(tables["manners"]["pattern"]).compiled.sub("、", matter)
    if compile_rules("disputes", "partial").search(matter):
        return True
    kana = compile_pattern(tables["kana_thing"]["pattern"]).search(matter)
    if kana and kana[1] not in known:
        return True
    return any(_is_new(word, known) for word in _WORD.findall(matter + "、" + told))


def _is_new(word: str, known: str) -> bool:
    """Tell whether a word is neither known, nor made of what is, nor one that says nothing."""
    if len(word) == 1:
        return word not in load_table("disputes")["plain_stems"] and word not in known
    for plain in load_table("disputes")["plain_words"]:
        word = word.replace(plain, "")
    rest = _drop_known(word, known)
    return rest.strip(load_table("disputes")["plain_ends"]) != ""


def _drop_known(word: str, known: str) -> str:
    """Return the characters of a word that stand in no piece of it that is known."""
    kept, at = [], 0
    while at < len(word):
        end = next((e for e in range(len(word), at + 1, -1) if word[at:e] in known), at)
        if end == at:
            kept.append(word[at])
        at = max(end, at + 1)
    return "".join(kept)
