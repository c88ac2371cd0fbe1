"""The line that looks most like a title: what its weights say, and where they are heard."""

from __future__ import annotations

from functools import cache

import headlines
import pytest
from labelled import load_pages

from rkbrief.corpus.lines import split_lines
from rkbrief.corpus.reader import read_article
from rkbrief.corpus.title_looks import find_likely_title, list_candidates
from rkbrief.lexicon import load_table

BODY = (
    "市は五日、古い橋を架け替える工事を来年の春に始めると発表した。費用は十二億円を見込む。\n"
    "住民からは通学の道を心配する声が上がっている。市は仮の橋を設けて通れるようにする。\n"
    "橋は昭和の初めに架けられた。いまの基準では、大きな地震に耐えられないおそれがあるという。"
)
TITLE = "橋の費用、なぜ膨らむ"


@cache
def read_choices() -> list[headlines.Choice]:
    return headlines.read_choices(load_pages())


@pytest.mark.parametrize(
    "other", ["港町建設　古い橋の架け替え工事", "橋を架け替える工事の案内 市の工事 来年の春"]
)
def test_a_line_that_surely_looks_like_the_title_is_it(other: str) -> None:
    assert read_article(f"{other}\n2026年3月5日\n{TITLE}\n{BODY}").title == TITLE


def test_what_a_rule_knows_is_no_title_however_it_looks() -> None:
    page = f"港町の橋\n2026年3月5日\n（写真）{TITLE}\n{BODY}"
    found = find_likely_title(split_lines(page), 3)
    assert found is not None
    assert found[0] == 2
    assert found[1] >= 0.8
    assert TITLE not in (read_article(page).title or "")


def test_of_two_lines_alike_none_is_sure() -> None:
    lines = split_lines(f"港町の橋を架け替え\n古い橋を架け替えへ\n{BODY}")
    found = find_likely_title(lines, 2)
    assert found is not None
    assert found[1] < 0.8


def test_a_numbered_heading_is_no_title() -> None:
    assert find_likely_title(split_lines(f"1. 工事の経緯\n{BODY}"), 1) is None


def test_only_lines_above_the_article_are_asked() -> None:
    lines = split_lines(f"{TITLE}\n2026年3月5日\n{BODY}")
    assert list(list_candidates(lines, 2)) == [0, 1]
    assert find_likely_title(lines, 0) is None


def test_what_is_asked_does_not_grow_with_what_stands_far_above() -> None:
    lines = split_lines("\n".join(["みなと"] * 1000 + [BODY]))
    assert len(list_candidates(lines, 1000)) <= 150


def test_the_weights_are_those_that_the_script_finds() -> None:
    """To mend: python tools/headlines.py."""
    made, written = headlines.weigh(read_choices()), load_table("headlines")["weights"]
    different = {
        trait: (made.get(trait, 0), written.get(trait, 0))
        for trait in made.keys() | written.keys()
        if abs(made.get(trait, 0) - written.get(trait, 0)) > 1  # another processor rounds so
    }
    assert not different


def test_titles_are_found_on_pages_that_no_weight_was_learned_from() -> None:
    choices = read_choices()
    held = {"collected 3", "collected 4", "large 3", "dam-and-lunch", "coffee-and-ransom"}
    weights = headlines.weigh([choice for choice in choices if choice.group not in held])
    tried = [headlines.try_choice(weights, c) for c in choices if c.group in held]
    sure = [right for likely, right in tried if likely >= 0.8]
    assert len(sure) >= 0.6 * len(tried) > 20
    assert sum(sure) >= 0.95 * len(sure)
