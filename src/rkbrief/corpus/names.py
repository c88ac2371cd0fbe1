"""What looks like a person's name in a line of its own; shape only, no lists of names."""

from __future__ import annotations

import re
from functools import lru_cache, partial

from rkbrief.allowed import Tokenizer
from rkbrief.language.tokenizers import chosen_tokenizer
from rkbrief.lexicon import compile_rules
from rkbrief.lexicon.sought import Sought

_rules = partial(compile_rules, "metadata")
_KANJI_NAME = re.compile(r"^[一-龥々ヶ]{1,4}[ ・]?[一-龥々ヶぁ-んァ-ヶー]{1,5}$")
_KANA_FAMILY = re.compile(r"^[ぁ-ん]{2,4}(?P<given>[一-龥々]{1,3})$")
_FEW_KANJI = Sought(r"^[一-龥々]{2,3}$")
_FOUR_KANJI = Sought(r"^[一-龥々]{4}$")
_SPACED_NAME = re.compile(r"^[一-龥々ヶぁ-んァ-ヶー]{1,5} [一-龥々ヶぁ-んァ-ヶー]{1,6}$")
_PARTED_NAME = re.compile(r"^[一-龥々ヶ]{1,3} [一-龥々ぁ-んァ-ヶー]{1,3}$")
_LETTERS_APART = re.compile(r"^\S \S$")
"""A word of two characters set wide (余 滴); who has so short a name is found by its label."""
_FOREIGN_NAME = re.compile(
    r"^(?!.*[A-Z]{2})(?:[ァ-ヶー]{1,12}|[A-Z]\.?)"
    r"(?:[・=]| ?[A-Z]\.? ?[・=]?)[ァ-ヶーA-Z.・=]{2,24}$"
)
_LATIN_NAME = re.compile(
    r"^[A-Z][A-Za-z'’-]{1,15}(?: [A-Z]\.?)?(?: (?:van|von|de|da|del|al))? [A-Z][A-Za-z'’-]{1,18}$"
)
_MAIL = re.compile(r"\s?<?[a-zA-Z0-9_.+-]{1,40}@[a-zA-Z0-9-]{1,40}(?:\.[a-zA-Z0-9-]{1,20}){1,4}>?")
_NATIVE = re.compile(r"^[A-Z][A-Za-z.' -]{2,30}\s?\((?P<name>[一-龥々ヶぁ-んァ-ヶー・ ]{3,14})\)$")
"""A name in Latin letters with the Japanese one behind it."""
_IN_BRACKETS = re.compile(r"\s?[(\[【<][^)\]】>]*[)\]】>]?")
_AFTER_NAME = re.compile(r"[,、|@]|\s[/-]\s|/|[*†‡](?=\d?$)|\s(?=[ァ-ヶー一-龥]{2,8}=)")
_SHORTEST, _LONGEST = 2, 30
_NAME_ALONE = 3  # characters of a kanji name without a space between its parts
_MOST_POSTS = 3
_KANA_NAME = re.compile(r"^[ぁ-んァ-ヶー]{2,4}$")
_COMMON = ("名詞,一般", "名詞,サ変接続", "名詞,副詞可能", "名詞,接尾")
"""What the first of two words in a row is, unless it is a family name."""
_KANA_GIVEN = re.compile(r"^(?!ほか|いわく|たち)[ぁ-ん]{2,4}$")
_INFLECTED = Sought(r"[一-龥][ぁ-ん]+$")
"""How a word ends (暮らし) and no given name: those are of one script or begin with kana."""
_FORMER = ("元", "前", "現")
_LINKS = ("ノ", "之", "乃")
_WORDS = ("名詞,一般", "名詞,非自立", "副詞", "動詞", "形容詞", "感動詞")
"""What the dictionary may take the beginning of a given name in kana for: みぎ in みぎわ."""


def clean_name(text: str) -> str:
    """Return a name without post, affiliation and brackets, ``""`` when nothing is left."""
    if _rules("chapters").match(text):
        return ""
    native = _NATIVE.search(text)
    if native:
        return native["name"]
    name = _MAIL.sub("", _IN_BRACKETS.sub("", text)).strip(" :・/=|")
    for _ in range(_MOST_POSTS):
        name = _rules("credits").sub("", name)
        name = _rules("posts").sub("", name).strip()
    name = _AFTER_NAME.split(name, maxsplit=1)[0].strip()
    whole = _rules("titles").sub("", name).strip()
    if whole != name and _PARTED_NAME.match(whole) and is_japanese_person(whole.replace(" ", "")):
        return whole  # 海野 太一弁護士: the title is of the name, no office behind it
    name = _rules("roles").sub("", name).strip()
    return _rules("titles").sub("", name).strip() if len(name) > _NAME_ALONE else name


def is_certain_name(text: str) -> bool:
    """Tell a name whose parts are set apart: 山田 太郎, ジェーン・スミス, Jane Smith."""
    return (
        bool(_SPACED_NAME.match(text) or _FOREIGN_NAME.match(text) or _LATIN_NAME.match(text))
        and _SHORTEST < len(text) <= _LONGEST
        and not _LETTERS_APART.match(text)
    )


