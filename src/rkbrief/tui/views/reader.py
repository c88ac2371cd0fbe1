"""Reader: an article with what was found in it, and what was left out of it, dimmed."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from rkbrief.model import Analysis, ArticleFindings, Evidence
from rkbrief.safe_text import show
from rkbrief.tui.article_view import ArticleView, Mark, Page, without_overlaps
from rkbrief.tui.lens import Lens
from rkbrief.tui.views.view import View


class ReaderView(View):
    """One article; ``n`` and ``N`` go to the next and the one before."""

    NAME = "reader"

    def compose(self) -> ComposeResult:
        """The article, and a line that says why its marked place was picked."""
        yield ArticleView(id="article")
        yield Static(id="why")

    def show_analysis(self, analysis: Analysis, lens: Lens) -> None:
        """Keep the pages to open; stay with the article that is open."""
        self._findings = {f.article.id: f for f in analysis.findings}
        self._lens = lens
        self._open(self._opened if self._opened in self._findings else next(iter(self._findings)))

    _findings: dict[str, ArticleFindings]
    _lens: Lens = Lens()
    _opened: str = ""

    def _open(self, article_id: str) -> None:
        """Open an article at its beginning, unless it is open."""
        if article_id == self._opened:
            return
        self._opened = article_id
        self.query_one(ArticleView).show_page(make_page(self._findings[article_id]))

    def show_evidence(self, evidence: Evidence, why: str) -> None:
        """Open the article of ``evidence`` with its place marked."""
        self._open(evidence.article_id)
        self.query_one(ArticleView).show_target(evidence.span)
        text = f"{evidence.sentence_id}  {why}"
        self.query_one("#why", Static).update(Content(show(text, one_line=True)))

    def focus_first(self) -> None:
        """Keys scroll the article."""
        self.query_one(ArticleView).focus()


def make_page(findings: ArticleFindings) -> Page:
    """Lay an article's findings over its text."""
    article = findings.article
    picked = {ranked.sentence.id for ranked in findings.summary.sentences}
    figures = {figure.evidence.sentence_id for figure in findings.figures}
    ahead = [f for f in findings.forecasts if f.kind == "forecast"]
    foretold = {i for forecast in ahead for i in forecast.sentence_ids}
    marks = [
        *(Mark(figure.span, "article--figure") for figure in findings.figures),
        *(Mark(forecast.span, "article--forecast") for forecast in ahead),
        *(Mark(s.span, "article--heading") for s in findings.sentences if s.kind == "heading"),
        *(Mark(s.span, "article--picked") for s in findings.sentences if s.id in picked),
        *(Mark(dropped.span, "article--dropped") for dropped in article.dropped),
    ]
    margins = {
        s.span.start: "".join(
            sign if s.id in ids else " "
            for sign, ids in (("■", picked), ("#", figures), ("?", foretold))
        )
        + f"{s.index:>4}"
        for s in findings.sentences
    }
    rules = {dropped.span.start: dropped.rule for dropped in article.dropped}
    return Page(article.text, without_overlaps(marks), margins, rules)
