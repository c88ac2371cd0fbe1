"""Which lines are not the article; every one of them is kept with the rule that dropped it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rkbrief.corpus.blocks import Judged
from rkbrief.corpus.phrases import core
from rkbrief.corpus.words import bigrams
from rkbrief.lexicon import load_table

_HEADING_MARKS = "■◆●▼○【<〈≪《◇□★☆▽第Q"
_LONGEST_HEADING, _SHORTEST_HEADING = 40, 3
_HEADLINE = 12  # characters; shorter lines that end in … are hesitations
_FIRST_NUMBER = re.compile(r"^(?:第?[1一](?:[章節部.、)]|\s)|\(1\))\s*\D")
_ANNOUNCES = re.compile(r"以下|次の|下記|通り|とおり|[:：]$|挙げ|まとめる")
_OPEN_ENDS = ("、", "は", "が", "を", "の")
_TAIL = 40  # characters at the end of a paragraph that announce a list
_CAPTION_WORDS, _SAME = 12, 0.8  # pairs of characters, and the share that the lead has
_MOST_PARTS = 2  # of a heading; more parts with spaces between them are buttons in a row
_CONTENTS = 40  # lines above a heading in which its table of contents stands
_PARAGRAPH = 60  # characters of prose that no abstract or promotion reaches alone


@dataclass(frozen=True, slots=True)
class Body:
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
    for index in range(body.first, body.last + 1):
        judged = page[index]
        if judged.section and not judged.is_prose:
            section, opened = judged.section.rule, index
            rules[index] = section
        elif judged.noise:
            rules[index] = judged.noise.rule
        elif judged.is_date and ":" in judged.line.plain:  # of a post; a chronicle has no hours
            rules[index] = "date"
        elif section:
            if _is_article_again(page, index, opened, section):
                section = None if judged.is_prose or section == "contents" else section
            else:
                rules[index] = section
        elif not judged.is_prose and (rule := _rule_by_shape(judged)):
            rules[index] = rule
    return rules


def _rule_by_shape(judged: Judged) -> str | None:
    line = judged.line
    if line.is_truncated and line.length > _HEADLINE and "。" not in line.text:
        return "links"
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
    text = page[index].line.bare
    return any(page[i].line.bare == text for i in range(opened + 1, index))


def _is_heading_again(page: Sequence[Judged], index: int, opened: int) -> bool:
    """Tell a heading of the article right before its prose from the last link of a list."""
    line = page[index].line
    follows = index + 1 < len(page) and page[index + 1].is_prose
    if not follows or line.length > _LONGEST_HEADING or line.is_truncated:
        return False
    entries = [page[i].line for i in range(opened + 1, index)]
    if not entries:
        return False
    if entries[-1].bullet and not line.bullet:
        return True
    return line.gap and not all(entry.gap for entry in entries[1:] or entries)


def skip_caption(page: Sequence[Judged], body: Body) -> Body:
    """Move the first line past a caption that reads as a sentence.

    Either it says what the lead says, or it stands right under the credit of its picture, on
    a page that sets its paragraphs apart by blank lines.
    """
    first = page[body.first]
    second = next((i for i in range(body.first + 1, body.last + 1) if page[i].is_prose), None)
    if body.first and core(page[body.first - 1].line) in load_table("boilerplate")["openings"]:
        return body
    if second is not None and _repeats(first.line.plain, page[second].line.plain):
        return Body(second, body.last)
    above = page[body.first - 1].found if body.first else ()
    if first.line.gap or not any(found.rule in ("caption", "image_alt") for found in above):
        return body
    later = [i for i in range(body.first + 1, body.last + 1) if page[i].is_prose]
    if not later or sum(page[i].line.gap for i in later) * 2 <= len(later):
        return body
    return Body(later[0], body.last)


def _repeats(caption: str, lead: str) -> bool:
    """Tell a sentence nearly all of whose words the lead has too."""
    own = bigrams(caption)
    return len(own) >= _CAPTION_WORDS and len(own & bigrams(lead)) >= _SAME * len(own)


def begin_body(page: Sequence[Judged], first: int, floor: int) -> int:
    """Move the first line up over a heading and its bullets that open the article.

    ``floor`` is the index that stays outside: the title's, or -1.
    """
    while first - 1 > floor and _goes_on(page[first - 1]):
        first -= 1
    if first - 1 > floor and (_is_opening(page[first - 1]) or _is_entry(page, first - 1)):
        return first - 1
    index = first - 1
    while index > floor and page[index].line.bullet and not page[index].found:
        index -= 1
    if index > floor and _is_opening(page[index]):
        return index
    return first


def _is_entry(page: Sequence[Judged], index: int) -> bool:
    """Tell a heading that the table of contents above lists."""
    text = page[index].line.bare
    above = range(index - 1, max(-1, index - _CONTENTS), -1)
    same = next((i for i in above if page[i].line.bare == text), None)
    opened = (page[i].section for i in range(max(0, index - _CONTENTS), same or 0))
    return not page[index].found and any(s and s.rule == "contents" for s in opened)


def _goes_on(judged: Judged) -> bool:
    """Tell the beginning of a sentence that the page breaks, at a comma or at a link."""
    text = judged.line.text
    known = judged.found or judged.is_date or judged.line.is_deck
    return text.endswith(_OPEN_ENDS) and not known and len(text) > _SHORTEST_HEADING


def end_body(page: Sequence[Judged], last: int) -> int:
    """Move the last line down over the list that the last paragraph announces."""
    if last + 1 < len(page) and _is_cut_off(page[last + 1]):
        return last + 1
    if not _ANNOUNCES.search(page[last].line.plain[-_TAIL:]):
        return last
    index = last + 1
    while index < len(page) and page[index].line.bullet and not page[index].found:
        if page[index].line.is_truncated or page[index].line.bullet != page[last + 1].line.bullet:
            break
        index += 1
    return index - 1


def _is_cut_off(judged: Judged) -> bool:
    """Tell a paragraph that a paywall breaks off with …."""
    line = judged.line
    return line.is_truncated and "。" in line.text and line.length >= _LONGEST_HEADING


def _is_opening(judged: Judged) -> bool:
    line = judged.line
    if judged.noise or judged.is_date or len(line.plain.split()) > _MOST_PARTS:
        return False
    line_core = core(line)
    if line_core in load_table("boilerplate")["openings"]:
        return True
    if _FIRST_NUMBER.match(line.plain) and line.length <= _LONGEST_HEADING and not judged.found:
        return not line.ends_sentence
    return (
        line.text[0] in _HEADING_MARKS
        and _SHORTEST_HEADING <= len(line_core) <= _LONGEST_HEADING
        and not judged.found
    )
