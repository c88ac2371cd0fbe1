"""The views: which one is in front, what it shows, and the line over them that tells of it.

A view of thousands of findings takes longer to make than a key may wait: it is made in a
thread, the one in front first and the others while nothing else is to be done. Until a new
one is there the old one stays.
"""

from __future__ import annotations

from dataclasses import replace

from textual import work
from textual.widget import Widget
from textual.widgets import ContentSwitcher

from rkbrief.model import Analysis, Evidence
from rkbrief.tui.block_list import BlockList
from rkbrief.tui.filtering import Filtering
from rkbrief.tui.head import Head, HeadLine
from rkbrief.tui.keybar import KeyBar
from rkbrief.tui.lens import Lens
from rkbrief.tui.messages import EvidenceAsked, Prepared
from rkbrief.tui.views.view import View, speak

AT_ONCE = 1000
"""Findings of which a view is made in some 20 ms, less than the way through a thread shows."""


class Showing(Filtering):
    """The part of the dashboard that brings views to the front."""

    def __init__(self) -> None:
        super().__init__()
        self._progress = ""
        self._trail: list[str] = []
        self._unread = False
        self._left: dict[str, Widget | None] = {}
        self._shown: dict[str, tuple[Analysis, Lens]] = {}
        self._preparing = False
        self._counted: tuple[Analysis | None, int] = None, 0

    def _show(self) -> None:
        """Hand the analysis and the lens down to the view in front, unless it has them."""
        view = self.view
        if self.analysis is not None and self._shown.get(view.NAME) != (self.analysis, self.lens):
            if self._is_at_hand(view, self.analysis):
                self._shown[view.NAME] = (self.analysis, self.lens)
                for each in view.query(BlockList):
                    each.ambiguous = self.lens.ambiguous
                view.show_analysis(self.analysis, self.lens)
            self._prepare_next()
        troubles = self._count_problems()
        badges = {"problems": f"({troubles})"} if troubles else {}
        self.screen_stack[0].query_one(KeyBar).show_front(view.NAME, badges)
        self._tell()

    def _count_problems(self) -> int:
        """Return how many entries the view of problems has, counted once an analysis."""
        from rkbrief.tui.views.problems import count_problems

        if self.analysis is not None and self._counted[0] is not self.analysis:
            self._counted = self.analysis, count_problems(self.analysis)
        return self._counted[1]

    def _is_at_hand(self, view: View, analysis: Analysis) -> bool:
        """Tell whether a view is made already, or in a moment."""
        few = len(analysis.figures) + len(analysis.forecasts) <= AT_ONCE
        return few or not view.SLOW or view.holds(analysis, self.lens)

    def _prepare_next(self) -> None:
        """Have the next view made that is not at hand, one at a time, the one in front first."""
        analysis = self.analysis
        if self._preparing or analysis is None:
            return
        views = sorted(self.screen_stack[0].query(View), key=lambda each: each is not self.view)
        due = next((each for each in views if not self._is_at_hand(each, analysis)), None)
        if due is not None:
            self._preparing = True
            self._prepare(due, analysis, self.lens)

    @work(thread=True, group="prepare", description="prepare")
    def _prepare(self, view: View, analysis: Analysis, lens: Lens) -> None:
        """Make a view in a thread that only posts a message.

        Like every worker that is given an analysis it has a description: Textual would make
        one of its arguments and write a thousand sources out for it, on the main thread.
        """
        self.post_message(Prepared(view.NAME, analysis, lens, view.prepare(analysis, lens)))

    def on_prepared(self, message: Prepared) -> None:
        """Take over what was made, unless the world has moved on, and show it if it is in front."""
        self._preparing = False
        view = self.screen_stack[0].query_one(f"#{message.name}", View)
        if message.analysis is self.analysis:
            view.accept(message.analysis, message.lens, message.lay)
        if view is self.view:
            self._show()
        self._prepare_next()

    def _tell(self) -> None:
        """Say in the head line what is looked at and what goes on, or that nothing does."""
        query = f"/{self.lens.query}" if self.lens.query else ""
        unread = speak("Nothing read; r reads again", self.lens) if self._unread else ""
        made = self.analysis is None or self._is_at_hand(self.view, self.analysis)
        going_on = unread or self._progress or ("" if made else speak("Laying out …", self.lens))
        status = "  ".join(part for part in (going_on, query) if part)
        line = HeadLine(status=status)
        if self.analysis is not None:
            line = replace(describe(self.analysis, self.lens), status=status)
        self.screen_stack[0].query_one(Head).tell(line)

    @property
    def view(self) -> View:
        """The view in front."""
        frame = self.screen_stack[0]
        name = frame.query_one("#views", ContentSwitcher).current
        return frame.query_one(f"#{name}", View)

    def action_view(self, name: str) -> None:
        """Bring a view to the front."""
        switcher = self.screen_stack[0].query_one("#views", ContentSwitcher)
        if switcher.current != name:
            self._trail.append(switcher.current or name)
            self._bring_forward(name)

    def _bring_forward(self, name: str) -> None:
        """Show a view and give the keys to what had them when it was left."""
        self._left[self.view.NAME] = self.screen_stack[0].focused
        self.screen_stack[0].query_one("#views", ContentSwitcher).current = name
        self._show()
        self.view.focus_first()
        left = self._left.get(name)
        if left is not None and self.view in left.ancestors and left.display:
            self.view.screen.set_focus(left)

    def on_evidence_asked(self, message: EvidenceAsked) -> None:
        """Open the article of a piece of evidence at its place."""
        self.show_evidence(message.evidence, message.why)

    def show_evidence(self, evidence: Evidence, why: str = "") -> None:
        """Open the reader where ``evidence`` stands."""
        from rkbrief.tui.views.reader import ReaderView

        self.action_view(ReaderView.NAME)
        self.screen_stack[0].query_one(ReaderView).show_evidence(evidence, why)

    async def on_key_bar_pressed(self, message: KeyBar.Pressed) -> None:
        """A click on a key is the key."""
        self.simulate_key(message.key)


def describe(analysis: Analysis, lens: Lens) -> HeadLine:
    """Return the head line of an analysis."""
    sources, sentences = len(analysis.articles), len(analysis.sentences)
    ahead = sum(f.kind == "forecast" for f in analysis.forecasts)
    counts = (
        speak("{n} source" if sources == 1 else "{n} sources", lens).format(n=sources),
        speak("{n} forecast" if ahead == 1 else "{n} forecasts", lens).format(n=ahead),
        speak("{n} sentence" if sentences == 1 else "{n} sentences", lens).format(n=sentences),
    )
    return HeadLine(
        title=analysis.words.title or analysis.title or "",
        counts=counts,
        day=f"{speak('as of', lens)} {analysis.provenance.as_of}",
    )
