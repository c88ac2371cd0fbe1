"""Bytes to text, in a fixed order: BOM, ISO-2022-JP, UTF-8, EUC-JP or CP932, UTF-16 without BOM.

Japanese short texts fool general detectors, so nothing here guesses freely: every encoding
must first be valid, and only between EUC-JP and CP932, whose byte ranges overlap, does the
kind of characters decide. These two give characters for almost any bytes, so what they make of
a long file has to look like Japanese, too. What is invalid in an otherwise good text is
replaced and counted; a file of which more is lost than that is refused, and never guessed at.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import cache

from msgspec import Struct

from rkbrief.errors import CorpusError

REPLACEMENT = "�"

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its BOM begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"%PDF-", b"\x7fELF")
_ISO_2022_JP = re.compile(rb"\x1b\$[@B]|\x1b\$\([DOPQ]")
_HIGH = re.compile(rb"[\x80-\xff]")
_JIS_CODECS = ("iso2022_jp", "iso2022_jp_ext", "iso2022_jp_2004")
_EUC_CODECS = ("euc_jp", "euc_jis_2004")
_UNKNOWN = "no text in a known encoding"
_UNDEFINED = dict.fromkeys((0x80, *range(0xF8F0, 0xF8F4)), REPLACEMENT)
"""What Python's CP932 gives for the bytes 80, A0 and FD to FF, which the encoding leaves out."""

# What a character says for the encoding that gave it. Half-width katakana is how EUC-JP
# bytes look in CP932; kanji of JIS level 2 and private use are how CP932 looks in EUC-JP.
_LIKELY = re.compile(r"[\t\n\r -~぀-ヿ　-〕！-～…―─—〜〝〟“”‘’×÷°①-⑳■□▲△▼▽◆◇○●◎★☆※→←↑↓]")
_HALF_KANA = re.compile(r"[｡-ﾟ]+")
_ODD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff�]")
_RARE_LETTER = re.compile(r"[\u0180-\u036f\u0500-\u07ff]")
_KANJI_PLAUSIBLE = 0.8
_LEVEL_2 = 0xD0  # the lead byte of row 48 in EUC-JP
_SAMPLE = 65536
_KANA = re.compile("[ぁ-ヿ]")
_LEAST_PLAUSIBLE = 0.15  # half-width katakana alone have 0.2, and Cyrillic read as them less
_FEW = 40  # characters beyond ASCII that may be of any kind
_LEAST_KANA = 0.06  # of a hundred characters and more: Chinese or Korean read as EUC-JP has none
_LEAST_WITHOUT_KANA = 0.7  # kanji alone have 0.8, Chinese read as EUC-JP hardly 0.6
_MANY = 100
_KOREAN = (
    "이다는을에가은한하고지로사도정어인시기서나해리부아일수보만원장들것상주제스구동년였습니까했"
)
"""Half of what Korean is written with; the kanji that EUC-JP has in their place are rare."""
_LEAST_KOREAN, _FEWEST_KOREAN = 0.25, 4
_MOST_LOST = 1 / 3  # of what can be seen
_WEIGHT = 4  # of a character without a meaning: a tenth of random UTF-16, nothing of a text


class Decoded(Struct, frozen=True, gc=False):
    r"""A file's text: line ends are ``\n``, no byte order mark, nothing else changed.

    ``replaced`` counts the places where bytes were invalid and U+FFFD stands instead.
    """

    text: str
    encoding: str
    replaced: int = 0


def decode(data: bytes) -> Decoded:
    """Decode the bytes of a text file.

    Raises CorpusError: ``binary`` for a NUL outside UTF-16 and UTF-32 and for the first bytes
    of well-known binary formats; another reason for bytes that are mostly no text.
    """
    if data.startswith(_MAGIC):
        raise CorpusError("binary")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decoded(data[len(bom) :], encoding, encoding)
    if _ISO_2022_JP.search(data) and not _HIGH.search(data):
        return _iso_2022_jp(data)
    wide = _utf_16_without_bom(data)
    if wide:
        return _decoded(data, wide, wide)
    if b"\x00" in data:
        raise CorpusError("binary")
    return _eight_bit(data)


def may_be_foreign(decoded: Decoded) -> bool:
    """Tell kanji without any kana that were read as EUC-JP: a few words of Korean look the same."""
    return decoded.encoding == "euc-jp" and not _KANA.search(decoded.text)


