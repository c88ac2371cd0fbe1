"""Every encoding that a Japanese text comes in is told and read to the letter (F11)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rkbrief import analyse
from rkbrief.config import Config
from rkbrief.corpus.encodings import REPLACEMENT, decode

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
