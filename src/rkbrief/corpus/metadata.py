"""Title, publisher, author and date of an article, and the lines that hold them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from rkbrief.corpus.authors import find_authors, find_vitae
from rkbrief.corpus.boilerplate import Body
from rkbrief.corpus.bylines import Byline, is_byline, is_of_book, load_rules
from rkbrief.corpus.dates import beside_dates, opens_with_time, read_yearless
from rkbrief.corpus.decks import find_decks, headline_among, skip_deck
from rkbrief.corpus.edges import begin_body, end_body, skip_caption
from rkbrief.corpus.headlines import ends_of_trails, is_word_list
from rkbrief.corpus.judged import Judged
from rkbrief.corpus.mastheads import is_masthead
from rkbrief.corpus.names import is_foreign_name
from rkbrief.corpus.published import find_published, is_about_date
from rkbrief.corpus.publishers import find_publisher, is_delivered_by, is_issue, name_outlet
from rkbrief.corpus.resumed import find_resumed
from rkbrief.corpus.sentence_titles import title_alone, title_in_body, title_in_window
from rkbrief.corpus.signatures import end_at_name
from rkbrief.corpus.subject_lines import Title
from rkbrief.corpus.titles import find_title, reachable_lines
from rkbrief.corpus.words import bigrams

_ABOVE_TITLE = 6  # lines in which a blog prints the day of a post
_LONGEST_SITE = 12
_TOP_LINES = 4  # in which the site's name stands
_LONGEST_TITLE, _SHORTEST_HEADLINE = 60, 8


class Metadata(Struct, frozen=True, gc=False):
    """What the page says of its article; ``roles`` are the lines that say it.

    ``body`` is where the article stands, its first line moved past what turned out to be
    the title or up to a heading that opens it. ``decks`` are lines outside it that are the
    article's all the same.
    """

    body: Body
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    roles: dict[int, str] = field(default_factory=dict)
    decks: frozenset[int] = frozenset()


def read_metadata(page: Sequence[Judged], body: Body) -> Metadata:
    """Read the metadata of the page around its body."""
    upper = skip_caption(page, body)
    body, decks = skip_deck(page, upper)
    title, body = _find_title(page, upper, body)
    headline = headline_among(page, decks)
    short = headline and len(headline.text) <= _LONGEST_TITLE
    if headline and (title is None or (short and not _says_more(page, body, title, headline))):
        title, decks = headline, frozenset()
    roles: dict[int, str] = {}
    start = title.index if title else max(0, body.first - _ABOVE_TITLE)
    top = max(0, start - _ABOVE_TITLE)
    if title:
        roles |= dict.fromkeys((title.index, *title.copies), "title")
    published = find_published(page, body, title.index if title else None)
    bylines = find_authors(page, body, start)
    byline = next((b for b in bylines if not _is_outlet(page, body, title, b)), None)
    if title and byline:
        title = _without_author(title, byline)
    outlet = find_publisher(page, body, top, title.text if title else "")
    publisher = outlet[0] if outlet else title.site if title else None
    for index in range(top, body.first):
        if is_about_date(page[index]):
            roles.setdefault(index, "date")
    if byline:
        body, vita = end_at_name(page, body, byline)
        roles |= _repeated_bylines(page, body, byline) | vita
    if outlet and top <= outlet[1] < body.first:
        roles.setdefault(outlet[1], "byline")
    if byline:
        roles |= dict.fromkeys(find_vitae(page, body, byline.name), "profile")
    floor = max((index for index in roles if index < body.first), default=-1)
    body = Body(begin_body(page, body.first, floor), end_body(page, body.last))
    if title:
        _mark_subtitles(roles, title.index, body.first)
    decks |= find_decks(page, body, start, title)
    body = Body(_begin_below(page, body.first, max({*decks, floor})), body.last)
    decks |= find_resumed(page, body)
    return Metadata(
        body=body,
        title=title.text if title else None,
        publisher=publisher,
        author=byline.name if byline else None,
        published=published,
        roles={index: role for index, role in roles.items() if index not in decks},
        decks=decks,
    )


def _is_outlet(page: Sequence[Judged], body: Body, title: Title | None, byline: Byline) -> bool:
    """Tell who delivered the article, or the site at the top whose staff wrote it."""
    above = page[: min(_TOP_LINES, title.index)] if title else ()
    names_site = any(judged.line.plain == byline.name for judged in above)
    if names_site and is_foreign_name(byline.name) and byline.index >= len(above):
        return True
    return is_delivered_by(page, body, title, byline.name)


def _without_author(title: Title, byline: Byline) -> Title:
    """Return the title without the writer and his post, whom its line names behind it."""
    before, found, behind = title.text.rpartition(byline.name)
    is_behind = byline.index == title.index and before[-1:].isspace() and behind[:1] in "（("
    return replace(title, text=before.strip()) if found and behind and is_behind else title


def _begin_below(page: Sequence[Judged], first: int, floor: int) -> int:
    """Return the line of the heading that alone parts a summary above from the body below."""
    above = page[first - 1]
    alone = first - 2 == floor and page[floor].line.bullet and not above.line.bullet
    return first - 1 if alone and not above.found and not above.is_date else first


def _says_more(page: Sequence[Judged], body: Body, title: Title, headline: Title) -> bool:
    """Tell that the title above has at least half as much of the article as the headline."""
    article = bigrams("\n".join(j.line.plain for j in page[body.first : body.last + 1]))
    shared, wanted = (len(bigrams(each.text) & article) for each in (title, headline))
    is_headline = len(title.text) >= _SHORTEST_HEADLINE and not is_word_list(title.text)
    return is_headline and 2 * shared >= wanted


def _repeated_bylines(page: Sequence[Judged], body: Body, byline: Byline) -> dict[int, str]:
    """Return the line of the byline and the lines of the body that say no more than it."""
    alone = {byline.name} if byline.inside else {byline.name, page[byline.index].line.plain}
    roles = {} if byline.inside else {byline.index: "byline"}
    for index in range(body.first, body.last + 1):
        plain = page[index].line.plain
        if len(plain) <= _LONGEST_TITLE and (
            plain in alone or plain.strip("[]()【】《》 ") in alone
        ):
            roles[index] = "byline"
    return roles


def _find_title(page: Sequence[Judged], upper: Body, body: Body) -> tuple[Title | None, Body]:
    """Return the title above ``upper``, where the deck or else the body begins."""
    lower = _skip_preface(page, body)
    owners = {page[0].line.plain} if _owns_page(page, body) else set()
    marks = frozenset(
        index
        for index in reachable_lines(lower.first)
        if is_about_date(page[index])
        or read_yearless(page[index].line.plain)
        or name_outlet(page[index])
        or is_byline(page[index])
        or is_of_book(page, index)
        or (index < _TOP_LINES and is_masthead(page[index]))
        or (index < 2 and _is_tagline(page, 1))  # noqa: PLR2004 - the site's name, and what it is
        or page[index].line.plain in owners
        or (index == 0 and _is_site_with_motto(page))
    ) - ends_of_trails(page, lower.first)
    first = upper.first if lower == body else lower.first
    in_body = title_in_body(page, lower) or title_in_window(page, lower)
    if in_body:
        return in_body
    title = find_title(page, first, marks)
    if title is None:  # a headline with its day, or a letter named by its number alone
        dated = frozenset(i for i in marks if _is_dated_headline(page[i]) or is_issue(page[i]))
        title = find_title(page, first, marks - dated, dated) if dated else None
    if title is None or len(title.text) < _SHORTEST_HEADLINE:
        return title_alone(page, body) or (title, lower)
    return title, lower


def _is_site_with_motto(page: Sequence[Judged]) -> bool:
    """Tell a top line 地球論談｜世界の論考を日本語で, whose first part another line speaks of."""
    name, bar, motto = page[0].line.plain.partition("|")
    name = name.strip()
    if not bar or not motto.strip() or not 1 < len(name) <= _LONGEST_SITE:
        return False
    lines = (judged.line.plain for judged in page[2:])
    return any(name in line and len(line) > len(name) for line in lines)


def _owns_page(page: Sequence[Judged], body: Body) -> bool:
    """Tell that the first line is the name of whom the page's copyright is."""
    rule = load_rules("publishers")["copyright"]
    lines = [j.line.plain for j in page[body.last + 1 :] if j.found]
    return any(page[0].line.plain in plain and rule.search(plain) for plain in lines)


