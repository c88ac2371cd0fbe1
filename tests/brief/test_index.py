"""Citations and excerpts."""

import pytest

from rkbrief.brief.index import CITATION, anchor, cite, shorten
from rkbrief.brief.markdown import escape


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
