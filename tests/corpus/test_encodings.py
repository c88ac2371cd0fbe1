"""Bytes to text, in a fixed order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rkbrief.corpus.encodings import REPLACEMENT, decode
from rkbrief.errors import CorpusError

TEXTS = (
    "雪",
    "冬の電力",
    "値上げは2024年4月から。",
    "港の工事は予定より半年遅れ、費用は540億円に膨らんだ。",
    "カタカナばかりのテキスト、ソフトウェアのアップデート。",
    "見出し\n\n県は3日、工期を延ばすと発表した。「地盤が弱い」と担当者は話す。\n" * 40,
)
CODECS = {
    "utf-8": "utf-8",
    "utf-8-sig": "utf-8",
    "utf-16": "utf-16-le",
    "cp932": "cp932",
    "euc_jp": "euc-jp",
    "iso2022_jp": "iso-2022-jp",
}


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:6])
def test_short_and_long_texts_of_every_encoding_are_read(text: str, codec: str) -> None:
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.encoding, decoded.replaced) == (text, CODECS[codec], 0)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", TEXTS[2:], ids=lambda text: text[:6])
def test_utf_16_is_known_without_a_byte_order_mark(text: str, codec: str) -> None:
    assert decode(text.encode(codec)).text == text


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_line_ends_become_line_feeds(ends: str) -> None:
    assert decode(f"一行目{ends}{ends}三行目".encode()).text == "一行目\n\n三行目"


def test_nothing_but_line_ends_is_changed() -> None:
    text = "　全角の空白\u00a0と\u200b見えない字、①㈱ｶﾅ〜～\u2028終\x1b[0m"
    assert decode(text.encode()).text == text


def test_invalid_bytes_become_the_replacement_character_and_are_counted() -> None:
    decoded = decode("港の工事は".encode() + b"\xff" + "半年遅れた。".encode() + b"\xfe")
    assert decoded.text == f"港の工事は{REPLACEMENT}半年遅れた。{REPLACEMENT}"
    assert (decoded.encoding, decoded.replaced) == ("utf-8", 2)


def test_a_replacement_character_of_the_file_itself_is_not_counted() -> None:
    assert decode(f"壊れた{REPLACEMENT}字\n".encode() + b"\xff").replaced == 1


@pytest.mark.parametrize("codec", ["utf-8", "euc_jp", "cp932"])
def test_a_text_cut_inside_its_last_character_keeps_its_encoding(codec: str) -> None:
    text = "県は3日、工期を延ばすと発表した。" * 3
    decoded = decode(text.encode(codec)[:-1])
    assert decoded.text.startswith(text[:-1])
    assert decoded.encoding.replace("-", "_") == codec.replace("-", "_")


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n", b"%PDF-1.7 ...", b"PK\x03\x04abc", "港".encode() + b"\x00\x00\x01abc"],
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(CorpusError, match="binary"):
        decode(data)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except CorpusError:
        return
    assert "\r" not in decoded.text
    assert decoded.replaced >= 0


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00\ufeff"), max_size=200))
def test_japanese_in_utf_8_is_always_utf_8(text: str) -> None:
    text = f"県は発表した。{text}"
    assert decode(text.encode()).text == text.replace("\r\n", "\n").replace("\r", "\n")
