"""Titles that read as sentences, and so were taken for the first of the body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rkbrief.corpus.boilerplate import Body
from rkbrief.corpus.bylines import load_rules
from rkbrief.corpus.headlines import PAGED, trim_title
from rkbrief.corpus.judged import Judged
from rkbrief.corpus.subject_lines import Title
from rkbrief.corpus.title_looks import find_likely_title

_SHORTEST_HEADLINE = 8
_LONGEST_NAMED = 80  # of one that its day or the number of the page shows to be a title
_LONGEST_SENTENCE, _SHORT_SENTENCE = 90, 16  # of a title that reads as one, without and with 。
_PREFACE_LINES = 6  # at the top of the body, in which the title may stand below a notice
_LIKELY = 0.5
_SITE_BEHIND = re.compile(r"\s?[-–—|:]\s?[^-–—|:]{2,40}$")


def title_in_body(page: Sequence[Judged], body: Body) -> tuple[Title, Body] | None:
    """Return a title that reads as a sentence (…しました) and so was taken for the lead.

    It has a line of the date right above or below, or of who asks, and does not end with 。.
    """
    first = page[body.first].line
    text = trim_title(first.text)
    is_named = len(text) <= _LONGEST_NAMED and (text != first.text or PAGED.search(text))
    if first.length > _LONGEST_SENTENCE or (
        first.ends_sentence and not is_named and not _is_short_title(page, body)
    ):
        return None
    near = (body.first - 1, body.first + 1, body.first + 2)
    after = next((i for i in range(body.first + 1, body.last + 1) if page[i].is_prose), None)
    asker = load_rules("authors")["asker"]
    asked = body.first > 0 and asker.search(page[body.first - 1].line.plain)
    dated = any(0 <= i < len(page) and page[i].is_date for i in near)
    if after is None or not (dated or asked or is_named):
        return None
    if "。" in text and not is_named and _has_headline_above(page, body.first):
        return None
    return Title(text, body.first), Body(after, body.last)


def _is_short_title(page: Sequence[Judged], body: Body) -> bool:
    """Tell a few words with 。 between blank lines, right under the day and first of the page."""
    first = page[body.first].line
    below = page[body.first + 1 : body.first + 2]
    is_apart = first.gap and all(judged.line.gap for judged in below)
    dated = body.first == 1 and page[0].is_date
    return dated and is_apart and first.length <= _SHORT_SENTENCE and first.text.count("。") == 1


def _has_headline_above(page: Sequence[Judged], first: int) -> bool:
    """Tell that a line above surely looks like the title: what stands below the day is a deck."""
    lines = [judged.line for judged in page]
    likely = find_likely_title(lines, first)
    return likely is not None and likely[1] >= _LIKELY and not page[likely[0]].is_date


def title_alone(page: Sequence[Judged], body: Body) -> tuple[Title, Body] | None:
    """Return a title that has 。 within it and none at its end, as all the paragraphs have.

    It stands first, between blank lines.
    """
    first, *rest = [page[i].line for i in range(body.first, body.last + 1) if page[i].is_prose]
    is_apart = first.gap and body.first < body.last and page[body.first + 1].line.gap
    fits = _SHORTEST_HEADLINE <= first.length <= _LONGEST_SENTENCE and "。" in first.text[:-1]
    if not (is_apart and fits and len(rest) > 1) or first.ends_sentence or first.is_truncated:
        return None
    if first.text[-1] in "」』…" or not all(line.ends_sentence for line in rest[:2]):
        return None
    return Title(first.text, body.first), Body(body.first + 1, body.last)


def title_in_window(page: Sequence[Judged], body: Body) -> tuple[Title, Body] | None:
    """Return a title below prose of the site's: the line above it has the site's name besides."""
    for index in range(body.first + 1, min(body.first + _PREFACE_LINES, body.last)):
        text, above = page[index].line.plain, page[index - 1].line.plain
        after = next((i for i in range(index + 1, body.last + 1) if page[i].is_prose), None)
        if after is None or len(text) < _SHORTEST_HEADLINE or page[index].line.ends_sentence:
            continue
        if above.startswith(text) and _SITE_BEHIND.match(above, len(text)):
            return Title(page[index].line.text, index, (index - 1,)), Body(after, body.last)
    return None
