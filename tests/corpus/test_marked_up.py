"""The pages of tests/corpus/collected as HTML of several styles: whose lines a saved page keeps.

The text alone is judged by rules, the mark-up by trafilatura; what comes of both may be worse
than neither, whether the mark-up tells much (``nested``), something (``flat``) or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
import yaml
from page_lines import fold

from rkbrief.corpus.conversion.page import read_page as convert
from rkbrief.corpus.saved_page import read_page
from rkbrief.errors import CorpusError

FOLDER = Path(__file__).parent / "collected"
FLOORS = {"bare": 0.945, "flat": 0.94, "nested": 0.932}
"""Of the body lines, F1 by characters and the mean over the pages; reached, rounded down."""
_HALF = 0.5  # of a line's characters, in sentences of the body

Page = list[tuple[str, bool]]
"""The lines of a page, and which are the body's."""


def load_page(path: Path) -> Page:
    body = [fold(unit["text"]) for unit in yaml.safe_load(path.read_text("utf-8"))["body"]]
    lines = path.with_suffix(".txt").read_text("utf-8").split("\n")
    return [(line.strip(), _is_body(fold(line), body)) for line in lines if line.strip()]


def _is_body(line: str, body: list[str]) -> bool:
    """Tell a line of sentences of the body, or a piece of one that the page breaks."""
    held = sum(len(unit) for unit in body if unit and unit in line)
    return bool(line) and (held >= _HALF * len(line) or any(line in unit for unit in body))


def _paragraph(line: str) -> str:
    return f"<p>{escape(line)}</p>"


def _link(line: str) -> str:
    return f'<li><a href="/1">{escape(line)}</a></li>' if "。" not in line else _paragraph(line)


def _parts(page: Page) -> tuple[list[str], list[str], list[str]]:
    places = [at for at, (_, is_body) in enumerate(page) if is_body]
    lines = [line for line, _ in page]
    first, last = places[0], places[-1] + 1
    return lines[:first], lines[first:last], lines[last:]


def nest(page: Page) -> str:
    above, body, below = _parts(page)
    top, article, side = (
        "".join(map(write, part))
        for write, part in ((_link, above), (_paragraph, body), (_link, below))
    )
    return (
        f"<header><nav><ul>{top}</ul></nav></header><main><article>{article}</article></main>"
        f"<aside><ul>{side}</ul></aside>"
    )


def flatten(page: Page) -> str:
    above, body, below = _parts(page)
    inside = "".join(map(_paragraph, body)) + "".join(map(_link, below))
    return f'<ul>{"".join(map(_link, above))}</ul><div class="entry-content">{inside}</div>'


def bare(page: Page) -> str:
    return "".join(_paragraph(line) for line, _ in page)


STYLES: dict[str, Callable[[Page], str]] = {"nested": nest, "flat": flatten, "bare": bare}


def _score(page: Page, markup: str) -> float:
    """Return the F1 of the lines that stay, by characters."""
    try:
        text = re.sub(r"\s+", "", read_page(markup).text)
    except CorpusError:
        return 0.0
    right = kept = wanted = 0
    for line, is_body in page:
        stays = re.sub(r"\s+", "", line) in text
        right += len(line) * (stays and is_body)
        kept += len(line) * stays
        wanted += len(line) * is_body
    return 2 * right / (kept + wanted)


@pytest.mark.parametrize("style", sorted(STYLES))
def test_the_lines_of_the_article_stay_in_any_mark_up(
    style: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rkbrief.corpus.saved_page.convert_page", convert)  # no child process
    scores = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        page = load_page(path)
        scores[path.stem] = _score(page, f"<html><body>{STYLES[style](page)}</body></html>")
    mean = sum(scores.values()) / len(scores)
    worst = sorted(scores.items(), key=lambda score: score[1])[:9]
    assert mean >= FLOORS[style], (round(mean, 4), worst)
