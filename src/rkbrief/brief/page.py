"""A Markdown brief as one HTML file: no network, no script, fit for screens and for A4.

The page is made of the Markdown alone, so whoever has the one can prove the other: its text is
the brief's, its pictures are drawn from the brief's record, and the Markdown itself rides along.
Each citation jumps to its note and each note back to where it is cited.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from importlib.resources import files
from itertools import zip_longest

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from rkbrief import __version__
from rkbrief.brief.charts import draw_horizons, draw_positions, draw_sources
from rkbrief.brief.embedded import embed, extract
from rkbrief.brief.phrases import Phrases
from rkbrief.brief.record import read_record
from rkbrief.brief.seal import is_intact, seal
from rkbrief.brief.shapes import Chart
from rkbrief.brief.verify import Finding, verify_brief
from rkbrief.errors import ConfigError
from rkbrief.model import Article

_ANCHOR = re.compile(r'<a id="([A-Za-z0-9-]+)">')
_SOURCE = re.compile(r"^\*\*(?P<id>S\d+)\*\* · .* sha256 (?P<sha256>[0-9a-f]{12})", re.MULTILINE)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_LANGUAGE = re.compile(r'<html lang="(en|ja)">')
_UNSEEN = {"style", "script", "title", "desc"}
_SHOWN = 60


def render_page(markdown: str, *, language: str, template: str = "standard") -> str:
    """Return the brief ``markdown`` as an HTML page in ``language`` (en or ja), sealed.

    The same Markdown gives the same page. Raises ConfigError when the record of the brief
    cannot be read.
    """
    say = Phrases(language)
    body, contents, title = _Renderer().lay_out(markdown, say)
    frame = files("rkbrief.brief").joinpath("web/frame.html").read_text("utf-8")
    style = files("rkbrief.brief").joinpath("web/style.css").read_text("utf-8")
    values = {
        "language": language,
        "policy": _POLICY,
        "version": html.escape(__version__),
        "title": html.escape(title),
        "style": style,
        "skip": html.escape(say.say("page.skip")),
        "contents_name": html.escape(say.say("page.contents")),
        "contents": contents,
        "body": body,
        "markdown": embed(markdown),
    }
    page = re.sub(r"\{\{ (\w+) \}\}", lambda m: values[m[1]], frame)
    return seal(page, version=__version__, template=template)


class _Renderer(RendererHTML):
    """Writes the tokens of a brief; a method a kind of token, as RendererHTML wants it."""

    def lay_out(self, markdown: str, say: Phrases) -> tuple[str, str, str]:
        """Return body, table of contents and title of the page of ``markdown``."""
        self._say, self._markdown = say, markdown
        parser = MarkdownIt("commonmark", {"html": True}).enable("table")
        tokens = parser.parse(markdown)
        self._cited = Counter(_targets(tokens))
        self._linked: Counter[str] = Counter()
        self._note: str | None = None
        self._headings: list[str] = []
        self._heading, self._tables = "", 0
        body = self.render(tokens, parser.options, {})
        parts = [
            f'<li><a href="#part-{n}">{html.escape(words)}</a></li>'
            for n, words in enumerate(self._headings, 1)
        ]
        title = next((_plain(t.children) for t in tokens if t.type == "inline"), "rkbrief")
        return body, "".join(parts), title

    def html_block(self, tokens: Sequence[Token], at: int, *_: object) -> str:
        """Drop the comments of a brief; show any other HTML for what it is."""
        content = tokens[at].content
        return "" if content.startswith("<!--") else f"<p>{html.escape(content)}</p>"

    def html_inline(self, tokens: Sequence[Token], at: int, *_: object) -> str:
        """Keep the anchors of the notes; show any other HTML for what it is."""
        content = tokens[at].content
        anchor = _ANCHOR.fullmatch(content)
        if anchor:
            self._note = anchor[1]
            return f'<a id="{anchor[1]}">'
        return content if content == "</a>" and self._note else html.escape(content)

    def fence(self, tokens: Sequence[Token], at: int, *_: object) -> str:
        """Leave out what Mermaid would draw: the section has the picture itself."""
        if tokens[at].info == "mermaid":
            return ""
        return f"<pre>{html.escape(tokens[at].content)}</pre>\n"

    def image(self, tokens: Sequence[Token], at: int, *_: object) -> str:
        """Show the words of a picture: a brief fetches nothing."""
        return html.escape(tokens[at].content)

    def link_open(self, tokens: Sequence[Token], at: int, *_: object) -> str:
        """Give a citation a place to come back to."""
        href = str(tokens[at].attrGet("href") or "")
        if not href.startswith("#"):
            return f'<a href="{html.escape(href)}" rel="noopener noreferrer">'
        self._linked[href] += 1
        place = f"from-{html.escape(href[1:])}-{self._linked[href]}"
        return f'<a class="citation" id="{place}" href="{html.escape(href)}">'

    def list_item_close(self, *_: object) -> str:
        """Close a note with the ways back to where it is cited."""
        note, self._note = self._note, None
        count = self._cited.get(f"#{note}", 0) if note else 0
        name = self._say.say("page.back")
        links = "".join(
            f' <a href="#from-{note}-{n}" aria-label="{html.escape(name)} {n}">↩{n}</a>'
            for n in range(1, count + 1)
        )
        return f'<span class="back">{links}</span></li>' if links else "</li>"

    def heading_open(self, tokens: Sequence[Token], at: int, *_: object) -> str:
        self._heading = _plain(tokens[at + 1].children)
        if tokens[at].tag != "h2":
            return f"<{tokens[at].tag}>"
        self._headings.append(self._heading)
        return f'<h2 id="part-{len(self._headings)}">'

    def heading_close(self, tokens: Sequence[Token], at: int, *_: object) -> str:
        """Close a heading and put the pictures of its section behind it."""
        closed = f"</{tokens[at].tag}>\n"
        words = _plain(tokens[at - 1].children)
        return closed + "".join(_figure(chart) for chart in self._charts(words))

    def _charts(self, heading: str) -> Iterator[Chart]:
        """Yield the pictures that belong under ``heading``."""
        names = ("key-figures", "competing-forecasts", "due-and-resolved")
        name = next((n for n in names if str(self._say.say(f"sections.{n}")) == heading), None)
        record = read_record(self._markdown) if name else None
        if record is None:
            return
        ids = {m["sha256"]: m["id"] for m in _SOURCE.finditer(self._markdown)}
        match name:
            case "key-figures":
                chart = draw_sources(record, ids, self._say)
                yield from (chart,) if chart else ()
            case "competing-forecasts":
                yield from draw_positions(record, ids, self._say)
            case _:
                chart = draw_horizons(record, ids, self._say)
                yield from (chart,) if chart else ()

    def table_open(self, *_: object) -> str:
        """Let a wide table be moved by keys too; each has a name of its own.

        Roles are told, since on a telephone rows are stacked, which makes them no table by itself.
        """
        self._columns: list[str] = []
        name, self._tables = self._heading, self._tables + 1
        label = html.escape(f"{name} ({self._tables})")
        region = f'<div class="scroll" role="region" tabindex="0" aria-label="{label}">'
        return f'{region}<table role="table">'

    def thead_open(self, *_: object) -> str:
        return '<thead role="rowgroup">'

    def tbody_open(self, *_: object) -> str:
        return '<tbody role="rowgroup">'

    def tr_open(self, *_: object) -> str:
        self._column = 0
        return '<tr role="row">'

    def th_open(self, tokens: Sequence[Token], at: int, *_: object) -> str:
        """Name a column; one without a name is no heading."""
        self._columns.append(_plain(tokens[at + 1].children))
        if not tokens[at + 1].content:
            return '<td role="cell">'
        return '<th scope="col" role="columnheader">'

    def th_close(self, tokens: Sequence[Token], at: int, *_: object) -> str:
        """Close what :meth:`th_open` opened."""
        return "</th>" if tokens[at - 1].content else "</td>"

    def td_open(self, tokens: Sequence[Token], at: int, *_: object) -> str:
        """Give a cell the name of its column, which stands beside it where rows are stacked."""
        name, self._column = self._columns[self._column], self._column + 1
        label = f' data-column="{html.escape(name)}"' if name else ""
        empty = ' class="empty"' if tokens[at + 1].content == self._say.say("marks.none") else ""
        return f'<td role="cell"{label}{empty}>'

    def table_close(self, *_: object) -> str:
        return "</table></div>\n"


def _figure(chart: Chart) -> str:
    """Return a picture with its caption; the style sheet shows the one that fits the window."""
    caption = f"<figcaption>{html.escape(chart.title)}</figcaption>"
    return f"<figure>{chart.wide}{chart.narrow}{caption}</figure>\n"


def _targets(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the places inside the page that its links name."""
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open":
                yield str(child.attrGet("href") or "")


