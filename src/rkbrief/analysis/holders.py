"""Nouns that can hold a view: titles, groups, institutions."""

from __future__ import annotations

import re
from functools import cache

from rkbrief.language.remembering import remembered
from rkbrief.lexicon import load_table

_CLOSING = re.compile(
    r"(?:と(?:いたしまし|しまし|し)て|(?:[（(][^（）()]*[）)])?＝[^＝、。]{1,20}＝|[（(][^（）()]*[）)]|[＜<〈][^＜＞<>〈〉]*[＞>〉])$"
)
_SEGMENT_EDGE = re.compile(r"(?:の(?=[^の]+$)|である|[\s　])")
_NAME_RUN = re.compile("[一-龥々ヶァ-ヴー・＝=A-Za-zＡ-Ｚａ-ｚ0-9０-９.‐-]+$")
"""What a name with its title is written in, when no hiragana stands in it: 会見で|青木氏."""
_OPENERS = re.compile(
    r"^(?:[^【】\[\]]{1,20}[】\]]|[\[［【〔（(][^\]］】〕）)]*[\]］】〕）)]\s*(?:[–—―-]\s*)?|しかし|だが|ところが|とはいえ|ただし?|一方(?:で)?|また|さらに|なお|それでも|これに対し(?:て)?|こうした中(?:で)?|その|この|先に(?=[一-龥ァ-ヴ])|対照的に|反対に|逆に|例えば|たとえば|"
    r"[ァ-ヴー一-龥]+ [–—-] )+"
)
_APPOSED = re.compile(
    r"[^、。「」はが]{0,30}(?:大手|会社|メーカー|企業|商社|チェーン)の"
    r"(?P<name>[一-龥々ァ-ヴーA-Za-zＡ-Ｚａ-ｚ0-9・]{2,16})(?<![高績価率益量額数力産売性])"
)
"""A company's bare name behind what kind of company it is: 製紙大手の|青葉紙業."""
_CALLED = re.compile(r"(?:[一-龥]会社|大手|[一-龥][紙誌])[ァ-ヴーA-Z][ァ-ヴーA-Za-z・]{2,}$")
"""What kind of company or paper it is, with its name right behind: 調査会社|アオバ."""
_GROUP = (
    r"[一-龥ァ-ヴーA-Z]{0,10}(?:団体|グループ|連盟|協議会|ネットワーク|法人|NGO)(?:の?「[^「」。]{2,20}」"
    r"|の[一-龥ァ-ヴーぁ-ん]{1,12}(?<![集大総])(?<!報告)(?<!説明)(?<!協議)会)"
)
_GROUP_CALLED = re.compile(f"{_GROUP}$")
"""A group with the name that it gives itself: 市民団体「水を守る会」."""
GROUP_TOPIC = re.compile(rf"(?:[^、。「」]{{1,12}}、)?(?P<who>{_GROUP})は")
"""Such a group as the topic of a sentence."""
_POINTING = re.compile("同(?!僚|志|士|業|級|居|期|郷)[一-龥ァ-ヴー]{1,6}")
_OF_PLACE = re.compile("同(?:国|県|市|町|村|州|区|都|道|府|地|省|島)(?=[一-龥ァ-ヴ])")
"""同国政府: the place is pointed back to, not the speaker."""
_BEFORE_NAME = re.compile(
    r"^.{1,40}?(?:に対し(?:て)?|について(?:は)?|をめぐり|をめぐって|によれば|によると|によりますと|以上から|を受け(?:て)?"
    r"|が(?=同[一-龥]))(?=[一-龥ァ-ヴA-Za-z])"
)
"""What may stand before a holder without a comma: 調べに対し|青木容疑者."""
_WHEN = re.compile(
    r"^(?:この|来|今|昨|同)?[0-9０-９]{0,4}[年月日](?:末|春|夏|秋|冬)?には?(?=[一-龥ァ-ヴA-Za-z])"
)
_KANJI_NAME = re.compile("[一-龥々]{3,5}")
"""A Japanese name, which has no dot within: what stands before the dot is the house."""
_COUNTED = re.compile(
    "(?<![一1１])(?![一1１]人$)(?:約|およそ|計)?[0-9０-９一二三四五六七八九十百千万億数]+人$"
)
"""People that are counted, no holder by themselves: 来年|500万人."""
_MARKET = re.compile(
    "(?:^|の)(?:金融|株式|債券|為替|外国為替|商品|原油|先物|国債|短期|米|東京|内外|海外)*市場$"
)
"""A market that holds views; of others (スマートフォン市場) views are held."""
_SEVERAL = re.compile("(?:(?<=[一-龥ァ-ヴー])ら|(?<=[一-龥ァ-ヴーん])たち)$")  # 幹部|ら
_INNER_QUOTE = re.compile(r"(?<=[いるたうだ])と")
_FAMILY = re.compile("(?:^|[^一-龥々])([一-龥々]{1,3})[ \u3000]$")
"""A family name that a blank parts from the given name: 青木 |太郎氏."""
_MAX_WORDED = 28


