"""Nouns that can hold a view: titles, groups, institutions."""

from __future__ import annotations

import re
from functools import cache, partial

from rkbrief.language.remembering import remembered
from rkbrief.lexicon import compile_rules, load_table

_rules = partial(compile_rules, "attribution")

_CLOSING = re.compile(
    r"(?:と(?:いたしまし|しまし|し)て|(?:[（(][^（）()]*[）)])?＝[^＝、。]{1,20}＝|[（(][^（）()]*[）)]|［[^［］]*］|[＜<〈][^＜＞<>〈〉]*[＞>〉])$"
)
_SEGMENT_EDGE = re.compile(r"(?:の(?!うち)(?=(?:[^の]|の(?=うち))+$)|である|[\s　])")
_NAME_RUN = re.compile("[一-龥々ヶァ-ヴー・＝=A-Za-zＡ-Ｚａ-ｚ0-9０-９.‐-]+$")
"""What a name with its title is written in, when no hiragana stands in it: 会見で|青木氏."""
_WHEN = re.compile(
    r"^(?:この|来|今|昨|同)?[0-9０-９]{0,4}[年月日](?:末|春|夏|秋|冬)?には?(?=[一-龥ァ-ヴA-Za-z])"
)
_KANJI_NAME = re.compile("[一-龥々]{3,5}")
"""A Japanese name, which has no dot within: what stands before the dot is the house."""
_COUNTED = re.compile(
    "(?<![一1１])(?![一1１]人$)(?:約|およそ|計)?[0-9０-９一二三四五六七八九十百千万億数]+人$"
)
"""People that are counted, no holder by themselves: 来年|500万人."""
_SEVERAL = re.compile("(?:(?<=[一-龥ァ-ヴー])ら|(?<=[一-龥ァ-ヴーん])たち)$")  # 幹部|ら
_INNER_QUOTE = re.compile(r"(?<=[いるたうだ])と")
_SHARE = re.compile(
    "の(?:うち)?(?:、?(?:約|およそ|計)?[0-9０-９一二三四五六七八九]+(?:割|%|％)(?:超|強|弱|以上|近く)?|半数|過半|大半)$"
)
"""So many of those who hold a view: エコノミスト|の7割."""
_INNER_OBJECT = re.compile("を(?=[A-Z一-龥ァ-ヴー]+$)")
"""What a holder foretells, before his name: 来年の荷を|港湾局は3割増と予測する."""
_FAMILY = re.compile("(?:^|[^一-龥々])([一-龥々]{1,3})[ \u3000]$")
"""A family name that a blank parts from the given name: 青木 |太郎氏."""
_LIKE_A_VILLAGE = re.compile("(?![同本全各])[一-龥]村")
"""A family name, before a given one, and no village: 中村, 木村, 西村."""
_MAX_WORDED = 28


@cache
def ends_of(name: str) -> re.Pattern[str]:
    """Return what the nouns of a list in lexicon/attribution.yaml end in."""
    words = sorted(load_table("attribution")[name], key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, words))})$")


@cache
def members_of(name: str) -> frozenset[str]:
    """Return the words of a list in lexicon/attribution.yaml."""
    return frozenset(load_table("attribution")[name])


def is_self(noun: str) -> bool:
    """Tell whether ``noun`` means the writer (筆者, 私)."""
    return noun in members_of("selves")


def points_back(noun: str) -> bool:
    """Tell whether ``noun`` means the speaker before (同氏, 彼)."""
    if noun in members_of("backwards"):
        return True
    return _rules("pointing").fullmatch(noun) is not None and not _rules("of_place").match(noun)


def is_person(noun: str) -> bool:
    """Tell whether ``noun`` ends in a person's title, or in a name right behind it."""
    return ends_of("titles").search(noun) is not None or _introduced().search(noun) is not None


@cache
def _introduced() -> re.Pattern[str]:
    """Return what ends in a name behind its title: 社長の青木一郎."""
    titles = ends_of("titles").pattern.removesuffix("$")
    return re.compile(
        rf"(?:^|[の、])(?:[一-龥ァ-ヴー]{{0,8}}{titles})の(?:[一-龥々]{{3,5}}|[ァ-ヴー]+[・＝][ァ-ヴー・＝]+)$"
        r"|(?:研究する|教える|務める|率いる|営む|専攻する|専門とする|で知られる|手がける)[一-龥々]{3,4}$"
        rf"|[一-龥](?:者|家|士|員|官|師|長|相|人|手|優|主|役|通)の?[ァ-ヴー]+(?:[・＝][ァ-ヴー]+)+$"
    )


def is_one(noun: str) -> bool:
    """Tell whether ``noun`` is one human being: a name and title, or what he is (農家の男性)."""
    return is_person(noun) or ends_of("individuals").search(noun) is not None


