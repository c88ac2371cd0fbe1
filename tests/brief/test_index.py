"""Citations and excerpts."""

from datetime import date
from pathlib import Path

import pytest

from rkbrief import analyse
from rkbrief.brief.index import CITATION, Index, anchor, cite, shorten
from rkbrief.brief.markdown import escape
from rkbrief.brief.phrases import Phrases


def test_a_citation_links_to_its_anchor_and_stands_once() -> None:
    assert cite(["S2:7", "S10:1", "S2:7"]) == "[[S2:7]](#s2-7) [[S10:1]](#s10-1)"
    assert cite(["S2:7", "S3:1"], most=1) == "[[S2:7]](#s2-7)"
    assert anchor("S2:17") == "s2-17"


def test_source_text_cannot_form_a_citation() -> None:
    assert CITATION.search(cite(["S2:7"]))
    assert not CITATION.search(escape("[[S2:7]](#s2-7)"))


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("短い文だ。", 10, "短い文だ。"),
        ("長い前置きのあとで、橋は残るだろう。", 14, "…橋は残るだろう。"),
        ("町の人々は古い橋が残るだろうとみる", 14, "…古い橋が残るだろうとみる"),
        ("あ" * 20, 5, "…" + "あ" * 5),
    ],
)
def test_an_excerpt_keeps_the_end_and_begins_with_a_phrase(
    text: str, most: int, shown: str
) -> None:
    assert shorten(text, most) == shown
    assert text.endswith(shown.lstrip("…"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("○　駅は残る見込みだ", "「駅は残る見込みだ」"),
        ("※ 駅は残る見込みだ", "「駅は残る見込みだ」"),
        ("・駅は残る見込みだ", "「駅は残る見込みだ」"),
        ("△3%になる見込みだ", "「△3%になる見込みだ」"),
        ("○○町は残る見込みだ", "「○○町は残る見込みだ」"),
    ],
)
def test_the_mark_of_an_item_is_not_quoted(tmp_path: Path, text: str, shown: str) -> None:
    (tmp_path / "a.txt").write_text(text, "utf-8")
    index = Index(analyse([tmp_path], as_of=date(2027, 6, 1)), Phrases("ja"))
    assert index.words("S1", text, most=100) == shown