def _plain(children: Sequence[Token] | None) -> str:
    """Return the words of an inline token."""
    return "".join(c.content for c in children or () if c.type in {"text", "code_inline"})


def verify_page(page: str, articles: Sequence[Article]) -> tuple[Finding, ...]:
    """Check an HTML brief: the Markdown that it carries, its seal, and that it shows that.

    Lines of findings are the page's own; what is found in its Markdown names the line there.
    """
    markdown = extract(page)
    if markdown is None:
        return (Finding(1, "page", "the page carries no Markdown that could be checked"),)
    found = [
        Finding(1, f.kind, f"in its Markdown, line {f.line}: {f.note}")
        for f in verify_brief(markdown, articles)
    ]
    try:
        found += _compare(page, markdown)
    except ConfigError as error:  # a record that cannot be read: no picture can be drawn of it
        found.append(Finding(1, "record", str(error)))
    if not is_intact(page):
        found.append(
            Finding(page.count("\n") or 1, "seal", "the page was changed after it was written")
        )
    return tuple(sorted(set(found)))


def _around(one: str, other: str) -> tuple[str, str]:
    """Return what two texts have around the first place where they differ."""
    same = next((n for n, (a, b) in enumerate(zip_longest(one, other)) if a != b), 0)
    start = max(0, same - _SHOWN // 2)
    before, shown = "…" if start else "", slice(start, start + _SHOWN)
    return before + one[shown], before + other[shown]


def _compare(page: str, markdown: str) -> Iterator[Finding]:
    """Find the first place where a page does not show what its Markdown gives."""
    language = _LANGUAGE.search(page)
    made = render_page(markdown, language=language[1] if language else "en")
    for ours, theirs in zip_longest(_visible(made), _visible(page)):
        if (ours and ours[1]) != (theirs and theirs[1]):
            line = theirs[0] if theirs else page.count("\n") + 1
            words, wanted = _around(theirs[1] if theirs else "", ours[1] if ours else "")
            yield Finding(line, "page", f"shows “{words}” where its Markdown has “{wanted}”")
            return


class _Reader(HTMLParser):
    """Collects what a page shows and where its links lead."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[tuple[int, str]] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a link; skip what is not shown."""
        self._hidden += tag in _UNSEEN
        given = {name: value for name, value in attrs if name in {"href", "src"}}
        if given:
            self.pieces.append((self.getpos()[0], f"{tag} {sorted(given.items())}"))

    def handle_endtag(self, tag: str) -> None:
        """Come out of what is not shown."""
        self._hidden -= tag in _UNSEEN

    def handle_data(self, data: str) -> None:
        """Collect words."""
        words = " ".join(data.split())
        if words and self._hidden <= 0:
            self.pieces.append((self.getpos()[0], words))


def _visible(page: str) -> list[tuple[int, str]]:
    """Return line and words of what a page shows, in order."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.pieces
