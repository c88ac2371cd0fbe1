"""Nouns that can hold a view: titles, groups, institutions; full names from short ones."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from functools import cache

from rkbrief.language.remembering import remembered
from rkbrief.lexicon import load_table

_NAME = (
    r"[ァ-ヴー]+(?:[・＝=][ァ-ヴーA-ZＡ-Ｚ.]+)+|[A-Z][a-z]+(?: [A-Z]\.?)?(?: [A-Z][a-z]+)+"
    r"|[一-龥々]{3,5}|[一-龥々]{1,3}[ァ-ヴー]{2,4}"
)
_HIRAGANA_NAME = (
    r"[一-龥々]{1,3}(?!(?:には|では|とは|から|まで|など|する|した|って|れた|いる|ある|たち|らの"
    r"|にも|での|との|への|による|という|である))[ぁ-ん]{2,3}"
)
_POST = r"・[^、。「」はがをにで・\s]{2,20}?"
"""What may stand between a name and its title: 山田太郎・青葉大学|教授."""
_READING = re.compile(
    r"(?P<name>[一-龥々]{2,5}|[一-龥々]{1,3}[ぁ-ん]{2,3})[（(][ぁ-ん]+[・ \u3000][ぁ-ん]+[）)]"
)
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
_BARE_BODY = re.compile(r"[ァ-ヴー・A-Za-zＡ-Ｚ一-龥々]{2,16}")
_COMPANY = re.compile(
    r"(?:社|大手|銀行|証券|総研|メーカー|企業|HD|ホールディングス|電力|ガス|鉄道|航空|自動車|製薬|製鉄"
    r"|化学|商事|物産|建設|不動産|重工|工業|電機|食品|生命|放送|新聞|通信|[ァ-ヴーA-Za-zＡ-Ｚ]{2,})$"
)
_APPOSED = re.compile(
    r"[^、。「」はが]{0,30}(?:大手|会社|メーカー|企業|商社|チェーン)の"
    r"(?P<name>[一-龥々ァ-ヴーA-Za-zＡ-Ｚａ-ｚ0-9・]{2,16})(?<![高績価率益量額数力産売性])"
)
"""A company's bare name behind what kind of company it is: 製紙大手の|青葉紙業."""
_HOUSE_OF = re.compile(r"(?P<house>[一-龥々ァ-ヴー・A-Za-zＡ-Ｚａ-ｚ0-9]{2,16})の(?=[^の]+$)")
"""The house that somebody speaks for, before his name: 青葉電鉄の|青木社長."""
_CALLED = re.compile(r"(?:[一-龥]会社|大手|[一-龥][紙誌])[ァ-ヴーA-Z][ァ-ヴーA-Za-z・]{2,}$")
"""What kind of company or paper it is, with its name right behind: 調査会社|アオバ."""
_OF_COMPANY = re.compile("(?:社長|会長|取締役|CEO|最高(?:経営|財務|執行|技術)責任者)$")
_POINTING = re.compile("同(?!僚|志|士|業|級|居|期|郷)[一-龥ァ-ヴー]{1,6}")
_PRONOUNS = frozenset({"彼", "彼女"})
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
_MAX_WORDED, _REMEMBERED = 28, 60


@cache
def _ends(name: str) -> re.Pattern[str]:
    words = sorted(load_table("attribution")[name], key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, words))})$")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_table("attribution")[name])


@cache
def _full_names() -> re.Pattern[str]:
    titles = "|".join(sorted(load_table("attribution")["titles"], key=len, reverse=True))
    return re.compile(
        f"(?P<posted>[一-龥々]{{3,5}}){_POST}(?P<post>{titles})"
        f"|(?P<name>{_NAME}|{_HIRAGANA_NAME})(?P<title>{titles})"
    )


def is_self(noun: str) -> bool:
    """Tell whether ``noun`` means the writer (筆者, 私)."""
    return noun in _words("selves")


def points_back(noun: str) -> bool:
    """Tell whether ``noun`` means the speaker before (同氏, 彼)."""
    if noun in _words("backwards"):
        return True
    return _POINTING.fullmatch(noun) is not None and not _OF_PLACE.match(noun)


def is_person(noun: str) -> bool:
    """Tell whether ``noun`` ends in a person's title."""
    return _ends("titles").search(noun) is not None


def without_title(noun: str) -> str:
    """Return a person's name without the titles behind it: 青木・主任研究員 is 青木."""
    while title := _ends("titles").search(noun):
        noun = noun[: title.start()].rstrip("・ \u3000")
    return noun


