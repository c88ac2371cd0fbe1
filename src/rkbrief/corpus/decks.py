"""Decks: what stands above the body and is the article's all the same."""

from __future__ import annotations

from collections.abc import Sequence

from rkbrief.corpus.boilerplate import Body
from rkbrief.corpus.bylines import is_byline
from rkbrief.corpus.dates import opens_with_time
from rkbrief.corpus.judged import Judged
from rkbrief.corpus.phrases import heads_summary
from rkbrief.corpus.signs import is_polite
from rkbrief.corpus.subject_lines import Title
from rkbrief.corpus.words import bigrams

_LINES, _PARAGRAPHS, _LONGEST = 8, 2, 240
_LONGEST_TITLE = 90
_LONGEST_SUBTITLE, _SHARED = 80, 3  # characters, and pairs of them that the article has too
_FEWEST_POINTS, _LONGEST_LABEL = 2, 10
_FEWEST_OF_ARTICLE = 2  # headings and items amid paragraphs, which no deck has
_PICTURES = ("image_alt", "caption")
_PARAGRAPH = 60  # characters that no caption under a title has


def skip_deck(page: Sequence[Judged], body: Body) -> tuple[Body, frozenset[int]]:
    """Pass over a deck that stands above the line of the date; return its lines too."""
    prose = [i for i in range(body.first, body.last + 1) if page[i].is_prose]
    for index in range(body.first + 1, min(body.first + _LINES, body.last)):
        deck = [i for i in prose if i < index]
        later = [i for i in prose if i > index]
        is_head = page[index].is_date or is_byline(page[index])
        if (
            is_head
            and not _is_of_article(page, deck, index)
            and len(deck) <= _PARAGRAPHS
            and len(later) > len(deck)
        ):
            if deck and sum(page[i].line.length for i in deck) <= _LONGEST:
                return Body(later[0], body.last), frozenset(deck)
            break
    return body, frozenset()


def _is_of_article(page: Sequence[Judged], deck: Sequence[int], index: int) -> bool:
    """Tell paragraphs with headings between them or items below: no deck has those."""
    inside = range(deck[0], deck[-1]) if deck else range(0)
    headings = sum(i not in deck and not page[i].found for i in inside)
    items = sum(_is_item(page[i].line.plain) for i in range(inside.stop, index) if i not in deck)
    return headings + items >= _FEWEST_OF_ARTICLE


def _is_item(plain: str) -> bool:
    label, colon, value = plain.partition(":")
    return bool(colon and value.strip()) and len(label) <= _LONGEST_LABEL


def headline_among(page: Sequence[Judged], decks: frozenset[int]) -> Title | None:
    """Return a headline that reads as a sentence (…しました) and so was taken for a deck.

    It stands alone right above the date and has no full stop.
    """
    index = min(decks, default=None)
    if index is None or len(decks) > 1:
        return None
    original = not page[index + 1].line.is_japanese  # the same in another language
    if not page[index + 1 + original].is_date:
        return None
    line = page[index].line
    too_long = line.ends_sentence or line.length > _LONGEST_TITLE
    return None if too_long else Title(line.text, index)


def find_decks(
    page: Sequence[Judged], body: Body, start: int, title: Title | None
) -> frozenset[int]:
    """Return the decks between line ``start``, the title's if there is one, and the body."""
    head = range(start + 1, body.first)
    decks = frozenset(
        i for i in head if page[i].line.is_deck and not (page[i].found or is_byline(page[i]))
    )
    if title is None:
        return decks
    decks |= _summary(page, title.index, body.first)
    decks |= _leads(page, range(title.index + 1, body.first), body)
    decks |= _polite_lead(page, range(title.index + 1, body.first))
    repeats = title.index + 1 in title.copies
    is_day = (
        opens_with_time(page[title.index + 1].line.plain) if title.index + 1 < len(page) else False
    )
    return decks if repeats or is_day else decks | _subtitle(page, title.index + 1, body)


def _subtitle(page: Sequence[Judged], index: int, body: Body) -> frozenset[int]:
    """Return the line right under the title that goes on with what it says of the article."""
    judged = page[index]
    plain = judged.line.plain
    if (
        index >= body.first
        or judged.is_prose
        or judged.found
        or judged.is_date
        or is_byline(judged)
    ):
        return frozenset()
    article = bigrams("\n".join(j.line.plain for j in page[body.first : body.last + 1]))
    says = "、" in plain and len(plain) <= _LONGEST_SUBTITLE and not plain.endswith("、")
    shared = bigrams(plain) & article
    return frozenset({index} if says and len(shared) >= _SHARED else ())


def _leads(page: Sequence[Judged], head: range, body: Body) -> frozenset[int]:
    """Return the paragraphs above the body that say what the article says.

    They stand above the byline, or one right under the title, with a table below it.
    """
    article = bigrams("\n".join(j.line.plain for j in page[body.first : body.last + 1]))
    signed = [i for i in head if page[i].is_date or is_byline(page[i])]
    opening = [i for i in head[:1] if page[i].line.length >= _PARAGRAPH]
    return frozenset(
        i
        for i in (*opening, *range(head.start, signed[-1] if signed else head.start))
        if page[i].is_prose
        and not page[i].found
        and page[i].line.ends_sentence
        and not any(found.rule in ("caption", "image_alt") for found in page[i + 1].found)
        and len(bigrams(page[i].line.plain) & article) >= _SHARED
    )


def _polite_lead(page: Sequence[Judged], head: range) -> frozenset[int]:
    """Return the polite paragraph right under the title that only pictures part from the body.

    No caption is polite; with it stay the lines that follow without a blank one.
    """
    first = next((i for i in head if not page[i].is_date), head.stop)
    if first >= head.stop or not (page[first].is_prose and is_polite(page[first].line.plain)):
        return frozenset()
    last = first
    while last + 1 < head.stop and _goes_on(page[last + 1]):
        last += 1
    below = page[last + 1 : head.stop]
    if not below or page[first].found:
        return frozenset()
    pictures = all(any(f.rule in _PICTURES for f in judged.found) for judged in below)
    return frozenset(range(first, last + 1)) if pictures else frozenset()


def _goes_on(judged: Judged) -> bool:
    line = judged.line
    is_known = judged.found or judged.is_date or is_byline(judged)
    return not (is_known or line.gap) and bool(line.is_prose or line.bullet)


def _summary(page: Sequence[Judged], title: int, first: int) -> frozenset[int]:
    """Return the heading and the bullets in which the head of the page sums up its article."""
    for index in range(title + 1, first):
        if not heads_summary(page[index].line) or page[index].found:
            continue
        last = index
        while last + 1 < first and page[last + 1].line.bullet and not page[last + 1].found:
            last += 1
        if last - index >= _FEWEST_POINTS:
            return frozenset(range(index, last + 1))
    return frozenset()
