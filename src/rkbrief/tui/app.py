"""The dashboard's one place of state: the analysis, the lens, the view, and who works on it.

Data goes down (``View.show_analysis``), messages come up. A thread runs the analysis and only
posts messages; each carries its run number, and an answer of an older run is dropped, because
a thread cannot be stopped and a slow first answer would otherwise win.
"""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import ClassVar

from textual import work
from textual.app import App, ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import ContentSwitcher, Footer, Input, Static

from rkbrief.errors import RkbriefError
from rkbrief.model import Analysis, Evidence
from rkbrief.safe_text import show
from rkbrief.tui.desk import Desk
from rkbrief.tui.lens import Lens
from rkbrief.tui.messages import Analysed, EvidenceAsked, Failed, Progressed
from rkbrief.tui.views.brief import BriefView
from rkbrief.tui.views.figures import FiguresView
from rkbrief.tui.views.forecasts import ForecastsView
from rkbrief.tui.views.overview import OverviewView
from rkbrief.tui.views.problems import ProblemsView
from rkbrief.tui.views.reader import ReaderView
from rkbrief.tui.views.view import View, speak

VIEWS: tuple[type[View], ...] = (
    OverviewView,
    ReaderView,
    FiguresView,
    ForecastsView,
    BriefView,
    ProblemsView,
)


class Frame(Screen[None]):
    """The screen of the dashboard: its keys are named in the interface's language."""

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """Return the bindings that hold here, their descriptions translated.

        The footer, the help panel and the palette all read them from here.
        """
        lens = self.app.lens if isinstance(self.app, Dashboard) else Lens()
        return {
            key: active._replace(
                binding=replace(active.binding, description=speak(active.binding.description, lens))
            )
            for key, active in super().active_bindings.items()
        }


