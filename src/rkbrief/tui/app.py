"""The dashboard's one place of state: the analysis, the lens, the view, and who works on it.

Data goes down (``View.show_analysis``), messages come up. A thread asks for the analysis and
only posts messages; each carries its run number, and an answer of an older run is dropped,
because a thread cannot be stopped and a slow first answer would otherwise win. A view is told
what is new when it comes to the front, not before.

The frame is painted before the views are even loaded; keys pressed until they stand are kept.
"""

from __future__ import annotations

import gc
import threading
from dataclasses import replace
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import ContentSwitcher

from rkbrief.errors import RkbriefError
from rkbrief.model import Analysis
from rkbrief.tui.desk import Desk
from rkbrief.tui.frame import Frame
from rkbrief.tui.lens import Lens
from rkbrief.tui.messages import Analysed, Failed, Painted, Progressed
from rkbrief.tui.showing import Showing
from rkbrief.tui.style import Style
from rkbrief.tui.themes import DEFAULT, OWN, THEMES
from rkbrief.tui.views.view import VIEW_NAMES, speak

_SELDOM = (20_000, 200, 100)
"""How seldom the garbage collector looks at the young, the middle-aged and everything."""


class Dashboard(Showing):
    """Six views of one analysis."""

    CSS_PATH = "app.tcss"
    TITLE = "rkbrief"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(number), f"view('{name}')", name.title(), id=f"view.{name}")
            for number, name in enumerate(VIEW_NAMES, 1)
        ),
        Binding("escape", "back", "Back", id="back", show=False),
        Binding("t", "next_theme", "Theme", id="theme", show=False),
        Binding("L", "next_language", "Language", id="language", show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        language = desk.language or desk.settings.language
        self.lens = Lens(language=language, ambiguous=desk.ambiguous)
        self.analysis: Analysis | None = None
        self._run = 0
        self._cancel = threading.Event()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = desk.theme or DEFAULT
        self.stylesheet = Style(variables=self.get_css_variables())
        self.set_keymap(dict(desk.keymap))

    def get_default_screen(self) -> Screen[None]:
        """Put everything on one frame."""
        return Frame(lambda: self.lens)

    def on_frame_laid(self) -> None:
        """Paint first."""
        self.call_after_refresh(self.post_message, Painted())

    async def on_painted(self) -> None:
        """Start to read, and put the views in."""
        self.action_reload()
        from rkbrief.tui.views.every import VIEWS

        views = [view(id=view.NAME) for view in VIEWS]
        for view in views:
            view.display = False
        switcher = self.screen_stack[0].query_one("#views", ContentSwitcher)
        await switcher.mount_all(views)
        switcher.current = VIEW_NAMES[0]
        self.view.focus_first()
        self.call_later(self._catch_up)

    async def _catch_up(self) -> None:
        """Do what was typed before the views were in."""
        await self.begin_typing()
        gc.set_threshold(*_SELDOM)
        gc.enable()

    def on_unmount(self) -> None:
        """Call off what is still read."""
        self._cancel.set()

    # -- reading -------------------------------------------------------------------------

    def action_reload(self) -> None:
        """Read the corpus again; what is shown stays, marked, until the new answer is in."""
        self._cancel.set()
        self._cancel = threading.Event()
        self._run += 1
        self._unread = False
        self._set_progress(speak("Reading …", self.lens))
        self._read(self._run, self._cancel)

    @work(thread=True, exit_on_error=True, group="read")
    def _read(self, run: int, cancel: threading.Event) -> None:
        """Have it analysed, in a thread that only posts messages."""
        try:
            analysis = self.desk.analyse(
                on_progress=lambda done, total: self.post_message(Progressed(run, done, total)),
                is_cancelled=cancel.is_set,
            )
        except RkbriefError as error:
            self.post_message(Failed(run, str(error)))
        else:
            self.post_message(Analysed(run, analysis))

    def _set_progress(self, text: str) -> None:
        """Say how far a reading is; ``""`` for none going on."""
        self._progress = text
        self.screen_stack[0].set_class(bool(text and self.analysis), "-stale")
        self._tell()

    def on_progressed(self, message: Progressed) -> None:
        """Tell how far the present run is."""
        if message.run == self._run and self._progress:
            done = f"{message.done}/{message.total}"
            self._set_progress(f"{speak('Reading', self.lens)} {done}")

    def on_failed(self, message: Failed) -> None:
        """Say why the present run came to nothing."""
        if message.run != self._run:
            return
        self._unread = self.analysis is None
        self._set_progress("")
        self.say(message.reason, warning=True)

    def on_analysed(self, message: Analysed) -> None:
        """Show the answer of the present run; drop that of an older one."""
        if message.run != self._run:
            return
        first = self.analysis is None
        self.analysis = message.analysis
        # Records and blocks are free of cycles: a collection over those of a thousand sources
        # would hold a key up for 200 ms and find nothing.
        gc.freeze()
        self._set_progress("")
        self._show()
        if first and len(self.screen_stack) == 1:
            self.view.focus_first()

    async def action_back(self) -> None:
        """Undo the last step: a filter, a reading that goes on, a change of view."""
        if self._filter_open:
            self._close_filter()
        elif self._progress:
            self._cancel.set()
        elif self._trail:
            self._bring_forward(self._trail.pop())

    # -- the lens ------------------------------------------------------------------------

    def _look(self, lens: Lens) -> None:
        """Look at the same analysis through another lens."""
        self.lens = lens
        self._show()

    def action_next_language(self) -> None:
        """Speak the other language."""
        self._look(replace(self.lens, language="ja" if self.lens.language == "en" else "en"))
        self.refresh_bindings()

    def action_next_theme(self) -> None:
        """Wear the next of the dashboard's own themes; the palette has all of them."""
        at = OWN.index(self.theme) if self.theme in OWN else -1
        self.theme = OWN[(at + 1) % len(OWN)]
