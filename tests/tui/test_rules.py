"""The names of the rules that dropped a line, at the edge of the reader."""

from __future__ import annotations

import pytest
from desks import make_ready

from rkbrief.lexicon import load_table
from rkbrief.tui.cells import cell_width
from rkbrief.tui.lens import Lens
from rkbrief.tui.pages import Library, make_page, tell_why
from rkbrief.tui.rules import RULES, name_rule


def test_every_rule_that_drops_lines_has_a_name() -> None:
    table = load_table("boilerplate")
    rules = {row["rule"] for key in ("lines", "sections", "words") for row in table[key]}
    assert rules.union(table["structural"]) == set(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_a_name_fits_the_edge_in_both_languages(rule: str) -> None:
    for language in ("en", "ja"):
        assert 0 < cell_width(name_rule(rule, Lens(language=language)), 2) <= 13


def test_the_names_are_in_the_language_of_the_interface() -> None:
    japanese = {rule: name_rule(rule, Lens(language="ja")) for rule in RULES}
    assert [rule for rule, name in japanese.items() if name.isascii()] == ["cookie", "url"]
    leaf = Library(make_ready()).open("S1")
    lens = Lens(language="ja")
    assert set((make_page(leaf, lens).rules or {}).values()) == {"関連記事"}
    first = leaf.article.dropped[0]
    assert list(tell_why(Library(make_ready()), leaf, first.span, lens)) == [
        "S1  本文以外: 関連記事"
    ]


def test_a_rule_without_a_name_is_told_as_it_is() -> None:
    assert name_rule("new_kind_of_line", Lens(language="ja")) == "new kind of line"
