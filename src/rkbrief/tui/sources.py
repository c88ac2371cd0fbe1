"""The sources of a corpus as blocks: who wrote what when, and what to be wary of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rkbrief.brief.index import Index
from rkbrief.brief.reasons import say_reason
from rkbrief.model import Analysis, Article, ArticleFindings, Evidence, Span
from rkbrief.tui.blocks import Block, Row, heading, row
from rkbrief.tui.cells import cell_width, truncate, wrap
from rkbrief.tui.lens import Lens
from rkbrief.tui.views.view import speak
from rkbrief.tui.wording import evidence_of, inked, plain

_MERE = 3
"""From how many mere possibilities on a source is marked for them, if they are half or more."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What was found in one source; ``ahead`` are its forecasts, ``mere`` possibilities only."""

    figures: int = 0
    ahead: int = 0
    mere: int = 0
    check: int = 0


def count_findings(analysis: Analysis) -> dict[str, Counts]:
    """Count figures and forecasts by article, as the analyst left them."""
    figures = Counter(f.evidence.article_id for f in analysis.figures)
    ahead = [f for f in analysis.forecasts if f.kind == "forecast"]
    told = Counter(f.article_id for f in ahead)
    mere = Counter(f.article_id for f in ahead if f.likelihood == "possible")
    check = Counter(f.article_id for f in ahead if f.holder_status == "check")
    return {
        a.id: Counts(figures[a.id], told[a.id], mere[a.id], check[a.id]) for a in analysis.articles
    }


def source_blocks(index: Index, lens: Lens) -> Iterator[Block]:
    """Yield a heading, then a block a source."""
    analysis = index.analysis
    counts = count_findings(analysis)
    kin = {a: group for group in analysis.origins if len(group) > 1 for a in group}
    name = f"{speak('Sources', lens)}  {speak('F figures  P forecasts', lens)}"
    yield heading("section:sources", name)
    column = max((len(a.id) for a in analysis.articles), default=2) + 1
    for findings in analysis.findings:
        article = findings.article
        yield _source(index, findings, counts[article.id], kin, column, lens)


def _source(
    index: Index,
    findings: ArticleFindings,
    counts: Counts,
    kin: Mapping[str, Sequence[str]],
    column: int,
    lens: Lens,
) -> Block:
    """Make the block of one source."""
    article = findings.article
    title = article.title or plain(index.say.say("sources.no_title"))
    day = (
        article.published.isoformat()
        if article.published
        else plain(index.say.say("sources.undated"))
    )
    made_by = " · ".join(name for name in (article.publisher, article.author) if name)
    tally = f"{day}  F{counts.figures} P{counts.ahead}"
    doubts = "! " + " · ".join(_doubts(index, article, counts, kin, lens))

    def layout(width: int) -> list[Row]:
        ambiguous = lens.ambiguous
        room = max(1, width - column)
        ink = "strong" if article.title else "quiet"
        rows = [row(article.id.ljust(column), (truncate(title, room, ambiguous=ambiguous), ink))]
        gap = room - cell_width(made_by, ambiguous) - cell_width(tally, ambiguous)
        blank = " " * column
        if gap > 1:
            rows.append(row(blank, made_by, " " * gap, (tally, "quiet")))
        else:
            rows.append(row(blank, truncate(made_by, room, ambiguous=ambiguous)))
            rows.append(row(blank, (truncate(tally, room, ambiguous=ambiguous), "quiet")))
        if len(doubts) > len("! "):
            rows += inked(doubts, width, style="warning", indent=column, ambiguous=ambiguous)
        if article.note:
            rows += _shortened(article.note, room, blank, ambiguous)
        return rows

    words = " ".join((article.id, title, made_by, day, doubts, article.path, article.note or ""))
    return Block(
        f"article:{article.id}",
        layout,
        words=words,
        evidence=_beginning(findings),
        copied=f"{made_by}: {title} ({day}) [{article.id}]",
    )


def _shortened(note: str, room: int, blank: str, ambiguous: int) -> Iterator[Row]:
    """Yield a note in two rows at most."""
    first, *more = wrap(note, room, ambiguous=ambiguous)
    yield row(blank, (first.of(note), "quiet"))
    if more:
        rest = note[more[0].start :].replace("\n", " ").lstrip(" ")
        yield row(blank, (truncate(rest, room, ambiguous=ambiguous), "quiet"))


def _beginning(findings: ArticleFindings) -> Evidence:
    """Return where a source begins: its first sentence, or its first character."""
    if findings.sentences:
        return evidence_of(findings.sentences[0])
    return Evidence(findings.article.id, 0, Span(0, 0), "")


def _doubts(
    index: Index, article: Article, counts: Counts, kin: Mapping[str, Sequence[str]], lens: Lens
) -> Iterator[str]:
    """Yield what one should be wary of in a source."""
    for warning in article.warnings:
        yield say_reason(warning, lens.language)
    if article.digest_of:
        yield plain(index.say.say("endnotes.digest"))
    others = [a for a in kin.get(article.id, ()) if a != article.id]
    if others:
        yield f"{speak('same origin as', lens)} {' '.join(others)}"
    if counts.check:
        yield speak(
            "{n} speaker to be checked" if counts.check == 1 else "{n} speakers to be checked", lens
        ).format(n=counts.check)
    if counts.mere >= _MERE and counts.mere * 2 >= counts.ahead:
        yield speak("{n} mere possibilities", lens).format(n=counts.mere)
