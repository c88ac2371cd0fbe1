"""Bytes to text, in a fixed order: BOM, ISO-2022-JP, UTF-8, EUC-JP or CP932, UTF-16 without BOM.

Japanese short texts fool general detectors, so nothing here guesses freely: every encoding
must first be valid, and only between EUC-JP and CP932, whose byte ranges overlap, does the
kind of characters decide.
"""

from __future__ import annotations

import codecs
import re

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
_CODEC_NAMES = {"utf-8": "utf-8", "euc-jp": "euc_jp", "cp932": "cp932"}

# What a character says for the encoding that gave it. Half-width katakana is how EUC-JP
# bytes look in CP932; kanji of JIS level 2 and private use are how CP932 looks in EUC-JP.
_LIKELY = re.compile(r"[\t\n\r -~぀-ヿ　-〕！-～…―─—〜〝〟“”‘’×÷°①-⑳■□▲△▼▽◆◇○●◎★☆※→←↑↓]")
_HALF_KANA = re.compile(r"[｡-ﾟ]+")
_ODD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff�]")
_RARE_LETTER = re.compile(r"[\u0180-\u036f\u0500-\u07ff]")
_KANJI_PLAUSIBLE = 0.8
_LEVEL_2 = 0xD0  # the lead byte of row 48 in EUC-JP
_SAMPLE = 65536


class Decoded(Struct, frozen=True, gc=False):
    r"""A file's text: line ends are ``\n``, no byte order mark, nothing else changed.

    ``replaced`` counts the places where bytes were invalid and U+FFFD stands instead.
    """

    text: str
    encoding: str
    replaced: int = 0


def decode(data: bytes) -> Decoded:
    """Decode the bytes of a text file.

    Raises CorpusError (``binary``) for a NUL outside UTF-16 and UTF-32 and for the first
    bytes of well-known binary formats.
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


def _decoded(data: bytes, encoding: str, codec: str) -> Decoded:
    try:
        text, replaced = data.decode(codec), 0
    except UnicodeDecodeError:
        text = data.decode(codec, "replace")
        replaced = text.count(REPLACEMENT) - _genuine_replacements(data, codec)
    return Decoded(normalise_newlines(text), encoding, replaced)


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
    if _is_valid(data, "utf-8") and not _is_euc_kanji(data):
        return _decoded(data, "utf-8", "utf-8")
    euc = next((codec for codec in _EUC_CODECS if _is_valid(data, codec)), None)
    cp932 = _is_valid(data, "cp932")
    if euc and (not cp932 or _plausibility(data, euc) >= _plausibility(data, "cp932")):
        return _decoded(data, "euc-jp", euc)
    if cp932:
        return _decoded(data, "cp932", "cp932")
    # Nothing is valid throughout: a truncated or mixed file. The most plausible reading wins,
    # the earlier of the order where two are equal.
    name = max(_CODEC_NAMES, key=lambda n: _plausibility(data, _CODEC_NAMES[n]))
    return _decoded(data, name, _CODEC_NAMES[name])


def _is_euc_kanji(data: bytes) -> bool:
    """Tell a few EUC-JP kanji that happen to be valid UTF-8: letters no language mixes.

    2025年 is then read as 2025 and U+01EF. Only a text without any character of three bytes
    can be meant, so that Japanese in UTF-8 never is.
    """
    high = [char for char in data[:_SAMPLE].decode("utf-8", "ignore") if char > "\x7f"]
    if not high or max(high) >= "\u0800" or not all(map(_RARE_LETTER.match, high)):
        return False
    return _is_valid(data, "euc_jp") and _plausibility(data, "euc_jp") >= _KANJI_PLAUSIBLE


def _is_valid(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


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
    if len(data) % 2 or len(data) < 4:  # noqa: PLR2004 - two characters are the least evidence
        return None
    sample = data[:_SAMPLE]
    if _is_valid(data, "utf-8") and not _CONTROL.search(sample):
        return None
    found = []
    for codec, high, low in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        highs = sample[high::2]
        share = len(highs.translate(None, _WIDE_LOW)) / len(highs)
        plain = len(sample[low::2].translate(None, b"\x00")) / len(highs)
        if share < _WIDE_MISSES and plain > 1 - _WIDE_MISSES and _is_valid(data, codec):
            found.append((_plausibility(data, codec), codec))
    best = max(found, default=None)
    return best[1] if best and best[0] > _WIDE_PLAUSIBLE else None


_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_WIDE_LOW = bytes([0x00, 0x20, 0x22, 0x25, 0x26, 0x30, 0xFF, *range(0x4E, 0xA0)])
_WIDE_MISSES = 0.1
_WIDE_PLAUSIBLE = 0.6
