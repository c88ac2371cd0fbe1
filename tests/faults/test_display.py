"""Japanese on the screen: no row begins or ends with what may not stand there (F37)."""

from __future__ import annotations

from pathlib import Path

import pytest

from rkbrief.tui.cells import NOT_AT_END, NOT_AT_START, cell_width, wrap

ARTICLES = sorted((Path(__file__).parents[1] / "evaluation/articles").glob("*.txt"))
WIDTHS = range(20, 201)


@pytest.mark.parametrize("part", range(4))
def test_f37_no_row_of_our_articles_breaks_the_rules_at_any_width(part: int) -> None:
    assert len(ARTICLES) >= 30
    for path in ARTICLES[part::16]:
        for paragraph in path.read_text("utf-8").split("\n"):
            for width in WIDTHS:
                spans = list(wrap(paragraph, width))
                rows = [span.of(paragraph) for span in spans]
                assert "".join(rows) == paragraph
                assert all(cell_width(row) <= width for row in rows)
                wrong = [row for row in rows[1:] if row and row[0] in NOT_AT_START]
                wrong += [row for row in rows[:-1] if row and row[-1] in NOT_AT_END]
                assert (path.name, width, wrong) == (path.name, width, [])
