"""What looks like a person's name."""

from __future__ import annotations

import pytest

from rkbrief.corpus.names import (
    clean_name,
    is_certain_name,
    is_japanese_person,
    is_phrase,
    may_be_name,
    without_category,
)
from rkbrief.corpus.reader import read_article


@pytest.mark.parametrize(
    "text", ["海野 太一", "ジェーン・スミス", "ロバート・J・スミス", "Jane Smith", "Jane Q. Smith"]
)
def test_names_with_their_parts_set_apart_are_certain(text: str) -> None:
    assert is_certain_name(text)


@pytest.mark.parametrize(
    "text", ["海野太一", "国際政治", "スマートフォン", "日本 経済 新聞", "jane smith", "News"]
)
def test_other_lines_are_not_certain(text: str) -> None:
    assert not is_certain_name(text)


@pytest.mark.parametrize("text", ["海野太一", "谷口真", "佐久間ミチル"])
def test_the_dictionary_knows_family_and_given_names(text: str) -> None:
    assert may_be_name(text)
    assert is_japanese_person(text)


@pytest.mark.parametrize("text", ["国際政治", "経済", "編集部", "港町", "週末読書", "海"])
def test_the_dictionary_tells_words_from_names(text: str) -> None:
    assert not is_japanese_person(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("海野太一(編集部)", "海野太一"),
        ("経済部 海野太一", "海野太一"),
        ("海野太一 社会学者", "海野太一"),
        ("海野太一記者", "海野太一"),
        ("海野太一,山川ニュース", "海野太一"),
        ("ジェーン・スミス博士(山川大学)", "ジェーン・スミス"),
        ("Jane Smith, Reporter", "Jane Smith"),
        ("編集委員 海野 太一", "海野 太一"),
        ("環境ユニット 主任研究員 海野太一", "海野太一"),
        ("農産担当・海野徹", "海野徹"),
        ("聞き手・文 海野太一", "海野太一"),
        ("海野太一 umino@example.jp", "海野太一"),
        ("(無署名)", ""),
    ],
)
def test_posts_and_affiliations_are_no_part_of_a_name(text: str, name: str) -> None:
    assert clean_name(text) == name


@pytest.mark.parametrize("text", ["自転車 暮らし", "論考 縮む国の算数", "科学 技術", "区間 港町"])
def test_words_with_a_space_between_them_are_no_name(text: str) -> None:
    assert is_phrase(text)


@pytest.mark.parametrize("text", ["海野 太一", "泉 薫", "大蔵 まり", "海野太一"])
def test_a_name_is_no_phrase(text: str) -> None:
    assert not is_phrase(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [("商品 海野太一", "海野太一"), ("海野 太一", "海野 太一"), ("港町 景色", "港町 景色")],
)
def test_a_category_before_a_name_is_no_part_of_it(text: str, name: str) -> None:
    assert without_category(text) == name


@pytest.mark.parametrize("text", ["海野みぎわ", "山川ことり", "海野太一"])
def test_a_family_name_and_a_given_name_in_kana_are_a_person(text: str) -> None:
    assert is_japanese_person(text)


@pytest.mark.parametrize("text", ["山田から", "山田です", "山田いわく", "山田ほか"])
def test_a_family_name_and_what_says_something_of_it_are_no_person(text: str) -> None:
    assert not is_japanese_person(text)


def test_a_foreign_name_with_its_desk_and_place_is_the_byline_and_no_title() -> None:
    page = (
        "山川町の石橋、来春に架け替え",
        "石橋を渡る住民（四日、山川町）",
        "ジェーン・スミス政治担当編集委員（山川町）",
        "2026年3月4日",
        "山川町は四日、古い石橋を架け替える工事を来年の春に始めると発表した。",
        "住民からは通学の道を心配する声が上がっている。町は仮の橋を設ける。",
    )
    article = read_article("\n".join(page))
    assert (article.title, article.author) == (page[0], "ジェーン・スミス")
