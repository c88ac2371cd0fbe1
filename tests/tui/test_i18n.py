from __future__ import annotations

import gettext
import re

import catalogue
import pytest

from rkbrief.tui.i18n import translate

WORDS = catalogue.collect_words()


def test_no_word_waits_for_its_translation_and_none_is_left_over() -> None:
    """To mend: python tools/catalogue.py, then translate what it names in rkbrief.po."""
    known = {
        str(message.id): message.string for message in catalogue.read_catalogue() if message.id
    }
    assert sorted(known) == WORDS
    assert [word for word, translated in known.items() if not translated] == []


def test_the_compiled_catalogue_is_that_of_the_source() -> None:
    with (catalogue.FOLDER / "rkbrief.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in catalogue.read_catalogue():
        if message.id:
            assert compiled.gettext(str(message.id)) == message.string


@pytest.mark.parametrize("word", WORDS)
def test_a_translation_keeps_the_places_that_are_filled_in(word: str) -> None:
    assert sorted(re.findall(r"\{\w*\}", translate(word, "ja"))) == sorted(
        re.findall(r"\{\w*\}", word)
    )


def test_what_has_no_translation_stays_as_it_is() -> None:
    assert translate("no such word", "ja") == "no such word"
    assert translate("", "ja") == ""
    assert translate("Quit", "en") == "Quit"