def _decoded(data: bytes, encoding: str, codec: str) -> Decoded:
    """Decode ``data``, with U+FFFD for what is invalid. Raises CorpusError when that is most."""
    try:
        text, replaced = data.decode(codec), 0
    except UnicodeDecodeError:
        text = data.decode(codec, "replace")
        replaced = text.count(REPLACEMENT) - _genuine_replacements(data, codec)
    if codec == "cp932":
        text = text.translate(_UNDEFINED)
        replaced = text.count(REPLACEMENT)
    if (replaced or encoding.startswith(("utf-16", "utf-32"))) and _is_lost(text):
        raise CorpusError(_UNKNOWN)
    return Decoded(normalise_newlines(text), encoding, replaced)


def _is_lost(text: str) -> bool:
    """Tell a reading that gives little but U+FFFD and what Unicode gives no meaning.

    Almost any bytes are valid UTF-16; the characters of a text are assigned.
    """
    kinds = [unicodedata.category(char) for char in text[:_SAMPLE] if not char.isspace()]
    visible = sum(kind != "Cc" for kind in kinds)
    meaningless = kinds.count("Cn") + kinds.count("Co")
    return text[:_SAMPLE].count(REPLACEMENT) + _WEIGHT * meaningless > visible * _MOST_LOST


def _genuine_replacements(data: bytes, codec: str) -> int:
    """Count the U+FFFD that the file itself holds."""
    return data.decode(codec, "ignore").count(REPLACEMENT) if codec.startswith("utf") else 0