def is_house(noun: str) -> bool:
    """Tell whether ``noun`` before では names an institution that holds a view, not a place."""
    if noun in load_table("attribution")["alone"]:
        return not noun.endswith("国")
    known = points_back(noun) or _ends("institutions").search(noun) is not None
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
    if not noun:
        return None
    if is_self(noun) or points_back(noun):
        return noun
    last = _SEGMENT_EDGE.split(noun)[-1]
    if title := _ends("titles").search(noun):
        return _name_with_title(noun, title) or last or noun
    if kind := _ends("institutions").search(noun):
        return noun if last == kind[0] and len(noun) <= _MAX_WORDED else last or noun
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
    return bool(_ends("groups").search(noun) and not _ends("no_groups").search(noun))


def _name_with_title(noun: str, title: re.Match[str]) -> str | None:
    """Return the name and title ``noun`` ends in, all of it for a title alone (部品の担当者)."""
    bare = _NAME_RUN.search(noun)
    if bare is not None and bare.start() < title.start():
        house, _, name = bare[0].rpartition("・")
        stem = without_title(name)
        japanese = _KANJI_NAME.fullmatch(stem) and not (
            stem.endswith("大") or _ends("institutions").search(stem)
        )
        if house and (_ends("institutions").search(house) or japanese):
            return name
        family = _FAMILY.search(noun, 0, bare.start())
        if family is None or _KANJI_NAME.fullmatch(stem) or name_of_holder(family[1]):
            return bare[0]
        return noun[family.start(1) :]
    alone = _SEGMENT_EDGE.split(noun)[-1] == title[0]
    return noun if alone and len(noun) <= _MAX_WORDED else None


@dataclass
class NameBook:
    """The full names an article has given so far, by the short names that mean them."""

    _full: dict[str, str] = field(default_factory=dict)
    _persons: deque[str] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))
    _companies: set[str] = field(default_factory=set)
    _bodies: deque[str] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))

    def note(self, text: str) -> None:
        """Remember the full names in ``text``: those with titles, those with their reading."""
        for match in _full_names().finditer(text):
            name = match["posted"] or match["name"]
            if not _ends("institutions").search(name):
                self._keep(name, match[0])
                self._persons.append(match[0])
        for match in _READING.finditer(text):
            self._keep(match["name"], match["name"])

    def _keep(self, name: str, full: str) -> None:
        parts = re.split("[・＝= ]", name)
        keys = parts if len(parts) > 1 else [name[:2], name[:1], name[:3]]
        for key in keys:
            if key and key != name:
                self._full.setdefault(key, full)

    def note_topic(self, noun: str) -> None:
        """Remember ``noun``, which a sentence is about, for 同氏 and 同社 after it."""
        holder = name_of_holder(noun)
        if holder is None:
            company = name_of_company(noun)
            if company is not None:
                self._companies.add(company)
                self._bodies.append(company)
            elif _BARE_BODY.fullmatch(plain_phrase(noun)):
                self._bodies.append(plain_phrase(noun))
        elif is_person(holder) and not points_back(holder):
            self.note_person(holder)
            house = _HOUSE_OF.match(plain_phrase(noun))
            if house and not points_back(house["house"]):
                self._bodies.append(house["house"])
                if _OF_COMPANY.search(holder):
                    self._companies.add(house["house"])
        elif not points_back(holder) and not is_self(holder):
            self._bodies.append(holder)

    def note_person(self, holder: str) -> None:
        """Remember the person spoken of, or speaking, last: 同氏 points to him."""
        self._persons.append(self.full(holder))

    def behind(self, noun: str) -> str | None:
        """Return whom ``noun`` (同氏, 同社, 彼) means, None when nobody before fits it."""
        kind = noun.removeprefix("同")
        if noun in _PRONOUNS or kind == "氏":
            return next(reversed(self._persons), None)
        if is_person(kind) or kind == "相":
            return next((p for p in reversed(self._persons) if p.endswith(kind)), None)
        if kind == "社":
            return next((b for b in reversed(self._bodies) if self._is_company(b)), None)
        return next((b for b in reversed(self._bodies) if b.endswith(kind)), None)

    def _is_company(self, body: str) -> bool:
        return body in self._companies or _COMPANY.search(body) is not None

    def full(self, holder: str) -> str:
        """Return the full name and title behind ``holder``, or ``holder`` itself."""
        title = _ends("titles").search(holder)
        if title and title[0] == holder:  # 社長は: the one who was named with that title
            return next((p for p in reversed(self._persons) if p.endswith(holder)), holder)
        name = holder[: title.start()] if title else holder.rpartition("の")[2]
        return self._full.get(name, holder)

    def knows(self, name: str) -> bool:
        """Tell whether ``name`` is short for a full name given so far."""
        return name in self._full or name in self._full.values()
