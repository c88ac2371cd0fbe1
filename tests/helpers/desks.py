"""A desk around a ready analysis, so that a test of the dashboard reads nothing."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Literal

from msgspec.structs import replace
from railway import make_railway
from textual.pilot import Pilot

from rkbrief.brief.render import render_brief
from rkbrief.config import BriefSettings
from rkbrief.curation import Curation
from rkbrief.model import Analysis, DroppedLine, Problem, Span
from rkbrief.tui.desk import Desk

TAIL = "\n\n関連記事\n- バス転換の時代\n"
SIZES = ((80, 24), (120, 40), (200, 50))


def make_ready(analysis: Analysis | None = None) -> Analysis:
    """Return an analysis (the railway's) as the pipeline gives it: findings filled, problems told.

    Its first article ends with a list of links that was dropped.
    """
    analysis = analysis or make_railway()
    figures, forecasts = defaultdict(list), defaultdict(list)
    for figure in analysis.figures:
        figures[figure.evidence.article_id].append(figure)
    for forecast in analysis.forecasts:
        forecasts[forecast.article_id].append(forecast)
    filled = [
        replace(f, figures=tuple(figures[f.article.id]), forecasts=tuple(forecasts[f.article.id]))
        for f in analysis.findings
    ]
    first = filled[0].article
    at, dropped = len(first.text), []
    for line, text in enumerate(TAIL.splitlines(keepends=True), 2):
        if words := text.strip():
            span = Span(at, at + len(words))
            dropped.append(DroppedLine(line, span, words, "related"))
        at += len(text)
    filled[0] = replace(
        filled[0], article=replace(first, text=first.text + TAIL, dropped=tuple(dropped))
    )
    problems = (
        Problem(first.id, "hidden character", "U+200B, shown as ‹ZWSP›", Span(3, 4)),
        Problem("S3", "speaker to check", "no speaker is named", Span(0, 5)),
    )
    return replace(analysis, findings=tuple(filled), problems=problems)


def make_desk(analysis: Analysis | None = None, **others: Any) -> Desk:  # noqa: ANN401
    """Return a desk that gives ``analysis`` at once; ``others`` are fields of the desk."""
    ready = analysis or make_ready()
    settings = {
        "analyse": lambda **_: ready,
        "combine": _keep,
        "render": _render,
        "find_target": lambda *_: Path("briefs/valley-line.md"),
        "read_target": lambda _: None,
        "write": lambda *_, **__: None,
        "save_curation": lambda _: None,
        "locate": lambda _: None,
    }
    return Desk(**{**settings, **others})


def _keep(analysis: Analysis, _: Curation) -> Analysis:
    """Leave an analysis as it is."""
    return analysis


def _render(analysis: Analysis, settings: BriefSettings) -> str:
    """Render a brief as the program does."""
    return render_brief(analysis, settings.template, settings=settings)


@asynccontextmanager
async def opened(
    desk: Desk | None = None,
    *,
    size: tuple[int, int] = (120, 40),
    language: Literal["en", "ja"] = "en",
) -> AsyncIterator[Pilot[int]]:
    """Give the pilot of a dashboard that has read its corpus."""
    from rkbrief.tui.app import Dashboard

    desk = desk or make_desk(settings=BriefSettings(language=language))
    app = Dashboard(desk)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        yield pilot


async def settled(pilot: Pilot[int]) -> None:
    """Wait until every worker is through and what it said is on the screen."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()


def run(test: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run an asynchronous test."""
    asyncio.run(test())


def read_screen(pilot: Pilot[int]) -> str:
    """Return what stands on the screen, a line a row, without blanks at the ends."""
    strips = pilot.app.screen._compositor.render_strips()
    return "".join(f"{strip.text.rstrip()}\n" for strip in strips)
