"""Every ending that makes a file an article has a reader, and no other has."""

from __future__ import annotations

from rkbrief.corpus.formats import _READERS
from rkbrief.corpus.suffixes import OTHER_SUFFIXES, SUFFIXES, TEXT_SUFFIXES


def test_every_ending_that_is_an_article_has_a_reader() -> None:
    assert set(_READERS) == TEXT_SUFFIXES
    assert TEXT_SUFFIXES < SUFFIXES
    assert not SUFFIXES & set(OTHER_SUFFIXES)