class Dashboard(App[int]):
    """Six views of one analysis."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = True
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual declares it
        (0, "-narrow"),
        (100, "-normal"),
        (160, "-wide"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(number), f"view('{view.NAME}')", view.NAME.title(), id=f"view.{view.NAME}")
            for number, view in enumerate(VIEWS, 1)
        ),
        Binding("escape", "back", "Back", id="back", show=False),
        Binding("slash", "filter", "Filter", id="filter", key_display="/"),
        Binding("r", "reload", "Reload", id="reload", show=False),
        Binding("t", "next_theme", "Theme", id="theme", show=False),
        Binding("L", "next_language", "Language", id="language", show=False),
        Binding("q", "quit", "Quit", id="quit"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.lens = Lens(language=desk.settings.language, ambiguous=desk.ambiguous)
        self.analysis: Analysis | None = None
        self._run = 0
        self._cancel = threading.Event()
        self._trail: list[str] = []

    def get_default_screen(self) -> Screen[None]:
        """Put everything on one frame."""
        return Frame(id="_default")

    def compose(self) -> ComposeResult:
        """Lay the frame: a line that says where one is, a view, a filter, the keys."""
        yield Static(id="head")
        with ContentSwitcher(initial=VIEWS[0].NAME, id="views"):
            for view in VIEWS:
                yield view(id=view.NAME)
        yield Input(id="filter", placeholder=speak("Filter", self.lens))
        yield Footer()

    def on_mount(self) -> None:
        """Paint first, then start to read."""
        self.query_one("#filter").display = False
        self._tell(speak("Reading …", self.lens))
        self.call_after_refresh(self.action_reload)

    # -- reading -------------------------------------------------------------------------

    def action_reload(self) -> None:
        """Read the corpus again; what is shown stays, marked, until the new answer is in."""
        self._cancel.set()
        self._cancel = threading.Event()
        self._run += 1
        if self.analysis is not None:
            self.add_class("-stale")
        self._read(self._run, self._cancel)

    @work(thread=True, exit_on_error=True, group="read")
    def _read(self, run: int, cancel: threading.Event) -> None:
        """Analyse in a thread that only posts messages."""
        try:
            analysis = self.desk.analyse(
                on_progress=lambda done, total: self.post_message(Progressed(run, done, total)),
                is_cancelled=cancel.is_set,
            )
        except RkbriefError as error:
            self.post_message(Failed(run, str(error)))
        else:
            self.post_message(Analysed(run, analysis))

    def on_progressed(self, message: Progressed) -> None:
        """Tell how far the present run is."""
        if message.run == self._run:
            self._tell(f"{speak('Reading', self.lens)} {message.done}/{message.total}")

    def on_failed(self, message: Failed) -> None:
        """Say why the present run came to nothing."""
        if message.run == self._run:
            self.remove_class("-stale")
            self._tell(message.reason)

    def on_analysed(self, message: Analysed) -> None:
        """Show the answer of the present run; drop that of an older one."""
        if message.run != self._run:
            return
        self.analysis = message.analysis
        self.remove_class("-stale")
        self._show()

    # -- showing -------------------------------------------------------------------------

    def _show(self) -> None:
        """Hand the analysis and the lens down to every view."""
        if self.analysis is None:
            return
        for view in self.query(View):
            view.show_analysis(self.analysis, self.lens)
        self._tell(self._headline(self.analysis))
        self.view.focus_first()

    def _headline(self, analysis: Analysis) -> str:
        """Return the one line that says what is looked at."""
        ahead = sum(f.kind == "forecast" for f in analysis.forecasts)
        counts = (
            f"{len(analysis.articles)} {speak('sources', self.lens)} · "
            f"{len(analysis.sentences)} {speak('sentences', self.lens)} · "
            f"{ahead} {speak('forecasts', self.lens)}"
        )
        day = f"{speak('as of', self.lens)} {analysis.provenance.as_of}"
        return "   ".join(part for part in (analysis.title, counts, day) if part)

    def _tell(self, text: str) -> None:
        """Say something in the head line."""
        self.query_one("#head", Static).update(Content(show(f" rkbrief  {text}", one_line=True)))

    @property
    def view(self) -> View:
        """The view in front."""
        name = self.query_one("#views", ContentSwitcher).current
        return self.query_one(f"#{name}", View)

    def action_view(self, name: str) -> None:
        """Bring a view to the front."""
        switcher = self.query_one("#views", ContentSwitcher)
        if switcher.current == name:
            return
        self._trail.append(switcher.current or name)
        switcher.current = name
        self.view.focus_first()

    async def action_back(self) -> None:
        """Go back to where one was; a filter that is open is closed first."""
        field = self.query_one("#filter", Input)
        if field.display:
            field.display = False
            self._look(replace(self.lens, query=""))
        elif self._trail:
            self.query_one("#views", ContentSwitcher).current = self._trail.pop()
            self.view.focus_first()

    def on_evidence_asked(self, message: EvidenceAsked) -> None:
        """Open the article of a piece of evidence at its place."""
        self.show_evidence(message.evidence, message.why)

    def show_evidence(self, evidence: Evidence, why: str = "") -> None:
        """Open the reader where ``evidence`` stands."""
        reader = self.query_one(ReaderView)
        self.action_view(ReaderView.NAME)
        reader.show_evidence(evidence, why)

    # -- the lens ------------------------------------------------------------------------

    def _look(self, lens: Lens) -> None:
        """Look at the same analysis through another lens."""
        self.lens = lens
        self._show()

    def action_filter(self) -> None:
        """Open the filter."""
        field = self.query_one("#filter", Input)
        field.display = True
        field.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the lists while the filter is typed."""
        if event.input.id == "filter" and self.analysis is not None:
            self.lens = replace(self.lens, query=event.value)
            self.view.show_analysis(self.analysis, self.lens)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the filter goes to the list."""
        if event.input.id == "filter":
            self.view.focus_first()

    def action_next_language(self) -> None:
        """Speak the other language."""
        self._look(replace(self.lens, language="ja" if self.lens.language == "en" else "en"))
        self.refresh_bindings()

    def action_next_theme(self) -> None:
        """Wear the next theme."""
        names = sorted(self.available_themes)
        self.theme = names[(names.index(self.theme) + 1) % len(names)]
