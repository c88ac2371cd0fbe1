"""Problems: what was skipped, what hides, who must be checked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from textual.app import ComposeResult

from rkbrief.model import Analysis, Evidence, Problem
from rkbrief.tui.blocks import Block, BlockList, Row, heading, paragraph, row
from rkbrief.tui.lens import Lens
from rkbrief.tui.views.view import View, speak


class ProblemsView(View):
    """A list of problems by kind; Enter opens the place where there is one."""

    NAME = "problems"

    def compose(self) -> ComposeResult:
        """One list."""
        yield BlockList(id="problem-list")

    def show_analysis(self, analysis: Analysis, lens: Lens) -> None:
        """List every problem and every skipped file."""
        self.query_one(BlockList).show_blocks(list(problem_blocks(analysis, lens)))


def problem_blocks(analysis: Analysis, lens: Lens) -> Iterator[Block]:
    """Yield a heading a kind, then its problems; the skipped files last."""
    problems = sorted(analysis.problems, key=lambda problem: problem.kind)
    for kind, group in groupby(problems, key=lambda problem: problem.kind):
        found = [_problem(analysis, problem) for problem in group]
        yield from _section(kind, found, lens)
    yield from _section("skipped", [_line(s.path, s.reason) for s in analysis.skipped], lens)


def _section(kind: str, blocks: list[Block], lens: Lens) -> Iterator[Block]:
    """Yield a heading with a count and the blocks that the filter lets through."""
    shown = [block for block in blocks if lens.matches(block.words)]
    if shown:
        yield heading(f"kind:{kind}", f"{speak(kind, lens)} ({len(shown)})")
        yield from shown


def _problem(analysis: Analysis, problem: Problem) -> Block:
    """Make the block of one problem, with the words it is about."""
    article = next((a for a in analysis.articles if a.id == problem.article_id), None)
    quote = problem.span.of(article.text) if article and problem.span else ""
    evidence = None
    if article and problem.span:
        holder = next(
            (
                s
                for f in analysis.findings
                if f.article is article
                for s in f.sentences
                if s.span.overlaps(problem.span)
            ),
            None,
        )
        evidence = Evidence(article.id, holder.index if holder else 0, problem.span, quote)
    note = f"{problem.note}  {quote}" if quote else problem.note
    return _line(problem.article_id or "", note, evidence)


def _line(name: str, note: str, evidence: Evidence | None = None) -> Block:
    """Make a block of a name and what is said of it."""

    def layout(width: int) -> list[Row]:
        return [row((name, "strong")), *paragraph(note, width, indent=2)]

    place = f"{evidence.span.start}" if evidence else ""
    return Block(f"{name}:{note}:{place}", layout, words=f"{name} {note}", evidence=evidence)
