"""How many witnesses a fact has: articles that quote one person or one institute are one.

Two papers that report what an analyst expects confirm that he expects it, and not that it is so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rkbrief.analysis.facts import Fact
from rkbrief.analysis.frames import pattern_of
from rkbrief.analysis.holders import is_person, name_of_holder, points_back
from rkbrief.analysis.surroundings import cut_topic
from rkbrief.lexicon import compile_pattern, load_table
from rkbrief.model import Sentence

_NAME = re.compile(r"[一-龥々]{2}|[ァ-ヴー]+(?:[・＝=][ァ-ヴー]+)*")
"""A family name, for which two characters do, or a foreign name."""
_RECKONS = re.compile("と(?:はじ[いきく]|弾[いき]|計算し|踏[むん]|読[むん])")
_PARTY = re.compile(r"([々一-龥ァ-ヴーA-Za-z・]{2,24})は$")
_PARTS = re.compile("[・＝=]")


def count_witnesses(
    cluster: Sequence[Fact], *, sentences: Mapping[str, Sentence], origin_of: Mapping[str, int]
) -> int:
    """Return how many independent origins tell the fact, those that quote one person as one."""
    told_by = {fact.figure.evidence.article_id for fact in cluster}
    if len({origin_of.get(article, article) for article in told_by}) == 1:
        return 1
    voices: dict[object, set[str | None]] = {}
    for fact in cluster:
        article = fact.figure.evidence.article_id
        text = sentences[fact.figure.evidence.sentence_id].text
        voices.setdefault(origin_of.get(article, article), set()).add(find_voice(text))
    alone, quoted = 0, list[str]()
    for names in voices.values():
        (name,) = names if len(names) == 1 else (None,)
        if name is None:
            alone += 1
        elif not any(_are_one(name, other) for other in quoted):
            quoted.append(name)
    return alone + len(quoted)


def find_voice(sentence: str) -> str | None:
    """Return the family name of the person, or the party, whose reckoning a sentence reports.

    None for the words of the article itself and for what is reckoned for all: a ministry's count.
    """
    topic = cut_topic(sentence)
    holder = name_of_holder(topic.removesuffix("は")) if topic else None
    if holder is None or not is_person(holder) or points_back(holder):
        return _find_party(sentence, topic)
    if not any(p.search(sentence, len(topic)) for p in (pattern_of("verbs"), _RECKONS)):
        return None
    match = _NAME.match(holder)
    return holder[: match.end()] if match else None


def _find_party(sentence: str, topic: str) -> str | None:
    """Return the private party whose reckoning a sentence reports, None for a public one."""
    rules = load_table("joining")["claimants"]
    named = compile_pattern(rules["named"]["pattern"]).search(sentence)
    who = named["who"] if named else ""
    if not named and topic and compile_pattern(rules["told"]).search(sentence, len(topic)):
        party = _PARTY.search(topic)
        who = party[1] if party else ""
    if not who or any(compile_pattern(rules[name]).search(who) for name in ("public", "unnamed")):
        return None
    return who


def _are_one(one: str, other: str) -> bool:
    """Tell whether two names mean one: one is the beginning or the end of the other."""
    shorter, longer = sorted((one, other), key=len)
    if longer.startswith(shorter) or longer.endswith(shorter):
        return True
    return _PARTS.split(longer)[-1] == _PARTS.split(shorter)[-1]
