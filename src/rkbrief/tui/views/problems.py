"""Problems: what was not read, what hides, who must be checked, what was told twice."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby

from textual.app import ComposeResult

from rkbrief.brief.reasons import say_reason
from rkbrief.curation import SHA_DIGITS, ItemKey
from rkbrief.model import Analysis, Article, ArticleFindings, Evidence, Problem, Skipped, Span
from rkbrief.tui.block_list import BlockList
from rkbrief.tui.blocks import Block, Row, heading, paragraph, row
from rkbrief.tui.cells import truncate
from rkbrief.tui.lens import Lens
from rkbrief.tui.messages import Lay
from rkbrief.tui.shelf import Shelf
from rkbrief.tui.views.view import View, speak
from rkbrief.tui.wording import no_match

_PLAIN_ENCODINGS = frozenset({"utf-8", "utf-8-sig", "ascii", "us-ascii", "pdf"})
"""Encodings with nothing to tell of; a PDF has none."""
_NAMES = {
    "hidden character": "Hidden characters",
    "speaker to check": "Speakers to check",
    "warning": "Warnings",
    "summary": "Summaries",
}
"""How the kinds are headed, in the order in which they are told; others come last."""


class ProblemsView(View):
    """A list of problems by kind; Enter opens the place, or the article where there is none."""

    NAME = "problems"

    def compose(self) -> ComposeResult:
        """One list."""
        yield BlockList(id="problem-list")

    def prepare(self, analysis: Analysis, lens: Lens) -> Lay:
        """List what a person should know of, the gravest first."""
        return partial(self._show, Shelf(problem_blocks(analysis, lens)))

    def _show(self, shelf: Shelf, lens: Lens) -> None:
        """Show what the filter leaves."""
        self.query_one(BlockList).show_blocks(shelf.take(lens) or [no_match(lens)])


def problem_blocks(analysis: Analysis, lens: Lens) -> Iterator[Block]:
    """Yield a heading a kind and its problems; a line that says so when there is none."""
    sections = list(_sections(analysis, lens))
    for number, (name, blocks) in enumerate(sections):
        yield heading(f"kind:{number}", name, count=len(blocks))
        yield from blocks
    if not sections:
        calm = speak("Nothing to look at: every file was read, and nothing in it is odd.", lens)
        yield Block("calm", lambda width: paragraph(calm, width, style="good"), selectable=False)


def count_problems(analysis: Analysis) -> int:
    """Return how many entries the view has."""
    return sum(len(blocks) for _, blocks in _sections(analysis, Lens()))


def _sections(analysis: Analysis, lens: Lens) -> Iterator[tuple[str, list[Block]]]:
    """Yield the kinds of problem that there are, with a block each."""
    findings = {f.article.id: f for f in analysis.findings}
    skipped = [_skipped(each, lens) for each in analysis.skipped]
    if skipped:
        yield speak("Files that were not read", lens), skipped
    ranks = {kind: rank for rank, kind in enumerate(_NAMES)}
    problems = sorted(analysis.problems, key=lambda p: (ranks.get(p.kind, len(ranks)), p.kind))
    for kind, group in groupby(problems, key=lambda problem: problem.kind):
        blocks = [
            _problem(f"{kind}:{number}", together, findings, lens)
            for number, together in enumerate(_together(group))
        ]
        yield speak(_NAMES.get(kind, kind), lens), blocks
    odd = [a for a in analysis.articles if a.encoding.lower() not in _PLAIN_ENCODINGS]
    if odd:
        blocks = [_about("encoding", a, a.encoding, findings[a.id], lens) for a in odd]
        yield speak("Encodings other than UTF-8", lens), blocks
    shared = [group for group in analysis.origins if len(group) > 1]
    if shared:
        yield (
            speak("Told more than once: these count as one source", lens),
            [
                _about(
                    "origin", findings[group[0]].article, " ".join(group), findings[group[0]], lens
                )
                for group in shared
                if group[0] in findings
            ],
        )


def _skipped(skipped: Skipped, lens: Lens) -> Block:
    """Make the block of a file that was not read."""
    return _line(
        f"skipped:{skipped.path}",
        "✘",
        skipped.path,
        say_reason(skipped.reason, lens.language),
        lens,
    )


def _together(problems: Iterable[Problem]) -> Iterator[list[Problem]]:
    """Bring those that concern a whole article together, each with a place by itself."""
    for (_, span), group in groupby(problems, key=lambda p: (p.article_id, p.span)):
        found = list(group)
        yield from [found] if span is None else [[each] for each in found]


def _problem(
    key: str, together: Sequence[Problem], findings: dict[str, ArticleFindings], lens: Lens
) -> Block:
    """Make the block of one problem with its words, or of all that concern an article."""
    problem = together[0]
    found = findings.get(problem.article_id or "")
    note = " · ".join(say_reason(each.note, lens.language) for each in together if each.note)
    if found is None:
        return _line(key, "!", problem.article_id or "", note, lens)
    if problem.span is None:
        return _about(key, found.article, note, found, lens)
    quote = problem.span.of(found.article.text)
    evidence = _evidence(found, problem.span)
    items: tuple[ItemKey, ...] = ()
    if problem.kind == "speaker to check":
        items = (ItemKey("forecast", found.article.sha256[:SHA_DIGITS], quote),)
        note = f"{problem.note} ?" if problem.note else speak("speaker not named", lens)
    place = evidence.sentence_id if evidence.sentence_index else evidence.article_id
    name = f"[{place}] {note}"
    return _line(key, "!", name, f"「{quote}」", lens, evidence=evidence, items=items)


def _about(key: str, article: Article, note: str, found: ArticleFindings, lens: Lens) -> Block:
    """Make the block of what concerns a whole article; Enter opens its beginning."""
    first = found.sentences[0].span if found.sentences else Span(0, 0)
    name = f"{article.id} {article.title or article.path}"
    return _line(f"{key}:{article.id}", "!", name, note, lens, evidence=_evidence(found, first))


def _evidence(found: ArticleFindings, span: Span) -> Evidence:
    """Return a stretch as evidence; its sentence is 0 outside the body."""
    at = max(0, bisect_right(found.sentences, span.start, key=lambda s: s.span.start) - 1)
    near = found.sentences[at : at + 2]
    index = next((s.index for s in near if s.span.overlaps(span)), 0)
    return Evidence(found.article.id, index, span, span.of(found.article.text))


def _line(
    key: str,
    sign: str,
    name: str,
    note: str,
    lens: Lens,
    *,
    evidence: Evidence | None = None,
    items: tuple[ItemKey, ...] = (),
) -> Block:
    """Make a block of a name and what is said of it."""

    def layout(width: int) -> list[Row]:
        shown = truncate(name, max(1, width - 2), ambiguous=lens.ambiguous)
        return [
            row((f"{sign} ", "warning"), (shown, "strong")),
            *paragraph(note, width, indent=2, ambiguous=lens.ambiguous),
        ]

    return Block(
        key, layout, words=f"{name} {note}", evidence=evidence, copied=f"{name} {note}", items=items
    )
