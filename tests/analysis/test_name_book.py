"""Short names mean the full names before them: houses for 同社, persons for 同氏 and titles."""

from __future__ import annotations

import pytest

from rkbrief.analysis.name_book import NameBook


@pytest.fixture
def names() -> NameBook:
    book = NameBook()
    book.note_topic("港湾省の森花子局長")
    book.note_topic("青葉電鉄の青木太郎社長")
    return book


def test_the_house_of_a_president_is_the_company_that_follows(names: NameBook) -> None:
    assert names.behind("同社") == "青葉電鉄"


def test_the_house_of_an_official_is_known_by_its_kind(names: NameBook) -> None:
    assert names.behind("同省") == "港湾省"
    assert names.behind("同庁") is None


def test_whoever_spoke_last_is_he(names: NameBook) -> None:
    assert names.behind("同氏") == "青木太郎社長"
    names.note_person("森花子局長")
    assert names.behind("同氏") == "森花子局長"


def test_a_title_alone_means_the_last_one_who_was_named_with_it(names: NameBook) -> None:
    assert names.full("局長") == "森花子局長"
    assert names.full("町長") == "町長"


def test_a_name_behind_its_title_is_known_in_full(names: NameBook) -> None:
    names.note("青葉電鉄の青木太郎社長は辞めた。")
    assert names.full("社長の青木") == "青木太郎社長"


def test_the_name_book_keeps_the_first_full_name() -> None:
    names = NameBook()
    names.note("バン・ドゥク教授が話した。山田太郎氏も来た。")
    assert names.full("ドゥク氏") == "バン・ドゥク教授"
    assert names.full("山田氏") == "山田太郎氏"
    assert names.full("鈴木氏") == "鈴木氏"


def test_an_office_is_told_from_the_family_name_before_it() -> None:
    book = NameBook()
    book.note("青木農林水産大臣の会見")
    assert book.full("大臣") == "青木農林水産大臣"
    assert book.people() == ("青木農林水産大臣",)