def normalise_newlines(text: str) -> str:
    """Return the text with CRLF and CR as LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _iso_2022_jp(data: bytes) -> Decoded:
    for codec in _JIS_CODECS:
        try:
            return Decoded(normalise_newlines(data.decode(codec)), "iso-2022-jp")
        except UnicodeDecodeError:
            continue
    return _decoded(data, "iso-2022-jp", _JIS_CODECS[0])


def _eight_bit(data: bytes) -> Decoded:
    if is_valid(data, "utf-8") and not _is_euc_kanji(data):
        return _decoded(data, "utf-8", "utf-8")
    euc = next((codec for codec in _EUC_CODECS if is_valid(data, codec)), None)
    cp932 = is_valid(data, "cp932")
    if euc and cp932:
        likelier = _plausibility(data, euc) >= _plausibility(data, "cp932")
        euc, cp932 = (euc, False) if likelier else (None, True)
    if euc and _is_japanese(data, euc):
        return _decoded(data, "euc-jp", euc)
    if cp932 and _is_japanese(data, "cp932"):
        return _decoded(data, "cp932", "cp932")
    return _damaged(data)


def _damaged(data: bytes) -> Decoded:
    """Decode what is valid in no encoding throughout: a truncated, mixed or foreign file.

    The most plausible reading wins, the earlier of the order where two are equal. Where none
    looks like Japanese, escape sequences tell ISO-2022-JP; else UTF-8 is left, in which what
    can be read is right.
    """
    scores = {codec: _plausibility(data, codec) for codec in ("utf-8", "euc_jp", "cp932")}
    codec, score = max(scores.items(), key=lambda item: item[1])
    if score < _LEAST_PLAUSIBLE and _ISO_2022_JP.search(data):
        return _iso_2022_jp(data)
    if codec == "utf-8" or score < _LEAST_PLAUSIBLE or not _is_japanese(data, codec):
        return _decoded(data, "utf-8", "utf-8")
    return _decoded(data, codec.replace("_", "-"), codec)


def _is_japanese(data: bytes, codec: str) -> bool:
    """Tell whether a reading of more than a few characters looks like Japanese.

    Latin, Cyrillic, Chinese and Korean in encodings of their own come out as half-width
    katakana or as kanji without any kana between them.
    """
    text = data[:_SAMPLE].decode(codec, "ignore")
    high = sum(char > "\x7f" for char in text)
    if codec in _EUC_CODECS and _is_korean(text):
        return False
    if high < _FEW:
        return True
    if _plausibility(data, codec) < _LEAST_PLAUSIBLE:
        return False
    kana = len(_KANA.findall(text))
    if high < _MANY and not kana:
        return _plausibility(data, codec) >= _LEAST_WITHOUT_KANA
    return high < _MANY or codec == "cp932" or kana >= high * _LEAST_KANA


def _is_korean(text: str) -> bool:
    """Tell a few words of Korean in EUC-KR that were read as EUC-JP: kanji that hardly occur."""
    if _KANA.search(text):
        return False
    kanji = [char for char in text if "一" <= char <= "龥"]
    count = sum(map(_korean_as_kanji().__contains__, kanji))
    return count >= _FEWEST_KOREAN and count >= len(kanji) * _LEAST_KOREAN


@cache
def _korean_as_kanji() -> frozenset[str]:
    return frozenset(_KOREAN.encode("euc_kr").decode("euc_jp"))


def _is_euc_kanji(data: bytes) -> bool:
    """Tell a few EUC-JP kanji that happen to be valid UTF-8: letters no language mixes.

    2025年 is then read as 2025 and U+01EF. Only a text without any character of three bytes
    can be meant, so that Japanese in UTF-8 never is.
    """
    high = [char for char in data[:_SAMPLE].decode("utf-8", "ignore") if char > "\x7f"]
    if not high or max(high) >= "\u0800" or not all(map(_RARE_LETTER.match, high)):
        return False
    return is_valid(data, "euc_jp") and _plausibility(data, "euc_jp") >= _KANJI_PLAUSIBLE


def is_valid(data: bytes, codec: str) -> bool:
    """Tell whether all of ``data`` has a meaning in ``codec``."""
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return False
    return codec != "cp932" or text == text.translate(_UNDEFINED)


def _plausibility(data: bytes, codec: str) -> float:
    """Say how much the text looks like Japanese under ``codec``: at most 1 a character."""
    text = data[:_SAMPLE].decode(codec, "replace")
    if text.endswith(REPLACEMENT):
        text = text[:-1]  # the sample, or the file, may end inside a character
    high = [char for char in text if char > "\x7f"]
    if not high:
        return 0.0
    return sum(map(_weight, high)) / len(high) - _lone_half_kana(text) / len(high)


def _weight(char: str) -> float:
    if _LIKELY.match(char):
        return 1.0
    if _ODD.match(char):
        return -4.0
    if "一" <= char <= "龥":
        # JIS X 0208 has its common kanji in rows 16 to 47, the rest from row 48 on.
        try:
            return 0.8 if char.encode("euc_jp")[0] < _LEVEL_2 else -0.2
        except UnicodeEncodeError:
            return -0.5
    return 0.2 if "｡" <= char <= "ﾟ" else -0.5


def _lone_half_kana(text: str) -> int:
    """Count half-width katakana in runs too short to be a word."""
    return sum(len(run) for run in _HALF_KANA.findall(text) if len(run) < 2)  # noqa: PLR2004


def _utf_16_without_bom(data: bytes) -> str | None:
    """Return the UTF-16 whose high bytes this Japanese text shows, else None.

    In Japanese UTF-16 every other byte is 0x30 (kana, punctuation), 0x4E to 0x9F (kanji),
    0xFF (full width) or 0x00 (ASCII); in any other encoding a text of the kind is rare, and
    must besides be invalid as UTF-8 or hold control characters.
    """
    if len(data) < 4:  # noqa: PLR2004 - two characters are the least evidence
        return None
    data = data[: len(data) // 2 * 2]  # a file may be cut inside its last character
    sample = data[:_SAMPLE]
    if is_valid(data, "utf-8") and not _CONTROL.search(sample):
        return None
    found = []
    for codec, high, low in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        highs = sample[high::2]
        share = len(highs.translate(None, _WIDE_LOW)) / len(highs)
        plain = len(sample[low::2].translate(None, b"\x00")) / len(highs)
        if share < _WIDE_MISSES and plain > 1 - _WIDE_MISSES and is_valid(data, codec):
            found.append((_plausibility(data, codec), codec))
    best = max(found, default=None)
    return best[1] if best and best[0] > _WIDE_PLAUSIBLE else None


_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_WIDE_LOW = bytes([0x00, 0x20, 0x22, 0x25, 0x26, 0x30, 0xFF, *range(0x4E, 0xA0)])
_WIDE_MISSES = 0.1
_WIDE_PLAUSIBLE = 0.6