def _is_tagline(page: Sequence[Judged], index: int) -> bool:
    """Tell a line that says what kind of site it is."""
    tagline = load_rules("publishers")["tagline"]
    return index < len(page) and bool(tagline.search(page[index].line.plain))


def _is_dated_headline(judged: Judged) -> bool:
    rest = beside_dates(judged.line.plain)
    if rest is None or len(rest) < _SHORTEST_HEADLINE or is_byline(judged):
        return False
    return not load_rules("publishers")["in_brackets"].match(rest)


def _skip_preface(page: Sequence[Judged], body: Body) -> Body:
    """Pass over prose that stands above the title: a site's account of itself.

    Only a date with its time or its label tells a title below it from a heading.
    """
    prose = [i for i in range(body.first, body.last + 1) if page[i].is_prose]
    whole = sum(page[i].line.length for i in prose)
    seen = 0
    if len(prose) > 1 and prose[1] - prose[0] > 2 and "。" not in page[prose[0]].line.text:  # noqa: PLR2004
        return Body(prose[1], body.last)  # a call of the site, not a lead
    for index in range(body.first, body.last):
        if page[index].is_prose:
            seen += page[index].line.length
            if seen > 0.3 * whole:
                return body
        elif (page[index].is_date and _has_time_or_label(page[index])) or opens_with_time(
            page[index].line.plain
        ):
            later = [i for i in prose if i > index]
            above = [page[i] for i in (index - 1, index - 2) if i > body.first]
            if later and any(not j.is_prose and not j.found and j.line.length > 7 for j in above):  # noqa: PLR2004
                return Body(later[0], body.last)
    return body


def _has_time_or_label(judged: Judged) -> bool:
    plain = judged.line.plain
    return (
        ":" in plain or "時" in plain or any(w in plain for w in ("公開", "更新", "投稿", "配信"))
    )


def _mark_subtitles(roles: dict[int, str], title: int, first: int) -> None:
    """Drop what stands between the title and the last line of the byline as its subtitle."""
    last = max(
        (i for i, role in roles.items() if role in ("byline", "date") and i < first), default=0
    )
    for index in range(title + 1, last):
        roles.setdefault(index, "subtitle")
