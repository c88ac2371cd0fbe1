"""A tree becomes the lines that a reader sees, and nothing that the page does not say."""

from __future__ import annotations

import pytest

from rkbrief.corpus.conversion.page import find_lines, parse
from rkbrief.corpus.conversion.rendering import render


def text_of(markup: str) -> str:
    return render(parse(markup)).text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>一つ目。</p><p>二つ目。</p>", "一つ目。\n\n二つ目。"),
        ("<p>一行目<br>二行目</p>", "一行目\n二行目"),
        ("<p>日本語の\n  文。</p>", "日本語の文。"),
        ("<p>two\n words</p>", "two words"),
        ("<p>漢字　空白</p>", "漢字　空白"),
        ("<p>港<b>の</b>貨<!-- c -->物</p>", "港の貨物"),
        ("<p>前<script>x()</script>後</p>", "前後"),
        ("<p>前</p><style>p{}</style><p hidden>裏</p><p>後</p>", "前\n\n後"),
        ('<p>前</p><p style="color:red; display : none">裏</p>後', "前\n\n後"),
        ("<ul><li>一</li><li>二</li></ul>", "一\n\n二"),
        ("<div>外<div>内</div>また外</div>", "外\n\n内\n\nまた外"),
        ("<p>3 &lt; 4 &amp; 5</p>", "3 < 4 & 5"),
    ],
)
def test_blocks_are_lines_and_blanks_are_folded(markup: str, text: str) -> None:
    assert text_of(markup) == text


def test_the_cells_of_a_row_stand_in_one_line() -> None:
    rendering = render(parse("<table><tr><th>港</th><td>920</td></tr></table><p>文</p>"))
    assert rendering.lines == ["港 920", "文"]
    assert rendering.numbers(rendering.rows) == (1,)


def test_a_cell_of_several_lines_lays_out_the_page_and_is_no_cell_of_a_row() -> None:
    cells = "<td>記事の一。<br><br>記事の二。</td><td><a href=/>広告</a><br>案内</td>"
    rendering = render(parse(f"<table><tr>{cells}</tr></table>"))
    assert rendering.text == "記事の一。\n記事の二。\n\n広告\n案内"
    assert rendering.rows == set()
    assert rendering.numbers(rendering.links) == (4,)


def test_a_table_within_a_cell_keeps_its_rows() -> None:
    inner = "<table><tr><th>港</th><td>920</td></tr></table>"
    rendering = render(parse(f"<table><tr><td><p>前</p>{inner}</td><td>右</td></tr></table>"))
    assert rendering.lines == ["前", "港 920", "右"]
    assert rendering.rows == {1}


def test_a_line_is_a_link_when_nearly_all_of_it_is() -> None:
    blocks = ('<a href="/1">別の記事</a>', '本文の<a href="/2">一部</a>', '<a id="x">見出し</a>')
    page = "".join(f"<p>{block}</p>" for block in blocks)
    assert render(parse(page)).links == {0}


def test_numbers_count_the_lines_of_the_text() -> None:
    rendering = render(parse("<p>一<br>二</p><p>三</p>"))
    lines = rendering.text.split("\n")
    assert [lines[n - 1] for n in rendering.numbers({0, 1, 2})] == ["一", "二", "三"]


def test_a_line_is_found_where_most_of_it_stands() -> None:
    lines = [
        "県は三日、防潮堤の工期を延ばすと発表した。",
        "短い見出し",
        "関連する別の記事の見出しです",
    ]
    extract = ["県は三日、防潮堤の工期を延ばすと発表した(追記)。", "短い見出し"]
    assert find_lines(lines, extract) == {0, 1}
    assert find_lines(lines, []) == set()
