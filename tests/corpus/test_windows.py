"""The site's name behind a title."""

from __future__ import annotations

from rkbrief.corpus.reader import read_article
from rkbrief.corpus.windows import site_behind
from rkbrief.model import Article

TITLE = "山川町の石橋、来春に架け替え"
BODY = (
    "山川町は四日、古い石橋を架け替える工事を来年の春に始めると発表した。費用は十二億円を見込む。",
    "住民からは通学の道を心配する声が上がっている。町は仮の橋を設けて通れるようにする。",
)


def read(*head: str) -> Article:
    return read_article("\n".join((*head, *BODY)))


def test_a_name_behind_the_title_is_the_sites_where_the_page_begins_with_it() -> None:
    article = read("みなもり｜川と橋の読み物", f"{TITLE}｜みなもり", "2026年3月4日")
    assert (article.title, article.publisher) == (TITLE, "みなもり")


def test_a_part_of_the_title_behind_a_bar_stays_where_no_site_has_that_name() -> None:
    whole = f"{TITLE}｜通学の道は"
    assert read("港の読み物", whole, "2026年3月4日").title == whole


def test_the_window_that_repeats_the_title_names_the_site() -> None:
    article = read(f"{TITLE} - 山川新報", "速報　経済　社会", TITLE, "2026年3月4日")
    assert (article.title, article.publisher) == (TITLE, "山川新報")


def test_a_category_behind_the_title_is_no_site() -> None:
    assert site_behind(" - 経済") is None
    assert site_behind("  山川新報デジタル  川のニュース") == "山川新報デジタル"
