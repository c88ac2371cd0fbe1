"""Reader: an article with what was found in it, why, and what was left out of it, dimmed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from rkbrief.model import Analysis, Evidence, Span
from rkbrief.safe_text import show
from rkbrief.tui.article_view import ArticleView
from rkbrief.tui.blocks import Block, paragraph, row
from rkbrief.tui.cells import cell_width, truncate, wrap
from rkbrief.tui.lens import Lens
from rkbrief.tui.messages import Lay
from rkbrief.tui.pages import Leaf, Library, describe, find_sentences, make_page, tell_why
from rkbrief.tui.views.view import View, speak


class Title(Static):
    """The article that is open: id and title, who wrote it when, its place among all."""

    def tell(self, article_id: str, parts: Sequence[str], ambiguous: int) -> None:
        """Show the title as far as there is room; its author gives way first."""
        self._told = article_id, tuple(parts), ambiguous
        self.on_resize()

    _told: tuple[str, tuple[str, ...], int] | None = None

    def on_resize(self) -> None:
        """Fit the title into the width."""
        if self._told is None or self.size.width <= 0:
            return
        article_id, (title, about, of_all), ambiguous = self._told
        room = self.size.width - cell_width(article_id) - cell_width(of_all) - 3
        name = truncate(title, room, ambiguous=ambiguous)
        left = room - cell_width(name, ambiguous) - 2
        rest = truncate(about, max(0, left), ambiguous=ambiguous)
        gap = room - cell_width(name, ambiguous) - cell_width(rest, ambiguous) - 2
        self.update(
            Content.assemble(
                (f"{article_id} ", "$accent"),
                (name, "bold"),
                "  ",
                (rest, "$text-muted"),
                " " * max(0, gap + 1),
                (of_all, "$text-muted"),
            )
        )


class Reasons(Static):
    """Why the marked place is marked, a reason a line, as many as there is room for."""

    _told: tuple[tuple[str, ...], int] = (), 1

    def tell(self, reasons: Sequence[str], ambiguous: int) -> None:
        """Show ``reasons``; none leaves a blank line."""
        self._told = tuple(reasons), ambiguous
        self.on_resize()

    def on_resize(self) -> None:
        """Wrap the reasons anew."""
        reasons, ambiguous = self._told
        width = self.size.width - 2
        if width <= 0:
            return
        lines = [
            show(span.of(text), one_line=True)
            for text in reasons
            for span in wrap(text, width, ambiguous=ambiguous)
        ]
        self.update(Content("\n".join(lines)))


class ReaderView(View):
    """One article; keys go through its findings, its sentences, and the articles."""

    NAME = "reader"
    DEFAULT_CSS = """
    ReaderView #article-title { height: 1; padding: 0 1; background: $boost; }
    ReaderView #reasons { height: auto; min-height: 1; max-height: 30%; padding: 0 1;
        background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "finding(1)", "Next finding", id="reader.next"),
        Binding("N", "finding(-1)", "Previous finding", id="reader.previous", show=False),
        Binding("J", "sentence(1)", "Next sentence", id="reader.next_sentence", show=False),
        Binding("K", "sentence(-1)", "Previous sentence", id="reader.last_sentence", show=False),
        Binding(
            "right_square_bracket",
            "article(1)",
            "Next article",
            id="reader.next_article",
            key_display="]",
        ),
        Binding(
            "left_square_bracket",
            "article(-1)",
            "Previous article",
            id="reader.previous_article",
            key_display="[",
            show=False,
        ),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._library: Library | None = None
        self._leaf: Leaf | None = None
        self._lens = Lens()
        self._matches: tuple[Span, ...] | None = None

    def compose(self) -> ComposeResult:
        """The title, the article, and why its marked place is marked."""
        yield Title(id="article-title")
        yield ArticleView(id="article")
        yield Reasons(id="reasons")

    def prepare(self, analysis: Analysis, lens: Lens) -> Lay:
        """Put the articles in order."""
        del lens
        return partial(self._show, Library(analysis))

    def _show(self, library: Library, lens: Lens) -> None:
        """Stay with the article that is open; a filter makes ``n`` go through its matches."""
        searched = lens.query == self._lens.query
        same = library is self._library and lens.language == self._lens.language
        self._lens = lens
        if not same:
            self._library = library
            known = self._leaf.article.id if self._leaf else ""
            target = self._article.target if known in self._library.ids else None
            first = known if known in self._library.ids else next(iter(self._library.ids), "")
            self._leaf = None
            self._article.ambiguous = lens.ambiguous
            if first:
                self._open(first, target)
        if not searched:
            self._search()

    @property
    def _article(self) -> ArticleView:
        """The article as shown."""
        return self.query_one(ArticleView)

    def _open(self, article_id: str, target: Span | None = None) -> None:
        """Open an article at a place, at its beginning for None."""
        if self._library is None or article_id not in self._library.ids:
            return
        if self._leaf is None or self._leaf.article.id != article_id:
            self._leaf = self._library.open(article_id)
            self._matches = None
            self._article.show_page(make_page(self._leaf, self._lens), target)
            parts = describe(self._leaf, self._library)
            self.query_one(Title).tell(article_id, parts, self._lens.ambiguous)
        else:
            self._article.show_target(target)
        self._explain()

    def _explain(self, *extra: str) -> None:
        """Say why the marked place is marked."""
        target, reasons = self._article.target, list(extra)
        if self._leaf is not None and self._library is not None and target is not None:
            reasons += tell_why(self._library, self._leaf, target, self._lens)
        elif not extra:
            reasons.append(
                speak("n: next finding   ]: next article   click: a sentence", self._lens)
            )
        self.query_one(Reasons).tell(reasons, self._lens.ambiguous)

    def show_evidence(self, evidence: Evidence, why: str = "") -> None:
        """Open the article of ``evidence`` with its place marked."""
        del why  # what was found there is told in full
        self._open(evidence.article_id, evidence.span)

    def _search(self) -> None:
        """Mark the first match of the filter at or after the place in sight."""
        if self._leaf is None or not self._lens.query:
            self._matches = None
            self._explain()
            return
        self._matches = find_sentences(self._leaf, self._lens.query)
        if self._matches:
            at = self._article.target.start if self._article.target else 0
            later = [span for span in self._matches if span.end > at]
            self._go(later[0] if later else self._matches[0])
        else:
            self._explain(speak("Nothing matches in this article.", self._lens))

    def _go(self, span: Span) -> None:
        """Mark a place and say why it is one."""
        self._article.show_target(span)
        if self._matches:
            at = bisect_left(self._matches, span) + 1
            self._explain(f"/{self._lens.query}  {at}/{len(self._matches)}")
        else:
            self._explain()

    def action_finding(self, by: int) -> None:
        """Go to the next (1) or previous (-1) finding, or match while a filter is set."""
        if self._leaf is None:
            return
        if self._lens.query and self._matches is None:
            self._matches = find_sentences(self._leaf, self._lens.query)
        self._step(self._leaf.places if self._matches is None else self._matches, by)

    def action_sentence(self, by: int) -> None:
        """Go to the next (1) or previous (-1) sentence."""
        if self._leaf is not None:
            self._step(tuple(s.span for s in self._leaf.sentences), by)

    def _step(self, places: Sequence[Span], by: int) -> None:
        """Go to the next or previous of ``places``: from the marked one if it is in sight."""
        target, top = self._article.target, self._article.top_offset
        if target is None or not self._article.sees_target():
            target = Span(top, top)
        at = bisect_right(places, target) if by > 0 else bisect_left(places, target) - 1
        if 0 <= at < len(places):
            self._go(places[at])

    def action_article(self, by: int) -> None:
        """Open the next (1) or the previous (-1) article."""
        if self._library is None or self._leaf is None:
            return
        at = self._library.ids.index(self._leaf.article.id) + by
        if 0 <= at < len(self._library.ids):
            self._open(self._library.ids[at])

    def on_article_view_pointed(self, message: ArticleView.Pointed) -> None:
        """Mark the sentence that was clicked."""
        message.stop()
        if self._leaf is None:
            return
        at = Span(message.offset, message.offset + 1)
        sentence = self._leaf.sentence_at(at)
        self._article.mark(sentence.span if sentence else at)
        self._explain()

    def current_block(self) -> Block | None:
        """Return the marked place, for curation and copying."""
        target = self._article.target
        if self._leaf is None or target is None:
            return None
        evidence, item = self._leaf.evidence(target), self._leaf.item(target)
        return Block(
            f"{evidence.sentence_id}:{target.start}",
            lambda width: paragraph(evidence.quote, width) or [row("")],
            words=evidence.quote,
            evidence=evidence,
            copied=evidence.quote,
            items=(item,) if item else (),
        )

    def current_article(self) -> str:
        """Return the article that is open, whether a place in it is marked or not."""
        return self._leaf.article.id if self._leaf else ""

    def focus_first(self) -> None:
        """Keys scroll the article."""
        self.screen.set_focus(self._article)
