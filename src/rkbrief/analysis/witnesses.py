"""How many witnesses a fact has: articles that quote one person or one institute are one.

Two papers that report what an analyst expects confirm that he expects it, and not that it is so.
What is only expected, or how probable somebody holds it, has as many witnesses as have a name for
it, whoever tells it without one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from rkbrief.analysis.facts import Fact
from rkbrief.analysis.foretold import find_foretold
from rkbrief.analysis.frames import pattern_of
from rkbrief.analysis.holders import is_person, name_of_holder, points_back, without_title
from rkbrief.analysis.surroundings import cut_topic
from rkbrief.lexicon import compile_pattern, compile_rules, load_table
from rkbrief.lexicon.sought import Sought
from rkbrief.model import Figure, Forecast, Sentence

_NAMELESS = "?"
"""The voice of an expert without a name, who may be any that another article names."""
_NAME = re.compile(r"[一-龥々]{2}|[ァ-ヴー]+(?:[・＝=][ァ-ヴー]+)*")
"""A family name, for which two characters do, or a foreign name."""
_PARTY = Sought(r"([々一-龥ァ-ヴーA-Za-z・]{2,24})は$", ("は",))
_WRITER = "*"
"""The voice of an article that foretells by itself."""
_PUBLIC = "+"
"""The voice of a body that reckons for all: each article that has its number is a witness."""
_MARKS = frozenset((_NAMELESS, _WRITER, _PUBLIC))
_PARTS = re.compile("[・＝=]")


def count_witnesses(
    cluster: Sequence[Fact],
    *,
    sentences: Mapping[str, Sentence],
    origin_of: Mapping[str, int],
    publishers: Mapping[str, str | None] | None = None,
    holders: Mapping[str, str] | None = None,
) -> int:
    """Return how many independent origins tell the fact, those that quote one voice as one.

    An article that takes the number from another of them is none. ``publishers`` are by article
    id, ``holders``, who foretells a figure, by its id.
    """
    told_by = {fact.article_id for fact in cluster}
    if len({origin_of.get(article, article) for article in told_by}) == 1:
        return 1
    outlets: dict[str, set[str]] = {}
    for a in told_by:
        if name := (publishers or {}).get(a):
            outlets.setdefault(bare_publisher(name), set()).add(a)
    expected = _is_expected(cluster, sentences) and not any(
        (holders or {}).get(fact.figure.id) == _PUBLIC for fact in cluster
    )
    voices: dict[object, set[str | None]] = {}
    for fact in cluster:
        article = fact.article_id
        text = sentences[fact.sentence_id].text
        if any(credits_outlet(text, name) for name, own in outlets.items() if own != {article}):
            continue
        holder = (holders or {}).get(fact.figure.id)
        named = holder if holder not in _MARKS else None
        voice = find_voice(text) or named or _find_body(text) or (holder if expected else None)
        voices.setdefault(origin_of.get(article, article), set()).add(voice)
    return _count_expecting(voices.values()) if expected else _count_voices(voices.values())


def _is_expected(cluster: Sequence[Fact], sentences: Mapping[str, Sentence]) -> bool:
    """Tell whether articles tell what is foretold, all of them, or how probable something is."""
    if all(fact.outlook == "foretold" for fact in cluster):
        return True
    return any(_is_probability(fact, sentences[fact.sentence_id]) for fact in cluster)


def _is_probability(fact: Fact, sentence: Sentence) -> bool:
    """Tell whether a number is how probable something is: 確率を6割とみる."""
    if fact.kind != "percentage":
        return False
    start, end = (at - sentence.span.start for at in (fact.figure.span.start, fact.figure.span.end))
    odds = load_table("joining")["odds"]
    before, behind = (compile_pattern(odds[side]["pattern"]) for side in ("before", "behind"))
    text = sentence.text
    return before.search(text[:start]) is not None or behind.search(text[end:]) is not None


def _count_expecting(voices: Iterable[Collection[str | None]]) -> int:
    """Count those who expect something: by name, or the articles that do so by themselves."""
    names = [name for own in voices for name in own]
    quoted: list[str] = []
    for name in names:
        if name in _MARKS or not name or any(are_one(name, other) for other in quoted):
            continue
        quoted.append(name)
    return max(len(quoted), names.count(_WRITER), 1)


def _count_voices(voices: Iterable[Collection[str | None]]) -> int:
    """Count those who speak for themselves, None or several names, and the others by name."""
    alone, nameless, quoted = 0, False, list[str]()
    for names in voices:
        (name,) = names if len(names) == 1 else (None,)
        if name is None:
            alone += 1
        elif name == _NAMELESS:
            nameless = True
        elif not any(are_one(name, other) for other in quoted):
            quoted.append(name)
    return alone + max(len(quoted), int(nameless or not alone))


def read_holders(figures: Iterable[Figure], forecasts: Iterable[Forecast]) -> dict[str, str]:
    """Return who foretells a figure, by its id, where its sentence forecasts for one alone.

    The writer has a mark for a name, and so have those who reckon for all (a weather service).
    """
    forecasts = tuple(forecasts)
    told: dict[str, set[str | None]] = {}
    for forecast in forecasts:
        if forecast.kind == "forecast":
            holder = forecast.holder if forecast.holder_status != "author" else None
            told.setdefault(forecast.evidence[0].sentence_id, set()).add(holder)
    foretold = find_foretold(figures, forecasts)
    found: dict[str, str] = {}
    for figure in figures:
        names = told.get(figure.evidence.sentence_id, set())
        if figure.id in foretold and len(names) == 1:
            name = next(iter(names))
            if name is None:
                found[figure.id] = _WRITER
            elif is_person(name):
                found[figure.id] = without_title(name)
            elif _is_public(name):
                found[figure.id] = _PUBLIC
            elif not _is_anybody(name):
                found[figure.id] = name
    return found


def bare_publisher(name: str) -> str:
    """Return the name of an outlet without what only some texts add: 青葉日報 of 青葉日報電子版."""
    edition = compile_pattern(load_table("joining")["credits"]["edition"])
    while (match := edition.search(name)) and match.start() > 1:
        name = name[: match.start()]
    return name.strip()


def credits_outlet(sentence: str, name: str) -> bool:
    """Tell whether a sentence takes what it tells from an outlet: 青葉日報が報じたとおり."""
    text = sentence.replace("\n", "")
    at = text.find(name)
    if len(name) <= 1 or at < 0:
        return False
    behind = compile_pattern(load_table("joining")["credits"]["pattern"])
    return behind.search(text[at + len(name) :]) is not None


def find_voice(sentence: str) -> str | None:
    """Return the family name of the person, or the party, whose reckoning a sentence reports.

    None for the words of the article itself and for what is reckoned for all: a ministry's count.
    """
    pointed = compile_rules("joining", "pointed_to").search(sentence)
    if pointed and (holder := name_of_holder(pointed["who"])) and not _is_anybody(holder):
        return without_title(holder) if is_person(holder) else holder
    topic = cut_topic(sentence)
    holder = name_of_holder(topic.removesuffix("は")) if topic else None
    if holder is None or not is_person(holder) or points_back(holder):
        return _find_party(sentence, topic)
    says = (pattern_of("verbs"), compile_rules("joining", "reckoning"))
    if not any(pattern.search(sentence, len(topic)) for pattern in says):
        return None
    match = _NAME.match(holder)
    return holder[: match.end()] if match else None


def _find_body(sentence: str) -> str | None:
    """Return the public body that a sentence names for its count, or that somebody says it."""
    rules = load_table("joining")["claimants"]
    match = compile_pattern(rules["credited"]["pattern"]).search(sentence)
    if match:
        return match["who"] or match["body"]
    nameless = compile_pattern(rules["nameless"]["pattern"]).search(sentence)
    return _NAMELESS if nameless else None


def _find_party(sentence: str, topic: str) -> str | None:
    """Return the private party whose reckoning a sentence reports, None for a public one."""
    rules = load_table("joining")["claimants"]
    named = compile_pattern(rules["named"]["pattern"]).search(sentence)
    who = named["who"] if named else ""
    if not named and topic and compile_pattern(rules["told"]).search(sentence, len(topic)):
        party = _PARTY.search(topic)
        who = party[1] if party else ""
    return None if not who or _is_anybody(who) else who


def _is_anybody(who: str) -> bool:
    """Tell whether a body reckons for all, or is none by name."""
    rules = load_table("joining")["claimants"]
    return any(compile_pattern(rules[name]).search(who) for name in ("public", "unnamed"))


def _is_public(who: str) -> bool:
    """Tell whether a body reckons for all: a weather service, a ministry."""
    rule = load_table("joining")["claimants"]["public"]
    return compile_pattern(rule).search(who) is not None


def are_one(one: str, other: str) -> bool:
    """Tell whether two names mean one: one is the beginning or the end of the other."""
    shorter, longer = sorted((one, other), key=len)
    if longer.startswith(shorter) or longer.endswith(shorter):
        return True
    return _PARTS.split(longer)[-1] == _PARTS.split(shorter)[-1]
