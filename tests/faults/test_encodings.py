"""Every encoding that a Japanese text comes in is told and read to the letter (F11)."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rkbrief import analyse
from rkbrief.cli import run
from rkbrief.config import Config
from rkbrief.corpus.encodings import REPLACEMENT, decode
from rkbrief.corpus.reader import read_article
from rkbrief.corpus.saved_page import decode_page
from rkbrief.errors import CorpusError

if TYPE_CHECKING:
    Captured = pytest.CaptureFixture[bytes]

ARTICLES = sorted((Path(__file__).parents[1] / "evaluation/articles").glob("*.txt"))[:5]
LENGTHS = (40, 200, 800, 10_000)
ENCODINGS = {
    "utf-8-sig": "utf-8",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "cp932": "cp932",
    "euc_jp": "euc-jp",
    "iso2022_jp": "iso-2022-jp",
}
BOMS = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}

NEVER = "no text in a known encoding"
FOREIGN = {
    "cp1251": "Правительство объявило о новых мерах поддержки экономики. ",
    "koi8-r": "Правительство объявило о новых мерах поддержки экономики. ",
    "cp1253": "Η κυβέρνηση ανακοίνωσε νέα μέτρα στήριξης της οικονομίας. ",
    "cp1255": "הממשלה הודיעה על צעדים חדשים לתמיכה בכלכלה. ",
    "euc_kr": "정부는 새로운 경제 지원 대책을 발표했다. 성장률은 이 퍼센트가 될 전망이다. ",
    "gb18030": "政府宣布了新的经济支持措施。今年的增长率预计为百分之二。",
    "big5": "政府宣布了新的經濟支持措施。今年的增長率預計為百分之二。",
    "tis-620": "รัฐบาลประกาศมาตรการใหม่เพื่อสนับสนุนเศรษฐกิจ ",
    "cp037": "The government announced new measures to support the economy. ",
}


SHORT = (
    "这是一个中文文件，内容是关于城市的发展。" * 3,
    "北京市政府周二宣布，明年将增加公共交通投资，预计乘客人数将上升百分之五。专家认为可以实现。",
    "我们认为明年的经济增长可能会放缓，但失业率不会上升。" * 2,
)


@pytest.mark.parametrize("text", SHORT)
def test_f11_a_few_words_of_chinese_are_never_read_as_nonsense(text: str) -> None:
    with pytest.raises(CorpusError, match=NEVER):
        decode(text.encode("gb18030"))


@pytest.mark.parametrize(
    "text",
    [
        "버스 요금은 내년에도 오를 것으로 보인다.",
        "시는 항구의 다리를 다시 짓기로 했다.\n공사는 이 년이 걸린다.\n" * 2,
        "전문가들은 물가가 내릴 가능성이 있다고 말했다.",
        "회의는 오후 세 시에 시작합니다.",
    ],
)
def test_f11_a_few_words_of_korean_are_never_read_as_kanji(text: str) -> None:
    with pytest.raises(CorpusError, match=NEVER):
        decode(text.encode("euc_kr"))


def test_f11_kanji_alone_that_may_be_korean_are_told_to_be_uncertain() -> None:
    told = "kanji without kana in euc-jp: perhaps another language"
    for text, codec in (("버스 요금 검토", "euc_kr"), ("東港湾都市計画部", "euc_jp")):
        assert told in read_article(text.encode(codec)).warnings
    for text, codec in (("東港湾の都市計画部", "euc_jp"), ("東港湾都市計画部", "utf-8")):
        assert told not in read_article(text.encode(codec)).warnings


@pytest.mark.parametrize(
    "text",
    [
        "井上亜紀、大西聖子、赤井研一",  # three of the kanji that Korean becomes
        "廃棄物処理税研究会",
        "東京都千代田区霞が関一丁目二番地",
        "亜精",
    ],
)
def test_f11_a_few_kanji_without_kana_are_no_korean(text: str) -> None:
    assert decode(text.encode("euc_jp")).text == text


@pytest.mark.parametrize("codec", ["euc_jp", "cp932"])
def test_f11_a_table_of_kanji_alone_is_japanese(codec: str) -> None:
    text = "平成三十年度予算案概要　社会保障関係費　三十二兆円　公共事業費　六兆円　防衛費　五兆円"
    assert decode(text.encode(codec)).text == text


def spoil(data: bytes, share: float) -> bytes:
    """Put bytes that no encoding begins a character with in place of a share of ``data``."""
    dice, spoilt = random.Random(11), bytearray(data)  # noqa: S311 - made to be repeated
    for at in dice.sample(range(len(data)), int(len(data) * share)):
        spoilt[at] = dice.choice(b"\xff\xa0\x80")
    return bytes(spoilt)


def clip(path: Path, length: int, codec: str) -> str:
    """Return the beginning of an article, without what an encoding does not know."""
    text = path.read_text("utf-8")[:length].rstrip()
    return text.encode(codec, "ignore").decode(codec)


@pytest.mark.parametrize("codec", ENCODINGS)
@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_f11_an_article_of_any_length_and_encoding_is_read_to_the_letter(
    path: Path, codec: str
) -> None:
    for length in LENGTHS:
        text = clip(path, length, codec)
        decoded = decode(BOMS.get(codec, b"") + text.encode(codec))
        assert (decoded.text, decoded.encoding) == (text, ENCODINGS[codec])
        assert decoded.replaced == 0


@pytest.mark.parametrize("codec", ENCODINGS)
def test_f11_what_is_torn_or_mixed_is_read_with_a_count_of_what_is_lost(
    codec: str, tmp_path: Path
) -> None:
    text = clip(ARTICLES[0], 800, codec)
    data = BOMS.get(codec, b"") + text.encode(codec)
    for torn in (data[:-1], data[:401] + data[402:], data + "混ぜた\n".encode("euc_jp")):
        decoded = decode(torn)
        assert decoded.replaced <= decoded.text.count(REPLACEMENT)
        (tmp_path / "a.txt").write_bytes(torn)
        (article,) = analyse([tmp_path], Config(as_of=date(2026, 5, 1))).articles
        assert article.encoding == decoded.encoding
        told = [warning for warning in article.warnings if str(decoded.replaced) in warning]
        assert bool(told) == bool(decoded.replaced)


@pytest.mark.parametrize("codec", [name for name in ENCODINGS if name not in BOMS])
def test_f10_f11_few_bad_bytes_are_counted_and_of_many_the_file_is_told(codec: str) -> None:
    # Not of UTF-16, in which any two bytes mean something.
    text = clip(ARTICLES[0], 2_000, codec)
    data = text.encode(codec)
    known = decode(spoil(text.encode(codec), 0.005))
    assert known.encoding == ENCODINGS[codec]
    assert 0 < known.replaced == known.text.count(REPLACEMENT) < len(data) * 0.04
    assert len(set(text) - set(known.text)) < len(set(text)) * 0.1
    for share in (0.3, 0.6, 1.0):
        with pytest.raises(CorpusError, match=NEVER):
            decode(spoil(text.encode(codec), share))


@pytest.mark.parametrize("size", [3_000, 100_000])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"])
def test_f10_f11_bytes_that_mean_nothing_are_no_article(
    mark: bytes, size: int, often: Callable[[int, int], int]
) -> None:
    for seed in range(often(3, 40)):
        dice = random.Random(seed)  # noqa: S311 - made to be repeated
        noise = bytes(dice.randrange(1, 256) for _ in range(size))
        high = bytes(dice.randrange(0xA1, 0xFF) for _ in range(size))
        for data in (noise, high) if not mark else (noise,):
            with pytest.raises(CorpusError, match=f"{NEVER}|binary"):
                decode(mark + data)


@pytest.mark.parametrize("codec", FOREIGN)
def test_f11_an_encoding_of_another_language_is_never_read_as_japanese(codec: str) -> None:
    for times in (5, 100):
        with pytest.raises(CorpusError, match=NEVER):
            decode((FOREIGN[codec] * times).encode(codec))


@pytest.mark.parametrize("codec", ["latin-1", "cp1252"])
def test_f11_of_western_text_in_one_byte_a_letter_no_letter_becomes_another(codec: str) -> None:
    text = "Le président a visité Genève. Größere Verluste, señor.\n" * 8
    decoded = decode(text.encode(codec))
    assert decoded.encoding == "utf-8"
    assert decoded.text == "".join(char if char <= "\x7f" else REPLACEMENT for char in text)
    assert decoded.replaced == decoded.text.count(REPLACEMENT)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_f11_utf_16_without_a_mark_may_be_cut_inside_its_last_character(codec: str) -> None:
    text = clip(ARTICLES[0], 400, codec)
    decoded = decode(text.encode(codec)[:-1])
    assert (decoded.text, decoded.encoding) == (text[:-1] + REPLACEMENT, codec)
    assert decoded.replaced == 1


def test_f11_a_page_that_declares_what_its_bytes_are_not_is_not_believed() -> None:
    page = b'<meta charset="shift_jis"><p>' + "橋の工事が遅れた。".encode() * 20
    assert decode_page(page).encoding == "utf-8"
    with pytest.raises(CorpusError, match=NEVER):
        decode_page(b'<meta charset="shift_jis"><p>' + b"\xff\xfe" * 400)


@pytest.mark.usefixtures("desk")
def test_f10_f11_lost_bytes_are_told_and_strict_ends_with_3(capsysbinary: Captured) -> None:
    folder = Path("articles")
    data = (folder / "sample.md").read_bytes()
    for options, code in (([], 0), (["--strict"], 0)):
        assert run(["--export", *options]) == code
    (folder / "sample.md").write_bytes(data + b"\n\xff\n")
    for options, code in (([], 0), (["--strict"], 3), (["--strict"], 3)):
        assert run(["--export", *options]) == code
        told = capsysbinary.readouterr().err.decode()
        assert told.endswith("rkbrief: sample.md: 1 invalid byte in utf-8 read as U+FFFD\n")
    (folder / "sample.md").write_bytes(data)
    (folder / "noise.txt").write_bytes(bytes(range(128, 256)) * 20)
    assert run(["--export", "--strict"]) == 3
    assert f"skipped noise.txt: {NEVER}" in capsysbinary.readouterr().err.decode()