def without_title(noun: str) -> str:
    """Return a person's name without the titles behind it: 青木・主任研究員 is 青木."""
    while title := ends_of("titles").search(noun):
        noun = noun[: title.start()].rstrip("・ \u3000")
    return noun


def is_house(noun: str) -> bool:
    """Tell whether ``noun`` before では names an institution that holds a view, not a place."""
    if noun in load_table("attribution")["alone"]:
        return not noun.endswith("国")
    if noun.endswith(tuple(load_table("attribution")["no_houses"])):
        return False
    known = points_back(noun) or ends_of("institutions").search(noun) is not None
    return known and not noun.endswith(tuple("国県市町村区都府州"))


def plain_phrase(phrase: str) -> str:
    """Return a noun phrase without dateline, opening conjunction and closing bracket."""
    return _rules("openers").sub("", _CLOSING.sub("", phrase.strip()).strip())


def name_of_company(noun: str) -> str | None:
    """Return the bare name that ``noun`` calls a company's, None when it does not."""
    match = _rules("apposed").fullmatch(plain_phrase(noun))
    return match["name"] if match else None


@remembered(1024)  # frames, subjects and holders ask about the same phrases
def name_of_holder(phrase: str) -> str | None:
    """Return who ``phrase``, a noun phrase before a particle, names as a holder of views.

    A person is returned as name and title, a group or an institution as worded; None when
    the phrase names nobody that could hold a view.
    """
    noun = _WHEN.sub("", _rules("before_names").sub("", plain_phrase(phrase)))
    noun = _INNER_OBJECT.split(_INNER_QUOTE.split(noun)[-1])[-1]
    noun = "" if _rules("yet_to_come").search(noun) else _SHARE.sub("", noun)
    if not noun or is_self(noun) or points_back(noun) or noun in members_of("alone"):
        return noun or None
    last = _SEGMENT_EDGE.split(noun)[-1]
    if title := ends_of("titles").search(noun):
        return _name_with_title(noun, title) or last or noun
    if kind := ends_of("institutions").search(noun):
        return noun if last == kind[0] and len(noun) <= _MAX_WORDED else last or noun
    if called := _named_group("{}$").search(phrase.strip()):
        return called[0]
    if not _is_several(noun, phrase):
        return None
    return noun if len(noun) <= _MAX_WORDED else last


def _is_several(noun: str, phrase: str) -> bool:
    """Tell whether ``noun``, which closes ``phrase``, is a group, or one named behind his title."""
    one = _SEVERAL.sub("", noun)
    if _is_group(noun) or _is_group(one) or is_person(one):
        return True
    counted = _rules("counted_of_them").match(phrase.strip())
    return counted is not None or _rules("called").search(noun) is not None


def name_of_group(text: str) -> str | None:
    """Return the topic of ``text`` where it is a group with a name of its own, None otherwise."""
    match = _named_group("(?:[^、。「」]{{1,12}}、)?(?P<who>{})は").match(text)
    return match["who"] if match else None


@cache
def _named_group(frame: str) -> re.Pattern[str]:
    """Return what a group calls itself (市民団体「水を守る会」) within ``frame``."""
    return re.compile(frame.format(_rules("named_groups").pattern))


def _is_group(noun: str) -> bool:
    """Tell whether ``noun`` is a group; people that are counted are one when called something."""
    if noun.endswith("市場"):
        return _rules("markets").search(noun) is not None
    if counted := _COUNTED.search(noun):
        among = noun[: counted.start()].removesuffix("うち").rstrip("の")  # 業者30人の|うち|5人
        return name_of_holder(among) is not None
    return bool(ends_of("groups").search(noun) and not ends_of("no_groups").search(noun))


def _name_with_title(noun: str, title: re.Match[str]) -> str | None:
    """Return the name and title ``noun`` ends in, all of it for a title alone (部品の担当者)."""
    bare = _NAME_RUN.search(noun)
    if bare is not None and bare.start() < title.start():
        house, _, name = bare[0].rpartition("・")
        stem = without_title(name)
        japanese = _KANJI_NAME.fullmatch(stem) and not (
            stem.endswith("大") or ends_of("institutions").search(stem)
        )
        if house and (ends_of("institutions").search(house) or japanese):
            return name
        family = _FAMILY.search(noun, 0, bare.start())
        place = family and not _LIKE_A_VILLAGE.fullmatch(family[1]) and name_of_holder(family[1])
        if family is None or _KANJI_NAME.fullmatch(stem) or place:
            return bare[0]
        return noun[family.start(1) :]
    alone = _SEGMENT_EDGE.split(noun)[-1] == title[0]
    return noun if alone and len(noun) <= _MAX_WORDED else None
