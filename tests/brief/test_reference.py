"""How a source is named in a brief."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from rkbrief.brief.reference import describe
from rkbrief.model import Article

ARTICLE = Article(
    id="S1",
    path="a.txt",
    sha256="0" * 64,
    encoding="utf-8",
    title="港の冬",
    publisher="港町日報",
    author=None,
    published=None,
    text="港の冬\n",
)


def test_what_is_missing_of_a_source_is_said() -> None:
    english, japanese = describe(replace(ARTICLE, title=None, publisher=None))
    assert english == "no outlet, no title, no author, undated"
    assert japanese == "媒体不明、無題、著者不明、日付不明"


def test_readers_of_english_are_told_the_outlets_english_name() -> None:
    english, japanese = describe(replace(ARTICLE, publisher_en="Minatomachi Daily"))
    assert english.startswith("港町日報 (Minatomachi Daily), “港の冬”")
    assert japanese.startswith("港町日報、「港の冬」")


@pytest.mark.parametrize("same", ["港町日報", "", None])
def test_an_outlets_name_is_not_said_twice(same: str | None) -> None:
    assert describe(replace(ARTICLE, publisher_en=same))[0].startswith("港町日報, “港の冬”")


def test_an_english_name_is_text_and_not_markup() -> None:
    english = describe(replace(ARTICLE, publisher_en="<b>*A*</b> [x](y)"))[0]
    assert english.startswith("港町日報 (<b>*A*</b> [x](y)), “港の冬”")