@cache
def ends_of(name: str) -> re.Pattern[str]:
    """Return what the nouns of a list in lexicon/attribution.yaml end in."""
    words = sorted(load_table("attribution")[name], key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, words))})$")


@cache
def words_of(name: str) -> frozenset[str]:
    """Return the words of a list in lexicon/attribution.yaml."""
    return frozenset(load_table("attribution")[name])


def is_self(noun: str) -> bool:
    """Tell whether ``noun`` means the writer (筆者, 私)."""
    return noun in words_of("selves")


def points_back(noun: str) -> bool:
    """Tell whether ``noun`` means the speaker before (同氏, 彼)."""
    if noun in words_of("backwards"):
        return True
    return _POINTING.fullmatch(noun) is not None and not _OF_PLACE.match(noun)


def is_person(noun: str) -> bool:
    """Tell whether ``noun`` ends in a person's title."""
    return ends_of("titles").search(noun) is not None


def without_title(noun: str) -> str:
    """Return a person's name without the titles behind it: 青木・主任研究員 is 青木."""
    while title := ends_of("titles").search(noun):
        noun = noun[: title.start()].rstrip("・ \u3000")
    return noun


def is_house(noun: str) -> bool:
    """Tell whether ``noun`` before では names an institution that holds a view, not a place."""
    if noun in load_table("attribution")["alone"]:
        return not noun.endswith("国")
    known = points_back(noun) or ends_of("institutions").search(noun) is not None
    return known and not noun.endswith(tuple("国県市町村区都府州"))


def plain_phrase(phrase: str) -> str:
    """Return a noun phrase without dateline, opening conjunction and closing bracket."""
    return _OPENERS.sub("", _CLOSING.sub("", phrase.strip()).strip())


def name_of_company(noun: str) -> str | None:
    """Return the bare name that ``noun`` calls a company's, None when it does not."""
    match = _APPOSED.fullmatch(plain_phrase(noun))
    return match["name"] if match else None


@remembered(1024)  # frames, subjects and holders ask about the same phrases
def name_of_holder(phrase: str) -> str | None:
    """Return who ``phrase``, a noun phrase before a particle, names as a holder of views.

    A person is returned as name and title, a group or an institution as worded; None when
    the phrase names nobody that could hold a view.
    """
    noun = _WHEN.sub("", _BEFORE_NAME.sub("", plain_phrase(phrase)))
    noun = _INNER_QUOTE.split(noun)[-1]
    if not noun or is_self(noun) or points_back(noun):
        return noun or None
    last = _SEGMENT_EDGE.split(noun)[-1]
    if title := ends_of("titles").search(noun):
        return _name_with_title(noun, title) or last or noun
    if kind := ends_of("institutions").search(noun):
        return noun if last == kind[0] and len(noun) <= _MAX_WORDED else last or noun
    if called := _GROUP_CALLED.search(phrase.strip()):
        return called[0]
    one = _SEVERAL.sub("", noun)
    if not (_is_group(noun) or _is_group(one) or is_person(one) or _CALLED.search(noun)):
        return None
    return noun if len(noun) <= _MAX_WORDED else last


def _is_group(noun: str) -> bool:
    """Tell whether ``noun`` is a group; people that are counted are one when called something."""
    if noun.endswith("市場"):
        return _MARKET.search(noun) is not None
    if counted := _COUNTED.search(noun):
        return name_of_holder(noun[: counted.start()].rstrip("の")) is not None
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
        if family is None or _KANJI_NAME.fullmatch(stem) or name_of_holder(family[1]):
            return bare[0]
        return noun[family.start(1) :]
    alone = _SEGMENT_EDGE.split(noun)[-1] == title[0]
    return noun if alone and len(noun) <= _MAX_WORDED else None
