"""Which lines are not the article; every one of them is kept with the rule that dropped it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from rkbrief.corpus.judged import Judged, parts_by_blank_lines
from rkbrief.corpus.repeats import entry
from rkbrief.corpus.signs import sum_signs
from rkbrief.corpus.speaker_labels import ASKS
from rkbrief.lexicon import compile_rules

LONGEST_HEADING = 40  # characters
CROSSHEAD_MARKS = "■□◆◇●○▼▽▲★☆【<＜〈《"
_HEADLINE = 12  # characters; shorter lines that end in … are hesitations
_SHORT_BESIDE = 0.75  # of the shortest link of a list: a heading below them
_BOXES = ("caption", "figure", "subscribe", "ad", "promotion", "related")
_OFFERS = ("promotion", "ad", "subscribe")
_PARAGRAPH = 60  # characters of prose that no abstract or promotion reaches alone


class Body(Struct, frozen=True, gc=False):
    """The stretch of the page that holds the article: indices of lines, both inclusive."""

    first: int
    last: int


def drop_lines(
    page: Sequence[Judged],
    body: Body | None,
    roles: Mapping[int, str],
    decks: frozenset[int] = frozenset(),
) -> dict[int, str]:
    """Return the rule for the index of every line that is not the article.

    ``roles`` are the lines that metadata took (title, byline, date, ...); ``decks`` are
    lines above the body that stay.
    """
    if body is None:
        rules = {i: j.found[0].rule for i, j in enumerate(page) if j.found}
        return {**rules, **roles}
    rules = _before(page, body.first, roles)
    rules.update(_inside(page, body))
    rules.update(_after(page, body.last))
    rules.update(roles)
    return {index: rule for index, rule in rules.items() if index not in decks}


def _before(page: Sequence[Judged], first: int, roles: Mapping[int, str]) -> dict[int, str]:
    title = next((i for i in range(first) if roles.get(i) == "title"), first)
    rules = {}
    for index in range(first):
        judged = page[index]
        if judged.found:
            rules[index] = judged.found[0].rule
        elif judged.is_date:
            rules[index] = "date"
        elif judged.is_prose and index > title:
            rules[index] = "caption"
        elif index < title:
            rules[index] = "menu"
        else:
            rules[index] = "head" if judged.line.is_japanese else "image_alt"
    return rules


def _after(page: Sequence[Judged], last: int) -> dict[int, str]:
    rules = {}
    section = "sidebar"
    for index in range(last + 1, len(page)):
        judged = page[index]
        if judged.section:
            section = judged.section.rule
        if judged.found:
            rules[index] = judged.found[0].rule
        elif not judged.line.is_japanese and section == "sidebar":
            rules[index] = "original"
        else:
            rules[index] = section
    return rules


def _inside(page: Sequence[Judged], body: Body) -> dict[int, str]:
    rules: dict[int, str] = {}
    section: str | None = None
    opened = -1
    has_gaps = parts_by_blank_lines(page, body.first, body.last)
    for index in range(body.first, body.last + 1):
        judged = page[index]
        if judged.is_listed:
            section = None
        elif judged.section and not judged.is_prose:
            section, opened = judged.section.rule, index
            rules[index] = section
        elif judged.noise:
            rules[index] = judged.noise.rule
            section = None if _begins_page(judged) else section
        elif judged.is_date and ":" in judged.line.plain:  # of a post; a chronicle has no hours
            rules[index] = "date"
        elif section:
            if _is_article_again(page, index, opened, section):
                section = None if judged.is_prose or section == "contents" else section
            else:
                rules[index] = section
        elif (rule := _rule_by_shape(page, index)) and (index < body.last or rule == "separator"):
            rules[index] = rule
        elif index < body.last and (
            (has_gaps and _goes_on_in_box(page, index, rules))
            or _is_address_below(page, index, rules)
            or _is_amid_offers(page, index, rules)
        ):
            rules[index] = rules[index - 1]
    return rules


def _begins_page(judged: Judged) -> bool:
    """Tell the number of a page, below which the article goes on."""
    return compile_rules("boilerplate", "page_begins").match(judged.line.plain) is not None


def _goes_on_in_box(page: Sequence[Judged], index: int, rules: Mapping[int, str]) -> bool:
    """Tell the next line of a caption, a promotion or a button.

    The box has no blank line within it and one after it.
    """
    inside = rules.get(index - 1) in _BOXES and not page[index].is_prose
    return inside and not page[index].line.gap and page[index + 1].line.gap


def _is_address_below(page: Sequence[Judged], index: int, rules: Mapping[int, str]) -> bool:
    """Tell the address to which the button above leads."""
    is_address = any(found.rule == "url" for found in page[index].found)
    return is_address and rules.get(index - 1) in ("read_more", "related", "promotion", "links")


def _is_amid_offers(page: Sequence[Judged], index: int, rules: Mapping[int, str]) -> bool:
    """Tell what an advertisement says between its heading and its price."""
    below = page[index + 1].noise
    line = page[index].line
    tells = page[index].is_prose and line.text.count("。") > 1 and not sum_signs(line)
    return not tells and (
        rules.get(index - 1) in _OFFERS
        and below is not None
        and below.rule in _OFFERS
        and page[index].line.length < _PARAGRAPH
    )


def _is_inline_link(page: Sequence[Judged], index: int) -> bool:
    """Tell the headline of another article, alone between paragraphs, by the kind it names."""
    line, below = page[index].line, page[index + 1 : index + 2]
    alone = line.gap and any(judged.line.gap for judged in below) and not page[index].is_prose
    pattern = compile_rules("boilerplate", "inline_links")
    return alone and pattern.match(line.plain) is not None


def _rule_by_shape(page: Sequence[Judged], index: int) -> str | None:
    judged = page[index]
    line = judged.line
    if judged.is_prose:
        return None
    if _is_inline_link(page, index):
        return "related"
    if line.is_truncated and line.length > _HEADLINE and "。" not in line.text:
        return None if ASKS.match(line.text) else "links"
    return None if any(map(str.isalnum, judged.line.text)) else "separator"


def _is_article_again(page: Sequence[Judged], index: int, opened: int, section: str) -> bool:
    """Tell where the article goes on after a section in its midst."""
    if page[index].is_prose:
        return _is_prose_again(page, index)
    if section == "contents" and _repeats_entry(page, index, opened):
        return True
    return _is_heading_again(page, index, opened)


def _is_prose_again(page: Sequence[Judged], index: int) -> bool:
    near = [page[i] for i in (index - 1, index + 1) if 0 <= i < len(page)]
    return page[index].line.length >= _PARAGRAPH or any(judged.is_prose for judged in near)


def _repeats_entry(page: Sequence[Judged], index: int, opened: int) -> bool:
    """Tell the first heading under a table of contents: it repeats an entry."""
    name = entry(page[index].line)
    return any(entry(page[i].line) == name for i in range(opened + 1, index))


def _is_heading_again(page: Sequence[Judged], index: int, opened: int) -> bool:
    """Tell a heading of the article right before its prose from the last link of a list."""
    line = page[index].line
    follows = index + 1 < len(page) and page[index + 1].is_prose
    if not follows or line.length > LONGEST_HEADING or line.is_truncated:
        return False
    entries = [page[i].line for i in range(opened + 1, index)]
    if not entries:  # an advertisement or contents that the text left out
        opening = page[opened].section
        starts = line.gap or line.text[0] in CROSSHEAD_MARKS
        return starts and opening is not None and opening.rule in ("ad", "contents")
    if entries[-1].bullet and not line.bullet:
        return True
    opening = page[opened].section
    is_list = opening is None or opening.rule != "contents"
    if is_list and page[index + 2 : index + 3] and page[index + 2].is_prose:
        shortest = min(entry.length for entry in entries)
        if line.length <= _SHORT_BESIDE * shortest:
            return True
    return line.gap and not all(entry.gap for entry in entries[1:] or entries)