def is_foreign_name(text: str) -> bool:
    """Tell a name in katakana whose parts are set apart: ジェーン・スミス."""
    return not text.isascii() and bool(_FOREIGN_NAME.match(text))


def without_category(text: str) -> str:
    """Return the name behind a word of the page's: 商品 山田太郎 names 山田太郎."""
    before, _, name = text.partition(" ")
    return name if before and is_japanese_person(name) and not is_japanese_person(before) else text


def is_phrase(text: str) -> bool:
    """Tell words in a row, which a space makes look like a name, by the dictionary.

    A given name in kana (さくら, まり) is a word as well and stays.
    """
    from rkbrief.language.morphology import tokenize

    family, _, given = text.partition(" ")
    is_kana = _KANA_NAME.match(given) and not (given[0] >= "ァ" and is_word(family))
    if not _SPACED_NAME.match(text) or is_kana:
        return False
    tokens = list(tokenize(text))
    if not tokens:  # the tokenizer failed
        return False
    kinds = [token.pos for token in tokens]
    is_verb = _INFLECTED.search(family) and any(kind.startswith("動詞") for kind in kinds)
    if is_verb or _INFLECTED.search(given):  # 登録する ログイン
        return True
    if tokens[0].surface == family and kinds[0].startswith(_COMMON):
        return len(given) > 1 and not kinds[-1].startswith("名詞,固有名詞,人名")
    if any(kind.startswith(("助詞", "助動詞")) for kind in kinds):
        return True
    return bool(kinds) and all(kind.startswith(("名詞,一般", "名詞,サ変接続")) for kind in kinds)


def is_word(text: str) -> bool:
    """Tell a word of the dictionary that is nobody's name: 以下, 取材, with 元 or 前 before it."""
    from rkbrief.language.morphology import tokenize

    kinds = [token.pos for token in tokenize(text)]
    if len(kinds) == 2 and text.startswith(_FORMER):  # noqa: PLR2004 - 元 and the word
        kinds = kinds[1:]
    return len(kinds) == 1 and kinds[0].startswith("名詞") and "固有名詞" not in kinds[0]


def is_family_name(text: str) -> bool:
    """Tell a family name of two or three kanji alone, by the dictionary."""
    from rkbrief.language.morphology import tokenize

    if not _FEW_KANJI.match(text):
        return False
    tokens = list(tokenize(text))
    return len(tokens) == 1 and tokens[0].pos.startswith("名詞,固有名詞,人名,姓")


def is_two_names(text: str) -> bool:
    """Tell four kanji that the dictionary reads as two names, be they of places or persons."""
    from rkbrief.language.morphology import tokenize

    if not _FOUR_KANJI.match(text):
        return False
    tokens = list(tokenize(text))
    names = ("名詞,固有名詞,地域", "名詞,固有名詞,人名")
    return len(tokens) == 2 and all(token.pos.startswith(names) for token in tokens)  # noqa: PLR2004


def may_be_name(text: str) -> bool:
    """Tell what can be a name where a label or a place already says that one is due."""
    if is_certain_name(text):
        return True
    return bool(_KANJI_NAME.match(text)) and _SHORTEST <= len(text) <= 2 * _SHORTEST + 4


def is_japanese_person(text: str) -> bool:
    """Tell a run of kanji that the dictionary reads as family and given name.

    A family name that it knows as a place only (波止場 太郎) has a given name behind it.
    """
    return _reads_as_person(text, chosen_tokenizer())


@lru_cache(maxsize=1024)
def _reads_as_person(text: str, _tokenizer: Tokenizer) -> bool:
    from rkbrief.language.morphology import tokenize

    kana = _KANA_FAMILY.match(text)
    if kana:
        last = list(tokenize(text))[-1:]
        return any(t.surface == kana["given"] and _is_given_alone(t.pos) for t in last)
    if not _KANJI_NAME.match(text) or len(text) <= _NAME_ALONE - 1:
        return False
    tokens = tokenize(text)
    if len(tokens) == 2 and _is_place_and_given(*(token.pos for token in tokens)):  # noqa: PLR2004
        return True
    if not tokens or not tokens[0].pos.startswith("名詞,固有名詞,人名,姓"):
        return False
    given = text.removeprefix(tokens[0].surface)
    if _KANA_GIVEN.match(given) and tokens[1].pos.startswith(_WORDS):
        return True
    return all(_is_given(token.surface, token.pos) for token in tokens[1:]) and len(tokens) > 1


def _is_place_and_given(family: str, given: str) -> bool:
    return family.startswith("名詞,固有名詞,地域") and _is_given_alone(given)


def _is_given_alone(pos: str) -> bool:
    return pos.startswith("名詞,固有名詞,人名,名")


def _is_given(surface: str, pos: str) -> bool:
    """Tell a given name, or the piece of one that the dictionary does not know."""
    known = pos.startswith("名詞,固有名詞,人名")
    piece = pos.startswith(("名詞,一般", "接頭詞")) or surface in _LINKS
    return known or (len(surface) == 1 and piece)
